//! `whowhen --jsonl` on lines: any number of jobs, odd lines, closed pipes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod cli;

use std::io::{BufRead, BufReader, Read, Write};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use cli::{answers, article, file, folder, ids, lines, start, text, whowhen};
use serde_json::{Value, json};

#[test]
fn answers_are_the_same_whatever_the_number_of_jobs() {
    let bad = "no json\n\n{\"id\":\"neither\"}\n";
    let input = format!("{}{bad}{}{bad}", lines(0..600), lines(600..900));
    let one = whowhen(&["--jsonl", "--jobs", "1"], input.as_bytes());
    assert_eq!(one.status.code(), Some(1));
    assert_eq!(text(&one.stdout).lines().count(), 904);
    let numbers = |id: &Value| id.as_u64();
    assert!(ids(&one).iter().filter_map(numbers).eq(0..900), "not in order");
    // All that is said but the summary, in which is how long it took.
    let said = |bytes: &[u8]| text(bytes).rsplit_once("whowhen: 904 articles, 4 bad, ").unwrap().0.to_owned();
    assert_eq!(said(&one.stderr).lines().count(), 4);
    for jobs in [&["--jobs", "2"][..], &["--jobs", "8"], &[]] {
        let output = whowhen(&[&["--jsonl"], jobs].concat(), input.as_bytes());
        assert!(output.stdout == one.stdout, "{jobs:?}");
        assert_eq!(said(&output.stderr), said(&one.stderr), "{jobs:?}");
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn odd_lines() {
    let good = |id: &str| format!("{{\"id\":{id},\"text\":\"Anna Duval came on Friday.\"}}");
    let input = [
        "\u{feff}".as_bytes(),
        good("1").as_bytes(),
        b"\r\n\r\n  \t\n",
        good("\"1\"").as_bytes(),
        b"\r\n{\"id\":2,\"text\":\"caf\xe9\"}\n\0\n[1]\n\"words\"\n",
        good("1").as_bytes(),
        b"\n{\"id\":{\"a\":[1.5,null]},\"text\":\"\"}\n{\"id\":3,\"text\":\"\\ud83d\"}\n",
        b"\xef\xbb\xbf{}\n",
        good("4").as_bytes(),
    ]
    .concat();
    for jobs in ["1", "3"] {
        let output = whowhen(&["--jsonl", "--jobs", jobs], &input);
        assert_eq!(output.status.code(), Some(1));
        let got: Vec<(Value, Value)> =
            answers(&output).iter().map(|answer| (answer["id"].clone(), answer["error"]["message"].clone())).collect();
        let no_text = "A line needs a \"text\" or an \"html\".";
        let expected = [
            (json!(1), Value::Null),
            (json!("1"), Value::Null),
            (Value::Null, json!("Line 5 is no UTF-8, behind its first 19 bytes.")),
            (Value::Null, json!("Line 6 is no JSON, at its column 1.")),
            (Value::Null, json!(no_text)),
            (Value::Null, json!(no_text)),
            (json!(1), Value::Null),
            (json!({"a": [1.5, null]}), Value::Null),
            (Value::Null, json!("Line 11 is no JSON, at its column 23.")),
            (Value::Null, json!("Line 12 is no JSON, at its column 1.")),
            (json!(4), Value::Null),
        ];
        assert_eq!(got, expected);
        let said = text(&output.stderr);
        assert!(said.contains("whowhen: line 11: Line 11 is no JSON"), "{said}");
        assert!(said.contains("whowhen: 11 articles, 6 bad, "), "{said}");
    }
}

#[test]
fn nothing_is_answered_with_nothing() {
    for input in [&b""[..], b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"] {
        let output = whowhen(&["--jsonl"], input);
        assert_eq!((output.status.code(), text(&output.stdout), text(&output.stderr)), (Some(0), "", ""), "{input:?}");
    }
}

#[test]
fn a_line_that_is_too_long_is_refused_with_its_id() {
    // The limit of a line is six times that of the text, and a megabyte.
    let long = |start: &str, length: usize| format!("{start}{}\"}}\n", "x".repeat(length));
    let input = [
        long("{\"published\":null,\"lexicon\":[{\"a\":{}}],\"id\":[\"a\"],\"text\":\"", 2_000_000),
        long("{\"text\":\"", 2_000_000),
        long("\u{feff}not json", 2_000_000),
        long("{\"id\":2,\"text\":\"", 1_000),
        lines(3..4),
    ]
    .concat();
    let output = whowhen(&["--jsonl", "--max-bytes", "700"], input.as_bytes());
    let answers = answers(&output);
    let codes: Vec<&Value> = answers.iter().map(|answer| &answer["error"]["code"]).collect();
    let large = json!("input_too_large");
    assert_eq!(codes, [&large, &large, &large, &large, &Value::Null]);
    assert_eq!(ids(&output), [json!(["a"]), Value::Null, Value::Null, json!(2), json!(3)]);
    assert_eq!(answers[0]["error"]["message"], "Line 1 has 2000061 bytes and the limit is 1052776. Raise --max-bytes.");
}

#[test]
fn many_bad_lines_are_not_all_listed() {
    let output = whowhen(&["--jsonl"], "x\n".repeat(250).as_bytes());
    assert_eq!(answers(&output).len(), 250);
    assert_eq!(text(&output.stderr).lines().count(), 102);
    assert!(text(&output.stderr).contains("they are in the answers"));
}

#[test]
fn files_one_after_another() {
    let folder = folder("files_one_after_another");
    let first = file(&folder, "a.jsonl", lines(0..3).trim_end());
    let last = file(&folder, "b.jsonl", format!("bad\n{}", lines(6..8)));
    let empty = file(&folder, "empty", "");
    let output = whowhen(&["--jsonl", &first, &empty, "-", &last], lines(3..6).as_bytes());
    let expected: Vec<Value> =
        [0, 1, 2, 3, 4, 5].map(Value::from).into_iter().chain([Value::Null, 6.into(), 7.into()]).collect();
    assert_eq!(ids(&output), expected);
    assert_eq!(answers(&output)[6]["error"]["message"], format!("Line 1 of {last} is no JSON, at its column 1."));
    assert!(text(&output.stderr).contains(&format!("whowhen: line 1 of {last}: ")));
    let alone = whowhen(&["--jsonl"], lines(0..3).as_bytes());
    assert!(output.stdout.starts_with(&alone.stdout));
}

#[test]
fn a_closed_output_ends_it_quietly() {
    for jobs in ["1", "2"] {
        let mut child = start(&["--jsonl", "--jobs", jobs]);
        let mut to = child.stdin.take().unwrap();
        // Without an end: it has to stop by itself.
        let writer = thread::spawn(move || while to.write_all(lines(0..50).as_bytes()).is_ok() {});
        let mut first = String::new();
        BufReader::with_capacity(1, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(first.starts_with("{\"id\":0,"), "{first}");
        assert_eq!(child.wait().unwrap().code(), Some(0));
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "");
        writer.join().unwrap();
    }
}

#[test]
fn who_waits_for_each_answer_gets_it() {
    for jobs in ["1", "2"] {
        let mut child = start(&["--jsonl", "--jobs", jobs]);
        let (mut to, from) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (send, answers) = channel();
        thread::spawn(move || BufReader::new(from).lines().try_for_each(|line| send.send(line.unwrap())));
        for id in 0..3 {
            to.write_all(lines(id..id + 1).as_bytes()).unwrap();
            let answer = answers.recv_timeout(Duration::from_secs(60)).expect("no answer");
            assert!(answer.starts_with(&format!("{{\"id\":{id},")));
        }
        drop(to);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn progress_is_said_where_it_is_wanted() {
    let input = lines(0..5);
    assert_eq!(text(&whowhen(&["--jsonl"], input.as_bytes()).stderr), "");
    let output = whowhen(&["--jsonl", "--progress"], input.as_bytes());
    let said = text(&output.stderr);
    let last = said.lines().last().unwrap();
    assert!(last.starts_with("whowhen: 5 articles, 0 bad, ") && last.ends_with(" articles/s"), "{said}");
    assert!(!said.contains('\r') && !said.contains('\x1b'), "this is no terminal");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn what_a_stream_cannot_do_is_said() {
    let folder = folder("what_a_stream_cannot_do_is_said");
    let here = file(&folder, "here.jsonl", article(1));
    let there = folder.to_str().unwrap();
    for (arguments, message) in [
        (&["--jsonl", "--resume"][..], "--output FILE"),
        (&["--jsonl", "--jobs", "0"], "from 1 to"),
        (&["--jsonl", "--jobs", "many"], "\"many\""),
        (&["--jobs", "2", "-"], "--jobs goes with --jsonl"),
        (&["-", "--output", "x"], "--output goes with --jsonl"),
        (&["--progress", "-"], "--progress goes with --jsonl"),
        (&["--jsonl", "--html"], "each line says"),
        (&["--jsonl", "no-such-file"], "no-such-file"),
        (&["--jsonl", there], "is a folder"),
        (&["--jsonl", "-", "--output", there], there),
        (&["--jsonl", "-", "--output", &here], "--resume"),
        (&["--jsonl", &here, "--output", &here, "--resume"], "is read"),
    ] {
        let output = whowhen(arguments, lines(0..1).as_bytes());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
        assert!(text(&output.stderr).contains(message), "{arguments:?}: {}", text(&output.stderr));
    }
    assert_eq!(std::fs::read_to_string(&here).unwrap(), article(1));
}
