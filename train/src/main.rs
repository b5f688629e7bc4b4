//! Learns the models of `data/model` from corpora. The only place that knows a corpus format; never linked into the product.
#![allow(clippy::indexing_slicing)]
#![allow(missing_docs)]

mod clusters;
mod corpus;
mod crf;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use corpus::{Document, TYPES};
use crf::{Chain, Dictionary, Settings};
use whowhen::training::{Lattice, Model, Seen, Tagged, see};

fn labels(scheme: &str) -> Vec<String> {
    let marks: &[&str] = if scheme == "bio" { &["B", "I"] } else { &["B", "I", "L", "U"] };
    let mut names = vec!["O".to_owned()];
    for kind in TYPES { for mark in marks { names.push(format!("{mark}-{kind}")); } }
    names
}

/// Labels of all tokens of a document; spans that do not fall on tokens are lost and counted.
fn gold(document: &Document, seen: &Seen, names: &[String], lost: &mut usize) -> Vec<u8> {
    let find = |name: String| names.iter().position(|known| *known == name).unwrap_or(0) as u8;
    let bio = names.len() == 13;
    let mut labels = vec![0; seen.spans.len()];
    for (start, end, kind) in &document.names {
        let first = seen.spans.partition_point(|span| span.end <= *start);
        let last = seen.spans.partition_point(|span| span.start < *end);
        let fits = seen.spans.get(first).is_some_and(|span| span.start == *start) && last > first && seen.spans[last - 1].end == *end;
        if !fits { *lost += 1; continue; }
        for at in first..last {
            let mark = match (bio, at == first, at + 1 == last) {
                (false, true, true) => "U",
                (false, false, true) => "L",
                (_, true, _) => "B",
                _ => "I",
            };
            labels[at] = find(format!("{mark}-{}", TYPES[*kind]));
        }
    }
    labels
}

fn spans(labels: &[u8], names: &[String], base: usize) -> Vec<(usize, usize, usize)> {
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let name = &names[*label as usize];
        let Some((mark, kind)) = name.split_once('-') else { continue };
        let kind = TYPES.iter().position(|known| *known == kind).unwrap_or(0);
        match out.last_mut() {
            Some(last) if matches!(mark, "I" | "L") && last.1 == base + at && last.2 == kind => last.1 += 1,
            _ => out.push((base + at, base + at + 1, kind)),
        }
    }
    out
}

#[derive(Default, Clone)]
struct Score { right: BTreeMap<usize, usize>, gold: BTreeMap<usize, usize>, said: BTreeMap<usize, usize>, spans: usize }

impl Score {
    fn add(&mut self, gold: &[(usize, usize, usize)], said: &[(usize, usize, usize)]) {
        let map = |kind: usize| if kind == 4 { 5 } else { kind };
        for (_, _, kind) in gold { *self.gold.entry(map(*kind)).or_default() += 1; }
        for (_, _, kind) in said { *self.said.entry(map(*kind)).or_default() += 1; }
        for one in said {
            if let Some(other) = gold.iter().find(|other| other.0 == one.0 && other.1 == one.1) {
                self.spans += 1;
                if map(other.2) == map(one.2) { *self.right.entry(map(one.2)).or_default() += 1; }
            }
        }
    }
    fn line(&self) -> String {
        let f = |right: usize, said: usize, gold: usize| 200.0 * right as f64 / (said + gold).max(1) as f64;
        let sum = |map: &BTreeMap<usize, usize>| map.values().sum::<usize>();
        let mut out = String::new();
        for (kind, name) in TYPES.iter().enumerate() {
            let get = |map: &BTreeMap<usize, usize>| map.get(&kind).copied().unwrap_or(0);
            if get(&self.gold) > 0 { out += &format!("{name} {:.1} ", f(get(&self.right), get(&self.said), get(&self.gold))); }
        }
        let (r, s, g) = (sum(&self.right), sum(&self.said), sum(&self.gold));
        format!("EXACT {:.2} (P {:.1} R {:.1}) span {:.1} | {out}", f(r, s, g), 100.0 * r as f64 / s.max(1) as f64, 100.0 * r as f64 / g.max(1) as f64, f(self.spans, s, g))
    }
}

fn see_all(documents: &[Document], without: u32) -> Vec<Seen> {
    let half = documents.len() / 2;
    let (one, two) = documents.split_at(half);
    std::thread::scope(|scope| {
        let thread = scope.spawn(move || two.iter().map(|document| see(&document.text, without)).collect::<Vec<_>>());
        let mut all: Vec<Seen> = one.iter().map(|document| see(&document.text, without)).collect();
        all.extend(thread.join().unwrap_or_default());
        all
    })
}

fn evaluate(model: &Model, documents: &[Document], seen: &[Seen]) -> Score {
    let mut score = Score::default();
    let (mut lattice, mut tagged) = (Lattice::default(), Tagged::default());
    for (document, seen) in documents.iter().zip(seen) {
        let mut said = Vec::new();
        for (range, rows) in &seen.chains {
            lattice.tag(model, rows, &mut tagged);
            for (start, end, kind) in spans(&tagged.labels, model.names(), range.start) {
                said.push((seen.spans[start].start, seen.spans[end - 1].end, kind));
            }
        }
        score.add(&document.names, &said);
    }
    score
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str, default: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).map_or(default.to_owned(), |value| value.clone());
    let number = |name: &str, default: f32| option(name, &default.to_string()).parse().unwrap_or(default);
    let from = PathBuf::from(option("--from", "../shared/corpora"));
    if args.first().is_some_and(|arg| arg == "clusters") {
        let table = std::fs::read_to_string(from.join("names/word-clusters.tsv")).unwrap_or_default();
        let _ = std::fs::write("data/model/clusters.bin", clusters::pack(&table));
        return;
    }
    let scheme = option("--scheme", "bio");
    let without = number("--without", 0.0) as u32;
    let names = labels(&scheme);
    let read = |path: &str, weight: f32| corpus::read(&from.join(path), weight).unwrap_or_else(|error| { eprintln!("{error}"); Vec::new() });
    let dev = read("names/dev-worldwide.jsonl", 1.0);
    let mut train = Vec::new();
    train.extend(read("names/train-newswire.jsonl", number("--wire", 1.0)));
    train.extend(read("names/train-wikinews.jsonl", number("--wiki", 1.5)));
    train.extend(read("articles-authored.jsonl", number("--authored", 1.5)));
    if number("--silver", 0.0) > 0.0 { train.extend(read("names/train-newswire-silver.jsonl", number("--silver", 0.0))); }
    for file in option("--more", "").split(',').filter(|file| !file.is_empty()) {
        train.extend(corpus::read(Path::new(file), number("--own", 1.5)).unwrap_or_else(|error| { eprintln!("{error}"); Vec::new() }));
    }
    let time = std::time::Instant::now();
    let seen = see_all(&train, without);
    let dev_seen = see_all(&dev, without);
    let rarest = number("--rarest", 2.0) as u32;
    let dictionary = Dictionary::new(seen.iter().flat_map(|seen| seen.chains.iter().map(|(_, rows)| rows)), rarest);
    let (mut lost, mut outside) = (0, 0);
    let mut chains = Vec::new();
    for (document, seen) in train.iter().zip(&seen) {
        let labels = gold(document, seen, &names, &mut lost);
        let mut covered = vec![false; labels.len()];
        for (range, rows) in &seen.chains {
            covered[range.clone()].iter_mut().for_each(|at| *at = true);
            chains.push(Chain { rows: dictionary.rows(rows), gold: labels[range.clone()].to_vec(), weight: document.weight });
        }
        outside += labels.iter().zip(&covered).filter(|(label, covered)| **label != 0 && !**covered).count();
    }
    drop(seen);
    println!("{} documents, {} chains, {} tokens, {} features, {lost} names off tokens, {outside} tokens outside, {:.0} s", train.len(), chains.len(), chains.iter().map(|chain| chain.gold.len()).sum::<usize>(), dictionary.keys.len(), time.elapsed().as_secs_f32());
    let mut dlost = 0; let mut dout = 0;
    for (document, seen) in dev.iter().zip(&dev_seen) {
        let labels = gold(document, seen, &names, &mut dlost);
        let mut covered = vec![false; labels.len()];
        for (range, _) in &seen.chains { covered[range.clone()].iter_mut().for_each(|at| *at = true); }
        dout += labels.iter().zip(&covered).filter(|(label, covered)| **label != 0 && !**covered).count();
    }
    println!("dev: {dlost} names off tokens, {dout} tokens outside");
    let settings = Settings { epochs: number("--epochs", 8.0) as usize, rate: number("--rate", 0.1), l1: number("--l1", 0.3), l2: number("--l2", 0.0), rarest, seed: 7 };
    let trained = crf::train(&chains, &dictionary, names.clone(), settings, true);
    let bytes = trained.write(number("--unit", 0.02));
    let model = Model::read(&bytes).unwrap_or_else(|error| { eprintln!("{error}"); std::process::exit(1) });
    println!("{} features, {} weights, {} bytes, {:.0} s", trained.features.len(), trained.features.iter().map(|f| f.1.iter().filter(|w| **w != 0.0).count()).sum::<usize>(), bytes.len(), time.elapsed().as_secs_f32());
    let out = option("--out", "/tmp/w/names.bin");
    let _ = std::fs::write(out, &bytes);
    println!("{}", evaluate(&model, &dev, &dev_seen).line());
}
