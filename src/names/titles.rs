//! Names that may hold any words, also words of time: titles in quotation marks ("the film “High Noon”"), and what the
//! lists know as a whole ("Bloody Sunday").

use std::ops::Range;

use crate::analysis::EntityType;
use crate::dates::{self, Located};
use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::Class;
use crate::names::tag::Candidate;

/// The titles of works behind what they are: "the film “High Noon”".
pub fn quoted_titles(tokens: &Tokens<'_>, sentence: Range<usize>) -> impl Iterator<Item = Candidate> {
    /// No title in running text has more tokens.
    const LONGEST: usize = 10;
    let opening = |at: usize| matches!(tokens.word(at), "“" | "\"" | "‘" | "``" | "«" | "'");
    let closing = |at: usize| matches!(tokens.word(at), "”" | "\"" | "’" | "''" | "»" | "'");
    (sentence.start + 1..sentence.end).filter(move |at| opening(*at)).filter_map(move |at| {
        WORKS.contains(&tokens.folded(at - 1)).then_some(())?;
        let first = tokens.get(at + 1).filter(|token| token.is_capitalized())?;
        let end = (at + 2..sentence.end.min(at + 2 + LONGEST)).find(|end| closing(*end))?;
        // "the film “High Noon,” ..."
        let end = if matches!(tokens.word(end - 1), "," | ".") { end - 1 } else { end };
        // A title in capitals throughout, or a sentence: every long word of a title is capitalised.
        let title = (at + 1..end)
            .filter_map(|at| tokens.get(at))
            .all(|token| token.kind != TokenKind::Word || token.is_capitalized() || token.span.len() <= 4);
        (title && first.kind == TokenKind::Word).then(|| Candidate {
            tokens: at + 1..end,
            kind: EntityType::Work,
            score: 0.97,
        })
    })
}

/// What has a title in quotation marks.
#[rustfmt::skip]
const WORKS: &[&str] = &[
    "film", "films", "movie", "song", "single", "hit", "ballad", "novel", "book", "memoir", "thriller", "drama",
    "comedy", "musical", "opera", "play", "album", "record", "poem", "story", "show", "series", "sitcom",
    "documentary", "western", "epic", "painting", "magazine", "programme", "program", "game", "autobiography",
    "bestseller", "essay", "anthem",
];

/// Names that the lists know and that hold a word of time: "the Baltimore Sun", "Bloody Sunday".
pub fn known_around(tokens: &Tokens<'_>, date: &Located) -> Option<Candidate> {
    /// No such name begins or ends further from its word of time, in tokens.
    const REACH: usize = 4;
    let at = date.found.tokens.start;
    let sentence = &date.sentence.tokens;
    let starts = at.saturating_sub(REACH).max(sentence.start)..=at;
    let names = starts.into_iter().filter_map(|start| {
        let (length, entry) =
            tokens.longest_phrase(start, sentence.end.min(at + REACH), &KNOWN.map(|(class, _)| class))?;
        let around = length > 1 && start + length > at && date.found.tokens.len() == 1;
        let small = |at: usize| tokens.get(at).is_some_and(|token| token.case == Case::Lower && token.span.len() > 3);
        let capitals = !(start..start + length).any(small);
        let (_, kind) = KNOWN.iter().find(|(class, _)| entry.is(*class))?;
        (around && capitals).then_some(Candidate { tokens: start..start + length, kind: *kind, score: 0.97 })
    });
    names.max_by_key(|name| name.tokens.len()).or_else(|| named_after(tokens, date))
}

/// Events that are named after their month or day: "the September Uprising".
fn named_after(tokens: &Tokens<'_>, date: &Located) -> Option<Candidate> {
    let at = date.found.tokens.start;
    let head =
        tokens.get(at + 1).is_some_and(|token| token.case == Case::Title) && tokens.entry(at + 1).is(Class::EventHead);
    let alone = date.found.tokens.len() == 1 && at + 1 < date.sentence.tokens.end;
    let named = alone && head && dates::is_calendar_name(tokens.folded(at));
    named.then_some(Candidate { tokens: at..at + 2, kind: EntityType::Event, score: 0.9 })
}

/// Lists of names, and what a name in each is.
const KNOWN: [(Class, EntityType); 4] = [
    (Class::Organization, EntityType::Organization),
    (Class::Event, EntityType::Event),
    (Class::Work, EntityType::Work),
    (Class::Place, EntityType::Place),
];
