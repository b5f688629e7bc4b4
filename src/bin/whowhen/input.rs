//! What the files of a stream hold: articles one after another, each with its place.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec::IntoIter;

use crate::lines::Lines;
use crate::source::Source;
use crate::unpack::{is_damage, unpacked};
use crate::warc::Warc;

/// One article as it was read, not yet looked into.
pub struct Item {
    pub place: Place,
    pub content: Content,
}

pub enum Content {
    /// A line, which should be JSON.
    Line(Vec<u8>),
    /// A line that is too long: how it begins, its length, and what may be.
    LongLine { start: Vec<u8>, bytes: u64, limit: usize },
    /// A record of a web archive.
    Record(Record),
    /// A record that is too long.
    LongRecord { id: String, url: String, bytes: u64, limit: usize },
    /// Something that cannot be read, and why.
    Damaged(String),
}

/// A record of a web archive that holds an article.
pub struct Record {
    pub id: String,
    pub url: String,
    pub kind: RecordKind,
    /// What follows the record's head.
    pub block: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// What a server answered: HTTP.
    Page,
    /// Text that was made of a page.
    Text,
}

impl Item {
    /// The bytes that it holds.
    pub fn weight(&self) -> usize {
        match &self.content {
            Content::Line(bytes) | Content::LongLine { start: bytes, .. } => bytes.len(),
            Content::Record(record) => record.block.len(),
            Content::LongRecord { .. } | Content::Damaged(_) => 0,
        }
    }
}

/// Where something stands. Shown as `line 3` or `line 3 of FILE`.
#[derive(Clone)]
pub struct Place {
    /// None for standard input.
    pub file: Option<Arc<str>>,
    /// What is counted.
    pub unit: &'static str,
    /// From 1; blank lines and skipped records count.
    pub number: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.unit, self.number)?;
        self.file.as_ref().map_or(Ok(()), |file| write!(f, " of {file}"))
    }
}

/// What was read so far, for who wants to know in between.
#[derive(Default)]
pub struct Tally {
    /// Unpacked.
    bytes: AtomicU64,
    skipped: AtomicU64,
}

impl Tally {
    pub fn add_bytes(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    pub fn add_skipped(&self) {
        self.skipped.fetch_add(1, Ordering::Relaxed);
    }

    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Records of archives that are no articles.
    pub fn skipped(&self) -> u64 {
        self.skipped.load(Ordering::Relaxed)
    }
}

/// All that the files hold.
pub struct Inputs {
    files: IntoIter<String>,
    limit: usize,
    tally: Arc<Tally>,
    now: Option<Reader>,
}

enum Reader {
    Lines(Lines),
    Warc(Warc),
}

impl Reader {
    fn next(&mut self, tally: &Tally) -> io::Result<Option<Item>> {
        match self {
            Reader::Lines(lines) => lines.next(tally),
            Reader::Warc(warc) => warc.next(tally),
        }
    }

    fn damaged(&mut self, error: &io::Error) -> Item {
        match self {
            Reader::Lines(lines) => lines.damaged(error),
            Reader::Warc(warc) => warc.damaged(error),
        }
    }
}

impl Inputs {
    /// Of these files, `-` being standard input; of standard input where there are none. No article may have more bytes
    /// than `limit`. A file that is not there is told now, and not after hours.
    pub fn new(mut files: Vec<String>, limit: usize, tally: Arc<Tally>) -> Result<Inputs, String> {
        if files.is_empty() {
            files.push("-".to_owned());
        }
        for file in files.iter().filter(|file| *file != "-") {
            match fs::metadata(file) {
                Err(error) => return Err(format!("{file}: {error}")),
                Ok(there) if there.is_dir() => return Err(format!("{file} is a folder: name the files in it")),
                Ok(_) => {}
            }
        }
        Ok(Inputs { files: files.into_iter(), limit, tally, now: None })
    }

    /// Whether the next article has to be waited for.
    pub fn waits(&self) -> bool {
        match &self.now {
            Some(Reader::Lines(lines)) => lines.waits(),
            Some(Reader::Warc(_)) => false,
            None => true,
        }
    }

    fn open(&self, file: &str) -> io::Result<(Reader, Option<io::Error>)> {
        match file {
            "-" => reader(Box::new(io::stdin()), None, self.limit),
            _ => reader(Box::new(File::open(file)?), Some(Arc::from(file)), self.limit),
        }
    }
}

/// Finds out what the bytes of a file are. Gives what is wrong with the first of them, too, if they can be read all the same.
fn reader(
    bytes: Box<dyn Read + Send>,
    file: Option<Arc<str>>,
    limit: usize,
) -> io::Result<(Reader, Option<io::Error>)> {
    let mut source = unpacked(Source::new(bytes))?;
    let mut damage = None;
    let archive = loop {
        match source.peek(5) {
            Ok(start) => break start == b"WARC/",
            Err(error) if is_damage(&error) => damage = Some(error),
            Err(error) => return Err(error),
        }
    };
    let place = |unit| Place { file, unit, number: 0 };
    let reader = match archive {
        true => Reader::Warc(Warc::new(source, place("record"), limit)),
        false => Reader::Lines(Lines::new(source, place("line"), limit)),
    };
    Ok((reader, damage))
}

impl Iterator for Inputs {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<io::Result<Item>> {
        loop {
            let read = match &mut self.now {
                Some(reader) => reader.next(&self.tally),
                None => {
                    let file = self.files.next()?;
                    match self.open(&file) {
                        Ok((reader, None)) => self.now = Some(reader),
                        Ok((mut reader, Some(damage))) => {
                            let item = reader.damaged(&damage);
                            self.now = Some(reader);
                            return Some(Ok(item));
                        }
                        Err(error) => return Some(Err(io::Error::new(error.kind(), format!("{file}: {error}")))),
                    }
                    continue;
                }
            };
            match read.transpose() {
                Some(read) => return Some(read),
                None => self.now = None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    /// How many articles there are, and how many places with damage.
    fn count(bytes: Vec<u8>) -> (usize, usize) {
        let tally = Tally::default();
        let (mut reader, damage) = reader(Box::new(Cursor::new(bytes)), None, 1000).unwrap();
        let (mut articles, mut damaged) = (0, usize::from(damage.is_some()));
        while let Some(item) = reader.next(&tally).unwrap() {
            match item.content {
                Content::Damaged(_) => damaged += 1,
                _ => articles += 1,
            }
        }
        (articles, damaged)
    }

    #[test]
    fn whatever_is_damaged_reading_comes_to_an_end() {
        let record = |at: usize| {
            let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{}", "some words ".repeat(at));
            let (head, length) = ("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http", answer.len());
            format!("{head}\r\nContent-Length: {length}\r\n\r\n{answer}\r\n\r\n").into_bytes()
        };
        let line = |at: usize| format!("{{\"id\":{at},\"text\":\"{}\"}}\n", "some words ".repeat(at)).into_bytes();
        let zstd = |bytes: &[u8]| compress_to_vec(bytes, CompressionLevel::Fastest);
        let files: [Vec<u8>; 5] = [
            (0..20).flat_map(record).collect(),
            (0..20).flat_map(|at| gzip(&record(at))).collect(),
            (0..20).flat_map(|at| zstd(&record(at))).collect(),
            (0..20).flat_map(|at| gzip(&line(at))).collect(),
            (0..20).flat_map(|at| zstd(&line(at))).collect(),
        ];
        let mut chance: u64 = 8;
        let mut next = |most: usize| {
            chance = chance.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (chance >> 33) as usize % most
        };
        for file in files {
            assert_eq!(count(file.clone()), (20, 0));
            for _ in 0..300 {
                let mut harmed = file.clone();
                let (at, length) = (next(file.len()), next(40));
                match next(3) {
                    // Other bytes, bytes that are missing, the end of it missing.
                    0 => harmed.iter_mut().skip(at).take(length).for_each(|byte| *byte = next(256) as u8),
                    1 => drop(harmed.drain(at..(at + length).min(file.len()))),
                    _ => harmed.truncate(at),
                }
                let (articles, damaged) = count(harmed);
                // What does not even begin as it should is read as lines, which are bad.
                assert!(articles + damaged <= 250, "{articles} articles, damaged in {damaged} places");
            }
        }
    }
}
