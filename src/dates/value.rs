//! TIMEX3 values: what an expression of time denotes, as far as it is known.
//!
//! Source of the notation: TimeML 1.2.1, annex on TIMEX3, as used by TempEval-3.

use std::fmt;

use crate::dates::calendar::{Date, Weekday, days_in_month};
use crate::dates::length::{Length, TimeUnit};

/// A value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A stretch of the calendar, perhaps with a time of its day.
    Point(Point, Option<TimeOfDay>),
    /// A length of time.
    Duration(Length),
    /// A time that recurs once in each length.
    Every(Length),
    /// A vague time.
    Reference(Reference),
}

/// A stretch of the calendar. Absent parts are unknown and print as `X`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A day, or a month without a day, or a year without either; a day may lack what stands before it.
    Civil { year: Option<i16>, month: Option<u8>, day: Option<u8> },
    /// A weekday of no known week.
    Weekday(Weekday),
    /// A stretch of that unit that is not known.
    Unknown(TimeUnit),
    /// An ISO 8601 week.
    Week { year: i16, week: u8 },
    /// Saturday and Sunday of an ISO 8601 week.
    Weekend { year: i16, week: u8 },
    /// A quarter from 1 to 4.
    Quarter { year: Option<i16>, quarter: u8 },
    /// A half from 1 to 2.
    Half { year: Option<i16>, half: u8 },
    /// A season: `SP`, `SU`, `FA` or `WI`; winter belongs to the year in which it begins.
    Season { year: Option<i16>, season: Season },
    /// A fiscal year, whose days only its owner knows.
    Fiscal(Option<i16>),
    /// Ten years: 199 are the 1990s, -48 the 470s BC.
    Decade(i16),
    /// A hundred years: 19 are those from 1900.
    Century(i16),
    /// A hundred years before year 1: 4 is the 4th century BC.
    CenturyBefore(i16),
}

/// A season of the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeOfDay {
    Morning,
    Afternoon,
    Evening,
    Night,
    /// From morning to evening.
    Daytime,
    /// Hour from 0 to 24, minute and second, as far as they are said.
    Clock(u8, Option<u8>, Option<u8>),
    /// Hour and minute of Coordinated Universal Time.
    Universal(u8, u8),
}

/// A vague time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    Past,
    Present,
    Future,
}

impl Point {
    /// A known day.
    pub fn day(date: Date) -> Point {
        Point::Civil { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) }
    }

    /// A month of a known year.
    pub fn month(year: i16, month: u8) -> Point {
        Point::Civil { year: Some(year), month: Some(month), day: None }
    }

    /// A year.
    pub fn year(year: i16) -> Point {
        Point::Civil { year: Some(year), month: None, day: None }
    }

    /// The ISO week of a day.
    pub fn week(date: Date) -> Point {
        let (year, week) = date.iso_week();
        Point::Week { year, week }
    }

    /// The stretch of that unit in which a day lies; of a unit without a notation, the day.
    #[inline(never)]
    pub fn around(date: Date, unit: TimeUnit) -> Point {
        match unit {
            TimeUnit::Week | TimeUnit::Fortnight => Point::week(date),
            TimeUnit::Weekend => {
                let (year, week) = date.iso_week();
                Point::Weekend { year, week }
            }
            TimeUnit::Month => Point::month(date.year(), date.month()),
            TimeUnit::Season => Point::Season { year: Some(season_year(date)), season: season_of(date) },
            TimeUnit::Quarter => Point::Quarter { year: Some(date.year()), quarter: (date.month() - 1) / 3 + 1 },
            TimeUnit::Half => Point::Half { year: Some(date.year()), half: (date.month() - 1) / 6 + 1 },
            TimeUnit::Year => Point::year(date.year()),
            // Year 0 is 1 BC.
            TimeUnit::Decade if date.year() <= 0 => Point::Decade(-((1 - date.year()) / 10) - 1),
            TimeUnit::Decade => Point::Decade(date.year() / 10),
            TimeUnit::Century | TimeUnit::Millennium if date.year() <= 0 => {
                Point::CenturyBefore(-date.year() / 100 + 1)
            }
            TimeUnit::Century | TimeUnit::Millennium => Point::Century(date.year() / 100),
            TimeUnit::Day | TimeUnit::Night | TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => Point::day(date),
        }
    }

    /// Whether it is one day, known or not.
    pub fn is_day(self) -> bool {
        matches!(self, Point::Civil { day: Some(_), .. } | Point::Weekday(_) | Point::Unknown(TimeUnit::Day))
    }

    /// First and last day, if it lies on the calendar.
    #[inline(never)]
    pub fn interval(self) -> Option<(Date, Date)> {
        let months = |year: i16, first: u8, last: u8| {
            Some((Date::new(year, first, 1)?, Date::new(year, last, days_in_month(year, last))?))
        };
        let years = |first: i16, last: i16| Some((Date::new(first, 1, 1)?, Date::new(last, 12, 31)?));
        let days = |first: Date, from: i32, to: i32| Some((first.plus_days(from)?, first.plus_days(to)?));
        match self {
            Point::Civil { year, month: Some(month), day: Some(day) } => {
                let date = Date::new(year?, month, day)?;
                Some((date, date))
            }
            Point::Civil { day: Some(_), .. } => None,
            Point::Civil { year, month: Some(month), day: None } => months(year?, month, month),
            Point::Civil { year, .. } => years(year?, year?),
            Point::Weekday(_) | Point::Unknown(_) | Point::Fiscal(_) => None,
            Point::Week { year, week } => days(Date::of_iso_week(year, week)?, 0, 6),
            Point::Weekend { year, week } => days(Date::of_iso_week(year, week)?, 5, 6),
            Point::Quarter { year, quarter } => months(year?, quarter * 3 - 2, quarter * 3),
            Point::Half { year, half } => months(year?, half * 6 - 5, half * 6),
            Point::Season { year, season } => {
                let start = Date::new(year?, season.first_month(), 1)?;
                Some((start, start.plus_months(3)?.plus_days(-1)?))
            }
            // The 470s BC are 479 to 470 BC, which are the years -478 to -469.
            Point::Decade(decade) if decade < 0 => {
                let first = decade.checked_mul(10)?.checked_add(2)?;
                years(first, first + 9)
            }
            Point::Decade(decade) => years(decade.checked_mul(10)?, decade.checked_mul(10)?.checked_add(9)?),
            Point::Century(century) => years(century.checked_mul(100)?, century.checked_mul(100)?.checked_add(99)?),
            // The 1st century BC is 100 to 1 BC, which are the years -99 to 0.
            Point::CenturyBefore(number) => {
                let first = 1 - number.checked_mul(100)?;
                years(first, first + 99)
            }
        }
    }
}

impl Season {
    /// The month in which it begins.
    pub fn first_month(self) -> u8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// The season of a day.
fn season_of(date: Date) -> Season {
    match date.month() {
        3..=5 => Season::Spring,
        6..=8 => Season::Summer,
        9..=11 => Season::Autumn,
        _ => Season::Winter,
    }
}

/// The year to which the season of a day belongs.
fn season_year(date: Date) -> i16 {
    if date.month() <= 2 { date.year() - 1 } else { date.year() }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Point(point, time) => {
                // A time needs a day to stand on: the words may name none.
                match time {
                    Some(_) if !point.is_day() => f.write_str("XXXX-XX-XX")?,
                    _ => write!(f, "{point}")?,
                }
                time.map_or(Ok(()), |time| write!(f, "{time}"))
            }
            Value::Duration(length) | Value::Every(length) => write!(f, "{length}"),
            Value::Reference(reference) => f.write_str(match reference {
                Reference::Past => "PAST_REF",
                Reference::Present => "PRESENT_REF",
                Reference::Future => "FUTURE_REF",
            }),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Point::Civil { year, month, day } => {
                write_year(f, year)?;
                for part in [month, day].into_iter().take(if day.is_some() { 2 } else { usize::from(month.is_some()) })
                {
                    match part {
                        Some(part) => write!(f, "-{part:02}")?,
                        None => f.write_str("-XX")?,
                    }
                }
                Ok(())
            }
            Point::Weekday(weekday) => write!(f, "XXXX-WXX-{}", weekday.number()),
            Point::Unknown(unit) => f.write_str(match unit {
                TimeUnit::Year => "XXXX",
                TimeUnit::Quarter => "XXXX-QX",
                TimeUnit::Half => "XXXX-HX",
                TimeUnit::Month => "XXXX-XX",
                TimeUnit::Season => "XXXX-XX",
                TimeUnit::Week | TimeUnit::Fortnight => "XXXX-WXX",
                TimeUnit::Weekend => "XXXX-WXX-WE",
                TimeUnit::Decade => "XXX",
                TimeUnit::Century | TimeUnit::Millennium => "XX",
                TimeUnit::Day | TimeUnit::Night | TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => "XXXX-XX-XX",
            }),
            Point::Week { year, week } => {
                write_year(f, Some(year))?;
                write!(f, "-W{week:02}")
            }
            Point::Weekend { year, week } => {
                write_year(f, Some(year))?;
                write!(f, "-W{week:02}-WE")
            }
            Point::Quarter { year, quarter } => {
                write_year(f, year)?;
                write!(f, "-Q{quarter}")
            }
            Point::Half { year, half } => {
                write_year(f, year)?;
                write!(f, "-H{half}")
            }
            Point::Season { year, season } => {
                write_year(f, year)?;
                f.write_str(match season {
                    Season::Spring => "-SP",
                    Season::Summer => "-SU",
                    Season::Autumn => "-FA",
                    Season::Winter => "-WI",
                })
            }
            Point::Fiscal(year) => {
                // No business is as old as to need another era.
                f.write_str("FY")?;
                write_year(f, year.filter(|year| *year > 0))
            }
            Point::Decade(decade) if decade < 0 => write!(f, "BC{:03}", -(decade + 1)),
            Point::Decade(decade) => write!(f, "{decade:03}"),
            Point::Century(century) => write!(f, "{century:02}"),
            Point::CenturyBefore(number) => write!(f, "BC{:02}", number - 1),
        }
    }
}

/// A year of the calendar; one beyond it is as good as unknown.
fn write_year(f: &mut fmt::Formatter<'_>, year: Option<i16>) -> fmt::Result {
    match year.filter(|year| (-9998..=9999).contains(year)) {
        Some(year) if year < 1 => write!(f, "BC{:04}", 1 - i32::from(year)),
        Some(year) => write!(f, "{year:04}"),
        None => f.write_str("XXXX"),
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            TimeOfDay::Morning => f.write_str("TMO"),
            TimeOfDay::Afternoon => f.write_str("TAF"),
            TimeOfDay::Evening => f.write_str("TEV"),
            TimeOfDay::Night => f.write_str("TNI"),
            TimeOfDay::Daytime => f.write_str("TDT"),
            TimeOfDay::Clock(hour, minute, second) => {
                write!(f, "T{hour:02}:{:02}", minute.unwrap_or(0))?;
                second.map_or(Ok(()), |second| write!(f, ":{second:02}"))
            }
            TimeOfDay::Universal(hour, minute) => write!(f, "T{hour:02}:{minute:02}Z"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_timex3() {
        let civil = |year, month, day| Value::Point(Point::Civil { year, month, day }, None).to_string();
        assert_eq!(civil(Some(2014), Some(1), Some(13)), "2014-01-13");
        assert_eq!(civil(None, Some(1), Some(13)), "XXXX-01-13");
        assert_eq!(civil(None, Some(9), None), "XXXX-09");
        assert_eq!(civil(Some(-43), None, None), "BC0044");
        let evening = Value::Point(Point::Weekday(Weekday::Friday), Some(TimeOfDay::Evening));
        assert_eq!(evening.to_string(), "XXXX-WXX-5TEV");
        let length = |hundredths, unit| Value::Duration(Length::new(hundredths, unit)).to_string();
        assert_eq!(length(Some(300), TimeUnit::Week), "P3W");
        assert_eq!(length(Some(250), TimeUnit::Year), "P2Y6M");
        assert_eq!(length(Some(50), TimeUnit::Hour), "PT30M");
        assert_eq!(length(Some(150), TimeUnit::Minute), "PT1M30S");
        assert_eq!(length(Some(1003), TimeUnit::Second), "PT10.03S");
        assert_eq!(length(None, TimeUnit::Month), "PXM");
        assert_eq!(length(Some(200), TimeUnit::Hour), "PT2H");
        assert_eq!(length(Some(200), TimeUnit::Century), "P200Y");
        assert_eq!(length(Some(100), TimeUnit::Fortnight), "P2W");
        let hours = Length::new(Some(200), TimeUnit::Hour).and(Length::new(Some(5100), TimeUnit::Minute)).unwrap();
        assert_eq!(hours.to_string(), "PT2H51M");
        let days = Length::one(TimeUnit::Day).and(Length::new(Some(200), TimeUnit::Hour)).unwrap();
        assert_eq!(days.to_string(), "P1DT2H");
        assert_eq!(days.and(Length::one(TimeUnit::Day)), None);
    }

    #[test]
    fn intervals_are_whole_days() {
        let interval = |point: Point| point.interval().map(|(first, last)| format!("{first}/{last}"));
        assert_eq!(interval(Point::month(2024, 2)).as_deref(), Some("2024-02-01/2024-02-29"));
        assert_eq!(interval(Point::Week { year: 2020, week: 53 }).as_deref(), Some("2020-12-28/2021-01-03"));
        assert_eq!(interval(Point::Decade(199)).as_deref(), Some("1990-01-01/1999-12-31"));
        let winter = Point::Season { year: Some(2013), season: Season::Winter };
        assert_eq!(interval(winter).as_deref(), Some("2013-12-01/2014-02-28"));
        let half = Point::Half { year: Some(2008), half: 2 };
        assert_eq!(interval(half).as_deref(), Some("2008-07-01/2008-12-31"));
        assert_eq!(interval(Point::CenturyBefore(1)).as_deref(), Some("-0099-01-01/0000-12-31"));
        assert_eq!(interval(Point::Civil { year: None, month: Some(1), day: Some(1) }), None);
    }
}
