//! `cargo run --release --example bench_dates -- FILE...`: characters a second of the engine compiled for this machine.
//!
//! Reads the files as `bench.mjs` does: an article a line of a `.jsonl`, any other file one article.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a bench may fail")]

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs};

use whowhen::dates::Date;
use whowhen::{Find, Input, Options, analyze};

const ROUNDS: usize = 7;
/// A round reads at least so many characters, over and over if need be.
const ENOUGH: usize = 500_000;
/// The day of articles that name none.
const DAY: &str = "2014-01-03";

fn main() {
    let articles: Vec<(String, Date)> = env::args().skip(1).flat_map(|file| read(&file)).collect();
    // As JavaScript counts, so that the figures can be compared.
    let length: usize = articles.iter().map(|(text, _)| text.encode_utf16().count()).sum();
    assert!(length > 0, "which articles? Name some files");
    let passes = ENOUGH.div_ceil(length);
    for (name, find) in [("WhoWhen, dates alone", Find::Dates), ("WhoWhen, all", Find::All)] {
        // The first round warms up.
        let best = (0..=ROUNDS).map(|_| round(&articles, find, passes)).skip(1).min().unwrap();
        let speed = (length * passes) as f64 / best.as_secs_f64();
        println!("      {name:36} {:.2} M characters/s", speed / 1e6);
    }
}

/// The articles of a file with their days of publication.
fn read(file: &str) -> Vec<(String, Date)> {
    let content = fs::read_to_string(file).expect("the file can be read");
    if !file.ends_with(".jsonl") {
        return vec![(content, DAY.parse().unwrap())];
    }
    let lines = content.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let article: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
            let day = article["published"].as_str().or(article["dct"].as_str()).unwrap_or(DAY);
            (article["text"].as_str().expect("each article has a text").to_owned(), day.parse().unwrap())
        })
        .collect()
}

fn round(articles: &[(String, Date)], find: Find, passes: usize) -> Duration {
    let began = Instant::now();
    for _ in 0..passes {
        for (text, day) in articles {
            let options = Options { published: Some(*day), find, ..Options::default() };
            black_box(analyze(Input::Text(text), &options).unwrap());
        }
    }
    began.elapsed()
}
