//! Any text keeps the promises of `tests/common`, also with the caller's own names and days, and can be written in every
//! format and read again.
//!
//! What stands behind a U+0001 is a name of the caller's, behind a U+0002 words to be left alone, behind a U+0003 a day; the
//! text is in front.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use libfuzzer_sys::fuzz_target;
use whowhen::export::{Format, export};
use whowhen::{Analysis, Input, LexiconEntry, Options, Unit, analyze};

const FORMATS: [&str; 9] =
    ["json", "csv", "webannotation", "timeml", "spacy", "jsonld", "icalendar", "html", "text"];

fuzz_target!(|data: &[u8]| {
    let given = String::from_utf8_lossy(data);
    let mut parts = given.split_inclusive(['\u{1}', '\u{2}', '\u{3}']);
    let mut ends = parts.next().unwrap_or("");
    let text = ends.trim_end_matches(['\u{1}', '\u{2}', '\u{3}']);
    let mut lexicon = Vec::new();
    for part in parts {
        let (kind, value) = match ends.chars().last() {
            Some('\u{1}') => ("organization", None),
            Some('\u{2}') => ("ignore", None),
            _ => ("date", Some("2014-01-07")),
        };
        lexicon.extend(LexiconEntry::new(part.trim_end_matches(['\u{1}', '\u{2}', '\u{3}']), kind, value));
        ends = part;
    }
    let options = Options { lexicon, sentences: true, ..Options::default() };
    let analysis = analyze(Input::Text(text), &options).expect("only what is too long has no answer");
    assert_eq!(analysis.text, text);
    common::check_promises(&analysis);
    for name in FORMATS {
        let written = export(&analysis, name.parse::<Format>().expect("a format"));
        if name == "json" {
            assert_eq!(Analysis::from_json(&written, Unit::Utf16).expect("what was written is read"), analysis);
        }
    }
});
