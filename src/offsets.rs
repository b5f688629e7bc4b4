//! From bytes to UTF-16 code units and code points.
//!
//! One table per text, one look-up per position. The text is counted once in runs of [`RUN`] bytes; a look-up adds the
//! bytes left over. Counting works on bytes alone: a character is one code point and as many UTF-16 units as its first
//! byte says, so no decoding is needed.

use crate::span::{Span, Unit};

/// Bytes between two counted positions: a look-up reads fewer than this.
const RUN: usize = 64;

/// Turns positions in bytes into positions in another [`Unit`].
#[derive(Debug)]
pub struct OffsetTable<'t> {
    text: &'t [u8],
    unit: Unit,
    /// Units before each run; empty where bytes are already the unit asked for.
    before: Vec<u32>,
}

impl<'t> OffsetTable<'t> {
    /// Counts `text` once. Costs nothing for ASCII and for [`Unit::Utf8`].
    pub fn new(text: &'t str, unit: Unit) -> OffsetTable<'t> {
        let bytes = text.as_bytes();
        let mut before = Vec::new();
        if unit != Unit::Utf8 && !text.is_ascii() {
            let mut total = 0;
            for run in bytes.chunks(RUN) {
                before.push(total);
                total += count(run, unit);
            }
            before.push(total);
        }
        OffsetTable { text: bytes, unit, before }
    }

    /// Where the byte position `at` lies, in the table's unit.
    pub fn position(&self, at: u32) -> u32 {
        let run = at as usize / RUN;
        let Some(before) = self.before.get(run) else { return at };
        let rest = self.text.get(run * RUN..at as usize).unwrap_or(&[]);
        before + count(rest, self.unit)
    }

    /// The byte position of a position in the table's unit: the way back. `None` outside the text and inside a character.
    ///
    /// ```
    /// use whowhen::{OffsetTable, Unit};
    /// let table = OffsetTable::new("Łódź", Unit::Utf16);
    /// assert_eq!((table.position(5), table.byte(3), table.byte(5)), (3, Some(5), None));
    /// ```
    pub fn byte(&self, position: u32) -> Option<u32> {
        // The last run that begins at the position or before it.
        let run = self.before.partition_point(|before| *before <= position).saturating_sub(1);
        let (mut at, mut units) = match self.before.get(run) {
            Some(before) => (self.text.len().min(run * RUN), *before),
            None => (position as usize, position),
        };
        loop {
            match self.text.get(at) {
                Some(0x80..=0xBF) if self.before.is_empty() => return None,
                Some(byte) if units < position || matches!(byte, 0x80..=0xBF) => {
                    units += count(&[*byte], self.unit);
                    at += 1;
                }
                rest => return (units == position && (rest.is_some() || at == self.text.len())).then_some(at as u32),
            }
        }
    }

    /// Both ends of a span.
    pub fn span(&self, span: Span) -> Span {
        Span { start: self.position(span.start), end: self.position(span.end) }
    }
}

/// Units that the characters beginning in `bytes` take.
fn count(bytes: &[u8], unit: Unit) -> u32 {
    let of = |byte: &u8| match (unit, byte) {
        (Unit::Utf8, _) => 1,
        (_, 0x80..=0xBF) => 0,
        (Unit::Utf16, 0xF0..) => 2,
        _ => 1,
    };
    bytes.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_units_of_one_text() {
        let text = "Łódź 👩‍👩‍👧 e\u{301} — a\r\n".repeat(20);
        for (unit, length) in [
            (Unit::Utf8, text.len()),
            (Unit::Utf16, text.encode_utf16().count()),
            (Unit::CodePoint, text.chars().count()),
        ] {
            let table = OffsetTable::new(&text, unit);
            assert_eq!(table.position(text.len() as u32) as usize, length);
            for (at, _) in text.char_indices() {
                let head = &text[..at];
                let want = match unit {
                    Unit::Utf8 => at,
                    Unit::Utf16 => head.encode_utf16().count(),
                    Unit::CodePoint => head.chars().count(),
                };
                assert_eq!(table.position(at as u32) as usize, want);
                assert_eq!(table.byte(want as u32), Some(at as u32));
            }
            let known = text.char_indices().map(|(at, _)| table.position(at as u32)).chain([length as u32]);
            let known: Vec<u32> = known.collect();
            for position in (0..length as u32 + 9).filter(|position| !known.contains(position)) {
                assert_eq!(table.byte(position), None, "{position} in {unit:?}");
            }
        }
    }
}
