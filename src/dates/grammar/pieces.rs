//! What the rules ask of the pieces.

use super::Grammar;
use crate::dates::terms::{Term, W};
use crate::language::{Case, TokenKind};

/// Small words behind which a number or a date does not go on.
const BREAKS: &[&str] = &[
    "with", "when", "where", "which", "who", "that", "but", "because", "if", "was", "were", "is", "are", "has", "have",
    "had", "will", "would", "he", "she", "it", "they", "we", "i", "into", "onto", "against", "under", "without",
    "across", "if", "as", "while", "since", "until", "may", "can", "could", "should", "might", "must", "not", "what",
    "how", "you", "his", "her", "their", "its", "our",
];

impl Grammar<'_> {
    pub(super) fn term(&self, at: usize) -> Term {
        self.atoms.get(at).map_or(Term::Other, |atom| atom.term)
    }

    /// The term before a piece.
    pub(super) fn before(&self, at: usize) -> Term {
        at.checked_sub(1).map_or(Term::Other, |at| self.term(at))
    }

    pub(super) fn is(&self, at: usize, word: W) -> bool {
        matches!(self.term(at), Term::Word(found) if found == word)
    }

    pub(super) fn is_any(&self, at: usize, words: &[W]) -> bool {
        matches!(self.term(at), Term::Word(word) if words.contains(&word))
    }

    pub(super) fn is_before(&self, at: usize, words: &[W]) -> bool {
        at > 0 && self.is_any(at - 1, words)
    }

    /// Skips one optional word.
    pub(super) fn skip(&self, at: usize, words: &[W]) -> usize {
        if self.is_any(at, words) { at + 1 } else { at }
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    pub(super) fn is_end(&self, at: usize) -> bool {
        at >= self.atoms.len()
    }

    pub(super) fn case(&self, at: usize) -> Case {
        self.atoms.get(at).map_or(Case::Lower, |atom| atom.case)
    }

    pub(super) fn is_capitalized(&self, at: usize) -> bool {
        self.case(at) != Case::Lower
    }

    /// The words of a piece, as written.
    pub(super) fn text(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| atom.span.of(self.tokens.text))
    }

    pub(super) fn is_text(&self, at: usize, small: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(small)
    }

    pub(super) fn is_any_text(&self, at: usize, small: &[&str]) -> bool {
        small.iter().any(|small| self.is_text(at, small))
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(self.atoms.get(at)?.token).map(|token| token.kind)
    }

    /// A word in small letters that means nothing to the grammar: most likely a noun or a verb.
    pub(super) fn is_small_word(&self, at: usize) -> bool {
        self.term(at) == Term::Other && self.kind(at) == Some(TokenKind::Word) && self.case(at) == Case::Lower
    }

    /// A small word that belongs to no rule and is no word of grammar: a noun or a verb.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.is_small_word(at) && !self.is_break(at)
    }

    /// A small word in the plural: what a number before it counts.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let text = self.text(at);
        self.is_small_word(at) && text.len() > 3 && text.ends_with('s') && !text.ends_with("ss")
    }

    /// A hyphen or a dash.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.is_any(at, &[W::Hyphen, W::Dash])
    }

    /// Whether a clause may end here: the sentence's end or a mark, or a word of grammar.
    pub(super) fn is_break(&self, at: usize) -> bool {
        self.is_end(at)
            || self.kind(at) == Some(TokenKind::Sign)
            || matches!(self.term(at), Term::Word(_))
            || self.is_any_text(at, BREAKS)
    }
}
