//! Whatever `--jsonl` is given, each line that is not empty has one answer: an
//! analysis, or an error with a code.

#![no_main]
#![allow(dead_code, reason = "the rest of the command line")]

#[path = "../../src/bin/whowhen/answer.rs"]
mod answer;
#[path = "../../src/bin/whowhen/decode.rs"]
mod decode;
#[path = "../../src/bin/whowhen/http.rs"]
mod http;
#[path = "../../src/bin/whowhen/input.rs"]
mod input;
#[path = "../../src/bin/whowhen/lines.rs"]
mod lines;
#[path = "../../src/bin/whowhen/one.rs"]
mod one;
#[path = "../../src/bin/whowhen/report.rs"]
mod report;
#[path = "../../src/bin/whowhen/request.rs"]
mod request;
#[path = "../../src/bin/whowhen/source.rs"]
mod source;
#[path = "../../src/bin/whowhen/unpack.rs"]
mod unpack;
#[path = "../../src/bin/whowhen/warc.rs"]
mod warc;

use input::{Content, Item, Place};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let request = request::Request { jsonl: true, jobs: 1, ..request::Request::default() };
    for (index, line) in data.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let place = Place { file: None, unit: "line", number: index as u64 + 1 };
        let answered = answer::answer(Item { place, content: Content::Line(line.to_vec()) }, &request);
        let answer: Value = serde_json::from_slice(&answered.line).expect("JSON");
        let given = serde_json::from_slice::<Value>(line).unwrap_or_default();
        assert_eq!(answer["id"], given["id"]);
        match answer.get("error") {
            Some(error) => assert!(error["code"].is_string() && error["message"].is_string(), "{answer}"),
            None => assert!(answer["text"].is_string(), "{answer}"),
        }
    }
});
