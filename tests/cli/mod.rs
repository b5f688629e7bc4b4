//! What the tests of the command line need: the program, articles, a folder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(dead_code, reason = "each test needs some of it")]

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::{fs, thread};

use serde_json::{Value, json};

/// The program, started; all of its streams are pipes.
pub fn start(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whowhen"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Runs the program with `input` on standard input.
pub fn whowhen(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = start(arguments);
    let (mut to, input) = (child.stdin.take().unwrap(), input.to_vec());
    // At the same time: neither pipe holds everything. It may refuse its arguments before it reads.
    let writer = thread::spawn(move || drop(to.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The answers, each a line of JSON.
pub fn answers(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub fn ids(output: &Output) -> Vec<Value> {
    answers(output).iter().map(|answer| answer["id"].clone()).collect()
}

/// An article of its own for each number, of a length of its own.
pub fn article(number: usize) -> String {
    let family = ["Duval", "Solhaug", "Okafor", "Quispe", "Tanaka"][number % 5];
    let day = number % 28 + 1;
    let mut words =
        format!("GENEVA, March {day} - Mayor Anna {family} will open bridge {number} on Friday, she said.\n\n");
    for year in 0..number % 7 {
        let _ = write!(
            words,
            "“It was closed in {},” {family} told the Lakes Bank. It is {number} metres long. ",
            1990 + year
        );
    }
    words
}

/// Lines with the articles of these numbers, which are their ids.
pub fn lines(numbers: std::ops::Range<usize>) -> String {
    let line = |id: usize| format!("{}\n", json!({"id": id, "text": article(id), "published": "2014-01-03"}));
    numbers.map(line).collect()
}

/// An empty folder for the test of this name.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes a file, gives its path.
pub fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}
