//! What is written: expressions of time, not yet resolved.
//!
//! One pass over the tokens. At each token every rule is asked how far it reaches, and the longest wins. Rules know the
//! words of `words.rs` and their neighbours; they know neither the anchor nor the tense.

use std::ops::Range;

use crate::dates::calendar::{Date, Weekday, days_in_month};
use crate::dates::numeric;
use crate::dates::value::{Length, Reference, Season, TimeOfDay, TimeUnit};
use crate::dates::words::{Shift, Word, digits, word};
use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::Class;

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
    fn expression(&self, at: usize) -> Option<Found> {
        // Most tokens begin nothing: the first word decides.
        let token = self.tokens.get(at)?;
        if token.kind == TokenKind::Sign {
            return None;
        }
        let (head, modifier) = self.modifier(at).map_or((at, None), |(next, modifier)| (next, Some(modifier)));
        let modified = || self.modified_unit(head).filter(|_| head > at);
        let (end, expr, time) =
            self.longest(head).or_else(modified).or_else(|| if head > at { self.longest(at) } else { None })?;
        let end = if self.is(end, "old") || (self.is(end, "-") && self.is(end + 1, "old")) { return None } else { end };
        Some(Found { tokens: at..end, expr, time, modifier: modifier.filter(|_| end > head) })
    }

    fn longest(&self, at: usize) -> Option<(usize, Expr, Option<TimeOfDay>)> {
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

    fn folded(&self, at: usize) -> &str {
        if at < self.end { self.tokens.folded(at) } else { "" }
    }

    fn is(&self, at: usize, folded: &str) -> bool {
        self.folded(at) == folded
    }

    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.folded(at))
    }

    fn word(&self, at: usize) -> Option<Word> {
        word(self.folded(at))
    }

    fn before(&self, at: usize) -> &str {
        if at > self.start { self.tokens.folded(at - 1) } else { "" }
    }

    /// Skips an optional word.
    fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.is_any(at, words) { at + 1 } else { at }
    }

    /// "early", "the end of", "mid-": how the rest is narrowed.
    fn modifier(&self, at: usize) -> Read<&'static str> {
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
    fn modified_unit(&self, at: usize) -> Option<(usize, Expr, Option<TimeOfDay>)> {
        let the = self.skip(at, &["the"]);
        match self.word(the) {
            Some(Word::Unit(unit, false)) if the > at && unit_is_civil(unit) => {
                Some((the + 1, Expr::Away { unit, by: 0, from: From::Anchor }, None))
            }
            _ => None,
        }
    }

    /// "this year", "yesterday": what "earlier" and "later" may stand before.
    fn is_shifted(&self, at: usize) -> bool {
        matches!(self.word(at), Some(Word::Shift(_) | Word::Day(_)))
    }

    /// A month, if it is written as one: "may" and "march" are words, "May" may be a name.
    fn month_word(&self, at: usize) -> Option<u8> {
        let Some(Word::Month(month)) = self.word(at) else { return None };
        let token = self.tokens.get(at)?;
        let folded = self.folded(at);
        let dated = |near: usize| near >= self.start && near < self.end && digits(self.folded(near)).is_some();
        let near = dated(at + 1) || (at > self.start && dated(at - 1));
        let written = match folded {
            "may" | "march" | "august" | "mar" | "jun" | "jan" => token.is_capitalized(),
            _ if folded.len() <= 4 => token.is_capitalized(),
            _ => true,
        };
        let certain = match folded {
            // A capital proves nothing at the start of a sentence or in a headline; a number or a preposition does.
            "may" | "march" => {
                let after = self.before(at);
                near || (token.case == Case::Title && MONTH_AFTER.contains(&after))
            }
            // "Jan Egeland", "Mar Lagos": given names.
            "jan" | "mar" | "jun" | "april" | "june" | "august" => {
                near || self.tokens.word(at).ends_with('.')
                    || MONTH_AFTER.contains(&self.before(at))
                    || (folded.len() > 3 && !self.named_after(at))
            }
            _ => true,
        };
        (written && certain).then_some(month)
    }

    /// Whether a name goes on behind this token: "April Jones".
    fn named_after(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < self.end);
        next.is_some_and(|next| {
            next.kind == TokenKind::Word && next.case == Case::Title && !next.entry.is(Class::Common)
        })
    }

    fn weekday_word(&self, at: usize) -> Option<Weekday> {
        let Some(Word::Weekday(weekday)) = self.word(at) else { return None };
        let token = self.tokens.get(at)?;
        let short = self.folded(at).len() <= 5;
        let dotted = self.tokens.word(at).ends_with('.') || self.is(at + 1, ",");
        let written = if short { token.case == Case::Title && dotted } else { token.is_capitalized() };
        written.then_some(weekday)
    }

    /// A day of the month: "13", "13th".
    fn day_number(&self, at: usize) -> Option<u8> {
        let folded = self.folded(at);
        let plain = folded.len() <= 4 && !folded.contains(',');
        digits(folded).filter(|day| plain && (1..=31).contains(day)).map(|day| day as u8)
    }

    /// A year that stands where only years stand, behind a month: "2011".
    fn year_number(&self, at: usize) -> Option<i16> {
        let folded = self.folded(at);
        let plain = folded.len() == 4 && folded.bytes().all(|byte| byte.is_ascii_digit());
        folded.parse().ok().filter(|year| plain && (1000..=2199).contains(year))
    }

    /// ", 2014" or " 2014" behind a month or a day.
    fn year_behind(&self, at: usize) -> Read<i16> {
        let year = self.skip(at, &[",", "of", "in"]);
        self.year_number(year)
            .filter(|_| !self.is(year + 1, "-") || self.tokens.spaced(year + 1))
            .map(|number| (year + 1, number))
    }

    /// "Friday, January 13, 2014", "the 13th of January", "13 January", "2014-01-13".
    fn day(&self, at: usize) -> Read<Expr> {
        let (start, weekday) = match self.weekday_word(at) {
            Some(weekday) => (self.skip(self.skip(at + 1, &[",", "the"]), &["the"]), Some(weekday)),
            None => (at, None),
        };
        let (end, year, month, day) = self.month_first(start).or_else(|| self.day_first(start)).or_else(|| {
            let (end, date) = numeric::date(self.tokens, start..self.end)?;
            Some((end, Some(date.year()), date.month(), date.day()))
        })?;
        let exists = day <= days_in_month(year.unwrap_or(2000), month);
        exists.then_some((end, Expr::Day { year, month, day, weekday }))
    }

    fn month_first(&self, at: usize) -> Option<(usize, Option<i16>, u8, u8)> {
        let month = self.month_word(at)?;
        let day_at = self.skip(at + 1, &["the"]);
        let day = self.day_number(day_at).filter(|_| !self.counts_things(day_at))?;
        let (end, year) = self.year_behind(day_at + 1).map_or((day_at + 1, None), |(end, year)| (end, Some(year)));
        Some((end, year, month, day))
    }

    /// "May 20 people": the number counts what follows it.
    fn counts_things(&self, at: usize) -> bool {
        let sign = |at| matches!(self.folded(at), "%" | "percent" | "per" | "million" | "billion" | "km" | "people");
        sign(at + 1)
            || (self.is_any(at + 1, &[":", "."])
                && !self.tokens.spaced(at + 1)
                && digits(self.folded(at + 2)).is_some()
                && !self.tokens.spaced(at + 2))
    }

    fn day_first(&self, at: usize) -> Option<(usize, Option<i16>, u8, u8)> {
        let day_at = self.skip(at, &["the"]);
        let day = self.day_number(day_at)?;
        let month_at = self.skip(day_at + 1, &["of"]);
        let month = self.month_word(month_at)?;
        // "13 May 20": the month belongs to the number behind it only if that is no year and nothing stands before.
        let (end, year) = self.year_behind(month_at + 1).map_or((month_at + 1, None), |(end, year)| (end, Some(year)));
        Some((end, year, month, day))
    }

    /// "March 2011", "March of last year" is two.
    fn month(&self, at: usize) -> Read<Expr> {
        let mid = self.folded(at).strip_prefix("mid-").and_then(word);
        let (month, next) = match mid {
            Some(Word::Month(month)) => (month, at + 1),
            _ => (self.month_word(at)?, at + 1),
        };
        match self.year_behind(next) {
            Some((end, year)) => Some((end, Expr::Month { year: Some(year), month, shift: None })),
            None => Some((next, Expr::Month { year: None, month, shift: None })),
        }
    }

    fn weekday(&self, at: usize) -> Read<Expr> {
        let (next, shift) = self.shift(at);
        let weekday = self.weekday_word(next)?;
        Some((next + 1, Expr::Weekday { weekday, shift }))
    }

    /// "last", "this", "the coming": skipped where there is none.
    fn shift(&self, at: usize) -> (usize, Option<Shift>) {
        let the = self.skip(at, &["the"]);
        match self.word(the) {
            Some(Word::Shift(shift)) => (the + 1, Some(shift)),
            _ => (at, None),
        }
    }

    /// "today", "tonight", "this morning", "last night".
    fn deictic(&self, at: usize) -> Read<Expr> {
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

    /// Adds the time of day that follows a day: "Friday morning", "Friday at 10 a.m.".
    fn with_time(&self, day: Read<Expr>) -> Option<(usize, Expr, Option<TimeOfDay>)> {
        let (end, expr) = day?;
        let part = match self.word(end) {
            Some(Word::Part(part)) => Some((end + 1, part)),
            _ if self.is(end, "tonight") => Some((end + 1, TimeOfDay::Night)),
            _ => self.clock(self.skip(end, &["at", ","])),
        };
        match part {
            Some((next, time)) => Some((next, expr, Some(time))),
            None if matches!(expr, Expr::Away { .. }) && matches!(self.word(end), Some(Word::Part(_))) => None,
            None => Some((end, expr, None)),
        }
    }

    /// "10 a.m. on Friday", "10:30".
    fn time_first(&self, at: usize) -> Option<(usize, Expr, Option<TimeOfDay>)> {
        let (end, time) = self.clock(at)?;
        let day_at = self.skip(self.skip(end, &[",", "on"]), &["on"]);
        let day = self.day(day_at).or_else(|| self.weekday(day_at)).or_else(|| match self.word(day_at) {
            Some(Word::Day(_)) => self.deictic(day_at),
            _ => None,
        });
        Some(day.map_or((end, Expr::Time, Some(time)), |(end, expr)| (end, expr, Some(time))))
    }

    /// "10 a.m.", "10:30 p.m.", "6:40pm", "14:00", "noon".
    fn clock(&self, at: usize) -> Read<TimeOfDay> {
        match self.folded(at) {
            "noon" | "midday" => return Some((at + 1, TimeOfDay::Clock(12, None))),
            "midnight" => return Some((at + 1, TimeOfDay::Clock(24, None))),
            _ => {}
        }
        let first = self.folded(at);
        let glued = ["am", "pm"].iter().find_map(|half| first.strip_suffix(half).map(|hour| (hour, *half)));
        let (hour, mut end, mut half) = glued.map_or((first, at + 1, ""), |(hour, half)| (hour, at + 1, half));
        let (hour, mut minute) = hour.split_once('.').map_or((hour, None), |(hour, minute)| (hour, Some(minute)));
        if glued.is_none() && self.is_any(end, &[":", "."]) && !self.tokens.spaced(end) && !self.tokens.spaced(end + 1)
        {
            let rest = self.folded(end + 1);
            let cut = ["am", "pm"].iter().find_map(|half| rest.strip_suffix(half).map(|rest| (rest, *half)));
            let (digits, glued) = cut.unwrap_or((rest, ""));
            (minute, half, end) = (Some(digits), glued, end + 2);
        }
        if half.is_empty() {
            half = match self.folded(end) {
                "a.m" | "am" => "am",
                "p.m" | "pm" => "pm",
                _ => "",
            };
            end += usize::from(!half.is_empty());
        }
        let two_digits = |text: &str| {
            Some(text).filter(|text| (1..=2).contains(&text.len())).and_then(|text| text.parse::<u8>().ok())
        };
        let hour = two_digits(hour)?;
        let minute = match minute {
            Some(minute) => Some(two_digits(minute).filter(|number| *number < 60 && minute.len() == 2)?),
            None => None,
        };
        let zoned = self.is_any(end, &["gmt", "utc", "est", "edt", "ist", "cet"]);
        let hour = match half {
            "am" | "pm" if !(1..=12).contains(&hour) => return None,
            "am" => hour % 12,
            "pm" => hour % 12 + 12,
            // Without a.m. or p.m. only "14:00" is a time, and "2:1" a score.
            _ if minute.is_some() && hour < 24 && (zoned || self.is(self.before_at(at), "at") || first.len() == 2) => {
                hour
            }
            _ => return None,
        };
        Some((end + usize::from(zoned), TimeOfDay::Clock(hour, minute)))
    }

    fn before_at(&self, at: usize) -> usize {
        if at > self.start { at - 1 } else { self.end }
    }

    /// "2011" where the words around it make it a year.
    fn year(&self, at: usize) -> Read<Expr> {
        let year = self.year_number(at)?;
        let before = self.before(at);
        let introduced = YEAR_AFTER.contains(&before)
            || (YEAR_BEHIND.contains(&before) && (1800..=2100).contains(&year))
            || (matches!(before, "and" | "-" | "–" | "to")
                && at >= self.start + 2
                && self.year_number(at - 2).is_some());
        let counted = self.tokens.get(at + 1).filter(|_| at + 1 < self.end).is_some_and(|next| {
            let plural = next.kind == TokenKind::Word
                && next.case == Case::Lower
                && self.folded(at + 1).ends_with('s')
                && next.span.len() > 3;
            let sign = matches!(
                self.folded(at + 1),
                "%" | "percent" | "per" | "people" | "feet" | "km" | "kilometers" | "men" | "women"
            );
            sign || (plural
                && !self.is_any(at + 1, &["was", "is", "has", "as", "its", "this", "elections", "games"])
                && matches!(before, "to" | "of" | "than" | "by" | "from"))
        });
        (introduced && !counted).then_some((at + 1, Expr::Year(year)))
    }

    /// "the 1990s", "the summer of 2011", "the third quarter", "the 19th century".
    fn period(&self, at: usize) -> Read<Expr> {
        let the = self.skip(at, &["the"]);
        let folded = self.folded(the);
        if let Some(decade) = folded.strip_suffix('s').and_then(|year| year.parse::<i16>().ok()) {
            let decade = if folded.len() == 3 { 1900 + decade } else { decade };
            let whole = decade % 10 == 0 && (folded.len() == 5 || folded.len() == 3) && (1000..=2100).contains(&decade);
            return whole.then_some((the + 1, Expr::Decade(decade / 10)));
        }
        let ordinal = match self.word(the) {
            Some(Word::Ordinal(number)) => Some(number),
            _ if folded.ends_with(|char: char| char.is_ascii_alphabetic()) => digits(folded),
            _ => None,
        };
        let (ordinal, noun, unit) =
            match self.folded(the).split_once('-').map(|(number, unit)| (word(number), word(unit))) {
                Some((Some(Word::Ordinal(number)), unit)) => (Some(number), the, unit),
                _ => (ordinal, the + 1, self.word(the + 1)),
            };
        match (ordinal, unit) {
            (Some(number @ 1..=4), Some(Word::Unit(TimeUnit::Quarter, false))) => {
                let (end, year) = self.year_behind(noun + 1).map_or((noun + 1, None), |(end, year)| (end, Some(year)));
                return Some((end, Expr::Quarter { year, quarter: number as u8 }));
            }
            (Some(number @ 1..=21), Some(Word::Unit(TimeUnit::Century, false))) => {
                return Some((noun + 1, Expr::Century(number as i16 - 1)));
            }
            _ => {}
        }
        let (season_at, shift) = self.shift(at);
        let season_at = if shift.is_some() { season_at } else { the };
        let Some(Word::Season(season)) = self.word(season_at) else { return None };
        let year = self.year_behind(season_at + 1);
        // "spring" and "fall" are verbs and wells: a determiner, a year or "last" must say that it is a season.
        let said = the > at || shift.is_some() || year.is_some() || YEAR_AFTER.contains(&self.before(at));
        let sure = !self.is(season_at, "fall") || shift.is_some() || year.is_some();
        let (end, year) = year.map_or((season_at + 1, None), |(end, year)| (end, Some(year)));
        (said && sure).then_some((end, Expr::Season { year, season, shift }))
    }

    /// "last week", "next month", "this year", "last March", "the following day", "that day".
    fn shifted(&self, at: usize) -> Read<Expr> {
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
        // "the past year" is a length of time, not the year before this one.
        let length = the > at && self.is_any(the, &["past", "last", "next", "coming"]);
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
    fn amount(&self, at: usize) -> Read<Option<u32>> {
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
                _ => (
                    at + 1,
                    Some(
                        digits(self.folded(at))
                            .filter(|_| self.folded(at).bytes().all(|byte| byte != b't' && byte != b'h'))?,
                    ),
                ),
            },
        };
        let mut halves = number.and_then(|number| number.checked_mul(2));
        if self.is_any(at, &["a", "an"]) && self.is_any(at + 1, &["few", "couple"]) {
            halves = None;
            end = self.skip(at + 2, &["of"]);
        } else if self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half") {
            halves = halves.map(|halves| halves + 1);
            end += 3;
        }
        Some((end, halves))
    }

    /// "three weeks", "the past three weeks", "three weeks ago", "10-day", "two-week".
    fn counted(&self, at: usize) -> Read<Expr> {
        // "two-week" is one token.
        if let Some((number, unit)) = self.folded(at).split_once('-') {
            let unit = unit.strip_suffix("-old").map_or(unit, |_| "");
            if let (Some(Word::Number(number)), Some(Word::Unit(unit, false))) = (word(number), word(unit)) {
                return Some((at + 1, Expr::Duration(Length { halves: Some(number * 2), unit })));
            }
        }
        let (shift_at, shift) = self.shift(at);
        let amount_at = if shift.is_some() { shift_at } else { self.skip(at, &["the"]) };
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
            Some((Some(by), from)) if shift.is_none() && unit_is_civil(unit) && (!self.is(end, "before")) => {
                Some((end + 1, Expr::Away { unit, by, from }))
            }
            Some((None, From::Anchor)) => Some((end + 1, Expr::Reference(Reference::Past))),
            _ => Some((end, Expr::Duration(Length { halves, unit }))),
        }
    }

    /// "daily", "every Friday", "each year", "every two years".
    fn set(&self, at: usize) -> Read<Expr> {
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
    fn continues(&self, at: usize) -> bool {
        let token = self.tokens.get(at).filter(|_| at < self.end);
        token.is_some_and(|token| token.kind != TokenKind::Sign)
            && !self.is_any(at, &["and", "or", "but", "of", "is", "was", "has"])
    }

    fn reference(&self, at: usize) -> Read<Expr> {
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

/// Units that an amount of moves a civil day.
fn unit_is_civil(unit: TimeUnit) -> bool {
    !matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Quarter)
}

/// Words after which "May" and "March" are months.
const MONTH_AFTER: &[&str] = &[
    "in", "since", "until", "till", "by", "from", "of", "last", "next", "this", "early", "late", "mid", "before",
    "after", "during", "to", "between", "through", "every", "past", "previous", "and", "or",
];

/// Words after which a number from 1000 to 2199 is a year.
const YEAR_AFTER: &[&str] = &["in", "since", "until", "till", "during", "early", "late", "mid", "circa", "year"];

/// Words after which a number from 1800 to 2100 is a year.
const YEAR_BEHIND: &[&str] = &[
    "by", "of", "from", "to", "before", "after", "between", "the", "(", "his", "her", "their", "its", "than",
    "through", "a",
];

/// Whether a line states a day with its year, as page headers and lines beside a byline do.
pub fn states_day(tokens: &Tokens<'_>, range: Range<usize>) -> bool {
    find(tokens, range).iter().any(|found| match found.expr {
        Expr::Day { year: Some(year), month, day, .. } => Date::new(year, month, day).is_some(),
        _ => false,
    })
}
