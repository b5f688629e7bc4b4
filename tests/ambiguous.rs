//! The examples of `data/ambiguous`: words that are two things are read both ways.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use std::fs;
use std::ops::Range;

use whowhen::{Analysis, Input, Options, analyze};

/// The sentence without brackets, and the stretches that stood in them.
fn read(marked: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for char in marked.chars() {
        match char {
            '[' => spans.push(text.len()..text.len()),
            ']' => spans.last_mut().expect("an opening bracket").end = text.len(),
            _ => text.push(char),
        }
    }
    (text, spans)
}

fn is_right(kind: &str, span: &Range<usize>, analysis: &Analysis) -> bool {
    let range = |start: u32, end: u32| start as usize..end as usize;
    let names = || {
        analysis
            .mentions
            .iter()
            .map(|one| (range(one.span.start, one.span.end), serde_json::to_value(one.kind).unwrap()))
    };
    let dates = || analysis.dates.iter().map(|one| range(one.span.start, one.span.end));
    let touches = |other: &Range<usize>| other.start < span.end && span.start < other.end;
    match kind {
        "date" => dates().any(|date| date.start <= span.start && span.end <= date.end),
        "no-date" => !dates().any(|date| touches(&date)),
        "none" => !names().any(|(name, _)| touches(&name)) && !dates().any(|date| touches(&date)),
        // "Theresa [May]": the brackets may hold a part of the name.
        _ => names().any(|(name, found)| name.start <= span.start && span.end <= name.end && found == kind),
    }
}

#[test]
fn every_example_both_ways() {
    let options = Options { published: Some("2014-01-03".parse().unwrap()), ..Options::default() };
    let (mut wrong, mut examples) = (Vec::new(), 0);
    let mut files: Vec<_> = fs::read_dir("data/ambiguous").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let text = fs::read_to_string(path).unwrap();
        let mut kinds: Vec<&str> = Vec::new();
        for line in text.lines() {
            let (kind, marked) =
                line.split_once('\t').unwrap_or_else(|| panic!("{}: no tab in {line:?}", path.display()));
            let (sentence, spans) = read(marked);
            assert!(!spans.is_empty(), "{}: no brackets in {line:?}", path.display());
            let analysis = analyze(Input::Text(&sentence), &options).unwrap();
            examples += 1;
            kinds.push(kind);
            if !spans.iter().all(|span| is_right(kind, span, &analysis)) {
                let got = analysis.mentions.iter().map(|one| format!("{:?} {}", one.kind, one.span.of(&sentence)));
                let dates = analysis.dates.iter().map(|one| format!("date {}", one.span.of(&sentence)));
                wrong.push(format!("{}: {line}\n    got {:?}", path.display(), got.chain(dates).collect::<Vec<_>>()));
            }
        }
        kinds.sort_unstable();
        kinds.dedup();
        assert!(kinds.len() > 1, "{}: examples one way only", path.display());
    }
    assert!(examples > 50, "only {examples} examples were found");
    assert!(wrong.is_empty(), "{} of {examples} examples are read wrong:\n{}", wrong.len(), wrong.join("\n"));
}
