//! Positions in the one text of an article.

use serde::Serialize;

/// A half-open range of positions, `start..end`, in the text of an article.
///
/// Inside the engine positions are **bytes** and always lie on character boundaries. [`crate::Analysis::into_unit`]
/// turns all of them into another [`Unit`] at once; nothing else does arithmetic on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First position inside.
    pub start: u32,
    /// First position after.
    pub end: u32,
}

/// What a position counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8: Rust's own unit.
    #[default]
    Utf8,
    /// UTF-16 code units: JavaScript's unit.
    Utf16,
    /// Unicode code points: the unit of Python and of the W3C Web Annotation model.
    CodePoint,
}

impl Span {
    /// The span of bytes `start..end`. Texts are capped far below 4 GiB ([`crate::Limits`]), so `u32` is enough.
    ///
    /// ```
    /// let span = whowhen::Span::new(0, 6);
    /// assert_eq!(span.of("Moscow said"), "Moscow");
    /// ```
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end.max(start) as u32 }
    }

    /// The words of `text` in this span of bytes; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// From the start of this span to the end of `other`.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end.max(self.start) }
    }

    /// What lies between the end of this span and the start of `other`.
    pub(crate) fn gap(self, other: Span) -> Span {
        Span { start: self.end, end: other.start.max(self.end) }
    }

    /// What stands in the text before this span of bytes, and what behind it.
    pub(crate) fn around(self, text: &str) -> (&str, &str) {
        (text.get(..self.start as usize).unwrap_or(""), text.get(self.end as usize..).unwrap_or(""))
    }

    /// How many positions it covers.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// A number by which spans sort: by their start, then by their end.
    pub(crate) fn number(self) -> u128 {
        u128::from(self.start) << 32 | u128::from(self.end)
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share a position.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The first of `sorted` that ends behind this span's start: the only one of spans that do not overlap each other which
    /// can contain it.
    pub(crate) fn among(self, sorted: &[Span]) -> Option<Span> {
        sorted.get(sorted.partition_point(|one| one.end <= self.start)).copied()
    }

    /// The span without white space at either end.
    pub fn trimmed(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start as usize + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }

    /// The same range, `by` positions later: for spans measured inside a slice of the text.
    pub fn shifted(self, by: u32) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_to_the_words() {
        let text = "ab \u{a0} cd \n";
        let span = Span::new(2, text.len()).trimmed(text);
        assert_eq!(span.of(text), "cd");
        assert!(Span::new(2, 6).trimmed("ab    ").is_empty());
    }

    #[test]
    fn overlap_needs_a_shared_position() {
        let (a, b) = (Span::new(0, 3), Span::new(3, 5));
        assert!(!a.overlaps(b));
        assert!(a.to(b).overlaps(b) && a.to(b).contains(b));
    }
}
