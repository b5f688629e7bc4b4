//! Rules for the time of day, alone or beside a day.

use super::{Expr, Grammar, Read};
use crate::dates::value::TimeOfDay;
use crate::dates::words::Word;

/// Zones that stay inside the expression; none is converted.
const ZONES: &[&str] = &["gmt", "utc", "est", "edt", "ist", "cet", "cat", "eat", "wat", "bst", "sgt", "hkt", "aest"];

impl Grammar<'_> {
    /// Adds the time of day that follows a day: "Friday morning", "Friday at 10 a.m.".
    pub(super) fn with_time(&self, day: Read<Expr>) -> Option<(usize, Expr, Option<TimeOfDay>)> {
        let (end, expr) = day?;
        let part = match self.word(end) {
            Some(Word::Part(part)) => Some((end + 1, part)),
            _ if self.is(end, "tonight") => Some((end + 1, TimeOfDay::Night)),
            _ => self.clock(self.skip(end, &["at", ","])),
        };
        match part {
            Some((next, time)) => Some((next, expr, Some(time))),
            None => Some((end, expr, None)),
        }
    }

    /// "10 a.m. on Friday", "10:30".
    pub(super) fn time_first(&self, at: usize) -> Option<(usize, Expr, Option<TimeOfDay>)> {
        let (end, time) = self.clock(at)?;
        let day_at = self.skip(self.skip(end, &[",", "on"]), &["on"]);
        let day = self.day(day_at).or_else(|| self.weekday(day_at)).or_else(|| match self.word(day_at) {
            Some(Word::Day(_)) => self.deictic(day_at),
            _ => None,
        });
        Some(day.map_or((end, Expr::Time, Some(time)), |(end, expr)| (end, expr, Some(time))))
    }

    /// "10 a.m.", "10:30 p.m.", "6:40pm", "14:00", "noon".
    pub(super) fn clock(&self, at: usize) -> Read<TimeOfDay> {
        match self.folded(at) {
            "noon" | "midday" => return Some((at + 1, TimeOfDay::Clock(12, None))),
            "midnight" => return Some((at + 1, TimeOfDay::Clock(24, None))),
            _ => {}
        }
        let first = self.folded(at);
        if let (4, Some((hour, minute))) = (first.len(), first.split_at_checked(2))
            && self.is_clock_noun(at + 1)
        {
            let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
            return (hour < 24 && minute < 60).then_some((at + 2, TimeOfDay::Clock(hour, Some(minute))));
        }
        let glued = ["am", "pm"].iter().find_map(|half| first.strip_suffix(half).map(|hour| (hour, *half)));
        let (hour, mut end, mut half) = glued.map_or((first, at + 1, ""), |(hour, half)| (hour, at + 1, half));
        let (hour, mut minute) = hour.split_once('.').map_or((hour, None), |(hour, minute)| (hour, Some(minute)));
        if glued.is_none() && self.is_any(end, &[":", "."]) && !self.tokens.spaced(end) && !self.tokens.spaced(end + 1)
        {
            let rest = self.folded(end + 1);
            let cut = ["am", "pm"].iter().find_map(|half| rest.strip_suffix(half).map(|rest| (rest, *half)));
            let (digits, glued) = cut.unwrap_or((rest, ""));
            (minute, half, end) = (Some(digits), glued, end + 2);
        }
        if half.is_empty() {
            half = match self.folded(end) {
                "a.m" | "am" => "am",
                "p.m" | "pm" => "pm",
                _ => "",
            };
            end += usize::from(!half.is_empty());
        }
        let two_digits = |text: &str| {
            Some(text).filter(|text| (1..=2).contains(&text.len())).and_then(|text| text.parse::<u8>().ok())
        };
        let hour = two_digits(hour)?;
        let minute = match minute {
            Some(minute) => Some(two_digits(minute).filter(|number| *number < 60 && minute.len() == 2)?),
            None => None,
        };
        let zoned = self.is_any(end, ZONES);
        let hour = match half {
            "am" | "pm" if !(1..=12).contains(&hour) => return None,
            "am" => hour % 12,
            "pm" => hour % 12 + 12,
            // Without a.m. or p.m. only "14:00" is a time, and "2:1" a score.
            _ if minute.is_some() && hour < 24 && (zoned || self.is(self.before_at(at), "at") || first.len() == 2) => {
                hour
            }
            _ => return None,
        };
        Some((end + usize::from(zoned), TimeOfDay::Clock(hour, minute)))
    }

    /// What stands behind four digits that are a time of day: "1800 GMT", "0900 hours".
    pub(super) fn is_clock_noun(&self, at: usize) -> bool {
        self.is_any(at, ZONES) || self.is_any(at, &["hours", "hrs"])
    }

    pub(super) fn before_at(&self, at: usize) -> usize {
        if at > self.start { at - 1 } else { self.end }
    }
}
