//! Who and what: names found, linked, described, and what the caller's own lexicon does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use whowhen::{Analysis, DateBasis, Entity, EntityType, Find, Input, LexiconEntry, Options, PlaceKind, analyze};

fn read(text: &str) -> Analysis {
    read_with(text, &[])
}

fn read_with(text: &str, lexicon: &[(&str, &str)]) -> Analysis {
    let lexicon = lexicon.iter().map(|(text, kind)| LexiconEntry::new(text, kind, None).unwrap()).collect();
    let options = Options { published: Some("2014-01-03".parse().unwrap()), lexicon, ..Options::default() };
    let analysis = analyze(Input::Text(text), &options).unwrap();
    common::check_promises(&analysis);
    analysis
}

fn entity<'a>(analysis: &'a Analysis, name: &str) -> &'a Entity {
    let found = analysis.entities.iter().find(|entity| entity.name == name);
    found.unwrap_or_else(|| panic!("no {name:?} among {:?}", names(analysis)))
}

fn names(analysis: &Analysis) -> Vec<(&str, EntityType)> {
    analysis.entities.iter().map(|entity| (entity.name.as_str(), entity.kind)).collect()
}

fn words<'a>(analysis: &'a Analysis, name: &str) -> Vec<&'a str> {
    let mentions = entity(analysis, name).mentions.iter();
    mentions.map(|at| analysis.mentions[*at as usize].span.of(&analysis.text)).collect()
}

#[test]
fn short_names_join_the_long_one() {
    let analysis = read(
        "KAMPALA - Finance Minister Miriam Okello met Peter Ssali on Monday. Okello's ministry had asked for it, Ssali said. \
         The World Health Organization (WHO) sent a doctor; the WHO would not name him.",
    );
    assert_eq!(words(&analysis, "Miriam Okello"), ["Miriam Okello", "Okello"]);
    assert_eq!(words(&analysis, "Peter Ssali"), ["Peter Ssali", "Ssali"]);
    assert_eq!(words(&analysis, "World Health Organization"), ["World Health Organization", "WHO", "WHO"]);
}

#[test]
fn two_of_a_name_stay_two() {
    let analysis = read(
        "Senator Anna Kerry spoke first. Kerry was brief. Then her brother, John Kerry, took the floor, and Kerry was not.",
    );
    assert_eq!(words(&analysis, "Anna Kerry"), ["Anna Kerry", "Kerry"]);
    assert_eq!(words(&analysis, "John Kerry"), ["John Kerry", "Kerry"]);
}

#[test]
fn spellings_with_and_without_accents_are_one() {
    let analysis =
        read("Mayor José Muñoz of León spoke to reporters. Jose Munoz, 54, said Leon had no water. Muñoz left.");
    assert_eq!(words(&analysis, "José Muñoz").len(), 3);
    assert_eq!(words(&analysis, "León"), ["León", "Leon"]);
}

#[test]
fn a_people_is_not_its_country_but_points_at_it() {
    let analysis = read("Ghana signed the treaty. Ghanaian officials said Ghanaians would gain from it.");
    let (country, people) = (entity(&analysis, "Ghana"), entity(&analysis, "Ghanaians"));
    assert_eq!((country.kind, people.kind), (EntityType::Place, EntityType::Group));
    assert_eq!(words(&analysis, "Ghanaians"), ["Ghanaian", "Ghanaians"]);
    let (place, of_people) = (country.place.as_ref().unwrap(), people.place.as_ref().unwrap());
    assert_eq!((place.country.as_str(), place.kind), ("GH", Some(PlaceKind::Country)));
    assert_eq!(of_people, place);
}

#[test]
fn a_town_is_the_one_that_the_article_speaks_of() {
    let facts = |text: &str, name: &str| {
        let analysis = read(text);
        let place = entity(&analysis, name).place.clone().unwrap();
        (
            place.country,
            place.kind.unwrap(),
            place.latitude.unwrap().round() as i32,
            place.longitude.unwrap().round() as i32,
        )
    };
    assert_eq!(facts("The mayor of London resigned.", "London"), ("GB".into(), PlaceKind::Capital, 52, 0));
    assert_eq!(facts("The mayor of London, Canada, resigned.", "London"), ("CA".into(), PlaceKind::City, 43, -81));
    let spoken = "Canadian police closed a road in Hamilton on Friday.";
    assert_eq!(facts(spoken, "Hamilton").0, "CA");
    assert_eq!(facts("She flew from Tripoli to Benghazi.", "Tripoli"), ("LY".into(), PlaceKind::Capital, 33, 13));
}

#[test]
fn roles_before_behind_and_in_lists() {
    for (text, name, role) in [
        ("Russian Foreign Minister Oleg Petrenko spoke.", "Oleg Petrenko", Some("Russian Foreign Minister")),
        (
            "Badr Hamous, the coalition's secretary general, said so.",
            "Badr Hamous",
            Some("coalition's secretary general"),
        ),
        ("It was cold, said the curator, Morag Ferrier.", "Morag Ferrier", Some("curator")),
        ("Werner Ostheim, 84, a retired bookbinder, came last.", "Werner Ostheim", Some("retired bookbinder")),
        ("Provincial livestock chief Dr Wanida Chaiyo said no.", "Wanida Chaiyo", Some("Provincial livestock chief")),
        ("Board members Chad Kepler, Penny Barns and Mark Trimm were opposed.", "Mark Trimm", Some("Board members")),
        ("Mr Tom Arden and Dr Lena Voss were there.", "Tom Arden", None),
        ("Then Lena Voss, who lives in Bonn, sang.", "Lena Voss", None),
    ] {
        let analysis = read(text);
        assert_eq!(entity(&analysis, name).role.as_deref(), role, "{text}");
    }
}

#[test]
fn who_speaks() {
    for (text, speaker) in [
        ("“We will wait here,” Anna Duval told reporters.", Some("Anna Duval")),
        ("According to the mayor, Anna Duval, the road is closed. “We will wait here,” she said.", Some("Anna Duval")),
        ("Anna Duval thanked Peter Ssali and his team. “We will wait here,” she said.", Some("Anna Duval")),
        ("“We will wait here,” said a senior EU official.", None),
        ("By Anna Duval\n\nThe mayor was angry at the council on Friday. “We will wait here,” he said.", None),
    ] {
        let analysis = read(text);
        assert_eq!(analysis.quotes.len(), 1, "{text}");
        let name = analysis.quotes[0].speaker.map(|speaker| analysis.entities[speaker as usize].name.as_str());
        assert_eq!(name, speaker, "{text}");
    }
}

#[test]
fn a_hyphen_that_only_pairs_leaves_the_name() {
    let analysis = read("The Lima-based firm is pro-Israel, and Thai-Malaysian talks with Kim Jong-un failed.");
    let found: Vec<&str> = analysis.mentions.iter().map(|one| one.span.of(&analysis.text)).collect();
    assert_eq!(found, ["Lima", "Israel", "Thai", "Malaysian", "Kim Jong-un"]);
}

#[test]
fn the_caller_s_names_win() {
    let text = "On Friday zorbit and ZORBIT met Odeon Hall in May Grove. The Sunday Times was there.";
    let analysis = read_with(
        text,
        &[
            ("Zorbit", "organization"),
            ("Odeon", "work"),
            ("Odeon Hall", "place"),
            ("Friday", "event"),
            ("sunday times", "ignore"),
        ],
    );
    // Small letters are not "Zorbit", capitals are; the longest entry counts.
    assert_eq!(words(&analysis, "ZORBIT"), ["ZORBIT"]);
    assert_eq!(entity(&analysis, "Odeon Hall").kind, EntityType::Place);
    assert_eq!(entity(&analysis, "Friday").kind, EntityType::Event);
    assert_eq!(analysis.mentions[0].score, 0.99);
    assert!(names(&analysis).iter().all(|(name, _)| *name != "Sunday Times"));
    assert!(analysis.dates.is_empty(), "{:?}", analysis.dates);
}

#[test]
fn a_day_of_the_callers_wins() {
    let lexicon = vec![LexiconEntry::new("last week", "date", Some("2014-01-07")).unwrap()];
    let options = Options { published: Some("2014-01-13".parse().unwrap()), lexicon, ..Options::default() };
    for find in [Find::All, Find::Dates] {
        let text = "Anna Duval resigned last week, and on Friday she left Geneva.";
        let analysis = analyze(Input::Text(text), &Options { find, ..options.clone() }).unwrap();
        let shown: Vec<_> = analysis.dates.iter().map(|date| (date.span.of(text), &*date.value, date.basis)).collect();
        let given = ("last week", "2014-01-07", DateBasis::Given);
        assert_eq!(shown, [given, ("Friday", "2014-01-10", DateBasis::Anchor)]);
        assert_eq!(analysis.dates[0].earliest, analysis.dates[0].latest);
        assert_eq!(analysis.mentions.is_empty(), find == Find::Dates);
    }
    for value in [None, Some(""), Some("2014-02-30"), Some("next week")] {
        assert_eq!(LexiconEntry::new("last week", "date", value).unwrap_err().code(), "invalid_option");
    }
}

#[test]
fn sentences_are_told_where_asked_for() {
    let text = "GENEVA - Anna Duval resigned. “Why?” asked Mr. Lake.\n\nNobody knew.";
    let read = |sentences| analyze(Input::Text(text), &Options { sentences, ..Options::default() }).unwrap().sentences;
    assert!(read(false).is_empty());
    let words: Vec<_> = read(true).iter().map(|span| span.of(text)).collect();
    assert_eq!(words.last(), Some(&"Nobody knew."));
    assert!(words.iter().any(|words| words.contains("Mr. Lake.")), "{words:?}");
    assert!(read(true).is_sorted_by(|one, next| one.end <= next.start));
}

#[test]
fn too_many_entries_are_refused() {
    let entry = LexiconEntry::new("Odeon", "place", None).unwrap();
    let options = |count: usize| Options { lexicon: vec![entry.clone(); count], ..Options::default() };
    assert_eq!(analyze(Input::Text("x"), &options(10_001)).unwrap_err().code(), "invalid_option");
    assert!(analyze(Input::Text("x"), &options(10_000)).is_ok());
}

#[test]
fn brackets_and_marks_stay_outside() {
    let analysis = read(
        "The National Institute of Territorial Studies (Ineter) warned Peru. He won the prize for ‘Miss Freedom of the Lakes’ in 2010.",
    );
    let inside = |at: usize| analysis.mentions[at].span.of(&analysis.text);
    assert_eq!(inside(0), "National Institute of Territorial Studies");
    assert_eq!(inside(1), "Ineter");
    assert!(analysis.mentions.iter().all(|one| !one.span.of(&analysis.text).contains(['(', ')', '‘', '’'])));
}

#[test]
fn entries_that_cannot_be_are_refused() {
    for (text, kind) in
        [("", "person"), ("  ", "person"), ("Odeon", "cinema"), ("Odeon", ""), (&*"x".repeat(257), "person")]
    {
        let error = LexiconEntry::new(text, kind, None).unwrap_err();
        assert_eq!(error.code(), "invalid_option");
        assert!(error.to_string().ends_with('.'), "{error}");
    }
}
