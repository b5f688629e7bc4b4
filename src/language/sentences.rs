//! Where sentences end.

use std::ops::Range;

use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::Class;

/// A sentence: a range of tokens inside one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of the block it lies in.
    pub block: usize,
}

/// Words that begin a sentence more often than they follow an abbreviation inside one: "the U.S. But then".
const STARTERS: &[&str] = &[
    "a", "after", "also", "although", "an", "and", "as", "at", "but", "for", "he", "her", "his", "however", "i", "if",
    "in", "it", "its", "many", "no", "not", "on", "our", "she", "since", "some", "that", "the", "their", "there",
    "these", "they", "this", "those", "we", "when", "while", "you",
];

/// Cuts the tokens of one block into sentences.
pub fn sentences(tokens: &Tokens<'_>, range: Range<usize>, block: usize) -> Vec<Sentence> {
    let mut found = Vec::new();
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        let mut next = at + 1;
        if ends_sentence(tokens, at, range.end) {
            while next < range.end && closes(tokens, next) {
                next += 1;
            }
            if next < range.end && begins_sentence(tokens, next) {
                found.push(Sentence { tokens: start..next, block });
                start = next;
            }
        }
        at = next;
    }
    if start < range.end {
        found.push(Sentence { tokens: start..range.end, block });
    }
    found
}

/// Whether a sentence may end with this token.
fn ends_sentence(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
    match tokens.word(at) {
        "." | "!" | "?" | "…" | "。" | "！" | "？" => true,
        dots if dots.len() > 1 && dots.bytes().all(|byte| byte == b'.') => true,
        // The full stop of "U.S." may also be the sentence's.
        word if word.ends_with('.') => {
            let entry = tokens.entry(at);
            let lettered = word.len() > 2 && !entry.is(Class::Title);
            let may_end = entry.is(Class::AbbreviationMayEnd) || (lettered && !entry.is(Class::Abbreviation));
            let next = (at + 1..end).find(|next| !closes(tokens, *next)).unwrap_or(at);
            may_end
                && tokens.get(next).is_some_and(|next| next.case == Case::Title)
                && STARTERS.contains(&tokens.folded(next))
        }
        _ => false,
    }
}

/// Whether a token belongs to the end of the sentence before it: a closing quotation mark or bracket.
fn closes(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.word(at) {
        "”" | ")" | "]" | "»" => true,
        // Straight marks and ’ close when they touch what stands before and nothing that follows.
        "\"" | "'" | "’" | "''" => !tokens.spaced(at) && tokens.spaced(at + 1),
        _ => false,
    }
}

fn begins_sentence(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|token| match token.kind {
        TokenKind::Word => token.is_capitalized() || !token.span.of(tokens.text).starts_with(char::is_lowercase),
        TokenKind::Number | TokenKind::Sign => !matches!(tokens.word(at), "," | ";" | ":" | ")"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn cut(text: &str) -> Vec<&str> {
        let mut tokens = Tokens::new(text);
        let range = tokens.read(Span::new(0, text.len()));
        sentences(&tokens, range, 0).into_iter().map(|sentence| tokens.span(sentence.tokens).of(text)).collect()
    }

    #[test]
    fn ends_where_a_reader_ends() {
        for (text, want) in [
            ("It could play in the meeting.“On January 13 we meet.” He left.", 3),
            ("Gen. Prawit met U.S. Secretary of State John Kerry. They spoke.", 2),
            ("He lives in the U.S. But she does not.", 2),
            ("At 10 a.m. Monday it began. \"Stop!\" she said.", 2),
            ("“Where?” he asked. Nobody knew... Then rain.", 3),
            ("The 3.5 percent of J. K. Tan vs. Smith Inc. shares", 1),
        ] {
            assert_eq!(cut(text).len(), want, "{:?}", cut(text));
        }
    }
}
