//! `whowhen --jsonl --output FILE --resume`: the file is that of a run that was never cut off.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod cli;

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::thread::sleep;
use std::time::Duration;

use cli::{file, folder, lines, start, text, whowhen};

#[test]
fn a_run_that_was_killed_is_gone_on_with() {
    let folder = folder("a_run_that_was_killed_is_gone_on_with");
    let all = format!("{}oh\n\n{}", lines(0..80), lines(80..200));
    let input = file(&folder, "in.jsonl", &all);
    let whole = whowhen(&["--jsonl", "--jobs", "1", &input], b"").stdout;
    for jobs in ["1", "4"] {
        let out = folder.join(format!("out-{jobs}.jsonl"));
        let name = out.to_str().unwrap();
        let arguments = ["--jsonl", "--jobs", jobs, "--output", name, "--resume"];
        // It cannot get to the end: there is always more to come.
        let mut child = start(&[&arguments[..], &["-"]].concat());
        let mut to = child.stdin.take().unwrap();
        to.write_all(lines(0..60).as_bytes()).unwrap();
        while fs::metadata(&out).map_or(0, |there| there.len()) == 0 {
            sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let part = fs::read(&out).unwrap();
        assert!(part.len() < whole.len() && whole.starts_with(&part));
        // So that there is a torn line whatever was written.
        OpenOptions::new().append(true).open(&out).unwrap().write_all(&whole[part.len()..part.len() + 30]).unwrap();

        let output = whowhen(&[&arguments[..], &[&input]].concat(), b"");
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        assert!(fs::read(&out).unwrap() == whole, "not the same with {jobs} jobs");
        assert_eq!(text(&output.stdout), "");
        let said = text(&output.stderr);
        let before = part.iter().filter(|byte| **byte == b'\n').count();
        assert!(said.contains(&format!("{} articles, 1 bad, {before} were there already", 201 - before)), "{said}");

        // There is nothing left to do, and the bad line is still bad.
        let again = whowhen(&[&arguments[..], &[&input]].concat(), b"");
        assert_eq!(again.status.code(), Some(1));
        assert!(text(&again.stderr).contains("0 articles, 0 bad, 201 were there already, 1 of them bad"));
        assert!(fs::read(&out).unwrap() == whole);
    }
}

#[test]
fn every_place_to_be_cut_off_at() {
    let folder = folder("every_place_to_be_cut_off_at");
    let input = lines(0..2);
    let whole = whowhen(&["--jsonl"], input.as_bytes()).stdout;
    let end = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for cut in [0, 1, end - 1, end, end + 1, whole.len() - 1, whole.len()] {
        let out = file(&folder, "out.jsonl", &whole[..cut]);
        let output = whowhen(&["--jsonl", "--output", &out, "--resume"], input.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(fs::read(&out).unwrap() == whole, "cut at {cut}");
    }
}

#[test]
fn what_does_not_fit_is_refused_and_left_as_it_is() {
    let folder = folder("what_does_not_fit_is_refused_and_left_as_it_is");
    let whole = whowhen(&["--jsonl"], lines(0..3).as_bytes()).stdout;
    for (there, arguments, input, message) in [
        (&whole[..], &[][..], lines(1..9), "the last line, 3, has the id 2, but in the input that is 3"),
        (&whole, &[], lines(0..2), "has 3 lines already, but the input has 2 articles"),
        (&whole, &["--offsets", "utf16", "--sentences"], lines(0..9), "with other options or by another version"),
        (b"some\nwords\n", &[], lines(0..9), "the last line, 2, has the id null, but in the input that is 1"),
    ] {
        let out = file(&folder, "out.jsonl", there);
        let output = whowhen(&[&["--jsonl", "--output", &out, "--resume"], arguments].concat(), input.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(text(&output.stderr).contains(message), "{message}: {}", text(&output.stderr));
        assert!(fs::read(&out).unwrap() == there);
    }
}

#[test]
fn two_runs_do_not_write_one_file() {
    let folder = folder("two_runs_do_not_write_one_file");
    let out = folder.join("out.jsonl");
    let arguments = ["--jsonl", "--output", out.to_str().unwrap(), "--resume"];
    let mut first = start(&arguments);
    let mut to = first.stdin.take().unwrap();
    to.write_all(lines(0..1).as_bytes()).unwrap();
    while fs::metadata(&out).map_or(0, |there| there.len()) == 0 {
        sleep(Duration::from_millis(5));
    }
    let second = whowhen(&arguments, lines(0..1).as_bytes());
    assert_eq!(second.status.code(), Some(2));
    assert!(text(&second.stderr).contains("another run"), "{}", text(&second.stderr));
    drop(to);
    assert!(first.wait().unwrap().success());
}
