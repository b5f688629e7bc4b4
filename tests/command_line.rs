//! The command line as a person and a program use it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs it with `input` on standard input.
fn whowhen(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whowhen"));
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may refuse its arguments before it reads.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_summary_for_people() {
    let article = "The mayor, Anna Duval, resigned on Friday. Duval, 51, will leave in March.";
    let output = whowhen(&["--published", "2014-01-04", "-"], article.as_bytes());
    assert!(output.status.success());
    let summary = text(&output.stdout);
    for line in [
        "People",
        "  Anna Duval × 2, mayor (also Duval)",
        "  2014-01-03 Friday  “Friday”",
        "  2014-03-01 to 2014-03-31  “March”",
        "Published 2014-01-04 Saturday, as given",
    ] {
        assert!(summary.lines().any(|got| got == line), "no line {line:?} in\n{summary}");
    }
}

#[test]
fn formats_and_back() {
    let article = "“Très bien” 👩: the mayor, Anna Duval, resigned on Friday.";
    let run = |arguments: &[&str], input: &str| {
        let output = whowhen(arguments, input.as_bytes());
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    let day = ["--published", "2014-01-04", "-"];
    for (format, part) in [
        ("json", "\"schema\": \"whowhen/1\""),
        ("csv", "type,words,name,"),
        ("webannotation", "TextPositionSelector"),
        ("timeml", "<TEXT>“Très bien” 👩"),
        ("spacy", "\"PERSON\""),
        ("jsonld", "NewsArticle"),
        ("icalendar", "DTSTART;VALUE=DATE:20140103"),
        ("html", "<!doctype html>"),
        ("text", "Anna Duval × 1, mayor"),
    ] {
        let direct = run(&[&["--format", format][..], &day].concat(), article);
        assert!(direct.contains(part), "{format}: {direct}");
        assert!(direct.ends_with('\n'));
        // The unit of stored positions is told by the length of the text.
        for unit in ["utf8", "utf16", "codepoint"] {
            let json = run(&[&["--json", "--offsets", unit][..], &day].concat(), article);
            assert_eq!(run(&["--from-json", "--format", format, "-"], &json), direct, "{format} from {unit}");
        }
    }
    let json = run(&[&["--json", "--offsets", "utf16"][..], &day].concat(), article);
    assert_eq!(run(&["--format", "json", "--published", "2014-01-04", "-"], article), json);
    assert_eq!(run(&day, article), run(&["--from-json", "-"], &json));
}

#[test]
fn a_stream_goes_on_after_bad_lines() {
    let lines = "{\"id\":1,\"text\":\"Łódź: Anna Duval came.\"}\nnot json\n\n{\"id\":\"x\"}\n{\"id\":3,\"text\":\"a\",\"published\":\"soon\"}\n\
                 {\"id\":4,\"html\":\"<p>Anna Duval came home on Friday.\",\"published\":\"2014-01-03\"}\n";
    for (unit, start) in [("utf8", 9), ("utf16", 6), ("codepoint", 6)] {
        let output = whowhen(&["--jsonl", "--offsets", unit], lines.as_bytes());
        assert_eq!(output.status.code(), Some(1));
        let answers: Vec<Value> =
            text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.len(), 5);
        let mentions = answers[0]["mentions"].as_array().unwrap();
        assert!(mentions.iter().any(|mention| mention["start"] == start), "{mentions:?}");
        let codes: Vec<&Value> = answers.iter().map(|answer| &answer["error"]["code"]).collect();
        assert_eq!(
            codes,
            [&Value::Null, &"invalid_json".into(), &"invalid_input".into(), &"invalid_option".into(), &Value::Null]
        );
        assert_eq!(answers[3]["id"], 3);
        assert_eq!(answers[4]["dates"][0]["value"], "2014-01-03");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (arguments, input, message) in [
        (&["no-such-file"][..], &b""[..], "no-such-file"),
        (&["--published", "tomorrow", "-"], b"", "YYYY-MM-DD"),
        (&["--offsets", "pixel", "-"], b"", "utf16"),
        (&["--find", "names", "-"], b"", "dates"),
        (&["--colour"], b"", "--colour"),
        (&[], b"", "which file?"),
        (&["-"], b"\x89PNG\0\0", "UTF-8"),
        (&["--format", "xml", "-"], b"", "webannotation"),
        (&["--json", "--format", "csv", "-"], b"", "exclude"),
        (&["--from-json", "-"], b"{\"schema\": \"whowhen/2\"}", "schema"),
        (&["--from-json", "-"], b"[1", "no JSON"),
        (&["--max-bytes", "4", "-"], b"12345", "limit"),
    ] {
        let output = whowhen(arguments, input);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(message), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn dates_do_not_depend_on_the_machine() {
    let article = "The mill closed on Friday, three weeks ago, and tomorrow at 10 p.m. EST. It opened on 1/2/2013.\n";
    let run = |zone: &str, language: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whowhen"));
        command.args(["--json", "-"]).env("TZ", zone).env("LANG", language).env("LC_ALL", language);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(article.as_bytes()).unwrap();
        text(&child.wait_with_output().unwrap().stdout).to_owned()
    };
    let here = run("UTC", "C");
    assert!(here.contains("XXXX-WXX-5"), "{here}");
    for (zone, language) in
        [("Pacific/Kiritimati", "en_US.UTF-8"), ("America/Adak", "fr_FR.UTF-8"), ("<-12>12", "en_GB")]
    {
        assert_eq!(run(zone, language), here, "{zone}");
    }
}
