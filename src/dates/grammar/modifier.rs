//! What narrows or blurs an expression: "early", "the end of", "about", "more than", "or so". TIMEX3 `mod`.

use super::Grammar;
use crate::dates::length::TimeUnit;
use crate::dates::terms::{Term, W};

impl Grammar<'_> {
    /// A modifier that begins at a piece: where what it modifies begins, and the TIMEX3 `mod`.
    pub(super) fn modifier(&self, at: usize) -> Option<(usize, &'static str)> {
        self.of_amount(at).or_else(|| self.of_part(at))
    }

    /// "early", "the end of", "mid-", "later this".
    fn of_part(&self, at: usize) -> Option<(usize, &'static str)> {
        let the = self.skip(at, &[W::The]);
        let the = if self.is(the, W::Very) { the + 1 } else { the };
        let of = |next: usize| self.is(next, W::Of).then_some(next + 1);
        let calendar = |next: usize| {
            matches!(
                self.term(next),
                Term::Month(_)
                    | Term::Digits(..)
                    | Term::Weekday(_)
                    | Term::Season(_)
                    | Term::Shift(_)
                    | Term::Decade(..)
                    | Term::Day(_)
                    | Term::Ordinal(_)
                    | Term::Word(W::The | W::Fiscal | W::Apostrophe)
                    | Term::Holiday
                    | Term::Number(11..=20)
            )
        };
        let shifted = |next: usize| {
            matches!(self.term(next), Term::Shift(_) | Term::Day(_) | Term::Weekday(_) | Term::Month(_))
                || self.is_any(next, &[W::The, W::Tonight])
        };
        match self.term(the) {
            Term::Word(W::Early) if calendar(the + 1) => Some((the + 1, "START")),
            Term::Word(W::Late) if calendar(the + 1) => Some((the + 1, "END")),
            Term::Word(W::Early) if self.is(the + 1, W::In) && calendar(the + 2) && the == at => {
                Some((the + 2, "START"))
            }
            Term::Word(W::Late) if self.is(the + 1, W::In) && calendar(the + 2) && the == at => Some((the + 2, "END")),
            Term::Word(W::Mid) => Some((self.skip(the + 1, &[W::Hyphen]), "MID")),
            Term::Word(W::Start | W::Beginning) => {
                let turn = self.is_text(the, "turn");
                of(the + 1)
                    .filter(|next| calendar(*next) && (!turn || self.is(*next, W::The)))
                    .map(|next| (next, "START"))
            }
            Term::Word(W::Middle) => of(the + 1).filter(|next| calendar(*next)).map(|next| (next, "MID")),
            Term::Word(W::End) => of(the + 1).filter(|next| calendar(*next)).map(|next| (next, "END")),
            Term::Word(W::Rest) => of(the + 1).filter(|next| calendar(*next)).map(|next| (next, "END")),
            Term::Word(W::Earlier) if shifted(the + 1) => Some((the + 1, "START")),
            Term::Word(W::Earlier) if self.is(the + 1, W::In) && self.is(the + 2, W::The) => Some((the + 2, "START")),
            Term::Word(W::Later) if shifted(the + 1) => Some((the + 1, "END")),
            Term::Word(W::Later) if self.is(the + 1, W::In) && self.is(the + 2, W::The) => Some((the + 2, "END")),
            _ => None,
        }
    }

    /// "about", "more than", "up to", "nearly" before an amount.
    fn of_amount(&self, at: usize) -> Option<(usize, &'static str)> {
        let start = self.skip(at, &[W::Well, W::Just, W::Very]);
        let than = |next: usize| self.is(next, W::Than).then_some(next + 1);
        let (next, modifier) = match self.term(start) {
            Term::Word(W::About | W::Around) => (start + 1, "APPROX"),
            Term::Word(W::Nearly | W::Barely) => (start + 1, "LESS_THAN"),
            Term::Word(W::Near) if self.is(start + 1, W::To) => (start + 2, "APPROX"),
            Term::Word(W::Some) => (start + 1, "APPROX"),
            Term::Word(W::More) => (than(start + 1)?, "MORE_THAN"),
            Term::Word(W::Less) => (than(start + 1)?, "LESS_THAN"),
            Term::Word(W::Over) => (start + 1, "MORE_THAN"),
            Term::Word(W::Under) => (start + 1, "LESS_THAN"),
            Term::Word(W::Up) if self.is(start + 1, W::To) => (start + 2, "EQUAL_OR_LESS"),
            Term::Word(W::At) if self.is(start + 1, W::Least) => (start + 2, "EQUAL_OR_MORE"),
            Term::Word(W::At) if self.is(start + 1, W::Most) => (start + 2, "EQUAL_OR_LESS"),
            Term::Word(W::No | W::Not) if self.is(start + 1, W::More) => (than(start + 2)?, "EQUAL_OR_LESS"),
            Term::Word(W::No | W::Not) if self.is(start + 1, W::Less) => (than(start + 2)?, "EQUAL_OR_MORE"),
            Term::Word(W::A) if self.is_text(start + 1, "little") || self.is_text(start + 1, "bit") => {
                let (next, modifier) = self.of_amount(start + 2)?;
                return (start == at).then_some((next, modifier));
            }
            _ => return None,
        };
        // "about 10 a.m." and "around Christmas": the preposition stays outside; "over the past week" is one too.
        let the = if self.is(next, W::The) && modifier != "MORE_THAN" && modifier != "LESS_THAN"
            || self.is(start, W::Nearly)
        {
            matches!(
                self.term(
                    self.skip(next, &[W::The])
                        + usize::from(matches!(self.term(self.skip(next, &[W::The])), Term::Shift(_)))
                ),
                Term::Number(_) | Term::Digits(..)
            )
        } else {
            false
        };
        let (end, amount) = self.amount(next).or_else(|| the.then_some((next, None)))?;
        // "over several years" lasts, "over three years" is more than three.
        if amount.is_none() && self.is_any(start, &[W::Over, W::Under]) {
            return None;
        }
        let end = self.skip(self.skip(end, &[W::More, W::Additional, W::Full]), &[W::Hyphen]);
        let unit = matches!(self.term(end), Term::Unit(_) | Term::Units(_) | Term::Part(_, true)) || the;
        let some =
            self.is(start, W::Some) && !matches!(self.term(next), Term::Digits(..) | Term::Large(_) | Term::Number(_));
        (unit && !some && !matches!(self.term(end), Term::Unit(TimeUnit::Quarter))).then_some((next, modifier))
    }

    /// "or so", "or more" behind an expression.
    pub(super) fn modifier_behind(&self, end: usize, modifier: Option<&'static str>) -> (usize, Option<&'static str>) {
        if self.is(end, W::Or) {
            match self.term(end + 1) {
                Term::Word(W::So) => return (end + 2, modifier.or(Some("APPROX"))),
                Term::Word(W::More) => return (end + 2, modifier.or(Some("EQUAL_OR_MORE"))),
                Term::Word(W::Less) => return (end + 2, modifier.or(Some("EQUAL_OR_LESS"))),
                _ => {}
            }
        }
        (end, modifier)
    }
}
