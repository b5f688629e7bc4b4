use std::time::Instant;
use whowhen::{Find, Input, Options, analyze};
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let lines: Vec<String> = std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["text"].as_str().unwrap().to_owned())
        .collect();
    let chars: usize = lines.iter().map(|l| l.chars().count()).sum();
    for find in [Find::Dates] {
        let options = Options { published: Some("2014-01-03".parse().unwrap()), find, ..Options::default() };
        for _ in 0..2 {
            for l in &lines {
                std::hint::black_box(analyze(Input::Text(l), &options).unwrap());
            }
        }
        let t = Instant::now();
        let mut n = 0;
        for _ in 0..5 {
            for l in &lines {
                n += analyze(Input::Text(l), &options).unwrap().dates.len();
            }
        }
        println!("{find:?}: {:.2} M chars/s ({n} dates)", chars as f64 * 5.0 / t.elapsed().as_secs_f64() / 1e6);
    }
}
