//! The article that the product was asked for. It is not in the repository: without `../shared` this test says so and
//! passes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use whowhen::{Analysis, Basis, BlockKind, EntityType, Input, Options, analyze};

fn seed(published: Option<&str>) -> Option<Analysis> {
    let Ok(text) = std::fs::read_to_string("../shared/seed/article.txt") else {
        eprintln!("skipped: ../shared/seed/article.txt is not here");
        return None;
    };
    let options = Options { published: published.map(|day| day.parse().unwrap()), ..Options::default() };
    let analysis = analyze(Input::Text(&text), &options).unwrap();
    common::check_promises(&analysis);
    Some(analysis)
}

fn values<'a>(analysis: &'a Analysis, words: &str) -> Vec<&'a str> {
    let dates = analysis.dates.iter().filter(|date| date.span.of(&analysis.text) == words);
    dates.map(|date| date.value.as_str()).collect()
}

#[test]
fn who() {
    let Some(analysis) = seed(Some("2014-01-03")) else { return };
    let people: Vec<(&str, usize)> = analysis
        .entities
        .iter()
        .filter(|entity| entity.kind == EntityType::Person)
        .map(|entity| (entity.name.as_str(), entity.mentions.len()))
        .collect();
    assert_eq!(
        people,
        [
            ("Moh. Reza Huwaida", 1),
            ("Sergei Lavrov", 5),
            ("John Kerry", 4),
            ("Lakhdar Brahimi", 2),
            ("Ahmad al-Jarba", 1),
            ("Badr Jamous", 2),
            ("Bashar al-Assad", 3),
        ]
    );
    let editor = &analysis.mentions[analysis.entities[0].mentions[0] as usize];
    let block = analysis.article.blocks.iter().find(|block| block.span.contains(editor.span)).unwrap();
    assert_eq!(block.kind, BlockKind::Masthead);
    let named = |name: &str| analysis.entities.iter().find(|entity| entity.name == name);
    for (name, kind) in [
        ("Interfax", EntityType::Organization),
        ("Russian Foreign Ministry", EntityType::Organization),
        ("Syrian National Coalition", EntityType::Organization),
        ("Reuters", EntityType::Organization),
        ("Syria", EntityType::Place),
        ("Russia", EntityType::Place),
        ("Geneva 2", EntityType::Event),
    ] {
        assert_eq!(named(name).map(|entity| entity.kind), Some(kind), "{name}");
    }
    for (name, role) in [
        ("Moh. Reza Huwaida", "Editor in Chief"),
        ("Sergei Lavrov", "Russian Foreign Minister"),
        ("John Kerry", "U.S. Secretary of State"),
        ("Lakhdar Brahimi", "U.N. envoy"),
        ("Ahmad al-Jarba", "President"),
        ("Badr Jamous", "Secretary General"),
        ("Bashar al-Assad", "Syrian President"),
    ] {
        assert_eq!(named(name).unwrap().role.as_deref(), Some(role), "{name}");
    }
    let speakers: Vec<Option<&str>> = analysis
        .quotes
        .iter()
        .map(|quote| quote.speaker.map(|speaker| analysis.entities[speaker as usize].name.as_str()))
        .collect();
    assert_eq!(speakers, [None, Some("Badr Jamous")], "an unnamed source, and he who added");
    let facts = |name: &str| named(name).and_then(|entity| entity.place.as_ref()).map(|place| place.country.as_str());
    assert_eq!((facts("Moscow"), facts("Syrian"), facts("Paris")), (Some("RU"), Some("SY"), Some("FR")));
    assert_eq!(named("Syria").unwrap().mentions.len(), 8);
}

#[test]
fn when() {
    let Some(analysis) = seed(Some("2014-01-03")) else { return };
    assert_eq!(analysis.anchor.basis, Basis::Given);
    assert_eq!(values(&analysis, "January 13"), ["2014-01-13", "2014-01-13"]);
    assert_eq!(values(&analysis, "January 22"), ["2014-01-22"]);
    assert_eq!(values(&analysis, "Friday"), ["2014-01-03", "2014-01-03"]);
    assert_eq!(values(&analysis, "March 2011"), ["2011-03"]);
    assert_eq!(values(&analysis, "September"), ["2013-09"]);
    assert!(analysis.dates.iter().all(|date| !date.span.of(&analysis.text).eq_ignore_ascii_case("may")));
    assert_eq!(analysis.dates.len(), 8);
}

#[test]
fn blocks_of_a_pasted_page() {
    let Some(analysis) = seed(None) else { return };
    let kinds: Vec<BlockKind> = analysis.article.blocks.iter().map(|block| block.kind).collect();
    use BlockKind::*;
    let mut want = vec![Masthead, Title, Title, Dateline];
    // The second paragraph is two: "meeting.“On" lost the break between them.
    want.extend([Paragraph; 10]);
    want.push(Credit);
    assert_eq!(kinds, want);
    let quoted: Vec<Option<&str>> = analysis
        .quotes
        .iter()
        .map(|quote| quote.speaker.map(|speaker| analysis.entities[speaker as usize].name.as_str()))
        .collect();
    assert_eq!(quoted.last(), Some(&Some("Badr Jamous")));
}

#[test]
fn the_header_s_day_is_an_assumption() {
    let Some(analysis) = seed(None) else { return };
    assert_eq!(analysis.anchor.basis, Basis::Masthead);
    assert_eq!(analysis.anchor.date.unwrap().to_string(), "2024-07-02");
    assert!(analysis.notes.iter().any(|note| note.code == "anchor_assumed" && note.span.is_some()));
    assert_eq!(analysis.article.published, None);
}
