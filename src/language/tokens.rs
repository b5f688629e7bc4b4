//! Words, numbers and signs.
//!
//! Word boundaries are those of Unicode (UAX #29, by `unicode-segmentation`), changed where news needs it: an
//! abbreviation keeps its full stop ("U.S.", "Gen."), a possessive is a token of its own ("Russia" "’s"), letters
//! joined by a hyphen are one token ("al-Assad", "Jong-un") unless it only pairs a name with another word ("Lima-based",
//! "Thai-Malaysian"), and words run together by a lost space are parted
//! ("meeting.On").

use std::cell::Cell;
use std::ops::Range;

use crate::language::segments::segments;
use crate::lexicon::{Class, Entry, Lexicon, fold_into, is_invisible};
use crate::span::Span;

/// Nothing longer, in bytes, is joined or parted: it is no word, and the work on it must stay small.
const LONGEST: u32 = 128;

/// How many tokens are looked at to tell what language a text is in.
const SAMPLE: usize = 200;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits later: "Geneva", "H5N1", "’s".
    Word,
    /// Begins with a digit: "13", "3.5", "1,000", "1990s", "13th".
    Number,
    /// All else: marks, symbols, emoji.
    Sign,
}

/// How a word is cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// "talks", and everything without letters.
    Lower,
    /// "Geneva", "al-Assad", "McCain".
    Title,
    /// "MOSCOW", "U.N.", "A".
    Upper,
    /// "iPhone", "eBay".
    Inner,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How it is cased.
    pub case: Case,
    /// Where its folded form ends in [`Tokens::folded`].
    folded_end: u32,
}

impl Token {
    /// Whether it is written like a name: "Geneva", "MOSCOW", "al-Assad", "iPhone".
    pub fn is_capitalized(&self) -> bool {
        self.kind != TokenKind::Sign && self.case != Case::Lower
    }
}

/// The tokens of a text.
#[derive(Debug)]
pub struct Tokens<'t> {
    /// The text they are spans of.
    pub text: &'t str,
    list: Vec<Token>,
    /// The folded forms of all tokens, one after another.
    folded: String,
    /// What the lexicon says of each token alone, once it was asked.
    entries: Vec<Cell<Option<Entry>>>,
}

impl<'t> Tokens<'t> {
    /// None yet.
    pub fn new(text: &'t str) -> Tokens<'t> {
        Tokens {
            text,
            list: Vec::with_capacity(text.len() / 4),
            folded: String::with_capacity(text.len()),
            entries: Vec::with_capacity(text.len() / 4),
        }
    }

    /// Adds the tokens of `span`, which must lie behind all spans read before, and says which they are.
    pub fn read(&mut self, span: Span) -> Range<usize> {
        let first = self.list.len();
        for (offset, segment) in segments(span.of(self.text)) {
            // Most segments are single spaces.
            if segment != " " {
                self.read_segment(Span::new(0, segment.len()).shifted(span.start + offset as u32), first);
            }
        }
        first..self.list.len()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many are words or numbers.
    pub fn words(&self) -> usize {
        self.list.iter().filter(|token| token.kind != TokenKind::Sign).count()
    }

    /// Whether enough of the words in small letters are common in English news. Few words get the benefit of the doubt.
    pub fn read_like_english(&self, range: Range<usize>) -> bool {
        let small = |at: &usize| {
            let token = self.get(*at);
            token
                .is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower && token.span.len() > 1)
        };
        // A sample says as much as all of a long text.
        let step = range.len() / SAMPLE + 1;
        let sample = range.clone().step_by(step).filter(small);
        let (common, all) =
            sample.fold((0, 0), |(common, all), at| (common + usize::from(self.entry(at).is(Class::Common)), all + 1));
        let other = |token: &&Token| token.kind != TokenKind::Sign && !token.span.of(self.text).is_ascii();
        let list = self.list.get(range).unwrap_or(&[]);
        let letters = if self.text.is_ascii() { 0 } else { list.iter().filter(other).count() };
        (all < 12 || common * 2 >= all) && (letters < 12 || letters * 2 < list.len())
    }

    /// The token at an index.
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    /// The first token that begins at a byte position or behind it.
    pub fn at_or_after(&self, position: u32) -> usize {
        self.list.partition_point(|token| token.span.start < position)
    }

    /// The words of a token, as written.
    #[inline(never)]
    pub fn word(&self, at: usize) -> &'t str {
        self.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The look-up form of a token: "gen" for "Gen.".
    #[inline(never)]
    pub fn folded(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.get(before)).map_or(0, |token| token.folded_end);
        let end = self.get(at).map_or(start, |token| token.folded_end);
        self.folded.get(start as usize..end as usize).unwrap_or("")
    }

    /// What the lexicon says of a token alone; of none at all beyond the ends.
    #[inline(never)]
    pub fn entry(&self, at: usize) -> Entry {
        let Some(entry) = self.entries.get(at) else { return Entry::default() };
        if let Some(known) = entry.get() {
            return known;
        }
        let found = match self.get(at).map(|token| token.kind) {
            None | Some(TokenKind::Sign) => Entry::default(),
            _ => Lexicon::get().word(self.folded(at)),
        };
        entry.set(Some(found));
        found
    }

    /// Whether white space, or the text's edge, stands before a token.
    #[inline(never)]
    pub fn spaced(&self, at: usize) -> bool {
        let end = at.checked_sub(1).and_then(|before| self.get(before)).map(|token| token.span.end);
        self.get(at).is_none_or(|token| end != Some(token.span.start))
    }

    /// Whether a line ends between a token and the one before it.
    #[inline(never)]
    pub fn begins_line(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.get(before)).zip(self.get(at));
        before.is_none_or(|(before, token)| {
            Span { start: before.span.end, end: token.span.start }.of(self.text).contains(['\n', '\r'])
        })
    }

    /// From the first to the last token of a range.
    #[inline(never)]
    pub fn span(&self, range: Range<usize>) -> Span {
        let first = self.get(range.start).map_or_else(Span::default, |token| token.span);
        let last = range.end.checked_sub(1).and_then(|at| self.get(at));
        last.map_or(first, |last| first.to(last.span))
    }

    /// The longest phrase of the lexicon that begins at a token and ends before `end`, in one of `classes` if any are
    /// given: how many tokens it has, and what it is.
    #[inline(never)]
    pub fn longest_phrase(&self, at: usize, end: usize, classes: &[Class]) -> Option<(usize, Entry)> {
        let mut best = None;
        self.phrases(at, end, |length, entry| {
            if classes.is_empty() || entry.is_any(classes) {
                best = Some((length, entry));
            }
        });
        best
    }

    /// What the lexicon says of a range as a whole, if it is a phrase in one of `classes`, or in any if none are given.
    #[inline(never)]
    pub fn whole_phrase(&self, range: Range<usize>, classes: &[Class]) -> Option<Entry> {
        let (length, entry) = self.longest_phrase(range.start, range.end, classes)?;
        (length == range.len()).then_some(entry)
    }

    /// The look-up forms of a range, parted by spaces.
    pub fn folded_phrase(&self, range: Range<usize>) -> String {
        range.map(|at| self.folded(at)).collect::<Vec<_>>().join(" ")
    }

    /// The words of a range as they are shown: white space folded.
    #[inline(never)]
    pub fn shown(&self, range: Range<usize>) -> String {
        self.span(range).of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// All phrases of the lexicon that begin at a token and end before `end`: how many tokens each has, and what it is.
    pub fn phrases(&self, at: usize, end: usize, mut found: impl FnMut(usize, Entry)) {
        let mut walk = Lexicon::get().walk();
        for next in at..end {
            let Some(entry) = walk.feed(self.folded(next), next > at && self.spaced(next)) else { break };
            if !entry.is_unknown() {
                found(next + 1 - at, entry);
            }
        }
    }

    /// Reads one UAX #29 segment; tokens from `first` on are of the same stretch and may be joined with it.
    fn read_segment(&mut self, span: Span, first: usize) {
        let words = span.of(self.text);
        let plain = words.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !plain && words.chars().all(|char| char.is_whitespace() || char.is_control() || is_invisible(char)) {
            return;
        }
        if let Some(at) = parting(words).filter(|_| !plain) {
            let (start, middle) = (span.start as usize, span.start as usize + at);
            self.read_segment(Span::new(start, middle), first);
            self.read_segment(Span::new(middle, span.end as usize), first);
            return;
        }
        if !self.join(span, first) {
            self.push(span);
        }
    }

    /// Joins a segment to the last token where news writes the two as one word.
    fn join(&mut self, span: Span, first: usize) -> bool {
        let words = span.of(self.text);
        let near = self.list.last().copied().filter(|last| last.span.end == span.start && last.span.len() <= LONGEST);
        let Some(last) = near else { return false };
        if self.list.len() == first {
            return false;
        }
        let before = last.span.of(self.text);
        let joins = match (last.kind, words) {
            (TokenKind::Word, ".") => is_abbreviation(before, self.entry(self.list.len() - 1)),
            (TokenKind::Sign, ".") => before.bytes().all(|byte| byte == b'.'),
            // The hyphen has come as a token of its own: join it and the word before, if letters touch it on both
            // sides.
            (TokenKind::Sign, _) if is_hyphen(before) && words.starts_with(char::is_alphabetic) => {
                let Some(word) = self.list.len().checked_sub(2).filter(|at| *at >= first).and_then(|at| self.get(at))
                else {
                    return false;
                };
                let touches = word.span.len() <= LONGEST
                    && word.span.end == last.span.start
                    && word.kind == TokenKind::Word
                    && word.span.of(self.text).ends_with(|char: char| char.is_alphabetic() || char == '.')
                    && !self.is_pair(word, words);
                let span = word.span.to(span);
                if touches {
                    self.pop();
                    self.pop();
                    self.push(span);
                }
                return touches;
            }
            _ => false,
        };
        if joins {
            self.pop();
            self.push(last.span.to(span));
        }
        joins
    }

    /// Whether a hyphen only pairs a name with another word, so that the name stays a token of its own: "Lima-based",
    /// "pro-Israel", "Thai-Malaysian", but not "Jong-un", "al-Assad" or "Guinea-Bissau".
    fn is_pair(&self, before: &Token, after: &str) -> bool {
        let name = before.kind == TokenKind::Word && before.is_capitalized();
        if after.starts_with(char::is_lowercase) {
            return name && is_second(after);
        }
        if before.case == Case::Lower {
            return PREFIXES.contains(&before.span.of(self.text));
        }
        let people = [Class::Country, Class::Demonym, Class::Group];
        let before = before.span.of(self.text);
        let known = |word: &str| Lexicon::get().phrase(word).is_any(&people) || matches!(word, "Sino" | "EU");
        name && known(before) && known(after) && Lexicon::get().phrase(&[before, "-", after].concat()).is_unknown()
    }

    fn push(&mut self, span: Span) {
        let words = span.of(self.text);
        fold_into(words, &mut self.folded);
        let kind = match words.as_bytes() {
            [b'a'..=b'z' | b'A'..=b'Z', ..] => TokenKind::Word,
            [b'0'..=b'9', ..] => TokenKind::Number,
            _ => kind_of(words),
        };
        let case = if kind == TokenKind::Sign { Case::Lower } else { case_of(words) };
        self.list.push(Token { span, kind, case, folded_end: self.folded.len() as u32 });
        self.entries.push(Cell::new(None));
    }

    fn pop(&mut self) {
        self.list.pop();
        self.entries.pop();
        self.folded.truncate(self.list.last().map_or(0, |token| token.folded_end as usize));
    }
}

fn kind_of(words: &str) -> TokenKind {
    match words.chars().find(|char| !is_invisible(*char)) {
        Some(char) if char.is_numeric() => TokenKind::Number,
        _ if words.chars().any(char::is_alphabetic) => TokenKind::Word,
        _ => TokenKind::Sign,
    }
}

/// What stands before a name and is no part of it: "anti-Morales".
#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "anti", "ex", "inter", "mid", "non", "off", "pan", "post", "pre", "pro", "sub", "trans", "un", "intra", "cross",
    "neo", "semi", "half", "part", "all", "then", "now", "fellow", "quasi", "pseudo", "once",
];

/// What stands behind a name and is no part of it: "Lima-based", "Soviet-era".
fn is_second(word: &str) -> bool {
    #[rustfmt::skip]
    const SECONDS: &[&str] = &[
    "affiliated", "aligned", "allied", "appointed", "area", "armed", "backed", "based", "born", "bound", "brand",
    "brokered", "built", "centric", "class", "controlled", "designed", "dominated", "educated", "era", "focused",
    "free", "friendly", "funded", "held", "inspired", "language", "led", "like", "linked", "listed", "made",
    "majority", "occupied", "only", "owned", "oriented", "plus", "raised", "ready", "related", "run", "ruled",
    "sized", "speaking", "sponsored", "style", "supplied", "supported", "themed", "trained", "type", "wide",
    "written",
];
    SECONDS.contains(&word)
        || (word.len() > 4
            && (word.ends_with("ed") || word.ends_with("ing"))
            && Lexicon::get().phrase(word).is(Class::Common))
}

fn is_hyphen(words: &str) -> bool {
    matches!(words, "-" | "‐" | "‑")
}

/// Whether a word keeps the full stop behind it: "Gen", "U.S", "J", but not "I" or "A".
fn is_abbreviation(word: &str, entry: Entry) -> bool {
    let mut letters = word.chars();
    let initial =
        matches!((letters.next(), letters.next()), (Some(first), None) if first.is_uppercase() && first != 'I');
    let lettered = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2 && !part.is_empty());
    initial || lettered || entry.is_any(&[Class::Abbreviation, Class::AbbreviationMayEnd])
}

/// Where a segment of UAX #29 has to be cut in two for our purposes.
fn parting(words: &str) -> Option<usize> {
    if !(2..=LONGEST as usize).contains(&words.len()) {
        return None;
    }
    // Old wires write "AIRES_The": the line binds nothing.
    if let Some(at) = words.find('_') {
        return Some(if at == 0 { 1 } else { at });
    }
    // "Russia’s", also "it’s".
    if let Some(at) = words.rfind(['\'', '’']).filter(|at| *at > 0) {
        let tail = words.get(at..).unwrap_or("");
        if matches!(tail, "'s" | "’s" | "'S" | "’S") {
            return Some(at);
        }
    }
    // "meeting.On": a lost space. "U.S", "whowhen.example", "3.5" and "Ph.D" are words.
    let at = words.find('.')?;
    if at == 0 {
        return Some(1);
    }
    let (before, after) = (words.get(..at)?, words.get(at + 1..)?);
    let lost = before.ends_with(char::is_lowercase)
        && before.chars().count() > 2
        && after.starts_with(char::is_uppercase)
        && after.chars().nth(1).is_none_or(char::is_lowercase);
    lost.then_some(at)
}

fn case_of(words: &str) -> Case {
    // "talks", "Geneva": most words.
    if let [first, rest @ ..] = words.as_bytes()
        && first.is_ascii_alphabetic()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        let title = first.is_ascii_uppercase();
        return if !title {
            Case::Lower
        } else if rest.is_empty() {
            Case::Upper
        } else {
            Case::Title
        };
    }
    let mut letters = words.chars().filter(|char| char.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    let (mut upper, mut lower) = (0, 0);
    for letter in letters {
        upper += u32::from(letter.is_uppercase());
        lower += u32::from(letter.is_lowercase());
    }
    // "Arab" particles are written small before a hyphen: "al-Assad", "ben-Gvir", "el-Sisi".
    let part = words.rsplit_once(['-', '‐', '‑']).and_then(|(_, last)| last.chars().next());
    let named = part.is_some_and(char::is_uppercase) && words.find(['-', '‐', '‑']).is_some_and(|at| at <= 5);
    match (first.is_uppercase(), upper, lower) {
        (true, _, 0) => Case::Upper,
        (true, ..) => Case::Title,
        (false, 1.., _) if named => Case::Title,
        (false, 1.., _) if words.starts_with(char::is_alphabetic) => Case::Inner,
        _ => Case::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Tokens::new(text);
        tokens.read(Span::new(0, text.len()));
        (0..tokens.list.len()).map(|at| tokens.word(at)).collect()
    }

    #[test]
    fn news_words() {
        for (text, want) in [
            ("the U.S. and U.N. envoy", &["the", "U.S.", "and", "U.N.", "envoy"][..]),
            ("Gen. al-Assad, 52,", &["Gen.", "al-Assad", ",", "52", ","]),
            ("at 10 a.m. on the 3.5 mile", &["at", "10", "a.m.", "on", "the", "3.5", "mile"]),
            ("Russia’s and don't", &["Russia", "’s", "and", "don't"]),
            ("the meeting.“On January", &["the", "meeting", ".", "“", "On", "January"]),
            ("the meeting.On January", &["the", "meeting", ".", "On", "January"]),
            ("1998-2003, 10-day", &["1998", "-", "2003", ",", "10", "-", "day"]),
            ("Well... yes", &["Well", "...", "yes"]),
            ("AIRES_The J. K. Tan", &["AIRES", "_", "The", "J.", "K.", "Tan"]),
            ("O’Brien’s N'Djamena", &["O’Brien", "’s", "N'Djamena"]),
            ("Western-backed\u{a0}U.S.-led", &["Western", "-", "backed", "U.S.", "-", "led"]),
            ("pro-Israel Thai-Malaysian", &["pro", "-", "Israel", "Thai", "-", "Malaysian"]),
            ("Won-soon, Guinea-Bissau co-op", &["Won-soon", ",", "Guinea-Bissau", "co-op"]),
            ("👩‍👩‍👧 e\u{301}lite\r\n\u{feff}Ker\u{ad}ry", &["👩‍👩‍👧", "e\u{301}lite", "Ker\u{ad}ry"]),
            ("So do I. He", &["So", "do", "I", ".", "He"]),
        ] {
            assert_eq!(words(text), want, "{text}");
        }
    }

    #[test]
    fn cases() {
        for (word, case) in [
            ("talks", Case::Lower),
            ("Geneva", Case::Title),
            ("al-Assad", Case::Title),
            ("U.N.", Case::Upper),
            ("iPhone", Case::Inner),
            ("1990s", Case::Lower),
            ("McCain", Case::Title),
            ("non-Western", Case::Title),
        ] {
            assert_eq!(case_of(word), case, "{word}");
        }
    }
}
