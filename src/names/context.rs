//! What an unknown name names, by the words in it and around it.

use std::ops::Range;

use crate::analysis::{BlockKind, EntityType};
use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::{Class, Entry};

/// Where an unknown name stands.
pub struct Context<'a, 't> {
    /// The tokens of the article.
    pub tokens: &'a Tokens<'t>,
    /// Its sentence.
    pub sentence: Range<usize>,
    /// Its block.
    pub block: BlockKind,
}

/// Words after which a place is named.
const PLACE_AFTER: &[&str] =
    &["in", "at", "near", "outside", "across", "around", "throughout", "toward", "towards", "into"];

/// Words after which one unknown word is a place more often than anything else.
const PREPOSITIONS: &[&str] =
    &["of", "to", "from", "on", "between", "through", "via", "beyond", "above", "below", "off"];

/// Common nouns whose "of" names a place.
const PLACES_OF: &[&str] = &[
    "city", "town", "village", "province", "district", "state", "region", "island", "port", "suburb", "capital",
    "coast", "county",
];

impl Context<'_, '_> {
    /// Its type and how sure that is; `None` where it had better not be a name.
    pub fn kind_of(&self, name: Range<usize>, titled: bool) -> Option<(EntityType, f64)> {
        use EntityType::{Organization, Person, Place};
        let tokens = self.tokens;
        let entry = |at: usize| if self.sentence.contains(&at) { tokens.entry(at) } else { Entry::default() };
        let words = name.len();
        let first = entry(name.start);
        let last = entry(name.end - 1);
        let before = if name.start > self.sentence.start { tokens.folded(name.start - 1) } else { "" };
        let after = if name.end < self.sentence.end { tokens.folded(name.end) } else { "" };
        let surname = last.is(Class::Surname) || last.is_unknown();

        if name.clone().any(|at| tokens.word(at) == "&") {
            return Some((Organization, 0.85));
        }
        if titled {
            return Some((Person, 0.95));
        }
        if self.block == BlockKind::Byline {
            return (words >= 2).then_some((Person, 0.85));
        }
        if words >= 2 && first.is(Class::Forename) && (words <= 4 || surname) && !last.is(Class::OrganizationHead) {
            return Some((Person, if surname { 0.9 } else { 0.75 }));
        }
        if let Some(kind) = self.noun_behind(name.end) {
            return Some((kind, 0.8));
        }
        if is_acronym(tokens, name.clone()) {
            return Some((Organization, 0.6));
        }
        let aged = after == ","
            && tokens.get(name.end + 1).is_some_and(|token| token.kind == TokenKind::Number && token.span.len() <= 2);
        if aged || self.speaks(name.clone()) {
            return Some((Person, if words > 1 { 0.85 } else { 0.7 }));
        }
        if before == "of" && name.start >= self.sentence.start + 2 && PLACES_OF.contains(&tokens.folded(name.start - 2))
        {
            return Some((Place, 0.85));
        }
        if PLACE_AFTER.contains(&before) {
            return Some((if words > 2 { Organization } else { Place }, 0.55));
        }
        if words >= 2 && (last.is(Class::Surname) || self.is_initialed(name.clone())) {
            return Some((Person, 0.8));
        }
        if (2..=3).contains(&words) {
            let plain = (name.start..name.end).all(|at| tokens.entry(at).is(Class::Common));
            return Some(if plain { (Organization, 0.4) } else { (Person, 0.5) });
        }
        if first.is_any(&[Class::Surname, Class::Forename]) && !first.is(Class::Common) {
            return Some((Person, 0.5));
        }
        // One word that nothing tells: a name if its capital is not the sentence's.
        let opens = name.start == self.sentence.start || matches!(before, "“" | "\"" | "‘" | "(" | ":");
        let score = if first.is(Class::Common) {
            0.2
        } else if opens {
            0.35
        } else {
            0.45
        };
        let kind = if PREPOSITIONS.contains(&before) { Place } else { Organization };
        Some((kind, score))
    }

    /// The common noun behind a name that says what it is: "Interfax news agency", "Likud party", "Peshawar airport".
    fn noun_behind(&self, at: usize) -> Option<EntityType> {
        let heads = [Class::OrganizationHead, Class::OrganizationHeadOf, Class::PlaceHead];
        let lower = |at: usize| {
            self.sentence.contains(&at)
                && self.tokens.get(at).is_some_and(|token| token.case == Case::Lower && token.kind == TokenKind::Word)
        };
        if !lower(at) {
            return None;
        }
        let (_, entry) = self.tokens.longest_phrase(at, self.sentence.end, &heads).or_else(|| {
            self.tokens.longest_phrase(at + 1, self.sentence.end, &heads).filter(|_| self.tokens.folded(at) == "news")
        })?;
        Some(if entry.is(Class::PlaceHead) { EntityType::Place } else { EntityType::Organization })
    }

    /// Whether the name says something: "Jamous told", "said Jamous".
    fn speaks(&self, name: Range<usize>) -> bool {
        let says = |at: usize| {
            self.sentence.contains(&at)
                && self.tokens.entry(at).is(Class::Say)
                && self.tokens.get(at).is_some_and(|token| token.case == Case::Lower)
        };
        says(name.end)
            || (name.start > self.sentence.start
                && says(name.start - 1)
                && !self.tokens.word(name.end).starts_with(char::is_alphanumeric))
    }

    /// "J. K. Tan".
    fn is_initialed(&self, name: Range<usize>) -> bool {
        name.clone().any(|at| {
            let word = self.tokens.word(at);
            word.len() == 2 && word.ends_with('.')
        })
    }
}

/// "NATO", "IISc", "F.B.I.": one word, mostly capitals.
pub fn is_acronym(tokens: &Tokens<'_>, name: Range<usize>) -> bool {
    let word = tokens.word(name.start);
    let letters = word.chars().filter(|char| char.is_alphabetic()).count();
    let upper = word.chars().filter(|char| char.is_uppercase()).count();
    name.len() == 1 && (2..=7).contains(&letters) && upper * 3 >= letters * 2 && upper >= 2
}

/// The title in small letters that stands right before a name, or before the comma before it: "U.N. envoy Lakhdar
/// Brahimi", "the curator, Morag Ferrier".
pub fn title_before(tokens: &Tokens<'_>, before: Range<usize>) -> Option<Range<usize>> {
    let comma = before.end.checked_sub(1).filter(|at| tokens.word(*at) == ",");
    let end = comma.unwrap_or(before.end);
    let starts = (1..=4usize).rev().filter_map(|length| end.checked_sub(length)).filter(|start| *start >= before.start);
    let title = starts.into_iter().find_map(|start| {
        let (length, _) = tokens.longest_phrase(start, end, &[Class::Title, Class::Honorific])?;
        let lower = (start..end).all(|at| tokens.get(at).is_some_and(|token| token.case == Case::Lower));
        (start + length == end && lower).then_some(start..end)
    })?;
    // Before a comma only one known to the reader has a name: "the curator, Morag", not "a teacher, Paris and".
    let known = |at: usize| {
        matches!(tokens.folded(at), "the" | "his" | "her" | "its" | "their") || tokens.folded(at).ends_with("'s")
    };
    let introduced = (before.start..title.start).rev().take(3).any(known);
    (comma.is_none() || introduced).then_some(title)
}
