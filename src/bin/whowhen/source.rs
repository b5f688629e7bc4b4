//! Bytes of a file, whose first can be looked at before it is known what they are.

use std::io::{self, BufRead, BufReader, Read};

/// Read from the outside at once.
const BUFFER: usize = 1 << 16;

/// Of what was read since a mark, so much can be read again.
const KEPT: usize = 1 << 16;

/// A buffered reader which can look ahead and go back.
pub struct Source {
    /// To be read before the rest, from `at` on.
    front: Vec<u8>,
    at: usize,
    rest: BufReader<Box<dyn Read + Send>>,
    since: Option<Since>,
}

/// What was read since a mark.
#[derive(Default)]
struct Since {
    bytes: Vec<u8>,
    /// The first of it is forgotten.
    long: bool,
}

impl Source {
    pub fn new(reader: Box<dyn Read + Send>) -> Source {
        Source { front: Vec::new(), at: 0, rest: BufReader::with_capacity(BUFFER, reader), since: None }
    }

    fn ahead(&self) -> &[u8] {
        self.front.get(self.at..).unwrap_or_default()
    }

    /// The next bytes, which stay: `count` of them, fewer before the end.
    pub fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.ahead().len() < count {
            let missing = count - self.ahead().len();
            let buffer = self.rest.fill_buf()?;
            let more = buffer.get(..missing).unwrap_or(buffer);
            if more.is_empty() {
                break;
            }
            self.front.extend_from_slice(more);
            let taken = more.len();
            self.rest.consume(taken);
        }
        let ahead = self.ahead();
        Ok(ahead.get(..count).unwrap_or(ahead))
    }

    /// Whether a whole line is there already, so that reading it waits for no one.
    pub fn has_line(&self) -> bool {
        self.ahead().contains(&b'\n') || self.rest.buffer().contains(&b'\n')
    }

    /// From here on it can be gone back.
    pub fn mark(&mut self) {
        self.since = Some(Since::default());
    }

    /// Goes back to the byte behind the mark, or not quite so far if much was read since.
    pub fn back(&mut self) {
        let Since { mut bytes, long } = self.since.take().unwrap_or_default();
        if !long {
            bytes.drain(..bytes.len().min(1));
        }
        bytes.extend_from_slice(self.ahead());
        (self.front, self.at) = (bytes, 0);
    }

    /// Reads on up to a line end or the end of the file, and keeps of that what fits into `most` bytes, the line end
    /// included. Gives the line's whole length, 0 at the end of the file.
    pub fn read_line(&mut self, line: &mut Vec<u8>, most: usize) -> io::Result<u64> {
        let mut length = 0;
        loop {
            let buffer = self.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            let room = most.saturating_sub(line.len());
            line.extend_from_slice(part.get(..room).unwrap_or(part));
            let taken = part.len();
            length += taken as u64;
            self.consume(taken);
            if end.is_some() || taken == 0 {
                return Ok(length);
            }
        }
    }

    /// Passes over so many bytes; gives how many there were.
    pub fn skip(&mut self, count: u64) -> io::Result<u64> {
        io::copy(&mut self.take(count), &mut io::sink())
    }
}

impl Read for Source {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.at < self.front.len() {
            true => Ok(self.ahead()),
            false => self.rest.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        let ahead = self.at < self.front.len();
        let buffer = if ahead { self.front.get(self.at..) } else { Some(self.rest.buffer()) };
        if let (Some(since), Some(read)) = (&mut self.since, buffer.and_then(|buffer| buffer.get(..count))) {
            since.bytes.extend_from_slice(read);
            if since.bytes.len() > 2 * KEPT {
                since.bytes.drain(..since.bytes.len() - KEPT);
                since.long = true;
            }
        }
        match ahead {
            true => self.at += count,
            false => self.rest.consume(count),
        }
        if self.at >= self.front.len() {
            self.front.clear();
            self.at = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, as a slow pipe may.
    struct Drops(&'static [u8]);

    impl Read for Drops {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = into.len().min(1);
            self.0.read(into.get_mut(..count).unwrap_or_default())
        }
    }

    #[test]
    fn what_was_looked_at_is_still_there() {
        let mut source = Source::new(Box::new(Drops(b"one\ntwo")));
        assert_eq!(source.peek(2).unwrap(), b"on");
        assert_eq!(source.peek(5).unwrap(), b"one\nt");
        assert!(source.has_line());
        let mut line = Vec::new();
        assert_eq!(source.read_line(&mut line, 10).unwrap(), 4);
        assert_eq!(line, b"one\n");
        assert!(!source.has_line());
        assert_eq!(source.peek(9).unwrap(), b"two");
        assert_eq!(source.skip(2).unwrap(), 2);
        line.clear();
        assert_eq!(source.read_line(&mut line, 10).unwrap(), 1);
        assert_eq!((line.as_slice(), source.read_line(&mut Vec::new(), 10).unwrap()), (&b"o"[..], 0));
    }

    #[test]
    fn what_was_read_can_be_read_again() {
        let mut source = Source::new(Box::new(Drops(b"0123456789")));
        assert_eq!(source.skip(2).unwrap(), 2);
        source.mark();
        assert_eq!(source.peek(1).unwrap(), b"2");
        assert_eq!(source.skip(4).unwrap(), 4);
        assert_eq!(source.peek(2).unwrap(), b"67");
        source.back();
        let mut rest = String::new();
        assert_eq!(source.read_to_string(&mut rest).unwrap(), 7);
        assert_eq!(rest, "3456789");
        source.back();
        assert_eq!(source.peek(1).unwrap(), b"");

        let mut source = Source::new(Box::new(io::repeat(b'x').take(1 << 20).chain(&b"end"[..])));
        source.mark();
        assert_eq!(source.skip(1 << 20).unwrap(), 1 << 20);
        source.back();
        let again = source.skip(u64::MAX).unwrap();
        assert!((KEPT as u64..=2 * KEPT as u64 + 3).contains(&again), "{again}");
    }

    #[test]
    fn a_long_line_is_not_held() {
        let mut source = Source::new(Box::new(io::repeat(b'x').take(100 << 20).chain(&b"\nnext"[..])));
        let mut line = Vec::new();
        assert_eq!(source.read_line(&mut line, 1000).unwrap(), (100 << 20) + 1);
        assert_eq!(line.len(), 1000);
        assert!(line.capacity() < 5000);
        assert_eq!(source.peek(4).unwrap(), b"next");
    }
}
