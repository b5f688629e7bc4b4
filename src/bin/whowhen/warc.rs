//! Web archives (ISO 28500, WARC 0.17 to 1.1): the pages and texts in them. A damaged record is told, and the next one sought.

use std::io::{self, BufRead, Read};

use crate::http::{self, Status};
use crate::input::{Content, Item, Place, Record, RecordKind, Tally};
use crate::source::Source;
use crate::unpack::{damage, is_damage, is_damage_ahead};

/// No head has more bytes, neither a record's nor that of HTTP in it.
const HEAD: usize = 1 << 16;

pub struct Warc {
    source: Source,
    /// Of the record that was read last.
    place: Place,
    limit: usize,
    /// Something was damaged, and the next record is sought.
    lost: bool,
    /// The next record is known to be damaged.
    ahead: Option<io::Error>,
}

/// What became of a record.
enum Found {
    Article(Content),
    Skipped,
    /// There was none.
    End,
}

/// A record's head: names in small letters, and values.
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// An address, without the brackets that the standard has around identifiers, and old tools around all addresses.
    fn address(&self, name: &str) -> Option<String> {
        Some(self.get(name)?.trim_start_matches('<').trim_end_matches('>').to_owned())
            .filter(|address| !address.is_empty())
    }
}

impl Warc {
    /// `limit` is what an article may have.
    pub fn new(source: Source, place: Place, limit: usize) -> Warc {
        Warc { source, place, limit, lost: false, ahead: None }
    }

    /// The next record that is an article, or damaged.
    pub fn next(&mut self, tally: &Tally) -> io::Result<Option<Item>> {
        loop {
            match self.record(tally) {
                Ok(Found::Article(content)) => return Ok(Some(Item { place: self.place.clone(), content })),
                Ok(Found::Skipped) => tally.add_skipped(),
                Ok(Found::End) => return Ok(None),
                Err(error) if is_damage(&error) => return Ok(Some(self.damaged(&error))),
                Err(error) => return Err(error),
            }
        }
    }

    /// The record in which the damage is.
    pub fn damaged(&mut self, error: &io::Error) -> Item {
        self.lost = true;
        self.place.number = self.place.number.max(1);
        let message = format!("The archive is damaged at record {} ({error}).", self.place.number);
        Item { place: self.place.clone(), content: Content::Damaged(message) }
    }

    fn record(&mut self, tally: &Tally) -> io::Result<Found> {
        if let Some(error) = self.ahead.take() {
            self.place.number += 1;
            return Err(error);
        }
        if !self.begin()? {
            return Ok(Found::End);
        }
        let head = self.head()?;
        let length = head.get("content-length").and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or_else(|| damage("a record does not say how long it is"))?;
        tally.add_bytes(length);
        let mut block = Vec::new();
        (&mut self.source).take(length.min(HEAD as u64)).read_to_end(&mut block)?;
        let kind = kind(&head, &block);
        let id = head.address("warc-record-id");
        let url = head.address("warc-target-uri").unwrap_or_default();
        let id = id.unwrap_or_else(|| url.clone());
        let too_long = length > self.limit.saturating_add(HEAD) as u64;
        let rest = length - length.min(HEAD as u64);
        let content = match kind {
            Some(kind) if !too_long => {
                (&mut self.source).take(rest).read_to_end(&mut block)?;
                if (block.len() as u64) < length {
                    return Err(damage("the last record is cut off"));
                }
                Found::Article(Content::Record(Record { id, url, kind, block }))
            }
            _ => {
                if self.source.skip(rest)? < rest {
                    return Err(damage("the last record is cut off"));
                }
                let long = Content::LongRecord { id, url, bytes: length, limit: self.limit };
                kind.map_or(Found::Skipped, |_| Found::Article(long))
            }
        };
        if self.source.peek(4)? == b"\r\n\r\n" {
            self.source.consume(4);
        }
        // Reading on is what checks the sum at the end of what was packed.
        match self.source.peek(1) {
            Err(error) if is_damage_ahead(&error) => self.ahead = Some(error),
            read => drop(read?),
        }
        Ok(content)
    }

    /// Reads on behind the first line of the next record.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            let mut line = Vec::new();
            let length = match self.source.read_line(&mut line, HEAD) {
                Err(error) if self.lost && is_damage(&error) => continue,
                read => read?,
            };
            let begins = line.starts_with(b"WARC/");
            let is_blank = line.trim_ascii().is_empty();
            if begins || !(is_blank || self.lost) {
                self.place.number += 1;
            }
            match length {
                0 => return Ok(false),
                _ if begins => {
                    self.lost = false;
                    return Ok(true);
                }
                _ if is_blank || self.lost => {}
                _ => return Err(damage("no record begins where one should")),
            }
        }
    }

    fn head(&mut self) -> io::Result<Head> {
        let mut head = Head(Vec::new());
        let mut room = HEAD;
        loop {
            let mut line = Vec::new();
            let length = self.source.read_line(&mut line, room)?;
            room -= line.len();
            if length == 0 || length > line.len() as u64 {
                return Err(damage("a record's head has no end"));
            }
            let line = String::from_utf8_lossy(&line);
            if line.trim().is_empty() {
                return Ok(head);
            }
            match (line.starts_with([' ', '\t']), head.0.last_mut(), line.split_once(':')) {
                (true, Some((_, value)), _) => *value = format!("{value} {}", line.trim()).trim().to_owned(),
                (_, _, Some((name, value))) => head.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                _ => return Err(damage("a line of a record's head is none")),
            }
        }
    }
}

/// What article a record is, if it is one; `start` is how its block begins.
fn kind(head: &Head, start: &[u8]) -> Option<RecordKind> {
    let is = |name, value: &str| head.get(name).is_some_and(|got| got.to_ascii_lowercase().starts_with(value));
    if is("warc-type", "conversion") {
        return (head.get("content-type").is_none() || is("content-type", "text/plain")).then_some(RecordKind::Text);
    }
    let said = head.get("warc-identified-payload-type");
    let page = is("warc-type", "response")
        && is("content-type", "application/http")
        && http::head(start).is_some_and(|head| head.status == Status::Good && head.is_html(said));
    page.then_some(RecordKind::Page)
}
