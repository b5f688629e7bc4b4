//! The civil calendar: days, months, weeks. Arithmetic only, no text beyond ISO 8601.
//!
//! Proleptic Gregorian, years -9999 to 9999 (0 is 1 BC). There is no time of day, no zone and no clock here.
//! Day numbers follow H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::error::Error;

/// A civil day.
///
/// ```
/// let day: whowhen::dates::Date = "2014-01-13".parse()?;
/// assert_eq!(day.plus_days(-10).unwrap().to_string(), "2014-01-03");
/// # Ok::<(), whowhen::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// A day of the week, Monday first as in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday = 1,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// From 1, Monday, to 7, Sunday.
    pub fn from_number(number: u8) -> Option<Weekday> {
        use Weekday::*;
        [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday].into_iter().nth(number.checked_sub(1)?.into())
    }

    /// From 1, Monday, to 7, Sunday.
    pub fn number(self) -> u8 {
        self as u8
    }
}

impl Date {
    /// The day, if there is one of that name.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Date> {
        let there = (-9999..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month);
        there.then_some(Date { year, month, day })
    }

    /// 1 January 1970, the day with the number 0.
    pub(crate) const EPOCH: Date = Date { year: 1970, month: 1, day: 1 };

    /// Reads what [`Display`](fmt::Display) writes, years before 1 BC with their sign.
    pub(crate) fn from_display(text: &str) -> Option<Date> {
        match text.strip_prefix('-') {
            Some(rest) => parse_iso(rest)
                .filter(|date| rest.len() == 10 && date.year > 0)
                .and_then(|date| Date::new(-date.year, date.month, date.day)),
            None => parse_iso(text).filter(|_| text.len() == 10),
        }
    }

    /// The year; 0 is 1 BC.
    pub fn year(self) -> i16 {
        self.year
    }

    /// From 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// From 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1 January 1970.
    pub fn number(self) -> i32 {
        let (year, month) = (i32::from(self.year), i32::from(self.month));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day with that [`number`](Date::number); `None` outside the years of the calendar.
    #[inline(never)]
    pub fn from_number(number: i32) -> Option<Date> {
        let days = number.checked_add(719_468)?;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        Date::new(i16::try_from(year).ok()?, month as u8, day as u8)
    }

    /// So many days later; earlier if negative.
    pub fn plus_days(self, days: i32) -> Option<Date> {
        Date::from_number(self.number().checked_add(days)?)
    }

    /// So many months later, on the last day of that month if it is too short.
    #[inline(never)]
    pub fn plus_months(self, months: i32) -> Option<Date> {
        let total = (i32::from(self.year) * 12 + i32::from(self.month) - 1).checked_add(months)?;
        let (year, month) = (i16::try_from(total.div_euclid(12)).ok()?, (total.rem_euclid(12) + 1) as u8);
        Date::new(year, month, self.day.min(days_in_month(year, month)))
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1 January 1970 was a Thursday.
        match (self.number() + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// The ISO 8601 week: its year, which is not always the day's, and its number from 1 to 53.
    pub fn iso_week(self) -> (i16, u8) {
        let thursday = self.plus_days(4 - i32::from(self.weekday().number())).unwrap_or(self);
        let first = Date { year: thursday.year, month: 1, day: 1 };
        (thursday.year, ((thursday.number() - first.number()) / 7 + 1) as u8)
    }

    /// The Monday of an ISO 8601 week; `None` if that year has no such week.
    pub fn of_iso_week(year: i16, week: u8) -> Option<Date> {
        let fourth = Date::new(year, 1, 4)?;
        let first = fourth.plus_days(1 - i32::from(fourth.weekday().number()))?;
        let monday = first.plus_days((i32::from(week) - 1) * 7)?;
        (monday.iso_week() == (year, week)).then_some(monday)
    }
}

/// Days of a month, 0 if there is no such month.
pub fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = Error;

    /// Reads `YYYY-MM-DD`, also at the head of an ISO 8601 time.
    fn from_str(text: &str) -> Result<Date, Error> {
        parse_iso(text.trim()).ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            Error::InvalidOption(format!(
                "\"{shown}\" is no day of the calendar. Give it as YYYY-MM-DD, for example 2014-01-03."
            ))
        })
    }
}

fn parse_iso(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    if !(rest.is_empty() || rest.starts_with(['T', ' '])) {
        return None;
    }
    let mut parts = day.split('-');
    let mut number = |digits: usize| {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<i16>().ok()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    Date::new(year, month as u8, day as u8)
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_and_days_agree_over_all_years() {
        let mut last = Date::new(-9999, 1, 1).unwrap();
        for number in last.number() + 1..=Date::new(9999, 12, 31).unwrap().number() {
            let next = Date::from_number(number).unwrap();
            assert!(next > last && next.number() == number);
            last = next;
        }
        assert_eq!(Date::from_number(last.number() + 1), None);
    }

    #[test]
    fn weekdays_and_weeks() {
        assert_eq!(day("2014-01-03").weekday(), Weekday::Friday);
        assert_eq!(day("2024-07-02").weekday(), Weekday::Tuesday);
        assert_eq!(day("2021-01-03").iso_week(), (2020, 53));
        assert_eq!(Date::of_iso_week(2020, 53), Some(day("2020-12-28")));
        assert_eq!(Date::of_iso_week(2021, 53), None);
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(day("2024-01-31").plus_months(1), Some(day("2024-02-29")));
        assert_eq!(day("2024-01-31").plus_months(-11), Some(day("2023-02-28")));
        assert_eq!(Date::new(2023, 2, 29), None);
    }

    #[test]
    fn reads_iso_only() {
        assert_eq!(day("2014-01-03T10:00:00Z"), day("2014-01-03"));
        for bad in ["", "2014-1-3", "2014-13-01", "03.01.2014", "2014-01-033", "20é4-01-03", "+014-01-03"] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }
}
