//! TIMEX3 values: what an expression of time denotes, as far as it is known.
//!
//! Source of the notation: TimeML 1.2.1, annex on TIMEX3, as used by TempEval-3.

use std::fmt;

use crate::dates::calendar::{Date, Weekday, days_in_month};

/// A value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A stretch of the calendar, perhaps with a time of its day.
    Point(Point, Option<TimeOfDay>),
    /// A length of time.
    Duration(Length),
    /// A time that recurs once in each length.
    Every(Length),
    /// A weekday that recurs.
    EveryWeekday(Weekday),
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
    /// A season: `SP`, `SU`, `FA` or `WI`; winter belongs to the year in which it begins.
    Season { year: Option<i16>, season: Season },
    /// Ten years: 199 are the 1990s.
    Decade(i16),
    /// A hundred years: 19 are those from 1900.
    Century(i16),
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
    /// Hour from 0 to 24 and minute, if one is said.
    Clock(u8, Option<u8>),
}

/// A vague time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    Past,
    Present,
    Future,
}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many, in halves; `None` if the words do not say ("several months").
    pub halves: Option<u32>,
    /// Of what.
    pub unit: TimeUnit,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
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

    /// First and last day, if it lies on the calendar.
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
            Point::Civil { year, month: Some(month), day: None } => months(year?, month, month),
            Point::Civil { year, .. } => years(year?, year?),
            Point::Weekday(_) | Point::Unknown(_) => None,
            Point::Week { year, week } => days(Date::of_iso_week(year, week)?, 0, 6),
            Point::Weekend { year, week } => days(Date::of_iso_week(year, week)?, 5, 6),
            Point::Quarter { year, quarter } => months(year?, quarter * 3 - 2, quarter * 3),
            Point::Season { year, season } => {
                let first = match season {
                    Season::Spring => 3,
                    Season::Summer => 6,
                    Season::Autumn => 9,
                    Season::Winter => 12,
                };
                let start = Date::new(year?, first, 1)?;
                Some((start, start.plus_months(3)?.plus_days(-1)?))
            }
            Point::Decade(decade) => years(decade.checked_mul(10)?, decade.checked_mul(10)?.checked_add(9)?),
            Point::Century(century) => years(century.checked_mul(100)?, century.checked_mul(100)?.checked_add(99)?),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Point(point, time) => {
                // A time needs a day to stand on: the words may name none.
                let coarse = !matches!(
                    point,
                    Point::Civil { day: Some(_), .. } | Point::Weekday(_) | Point::Unknown(TimeUnit::Day)
                );
                match time {
                    Some(_) if coarse => f.write_str("XXXX-XX-XX")?,
                    _ => write!(f, "{point}")?,
                }
                time.map_or(Ok(()), |time| write!(f, "{time}"))
            }
            Value::Duration(length) | Value::Every(length) => write!(f, "{length}"),
            Value::EveryWeekday(weekday) => write!(f, "XXXX-WXX-{}", weekday.number()),
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
                TimeUnit::Month => "XXXX-XX",
                TimeUnit::Week => "XXXX-WXX",
                TimeUnit::Weekend => "XXXX-WXX-WE",
                TimeUnit::Decade => "XXX",
                TimeUnit::Century => "XX",
                TimeUnit::Day | TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => "XXXX-XX-XX",
            }),
            Point::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            Point::Weekend { year, week } => write!(f, "{year:04}-W{week:02}-WE"),
            Point::Quarter { year, quarter } => {
                write_year(f, year)?;
                write!(f, "-Q{quarter}")
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
            Point::Decade(decade) => write!(f, "{decade:03}"),
            Point::Century(century) => write!(f, "{century:02}"),
        }
    }
}

fn write_year(f: &mut fmt::Formatter<'_>, year: Option<i16>) -> fmt::Result {
    match year {
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
            TimeOfDay::Clock(hour, minute) => write!(f, "T{hour:02}:{:02}", minute.unwrap_or(0)),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (time, times, unit) = match self.unit {
            TimeUnit::Second => ("T", 1, "S"),
            TimeUnit::Minute => ("T", 1, "M"),
            TimeUnit::Hour => ("T", 1, "H"),
            TimeUnit::Day => ("", 1, "D"),
            TimeUnit::Weekend => ("", 1, "WE"),
            TimeUnit::Week => ("", 1, "W"),
            TimeUnit::Month => ("", 1, "M"),
            TimeUnit::Quarter => ("", 1, "Q"),
            TimeUnit::Year => ("", 1, "Y"),
            TimeUnit::Decade => ("", 10, "Y"),
            TimeUnit::Century => ("", 100, "Y"),
        };
        write!(f, "P{time}")?;
        match self.halves.map(|halves| u64::from(halves) * times) {
            None => f.write_str("X")?,
            Some(halves) if halves % 2 == 0 => write!(f, "{}", halves / 2)?,
            Some(halves) => write!(f, "{}.5", halves / 2)?,
        }
        f.write_str(unit)
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
        let length = |halves, unit| Value::Duration(Length { halves, unit }).to_string();
        assert_eq!(length(Some(6), TimeUnit::Week), "P3W");
        assert_eq!(length(Some(5), TimeUnit::Year), "P2.5Y");
        assert_eq!(length(None, TimeUnit::Month), "PXM");
        assert_eq!(length(Some(4), TimeUnit::Hour), "PT2H");
        assert_eq!(length(Some(2), TimeUnit::Century), "P100Y");
    }

    #[test]
    fn intervals_are_whole_days() {
        let interval = |point: Point| point.interval().map(|(first, last)| format!("{first}/{last}"));
        assert_eq!(interval(Point::month(2024, 2)).as_deref(), Some("2024-02-01/2024-02-29"));
        assert_eq!(interval(Point::Week { year: 2020, week: 53 }).as_deref(), Some("2020-12-28/2021-01-03"));
        assert_eq!(interval(Point::Decade(199)).as_deref(), Some("1990-01-01/1999-12-31"));
        let winter = Point::Season { year: Some(2013), season: Season::Winter };
        assert_eq!(interval(winter).as_deref(), Some("2013-12-01/2014-02-28"));
        assert_eq!(interval(Point::Civil { year: None, month: Some(1), day: Some(1) }), None);
    }
}
