//! What recurs: "daily", "every Friday", "each year", "every two years", "twice a week", "400,000 barrels a day",
//! "Mondays".

use super::{Expr, Grammar, Read};
use crate::dates::length::{Length, TimeUnit};
use crate::dates::terms::{Term, W};

/// What moves so many an hour.
const SPEEDS: &[&str] = &["miles", "mile", "kilometers", "kilometres", "km", "knots", "meters", "metres"];

impl Grammar<'_> {
    pub(super) fn set(&self, at: usize) -> Read<Expr> {
        self.adverb(at).or_else(|| self.every(at)).or_else(|| self.rate(at)).or_else(|| self.plural_days(at))
    }

    /// "daily", "annually", "twice-weekly".
    fn adverb(&self, at: usize) -> Read<Expr> {
        let start = if self.is_any(at, &[W::Once, W::Twice]) { self.skip(at + 1, &[W::Hyphen]) } else { at };
        let Term::Adverb(unit) = self.term(start) else { return None };
        // "the Daily Star", "Americas Quarterly", "a weekly": names and papers.
        let paper = self.case(start) == crate::language::Case::Title
            && start > 0
            && (self.case(start + 1) == crate::language::Case::Title || self.is_capitalized(start - 1));
        let noun = matches!(unit, TimeUnit::Week | TimeUnit::Month)
            && self.is_before(start, &[W::The, W::A])
            && (self.is_break(start + 1) || self.is_any_text(start + 1, &["newspaper", "magazine", "paper"]));
        // "the Turkish daily said"
        let told = self.is_any_text(
            start + 1,
            &["said", "says", "reported", "reports", "wrote", "was", "has", "had", "quoted", "printed", "published"],
        );
        let noun = noun || (told && self.term(at) == self.term(start));
        let attribute = unit == TimeUnit::Quarter && !self.is_break(start + 1);
        (!paper && !noun && !attribute).then_some((start + 1, Expr::Every(Length::one(unit))))
    }

    /// "every Friday", "each of the past three years", "every two years", "every other day", "each morning", "every
    /// Christmas".
    fn every(&self, at: usize) -> Read<Expr> {
        // "once every four years"
        if self.is_any(at, &[W::Once, W::Twice]) && self.is(at + 1, W::Every) {
            return self.every(at + 1);
        }
        self.is_any(at, &[W::Every, W::Each]).then_some(())?;
        let other = self.skip(at + 1, &[W::Other]);
        let one = if other > at + 1 { 200 } else { 100 };
        let every = |unit| Expr::Every(Length::new(Some(one), unit));
        // "each of the past three years".
        if self.is(other, W::Of)
            && let Some((end, said)) = self.counted(other + 1)
            && matches!(said.expr, Expr::Duration(_))
        {
            return Some((end, said.expr));
        }
        let next = if self.is_text(other, "single") { other + 1 } else { other };
        if self.weekday(next).is_some() {
            let end = match self.term(next + 1) {
                Term::Part(_, false) => next + 2,
                _ => next + 1,
            };
            return Some((end, every(TimeUnit::Week)));
        }
        if let Some((end, _)) = self.holiday(next) {
            return Some((end, every(TimeUnit::Year)));
        }
        if let Term::Month(_) = self.term(next) {
            let end = match self.day(next) {
                Some((end, _)) => end,
                None => next + 1,
            };
            return self.is_capitalized(next).then_some((end, every(TimeUnit::Year)));
        }
        match self.term(next) {
            Term::Season(_) => return Some((next + 1, every(TimeUnit::Year))),
            Term::Part(_, false) => return Some((next + 1, every(TimeUnit::Day))),
            Term::Unit(TimeUnit::Season | TimeUnit::Half) => return None,
            Term::Unit(unit) => return Some((next + 1, every(unit))),
            _ => {}
        }
        if let (Term::Ordinal(number), Term::Unit(unit)) = (self.term(next), self.term(next + 1)) {
            return Some((next + 2, Expr::Every(Length::new(u64::from(number).checked_mul(100), unit))));
        }
        let (end, amount) = self.amount(next)?;
        match self.term(end) {
            Term::Unit(unit) | Term::Units(unit) => Some((end + 1, Expr::Every(Length::new(amount, unit)))),
            _ => None,
        }
    }

    /// "a year" of "50,000 barrels a year", "per month", "three times a day", "twice a week".
    fn rate(&self, at: usize) -> Read<Expr> {
        let times = self.times_before(at);
        let a = times.unwrap_or(at);
        let per = self.is(a, W::Per);
        let next = if per { self.skip(a + 1, &[W::Hyphen]) } else { a + 1 };
        let Term::Unit(unit) = self.term(next) else { return None };
        let fast = unit == TimeUnit::Hour && at > 0 && self.is_any_text(at - 1, SPEEDS);
        if (per && !fast) || (times.is_some() && self.is_any(a, &[W::A, W::Each, W::Every])) {
            return Some((next + 1, Expr::Every(Length::one(unit))));
        }
        self.is(a, W::A).then_some(())?;
        let ended = self
            .is_any(next + 1, &[W::Ago, W::Later, W::Earlier, W::Before, W::After, W::And, W::Hyphen, W::Hence, W::Or])
            || (self.is(next + 1, W::From) && self.is(next + 2, W::Now));
        (!ended && self.is_measured(a, unit)).then_some((next + 1, Expr::Every(Length::one(unit))))
    }

    /// "twice", "three times" before "a week": where "a" stands.
    fn times_before(&self, at: usize) -> Option<usize> {
        if self.is_any(at, &[W::Once, W::Twice]) {
            return self.is_any(at + 1, &[W::A, W::Each, W::Every, W::Per]).then_some(at + 1);
        }
        let (end, _) = self.amount(at)?;
        let noun = self.is(end, W::Times) || matches!(self.term(end), Term::Units(TimeUnit::Day) | Term::Part(_, true));
        (noun && self.is_any(end + 1, &[W::A, W::Each, W::Every, W::Per])).then_some(end + 1)
    }

    /// Whether a quantity stands right before: "barrels", "percent", "$3", "times", with a number near.
    fn is_measured(&self, at: usize, unit: TimeUnit) -> bool {
        let Some(last) = at.checked_sub(1) else { return false };
        // "60 miles an hour" is how fast.
        if unit == TimeUnit::Hour && self.is_any_text(last, SPEEDS) {
            return false;
        }
        let number = |at: usize| {
            matches!(
                self.term(at),
                Term::Digits(..) | Term::Large(_) | Term::Number(_) | Term::Times(_) | Term::Several
            ) || self.is_any(at, &[W::One, W::Many, W::Few, W::Percent])
        };
        // "$136, a month"
        if self.is(last, W::Comma)
            && last > 0
            && number(last - 1)
            && last > 1
            && (self.is_before(last - 1, &[W::Currency]) || self.is_small_word(last - 2))
        {
            return true;
        }
        if number(last) || self.is_any(last, &[W::Percent, W::Times, W::Once, W::Twice]) {
            return true;
        }
        // "50 barrels of oil a day", "a share a year", "72 minutes a day".
        let noun = self.is_small_word(last)
            || matches!(self.term(last), Term::Units(_) | Term::Part(_, true))
            || self.is_capitalized(last);
        let near = (at.saturating_sub(6)..last).any(number);
        noun && near
            && !self.is_any_text(
                last,
                &[
                    "for", "in", "within", "than", "took", "take", "takes", "lasted", "last", "spent", "spend",
                    "after", "is", "was", "be", "with",
                ],
            )
    }

    /// "Mondays", "on Friday nights", "weekdays", "weekends".
    fn plural_days(&self, at: usize) -> Read<Expr> {
        match self.term(at) {
            Term::Weekdays(_) => Some((at + 1, Expr::Every(Length::one(TimeUnit::Week)))),
            Term::Weekday(_) if matches!(self.term(at + 1), Term::Part(_, true)) && self.weekday(at).is_some() => {
                Some((at + 2, Expr::Every(Length::one(TimeUnit::Week))))
            }
            Term::Units(TimeUnit::Weekend) if self.is_before(at, &[W::On, W::At, W::And]) => {
                Some((at + 1, Expr::Every(Length::one(TimeUnit::Week))))
            }
            Term::Part(_, true) if self.is_before(at, &[W::On, W::The]) => {
                Some((at + 1, Expr::Every(Length::one(TimeUnit::Day))))
            }
            _ => None,
        }
    }
}
