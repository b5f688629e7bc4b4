//! Any text at all keeps the promises of `tests/common`, whatever the options say.
//!
//! The first byte chooses the options, as `fuzz/run.mjs` writes it: bits 0 to 2 the day of publication, bit 3 whether
//! this is a page, bit 4 whether dates alone are wanted. The rest is the text.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use libfuzzer_sys::fuzz_target;
use whowhen::{Find, Input, Options, analyze};

/// None, a usual one, and those at the edges of months, years and the calendar.
const PUBLISHED: [Option<&str>; 8] = [
    None,
    Some("2014-01-03"),
    Some("2024-02-29"),
    Some("1999-12-31"),
    Some("2000-01-01"),
    Some("2023-03-31"),
    Some("0001-01-01"),
    Some("9999-12-31"),
];

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let given = String::from_utf8_lossy(rest);
    let published = PUBLISHED[usize::from(choice & 7)].and_then(|day| day.parse().ok());
    let find = if choice & 16 == 0 { Find::All } else { Find::Dates };
    let options = Options { published, find, ..Options::default() };
    let is_page = choice & 8 != 0;
    let input = if is_page { Input::Html(&given) } else { Input::Text(&given) };
    let analysis = analyze(input, &options).expect("only a text that is too long has no answer");
    if !is_page {
        assert_eq!(analysis.text, given);
    }
    if find == Find::Dates {
        assert!(analysis.entities.is_empty() && analysis.mentions.is_empty() && analysis.quotes.is_empty());
    }
    common::check_promises(&analysis);
});
