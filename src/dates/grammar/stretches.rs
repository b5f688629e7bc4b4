//! Stretches that are counted within a longer one, or that the text speaks of: "the first week of March", "the
//! weekend", "the latest quarter", "Week 31", "a year ago".

use super::{Expr, From, Grammar, Read, Said, What, YearOf};
use crate::dates::length::{Length, TimeUnit};
use crate::dates::terms::{LAST, Shift, Term, W};
use crate::dates::value::Reference;

/// Of whom or what a year has one: "the man of the year".
const TITLED: &[&str] = &[
    "man", "woman", "person", "player", "team", "coach", "rookie", "driver", "athlete", "manager", "word", "car",
    "album",
];

impl Grammar<'_> {
    /// "the first week of March", "the last Sunday in May", "the third Thursday of November 2010", "the last day of
    /// the month".
    pub(super) fn nth(&self, at: usize) -> Read<Expr> {
        let the = self.skip(at, &[W::The]);
        let (next, nth) = match self.ordinal(the) {
            Some((next, LAST)) => (next, -1),
            Some((next, number @ 1..=53)) => (next, number as i8),
            _ => match self.term(the) {
                Term::Shift(Shift::Last) => (the + 1, -1),
                _ => return None,
            },
        };
        // "the first month of 2013"
        if self.term(next) == Term::Unit(TimeUnit::Month)
            && self.is(next + 1, W::Of)
            && let Some((end, Expr::Year(year))) = self.year(next + 2)
            && nth <= 12
        {
            let month = if nth < 0 { 12 } else { nth.unsigned_abs() };
            return Some((end, Expr::Month { year: YearOf::Is(year), month }));
        }
        let what = match self.term(next) {
            Term::Unit(TimeUnit::Day) => What::Day,
            Term::Unit(TimeUnit::Week) => What::Week,
            Term::Unit(TimeUnit::Weekend) => What::Weekend,
            Term::Weekday(weekday) => What::Weekday(weekday),
            _ => return None,
        };
        let of = self.skip(next + 1, &[W::Of, W::In]);
        (of > next + 1).then_some(())?;
        let bare_last = the == at && nth == -1 && !matches!(what, What::Weekday(_) | What::Week | What::Day);
        if bare_last {
            return None;
        }
        if let Some((end, Expr::Month { year, month })) = self.month_of(of) {
            return Some((end, Expr::Nth { nth, what, year, month: Some(month) }));
        }
        if let Some((end, Expr::Year(year))) = self.year(of) {
            return Some((end, Expr::Nth { nth, what, year: YearOf::Is(year), month: None }));
        }
        match self.shifted_unit(of) {
            Some((end, TimeUnit::Year, by, from)) => {
                Some((end, Expr::Nth { nth, what, year: YearOf::Away(by, from), month: None }))
            }
            Some((end, TimeUnit::Month, by, from)) => {
                Some((end, Expr::Nth { nth, what, year: YearOf::Away(by, from), month: Some(0) }))
            }
            _ if self.is(of, W::The) && self.is_text(of + 1, "year") => {
                Some((of + 2, Expr::Nth { nth, what, year: YearOf::Away(0, From::Anchor), month: None }))
            }
            _ if self.is(of, W::The) && self.is_text(of + 1, "month") => {
                Some((of + 2, Expr::Nth { nth, what, year: YearOf::Away(0, From::Anchor), month: Some(0) }))
            }
            _ => None,
        }
    }

    /// The stretch that the text speaks of: "the weekend", "the quarter", "the year" of "the end of the year".
    pub(super) fn the(&self, at: usize, modified: bool) -> Read<Expr> {
        if let Some(read) = self.year_ago(at) {
            return Some(read);
        }
        let the = self.skip(at, &[W::The]);
        let unit_at = self.skip(the, &[W::Latest, W::Full, W::Whole, W::Entire]);
        let latest = unit_at > the && self.is(the, W::Latest);
        if latest && self.is(unit_at, W::Period) {
            return Some((unit_at + 1, Expr::The(TimeUnit::Quarter)));
        }
        // "day two" of something that is on
        if unit_at == at
            && self.is_text(at, "day")
            && matches!(self.term(at + 1), Term::Number(_) | Term::Word(W::One))
            && self.is_break(at + 2)
            && !self.is_before(at, &[W::A, W::Per])
        {
            return Some((at + 2, Expr::Away { unit: TimeUnit::Day, by: 0, from: From::Anchor }));
        }
        let Term::Unit(unit) = self.term(unit_at) else {
            // "the 1988 period": that year.
            if let Term::Digits(year @ 1900..=2100, 4) = self.term(the)
                && the > at
                && (self.is(the + 1, W::Period) || self.is_text(the + 1, "quarter"))
            {
                return Some((the + 2, Expr::PeriodOf(year as i16)));
            }
            return None;
        };
        let end = unit_at + 1;
        if unit_at == at {
            return self.bare_unit(at, unit);
        }
        if the == at || unit <= TimeUnit::Hour {
            return None;
        }
        // "the quarter ended Sept. 30": which one, the day says.
        if unit == TimeUnit::Quarter
            && self.is(end, W::Ended)
            && let Some((_, Said { expr: Expr::Day { year, month, .. }, .. })) = self.day(end + 1)
        {
            return Some((end, Expr::QuarterEnded { year, month }));
        }
        if unit == TimeUnit::Year && self.is(end, W::Ended) && the > at {
            return Some((end, Expr::Duration(Length::one(TimeUnit::Year))));
        }
        // "the year ended June 30", "the week that changed the town", "the day of the vote" are others.
        let told = self.is_any(end, &[W::Of, W::Ended, W::Hyphen])
            || self.is_any_text(end, &["that", "when", "which", "to"])
            || (unit != TimeUnit::Weekend && self.is_any_text(end, &["he", "she", "they"]));
        let timed = self.is_before(
            at,
            &[
                W::In,
                W::During,
                W::Over,
                W::Through,
                W::Of,
                W::For,
                W::By,
                W::At,
                W::Until,
                W::Till,
                W::Before,
                W::After,
                W::Since,
            ],
        );
        let late =
            at >= 2 && self.is_before(at, &[W::In]) && self.is_any(at - 2, &[W::Later, W::Earlier, W::Early, W::Late]);
        let known = match unit {
            _ if modified => unit != TimeUnit::Day || !told,
            _ if latest => true,
            TimeUnit::Weekend => !told,
            TimeUnit::Quarter => timed && !self.is(end, W::Of),
            TimeUnit::Week => self.is_before(at, &[W::During, W::For, W::Over]) && !told || late,
            TimeUnit::Year if at >= 2 && self.is_before(at, &[W::Of]) && self.is_any_text(at - 2, TITLED) => false,
            TimeUnit::Year => self.is_before(at, &[W::For, W::During, W::Of, W::In]) && !told,
            TimeUnit::Month => self.is_before(at, &[W::During, W::For]) && !told || late,
            TimeUnit::Day => late,
            _ => false,
        };
        known.then_some((end, Expr::The(unit)))
    }

    /// "Week 31", "week 5 of 2014".
    pub(super) fn week_number(&self, at: usize) -> Read<Expr> {
        let Term::Digits(week @ 1..=53, 1..=2) = self.term(at + 1) else { return None };
        (self.is_text(at, "week") && self.is_capitalized(at) || self.is(at + 2, W::Of)).then_some(())?;
        self.is_text(at, "week").then_some(())?;
        let (end, year) = self
            .year_behind(at + 2)
            .filter(|(_, year)| matches!(year, YearOf::Is(_)))
            .unwrap_or((at + 2, YearOf::Away(0, From::Anchor)));
        Some((end, Expr::Nth { nth: week as i8, what: What::Week, year, month: None }))
    }

    /// In notes every word of time is one: "good morning", "long day", "weekends", "day 2", "first day".
    pub(super) fn noted(&self, at: usize) -> Read<Expr> {
        if self.register == super::Register::News {
            return None;
        }
        let the = self.skip(at, &[W::The]);
        let end = the + 1;
        if let (Term::Ordinal(_), Term::Unit(unit @ (TimeUnit::Day | TimeUnit::Year))) = (self.term(at), self.term(end))
        {
            return Some((end + 1, Expr::Duration(Length::one(unit))));
        }
        let numbered = matches!(self.term(end), Term::Digits(_, 1..=2))
            && !self.glued(end + 1)
            && !matches!(self.term(end + 1), Term::Unit(_) | Term::Units(_) | Term::Meridiem(_) | Term::Month(_));
        let end = end + usize::from(numbered && the == at && matches!(self.term(the), Term::Unit(_)));
        // "lee min ho"
        let abbreviated = self.text(the).len() <= 3 && !self.is_text(the, "day");
        Some((
            end,
            match self.term(the) {
                Term::Unit(TimeUnit::Season) | Term::Units(TimeUnit::Season) => return None,
                Term::Unit(_) if abbreviated => return None,
                Term::Unit(TimeUnit::Weekend) => Expr::The(TimeUnit::Weekend),
                Term::Unit(unit) => Expr::Duration(Length::one(unit)),
                Term::Units(TimeUnit::Weekend) => Expr::Every(Length::one(TimeUnit::Week)),
                Term::Units(unit) => Expr::Duration(Length::new(None, unit)),
                Term::Season(season) => Expr::Season { year: YearOf::Open, season },
                Term::Word(W::Future) => Expr::Reference(Reference::Future),
                _ => return None,
            },
        ))
    }

    /// A unit without an article: "at weekend", "by year-end", "year end".
    fn bare_unit(&self, at: usize, unit: TimeUnit) -> Read<Expr> {
        let end = self.skip(self.skip(at + 1, &[W::Possessive]), &[W::Hyphen]);
        match unit {
            TimeUnit::Year
                if self.is(end, W::End)
                    && (self.is_break(end + 1) || self.is_before(at, &[W::By, W::At, W::Before, W::Until])) =>
            {
                Some((end + 1, Expr::Day { year: YearOf::Open, month: 12, day: 31, weekday: None }))
            }
            TimeUnit::Month if self.is(end, W::End) && self.is_break(end + 1) => Some((
                end + 1,
                Expr::Nth { nth: -1, what: What::Day, year: YearOf::Away(0, From::Anchor), month: Some(0) },
            )),
            _ => None,
        }
    }

    /// "year-ago", "the year-earlier quarter": the same stretch of the year before. "a year-earlier loss" begins
    /// behind the article, which belongs to the loss.
    fn year_ago(&self, at: usize) -> Read<Expr> {
        let the = self.skip(at, &[W::The]);
        let ago = the + 2;
        let said = self.is_text(the, "year") && self.is(the + 1, W::Hyphen) && self.is_any(ago, &[W::Ago, W::Earlier]);
        said.then_some(())?;
        let from = if self.is(ago, W::Ago) { From::Anchor } else { From::Text };
        let period = matches!(self.term(ago + 1), Term::Word(W::Period) | Term::Unit(TimeUnit::Quarter));
        if the > at {
            return period.then_some((ago + 2, Expr::YearBefore(from)));
        }
        Some((ago + 1 + usize::from(period && self.is_before(at, &[W::A])), Expr::YearBefore(from)))
    }
}
