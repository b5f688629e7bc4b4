//! Whatever `--jsonl` is given, each line that is not empty has one answer: an analysis, or an error with a code.

#![no_main]

#[path = "../../src/bin/whowhen.rs"]
#[allow(dead_code, reason = "the rest of the command line")]
mod command_line;

use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let mut out = Vec::new();
    command_line::stream(&mut &*data, &mut out, &command_line::Request::default()).expect("memory is written to");
    let out = String::from_utf8(out).expect("answers are UTF-8");
    let mut answers = out.lines();
    for line in data.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()) {
        let answer: Value = serde_json::from_str(answers.next().expect("an answer to each line")).expect("JSON");
        let given = serde_json::from_slice::<Value>(line).unwrap_or_default();
        assert_eq!(answer["id"], given["id"]);
        match answer.get("error") {
            Some(error) => assert!(error["code"].is_string() && error["message"].is_string(), "{answer}"),
            None => assert!(answer["text"].is_string(), "{answer}"),
        }
    }
    assert_eq!(answers.next(), None);
});
