//! The pieces that the grammar reads: tokens, cut finer where words of time are glued together ("two-week", "10am",
//! "8.30"), each with what it is.

use std::ops::Range;

use crate::dates::terms::{Term, W, tail, term};
use crate::language::{Case, TokenKind, Tokens};
use crate::span::Span;

/// One piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Atom {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The token that it is or lies in.
    pub token: usize,
    /// What it is.
    pub term: Term,
    /// Whether it touches the piece before it.
    pub glued: bool,
    /// How its token is cased.
    pub case: Case,
}

impl Atom {
    /// Whether an expression may begin or stand with it.
    pub fn is_timely(&self) -> bool {
        begins(self.term)
    }
}

/// Writes the pieces of a sentence into `atoms`, and says whether any of them can begin an expression of time.
pub fn read(tokens: &Tokens<'_>, sentence: Range<usize>, atoms: &mut Vec<Atom>) -> bool {
    atoms.clear();
    let (mut timely, mut address) = (false, false);
    for at in sentence {
        let Some(token) = tokens.get(at) else { continue };
        let folded = tokens.folded(at);
        // "https://valley.example/2014/01/13/mill" holds no date of the story.
        address = !tokens.spaced(at) && (address || (folded == "/" && is_host(tokens, at)));
        if address {
            atoms.push(Atom { span: token.span, token: at, term: Term::Other, glued: true, case: token.case });
            continue;
        }
        let atom = |term| Atom { span: token.span, token: at, term, glued: !tokens.spaced(at), case: token.case };
        match token.kind {
            TokenKind::Number => {
                numbers(folded, atom(Term::Other), atoms);
                timely = true;
            }
            TokenKind::Word => {
                let known = term(folded);
                if known == Term::Other
                    && folded.as_bytes().contains(&b'-')
                    && folded.is_ascii()
                    && folded.len() == token.span.len() as usize
                {
                    timely |= parts(folded, atom(Term::Other), atoms);
                } else {
                    // "Q3", "FY2008", "W05".
                    timely |=
                        begins(known) || (known == Term::Other && folded.ends_with(|last: char| last.is_ascii_digit()));
                    atoms.push(atom(known));
                }
            }
            TokenKind::Sign => atoms.push(atom(term(folded))),
        }
    }
    timely
}

/// Whether the token before a slash is a site or a scheme: "valley.example/", "https://".
fn is_host(tokens: &Tokens<'_>, slash: usize) -> bool {
    let before = slash.checked_sub(1).map_or("", |before| tokens.folded(before));
    let scheme = before == ":" && slash >= 2 && tokens.folded(slash - 2).starts_with("http");
    scheme || (before.len() > 3 && before.contains('.') && before.as_bytes().iter().all(|byte| !byte.is_ascii_digit()))
}

/// Whether an expression may begin or stand with this term. Words that belong to rules do not count: they need another.
fn begins(term: Term) -> bool {
    !matches!(term, Term::Other | Term::ZoneLarge | Term::Meridiem(_) | Term::Word(_))
        || matches!(
            term,
            Term::Word(
                W::Tonight
                    | W::Noon
                    | W::Midnight
                    | W::Overnight
                    | W::Now
                    | W::Soon
                    | W::Future
                    | W::Present
                    | W::These
                    | W::Latest
                    | W::Time
                    | W::Term
                    | W::Bc
            )
        )
}

/// A word with hyphens: cut, if a part of it speaks of time.
fn parts(folded: &str, whole: Atom, atoms: &mut Vec<Atom>) -> bool {
    let first = atoms.len();
    let (mut start, mut timely) = (0, false);
    // The address of a page: "jan-13-2014-the-mill-burns-down".
    if folded.split('-').count() > 6 {
        atoms.push(whole);
        return false;
    }
    for part in folded.split('-') {
        let span = Span::new(0, part.len()).shifted(whole.span.start + start as u32);
        let known = term(part);
        // "al-Jan", "ex-May": a month behind a hyphen is a name more often.
        timely |= begins(known) && (start == 0 || !matches!(known, Term::Ordinal(_)));
        atoms.push(Atom { span, term: known, glued: start > 0 || whole.glued, ..whole });
        start += part.len() + 1;
        if start <= folded.len() {
            let span = Span::new(0, 1).shifted(whole.span.start + start as u32 - 1);
            atoms.push(Atom { span, term: Term::Word(W::Hyphen), glued: true, ..whole });
        }
    }
    if !timely {
        atoms.truncate(first);
        atoms.push(whole);
    }
    timely
}

/// A token that begins with a digit: digits, and what is glued to them.
fn numbers(folded: &str, whole: Atom, atoms: &mut Vec<Atom>) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let value = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 9);
    // Only where the look-up form is the written one can it be cut.
    let exact = folded.len() == whole.span.len() as usize && folded.is_ascii();
    let first = digits(folded);
    let number = |text: &str| value(text).map_or(Term::Other, |number| Term::Digits(number, text.len() as u8));
    let (head, rest) = folded.split_at(first);
    if rest.is_empty() {
        atoms.push(Atom { term: number(head), ..whole });
        return;
    }
    if !exact {
        return atoms.push(whole);
    }
    if rest.starts_with(',') {
        let plain = folded.replace(',', "");
        let groups = folded.split(',').skip(1).all(|group| group.len() == 3);
        let known = value(&plain).filter(|_| groups && digits(&plain) == plain.len()).map_or(Term::Other, Term::Large);
        return atoms.push(Atom { term: known, ..whole });
    }
    let piece = |from: usize, to: usize, term: Term| {
        let span = Span::new(0, to - from).shifted(whole.span.start + from as u32);
        Atom { span, term, glued: from > 0 || whole.glued, ..whole }
    };
    match tail(rest) {
        Some(Term::Ordinal(_)) => {
            return atoms.push(Atom { term: value(head).map_or(Term::Other, Term::Ordinal), ..whole });
        }
        Some(Term::Decade(..)) => return atoms.push(Atom { term: decade(head), ..whole }),
        Some(known) => {
            atoms.push(piece(0, first, number(head)));
            return atoms.push(piece(first, folded.len(), known));
        }
        None => {}
    }
    // "8.30", "13.01.2014", "8.30pm"; "16h00", "4h22": digits, a mark, digits.
    let known = atoms.len();
    let mut at = 0;
    while at < folded.len() {
        let rest = folded.get(at..).unwrap_or("");
        let length = digits(rest);
        if length > 0 {
            let head = rest.get(..length).unwrap_or("");
            atoms.push(piece(at, at + length, number(head)));
            at += length;
            continue;
        }
        let length = rest.bytes().take_while(|byte| !byte.is_ascii_digit()).count();
        let mark = rest.get(..length).unwrap_or("");
        let term = match mark {
            "." => Term::Word(W::Dot),
            // ISO 8601: "13T10".
            "t" => Term::Word(W::At),
            "z" => Term::Zone,
            _ => match tail(mark) {
                Some(term) if !matches!(term, Term::Ordinal(_) | Term::Decade(..)) => term,
                _ => {
                    atoms.truncate(known);
                    return atoms.push(whole);
                }
            },
        };
        atoms.push(piece(at, at + length, term));
        at += length;
    }
}

/// "1990s", "90s".
fn decade(head: &str) -> Term {
    match (head.len(), head.parse::<i16>()) {
        (4, Ok(year)) if year % 10 == 0 && (1000..=2100).contains(&year) => Term::Decade(year, true),
        (2, Ok(year)) if year % 10 == 0 => Term::Decade(if year < 20 { 2000 + year } else { 1900 + year }, false),
        _ => Term::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut tokens = Tokens::new(text);
        let all = tokens.read(Span::new(0, text.len()));
        let mut atoms = Vec::new();
        read(&tokens, all, &mut atoms);
        atoms.iter().map(|atom| atom.span.of(text).to_owned()).collect()
    }

    #[test]
    fn what_is_glued_is_cut() {
        for (text, want) in [
            ("two-week trip", &["two", "-", "week", "trip"][..]),
            ("a Jong-un force", &["a", "Jong-un", "force"]),
            ("10am, 8.30pm", &["10", "am", ",", "8", ".", "30", "pm"]),
            ("13.01.2014 and 13th", &["13", ".", "01", ".", "2014", "and", "13th"]),
            ("the 1990s, 4h22", &["the", "1990s", ",", "4", "h", "22"]),
            ("A380 3G 10.5", &["A380", "3G", "10", ".", "5"]),
            ("2014-01-13T10:30Z", &["2014", "-", "01", "-", "13", "T", "10", ":", "30", "Z"]),
            ("90,000", &["90,000"]),
        ] {
            assert_eq!(cut(text), want, "{text}");
        }
    }
}
