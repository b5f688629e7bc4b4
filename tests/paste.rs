//! Pasted pages, a folder each in `tests/paste`: `input.txt`, or `input.html` as a browser puts it on the clipboard, and
//! `blocks.txt`, what each block is to a careful reader, one a line: `kind: words`.
//!
//! The labels were written without looking at what the engine says, and the model of lines has not seen these pages. What
//! differs is listed; DESIGN.md says what it is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use std::fs;
use std::path::Path;

use whowhen::{Input, Options, analyze};

/// So many blocks of a hundred are right, at least.
const LEAST: usize = 91;

#[test]
fn blocks_of_pasted_pages_are_what_they_are() {
    let mut folders: Vec<_> = fs::read_dir("tests/paste").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 40, "the pasted pages are missing");
    let (mut right, mut all) = (0, 0);
    let mut wrong = String::new();
    for folder in &folders {
        let (hits, count) = check(folder, &mut wrong);
        right += hits;
        all += count;
    }
    println!("{wrong}{right} of {all} blocks in {} pastes", folders.len());
    assert!(right * 100 >= all * LEAST, "{right} of {all} blocks, at least {LEAST} % wanted:\n{wrong}");
}

/// How many blocks of a paste are right, and how many there are.
fn check(folder: &Path, wrong: &mut String) -> (usize, usize) {
    let read = |name: &str| fs::read_to_string(folder.join(name));
    let (text, html) = (read("input.txt"), read("input.html"));
    let analysis = match (&text, &html) {
        (Ok(text), _) => analyze(Input::Text(text), &Options::default()),
        (_, Ok(html)) => analyze(Input::Html(html), &Options::default()),
        _ => panic!("{}: no input", folder.display()),
    };
    let analysis = analysis.unwrap();
    common::check_promises(&analysis);
    // Signs do not count: the marks of Markdown and of lists stand in some labels and not in others.
    let letters = |words: &str| words.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    let kind = |kind: &whowhen::BlockKind| serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned();
    let got = analysis.article.blocks.iter().map(|block| (kind(&block.kind), letters(block.span.of(&analysis.text))));
    let mut got: Vec<(String, String)> = got.filter(|(_, words)| !words.is_empty()).collect();
    let (mut right, mut all) = (0, 0);
    for line in read("blocks.txt").unwrap().lines() {
        let (kind, words) = line.split_once(": ").unwrap_or_else(|| panic!("{}: {line}", folder.display()));
        let want = (kind.to_owned(), letters(words));
        if want.1.is_empty() {
            continue;
        }
        all += 1;
        // Of a page what is beside the story is left out.
        let absent = || html.is_ok() && matches!(kind, "boilerplate" | "masthead");
        if let Some(at) = got.iter().position(|one| *one == want) {
            got.remove(at);
            right += 1;
        } else if absent() && !got.iter().any(|(_, words)| *words == want.1) {
            right += 1;
        } else {
            let said = got.iter().find(|(_, words)| *words == want.1).map_or("-", |(kind, _)| kind);
            wrong.push_str(&format!("{}: {kind}, not {said}: {words:.100}\n", folder.display()));
        }
    }
    (right, all)
}
