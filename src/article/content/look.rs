//! What a stretch looks like by itself, in few numbers.

use crate::article::look::percent;
use crate::article::page::{Page, Stretch};
use crate::lexicon::hash;

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
