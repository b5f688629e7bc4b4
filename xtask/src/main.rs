//! Builds what is shipped: `cargo xtask build`. The only place that knows how the crate becomes files for the web.

mod build;
mod lexicon;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask build           the engine, into dist/engine
cargo xtask build --traps   an engine that breaks on purpose, for the recovery tests, into dist/test/engine
cargo xtask lexicon FROM    the word lists that come from elsewhere, from FROM (../shared/corpora) into data/lexicon";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["build"] => build::product(),
        ["build", "--traps"] => build::traps(),
        ["lexicon", from] => lexicon::import(std::path::Path::new(from)),
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
