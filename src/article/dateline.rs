//! The opening of an agency story and its closing credit: "LONDON, March 3 (Reuters) - ...", "... (Reuters)".

use std::ops::Range;

use crate::dates;
use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::Class;

/// No dateline has more tokens than this before its dash.
const LONGEST: usize = 16;

/// How many tokens at the start of a paragraph are its dateline, the dash inside.
pub fn dateline(tokens: &Tokens<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let end = range.end.min(range.start + LONGEST);
    let dash = (range.start + 1..end).find(|at| is_dash(tokens, *at))?;
    let head = range.start..dash;
    // "Aug. 20" is no sentence's end.
    let ends = |at: usize| tokens.word(at) == "." && !dates::is_calendar_name(tokens.folded(at.saturating_sub(1)));
    // Something must follow, and no sentence may lie before.
    if dash + 2 >= range.end || head.clone().any(|at| matches!(tokens.word(at), "!" | "?" | "”" | "\"") || ends(at)) {
        return None;
    }
    let place = place(tokens, head.clone())?;
    let shouted = |at: usize| tokens.get(at).is_some_and(|token| token.case == Case::Upper);
    let upper = tokens.span(place.clone()).len() > 3 && place.clone().all(shouted);
    let known = tokens.longest_phrase(place.start, place.end, &[Class::City, Class::Country, Class::Place]);
    let known = known.is_some_and(|(length, _)| length == place.len());
    // After the place only what datelines hold: country, day, agency.
    let mut rest = place.end..dash;
    let fits = rest.all(|at| {
        let token = tokens.get(at);
        token.is_some_and(|token| token.is_capitalized() || token.kind == TokenKind::Number)
            || matches!(tokens.word(at), "," | "(" | ")" | "/" | "-" | "." | "and" | "of")
    });
    // "Paris - ..." alone may be a list's item; a bracket or a day makes it a dateline.
    let dressed = place.end < dash;
    // A colon follows many things in capitals: behind a place that is known it closes a dateline.
    let colon = tokens.word(dash) == ":";
    let dated = head.clone().any(|at| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number));
    let colon_fits = upper && dated || known && (upper || dressed);
    // "HARLOW — not the town, the man — left" goes on in small letters.
    let begins = tokens.get(dash + 1).is_some_and(|token| token.case != Case::Lower);
    let fits = fits && begins && if colon { colon_fits } else { upper || (known && dressed) };
    fits.then_some(range.start..dash + 1)
}

/// The words of the place at the start of a dateline: all before the first comma or bracket.
pub fn place(tokens: &Tokens<'_>, head: Range<usize>) -> Option<Range<usize>> {
    let stop = head.clone().find(|at| matches!(tokens.word(*at), "," | "(" | ":" | "-" | "–" | "—" | "--" | "_"));
    let place = head.start..stop.unwrap_or(head.end);
    let named = place.clone().all(|at| {
        let token = tokens.get(at);
        token.is_some_and(|token| {
            token.kind == TokenKind::Word && (token.is_capitalized() || tokens.entry(at).is(Class::Particle))
        })
    });
    (!place.is_empty() && place.len() <= 4 && named).then_some(place)
}

/// The words inside the brackets of a dateline or of a credit.
pub fn agency(tokens: &Tokens<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let open = range.clone().find(|at| tokens.word(*at) == "(")?;
    let close = (open..range.end).find(|at| tokens.word(*at) == ")")?;
    (close > open + 1).then_some(open + 1..close)
}

/// The agency in brackets that closes a story, brackets inside: "(Reuters)" behind the last full stop.
pub fn credit(tokens: &Tokens<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let close = range.end.checked_sub(1).filter(|at| tokens.word(*at) == ")")?;
    let open = (range.start.max(close.saturating_sub(8))..close).rev().find(|at| tokens.word(*at) == "(")?;
    let named = (open + 1..close).all(|at| {
        tokens.get(at).is_some_and(|token| token.is_capitalized())
            || matches!(tokens.word(at), "/" | "-" | "," | "and" | "&")
    });
    let behind = open == range.start || matches!(tokens.word(open - 1), "." | "”" | "\"" | "!" | "?");
    (named && behind && close > open + 1).then_some(open..range.end)
}

fn is_dash(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.word(at) {
        "—" | "–" | "_" => true,
        ":" => tokens.spaced(at + 1) && !tokens.spaced(at),
        // "-" has spaces around it, "--" is two tokens.
        "-" => tokens.spaced(at + 1) && (tokens.spaced(at) || tokens.word(at - 1) == "-"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn cut(text: &str) -> (Option<&str>, Option<&str>) {
        let mut tokens = Tokens::new(text);
        let range = tokens.read(Span::new(0, text.len()));
        let words = |range: Range<usize>| tokens.span(range).of(text);
        (dateline(&tokens, range.clone()).map(words), credit(&tokens, range).map(words))
    }

    #[test]
    fn datelines_and_credits() {
        for (text, want) in [
            ("MOSCOW - Russian officials met.", Some("MOSCOW -")),
            ("NAIROBI, Kenya (AP) — The shilling fell.", Some("NAIROBI, Kenya (AP) —")),
            ("LONDON, March 3 (Reuters) - Shares rose.", Some("LONDON, March 3 (Reuters) -")),
            ("SAO PAULO -- Coffee rose.", Some("SAO PAULO --")),
            ("BUENOS AIRES_The peso fell.", Some("BUENOS AIRES_")),
            ("RIO DE JANEIRO - Rain fell.", Some("RIO DE JANEIRO -")),
            ("Rio de Janeiro, Brazil (AP) — Rain fell.", Some("Rio de Janeiro, Brazil (AP) —")),
            ("ISLAMABAD: The rupee fell.", Some("ISLAMABAD:")),
            ("UPDATE: The rupee fell.", None),
            ("Russian officials - all of them - met.", None),
            ("The U.S. - he said - is late.", None),
            ("A well-known man left.", None),
        ] {
            assert_eq!(cut(text).0, want, "{text}");
        }
        assert_eq!(cut("Strikes on Syria.  (Reuters)").1, Some("(Reuters)"));
        assert_eq!(cut("(Reporting by nobody)").1, None);
        assert_eq!(cut("He works for a bank (Lloyds)").1, None);
    }
}
