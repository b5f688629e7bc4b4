//! Times that are not said: "now", "recently", "the past", "in the coming months", "these days", "all year".

use super::{Expr, Grammar, Read, YearOf};
use crate::dates::length::{Length, TimeUnit};
use crate::dates::terms::{Shift, Term, W};
use crate::dates::value::Reference;

impl Grammar<'_> {
    pub(super) fn vague(&self, at: usize) -> Read<Expr> {
        let past = Expr::Reference(Reference::Past);
        let present = Expr::Reference(Reference::Present);
        let future = Expr::Reference(Reference::Future);
        match self.term(at) {
            // "the now famous", "the here and now".
            Term::Word(W::Now) => return (!self.is_before(at, &[W::The, W::Hyphen])).then_some((at + 1, present)),
            Term::Reference(reference) => return Some((at + 1, Expr::Reference(reference))),
            Term::Word(W::More | W::Most) if matches!(self.term(at + 1), Term::Reference(Reference::Past)) => {
                return Some((at + 2, past));
            }
            Term::Other if self.is_text(at, "right") && self.is(at + 1, W::Now) => return Some((at + 2, present)),
            // "as soon as", "soon after".
            Term::Word(W::Soon) => {
                let compared = self.is_before(at, &[W::As, W::So])
                    || self.is_any(at + 1, &[W::As, W::After])
                    || self.is_text(at + 1, "afterwards");
                return (!compared).then_some((at + 1, future));
            }
            Term::Word(W::Very) if self.is(at + 1, W::Soon) => return Some((at + 2, future)),
            Term::Word(W::These) if self.is_text(at, "these") && self.is_text(at + 1, "days") => {
                return Some((at + 2, present));
            }
            Term::Word(W::All) => return self.all(at),
            Term::Word(W::Present) if self.is_before(at, &[W::At]) && self.is_break(at + 1) => {
                return Some((at + 1, present));
            }
            // "recent weeks", "the recent past".
            Term::Word(W::Latest) if self.is_text(at, "recent") => return self.recent(at),
            Term::Word(W::Future) if self.is_before(at, &[W::In]) && self.is_break(at + 1) => {
                return Some((at + 1, future));
            }
            Term::Word(W::Future) if self.is_text(at + 1, "years") => return Some((at + 2, future)),
            _ => {}
        }
        // "coming months", "the coming weeks".
        let the = self.skip(at, &[W::The]);
        if let (Term::Shift(Shift::Next), Term::Units(unit)) = (self.term(the), self.term(the + 1))
            && unit > TimeUnit::Hour
        {
            return Some((the + 2, future));
        }
        if let (Term::Shift(Shift::Past | Shift::Previous | Shift::Following), Term::Units(unit)) =
            (self.term(the), self.term(the + 1))
            && unit > TimeUnit::Hour
        {
            return Some((the + 2, Expr::Duration(Length::new(None, unit))));
        }
        if the == at {
            return None;
        }
        match self.term(the) {
            // "Youth Building the Future" is a name.
            Term::Word(W::Future) if self.is_capitalized(the) => None,
            Term::Word(W::Future) if !self.is_noun(the + 1) && !self.is(the + 1, W::Of) => Some((the + 1, future)),
            Term::Word(W::Time) if self.is_text(the + 1, "being") => Some((the + 2, present)),
            Term::Units(unit) if self.is(the + 1, W::Ahead) => Some((the + 2, Expr::Duration(Length::new(None, unit)))),
            Term::Shift(Shift::Past) if !self.continues(the + 1) => Some((the + 1, past)),
            Term::Word(W::Latest) if self.is_text(the, "recent") => self.recent(the),
            _ if self.is_any_text(the, &["near", "foreseeable", "distant", "immediate"])
                && self.is(the + 1, W::Future) =>
            {
                Some((the + 2, future))
            }
            _ if self.is_any_text(the, &["near", "short", "long", "medium"])
                && self.is(the + 1, W::Term)
                && !self.is_small_word(the + 2) =>
            {
                Some((the + 2, future))
            }
            Term::Word(W::Old) if self.is_text(the + 1, "days") => Some((the + 2, past)),
            _ => None,
        }
    }

    /// "recent weeks", "the recent past".
    fn recent(&self, recent: usize) -> Read<Expr> {
        match self.term(recent + 1) {
            Term::Units(unit) if unit > TimeUnit::Minute => Some((recent + 2, Expr::Duration(Length::new(None, unit)))),
            Term::Shift(Shift::Past) => Some((recent + 2, Expr::Reference(Reference::Past))),
            _ => None,
        }
    }

    /// "all year", "all summer", "all day", "all week long".
    fn all(&self, at: usize) -> Read<Expr> {
        match self.term(at + 1) {
            Term::Unit(unit @ (TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year)) => {
                Some((self.skip(at + 2, &[W::Long, W::Round]), Expr::Duration(Length::one(unit))))
            }
            Term::Season(season) => Some((self.skip(at + 2, &[W::Long]), Expr::Season { year: YearOf::Open, season })),
            _ => None,
        }
    }

    /// Whether a noun goes on here: "the past governments".
    fn continues(&self, at: usize) -> bool {
        matches!(
            self.term(at),
            Term::Unit(_) | Term::Units(_) | Term::Number(_) | Term::Digits(..) | Term::Several | Term::Season(_)
        ) || self.is_any(at, &[W::Few, W::Half, W::Couple, W::Hyphen])
            || (self.is_noun(at))
    }
}
