//! `whowhen --jsonl` on web archives: which records are articles, how their pages are read, and what damage does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod cli;

use std::fmt::Write as _;
use std::io::Write;

use cli::{answers, article, file, folder, ids, text, whowhen};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use serde_json::Value;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A record. Its id is its number.
fn record(kind: &str, number: usize, (content_type, block): (&str, &[u8])) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:test:{number}>\r\nWARC-Date: 2020-02-02T02:02:02Z\r\n\
         WARC-Target-URI: https://example.com/{number}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// What a server answered.
fn response(number: usize, fields: &str, body: &[u8]) -> Vec<u8> {
    let answer = [format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").as_bytes(), body].concat();
    record("response", number, ("application/http; msgtype=response", &answer))
}

fn page(words: &str) -> String {
    format!(
        "<!doctype html><html><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>{words}</p></article></body></html>"
    )
}

fn chunked(body: &[u8]) -> Vec<u8> {
    let mut chunks = Vec::new();
    for chunk in body.chunks(37) {
        chunks.extend(format!("{:X}\r\n", chunk.len()).into_bytes());
        chunks.extend([chunk, b"\r\n"].concat());
    }
    [&chunks[..], b"0\r\n\r\n"].concat()
}

fn texts(answers: &[Value]) -> Vec<&str> {
    answers.iter().map(|answer| answer["text"].as_str().unwrap_or("none")).collect()
}

#[test]
fn pages_and_texts_are_articles_and_nothing_else() {
    let html = "Content-Type: text/html; charset=utf-8";
    let words = "Mayor Anna Solhaug opened the Łódź bridge on Friday, March 7, 2014, the council said in a statement.";
    let not_found = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Nothing here.";
    let http = "application/http; msgtype=response";
    let records = [
        record("warcinfo", 0, ("application/warc-fields", b"software: none\r\n")),
        record("request", 1, ("application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n")),
        response(2, html, page(words).as_bytes()),
        record("response", 3, (http, not_found)),
        response(4, "Content-Type: image/png", b"\x89PNG\r\n\r\nWARC/1.0\r\n\0"),
        record("metadata", 5, ("application/warc-fields", b"fetchTimeMs: 3\r\n")),
        record("conversion", 6, ("text/plain", words.as_bytes())),
        record("revisit", 7, (http, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")),
        response(8, "content-type:TEXT/HTML", page(words).as_bytes()),
        record("response", 9, ("text/dns", b"20200202020202\r\nexample.com. 300 IN A 192.0.2.1\r\n")),
        response(10, "X: y", page(words).as_bytes()),
        record("resource", 11, ("text/html", page(words).as_bytes())),
        record("conversion", 12, ("application/pdf", b"%PDF")),
    ];
    let plain = whowhen(&["--jsonl"], &records.concat());
    let said = text(&plain.stderr);
    assert_eq!(plain.status.code(), Some(0), "{said}");
    let found = answers(&plain);
    assert_eq!(ids(&plain), ["urn:test:2", "urn:test:6", "urn:test:8", "urn:test:10"]);
    assert_eq!(found[1]["url"], "https://example.com/6");
    assert_eq!(found[1]["text"], words);
    for answer in &found {
        assert!(
            answer["entities"].as_array().unwrap().iter().any(|entity| entity["name"] == "Anna Solhaug"),
            "{answer}"
        );
        assert_eq!(answer["dates"][0]["value"], "2014-03-07");
    }
    // The day of the fetch is not the day of publication.
    assert_eq!(found[1]["article"]["published"], Value::Null);

    // Each record packed for itself, as is usual, and all at once.
    let each: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for (jobs, packed) in [("1", &each), ("3", &each), ("2", &gzip(&records.concat()))] {
        let output = whowhen(&["--jsonl", "--jobs", jobs, "--progress"], packed);
        assert!(output.stdout == plain.stdout);
        assert!(text(&output.stderr).contains("4 articles, 0 bad, 9 records skipped, "), "{}", text(&output.stderr));
    }
}

#[test]
fn pages_come_out_of_their_codings() {
    let words = "Mayor Anna Solhaug opened the bridge on Friday, March 7, 2014, and “très bien” she said to the crowd.";
    let body = page(words).into_bytes();
    let old = encoding_rs::WINDOWS_1252.encode(&page(words)).0.into_owned();
    let meta =
        page(words).replace("<title>", "<meta http-equiv=content-type content='text/html; charset=gb18030'><title>");
    let chinese = encoding_rs::GB18030.encode(&meta).0.into_owned();
    let zlib = |bytes: &[u8]| {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    let deflate = |bytes: &[u8]| {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    let html = |more: &str| format!("Content-Type: text/html\r\n{more}");
    let records = [
        response(0, &html("Transfer-Encoding: chunked"), &chunked(&body)),
        response(1, &html("Transfer-Encoding: chunked\r\nContent-Encoding: gzip"), &chunked(&gzip(&body))),
        response(2, &html("Transfer-Encoding: gzip, chunked"), &chunked(&gzip(&body))),
        response(3, &html("Content-Encoding: deflate"), &zlib(&body)),
        response(4, &html("Content-Encoding: deflate"), &deflate(&body)),
        response(
            5,
            &html("Content-Encoding: zstd"),
            &ruzstd::encoding::compress_to_vec(&body[..], ruzstd::encoding::CompressionLevel::Fastest),
        ),
        // Who archives often undoes the codings, and leaves the fields.
        response(6, &html("Transfer-Encoding: chunked\r\nContent-Encoding: gzip"), &body),
        response(7, "Content-Type: text/html; charset=windows-1252", &old),
        response(8, &html(""), &old),
        response(9, "Content-Type: text/html", &chinese),
        response(10, &html("Content-Encoding: gzip, identity"), &gzip(&body)),
    ];
    let output = whowhen(&["--jsonl"], &records.concat());
    assert_eq!(text(&output.stderr), "");
    let answers = answers(&output);
    assert_eq!(answers.len(), records.len());
    for (number, text) in texts(&answers).iter().enumerate() {
        assert!(text.contains(words), "{number}: {text}");
    }
}

#[test]
fn pages_that_cannot_be_read_are_bad_and_the_rest_is_not() {
    let body = page(&article(1));
    let bomb = gzip(&vec![b' '; 40_000]);
    let torn = gzip(body.as_bytes());
    let html = "Content-Type: text/html";
    let archive = [
        response(0, &format!("{html}\r\nContent-Encoding: br"), b"\x0b\x02"),
        response(1, &format!("{html}\r\nContent-Encoding: gzip"), &torn[..torn.len() / 2]),
        response(2, &format!("{html}\r\nContent-Encoding: gzip"), &bomb),
        response(3, html, &vec![b'x'; 120_000]),
        response(4, "Content-Type: video/mp4", &vec![b'x'; 120_000]),
        response(5, html, body.as_bytes()),
    ];
    let output = whowhen(&["--jsonl", "--max-bytes", "30000", "--progress"], &archive.concat());
    assert_eq!(output.status.code(), Some(1));
    let answers = answers(&output);
    let got: Vec<(&str, &str)> = answers
        .iter()
        .map(|answer| (answer["id"].as_str().unwrap(), answer["error"]["code"].as_str().unwrap_or("none")))
        .collect();
    let expected = [
        ("urn:test:0", "invalid_input"),
        ("urn:test:1", "invalid_input"),
        ("urn:test:2", "input_too_large"),
        ("urn:test:3", "input_too_large"),
        ("urn:test:5", "none"),
    ];
    assert_eq!(got, expected);
    assert!(text(&output.stderr).contains("whowhen: record 1, id \"urn:test:0\": The page is packed as \"br\""));
    assert!(text(&output.stderr).contains("5 articles, 4 bad, 1 record skipped"), "{}", text(&output.stderr));
    assert_eq!(answers[3]["url"], "https://example.com/3");
}

/// Archives with something wrong in the middle one of five records.
fn damaged(number: usize, harm: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<Vec<u8>> {
    let one = |at: usize| record("conversion", at, ("text/plain", article(at).as_bytes()));
    (0..5).map(|at| if at == number { harm(one(at)) } else { one(at) }).collect()
}

#[test]
fn a_damaged_record_is_told_and_the_next_one_sought() {
    let without = |line: &'static str| {
        move |record: Vec<u8>| {
            let record = String::from_utf8(record).unwrap();
            let kept = record.split_inclusive('\n').filter(|one| !one.starts_with(line));
            kept.collect::<String>().into_bytes()
        }
    };
    let replaced = |from: &'static str, to: &'static str| {
        move |record: Vec<u8>| String::from_utf8(record).unwrap().replacen(from, to, 1).into_bytes()
    };
    let mut archives = vec![
        ("no length", damaged(2, without("Content-Length")).concat()),
        ("a length that is none", damaged(2, replaced("Content-Length: ", "Content-Length: minus ")).concat()),
        ("no version", damaged(2, replaced("WARC/1.0", "HTTP/1.0")).concat()),
        ("a line that is none", damaged(2, replaced("WARC-Type:", "WARC-Type")).concat()),
        ("a head without an end", damaged(2, |record| [&record[..60], &vec![b'x'; 70_000], b"\n"].concat()).concat()),
    ];
    // Packed: a bit is turned, the end is lost, the check sum is another.
    let packed = |harm: &dyn Fn(&mut Vec<u8>)| -> Vec<u8> {
        let records = damaged(9, |record| record).into_iter().enumerate();
        let records = records.map(|(at, record)| {
            let mut record = gzip(&record);
            if at == 2 {
                harm(&mut record);
            }
            record
        });
        records.flatten().collect()
    };
    archives.push(("turned", packed(&|record| record[40..48].fill(0xff))));
    archives.push(("torn", packed(&|record| record.truncate(record.len() / 2))));
    archives.push(("torn in its end", packed(&|record| record.truncate(record.len() - 3))));
    archives.push(("check sum", packed(&|record| *record.iter_mut().rev().nth(6).unwrap() ^= 1)));
    for (what, archive) in archives {
        let output = whowhen(&["--jsonl"], &archive);
        assert_eq!(output.status.code(), Some(1), "{what}");
        let ids = ids(&output);
        for id in [0, 1, 3, 4] {
            assert!(ids.contains(&format!("urn:test:{id}").into()), "{what}: {id} is lost, {ids:?}");
        }
        assert!(!ids.contains(&"urn:test:2".into()), "{what}: {ids:?}");
        let message = "The archive is damaged at record 3 (";
        assert!(answers(&output)[2]["error"]["message"].as_str().unwrap().starts_with(message), "{what}");
        assert_eq!(ids.len(), 5, "{what}: {}", text(&output.stderr));
    }
}

#[test]
fn an_archive_that_is_cut_off() {
    let whole = damaged(9, |record| record).concat();
    for lost in [5, 100, article(4).len() + 10] {
        let output = whowhen(&["--jsonl"], &whole[..whole.len() - lost]);
        let answers = answers(&output);
        assert_eq!(answers.len(), 5, "{lost}");
        assert_eq!(answers[3]["id"], "urn:test:3");
        assert!(answers[4]["error"]["message"].as_str().unwrap().contains("record 5"), "{}", answers[4]);
    }
    // What is missing behind the last record is nothing.
    assert_eq!(whowhen(&["--jsonl"], &whole[..whole.len() - 4]).status.code(), Some(0));
}

#[test]
fn old_heads_long_heads_and_no_ids() {
    let mut long = String::from("warc/0.18\r\n").to_uppercase();
    let block = article(1);
    let _ = write!(
        long,
        "warc-type:\r\n conversion\r\nWARC-Target-URI: <https://example.com/a\r\n b>\r\nX-Long: {}\r\n",
        "y".repeat(30_000)
    );
    let _ = write!(long, "content-length:{}\r\n\r\n{block}\r\n\r\n", block.len());
    let output =
        whowhen(&["--jsonl"], [long.as_bytes(), b"\r\n", long.replace("\r\n", "\n").as_bytes()].concat().as_slice());
    assert_eq!(text(&output.stderr), "");
    assert_eq!(ids(&output), ["https://example.com/a b", "https://example.com/a b"]);
    assert_eq!(texts(&answers(&output)), [block.as_str(), block.as_str()]);
}

#[test]
fn an_archive_is_gone_on_with() {
    let archive = damaged(1, |record| [b"oh\r\n", &record[..]].concat()).concat();
    let whole = whowhen(&["--jsonl"], &archive).stdout;
    let folder = folder("an_archive_is_gone_on_with");
    let ends = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    for end in ends {
        let out = file(&folder, "out.jsonl", &whole[..end]);
        let output = whowhen(&["--jsonl", "--output", &out, "--resume"], &archive);
        assert!(std::fs::read(&out).unwrap() == whole, "{}", text(&output.stderr));
    }
}
