//! The model card: what the model is, what it was learned from, how well it does.

use std::fmt::Write as _;

use whowhen::training::{GROUPS, POINTS};

use crate::calibration::Reliability;
use crate::corpus::{self, Document, Name};
use crate::score::Score;
use crate::{CORPORA, OWN_WEIGHT, PLAN, score};

type Read = Vec<(Document, Vec<(Name, f32)>)>;

/// The card of a model. `dev` and `held_out`: what it, and one that has not seen a tenth, find there.
pub fn write(train: &[Document], dev: &Read, held_out: &Read, worth: [f32; POINTS], bytes: &[u8]) -> String {
    let mut out = String::from(
        "# names.en.bin\n\n\
        Finds the names of people, organisations, places, groups, events and works in English news. Two linear-chain\n\
        conditional random fields over hashed features, the second of which also knows what the first says of the same\n\
        words elsewhere in the article. Written by `cargo run --release -p train -- names` from the corpora below, the\n\
        same bytes each time; this card is written by the same command.\n\n\
        Not for: other languages, lower-case text, deciding anything about a person.\n\n\
        ## Learned from\n\n| corpus | articles | names | weight | licence |\n|---|---|---|---|---|\n",
    );
    let own = [("data/corpus", corpus::OWN, OWN_WEIGHT)];
    for (file, set, weight) in CORPORA.iter().chain(&own) {
        let some = train.iter().filter(|document| document.set == *set);
        let (articles, names) = some.fold((0, 0), |sums, one| (sums.0 + 1, sums.1 + one.names.len()));
        let licence = match *set {
            "newswire" | "silver" => "text public domain (Voice of America), annotation ours",
            "wikinews" => "text CC BY 2.5 (Wikinews), annotation ours",
            _ => "written for this project",
        };
        let _ = writeln!(out, "| {file} | {articles} | {names} | {weight} | {licence} |");
    }
    let groups: Vec<&str> = GROUPS.iter().map(|(name, _)| *name).collect();
    let settings = PLAN.settings;
    let _ = write!(
        out,
        "\nThe articles of `data/corpus` are invented; so are nearly all people in them. Of two articles in five (not of\n\
        newswire) a copy is learned too whose headline, or all of it, is in capitals or in title case.\n\nFeatures: {}. Settings: {} passes,\n\
        L1 {} and {} (first layer), features seen at least {} times, dropout {}, seed {}.\n\n\
        Size: {} bytes.\n\n## How well it does\n\nExact span and type, F1.\n\n",
        groups.join(", "),
        settings.epochs,
        settings.l1,
        PLAN.first_l1,
        settings.rarest,
        settings.dropout,
        settings.seed,
        bytes.len()
    );
    let line = |name: &str, score: Score| format!("- {name}: {score}\n");
    out.push_str(&line("dev-worldwide, never learned from; its events are works", score(dev, "dev-worldwide")));
    for set in ["newswire", "wikinews", "authored", corpus::OWN] {
        out.push_str(&line(&format!("a tenth of {set}, by a model that has not seen it"), score(held_out, set)));
    }
    out.push_str("\n## What a score is worth\n\nOf mentions with a score, how many are right. On dev-worldwide:\n\n");
    out.push_str(&calibrated(dev, worth, true).table());
    out.push_str("\nOn the tenth that was not seen, without newswire, from which the scores are made:\n\n");
    let like: Read = held_out.iter().filter(|(document, _)| document.set != "newswire").cloned().collect();
    out.push_str(&calibrated(&like, worth, false).table());
    out
}

/// Reliability of the scores that the product says.
fn calibrated(read: &Read, worth: [f32; POINTS], joined: bool) -> Reliability {
    let said: Read = read
        .iter()
        .map(|(document, said)| {
            let said = said.iter().map(|(name, score)| (*name, whowhen::training::worth(&worth, *score)));
            (document.clone(), said.collect())
        })
        .collect();
    Reliability::new(said.iter().map(|(document, said)| (document, said)), joined)
}
