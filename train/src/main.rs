//! Learns what the engine ships in `data/model` from corpora. The only place that knows a corpus format; never linked
//! into the product. All chance comes from a fixed seed: the same corpora give the same bytes.

mod calibration;
mod card;
mod corpus;
mod crf;
mod names;
mod pages;
mod pastes;
mod score;
mod twice;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs, thread};

use calibration::Reliability;
use corpus::{Document, Name};
use crf::Settings;
use names::{Learned, Plan};
use score::Score;
use twice::{Case, Labelled};
use whowhen::training::GROUPS;

const USAGE: &str = "\
cargo run --release -p train -- names           learns data/model/names.en.bin and writes its card
cargo run --release -p train -- names --check   learns, and says whether the file in data/model is the same
cargo run --release -p train -- pages           learns data/model/pages.bin: what of a page is its article
cargo run --release -p train -- lines           learns data/model/lines.bin: what each line of a paste is
  --cross         of these two: five-fold cross-validation, by site
cargo run --release -p train -- cross           five-fold cross-validation
cargo run --release -p train -- ablation        each group of features left out
cargo run --release -p train -- curve           a quarter, half and all of the data

  --from FOLDER   the corpora, ../shared/corpora unless said
  --out FILE      the model, data/model/names.en.bin unless said
  --hold FILE     leave the articles of these JSON lines out
  --errors FILE   write what is wrong on the development set there
";

/// How the model that is shipped is learned.
pub(crate) const PLAN: Plan = Plan {
    settings: Settings { epochs: 6, rate: 0.1, l1: 2.3, rarest: 4, dropout: 0.1, seed: 7, voters: 2 },
    first_l1: 6.0,
    jackknife_epochs: 4,
    folds: 4,
    unit: 0.09,
    without: 0,
};

/// The corpora, each with how much one of its articles counts.
const CORPORA: [(&str, &str, f32); 4] = [
    ("names/train-newswire.jsonl", "newswire", 1.0),
    ("names/train-wikinews.jsonl", "wikinews", 1.5),
    ("articles-authored.jsonl", "authored", 1.5),
    ("names/train-newswire-silver.jsonl", SILVER, 0.3),
];
/// Labelled by a machine: never used to measure.
const SILVER: &str = "silver";
/// How much an article of `data/corpus` counts.
const OWN_WEIGHT: f32 = 1.5;

fn main() -> ExitCode {
    let arguments = Arguments(env::args().skip(1).collect());
    let done = match arguments.0.first().map(String::as_str) {
        Some("names") => learn_names(&arguments),
        Some("pages") => learn_pages(&arguments),
        Some("lines") => learn_lines(&arguments),
        Some("cross") => cross(&arguments),
        Some("ablation") => ablation(&arguments),
        Some("curve") => curve(&arguments),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn learn_pages(arguments: &Arguments) -> Result<(), String> {
    let pages = pages::read(&arguments.from(), Path::new(arguments.text("--pages").unwrap_or("target/pages")))?;
    println!("| pages | F1 | precision | recall | under a half |\n|---|---|---|---|---|");
    println!("the best choice of stretches\n{}", pages::report(&pages::best(&pages)));
    learn_twice(arguments, &pages, &pages::PLAN, "data/model/pages.bin", (pages::report, pages::errors))
}

fn learn_lines(arguments: &Arguments) -> Result<(), String> {
    let pastes = pastes::read(Path::new("data/pastes"))?;
    println!("{} pages\n| lines | there | said | right |\n|---|---|---|---|", pastes.len());
    learn_twice(arguments, &pastes, &pastes::PLAN, "data/model/lines.bin", (pastes::report, pastes::errors))
}

/// Says what was labelled: a score, and every error.
type Reports<C> = (fn(&[Labelled<'_, C>]) -> String, fn(&[Labelled<'_, C>]) -> String);

/// Learns a model, or cross-validates it, or says whether it is the one that is shipped.
fn learn_twice<C: Case>(
    arguments: &Arguments,
    cases: &[C],
    plan: &twice::Plan,
    path: &str,
    (report, errors): Reports<C>,
) -> Result<(), String> {
    let labelled = if arguments.has("--cross") {
        twice::cross(cases, plan)?
    } else {
        let path = arguments.text("--out").unwrap_or(path);
        let bytes = twice::learn(&cases.iter().collect::<Vec<_>>(), plan)?;
        if arguments.has("--check") {
            let same = fs::read(path).is_ok_and(|shipped| shipped == bytes);
            return if same { Ok(()) } else { Err(format!("{path} is not what these pages give: learn it again")) };
        }
        fs::write(path, &bytes).map_err(|error| format!("{path}: {error}"))?;
        twice::apply(&bytes, cases.iter())?
    };
    println!("{}", report(&labelled));
    match arguments.text("--errors") {
        Some(path) => fs::write(path, errors(&labelled)).map_err(|error| format!("{path}: {error}")),
        None => Ok(()),
    }
}

struct Arguments(Vec<String>);

impl Arguments {
    fn text(&self, name: &str) -> Option<&str> {
        let at = self.0.iter().position(|word| word == name)?;
        self.0.get(at + 1).map(String::as_str)
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|word| word == name)
    }

    fn from(&self) -> PathBuf {
        PathBuf::from(self.text("--from").unwrap_or("../shared/corpora"))
    }
}

/// What the model is learned from.
fn training(arguments: &Arguments) -> Result<Vec<Document>, String> {
    let from = arguments.from();
    let mut all = Vec::new();
    for (file, set, weight) in CORPORA {
        all.extend(corpus::read_lines(&from.join(file), set, weight)?);
    }
    all.extend(corpus::read_marked(Path::new("data/corpus"), OWN_WEIGHT)?);
    if let Some(path) = arguments.text("--hold") {
        let held = corpus::read_texts(Path::new(path))?;
        all.retain(|document| !held.contains(&document.text));
    }
    Ok(all)
}

/// What is only measured on. Its events are works.
fn development(arguments: &Arguments) -> Result<Vec<Document>, String> {
    corpus::read_lines(&arguments.from().join("names/dev-worldwide.jsonl"), "dev-worldwide", 1.0)
}

fn learn_names(arguments: &Arguments) -> Result<(), String> {
    let start = Instant::now();
    let (train, dev) = (training(arguments)?, development(arguments)?);
    // A tenth that the first model has not seen tells what a probability is worth.
    let (held, rest) = parted(&train, 10, 0);
    let (held_out, learned) = thread::scope(|scope| {
        let other = scope.spawn(|| apply(&names::learn(&rest, &PLAN, false), held));
        let learned = names::learn(&train, &PLAN, true);
        (other.join().unwrap_or_else(|_| Err("learning without a tenth failed".into())), learned)
    });
    let held_out = held_out?;
    // Newswire of one agency is easier than what people paste.
    let like = held_out.iter().filter(|(document, _)| document.set != "newswire");
    let worth = Reliability::new(like.map(|(document, said)| (document, said)), false).curve();
    let bytes = learned.write(worth);
    let said = apply(&learned, dev)?;
    let seconds = start.elapsed().as_secs_f32();
    println!("dev-worldwide: {}; {} bytes, {seconds:.0} s", score(&said, "dev-worldwide"), bytes.len());
    if let Some(path) = arguments.text("--errors") {
        fs::write(path, errors(&said)).map_err(|error| error.to_string())?;
    }
    let out = arguments.text("--out").unwrap_or("data/model/names.en.bin");
    if arguments.has("--check") {
        let same = fs::read(out).is_ok_and(|file| file == bytes);
        return if same { Ok(()) } else { Err(format!("{out} is not what these corpora give: learn it again")) };
    }
    fs::write(out, &bytes).map_err(|error| format!("{out}: {error}"))?;
    if arguments.text("--out").is_none() {
        let card = card::write(&train, &said, &held_out, worth, &bytes);
        fs::write("data/model/README.md", card).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Five-fold cross-validation: each article is read by a model that has not seen it.
fn cross(arguments: &Arguments) -> Result<(), String> {
    const FOLDS: usize = 5;
    let train = training(arguments)?;
    let fold = |fold: usize| {
        let (held, rest) = parted(&train, FOLDS, fold);
        apply(&names::learn(&rest, &PLAN, false), held)
    };
    let mut read = Vec::new();
    let folds: Vec<usize> = (0..FOLDS).collect();
    for two in folds.chunks(2) {
        let done = thread::scope(|scope| {
            let threads: Vec<_> = two.iter().map(|one| scope.spawn(|| fold(*one))).collect();
            threads.into_iter().map(|thread| thread.join()).collect::<Vec<_>>()
        });
        for one in done {
            read.extend(one.map_err(|_| "a fold failed")??);
        }
    }
    for set in ["newswire", "wikinews", "authored", corpus::OWN, ""] {
        println!("{}: {}", if set.is_empty() { "all" } else { set }, score(&read, set));
    }
    println!("{}", Reliability::new(read.iter().map(|(document, said)| (document, said)), false).table());
    Ok(())
}

/// The development set and a tenth of the rest, each group of features left out.
fn ablation(arguments: &Arguments) -> Result<(), String> {
    let (train, dev) = (training(arguments)?, development(arguments)?);
    let (held, rest) = parted(&train, 10, 0);
    let row = |name: &str, without: u32| -> Result<String, String> {
        let plan = Plan { without, ..PLAN };
        let learned = names::learn(&rest, &plan, false);
        let dev = names::apply(&learned.tagger()?, &dev, without).into_iter().zip(&dev);
        let dev: Read = dev.map(|(said, document)| (document.clone(), said)).collect();
        let held = names::apply(&learned.tagger()?, &held, without).into_iter().zip(&held);
        let held: Read = held.map(|(said, document)| (document.clone(), said)).collect();
        let size = learned.write([0.0; whowhen::training::POINTS]).len() / 1000;
        Ok(format!("{name}: dev {}\n    held-out tenth {}; {size} KB", score(&dev, "dev-worldwide"), score(&held, "")))
    };
    let rows: Vec<(&str, u32)> =
        std::iter::once(("all", 0)).chain(GROUPS.iter().map(|(name, group)| (*name, 1 << *group as u32))).collect();
    for two in rows.chunks(2) {
        let lines = thread::scope(|scope| {
            let threads: Vec<_> = two.iter().map(|(name, without)| scope.spawn(|| row(name, *without))).collect();
            threads.into_iter().map(|thread| thread.join()).collect::<Vec<_>>()
        });
        for line in lines {
            println!("{}", line.map_err(|_| "a run failed")??);
        }
    }
    Ok(())
}

/// The development set, by how much of the data is learned from.
fn curve(arguments: &Arguments) -> Result<(), String> {
    let (train, dev) = (training(arguments)?, development(arguments)?);
    for (share, step) in [(25, 4), (50, 2), (100, 1)] {
        let some: Vec<Document> = train.iter().step_by(step).cloned().collect();
        let said = apply(&names::learn(&some, &PLAN, false), dev.clone())?;
        println!("{share} %, {} articles: {}", some.len(), score(&said, "dev-worldwide"));
    }
    Ok(())
}

/// Documents, and what was found in each.
type Read = Vec<(Document, Vec<(Name, f32)>)>;

fn apply(learned: &Learned, documents: Vec<Document>) -> Result<Read, String> {
    let said = names::apply(&learned.tagger()?, &documents, PLAN.without);
    Ok(documents.into_iter().zip(said).collect())
}

/// One of `parts` parts of the documents, without silver, and the rest.
fn parted(documents: &[Document], parts: usize, part: usize) -> (Vec<Document>, Vec<Document>) {
    let both = (0..).zip(documents).partition::<Vec<_>, _>(|(at, one)| at % parts == part && one.set != SILVER);
    let plain = |some: Vec<(usize, &Document)>| some.into_iter().map(|(_, one)| one.clone()).collect();
    (plain(both.0), plain(both.1))
}

/// The score on a set, or on all. The development set does not tell events from works.
fn score(read: &Read, set: &str) -> Score {
    let mut score = Score { joined: set == "dev-worldwide", ..Score::default() };
    for (document, said) in read.iter().filter(|(document, _)| set.is_empty() || document.set == set) {
        score.add(&document.names, &said.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
    score
}

/// What is wrong, one a line: how, the type, the words around, what was said.
fn errors(read: &Read) -> String {
    let type_of = |name: &Name| whowhen::training::KINDS.get(name.kind).map_or("", |(kind, _)| *kind);
    let joined = |name: &Name| if name.kind == 4 { 5 } else { name.kind };
    let mut out = String::new();
    for (document, said) in read {
        let words = |name: &Name| document.text.get(name.start..name.end).unwrap_or("").replace('\n', " ");
        let around = |name: &Name| {
            let before: Vec<char> = document.text.get(..name.start).unwrap_or("").chars().rev().take(45).collect();
            let before: String = before.into_iter().rev().collect();
            let behind: String = document.text.get(name.end..).unwrap_or("").chars().take(40).collect();
            format!("{before} [[{}]] {behind}", words(name)).replace('\n', " ")
        };
        let overlaps = |one: &Name, other: &Name| one.start < other.end && other.start < one.end;
        for name in &document.names {
            let over: Vec<&Name> = said.iter().map(|(one, _)| one).filter(|one| overlaps(one, name)).collect();
            let same = over.iter().find(|one| (one.start, one.end) == (name.start, name.end));
            let how = match same {
                Some(one) if joined(one) == joined(name) => continue,
                Some(_) => "TYPE",
                None if over.is_empty() => "MISSED",
                None => "SPAN",
            };
            let over: Vec<String> = over.iter().map(|one| format!("{} {}", type_of(one), words(one))).collect();
            out.push_str(&format!("{how}\t{}\t{}\t{}\n", type_of(name), around(name), over.join(" | ")));
        }
        for (name, _) in said.iter().filter(|(name, _)| !document.names.iter().any(|one| overlaps(one, name))) {
            out.push_str(&format!("FALSE\t{}\t{}\t\n", type_of(name), around(name)));
        }
    }
    out
}
