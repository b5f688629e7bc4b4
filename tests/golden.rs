//! Whole articles, a folder each in `tests/golden`: `input.txt` or `input.html`, perhaps `published.txt`, and
//! `expected.txt`, what a careful reader would say.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes what the engine says and fails, so that the difference gets read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use std::fs;
use std::path::Path;

use whowhen::{Input, Options, analyze};

#[test]
fn articles_read_as_expected() {
    let mut folders: Vec<_> = fs::read_dir("tests/golden").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 5, "the golden articles are missing");
    let wrong: Vec<String> = folders.iter().filter_map(|folder| check(folder)).collect();
    assert!(wrong.is_empty(), "{} of {} articles read otherwise:\n{}", wrong.len(), folders.len(), wrong.join("\n"));
}

/// What is wrong with one article, if anything.
fn check(folder: &Path) -> Option<String> {
    let read = |name: &str| fs::read_to_string(folder.join(name));
    let published = read("published.txt").ok().map(|day| day.trim().parse().unwrap());
    let options = Options { published, ..Options::default() };
    let analysis = match (read("input.txt"), read("input.html")) {
        (Ok(text), _) => analyze(Input::Text(&text), &options),
        (_, Ok(html)) => analyze(Input::Html(&html), &options),
        _ => panic!("{}: no input", folder.display()),
    };
    let analysis = analysis.unwrap();
    common::check_promises(&analysis);
    let got = common::readable(&analysis);
    let want = read("expected.txt").unwrap_or_default();
    if got == want {
        return None;
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(folder.join("expected.txt"), &got).unwrap();
    }
    let (got_lines, want_lines): (Vec<&str>, Vec<&str>) = (got.lines().collect(), want.lines().collect());
    let lost = want_lines.iter().filter(|line| !got_lines.contains(line)).map(|line| format!("  - {line}"));
    let new = got_lines.iter().filter(|line| !want_lines.contains(line)).map(|line| format!("  + {line}"));
    Some(format!("{}\n{}", folder.display(), lost.chain(new).collect::<Vec<_>>().join("\n")))
}
