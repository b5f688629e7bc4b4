//! What is written: expressions of time, not yet resolved.
//!
//! One pass over the tokens. At each token every rule is asked how far it reaches, and the longest wins. Rules know the
//! words of `words.rs` and their neighbours; they know neither the anchor nor the tense.

mod calendar;
mod clock;
mod relative;

use std::ops::Range;

use crate::dates::calendar::{Date, Weekday};
use crate::dates::value::{Length, Reference, Season, TimeOfDay, TimeUnit};
use crate::dates::words::{Shift, Word, word};
use crate::language::{TokenKind, Tokens};

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expr {
    /// "January 13", "Friday, 13 January 2014".
    Day { year: Option<i16>, month: u8, day: u8, weekday: Option<Weekday> },
    /// "March 2011", "March", "last March".
    Month { year: Option<i16>, month: u8, shift: Option<Shift> },
    /// "2011".
    Year(i16),
    /// "the 1990s".
    Decade(i16),
    /// "the 19th century".
    Century(i16),
    /// "Friday", "next Friday".
    Weekday { weekday: Weekday, shift: Option<Shift> },
    /// "the summer of 2011", "last summer".
    Season { year: Option<i16>, season: Season, shift: Option<Shift> },
    /// "the third quarter of 2011".
    Quarter { year: Option<i16>, quarter: u8 },
    /// So many units from the anchor, or from the last date of the text: "yesterday", "last week", "a year later".
    Away { unit: TimeUnit, by: i32, from: From },
    /// A time of day without a day.
    Time,
    /// "three weeks".
    Duration(Length),
    /// "daily", "every two years".
    Every(Length),
    /// "every Friday".
    EveryWeekday(Weekday),
    /// "now", "recently".
    Reference(Reference),
}

/// What an expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The anchor.
    Anchor,
    /// The last date of the text.
    Text,
}

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says.
    pub expr: Expr,
    /// The time of day it adds.
    pub time: Option<TimeOfDay>,
    /// TIMEX3 `mod`.
    pub modifier: Option<&'static str>,
}

/// The expressions of one sentence, in order, none overlapping another.
pub fn find(tokens: &Tokens<'_>, sentence: Range<usize>) -> Vec<Found> {
    let grammar = Grammar { tokens, start: sentence.start, end: sentence.end };
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        match grammar.expression(at) {
            Some(one) => {
                at = one.tokens.end;
                found.push(one);
            }
            None => at += 1,
        }
    }
    found
}

/// Where a rule got to, and what it read.
type Read<T> = Option<(usize, T)>;

struct Grammar<'t> {
    tokens: &'t Tokens<'t>,
    start: usize,
    end: usize,
}

impl Grammar<'_> {
    pub(super) fn expression(&self, at: usize) -> Option<Found> {
        // Most tokens begin nothing: the first word decides.
        let token = self.tokens.get(at)?;
        let folded = self.folded(at);
        let begins = match token.kind {
            TokenKind::Sign => false,
            TokenKind::Number => true,
            TokenKind::Word => word(folded).is_some() || OPENERS.contains(&folded) || folded.contains('-'),
        };
        if !begins {
            return None;
        }
        let (head, modifier) = self.modifier(at).map_or((at, None), |(next, modifier)| (next, Some(modifier)));
        let modified = || self.modified_unit(head).filter(|_| head > at);
        let (end, expr, time) =
            self.longest(head).or_else(modified).or_else(|| if head > at { self.longest(at) } else { None })?;
        let end = if self.is(end, "old") || (self.is(end, "-") && self.is(end + 1, "old")) { return None } else { end };
        Some(Found { tokens: at..end, expr, time, modifier: modifier.filter(|_| end > head) })
    }

    pub(super) fn longest(&self, at: usize) -> Option<(usize, Expr, Option<TimeOfDay>)> {
        let whole = |read: Read<Expr>| read.map(|(end, expr)| (end, expr, None));
        let rules = [
            self.with_time(self.day(at)),
            self.with_time(self.weekday(at)),
            self.with_time(self.deictic(at)),
            whole(self.month(at)),
            whole(self.year(at)),
            whole(self.period(at)),
            whole(self.shifted(at)),
            whole(self.counted(at)),
            whole(self.set(at)),
            whole(self.reference(at)),
            self.time_first(at),
        ];
        // The first of equals wins, so that the order above says which reading is preferred.
        rules.into_iter().flatten().reduce(|best, next| if next.0 > best.0 { next } else { best })
    }

    pub(super) fn folded(&self, at: usize) -> &str {
        if at < self.end { self.tokens.folded(at) } else { "" }
    }

    pub(super) fn is(&self, at: usize, folded: &str) -> bool {
        self.folded(at) == folded
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.folded(at))
    }

    pub(super) fn word(&self, at: usize) -> Option<Word> {
        word(self.folded(at))
    }

    pub(super) fn before(&self, at: usize) -> &str {
        if at > self.start { self.tokens.folded(at - 1) } else { "" }
    }

    /// Skips an optional word.
    pub(super) fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.is_any(at, words) { at + 1 } else { at }
    }

    /// "early", "the end of", "mid-": how the rest is narrowed.
    pub(super) fn modifier(&self, at: usize) -> Read<&'static str> {
        let the = self.skip(at, &["the"]);
        match self.folded(the) {
            "early" => Some((the + 1, "START")),
            "late" => Some((the + 1, "END")),
            "mid" => Some((self.skip(the + 1, &["-"]), "MID")),
            "start" | "beginning" if self.is(the + 1, "of") => Some((the + 2, "START")),
            "middle" if self.is(the + 1, "of") => Some((the + 2, "MID")),
            "end" if self.is(the + 1, "of") => Some((the + 2, "END")),
            "earlier" if self.is_shifted(the + 1) => Some((the + 1, "START")),
            "later" if self.is_shifted(the + 1) => Some((the + 1, "END")),
            "about" | "around" | "nearly" | "almost" | "roughly" if self.amount(the + 1).is_some() => {
                Some((the + 1, "APPROX"))
            }
            _ => None,
        }
    }

    /// "the year" of "the end of the year": the anchor's.
    pub(super) fn modified_unit(&self, at: usize) -> Option<(usize, Expr, Option<TimeOfDay>)> {
        let the = self.skip(at, &["the"]);
        match self.word(the) {
            Some(Word::Unit(unit, false)) if the > at && unit_is_civil(unit) => {
                Some((the + 1, Expr::Away { unit, by: 0, from: From::Anchor }, None))
            }
            _ => None,
        }
    }

    /// "this year", "yesterday": what "earlier" and "later" may stand before.
    pub(super) fn is_shifted(&self, at: usize) -> bool {
        matches!(self.word(at), Some(Word::Shift(_) | Word::Day(_)))
    }
}

/// Words that begin an expression without speaking of time themselves.
const OPENERS: &[&str] = &[
    "the",
    "every",
    "each",
    "early",
    "late",
    "mid",
    "start",
    "beginning",
    "middle",
    "end",
    "earlier",
    "later",
    "about",
    "around",
    "nearly",
    "almost",
    "roughly",
    "following",
    "same",
    "that",
    "tonight",
    "noon",
    "midday",
    "midnight",
    "now",
    "currently",
    "nowadays",
    "recently",
    "formerly",
    "previously",
    "soon",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "annual",
    "annually",
    "yearly",
];

/// Units that an amount of moves a civil day.
fn unit_is_civil(unit: TimeUnit) -> bool {
    !matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Quarter)
}

/// Whether a line states a day with its year, as page headers and lines beside a byline do.
pub fn states_day(tokens: &Tokens<'_>, range: Range<usize>) -> bool {
    find(tokens, range).iter().any(|found| match found.expr {
        Expr::Day { year: Some(year), month, day, .. } => Date::new(year, month, day).is_some(),
        _ => false,
    })
}
