//! `whowhen --jsonl` on gzip and zstd: known by their first bytes, in several pieces, and damaged.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod cli;

use std::io::{Read, Write};

use cli::{answers, file, folder, ids, lines, text, whowhen};
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// What a zstd file may have between its frames.
const ASIDE: &[u8] = b"\x53\x2a\x4d\x18\x03\0\0\0abc";

#[test]
fn packed_or_not_the_answers_are_the_same() {
    let lines = lines(0..40);
    let plain = whowhen(&["--jsonl"], lines.as_bytes());
    let (first, second) = lines.as_bytes().split_at(2500);
    let folder = folder("packed_or_not_the_answers_are_the_same");
    for (name, packed) in [
        ("one gzip", gzip(lines.as_bytes())),
        ("several, torn in a line", [gzip(first), gzip(b""), gzip(second)].concat()),
        ("filled with zeros", [gzip(lines.as_bytes()), vec![0; 700]].concat()),
        ("one zstd", zstd(lines.as_bytes())),
        ("frames, torn in a line", [ASIDE, &zstd(first), ASIDE, &zstd(b""), &zstd(second), ASIDE].concat()),
    ] {
        for jobs in ["1", "2"] {
            let output = whowhen(&["--jsonl", "--jobs", jobs], &packed);
            assert!(output.stdout == plain.stdout, "{name}: {}", text(&output.stderr));
            assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{name}");
        }
        // The name does not matter.
        let output = whowhen(&["--jsonl", &file(&folder, "lines.txt", &packed)], b"");
        assert!(output.stdout == plain.stdout, "{name}: {}", text(&output.stderr));
    }
}

/// Three lines like `{"id":7,"text":"Anna Duval came to Geneva on Friday. …"}`, by zstd 1.5.4 at level 19, with a check sum.
const BY_ZSTD: &[u8] = &[
    0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x68, 0xdd, 0x02, 0x00, 0xe2, 0x84, 0x11, 0x18, 0x90, 0x3b, 0x07, 0x58, 0x93, 0x94,
    0x68, 0x26, 0xab, 0x01, 0x5b, 0x96, 0xae, 0x35, 0x5f, 0x86, 0xd7, 0x88, 0x3d, 0x26, 0x27, 0x0f, 0x8f, 0x0b, 0x83,
    0x00, 0x44, 0xa9, 0xb8, 0x29, 0xfc, 0x2e, 0x7d, 0x6e, 0x4f, 0xad, 0xac, 0x3b, 0x72, 0xf5, 0x28, 0x6b, 0xd0, 0x38,
    0xbf, 0x6b, 0x5c, 0xde, 0xe3, 0xaf, 0xbf, 0x8c, 0x26, 0x77, 0x1a, 0x9b, 0xe2, 0xca, 0x4c, 0xe4, 0xca, 0x76, 0xb6,
    0x33, 0x05, 0x2b, 0x59, 0x4b, 0x28, 0x06, 0x00, 0x0c, 0x26, 0x11, 0x90, 0xee, 0x34, 0xe0, 0xf5, 0x54, 0x26, 0xa9,
    0xcc, 0x35, 0x13, 0x05, 0x0a, 0x4d, 0xa6, 0x3d, 0x2d,
];

#[test]
fn what_the_zstd_program_writes() {
    let mut check = BY_ZSTD.to_vec();
    assert_eq!(ids(&whowhen(&["--jsonl"], &check)), [7, 8, 9]);
    // Another check sum.
    *check.last_mut().unwrap() ^= 1;
    let output = whowhen(&["--jsonl"], &check);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("the check sum is another"), "{}", text(&output.stdout));
}

#[test]
fn what_is_cut_off_is_read_as_far_as_it_goes() {
    // In several pieces, since what is in a piece is only known at its end.
    let pieces =
        |pack: fn(&[u8]) -> Vec<u8>| -> Vec<u8> { (0..9).flat_map(|at| pack(lines(at..at + 1).as_bytes())).collect() };
    for packed in [pieces(gzip), pieces(zstd)] {
        let output = whowhen(&["--jsonl"], &packed[..packed.len() - 9]);
        assert_eq!(output.status.code(), Some(1));
        let answers = answers(&output);
        let good: Vec<u64> = answers.iter().filter_map(|answer| answer["id"].as_u64()).collect();
        assert!(good.len() >= 8 && good.iter().copied().eq(0..good.len() as u64), "{good:?}");
        let last = answers.last().unwrap();
        assert_eq!(last["error"]["code"], "invalid_input");
        assert!(last["error"]["message"].as_str().unwrap().contains("The file is damaged at line"), "{last}");
    }
}

#[test]
fn damage_loses_lines_and_is_told() {
    for pack in [gzip, zstd] {
        let pieces: Vec<Vec<u8>> = (0..6).map(|at| pack(lines(at * 10..at * 10 + 10).as_bytes())).collect();
        let mut packed = pieces.concat();
        let middle = pieces[..2].concat().len() + pieces[2].len() / 2;
        packed[middle..middle + 8].copy_from_slice(b"\xff\xff\xff\xff\xff\xff\xff\xff");
        let output = whowhen(&["--jsonl"], &packed);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        let got: Vec<u64> = ids(&output).iter().filter_map(Value::as_u64).collect();
        assert!(got.starts_with(&Vec::from_iter(0..20)), "{got:?}");
        // One more is lost: whether the first line behind the damage is whole cannot be known.
        assert!(got.ends_with(&Vec::from_iter(31..60)), "{got:?}");
        assert!(!got.contains(&30), "{got:?}");
        assert!(text(&output.stdout).contains("\"code\":\"invalid_input\",\"message\":\"The file is damaged at line"));
    }
}

#[test]
fn damage_in_the_first_byte_and_behind_the_end() {
    let mut packed = gzip(lines(0..1).as_bytes());
    packed[12] ^= 0xff;
    let output = whowhen(&["--jsonl"], &[packed, gzip(b"\n"), gzip(lines(1..3).as_bytes())].concat());
    assert_eq!(output.status.code(), Some(1));
    let ids = ids(&output);
    assert!(ids.contains(&2.into()) && ids[0] == Value::Null, "{ids:?}");
    for (packed, rubbish) in [(gzip(lines(0..2).as_bytes()), &b"rubbish"[..]), (zstd(lines(0..2).as_bytes()), b"rub")] {
        let output = whowhen(&["--jsonl"], &[&packed, rubbish].concat());
        assert_eq!(answers(&output).len(), 3, "{}", text(&output.stdout));
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn little_that_unpacks_to_much_is_not_held() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    std::io::copy(&mut std::io::repeat(b' ').take(300 << 20), &mut packed).unwrap();
    let packed = [packed.finish().unwrap(), gzip(b"\n"), gzip(lines(1..2).as_bytes())].concat();
    let output = whowhen(&["--jsonl"], &packed);
    let answers = answers(&output);
    assert_eq!(answers[0]["error"]["code"], "input_too_large");
    assert_eq!(answers[1]["id"], 1);
}
