//! Any stored analysis is refused with an error or can be written in every format.

#![no_main]

use libfuzzer_sys::fuzz_target;
use whowhen::export::export;
use whowhen::{Analysis, Unit};

fuzz_target!(|data: &[u8]| {
    let json = String::from_utf8_lossy(data);
    for unit in [Unit::Utf8, Unit::Utf16, Unit::CodePoint] {
        let Ok(analysis) = Analysis::from_json(&json, unit) else { continue };
        for name in ["json", "csv", "webannotation", "timeml", "spacy", "jsonld", "icalendar", "html", "text"] {
            export(&analysis, name.parse().expect("a format"));
        }
    }
});
