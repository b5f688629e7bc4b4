//! Years: "2011", "the year 810", "493 BC", "nineteen ninety-six", "'98", and the year behind a day or a month.

use super::{Expr, Grammar, Read, YearOf};
use crate::dates::length::TimeUnit;
use crate::dates::terms::{Shift, Term, W};
use crate::language::{Case, TokenKind};

/// What a number is of before which it stands: no year.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "people", "men", "women", "children", "miles", "feet", "kilometers", "kilometres", "km", "meters", "metres",
    "dollars", "euros", "pounds", "troops", "soldiers", "workers", "tons", "tonnes", "acres", "votes", "points",
    "seats", "shares", "barrels", "dead", "square", "cubic", "kg", "mph", "sq", "ft", "lb", "rupees", "per",
    "calories", "words", "pages", "jobs", "homes", "cars", "students", "pupils", "visitors", "fans", "officers",
    "villagers", "civilians", "refugees", "migrants", "protesters", "kilograms", "kilos", "grams", "litres", "liters",
    "gallons", "hectares", "megawatts", "degrees", "yards", "inches", "block", "units",
];

/// What a number behind "of" counts.
const CROWDS: &[&str] =
    &["crowd", "total", "attendance", "population", "staff", "average", "maximum", "minimum", "majority", "sum"];

/// Words after which a number names or counts something else.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "no", "number", "resolution", "flight", "room", "route", "highway", "bus", "train", "boeing", "airbus", "section",
    "article", "page", "rule", "form", "model", "version", "windows", "channel", "unit", "lot", "box", "order",
    "case", "bill", "act", "law", "roughly", "than", "approximately", "total", "estimated", "some", "only", "another",
    "nearly", "almost", "minutes", "at", "level", "psalm", "paragraph", "rs", "us$", "index",
];

impl Grammar<'_> {
    /// A year that stands where only years stand, behind a month: "2011".
    fn year_digits(&self, at: usize) -> Option<i16> {
        match self.term(at) {
            Term::Digits(year @ 1000..=2199, 4) => Some(year as i16),
            _ => None,
        }
    }

    /// A year in words: "nineteen ninety-six", "twenty twelve", "nineteen oh five", "two thousand and five".
    fn year_words(&self, at: usize) -> Read<i16> {
        let Term::Number(first) = self.term(at) else { return None };
        if first == 2 && self.term(at + 1) == Term::Times(1000) {
            let rest = self.skip(at + 2, &[W::And]);
            return match self.below_hundred(rest) {
                Some((end, rest @ 1..=99)) => Some((end, 2000 + rest as i16)),
                _ => None,
            };
        }
        if !(11..=20).contains(&first) {
            return None;
        }
        let next = self.skip(at + 1, &[W::Hyphen]);
        if self.is(next, W::O)
            && let Some((end, ones @ 1..=9)) = self.below_hundred(self.skip(next + 1, &[W::Hyphen]))
        {
            return Some((end, (first * 100 + ones) as i16));
        }
        let (end, rest) = self.below_hundred(next)?;
        let year = first * 100 + rest;
        (rest >= 10 && (1100..2100).contains(&year)).then_some((end, year as i16))
    }

    /// "ninety-six", "twelve".
    pub(super) fn below_hundred(&self, at: usize) -> Read<u32> {
        let number = match self.term(at) {
            Term::Number(number) => number,
            Term::Word(W::One) => 1,
            _ => return None,
        };
        let ones = self.skip(at + 1, &[W::Hyphen]);
        match self.term(ones) {
            Term::Number(one @ 1..=9) if number >= 20 => Some((ones + 1, number + one)),
            Term::Word(W::One) if number >= 20 && ones > at + 1 => Some((ones + 1, number + 1)),
            _ => Some((at + 1, number)),
        }
    }

    /// "'98", "’72".
    fn year_short(&self, at: usize) -> Read<i16> {
        let Term::Digits(year, 2) = self.term(at + 1) else { return None };
        let glued = self.is(at, W::Apostrophe) && self.glued(at + 1) && !self.glued(at);
        glued.then_some((at + 2, full_year(year) as i16))
    }

    /// The year behind a month or a day: ", 2014", " of 2014", " '98", " last year", " of that year", " 480 BC".
    pub(super) fn year_behind(&self, at: usize) -> Read<YearOf> {
        let year_at = self.skip(at, &[W::Comma, W::Of, W::In]);
        if let Some((end, year)) = self.year_of_era(year_at) {
            return Some((end, YearOf::Is(year)));
        }
        if let Some(year) = self.year_digits(year_at) {
            let range = self.is(year_at + 1, W::Hyphen)
                && self.glued(year_at + 1)
                && self.year_digits(year_at + 2).is_none()
                && matches!(self.term(year_at + 2), Term::Digits(..))
                && self.glued(year_at + 2);
            let counted = year_at == at && self.is_counted(year_at + 1);
            return (!range && !counted).then_some((year_at + 1, YearOf::Is(year)));
        }
        if let Some((end, year)) = self.year_words(year_at).or_else(|| self.year_short(year_at)) {
            return Some((end, YearOf::Is(year)));
        }
        let (end, unit, by, from) = self.shifted_unit(year_at)?;
        (unit == TimeUnit::Year).then_some((end, YearOf::Away(by, from)))
    }

    /// "480 BC", "AD 70", "70 A.D.".
    fn year_of_era(&self, at: usize) -> Read<i16> {
        let year = |at| match self.term(at) {
            Term::Digits(year @ 1..=9999, _) => Some(year as i16),
            _ => None,
        };
        if self.is(at, W::Ad) && self.case(at) == Case::Upper {
            return Some((at + 2, year(at + 1)?));
        }
        let number = year(at)?;
        match self.term(at + 1) {
            Term::Word(W::Bc) => Some((at + 2, 1 - number)),
            Term::Word(W::Ad) if self.case(at + 1) == Case::Upper => Some((at + 2, number)),
            Term::Word(W::Before) if self.is(at + 2, W::Christ) => Some((at + 3, 1 - number)),
            _ => None,
        }
    }

    /// "2011", "the year 810", "493 BC", "'98", "nineteen ninety-six".
    pub(super) fn year(&self, at: usize) -> Read<Expr> {
        if let Some(read) = self.week_code(at).or_else(|| self.month_code(at)) {
            return Some(read);
        }
        // "the year 2000", "year two thousand".
        let the = self.skip(at, &[W::The]);
        if self.is_text(the, "year") || self.is_text(the, "years") {
            let named = match self.term(the + 1) {
                Term::Digits(year @ 100..=2999, 3..=4) => Some((the + 2, year as i16)),
                Term::Number(2) if self.term(the + 2) == Term::Times(1000) => {
                    Some(self.year_words(the + 1).unwrap_or((the + 3, 2000)))
                }
                _ => self.year_words(the + 1),
            };
            return named.map(|(end, year)| (end, Expr::Year(year)));
        }
        if let Some((end, year)) = self.year_of_era(at) {
            return Some((end, Expr::Year(year)));
        }
        if let Some((end, year)) = self.year_short(at) {
            let introduced = self
                .is_before(at, &[W::In, W::Since, W::Of, W::From, W::And, W::To, W::Until, W::By, W::Before, W::After]);
            return introduced.then_some((end, Expr::Year(year)));
        }
        if let Some((end, year)) = self.year_words(at) {
            let unit = matches!(self.term(end), Term::Unit(_) | Term::Units(_) | Term::Times(_));
            return (!unit && !self.is_counted(end)).then_some((end, Expr::Year(year)));
        }
        let year = self.year_digits(at)?;
        self.is_year(at, year).then_some((at + 1, Expr::Year(year)))
    }

    /// In news four digits without a comma are a year, unless what stands around them says otherwise.
    fn is_year(&self, at: usize, year: i16) -> bool {
        let modern = (1800..=2100).contains(&year);
        let introduced = self.is_before(
            at,
            &[
                W::In,
                W::Since,
                W::Until,
                W::Till,
                W::During,
                W::Early,
                W::Late,
                W::Mid,
                W::By,
                W::From,
                W::Between,
                W::After,
                W::Before,
            ],
        );
        // "$1990", "#1999", "1.2011", "3-1999", "BA2012".
        let marked = self.glued(at)
            && at > 0
            && !self.is_before(at, &[W::Hyphen, W::Dash, W::Slash, W::Paren, W::Apostrophe, W::Comma, W::S])
            && !matches!(self.text(at - 1), "[" | "\"" | "“" | "'" | "‘" | "*" | "_" | ":" | ";");
        let chained = self.glued(at)
            && self.is_before(at, &[W::Hyphen, W::Slash, W::Comma])
            && at >= 2
            && matches!(self.term(at - 2), Term::Digits(_, length) if length != 4);
        let followed = self.glued(at + 1)
            && match self.term(at + 1) {
                // "2011-12" is read by the range; "1990-1234-5" is a number.
                Term::Word(W::Hyphen) if self.glued(at + 2) => {
                    matches!(self.term(at + 2), Term::Digits(_, length) if !matches!(length, 2 | 4))
                }
                Term::Word(W::Colon | W::Dot) => self.glued(at + 2) && matches!(self.term(at + 2), Term::Digits(..)),
                Term::Word(W::Percent) => true,
                _ => false,
            };
        let clock = matches!(self.term(at + 1), Term::Zone) || self.is_any_text(at + 1, &["hours", "hrs", "hrs."]);
        let money = at > 0
            && (self.is_before(at, &[W::Currency])
                || (self.text(at - 1).len() <= 4 && self.text(at - 1).ends_with(['$', '€', '£'])));
        let unit = matches!(self.term(at + 1), Term::Units(_) | Term::Times(_));
        // "0131 496 2013", "1:2000".
        let chained = chained
            || matches!(self.before(at), Term::Digits(_, 1..=3))
            || (self.glued(at)
                && self.is_before(at, &[W::Colon])
                && at >= 2
                && matches!(self.term(at - 2), Term::Digits(..)));
        // "a crowd of 2014"
        let crowd = self.is_before(at, &[W::Of]) && at >= 2 && self.is_any_text(at - 2, CROWDS);
        let numbered = at > 0 && self.is_any_text(at - 1, NUMBERED) && !self.is_before(at, &[W::Only]);
        // "Flight BA 2015"
        let code = at > 1 && self.is_any_text(at - 2, NUMBERED) && self.case(at - 1) == Case::Upper;
        let dotted = code || at > 1 && self.is_text(at - 1, "no.");
        if marked || chained || followed || clock || money || unit || dotted || crowd {
            return false;
        }
        if numbered || self.is_before(at, &[W::Nearly, W::About, W::Some, W::Least, W::Up, W::More]) {
            return false;
        }
        if self.is_before(at, &[W::Over, W::Around, W::Under]) && self.is_plural(at + 1) {
            return false;
        }
        if self.is_counted(at + 1) {
            return false;
        }
        if modern && (1900..=2059).contains(&year) {
            return !self.is_plural(at + 1)
                || introduced
                || self.is_before(at, &[W::The])
                || !self.is_before(at, &[W::To, W::Of, W::Than]);
        }
        // An early year needs a word before it, or brackets, or another year.
        introduced
            || self.is_before(at, &[W::Paren, W::Of, W::To, W::Dash, W::And, W::The, W::Hyphen, W::Or])
                && !self.is_plural(at + 1)
            || (modern && (self.is_end(at + 1) || self.kind(at + 1) == Some(TokenKind::Sign)))
    }

    /// Whether a piece is something of which there may be thousands.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        self.is_any_text(at, COUNTED) || self.is(at, W::Percent)
    }

    /// "last year", "that month", "the following week": the unit, how many on, and from where.
    pub(super) fn shifted_unit(&self, at: usize) -> Option<(usize, TimeUnit, i32, super::From)> {
        let (next, shift) = self.shift(at);
        let (by, from) = steps(shift?);
        let next = self.skip(next, &[W::Full, W::Whole]);
        match self.term(next) {
            Term::Unit(unit) => Some((next + 1, unit, by, from)),
            _ => None,
        }
    }
}

/// A year of two digits in full: of this century or the last, as people who write so mean it.
pub(super) fn full_year(year: u32) -> u32 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// How many on a shift leads, and from where.
pub(super) fn steps(shift: Shift) -> (i32, super::From) {
    use super::From;
    match shift {
        Shift::Last | Shift::Past => (-1, From::Anchor),
        Shift::Previous => (-1, From::Text),
        Shift::This => (0, From::Anchor),
        Shift::Next => (1, From::Anchor),
        Shift::Following => (1, From::Text),
        Shift::Same => (0, From::Text),
    }
}
