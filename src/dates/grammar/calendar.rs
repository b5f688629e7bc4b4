//! Rules for what stands on a calendar: days, months, weekdays, years, seasons, quarters.

use super::{Expr, Grammar, Read};
use crate::dates::calendar::{Weekday, days_in_month};
use crate::dates::numeric;
use crate::dates::value::TimeUnit;
use crate::dates::words::{Word, digits, word};
use crate::language::{Case, TokenKind};
use crate::lexicon::Class;

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

impl Grammar<'_> {
    /// A month, if it is written as one: "may" and "march" are words, "May" may be a name.
    pub(super) fn month_word(&self, at: usize) -> Option<u8> {
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
    pub(super) fn named_after(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < self.end);
        next.is_some_and(|next| {
            next.kind == TokenKind::Word && next.case == Case::Title && !next.entry.is(Class::Common)
        })
    }

    pub(super) fn weekday_word(&self, at: usize) -> Option<Weekday> {
        let Some(Word::Weekday(weekday)) = self.word(at) else { return None };
        let token = self.tokens.get(at)?;
        let short = self.folded(at).len() <= 5;
        let month = matches!(self.word(at + 1), Some(Word::Month(_)));
        let dotted = self.tokens.word(at).ends_with('.') || self.is(at + 1, ",") || month;
        let written = if short { token.case == Case::Title && dotted } else { token.is_capitalized() };
        written.then_some(weekday)
    }

    /// A day of the month: "13", "13th".
    pub(super) fn day_number(&self, at: usize) -> Option<u8> {
        let folded = self.folded(at);
        let plain = folded.len() <= 4 && !folded.contains(',');
        digits(folded).filter(|day| plain && (1..=31).contains(day)).map(|day| day as u8)
    }

    /// A year that stands where only years stand, behind a month: "2011".
    pub(super) fn year_number(&self, at: usize) -> Option<i16> {
        let folded = self.folded(at);
        let plain = folded.len() == 4 && folded.bytes().all(|byte| byte.is_ascii_digit());
        folded.parse().ok().filter(|year| plain && (1000..=2199).contains(year))
    }

    /// ", 2014" or " 2014" behind a month or a day.
    pub(super) fn year_behind(&self, at: usize) -> Read<i16> {
        let year = self.skip(at, &[",", "of", "in"]);
        self.year_number(year)
            .filter(|_| !self.is(year + 1, "-") || self.tokens.spaced(year + 1))
            .map(|number| (year + 1, number))
    }

    /// "Friday, January 13, 2014", "the 13th of January", "13 January", "2014-01-13".
    pub(super) fn day(&self, at: usize) -> Read<Expr> {
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

    pub(super) fn month_first(&self, at: usize) -> Option<(usize, Option<i16>, u8, u8)> {
        let month = self.month_word(at)?;
        let day_at = self.skip(at + 1, &["the"]);
        let day = self.day_number(day_at).filter(|_| !self.counts_things(day_at))?;
        let (end, year) = self.year_behind(day_at + 1).map_or((day_at + 1, None), |(end, year)| (end, Some(year)));
        Some((end, year, month, day))
    }

    /// "May 20 people": the number counts what follows it.
    pub(super) fn counts_things(&self, at: usize) -> bool {
        let sign = |at| matches!(self.folded(at), "%" | "percent" | "per" | "million" | "billion" | "km" | "people");
        sign(at + 1)
            || (self.is_any(at + 1, &[":", "."])
                && !self.tokens.spaced(at + 1)
                && digits(self.folded(at + 2)).is_some()
                && !self.tokens.spaced(at + 2))
    }

    pub(super) fn day_first(&self, at: usize) -> Option<(usize, Option<i16>, u8, u8)> {
        let day_at = self.skip(at, &["the"]);
        let day = self.day_number(day_at)?;
        let month_at = self.skip(day_at + 1, &["of"]);
        let month = self.month_word(month_at)?;
        // "13 May 20": the month belongs to the number behind it only if that is no year and nothing stands before.
        let (end, year) = self.year_behind(month_at + 1).map_or((month_at + 1, None), |(end, year)| (end, Some(year)));
        Some((end, year, month, day))
    }

    /// "March 2011", "March of last year" is two.
    pub(super) fn month(&self, at: usize) -> Read<Expr> {
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

    pub(super) fn weekday(&self, at: usize) -> Read<Expr> {
        let (next, shift) = self.shift(at);
        let weekday = self.weekday_word(next)?;
        Some((next + 1, Expr::Weekday { weekday, shift }))
    }

    /// "2011" where the words around it make it a year.
    pub(super) fn year(&self, at: usize) -> Read<Expr> {
        // "1800 GMT" is a time of day.
        let year = self.year_number(at).filter(|_| !self.is_clock_noun(at + 1))?;
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
    pub(super) fn period(&self, at: usize) -> Read<Expr> {
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
}
