//! An analysis comes back from its JSON as it was, in every unit, and what is no analysis is refused with its place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use std::fs;

use proptest::prelude::*;
use serde_json::{Value, json};
use whowhen::{Analysis, Error, Input, Options, Unit, analyze};

const UNITS: [Unit; 3] = [Unit::Utf8, Unit::Utf16, Unit::CodePoint];

fn comes_back(analysis: &Analysis) {
    for unit in UNITS {
        let json = serde_json::to_string(&analysis.clone().into_unit(unit)).unwrap();
        assert_eq!(Analysis::from_json(&json, unit).as_ref(), Ok(analysis), "{unit:?}");
    }
}

#[test]
fn golden_articles_come_back() {
    let mut count = 0;
    for folder in fs::read_dir("tests/golden").unwrap().map(|entry| entry.unwrap().path()) {
        let read = |name: &str| fs::read_to_string(folder.join(name));
        let published = read("published.txt").ok().map(|day| day.trim().parse().unwrap());
        let options = Options { published, sources: true, ..Options::default() };
        let (text, html) = (read("input.txt"), read("input.html"));
        let input = match (&text, &html) {
            (Ok(text), _) => Input::Text(text),
            (_, Ok(html)) => Input::Html(html),
            _ => panic!("{}: no input", folder.display()),
        };
        comes_back(&analyze(input, &options).unwrap());
        count += 1;
    }
    assert!(count >= 5);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_texts_come_back(pieces in prop::collection::vec(prop_oneof![
        3 => prop::sample::select(vec![
            "OSLO - ", "Minister Anna Duval", " said", "“Duval, ", "” ", "(Reuters)", "\n\n", "\r\n", "on February 4", "Friday, ",
            "44 BC", "in the 470s BC", "31 December 9999", "for three weeks", "every Monday", "By Bo Vik\n", "\0", "\u{1b}", "👩‍👩‍👧",
            "e\u{301}", "Łódź", "القاهرة", "</script>", "]]>", "=1+1", "\\", "\"", "\\ud800", "北京",
        ]).prop_map(String::from),
        1 => "\\PC{0,8}",
    ], 0..20), known in any::<bool>()) {
        let published = known.then(|| "2014-01-03".parse().unwrap());
        comes_back(&analyze(Input::Text(&pieces.concat()), &Options { published, ..Options::default() }).unwrap());
    }
}

/// An analysis to be broken.
fn sample() -> Value {
    let text = "👩 OSLO - Minister Anna Duval, Bo Vik said on Feb 4. “No,” Duval said.";
    let options = Options { published: "2014-01-03".parse().ok(), ..Options::default() };
    let mut value = serde_json::to_value(analyze(Input::Text(text), &options).unwrap().into_unit(Unit::Utf16)).unwrap();
    value["dates"][0]["modifier"] = json!("START");
    value["sources"] =
        json!([{"start": 0, "end": 2, "node": 0, "offset": 0}, {"start": 3, "end": 9, "node": 0, "offset": 3}]);
    value
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let sample = sample();
    let read = |value: &Value| Analysis::from_json(&value.to_string(), Unit::Utf16);
    assert!(read(&sample).is_ok(), "{:?}", read(&sample));
    for (pointer, bad, message) in [
        ("/schema", json!("whowhen/2"), "schema is of a version"),
        ("/text", json!(7), "text must be a string"),
        ("/text", json!("shorter"), "stats.length is not the length"),
        ("/article/blocks/0/kind", json!("sidebar"), "article.blocks[0].kind is no word"),
        ("/article/blocks/0/start", json!(1), "article.blocks[0].start lies outside the text or inside a character"),
        ("/article/published", json!({"date": "soon", "basis": "given"}), "article.published.date must be a day"),
        ("/article/title", json!({"text": null}), "article.title.text must be a string"),
        ("/mentions/0/end", json!(9999), "mentions[0].end lies outside"),
        ("/mentions/0/end", json!(0), "mentions[0] must end behind its start"),
        ("/mentions/1/start", json!(3), "mentions[1] begins before"),
        ("/mentions/0/entity", json!(99), "mentions[0] names no entity"),
        ("/mentions/0/type", json!("ship"), "mentions[0].type is no word"),
        ("/mentions/0/score", json!("high"), "mentions[0].score must be a number"),
        ("/entities/0/id", json!(1), "entities[0] has another place"),
        ("/entities/0/mentions", json!([99]), "entities[0] lists a mention"),
        ("/entities/0/mentions/0", json!(-1), "entities[0].mentions[0] must be a whole number"),
        ("/entities", json!({}), "entities must be a list"),
        ("/dates/0/value", json!("\"><script>"), "dates[0].value is no value"),
        ("/dates/0/modifier", json!("SOON"), "dates[0].modifier is no mod"),
        ("/dates/0/latest", json!(null), "dates[0].earliest is no day up to latest"),
        ("/dates/0/start", json!(20), "dates[0] overlaps a mention"),
        ("/quotes/0/speaker", json!(99), "quotes[0] has a speaker"),
        ("/anchor/basis", json!("clock"), "anchor.basis is no word"),
        ("/sources/1/start", json!(0), "sources[1] begins before"),
        ("/stats", json!([]), "stats.length must be a whole number"),
        ("/article/blocks", json!([]), "mentions[0] lies in no block"),
        ("", json!([]), "The analysis must be an object"),
    ] {
        let mut broken = sample.clone();
        *broken.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is not in the sample")) = bad;
        match read(&broken) {
            Err(Error::InvalidInput(got)) => assert!(got.contains(message), "{pointer}: {got}"),
            other => panic!("{pointer}: {other:?}"),
        }
    }
    let cut = Analysis::from_json("{\"text\": \"a", Unit::Utf16).unwrap_err().to_string();
    assert!(cut.contains("line 1"), "{cut}");
}

#[test]
fn positions_of_another_unit_are_noticed() {
    let json = sample().to_string();
    for unit in [Unit::Utf8, Unit::CodePoint] {
        assert!(Analysis::from_json(&json, unit).unwrap_err().to_string().contains("another unit"));
    }
}

#[test]
fn newer_fields_are_ignored_and_newer_notes_kept() {
    let mut newer = sample();
    newer["sections"] = json!([1]);
    newer["mentions"][0]["colour"] = json!("red");
    newer["notes"] = json!([{"code": "from_tomorrow", "message": "Mind the gap."}]);
    let analysis = Analysis::from_json(&newer.to_string(), Unit::Utf16).unwrap();
    assert_eq!((analysis.notes[0].code, &*analysis.notes[0].message), ("other", "Mind the gap."));
}

#[test]
fn halves_of_surrogate_pairs_are_one_unit_long() {
    // As JSON.stringify writes "\ud83d \ude00😀\ude00" and, behind a backslash of its own, "\\ud800".
    let text = r"a\ud83d \uDE00\ud83d\ude00\ude00 \\ud800";
    let json = format!(
        r#"{{"schema":"whowhen/1","text":"{text}","article":{{"blocks":[]}},"entities":[],"mentions":[],"dates":[],"quotes":[],
        "anchor":{{"date":null,"basis":"none"}},"notes":[],"stats":{{"length":14,"sentences":0,"words":0}}}}"#
    );
    let analysis = Analysis::from_json(&json, Unit::Utf16).unwrap();
    assert_eq!(analysis.text, "a\u{FFFD} \u{FFFD}😀\u{FFFD} \\ud800");
}
