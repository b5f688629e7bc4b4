//! The time on a clock: "10 a.m.", "half past nine", "18:30 GMT", "three this morning".

use super::{Grammar, Read};
use crate::dates::length::TimeUnit;
use crate::dates::terms::{Shift, Term, W};
use crate::dates::value::TimeOfDay;
use crate::language::Case;

/// Prepositions behind which a bare number can be an hour.
const AT_HOUR: &[W] =
    &[W::At, W::By, W::From, W::Until, W::Till, W::Before, W::After, W::Around, W::About, W::Since, W::To];

/// A time on a clock, and whether morning or afternoon is said.
#[derive(Clone, Copy)]
pub struct Clock {
    hour: u8,
    minute: Option<u8>,
    second: Option<u8>,
    /// Whether morning or afternoon is said.
    sure: bool,
    /// Whether it is said as people say it, not as clocks show it.
    spoken: bool,
    /// Whether it is of Coordinated Universal Time.
    universal: bool,
}

impl Clock {
    /// With the part of the day that stands beside it: "three" of "three this afternoon" is 15:00.
    pub fn within(self, part: Option<TimeOfDay>) -> TimeOfDay {
        let late = match part {
            _ if self.sure || self.hour > 12 || self.hour == 0 => false,
            Some(TimeOfDay::Afternoon | TimeOfDay::Evening) => self.hour < 12,
            Some(TimeOfDay::Night) => (6..12).contains(&self.hour),
            _ => false,
        };
        // "at three", "five o'clock" without more are hours of the day.
        let late = late || (self.spoken && part.is_none() && (1..=6).contains(&self.hour));
        let small = !self.sure && self.hour == 12 && matches!(part, Some(TimeOfDay::Night | TimeOfDay::Morning));
        let hour = if late {
            self.hour + 12
        } else if small {
            0
        } else {
            self.hour
        };
        if self.universal {
            return TimeOfDay::Universal(hour, self.minute.unwrap_or(0));
        }
        TimeOfDay::Clock(hour, self.minute, self.second)
    }
}

impl Grammar<'_> {
    /// "10 a.m.", "10:30 p.m.", "6:40pm", "14:00", "noon", "half past nine", "ten o'clock", "1800 GMT", "4.20am".
    pub(super) fn clock(&self, at: usize) -> Read<Clock> {
        let sure = |hour| Clock { hour, minute: None, second: None, sure: true, spoken: false, universal: false };
        match self.term(at) {
            // "midnight-blue"
            Term::Word(W::Noon | W::Midnight) if self.is(at + 1, W::Hyphen) && self.is_noun(at + 2) => return None,
            Term::Word(W::Noon) => return Some((at + 1, sure(12))),
            // The end of a day in a deadline, its beginning elsewhere.
            Term::Word(W::Midnight) => {
                let deadline = self.is_before(at, &[W::Until, W::Till, W::By, W::To])
                    && (self.is(at + 1, W::On) || self.weekday(at + 1).is_some());
                return Some((at + 1, sure(if deadline { 24 } else { 0 })));
            }
            _ => {}
        }
        let (end, clock) = self
            .four_digits(at)
            .or_else(|| self.past_hour(at))
            .or_else(|| self.digital(at))
            .or_else(|| self.hour_alone(at))?;
        // "10 a.m. EST", "1800 GMT", "8am local time".
        let local = self.is_text(end, "local") && self.is(end + 1, W::Time);
        let zone = matches!(self.term(end), Term::Zone)
            || (self.term(end) == Term::ZoneLarge && self.case(end) == Case::Upper)
            || (matches!(self.text(end), "Eastern" | "Pacific" | "Central" | "Mountain") && clock.sure);
        let end = if local {
            end + 2
        } else if zone {
            end + 1
        } else {
            end
        };
        let timed = zone && self.is(end, W::Time);
        let universal = zone && self.is_any_text(end - 1, &["UTC"]);
        Some((end + usize::from(timed), Clock { universal, ..clock }))
    }

    /// "1800 GMT", "0900 hours".
    fn four_digits(&self, at: usize) -> Read<Clock> {
        let Term::Digits(number @ 0..=2400, 4) = self.term(at) else { return None };
        let hours = self.is_any_text(at + 1, &["hours", "hrs"]);
        let zone = matches!(self.term(at + 1), Term::Zone)
            || (self.term(at + 1) == Term::ZoneLarge && self.case(at + 1) == Case::Upper);
        let (hour, minute) = ((number / 100) as u8, (number % 100) as u8);
        let clock = Clock { hour, minute: Some(minute), second: None, sure: true, spoken: false, universal: false };
        let starts = self.text(at).starts_with(['0', '1', '2']);
        ((hours || zone) && minute < 60 && starts).then_some((at + 1 + usize::from(hours), clock))
    }

    /// "half past nine", "twenty past twelve", "quarter to six", "20 minutes past midnight", "five past four".
    fn past_hour(&self, at: usize) -> Read<Clock> {
        let start = self.skip(at, &[W::A]);
        let (next, minutes) = match self.term(start) {
            Term::Word(W::Half) => (start + 1, 30),
            Term::Unit(TimeUnit::Quarter) => (start + 1, 15),
            Term::Digits(minutes @ 1..=59, 1..=2) => (start + 1, minutes),
            _ => self.below_hundred(start).filter(|(_, minutes)| (1..60).contains(minutes))?,
        };
        let next = if matches!(self.term(next), Term::Units(TimeUnit::Minute) | Term::Unit(TimeUnit::Minute)) {
            next + 1
        } else {
            next
        };
        let past = match self.term(next) {
            Term::Shift(Shift::Past) => true,
            Term::Word(W::After)
                if minutes == 30 || minutes == 15 || self.is_any(next + 1, &[W::Noon, W::Midnight]) =>
            {
                true
            }
            Term::Word(W::To) => false,
            _ => return None,
        };
        let (end, hour) = match self.term(next + 1) {
            Term::Word(W::Midnight) => (next + 2, 0),
            Term::Word(W::Noon) => (next + 2, 12),
            Term::Digits(hour @ 1..=12, 1..=2) => (next + 2, hour),
            _ => self.below_hundred(next + 1).filter(|(_, hour)| (1..=12).contains(hour))?,
        };
        // "from five to six" counts; "ten to six" is a time only behind a preposition of its own.
        if !past && (start == at && minutes != 15 && !self.is_before(at, &[W::At])) {
            return None;
        }
        let named = self.is_any(next + 1, &[W::Noon, W::Midnight]);
        let (end, hour, sure) = self.half_of_day(end, hour as u8).unwrap_or((end, hour as u8, named));
        // "a quarter to one" is after twelve; "ten to midnight" after 23.
        let hour = match hour {
            _ if past => hour,
            0 => 23,
            1 => 12,
            hour => hour - 1,
        };
        let minute = if past { minutes } else { 60 - minutes };
        Some((
            end,
            Clock {
                hour,
                minute: Some(u8::try_from(minute).ok()?),
                second: None,
                sure,
                spoken: !sure,
                universal: false,
            },
        ))
    }

    /// "a.m." or "p.m." behind an hour: where it ends, and the hour of 24.
    fn half_of_day(&self, at: usize, hour: u8) -> Option<(usize, u8, bool)> {
        // "5+am"
        let at = self.skip(at, &[W::Plus]);
        let Term::Meridiem(late) = self.term(at) else { return None };
        (1..=12).contains(&hour).then(|| (at + 1, hour % 12 + if late { 12 } else { 0 }, true))
    }

    /// "10:30", "10.30 p.m.", "6pm", "16h00", "10:30:15".
    fn digital(&self, at: usize) -> Read<Clock> {
        // "1130pm"
        if let (Term::Digits(number @ 100..=1259, 3..=4), Term::Meridiem(_)) = (self.term(at), self.term(at + 1))
            && self.glued(at + 1)
            && number % 100 < 60
        {
            let (end, hour, sure) = self.half_of_day(at + 1, (number / 100) as u8)?;
            return Some((
                end,
                Clock { hour, minute: Some((number % 100) as u8), second: None, sure, spoken: false, universal: false },
            ));
        }
        let Term::Digits(hour @ 0..=24, length @ 1..=2) = self.term(at) else { return None };
        let hour = hour as u8;
        if at > 0
            && self.glued(at)
            && (self.is_before(at, &[W::Currency, W::Colon, W::Dot, W::Slash])
                || matches!(self.before(at), Term::Digits(..)))
        {
            return None;
        }
        let minute_at = |at: usize| match self.term(at) {
            Term::Digits(minute @ 0..=59, 2) if self.glued(at) => Some(minute as u8),
            _ => None,
        };
        let french = matches!(self.term(at + 1), Term::Unit(TimeUnit::Hour)) && self.text(at + 1).len() == 1;
        let colon = self.is(at + 1, W::Colon);
        let marked = (colon || self.is(at + 1, W::Dot) || french) && self.glued(at + 1);
        let minute = if marked { minute_at(at + 2) } else { None };
        let (mut end, mut second) = (if minute.is_some() { at + 3 } else { at + 1 }, None);
        if minute.is_some() && colon && self.is(end, W::Colon) && self.glued(end) {
            second = minute_at(end + 1);
            end += if second.is_some() { 2 } else { 0 };
        }
        if let Some((end, hour, sure)) = self.half_of_day(end, hour) {
            return Some((end, Clock { hour, minute, second, sure, spoken: false, universal: false }));
        }
        minute?;
        // A decimal follows: "1:35.10" is a length.
        if self.glued(end)
            && (self.is_any(end, &[W::Dot, W::Colon])
                && matches!(self.term(end + 1), Term::Digits(..))
                && self.glued(end + 1))
        {
            return None;
        }
        let zoned = matches!(self.term(end), Term::Zone | Term::ZoneLarge) && self.case(end) == Case::Upper
            || self.is_any_text(end, &["hrs", "hours", "hr"]);
        let preposed = self.is_before(at, AT_HOUR) || self.is_before(at, &[W::On, W::Between, W::Comma, W::And]);
        let parted = matches!(self.in_the_part(end), (_, Some(_))) || self.deictic_part(end).is_some();
        // "2:1" is a score and "8.30" a number, unless something says that it is a time.
        // "9:30 to 11:00", "11:30-1:30"
        let ranged = self.is_any(end, &[W::To, W::Till, W::Until, W::Hyphen, W::Dash])
            && matches!(self.term(end + 1), Term::Digits(..))
            && self.is(end + 2, W::Colon)
            || self.is_before(at, &[W::To, W::Till, W::Until, W::Hyphen, W::Dash])
                && at >= 4
                && self.is(at - 3, W::Colon);
        let verse = at > 1 && self.term(at - 1) == Term::Other && self.case(at - 1) == Case::Title && !zoned;
        let told = match () {
            // "Luke 12:15"
            _ if verse && colon => false,
            _ if french => true,
            _ if colon => (length == 2 || preposed || zoned || parted || ranged) && !self.is_plural(end),
            _ => {
                zoned
                    || parted
                    || (self.is_before(at, &[W::At]) && self.is_break(end) && !self.is_any(end, &[W::Percent, W::To]))
            }
        };
        if !told || hour == 24 && minute != Some(0) {
            return None;
        }
        let end = end + usize::from(self.is_any_text(end, &["hrs", "hours", "hr"]));
        Some((
            end,
            Clock {
                hour,
                minute,
                second,
                sure: length == 2 && (hour > 12 || self.text(at).starts_with('0')),
                spoken: false,
                universal: false,
            },
        ))
    }

    /// "ten o'clock", "six in the evening", "at nine.", "three this morning".
    fn hour_alone(&self, at: usize) -> Read<Clock> {
        let (end, hour) = match self.term(at) {
            Term::Digits(hour @ 1..=24, 1..=2) => (at + 1, hour),
            _ => self.below_hundred(at)?,
        };
        (1..=24).contains(&hour).then_some(())?;
        let clock = Clock {
            hour: hour as u8,
            minute: None,
            second: None,
            sure: hour > 12,
            spoken: hour <= 12,
            universal: false,
        };
        if let Some((end, hour, sure)) = self.half_of_day(end, hour as u8) {
            return Some((end, Clock { hour, sure, spoken: false, ..clock }));
        }
        // "seven thirty am".
        if let Some((next, minute @ 10..=59)) = self.below_hundred(end)
            && let Some((end, hour, sure)) = self.half_of_day(next, hour as u8)
        {
            return Some((
                end,
                Clock { hour, sure, minute: Some(minute as u8), second: None, spoken: false, universal: false },
            ));
        }
        if hour == 12 && self.is(end, W::Noon) {
            return Some((end + 1, Clock { sure: true, spoken: false, ..clock }));
        }
        let o_clock =
            if self.is(end, W::O) && self.is_text(end + 1, "clock") { end + 2 } else { self.skip(end, &[W::Clock]) };
        if o_clock > end {
            return match self.half_of_day(o_clock, hour as u8) {
                Some((end, hour, sure)) => Some((end, Clock { hour, sure, spoken: false, ..clock })),
                None => Some((o_clock, clock)),
            };
        }
        if hour > 12 {
            return None;
        }
        let parted = matches!(self.in_the_part(end), (_, Some(_)))
            || self.deictic_part(end).is_some_and(|(_, _, part)| !matches!(part, TimeOfDay::Daytime));
        let touched = self.glued(end) && self.is_any(end, &[W::Colon, W::Dot, W::Hyphen]) && self.glued(end + 1);
        let bare = self.is_before(at, &[W::At])
            && !touched
            && (self.is_end(end)
                || self.is_any(end, &[W::Comma, W::Dot, W::On, W::Sharp, W::And])
                || self.day(self.skip(end, &[W::On])).is_some()
                || matches!(self.text(end), "," | "." | ";" | "!" | "?" | "\"" | "”" | ")" | "’"));
        // "at 5, she learned to sew" is an age more often than not when nothing else speaks of a day.
        let spoken = matches!(self.term(at), Term::Number(_) | Term::Word(W::One)) || self.is_end(end + 1);
        (parted || (bare && spoken)).then_some((end, clock))
    }
}
