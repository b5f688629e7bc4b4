//! What an article says a person is: the title before the name, or the apposition behind it.

use std::ops::Range;

use crate::analysis::EntityType;
use crate::language::{TokenKind, Tokens};
use crate::lexicon::Class;
use crate::names::candidates::Candidate;

/// No apposition that names a role is longer, in tokens.
const APPOSITION: usize = 14;

/// "Russian Foreign Minister" of "Russian Foreign Minister Sergei Lavrov", "the coalition's secretary general" of
/// "Badr Jamous, the coalition's secretary general,". Mr and Dr alone are no role.
pub fn role(tokens: &Tokens<'_>, one: &Candidate, previous: Option<&Candidate>) -> Option<String> {
    let range = before(tokens, one, previous).or_else(|| behind(tokens, one.tokens.end))?;
    Some(tokens.span(range).of(tokens.text).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn before(tokens: &Tokens<'_>, one: &Candidate, previous: Option<&Candidate>) -> Option<Range<usize>> {
    let mut title = one.role.clone()?;
    // "livestock chief Dr": the honorific is not the role.
    let honorific = |at: usize| tokens.entry(at).is(Class::Honorific);
    let whole = |title: &Range<usize>| {
        title.clone().any(|at| {
            tokens
                .longest_phrase(at, title.end, &[Class::Title])
                .is_some_and(|(length, _)| length > 1 && at + length == title.end)
        })
    };
    while title.len() > 1 && honorific(title.end - 1) && !whole(&title) {
        title.end -= 1;
    }
    if title.clone().all(|at| honorific(at) && !tokens.entry(at).is(Class::Title)) {
        return None;
    }
    // The country, place or body right before a title belongs to it: "U.N. envoy", "French President".
    let of = previous.filter(|previous| previous.tokens.end == title.start && previous.kind != EntityType::Person);
    Some(of.map_or(title.start, |previous| previous.tokens.start)..title.end)
}

fn behind(tokens: &Tokens<'_>, comma: usize) -> Option<Range<usize>> {
    if tokens.word(comma) != "," {
        return None;
    }
    // "Werner Ostermeier, 84, a retired bookbinder".
    let aged =
        tokens.get(comma + 1).is_some_and(|token| token.kind == TokenKind::Number) && tokens.word(comma + 2) == ",";
    let start = if aged { comma + 3 } else { comma + 1 };
    let stop = |at: &usize| {
        matches!(tokens.word(*at), "," | "." | ";" | ":" | "!" | "?" | "—" | "–" | "-" | "(" | "”" | "\"")
            || tokens.get(*at).is_none()
            || tokens.begins_line(*at)
    };
    let end = (start..start + APPOSITION).find(stop)?;
    let article = matches!(tokens.folded(start), "the" | "a" | "an");
    let start = if article { start + 1 } else { start };
    let named = (start..end)
        .any(|at| tokens.longest_phrase(at, end, &[Class::Title]).is_some_and(|_| tokens.entry(at).is(Class::Title)));
    let first = tokens.get(start)?;
    let clause = matches!(
        tokens.folded(start),
        "who" | "which" | "whose" | "and" | "but" | "said" | "he" | "she" | "in" | "on" | "at"
    );
    (named && !clause && (article || first.kind == TokenKind::Word) && end > start && tokens.word(end) != "-")
        .then_some(start..end)
}
