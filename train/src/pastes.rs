//! Learns what the lines of pasted pages are, from the invented pages of `data/pastes`: pages parted by `=====`, each line
//! its kind, a tab and its words, or nothing for an empty line.

use std::fs;
use std::path::Path;

use whowhen::training::{Rows, SeenPaste, Tagged, ask_lines_again, see_paste};

use crate::crf::Settings;
use crate::twice::{Case, Labelled, Plan};

/// How the model is learned.
pub const PLAN: Plan = Plan {
    settings: Settings { epochs: 15, rate: 0.1, l1: 10.0, rarest: 5, dropout: 0.3, seed: 7, voters: 6 },
    unit: 0.2,
    labels: &["masthead", "title", "byline", "heading", "paragraph", "item", "caption", "credit", "boilerplate"],
};

/// A pasted page.
pub struct Paste {
    number: usize,
    text: String,
    seen: SeenPaste,
    gold: Vec<u8>,
}

/// Reads all pages of a folder.
pub fn read(folder: &Path) -> Result<Vec<Paste>, String> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let words = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        for page in words.split("\n=====\n").filter(|page| !page.trim().is_empty()) {
            let paste =
                paste(page, all.len()).map_err(|line| format!("{}: no line of a page: {line}", file.display()))?;
            all.push(paste);
        }
    }
    Ok(all)
}

fn paste(page: &str, number: usize) -> Result<Paste, String> {
    let mut text = String::new();
    let mut kinds = Vec::new();
    for line in page.lines().filter(|line| !line.starts_with('#') && *line != "=====") {
        if !line.trim().is_empty() {
            let label = |kind: &str| PLAN.labels.iter().position(|label| *label == kind);
            let (label, words) = line
                .split_once('\t')
                .and_then(|(kind, words)| Some((label(kind)?, words)))
                .ok_or_else(|| line.to_owned())?;
            kinds.push((text.len(), label as u8));
            text.push_str(words);
        }
        text.push('\n');
    }
    let seen = see_paste(&text);
    // A line may have been read together with the one before.
    let gold = |start: &usize| kinds.partition_point(|(at, _)| at <= start).checked_sub(1).and_then(|at| kinds.get(at));
    let gold = seen.starts.iter().map(|start| gold(start).map_or(0, |(_, label)| *label)).collect();
    Ok(Paste { number, text, seen, gold })
}

impl Case for Paste {
    fn rows(&self) -> &Rows {
        &self.seen.rows
    }

    fn gold(&self) -> &[u8] {
        &self.gold
    }

    fn again(&self, first: &Tagged) -> Rows {
        ask_lines_again(first)
    }

    fn source(&self) -> usize {
        self.number
    }

    fn weight(&self) -> f32 {
        1.0
    }
}

/// How many lines of each kind are right, and how many there are.
pub fn report(labelled: &[Labelled<'_, Paste>]) -> String {
    let all = || labelled.iter().flat_map(|(paste, labels)| paste.gold.iter().zip(labels));
    let row = |(label, name): (usize, &&str)| {
        let (gold, said) = (all().filter(|(gold, _)| usize::from(**gold) == label), all());
        let right = gold.clone().filter(|(gold, said)| gold == said).count();
        let said = said.filter(|(_, said)| usize::from(**said) == label).count();
        format!("| {name} | {} | {said} | {right} |\n", gold.count())
    };
    let (right, count) = (all().filter(|(gold, said)| gold == said).count(), all().count());
    let share = 100.0 * right as f64 / count as f64;
    let rows: String = PLAN.labels.iter().enumerate().map(row).collect();
    format!("{rows}| all | {count} | | {right} = {share:.1} % |\n")
}

/// Lines that got the wrong label.
pub fn errors(labelled: &[Labelled<'_, Paste>]) -> String {
    let name = |label: u8| PLAN.labels.get(usize::from(label)).copied().unwrap_or("");
    let mut out = String::new();
    for (paste, labels) in labelled {
        out.push_str(&format!("=== {}\n", paste.number));
        for ((start, gold), said) in paste.seen.starts.iter().zip(&paste.gold).zip(labels) {
            let line = paste.text.get(*start..).and_then(|rest| rest.lines().next()).unwrap_or("");
            let mark = if gold == said { String::new() } else { format!(", not {}", name(*said)) };
            out.push_str(&format!("{}{mark}\t{line:.120}\n", name(*gold)));
        }
    }
    out
}
