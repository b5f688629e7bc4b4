//! Last, this, next: "last week", "next month", "the following year", "the day before", "this time last year".

use super::years::steps;
use super::{Expr, From, Grammar, Read, YearOf};
use crate::dates::length::{Length, TimeUnit};
use crate::dates::terms::{Shift, Term, W};
use crate::dates::value::Season;

impl Grammar<'_> {
    /// "last week", "the following day", "last March", "this summer", "the week before last", "the month before".
    pub(super) fn shifted(&self, at: usize) -> Read<Expr> {
        if let Some(read) = self.before_or_after(at) {
            return Some(read);
        }
        // "this time last year", "this day last year", "the same period last year".
        if let Some(read) = self.period_of(at) {
            return Some(read);
        }
        let (next, shift) = self.shift(at);
        let shift = shift?;
        // "by that time"
        if self.is_text(at, "that") && self.is(next, W::Time) && self.is_before(at, &[W::By, W::At, W::Until, W::Since])
        {
            return Some((next + 1, Expr::Away { unit: TimeUnit::Day, by: 0, from: From::Text }));
        }
        let the = self.is(at, W::The);
        let (by, from) = steps(shift);
        let full = self.skip(next, &[W::Fiscal, W::Full, W::Whole, W::Entire]);
        match self.term(full) {
            Term::Unit(TimeUnit::Year) if self.is_before(full, &[W::Fiscal]) => {
                let year = match self.year_behind(full + 1) {
                    Some((end, year @ YearOf::Is(_))) => return Some((end, Expr::Fiscal(year))),
                    _ => YearOf::Away(by, from),
                };
                Some((full + 1, Expr::Fiscal(year)))
            }
            // "the past year" is a length of time; "the next day" is the day after the last one told.
            Term::Unit(unit) if unit > TimeUnit::Hour => {
                let length = the && matches!(shift, Shift::Past)
                    || (the && shift == Shift::Last && matches!(unit, TimeUnit::Decade | TimeUnit::Century));
                let length = length || (shift == Shift::Past && !matches!(unit, TimeUnit::Week | TimeUnit::Weekend));
                let from = if the && shift == Shift::Next { From::Text } else { from };
                let expr = if length { Expr::Duration(Length::one(unit)) } else { Expr::Away { unit, by, from } };
                Some((full + 1, expr))
            }
            Term::Month(_) if !matches!(shift, Shift::Same) || self.is_capitalized(next) => {
                let month = self.month(next)?;
                Some((next + 1, Expr::Month { year: YearOf::Shifted(shift), month }))
            }
            Term::Season(season) => {
                let season = self.season(next, season)?;
                Some((next + 1, Expr::Season { year: YearOf::Shifted(shift), season }))
            }
            _ => None,
        }
    }

    /// A season's word, if it names one: "fall" and "spring" are also verbs.
    pub(super) fn season(&self, at: usize, season: Season) -> Option<Season> {
        let noun = self.is_small_word(at + 1)
            && !self.is_break(at + 1)
            && self.is_text(at, "fall")
            && !self.is_before(at, &[W::The]);
        (!noun || matches!(self.before(at), Term::Shift(_))).then_some(season)
    }

    /// "the day before", "the week after", "the month before last", "the year after next".
    fn before_or_after(&self, at: usize) -> Read<Expr> {
        let the = self.skip(self.skip(at, &[W::The]), &[W::Very]);
        let Term::Unit(unit @ (TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year | TimeUnit::Weekend)) =
            self.term(the)
        else {
            return None;
        };
        (the > at).then_some(())?;
        let by = match self.term(the + 1) {
            Term::Word(W::Before) | Term::Shift(Shift::Previous) => -1,
            Term::Word(W::After) | Term::Shift(Shift::Following) => 1,
            _ => return None,
        };
        match (by, self.term(the + 2)) {
            (-1, Term::Shift(Shift::Last)) => return Some((the + 3, Expr::Away { unit, by: -2, from: From::Anchor })),
            (1, Term::Shift(Shift::Next)) => return Some((the + 3, Expr::Away { unit, by: 2, from: From::Anchor })),
            _ => {}
        }
        // "the day before the election"
        if unit == TimeUnit::Day && self.is_any(the + 2, &[W::The, W::A]) {
            return Some((the + 2, Expr::Unsaid(unit)));
        }
        Some((the + 2, Expr::Away { unit, by, from: From::Text }))
    }

    /// "this time last year", "the same period last year", "the year-earlier quarter", "the corresponding period of
    /// 2013".
    fn period_of(&self, at: usize) -> Read<Expr> {
        let the = self.skip(at, &[W::The]);
        let this = matches!(self.term(at), Term::Shift(Shift::This));
        let next = match self.term(the) {
            Term::Word(W::Same) => the + 1,
            _ if this => the + 1,
            _ if self.is_any_text(the, &["corresponding", "comparable", "like", "equivalent"]) => the + 1,
            _ => return None,
        };
        let stretch = match self.term(next) {
            Term::Word(W::Period | W::Time) => true,
            Term::Unit(unit) => unit > TimeUnit::Hour && unit < TimeUnit::Year,
            _ => false,
        };
        let of = self.skip(next + 1, &[W::In, W::Of, W::A]);
        let of = self.skip(of, &[W::The]);
        stretch.then_some(())?;
        if let Some((end, unit, -1, _)) = self.shifted_unit(of)
            && unit == TimeUnit::Year
        {
            return Some((end, Expr::SamePeriod));
        }
        if self.is_text(of, "year") && self.is_any(of + 1, &[W::Ago, W::Earlier, W::Before]) {
            return Some((of + 2, Expr::SamePeriod));
        }
        // "by this time of the year".
        if this && self.is(next, W::Time) && self.is(next + 1, W::Of) && self.is_text(of, "year") {
            return Some((of + 1, Expr::Away { unit: TimeUnit::Month, by: 0, from: From::Anchor }));
        }
        None
    }
}
