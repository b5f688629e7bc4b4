//! A day and the time of it, in either order: "Friday morning", "10 a.m. on Friday", "the early hours of Tuesday".

use super::clock::Clock;
use super::{Expr, From, Grammar, Read, Register, Said, furthest};
use crate::dates::length::TimeUnit;
use crate::dates::terms::{Shift, Term, W};
use crate::dates::value::TimeOfDay;

/// Nouns of which a part of the day says what kind they are.
#[rustfmt::skip]
const PART_OF: &[&str] = &[
    "shift", "shifts", "prayer", "prayers", "raid", "raids", "flight", "flights", "sky", "skies", "train", "trains",
    "market", "markets", "club", "clubs", "session", "sessions", "trading", "show", "shows", "news", "newspaper",
    "paper", "school", "time", "rush", "classes", "service", "services", "vision", "watchman", "air", "attack",
    "attacks", "patrol", "patrols", "light",
];

impl Grammar<'_> {
    /// A day and the time of it, in either order.
    pub(super) fn moment(&self, at: usize) -> Read<Said> {
        let candidates = [self.day_then_time(at), self.part_of_day(at), self.time_then_day(at), self.part_alone(at)];
        furthest(candidates.into_iter().flatten())
    }

    /// A day without a time.
    fn any_day(&self, at: usize) -> Read<Said> {
        let plain = |read: Read<Expr>| read.map(|(end, expr)| (end, Said::from(expr)));
        let rules = [
            self.day(at),
            plain(self.holiday(at)),
            plain(self.weekday_said(at)),
            plain(self.day_of_month(at)),
            plain(self.deictic(at)),
            plain(self.same_day(at)),
            self.week_of(at),
        ];
        furthest(rules.into_iter().flatten())
    }

    /// "the week of March 6".
    fn week_of(&self, at: usize) -> Read<Said> {
        let the = self.skip(at, &[W::The]);
        (the > at && self.is_text(the, "week") && self.is(the + 1, W::Of)).then_some(())?;
        let (end, said) = self.day(the + 2)?;
        Some((end, Said { offset: Some((0, TimeUnit::Week)), ..said }))
    }

    /// "that day", "the next day", "the same day", beside which a time may stand.
    fn same_day(&self, at: usize) -> Read<Expr> {
        let (end, unit, by, from) = self.shifted_unit(at)?;
        let from = if self.is(at, W::The) && by == 1 { From::Text } else { from };
        (unit == TimeUnit::Day).then_some((end, Expr::Away { unit, by, from }))
    }

    /// "Friday morning", "January 3 at 10 a.m.", "yesterday at noon", "Christmas night", "Monday in the early morning".
    fn day_then_time(&self, at: usize) -> Read<Said> {
        let (end, said) = self.any_day(at)?;
        let part_at = self.skip(end, &[W::Early, W::Late, W::Mid]);
        let part_at = self.skip(part_at, &[W::Hyphen]);
        if let Term::Part(part, false) = self.term(part_at) {
            let next = part_at + 1;
            let time = self.clock_behind(next).map_or(part, |(_, clock)| clock.within(Some(part)));
            let end = self.clock_behind(next).map_or(next, |(end, _)| end);
            return Some((end, Said { time: Some(time), ..said }));
        }
        if self.is(end, W::Tonight) {
            return Some((end + 1, Said { time: Some(TimeOfDay::Night), ..said }));
        }
        if let Some((end, clock)) = self.clock_behind(end) {
            let (end, part) = self.in_the_part(end);
            return Some((end, Said { time: Some(clock.within(part)), ..said }));
        }
        if let (next, Some(part)) = self.in_the_part(end)
            && !matches!(said.expr, Expr::Weekday { .. } if self.is(end, W::At))
        {
            return Some((next, Said { time: Some(part), ..said }));
        }
        Some((end, said))
    }

    /// "at 10 a.m.", ", 10:30", " 6:47 PM" behind a day.
    fn clock_behind(&self, at: usize) -> Read<Clock> {
        let clock_at = self.skip(at, &[W::At, W::Comma, W::Dash]);
        let clock_at = self.skip(clock_at, &[W::At]);
        self.clock(clock_at)
    }

    /// "10 a.m. on Friday", "8:55 on Monday morning", "noon Saturday", "five in the morning of 6 November", "10:30".
    fn time_then_day(&self, at: usize) -> Read<Said> {
        let (end, clock) = self.clock(at)?;
        let (end, part) = self.in_the_part(end);
        let day_at = self.skip(self.skip(end, &[W::Comma, W::On, W::Of, W::Dash]), &[W::On]);
        if let Some((next, said)) = self.any_day(day_at) {
            let (next, behind) = match self.term(next) {
                Term::Part(part, false) => (next + 1, Some(part)),
                _ => (next, None),
            };
            return Some((next, Said { time: Some(clock.within(part.or(behind))), ..said }));
        }
        if let Some((next, expr, part)) = self.deictic_part(day_at) {
            return Some((next, Said { time: Some(clock.within(Some(part))), ..Said::from(expr) }));
        }
        Some((end, Said { time: Some(clock.within(part)), ..Said::from(Expr::Time) }))
    }

    /// "in the morning", "at night", "of the evening" behind an hour.
    pub(super) fn in_the_part(&self, at: usize) -> (usize, Option<TimeOfDay>) {
        let the = match self.term(at) {
            Term::Word(W::In) if self.is(at + 1, W::The) => at + 2,
            Term::Word(W::At) if self.is_text(at + 1, "night") => at + 1,
            _ => return (at, None),
        };
        let part_at = self.skip(the, &[W::Early, W::Late, W::Mid]);
        match self.term(part_at) {
            Term::Part(part, false) => (part_at + 1, Some(part)),
            _ => (at, None),
        }
    }

    /// "the night of August 9", "the early hours of Tuesday", "dawn on Easter Sunday", "early morning on 5 May".
    fn part_of_day(&self, at: usize) -> Read<Said> {
        let the = self.skip(self.skip(at, &[W::The]), &[W::Early, W::Late, W::Mid]);
        let the = self.skip(the, &[W::Hyphen]);
        let (part, mut next) = match self.term(the) {
            Term::Part(part, false) => (part, the + 1),
            Term::Units(TimeUnit::Hour)
                if self.is_before(the, &[W::Early]) || self.is_text(the.checked_sub(1)?, "small") =>
            {
                (TimeOfDay::Morning, the + 1)
            }
            _ if self.is_any_text(the, &["small", "wee"]) && self.term(the + 1) == Term::Units(TimeUnit::Hour) => {
                (TimeOfDay::Morning, the + 2)
            }
            _ => return None,
        };
        if self.term(next) == Term::Units(TimeUnit::Hour) {
            next += 1;
        }
        let linked = self.is_any(next, &[W::Of, W::On]);
        // "dawn Thursday"
        let day_at = if linked {
            next + 1
        } else if the == at {
            next
        } else {
            return None;
        };
        let (end, said) = self.any_day(day_at)?;
        Some((end, Said { time: Some(part), ..said }))
    }

    /// "this morning", "last night", "tonight", "that evening", "the next morning", "the night before".
    pub(super) fn deictic_part(&self, at: usize) -> Option<(usize, Expr, TimeOfDay)> {
        let day = |by, from| Expr::Away { unit: TimeUnit::Day, by, from };
        if self.is(at, W::Tonight) {
            return Some((at + 1, day(0, From::Anchor), TimeOfDay::Night));
        }
        if self.is(at, W::Overnight)
            && !self.is_any_text(at + 1, &["bag", "train", "success", "stay", "stays", "bus", "flight"])
        {
            return Some((at + 1, day(-1, From::Anchor), TimeOfDay::Night));
        }
        let (next, shift) = self.shift(at);
        let next = self.skip(next, &[W::Late, W::Early, W::Mid]);
        let Term::Part(part, false) = self.term(next) else { return None };
        let expr = match shift? {
            Shift::Last | Shift::Past => day(-1, From::Anchor),
            Shift::This => day(0, From::Anchor),
            Shift::Previous => day(-1, From::Text),
            Shift::Next | Shift::Following => day(1, From::Text),
            Shift::Same => day(0, From::Text),
        };
        Some((next + 1, expr, part))
    }

    /// A part of the day by itself: "in the morning", "by nightfall", "at dawn", "the night before".
    fn part_alone(&self, at: usize) -> Read<Said> {
        if let Some((end, expr, part)) = self.deictic_part(at) {
            let said = Said { time: Some(part), ..Said::from(expr) };
            // "tonight at 8", "this morning at three".
            if let Some((end, clock)) = self.clock_behind(end) {
                return Some((end, Said { time: Some(clock.within(Some(part))), ..said }));
            }
            return Some((end, said));
        }
        let the = self.skip(at, &[W::The]);
        let said = |by| Expr::Away { unit: TimeUnit::Day, by, from: From::Text };
        if let (Term::Part(part, false), Term::Word(W::Before | W::After)) = (self.term(the), self.term(the + 1))
            && the > at
            && (self.is_break(the + 2) || matches!(self.term(the + 2), Term::Other))
        {
            let by = if self.is(the + 1, W::Before) { -1 } else { 1 };
            return Some((the + 2, Said { time: Some(part), ..Said::from(said(by)) }));
        }
        let noted = self.register == Register::Notes;
        let the = if noted { self.skip(the, &[W::A]) } else { the };
        let part_at = self.skip(self.skip(the, &[W::Early, W::Late, W::Mid, W::All]), &[W::Hyphen]);
        let Term::Part(part, false) = self.term(part_at) else { return None };
        if self.is(the, W::All) && part_at == the + 1 {
            return Some((part_at + 1, Said { time: Some(part), ..Said::from(Expr::Time) }));
        }
        let timed = self.is_before(
            at,
            &[
                W::In,
                W::At,
                W::By,
                W::Until,
                W::Till,
                W::Through,
                W::During,
                W::Since,
                W::Before,
                W::After,
                W::Around,
                W::Over,
                W::From,
                W::To,
            ],
        );
        // "it began to dawn on him"
        let verb = self.is_before(at, &[W::To]) && self.is(part_at + 1, W::On);
        // "in morning trading"
        let trading = self.is_before(at, &[W::In]) && self.is_any_text(part_at + 1, &["trading", "trade"]);
        let noun = verb || (self.is_any_text(part_at + 1, PART_OF) && !trading) || self.is(part_at + 1, W::Hyphen);
        let known = noted || timed && (the > at || !self.is_before(at, &[W::Over])) && !noun;
        known.then(|| (part_at + 1, Said { time: Some(part), ..Said::from(Expr::Time) }))
    }
}
