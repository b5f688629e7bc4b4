//! Dates in digits: "2014-01-13", "13/01/2014", "01.13.2014", "15/1/08", "2014-W05", "2014-01".

use super::years::full_year;
use super::{Expr, Grammar, Order, Read, Said, What, YearOf};
use crate::dates::calendar::Date;
use crate::dates::terms::{Term, W};

impl Grammar<'_> {
    /// A whole date. The order of day and month is the one that fits; where both fit, dots are read day first and other
    /// marks month first, and the rest of the article may swap them.
    pub(super) fn numeric(&self, at: usize) -> Read<Said> {
        let Term::Digits(first, first_length) = self.term(at) else { return None };
        let mark = self.term(at + 1);
        let Term::Word(W::Hyphen | W::Slash | W::Dot) = mark else { return None };
        let glued = (at + 1..at + 5).all(|at| self.glued(at));
        // A longer chain of digits is a telephone or an address; "$" and "#" begin prices and numbers.
        let starts = !(self.glued(at)
            && matches!(self.before(at), Term::Word(_))
            && !self.is_before(at, &[W::Paren, W::Comma, W::Dash]));
        let ends = !(self.glued(at + 5)
            && (self.is_any(at + 5, &[W::Hyphen, W::Slash])
                || matches!(self.term(at + 5), Term::Digits(..))
                || (self.is(at + 5, W::Dot) && self.glued(at + 6) && matches!(self.term(at + 6), Term::Digits(..)))));
        let (Term::Digits(second, second_length), Term::Digits(third, third_length)) =
            (self.term(at + 2), self.term(at + 4))
        else {
            return None;
        };
        if !glued || !starts || !ends || self.term(at + 3) != mark {
            return None;
        }
        let date = |year: u32, month: u32, day: u32| {
            Date::new(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        };
        let dotted = mark == Term::Word(W::Dot);
        let year_last = |year: u32| {
            let (month_first, day_first) = (date(year, first, second), date(year, second, first));
            let date = if dotted { day_first.or(month_first) } else { month_first.or(day_first) };
            let order = match (month_first, day_first) {
                (Some(_), Some(_)) => Order::Either,
                (Some(_), None) => Order::MonthFirst,
                (None, _) => Order::DayFirst,
            };
            date.map(|date| (date, order))
        };
        let (date, order) = match (first_length, second_length, third_length) {
            (4, 1..=2, 1..=2) => (date(first, second, third)?, Order::None),
            (1..=2, 1..=2, 4) => year_last(third)?,
            // "kernel 2.6.18" is a version.
            (1..=2, 1..=2, 2) if dotted && at > 0 && self.is_small_word(at - 1) => return None,
            (1..=2, 1..=2, 2) if mark != Term::Word(W::Hyphen) || first.max(second) > 12 => {
                year_last(full_year(third))?
            }
            _ => return None,
        };
        let (year, month, day) = (YearOf::Is(date.year()), date.month(), date.day());
        Some((at + 5, Said { order, ..Expr::Day { year, month, day, weekday: None }.into() }))
    }

    /// "2014-W05".
    pub(super) fn week_code(&self, at: usize) -> Read<Expr> {
        let Term::Digits(year, 4) = self.term(at) else { return None };
        let code = self.text(at + 2).strip_prefix(['W', 'w']).filter(|code| code.len() == 2);
        let week: i8 = code.and_then(|code| code.parse().ok()).filter(|week| (1..=53).contains(week))?;
        let glued = self.is(at + 1, W::Hyphen) && self.glued(at + 1) && self.glued(at + 2);
        let year = YearOf::Is(i16::try_from(year).ok()?);
        glued.then_some((at + 3, Expr::Nth { nth: week, what: What::Week, year, month: None }))
    }

    /// "11/2016".
    pub(super) fn month_slash(&self, at: usize) -> Read<Expr> {
        let (Term::Digits(month @ 1..=12, 1..=2), Term::Digits(year @ 1900..=2100, 4)) =
            (self.term(at), self.term(at + 2))
        else {
            return None;
        };
        let glued = self.is(at + 1, W::Slash) && self.glued(at + 1) && self.glued(at + 2);
        let chained = self.glued(at + 3) && self.is_any(at + 3, &[W::Slash, W::Hyphen])
            || self.glued(at) && self.is_before(at, &[W::Slash, W::Hyphen]);
        (glued && !chained).then_some((at + 3, Expr::Month { year: YearOf::Is(year as i16), month: month as u8 }))
    }

    /// "2014-01".
    pub(super) fn month_code(&self, at: usize) -> Read<Expr> {
        let (Term::Digits(year, 4), Term::Digits(month @ 1..=12, 2)) = (self.term(at), self.term(at + 2)) else {
            return None;
        };
        let glued = self.is(at + 1, W::Hyphen) && self.glued(at + 1) && self.glued(at + 2);
        let chained = self.glued(at) || self.glued(at + 3) && self.is_dash(at + 3);
        // "2007-08" is a season, "he served 2009-11" a range.
        let season = year % 100 < month;
        let year = YearOf::Is(i16::try_from(year).ok().filter(|year| (1900..=2100).contains(year))?);
        (glued && !chained && !season).then_some((at + 3, Expr::Month { year, month: month as u8 }))
    }

    /// A word that the term table does not know and that belongs to the calendar all the same: "Q3", "FY2008".
    pub(super) fn is_code(&self, at: usize) -> bool {
        self.text(at).len() <= 6 && self.text(at).ends_with(|last: char| last.is_ascii_digit())
    }
}
