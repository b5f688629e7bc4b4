//! How the day of publication is known, from the surest ground to none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use whowhen::{Analysis, Basis, Input, Options, analyze};

fn read(text: &str) -> Analysis {
    analyze(Input::Text(text), &Options::default()).unwrap()
}

/// The anchor's day, its basis, and the code of the note about it.
fn anchor(text: &str) -> (Option<String>, Basis, Option<&'static str>) {
    let Analysis { anchor, notes, .. } = read(text);
    let note = notes.iter().map(|note| note.code).find(|code| code.contains("anchor"));
    (anchor.date.map(|date| date.to_string()), anchor.basis, note)
}

fn inferred(day: &str) -> (Option<String>, Basis, Option<&'static str>) {
    (Some(day.to_owned()), Basis::Inferred, Some("anchor_inferred"))
}

#[test]
fn given_and_metadata_come_first() {
    let text = "GENEVA, Jan. 6, 2014 (Reuters) - The mill burnt down on Friday, its owner said.";
    let options = Options { published: Some("2014-01-08".parse().unwrap()), ..Options::default() };
    assert_eq!(analyze(Input::Text(text), &options).unwrap().anchor.basis, Basis::Given);
    let page = format!("<meta property='article:published_time' content='2014-01-07T10:00:00Z'><p>{text}</p>");
    let analysis = analyze(Input::Html(&page), &Options::default()).unwrap();
    assert_eq!(analysis.anchor.basis, Basis::Metadata);
    assert_eq!(analysis.anchor.date, Some("2014-01-07".parse().unwrap()));
}

#[test]
fn a_dateline_states_it() {
    let text = "GENEVA, Jan. 6, 2014 (Reuters) - The mill burnt down on Friday, its owner said.";
    assert_eq!(anchor(text), (Some("2014-01-06".into()), Basis::Dateline, None));
}

#[test]
fn a_header_gives_the_dateline_its_year() {
    let story = "Mill burns down\n\nGENEVA, Jan. 6 (Reuters) - The mill burnt down on Friday, its owner said.";
    let page = |day: &str| format!("Editor in Chief: Ann Low {day}\n\n{story}");
    assert_eq!(anchor(&page("Tuesday, January 7th, 2014")), (Some("2014-01-06".into()), Basis::Dateline, None));
    let visited = anchor(&page("Tuesday, July 2nd, 2024"));
    assert_eq!(visited, (Some("2024-07-02".into()), Basis::Masthead, Some("anchor_assumed")));
}

#[test]
fn a_weekday_beside_a_day_tells_the_year() {
    let story =
        "The mill burnt down on Friday, January 13, its owner said on Monday. It had stood there since March 2011.";
    assert_eq!(anchor(story), inferred("2012-01-13"));
    // The story speaks against a header of years later.
    let visited = format!("Editor in Chief: Ann Low Tuesday, July 2nd, 2024\n\nMill burns down\n\n{story}");
    assert_eq!(anchor(&visited), inferred("2012-01-13"));
    let dateline = "GENEVA, Jan. 9 (Reuters) - The mill burnt down, its owner said on Monday, January 6. It had stood there since 2013.";
    assert_eq!(anchor(dateline), inferred("2014-01-09"));
    let analysis = read(story);
    let note = analysis.notes.iter().find(|note| note.code == "anchor_inferred").unwrap();
    assert!(note.message.contains("\"Friday, January 13\" fits 2012"), "{}", note.message);
    assert_eq!(note.span.unwrap().of(&analysis.text), "Friday, January 13");
    let monday = analysis.dates.iter().find(|date| date.span.of(&analysis.text) == "Monday").unwrap();
    assert_eq!(monday.value, "2012-01-09");
}

#[test]
fn the_last_day_told_tells_it() {
    let follows =
        "GENEVA, Jan. 3 (Reuters) - The mill closed on Friday, its owner said. It had burnt on December 20, 2013.";
    assert_eq!(anchor(follows), inferred("2014-01-03"));
    let opens = "The mill closed on 3 January 2014, its owner said. The workers were paid last week.";
    assert_eq!(anchor(opens), inferred("2014-01-03"));
    let this_year = "The mill closed on January 13, the worst day so far this year, 2014. The owner left on Monday.";
    assert_eq!(anchor(this_year), inferred("2014-01-13"));
}

#[test]
fn nothing_is_invented() {
    for text in [
        "",
        "The mill closed on Friday, its owner said. The workers were paid on Monday.",
        // History, though it says "today".
        "The mill was built on 3 January 1914. It stands today near the river, and many people come to see it.",
        // No year is named.
        "The mill burnt down on Friday, January 13, its owner said.",
        // A plan tells nothing of the day on which it was made.
        "The mill will close on Friday, January 13, its owner said. It had stood there since March 2011.",
        // Both years fit, or none.
        "The mill burnt down on Tuesday, January 13, its owner said. It had stood there since March 2011.",
        // An old day is no evidence for a dateline's year.
        "GENEVA, Jan. 3 (Reuters) - The writer, born on 7 May 1948, sold the mill on Friday, its owner said.",
    ] {
        let (date, basis, _) = anchor(text);
        assert_eq!((date, basis), (None, Basis::None), "{text}");
    }
    // What depends on it stays open, and says so.
    let analysis = read("The mill closed on January 13, its owner said.");
    assert_eq!(analysis.dates[0].value, "XXXX-01-13");
    assert!(analysis.notes.iter().any(|note| note.code == "no_anchor"));
}
