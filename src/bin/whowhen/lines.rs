//! Lines of JSON, none of them longer than what may be held.

use std::io;

use crate::input::{Content, Item, Place, Tally};
use crate::source::Source;
use crate::unpack::is_damage;

/// JSON writes a byte of text with six at most: `\u0001`.
const ESCAPED: usize = 6;
/// What a line may have besides the article: names, an address, the caller's lexicon.
const BESIDES: usize = 1 << 20;
/// Of a line that is too long so much is kept, to find its id there.
const START: usize = 1 << 12;

pub struct Lines {
    source: Source,
    /// Of the line that was read last.
    place: Place,
    limit: usize,
    /// In the middle of a line whose beginning is lost.
    torn: bool,
}

impl Lines {
    /// `limit` is what an article may have.
    pub fn new(source: Source, place: Place, limit: usize) -> Lines {
        Lines { source, place, limit: limit.saturating_mul(ESCAPED).saturating_add(BESIDES), torn: false }
    }

    pub fn waits(&self) -> bool {
        !self.source.has_line()
    }

    /// The next line that is not empty.
    pub fn next(&mut self, tally: &Tally) -> io::Result<Option<Item>> {
        loop {
            let mut line = Vec::new();
            let length = match self.source.read_line(&mut line, self.limit) {
                Ok(length) => length,
                Err(error) if is_damage(&error) => return Ok(Some(self.damaged(&error))),
                Err(error) => return Err(error),
            };
            if length == 0 {
                return Ok(None);
            }
            tally.add_bytes(length);
            if std::mem::take(&mut self.torn) {
                continue;
            }
            self.place.number += 1;
            if self.place.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            if length > self.limit as u64 {
                line.truncate(START);
                let content = Content::LongLine { start: line, bytes: length, limit: self.limit };
                return Ok(Some(Item { place: self.place.clone(), content }));
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(Item { place: self.place.clone(), content: Content::Line(line) }));
            }
        }
    }

    /// The line in which the damage is. What comes next is the rest of some other line.
    pub fn damaged(&mut self, error: &io::Error) -> Item {
        if !std::mem::replace(&mut self.torn, true) {
            self.place.number += 1;
        }
        let message = format!("The file is damaged at line {} ({error}). Lines are missing.", self.place.number);
        Item { place: self.place.clone(), content: Content::Damaged(message) }
    }
}
