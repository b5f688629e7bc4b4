//! Learns which stretches of a page are its article, from pages whose article is known.
//!
//! A stretch is the article's where most of its runs of four words stand in the article as it was marked; a shorter one
//! where it is a line of it and the next longer stretch, before or behind, is the article's.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::process::Command;
use std::{fs, thread};

use serde_json::Value;
use whowhen::training::{Model, POINTS, SeenPage, Tagged, Trained, ask_again, probabilities, see_page, tag};

use crate::crf::{self, Chain, Dictionary, Settings};

/// The sets of pages.
const SETS: [&str; 3] = ["wcxb_dev", "fundus", "readability"];
/// How the model is learned.
const SETTINGS: Settings = Settings { epochs: 8, rate: 0.02, l1: 3.0, rarest: 4, dropout: 0.7, seed: 7, voters: 2 };
/// What a weight of 1 means, in nats.
const UNIT: f32 = 0.05;
/// Parts of cross-validation, and of the pages that first readings are learned from.
const FOLDS: usize = 5;
const INNER: usize = 4;
const LABELS: [&str; 2] = ["out", "in"];

/// A page and its article.
pub struct Page {
    set: &'static str,
    id: String,
    /// A number that all pages of a site share.
    site: usize,
    /// The words of its article.
    body: Vec<String>,
    seen: SeenPage,
    gold: Vec<u8>,
}

/// A page, and which stretches were chosen.
pub type Chosen<'p> = (&'p Page, Vec<bool>);

/// Reads the pages; those that are not in `unpacked` yet are unpacked there.
pub fn read(from: &Path, unpacked: &Path) -> Result<Vec<Page>, String> {
    let mut all = Vec::new();
    for set in SETS {
        let folder = unpacked.join(set);
        let packed = from.join("articles").join(format!("{set}.html.tar.xz"));
        if !folder.exists() {
            fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            let done = Command::new("tar").arg("-xJf").arg(&packed).arg("-C").arg(&folder).status();
            if !done.is_ok_and(|status| status.success()) {
                return Err(format!("{} could not be unpacked", packed.display()));
            }
        }
        let path = from.join("articles").join(format!("{set}.jsonl"));
        let lines = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        for line in lines.lines() {
            all.push(page(line, set, &folder).ok_or_else(|| format!("{}: no page: {line:.80}", path.display()))?);
        }
    }
    Ok(all)
}

fn page(line: &str, set: &'static str, folder: &Path) -> Option<Page> {
    let line: Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| line.get(name).and_then(Value::as_str);
    let html = fs::read(folder.join(text("html_file")?)).ok()?;
    let seen = see_page(&String::from_utf8_lossy(&html));
    let id = text("id")?.to_owned();
    let host = text("url").and_then(|url| url.split('/').nth(2)).unwrap_or(&id).trim_start_matches("www.");
    let site = host.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let body = tokens(text("body").unwrap_or(""));
    let gold = gold(&seen, text("body").unwrap_or(""), &body);
    Some(Page { set, id, site, body, seen, gold })
}

/// Words as the scorer cuts them.
fn tokens(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric() && char != '_');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Runs of four words, and how often each stands there.
fn fours(tokens: &[String]) -> HashMap<&[String], usize> {
    let mut all = HashMap::new();
    let few = (1..4).contains(&tokens.len()).then_some(tokens);
    few.into_iter().chain(tokens.windows(4)).for_each(|four| *all.entry(four).or_default() += 1);
    all
}

/// The right label of each stretch.
fn gold(seen: &SeenPage, text: &str, body: &[String]) -> Vec<u8> {
    let mut left = fours(body);
    let lines: HashSet<Vec<String>> = text.lines().map(tokens).collect();
    let words: Vec<Vec<String>> = seen.stretches.iter().map(|(words, _)| tokens(words)).collect();
    let mut long = |words: &Vec<String>| {
        let all = words.windows(4);
        let hits = all.clone().filter(|four| left.get(four).is_some_and(|count| *count > 0)).count();
        let inside = hits * 2 > all.len();
        // What stands twice on the page and once in the article is in it once.
        for four in all.filter(|_| inside) {
            left.get_mut(four).into_iter().for_each(|count| *count = count.saturating_sub(1));
        }
        (words.len() > 3).then_some(inside)
    };
    let long: Vec<Option<bool>> = words.iter().map(&mut long).collect();
    let label = |(at, (words, label)): (usize, (&Vec<String>, &Option<bool>))| {
        let before = long.iter().take(at).rev().flatten().next() == Some(&true);
        let behind = long.iter().skip(at).flatten().next() == Some(&true);
        let listed = || lines.contains(words) || (words.is_empty() && before && behind);
        u8::from(label.unwrap_or_else(|| (before || behind) && listed()))
    };
    words.iter().zip(&long).enumerate().map(label).collect()
}

/// Learns both readings.
fn learn(pages: &[&Page], settings: Settings, say: bool) -> Result<Vec<u8>, String> {
    let first = layer(pages, &[], settings, say);
    let mut readings = vec![Vec::new(); pages.len()];
    let inner = |page: &Page| page.site / FOLDS % INNER;
    for part in 0..INNER {
        let rest: Vec<&Page> = pages.iter().filter(|page| inner(page) != part).copied().collect();
        let bytes = write(&[layer(&rest, &[], Settings { voters: 1, ..settings }, false)]);
        let model = Model::read(&bytes).map_err(|error| error.to_string())?;
        for (page, reading) in pages.iter().zip(&mut readings).filter(|(page, _)| inner(page) == part) {
            *reading = probabilities(&first_reading(&model, page).0);
        }
    }
    Ok(write(&[first, layer(pages, &readings, settings, say)]))
}

fn first_reading(model: &Model, page: &Page) -> (Tagged, Vec<i16>) {
    let mut scores = vec![0; page.gold.len() * model.labels() * model.layers()];
    (tag(model, 0, &page.seen.rows, &mut scores), scores)
}

/// One reading; the second has the probabilities of the first.
fn layer(pages: &[&Page], readings: &[Vec<f32>], settings: Settings, say: bool) -> Trained {
    let again: Vec<_> = pages.iter().zip(readings).map(|(page, first)| ask_again(&page.seen.groups, first)).collect();
    let rows = pages.iter().map(|page| &page.seen.rows).chain(&again).flat_map(|rows| rows.iter());
    let dictionary = Dictionary::new(rows, settings.rarest);
    let mut chains = Vec::new();
    for (at, page) in pages.iter().enumerate().filter(|(_, page)| !page.gold.is_empty()) {
        let mut rows = dictionary.rows(page.seen.rows.iter());
        let more = again.get(at).map(|again| dictionary.rows(again.iter()));
        rows.iter_mut().zip(more.into_iter().flatten()).for_each(|(row, more)| row.extend(more));
        // Pages are scored one by one, so a long one does not count as much as its stretches.
        let weight = (100.0 / page.gold.len() as f32).sqrt().clamp(0.3, 2.0);
        chains.push(Chain { rows, gold: page.gold.clone(), weight });
    }
    crf::train_averaged(&chains, &dictionary, LABELS.len(), settings, say)
}

fn write(layers: &[Trained]) -> Vec<u8> {
    let plain = std::array::from_fn(|at| at as f32 / (POINTS - 1) as f32);
    Trained::write(layers, &LABELS.map(str::to_owned), UNIT, plain)
}

/// What a model chooses, as the product would.
fn apply<'p>(bytes: &[u8], pages: impl Iterator<Item = &'p Page>) -> Result<Vec<Chosen<'p>>, String> {
    let model = Model::read(bytes).map_err(|error| error.to_string())?;
    let choose = |page: &'p Page| {
        let (first, mut scores) = first_reading(&model, page);
        let again = ask_again(&page.seen.groups, &probabilities(&first));
        let chosen = tag(&model, 1, &again, &mut scores).labels;
        (page, chosen.iter().map(|label| *label == 1).collect())
    };
    Ok(pages.map(choose).collect())
}

/// The model that is shipped, and what it chooses on the pages that it was learned from.
pub fn learn_all(pages: &[Page]) -> Result<(Vec<u8>, Vec<Chosen<'_>>), String> {
    let bytes = learn(&pages.iter().collect::<Vec<_>>(), SETTINGS, true)?;
    let chosen = apply(&bytes, pages.iter())?;
    Ok((bytes, chosen))
}

/// Each page read by a model that has seen no page of its site.
pub fn cross(pages: &[Page]) -> Result<Vec<Chosen<'_>>, String> {
    let part = |part: usize| {
        let rest: Vec<&Page> = pages.iter().filter(|page| page.site % FOLDS != part).collect();
        let bytes = learn(&rest, Settings { voters: 1, ..SETTINGS }, false)?;
        apply(&bytes, pages.iter().filter(|page| page.site % FOLDS == part))
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..FOLDS).map(|number| scope.spawn(move || part(number))).collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_| "a part failed".to_owned())??);
        }
        Ok(all)
    })
}

/// The best that any choice of stretches could reach.
pub fn best(pages: &[Page]) -> Vec<Chosen<'_>> {
    pages.iter().map(|page| (page, page.gold.iter().map(|label| *label == 1).collect())).collect()
}

/// Scores of all sets as lines of a table: mean precision, mean recall and their F1 as the scorer counts them, and the
/// share of pages under a half.
pub fn report(chosen: &[Chosen<'_>]) -> String {
    SETS.iter().map(|set| format!("| {set} | {} |\n", score(chosen, set))).collect()
}

fn score(chosen: &[Chosen<'_>], set: &str) -> String {
    let (mut precisions, mut recalls, mut low) = (Vec::new(), Vec::new(), 0);
    for (page, kept) in chosen.iter().filter(|(page, _)| page.set == set && !page.body.is_empty()) {
        // What the product calls headline and caption is no body to the scorer.
        let inside = |((_, tag), kept): &(&(String, String), &bool)| **kept && tag != "h1" && tag != "figcaption";
        let words: Vec<String> =
            page.seen.stretches.iter().zip(kept).filter(inside).flat_map(|((words, _), _)| tokens(words)).collect();
        let (gold, got) = (fours(&page.body), fours(&words));
        let hits: usize = got.iter().map(|(four, count)| (*count).min(gold.get(four).copied().unwrap_or(0))).sum();
        let (all, said) = (gold.values().sum::<usize>(), got.values().sum::<usize>());
        recalls.push(hits as f64 / all as f64);
        if said > 0 {
            precisions.push(hits as f64 / said as f64);
        }
        low += usize::from(4 * hits < all + said);
    }
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let (p, r) = (mean(&precisions), mean(&recalls));
    let share = 100.0 * low as f64 / recalls.len() as f64;
    format!("{:.3} | {p:.3} | {r:.3} | {share:.1} %", 2.0 * p * r / (p + r))
}

/// Every stretch of every page: `+` wrongly chosen, `-` wrongly left, `.` rightly left.
pub fn errors(chosen: &[Chosen<'_>]) -> String {
    let mut out = String::new();
    for (page, kept) in chosen {
        out.push_str(&format!("=== {}\n", page.id));
        for (((words, tag), kept), gold) in page.seen.stretches.iter().zip(kept).zip(&page.gold) {
            let mark = match (kept, gold) {
                (true, 1) => ' ',
                (false, 1) => '-',
                (true, _) => '+',
                _ => '.',
            };
            out.push_str(&format!("{mark} {tag}\t{words:.150}\n"));
        }
    }
    out
}
