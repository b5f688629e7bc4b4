//! Rules for what is counted from somewhere: "last week", "three weeks ago", "for two years", "every Friday", "now".

use super::{Expr, From, Grammar, Read};
use crate::dates::value::{Length, Reference, TimeUnit};
use crate::dates::words::{Shift, Word, digits, word};
use crate::language::TokenKind;

impl Grammar<'_> {
    /// "last", "this", "the coming": skipped where there is none.
    pub(super) fn shift(&self, at: usize) -> (usize, Option<Shift>) {
        let the = self.skip(at, &["the"]);
        match self.word(the) {
            Some(Word::Shift(shift)) => (the + 1, Some(shift)),
            _ => (at, None),
        }
    }

    /// "today", "tonight", "this morning", "last night".
    pub(super) fn deictic(&self, at: usize) -> Read<Expr> {
        let day = |by| Expr::Away { unit: TimeUnit::Day, by, from: From::Anchor };
        match self.word(at) {
            Some(Word::Day(by)) => return Some((at + 1, day(by))),
            _ if self.is(at, "tonight") => return Some((at, day(0))),
            _ => {}
        }
        let (next, shift) = self.shift(at);
        let part = matches!(self.word(next), Some(Word::Part(_)));
        match shift? {
            Shift::Last if part && self.is(next, "night") => Some((next, day(-1))),
            Shift::This if part => Some((next, day(0))),
            _ => None,
        }
    }

    /// "last week", "next month", "this year", "last March", "the following day", "that day".
    pub(super) fn shifted(&self, at: usize) -> Read<Expr> {
        let the = self.skip(at, &["the"]);
        let (by, from, next) = match self.word(the) {
            Some(Word::Shift(Shift::Last)) => (-1, From::Anchor, the + 1),
            Some(Word::Shift(Shift::This)) => (0, From::Anchor, the + 1),
            Some(Word::Shift(Shift::Next)) => (1, From::Anchor, the + 1),
            _ => match self.folded(the) {
                "following" => (1, From::Text, the + 1),
                "same" | "that" => (0, From::Text, the + 1),
                _ => return None,
            },
        };
        // "the past year" is a length of time, not the year before this one; "the next day" is the day after the last.
        let length = the > at && self.is_any(the, &["past", "last"]);
        let from = if the > at && self.is_any(the, &["next"]) { From::Text } else { from };
        match self.word(next) {
            Some(Word::Unit(
                unit @ (TimeUnit::Day
                | TimeUnit::Weekend
                | TimeUnit::Week
                | TimeUnit::Month
                | TimeUnit::Quarter
                | TimeUnit::Year
                | TimeUnit::Decade
                | TimeUnit::Century),
                false,
            )) => {
                let halves = Some(2);
                let expr = if length { Expr::Duration(Length { halves, unit }) } else { Expr::Away { unit, by, from } };
                Some((next + 1, expr))
            }
            Some(Word::Month(_)) => {
                let (shift_at, shift) = self.shift(at);
                let month = self.month_word(shift_at)?;
                Some((shift_at + 1, Expr::Month { year: None, month, shift }))
            }
            _ => None,
        }
    }

    /// A number: "three", "13", "two and a half", "several"; in halves, `None` where it is not said.
    pub(super) fn amount(&self, at: usize) -> Read<Option<u32>> {
        let (mut end, number) = match self.word(at) {
            Some(Word::Number(tens @ 20..)) => match self.word(at + 1) {
                Some(Word::Number(ones @ 1..=9)) => (at + 2, Some(tens + ones)),
                _ => (at + 1, Some(tens)),
            },
            Some(Word::Number(number)) => (at + 1, Some(number)),
            Some(Word::Some) => (at + 1, None),
            _ => match self.folded(at).split_once('-').map(|(tens, ones)| (word(tens), word(ones))) {
                Some((Some(Word::Number(tens @ 20..)), Some(Word::Number(ones @ 1..=9)))) => {
                    (at + 1, Some(tens + ones))
                }
                _ => {
                    let plain = self.folded(at);
                    let cardinal = !plain.ends_with(|char: char| char.is_ascii_alphabetic());
                    (at + 1, Some(digits(plain).filter(|_| cardinal)?))
                }
            },
        };
        let mut halves = number.and_then(|number| number.checked_mul(2));
        if self.is_any(at, &["a", "an"]) && self.is_any(at + 1, &["few", "couple"]) {
            halves = None;
            end = self.skip(at + 2, &["of"]);
        } else if self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half") {
            halves = halves.map(|halves| halves + 1);
            end += 3;
        } else if self.is(end, "1") && self.is(end + 1, "/") && self.is(end + 2, "2") {
            halves = halves.map(|halves| halves + 1);
            end += 3;
        } else if self.is(end, "½") {
            halves = halves.map(|halves| halves + 1);
            end += 1;
        }
        Some((end, halves))
    }

    /// "three weeks", "the past three weeks", "three weeks ago", "10-day", "two-week".
    pub(super) fn counted(&self, at: usize) -> Read<Expr> {
        // "two-week" is one token.
        if let Some((number, unit)) = self.folded(at).split_once('-') {
            let unit = unit.strip_suffix("-old").map_or(unit, |_| "");
            if let (Some(Word::Number(number)), Some(Word::Unit(unit, false))) = (word(number), word(unit)) {
                return Some((at + 1, Expr::Duration(Length { halves: Some(number * 2), unit })));
            }
        }
        let (shift_at, shift) = self.shift(at);
        let amount_at = if shift.is_some() { shift_at } else { self.skip(at, &["the"]) };
        if self.folded(amount_at).len() == 4
            && self.is_clock_noun(amount_at + 1)
            && self.folded(amount_at).starts_with(['0', '1', '2'])
        {
            return None;
        }
        let (end, halves) = self.amount(amount_at)?;
        let dashed = self.is(end, "-") && !self.tokens.spaced(end);
        let unit_at = if dashed { end + 1 } else { end };
        let Some(Word::Unit(unit, plural)) = self.word(unit_at) else { return None };
        let one = halves == Some(2);
        if !dashed && one == plural && unit != TimeUnit::Second {
            return None;
        }
        let end = unit_at + 1;
        let by = |sign: i32| {
            halves
                .filter(|halves| halves % 2 == 0)
                .and_then(|halves| i32::try_from(halves / 2).ok())
                .map(|by| by * sign)
        };
        let from = match self.folded(end) {
            "ago" => Some((by(-1), From::Anchor)),
            "earlier" | "before" => Some((by(-1), From::Text)),
            "later" | "afterward" => Some((by(1), From::Text)),
            _ => None,
        };
        match from {
            Some((Some(by), from)) if shift.is_none() && unit != TimeUnit::Quarter && !self.is(end, "before") => {
                Some((end + 1, Expr::Away { unit, by, from }))
            }
            Some((None, From::Anchor)) => Some((end + 1, Expr::Reference(Reference::Past))),
            _ => Some((end, Expr::Duration(Length { halves, unit }))),
        }
    }

    /// "daily", "every Friday", "each year", "every two years".
    pub(super) fn set(&self, at: usize) -> Read<Expr> {
        let once = |unit| Some((at + 1, Expr::Every(Length { halves: Some(2), unit })));
        match self.folded(at) {
            "daily" => return once(TimeUnit::Day),
            "weekly" => return once(TimeUnit::Week),
            "monthly" => return once(TimeUnit::Month),
            "quarterly" => return once(TimeUnit::Quarter),
            "annual" | "annually" | "yearly" => return once(TimeUnit::Year),
            "every" | "each" => {}
            _ => return None,
        }
        if let Some(weekday) = self.weekday_word(at + 1) {
            return Some((at + 2, Expr::EveryWeekday(weekday)));
        }
        match self.word(at + 1) {
            Some(Word::Unit(unit, false)) => Some((at + 2, Expr::Every(Length { halves: Some(2), unit }))),
            _ => {
                let (end, halves) = self.amount(at + 1)?;
                let Some(Word::Unit(unit, _)) = self.word(end) else { return None };
                Some((end + 1, Expr::Every(Length { halves, unit })))
            }
        }
    }

    /// Whether a noun goes on here: "the past governments".
    pub(super) fn continues(&self, at: usize) -> bool {
        let token = self.tokens.get(at).filter(|_| at < self.end);
        token.is_some_and(|token| token.kind != TokenKind::Sign)
            && !self.is_any(at, &["and", "or", "but", "of", "is", "was", "has"])
    }

    pub(super) fn reference(&self, at: usize) -> Read<Expr> {
        let reference = match self.folded(at) {
            "now" | "currently" | "nowadays" => Reference::Present,
            "the" if self.is(at + 1, "past") && !self.continues(at + 2) => {
                return Some((at + 2, Expr::Reference(Reference::Past)));
            }
            "the" if self.is(at + 1, "future") && !self.continues(at + 2) => {
                return Some((at + 2, Expr::Reference(Reference::Future)));
            }
            "recently" | "formerly" | "previously" => Reference::Past,
            "soon" => Reference::Future,
            _ => return None,
        };
        Some((at + 1, Expr::Reference(reference)))
    }
}
