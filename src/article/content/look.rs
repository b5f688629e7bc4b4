//! What a stretch looks like by itself, in few numbers.

use crate::article::page::{Page, Stretch};
use crate::lexicon::hash;
use crate::tagger::pair;

/// Signs are looked for in so many bytes.
const HEAD: usize = 400;
/// Longer words are cut here.
const WORD: usize = 24;

/// What a stretch looks like.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// How many words, in steps.
    pub length: u32,
    /// How much of it is in links, in steps.
    pub linked: u32,
    /// How it ends: a full stop, a question, a colon, a number, a comma.
    pub end: u32,
    /// Hash of its element's tag.
    pub tag: u32,
    /// The most of these in one number: few enough to be asked together with others.
    pub kind: u32,
    /// Whether it is a heading.
    pub heading: bool,
    /// How many words.
    pub words: usize,
}

impl Look {
    /// Looks at a stretch.
    pub fn new(page: &Page<'_>, stretch: &Stretch) -> Look {
        let text = page.words(stretch);
        // Where words are not parted, a dozen bytes count as one.
        let words = text.bytes().filter(|byte| *byte == b' ').count().max(text.len() / 12) + 1;
        let length = match words {
            0..=3 => words as u32,
            4..=5 => 4,
            6..=8 => 5,
            9..=12 => 6,
            13..=18 => 7,
            19..=30 => 8,
            31..=50 => 9,
            51..=100 => 10,
            _ => 11,
        };
        let linked = match percent(stretch.linked, stretch.range.len()) {
            0 => 0,
            1..=20 => 1,
            21..=50 => 2,
            51..=90 => 3,
            _ => 4,
        };
        let end = end(text);
        let tag = page.dom.tag(stretch.element);
        let heading = matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let class = match tag {
            "p" => 1,
            "li" | "dd" | "dt" => 2,
            "td" | "th" | "tr" => 3,
            "blockquote" => 4,
            "figcaption" | "caption" => 5,
            "pre" => 6,
            "h1" => 7,
            _ if heading => 8,
            _ => 0,
        };
        let coarse = match length {
            0..=1 => 0,
            2..=4 => 1,
            5..=6 => 2,
            7..=8 => 3,
            _ => 4,
        };
        let mostly_linked = match linked {
            0 => 0,
            1..=2 => 1,
            _ => 2,
        };
        let kind = 1 + ((coarse * 3 + mostly_linked) * 9 + class) * 2 + u32::from(matches!(end, 1..=3));
        Look { length, linked, end, tag: hash(tag.as_bytes()), kind, heading, words }
    }
}

fn end(text: &str) -> u32 {
    let last = text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“', ']', '」']).chars().next_back();
    match last {
        Some('.' | '。') => 1,
        Some('!' | '?' | '…' | '？' | '！') => 2,
        Some(':') => 3,
        Some(char) if char.is_numeric() => 4,
        Some(',' | ';') => 5,
        _ => 0,
    }
}

/// What signs, capitals and digits stand in a text.
pub fn marks(text: &str) -> impl Iterator<Item = u32> {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let (mut letters, mut digits, mut upper, mut commas, mut words, mut capitals) = (0, 0, 0, 0, 0, 0);
    let mut start = true;
    for char in head.chars() {
        letters += usize::from(char.is_alphabetic());
        digits += usize::from(char.is_ascii_digit());
        upper += usize::from(char.is_uppercase());
        commas += u32::from(matches!(char, ',' | '、' | '،'));
        words += usize::from(start);
        capitals += usize::from(start && char.is_uppercase());
        start = char == ' ';
    }
    let first = head.chars().next().unwrap_or(' ');
    let has = |signs: &[&str]| signs.iter().any(|sign| head.contains(sign));
    let answers = [
        has(&["©", "(c)"]),
        has(&["@"]),
        has(&["http", "www."]),
        has(&["|"]),
        has(&[" > ", "»", "›"]),
        has(&["/"]),
        has(&["#"]),
        letters == 0,
        digits * 4 > letters,
        digits > 0,
        upper * 2 > letters && letters > 3,
        first.is_lowercase(),
        first.is_uppercase(),
        matches!(first, '"' | '“' | '„' | '«' | '‘' | '「'),
    ];
    let signs = (1..).zip(answers).filter_map(|(number, yes)| yes.then_some(number));
    signs.chain([30 + commas.min(5), 40 + share(percent(capitals, words))])
}

/// Hashes of the words of a text, whatever the language.
pub fn words(text: &str) -> impl Iterator<Item = u32> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| {
        let lower = word.chars().take(WORD).flat_map(char::to_lowercase);
        lower.fold(0, |sum, char| pair(sum, u32::from(char)))
    })
}

/// A part of a whole, from 0 to 100.
pub fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}

/// Percent in steps, finer at both ends.
pub fn share(percent: usize) -> u32 {
    match percent {
        0 => 0,
        1..=4 => 1,
        5..=14 => 2,
        15..=29 => 3,
        30..=49 => 4,
        50..=69 => 5,
        70..=84 => 6,
        85..=94 => 7,
        95..=99 => 8,
        _ => 9,
    }
}

/// A count in steps.
pub fn size(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=7 => 5,
        8..=12 => 6,
        13..=25 => 7,
        26..=60 => 8,
        _ => 9,
    }
}
