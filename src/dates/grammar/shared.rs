//! Lists and ranges that say their shared part once: "two to six days", "13 to 15 January", "January 13-15 and 22",
//! "between March and May 2011", "from 9 to 11 p.m.", "1998-2003".
//!
//! Each end is an expression of its own, as TimeML marks them.

use super::{Expr, Grammar, Placed, Said, YearOf};
use crate::dates::length::{Length, TimeUnit};
use crate::dates::terms::{Term, W};
use crate::dates::value::TimeOfDay;

/// What stands between the parts of a list or the ends of a range.
const BETWEEN: &[W] = &[W::And, W::Or, W::To, W::Hyphen, W::Dash, W::Comma, W::Through, W::Until, W::Till, W::Slash];

/// How many members of a list are looked through.
const LONGEST: usize = 8;

impl Grammar<'_> {
    /// A list whose last member alone says what is counted. Nothing is taken unless that member is there.
    pub(super) fn shortened(&self, at: usize, found: &mut Vec<Placed>) -> Option<usize> {
        let the = self.skip(at, &[W::The]);
        let mut numbers: Vec<(usize, usize, u32, bool)> = Vec::new();
        let mut next = the;
        let said = loop {
            let (end, number, ordinal) = self.list_number(next)?;
            let start = if numbers.is_empty() { at } else { next };
            let whole = if numbers.is_empty() { None } else { self.list_end(next) };
            if let Some(said) = whole {
                break said;
            }
            numbers.push((start, end, number, ordinal));
            if numbers.len() > LONGEST {
                return None;
            }
            let joined = self.skip(end, BETWEEN);
            (joined > end).then_some(())?;
            // ", and"
            next = self.skip(self.skip(joined, &[W::And, W::Or, W::To]), &[W::The]);
        };
        let (end, last) = said;
        // "at the age of 96, seven years after": two numbers that only a comma joins are no list.
        let listed = next > 0 && !self.is(next - 1, W::Comma);
        if numbers.len() == 1 && !listed && matches!(last.expr, Expr::Duration(_)) {
            return None;
        }
        for (start, end, number, ordinal) in numbers {
            let expr = same_kind(last.expr, number, ordinal)?;
            let placed = self.place(start..end, Said { time: shortened_time(last, number), ..Said::from(expr) }, None);
            found.push(placed);
        }
        let placed = self.place(next..end, last, None);
        found.push(placed);
        Some(end)
    }

    /// A number of a list: where it ends, and whether it is an ordinal.
    fn list_number(&self, at: usize) -> Option<(usize, u32, bool)> {
        if let Some((end, number)) = self.ordinal(at) {
            return Some((end, number, true));
        }
        let (end, number) = match self.term(at) {
            Term::Digits(number, 1..=3) => (at + 1, number),
            _ => self.below_hundred(at)?,
        };
        // "9:30 to 10", "3.5 to 4" have more to say.
        let more = self.is_any(end, &[W::Colon, W::Dot])
            && self.glued(end)
            && self.glued(end + 1)
            && matches!(self.term(end + 1), Term::Digits(..));
        (!more).then_some((end, number, false))
    }

    /// The last member of a shortened list, in full.
    fn list_end(&self, at: usize) -> Option<(usize, Said)> {
        let last = |said: &Said| {
            matches!(said.expr, Expr::Duration(length) if length.whole().is_some())
                || matches!(
                    said.expr,
                    Expr::Day { weekday: None, .. }
                        | Expr::DayOfMonth { month: Some(_), .. }
                        | Expr::Century(..)
                        | Expr::Quarter { .. }
                )
                || (matches!(said.expr, Expr::Time)
                    && matches!(said.time, Some(TimeOfDay::Clock(..)))
                    && said.offset.is_none())
        };
        // "the 4th and 5th of this month": the article stands before the first.
        let month = || {
            let Term::Ordinal(day @ 1..=31) = self.term(at) else { return None };
            let (end, unit, by, from) = self.shifted_unit(self.is(at + 1, W::Of).then_some(at + 2)?)?;
            (unit == TimeUnit::Month)
                .then(|| (end, Expr::DayOfMonth { day: day as u8, month: Some((by, from)), weekday: None }.into()))
        };
        let (end, said) = self.longest(at, false).filter(|(_, said)| last(said)).or_else(month)?;
        (!self.is_age(at, end)).then_some((end, said))
    }

    /// Bare numbers behind a day or a year: "January 13-15 and 22", "Oct. 10 to 13", "2007-08".
    pub(super) fn continued(&self, found: &mut Vec<Placed>) -> Option<usize> {
        let mut reached = None;
        for _ in 0..LONGEST {
            let last = found.last()?;
            let (end, expr) = (last.end, last.found.expr);
            let joined = self.skip(end, BETWEEN);
            if joined == end || last.found.time.is_some() || last.found.offset.is_some() {
                break;
            }
            let comma = self.is(end, W::Comma);
            let next = self.skip(self.skip(joined, &[W::And, W::Or]), &[W::The]);
            // "2008-09", "the 2009/10 season"
            let hyphen = (self.is_dash(end) || self.is(end, W::Slash)) && self.glued(end) && self.glued(next);
            let (Some((stop, number, ordinal)), true) = (self.list_number(next), next >= joined) else { break };
            let more = match expr {
                Expr::Day { year, month, day, weekday: _ }
                    if (1..=31).contains(&number) && self.year_is_open_or_behind(year, last) =>
                {
                    // "May 5 and 6 people died": only a mark or a word of grammar may follow a number that is no range.
                    let follows = self.is_break(stop) || ordinal || hyphen;
                    let counts = matches!(self.term(stop), Term::Unit(_) | Term::Units(_) | Term::Meridiem(_) | Term::Times(_))
                            || self.is_any(stop, &[W::Colon, W::Percent])
                            // "2nd of January to 5th of October"
                            || (self.is(stop, W::Of) && self.month(stop + 1).is_some())
                            || self.month(stop).is_some();
                    let rises = number > u32::from(day);
                    if !follows || counts || !rises || (comma && !self.more_follow(stop) && joined == next) {
                        break;
                    }
                    let (end, year) = match self.year_behind(stop) {
                        Some((end, year)) if year == YearOf::Open || matches!(year, YearOf::Is(_)) => (end, year),
                        _ => (stop, year),
                    };
                    (end, Expr::Day { year, month, day: number as u8, weekday: None })
                }
                Expr::Year(first) if hyphen && !ordinal && stop == next + 1 && self.text(next).len() == 2 => {
                    let century = first - first.rem_euclid(100);
                    let year = century + number as i16;
                    // "1999-00"
                    let year = if year < first { year + 100 } else { year };
                    if year - first > 60 || year > 9999 {
                        break;
                    }
                    (stop, Expr::Year(year))
                }
                Expr::Decade(first) if !hyphen => match self.term(next) {
                    Term::Decade(second, false) => {
                        (next + 1, Expr::Decade(first - first.rem_euclid(10) + second / 10 % 10))
                    }
                    _ => break,
                },
                _ => break,
            };
            let placed = self.place(next..more.0, Said::from(more.1), None);
            found.push(placed);
            reached = Some(more.0);
        }
        reached
    }

    /// A list goes on only while its year is not yet said: "January 13, 14 and 15, 2011".
    fn year_is_open_or_behind(&self, year: YearOf, last: &Placed) -> bool {
        year == YearOf::Open || !matches!(self.term(last.end.saturating_sub(1)), Term::Digits(_, 4))
    }

    /// Whether another number of the list follows: "6, 7 and 8".
    fn more_follow(&self, at: usize) -> bool {
        // "May 2 - 3, 9 - 10, 16 - 17"
        let joined = self.skip(at, &[W::And, W::Or, W::Comma, W::Hyphen, W::Dash]);
        let next = self.skip(joined, &[W::And]);
        joined > at && self.list_number(next).is_some_and(|(_, number, _)| (1..=31).contains(&number))
    }

    /// Gives neighbours what they share: "between March and May 2011", "from January 3, 2017 to February 1", "9 a.m.
    /// to 5 p.m. on Friday".
    pub(super) fn share(&self, found: &mut [Placed]) {
        // From the end, so that a list of three passes its year on.
        for at in (1..found.len()).rev() {
            let (before, behind) = found.split_at_mut(at);
            let (Some(one), Some(other)) = (before.last_mut(), behind.first()) else { continue };
            if !self.is_joined(one.end, other.start) {
                continue;
            }
            share_year(&mut one.found.expr, other.found.expr, self.is(one.end, W::Comma));
            if one.found.expr == Expr::Time
                && one.found.time.is_some_and(is_clock)
                && other.found.time.is_some_and(is_clock)
            {
                one.found.expr = other.found.expr;
                one.found.offset = other.found.offset;
            }
        }
        for at in 1..found.len() {
            let (before, behind) = found.split_at_mut(at);
            let (Some(one), Some(other)) = (before.last(), behind.first_mut()) else { continue };
            if self.is_joined(one.end, other.start) {
                pass_year_on(one.found.expr, &mut other.found.expr);
                // "every Monday and Wednesday"
                if let (Expr::Every(length), Expr::Weekday { shift: None, week: None, .. }) =
                    (one.found.expr, other.found.expr)
                    && other.found.time.is_none()
                    && matches!(self.term(one.end.saturating_sub(1)), Term::Weekday(_) | Term::Weekdays(_))
                {
                    other.found.expr = Expr::Every(length);
                }
            }
        }
    }

    /// Whether nothing but a word that joins stands between two pieces.
    fn is_joined(&self, end: usize, start: usize) -> bool {
        match start.saturating_sub(end) {
            1 => self.is_any(end, BETWEEN),
            2 => {
                self.is_any(end, &[W::Comma, W::And]) && self.is_any(end + 1, BETWEEN)
                    || self.is_any(end, BETWEEN) && self.is(end + 1, W::The)
            }
            _ => false,
        }
    }
}

fn is_clock(time: TimeOfDay) -> bool {
    matches!(time, TimeOfDay::Clock(..))
}

/// A number read as what the whole expression is.
fn same_kind(whole: Expr, number: u32, ordinal: bool) -> Option<Expr> {
    let day = u8::try_from(number).ok().filter(|day| (1..=31).contains(day));
    Some(match whole {
        Expr::Duration(length) if !ordinal => {
            let (_, unit) = length.whole()?;
            Expr::Duration(Length::new(u64::from(number).checked_mul(100), unit))
        }
        Expr::Day { year, month, .. } => Expr::Day { year, month, day: day?, weekday: None },
        Expr::DayOfMonth { month, .. } if ordinal => Expr::DayOfMonth { day: day?, month, weekday: None },
        Expr::Century(_, before) if ordinal => {
            Expr::Century(i16::try_from(number).ok().filter(|number| *number <= 40)?, before)
        }
        Expr::Quarter { year, .. } if ordinal => {
            Expr::Quarter { year, quarter: u8::try_from(number).ok().filter(|number| (1..=4).contains(number))? }
        }
        Expr::Time if !ordinal && number <= 24 => Expr::Time,
        _ => return None,
    })
}

/// "9" of "9 to 11 p.m.": in the same half of the day, if it comes before.
fn shortened_time(whole: Said, number: u32) -> Option<TimeOfDay> {
    let (Expr::Time, Some(TimeOfDay::Clock(hour, ..))) = (whole.expr, whole.time) else { return None };
    let number = u8::try_from(number).ok()?;
    let late = number < 12 && hour > 12 && number <= hour - 12;
    Some(TimeOfDay::Clock(if late { number + 12 } else { number }, None, None))
}

/// A year said behind the last of a list is the first one's too, or the year before for what comes later in it.
fn share_year(one: &mut Expr, other: Expr, comma: bool) {
    let place = |expr: Expr| match expr {
        Expr::Day { year, month, day, .. } => Some((year, month, day)),
        Expr::Month { year, month } => Some((year, month, 0)),
        _ => None,
    };
    let (Some((YearOf::Open, month, day)), Some((year, last_month, last_day))) = (place(*one), place(other)) else {
        return;
    };
    let later = (month, day.min(last_day)) > (last_month, last_day);
    // "December, January 2011" are not one.
    if comma && later {
        return;
    }
    let shared = match year {
        YearOf::Is(number) if later => YearOf::Is(number - 1),
        YearOf::Away(by, from) if later => YearOf::Away(by - 1, from),
        YearOf::Is(_) | YearOf::Away(..) => year,
        YearOf::Open | YearOf::Shifted(_) => return,
    };
    if let Expr::Day { year, .. } | Expr::Month { year, .. } = one {
        *year = shared;
    }
}

/// "January 3, 2017 to February 1": the second end takes the first one's year, or the next for what comes earlier in
/// it.
fn pass_year_on(one: Expr, other: &mut Expr) {
    let (Expr::Day { year: YearOf::Is(known), month: first, .. }
    | Expr::Month { year: YearOf::Is(known), month: first }) = one
    else {
        return;
    };
    if let Expr::Day { year: year @ YearOf::Open, month, .. } | Expr::Month { year: year @ YearOf::Open, month } = other
    {
        *year = YearOf::Is(if *month < first { known + 1 } else { known });
    }
}
