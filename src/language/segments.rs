//! Word boundaries of Unicode (UAX #29), as `unicode-segmentation` finds them, with a short way through ASCII: most of
//! an English article needs no look-up of what a character is.

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

/// The segments of a text, with their positions in bytes. Together they are the text.
pub struct Segments<'t> {
    text: &'t str,
    at: usize,
    /// A stretch that is not all ASCII, under way, and where it begins.
    other: Option<(usize, UWordBoundIndices<'t>)>,
}

/// Cuts a text where words may end.
pub fn segments(text: &str) -> Segments<'_> {
    Segments { text, at: 0, other: None }
}

impl<'t> Iterator for Segments<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<(usize, &'t str)> {
        if let Some((start, inner)) = &mut self.other {
            if let Some((at, segment)) = inner.next() {
                return Some((*start + at, segment));
            }
            self.other = None;
        }
        let start = self.at;
        let bytes = self.text.as_bytes();
        bytes.get(start)?;
        if let Some(end) = plain_end(bytes, start) {
            self.at = end;
            return Some((start, self.text.get(start..end)?));
        }
        let end = safe_end(bytes, start);
        self.at = end;
        self.other = Some((start, self.text.get(start..end)?.split_word_bound_indices()));
        self.next()
    }
}

/// Where the segment that begins at `start` ends, if ASCII and the quotation marks and dashes of print alone decide it.
fn plain_end(bytes: &[u8], start: usize) -> Option<usize> {
    let at = |at: usize| bytes.get(at).copied();
    let first = at(start)?;
    let mut end = start + 1;
    if first == b' ' {
        while at(end) == Some(b' ') {
            end += 1;
        }
    } else if first == b'\r' {
        end += usize::from(at(end) == Some(b'\n'));
    } else if is_word(first) {
        loop {
            let (last, next) = (at(end - 1)?, at(end));
            // "don't", "don’t", "U.S", "3.5", "1,000": a mark between two letters or two digits.
            let (letters, digits, length) = match next {
                Some(next) if is_word(next) => {
                    end += 1;
                    continue;
                }
                Some(b'.' | b'\'') => (true, true, 1),
                Some(b':') => (true, false, 1),
                Some(b',' | b';') => (false, true, 1),
                Some(0xe2) if print_mark(bytes, end) == Some(Mark::Apostrophe) => (true, true, PRINT_MARK),
                _ => break,
            };
            let after = at(end + length);
            let joins = |after: u8| {
                letters && last.is_ascii_alphabetic() && after.is_ascii_alphabetic()
                    || digits && last.is_ascii_digit() && after.is_ascii_digit()
            };
            match after {
                Some(after) if joins(after) => end += length + 1,
                // A letter that is not English may follow.
                Some(after) if !after.is_ascii() && print_mark(bytes, end + length) != Some(Mark::Other) => {
                    return None;
                }
                _ => break,
            }
        }
    } else if !first.is_ascii() {
        print_mark(bytes, start)?;
        end = start + PRINT_MARK;
    }
    // What follows may belong to it: an accent, a letter that is not English.
    at(end).is_none_or(|next| next.is_ascii() || print_mark(bytes, end).is_some()).then_some(end)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A mark of print that is not ASCII.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// ‘ and ’, which join letters as ' does.
    Apostrophe,
    /// “, ”, –, — and …, which join nothing.
    Other,
}

/// How long they all are, in bytes.
const PRINT_MARK: usize = 3;

fn print_mark(bytes: &[u8], at: usize) -> Option<Mark> {
    match bytes.get(at..at + PRINT_MARK)? {
        [0xe2, 0x80, 0x98 | 0x99] => Some(Mark::Apostrophe),
        [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6] => Some(Mark::Other),
        _ => None,
    }
}

/// The first position behind `start` where a boundary is certain: between white space and something that is none, both
/// ASCII.
fn safe_end(bytes: &[u8], start: usize) -> usize {
    let pairs = bytes.get(start..).unwrap_or(&[]).windows(2);
    let safe = |pair: &[u8]| matches!(pair, [b' ' | b'\n' | b'\t', next] if next.is_ascii() && !next.is_ascii_whitespace() && !next.is_ascii_control());
    pairs.enumerate().find(|(_, pair)| safe(pair)).map_or(bytes.len(), |(at, _)| start + at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn as_unicode_segmentation(pieces in prop::collection::vec(prop_oneof![
            prop::sample::select(vec!["a", "B", "7", "_", ".", "'", ":", ",", ";", " ", "  ", "\r", "\n", "\t", "-", "\"", "é", "e\u{301}", "\u{301}", "’", "‘", "“", "—", "…", "n’t",
                "\u{200d}", "👩", "\u{a0}", "א", "北", "\u{b}", "カ", "🇫", "\u{feff}", "don't", "3.5", "U.S."]).prop_map(String::from),
            any::<char>().prop_map(String::from),
        ], 0..24)) {
            let text = pieces.concat();
            prop_assert_eq!(segments(&text).collect::<Vec<_>>(), text.split_word_bound_indices().collect::<Vec<_>>());
        }
    }
}
