//! The time of day, alone or beside a day: "Friday morning", "10 a.m. on Friday", "half past nine", "the early hours of
//! Tuesday", "three this morning".

use super::{Expr, From, Grammar, Read, Said};
use crate::dates::terms::{Shift, Term, W};
use crate::dates::value::{TimeOfDay, TimeUnit};
use crate::language::Case;

/// Prepositions behind which a bare number can be an hour.
const AT_HOUR: &[W] =
    &[W::At, W::By, W::From, W::Until, W::Till, W::Before, W::After, W::Around, W::About, W::Since, W::To];

/// Nouns of which a part of the day says what kind they are.
const PART_OF: &[&str] = &[
    "shift",
    "shifts",
    "prayer",
    "prayers",
    "raid",
    "raids",
    "flight",
    "flights",
    "sky",
    "skies",
    "train",
    "trains",
    "market",
    "markets",
    "club",
    "clubs",
    "session",
    "sessions",
    "trading",
    "show",
    "shows",
    "news",
    "newspaper",
    "paper",
    "school",
    "time",
    "rush",
    "classes",
    "service",
    "services",
    "vision",
    "watchman",
    "air",
    "attack",
    "attacks",
    "patrol",
    "patrols",
    "light",
];

/// A time on a clock, and whether morning or afternoon is said.
#[derive(Clone, Copy)]
struct Clock {
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
    fn within(self, part: Option<TimeOfDay>) -> TimeOfDay {
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
    /// A day and the time of it, in either order.
    pub(super) fn moment(&self, at: usize) -> Read<Said> {
        let candidates = [self.day_then_time(at), self.part_of_day(at), self.time_then_day(at), self.part_alone(at)];
        candidates.into_iter().flatten().reduce(|best, next| if next.0 > best.0 { next } else { best })
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
        rules.into_iter().flatten().reduce(|best, next| if next.0 > best.0 { next } else { best })
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
        let (end, clock) = self.clock(clock_at)?;
        // A day and a bare number are no time; "at" or a mark between them says that it is one.
        Some((end, clock))
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
    fn in_the_part(&self, at: usize) -> (usize, Option<TimeOfDay>) {
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
        let noun = verb || self.is_any_text(part_at + 1, PART_OF) || self.is(part_at + 1, W::Hyphen);
        let noted = self.register == super::Register::Notes;
        let known = noted || timed && (the > at || !self.is_before(at, &[W::Over])) && !noun;
        known.then(|| (part_at + 1, Said { time: Some(part), ..Said::from(Expr::Time) }))
    }

    /// "10 a.m.", "10:30 p.m.", "6:40pm", "14:00", "noon", "half past nine", "ten o'clock", "1800 GMT", "4.20am".
    fn clock(&self, at: usize) -> Read<Clock> {
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
        let hour = if past {
            hour
        } else if hour == 0 {
            23
        } else {
            hour - 1
        };
        let minute = if past { minutes } else { 60 - minutes };
        let (end, hour, sure) = self.half_of_day(end, hour as u8).unwrap_or((end, hour as u8, named));
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
        let Term::Meridiem(late) = self.term(at) else { return None };
        // "2 am" may be a verb, "10m" a length: a capital, a stop or a touch tells.
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
        let verse = at > 1 && self.term(at - 1) == Term::Other && self.case(at - 1) == Case::Title && !zoned;
        let told = match () {
            // "Luke 12:15"
            _ if verse && colon => false,
            _ if french => true,
            _ if colon => (length == 2 || preposed || zoned || parted) && !self.is_plural(end),
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
