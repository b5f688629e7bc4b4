//! Any HTML, and any snapshot of a live page, keeps the promises of `tests/common`, and what the text is from is there.
//!
//! The first byte chooses, as `fuzz/run.mjs` writes it: bit 0 whether the rest is a snapshot, bit 1 whether names are
//! wanted. In a snapshot the letters `\u{e1}` to `\u{e4}` stand for its marks, which no fuzzer finds by itself.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use libfuzzer_sys::fuzz_target;
use whowhen::{Find, Input, Options, analyze};

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let given = String::from_utf8_lossy(rest);
    let find = if choice & 2 == 0 { Find::Article } else { Find::All };
    let options = Options { find, sources: true, ..Options::default() };
    let is_snapshot = choice & 1 != 0;
    let snapshot: String = given.chars().map(|char| if ('á'..='ä').contains(&char) { mark(char) } else { char }).collect();
    let input = if is_snapshot { Input::Snapshot(&snapshot) } else { Input::Html(&given) };
    let analysis = analyze(input, &options).expect("only a page that is too long has no answer");
    common::check_promises(&analysis);
    if is_snapshot {
        let nodes: Vec<&str> = snapshot.split('\u{4}').skip(1).collect();
        let nodes: Vec<&str> = nodes.iter().map(|node| node.split(['\u{1}', '\u{3}']).next().unwrap_or("")).collect();
        for source in &analysis.sources {
            let units: Vec<u16> = nodes[source.node as usize].encode_utf16().collect();
            let words: Vec<u16> = source.span.of(&analysis.text).encode_utf16().collect();
            assert_eq!(units[source.offset as usize..source.offset as usize + words.len()], words);
        }
    }
});

/// The mark that a letter stands for.
fn mark(letter: char) -> char {
    char::from_u32(letter as u32 - 'á' as u32 + 1).unwrap_or(letter)
}
