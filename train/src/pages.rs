//! Learns which stretches of a page are its article, from pages whose article is known.
//!
//! A stretch is the article's where most of its runs of four words stand in the article as it was marked; a shorter one
//! where it is a line of it and the next longer stretch, before or behind, is the article's.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use whowhen::training::{Rows, SeenPage, Tagged, ask_page_again, probabilities, see_page};

use crate::crf::Settings;
use crate::twice::{Case, Labelled, Plan};

/// The sets of pages.
const SETS: [&str; 3] = ["wcxb_dev", "fundus", "readability"];
/// How the model is learned.
pub const PLAN: Plan = Plan {
    settings: Settings { epochs: 8, rate: 0.02, l1: 12.0, rarest: 4, dropout: 0.7, seed: 7, voters: 6 },
    unit: 0.1,
    labels: &["out", "in"],
};

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

impl Case for Page {
    fn rows(&self) -> &Rows {
        &self.seen.rows
    }

    fn gold(&self) -> &[u8] {
        &self.gold
    }

    fn again(&self, first: &Tagged) -> Rows {
        ask_page_again(&self.seen.groups, &probabilities(first))
    }

    fn source(&self) -> usize {
        self.site
    }

    /// Pages are scored one by one, so a long one does not count as much as its stretches.
    fn weight(&self) -> f32 {
        (100.0 / self.gold.len() as f32).sqrt().clamp(0.3, 2.0)
    }
}

/// The best that any choice of stretches could reach.
pub fn best(pages: &[Page]) -> Vec<Labelled<'_, Page>> {
    pages.iter().map(|page| (page, page.gold.clone())).collect()
}

/// Scores of all sets as lines of a table: mean precision, mean recall and their F1 as the scorer counts them, and the
/// share of pages under a half.
pub fn report(chosen: &[Labelled<'_, Page>]) -> String {
    SETS.iter().map(|set| format!("| {set} | {} |\n", score(chosen, set))).collect()
}

fn score(chosen: &[Labelled<'_, Page>], set: &str) -> String {
    let (mut precisions, mut recalls, mut low) = (Vec::new(), Vec::new(), 0);
    for (page, kept) in chosen.iter().filter(|(page, _)| page.set == set && !page.body.is_empty()) {
        // What the product calls headline and caption is no body to the scorer.
        let inside = |((_, tag), kept): &(&(String, String), &u8)| **kept == 1 && tag != "h1" && tag != "figcaption";
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
pub fn errors(chosen: &[Labelled<'_, Page>]) -> String {
    let mut out = String::new();
    for (page, kept) in chosen {
        out.push_str(&format!("=== {}\n", page.id));
        for (((words, tag), kept), gold) in page.seen.stretches.iter().zip(kept).zip(&page.gold) {
            let mark = match (kept, gold) {
                (1, 1) => ' ',
                (_, 1) => '-',
                (1, _) => '+',
                _ => '.',
            };
            out.push_str(&format!("{mark} {tag}\t{words:.150}\n"));
        }
    }
    out
}
