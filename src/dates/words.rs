//! The closed-class words of the date grammar: what a word is, if it speaks of time.

use crate::dates::calendar::Weekday;
use crate::dates::value::{Season, TimeOfDay, TimeUnit};

/// A word that speaks of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A month from 1 to 12.
    Month(u8),
    /// A day of the week.
    Weekday(Weekday),
    /// A unit, and whether it is plural.
    Unit(TimeUnit, bool),
    /// A number in words.
    Number(u32),
    /// An ordinal in words.
    Ordinal(u32),
    /// A number that is not said: "several".
    Some,
    /// A season.
    Season(Season),
    /// A part of the day.
    Part(TimeOfDay),
    /// "last" and the like; "this"; "next" and the like.
    Shift(Shift),
    /// "yesterday", "today", "tomorrow": days from the anchor.
    Day(i32),
}

/// Which one, seen from the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// "last": the one before.
    Last,
    /// "this": the one that the anchor is in.
    This,
    /// "next": the one after.
    Next,
}

/// What a folded word is.
pub fn word(folded: &str) -> Option<Word> {
    use Weekday::*;
    // Longer and shorter words speak of no time.
    if !(2..=11).contains(&folded.len()) {
        return if folded == "a" { Some(Word::Number(1)) } else { None };
    }
    Some(match folded {
        "january" | "jan" => Word::Month(1),
        "february" | "feb" => Word::Month(2),
        "march" | "mar" => Word::Month(3),
        "april" | "apr" => Word::Month(4),
        "may" => Word::Month(5),
        "june" | "jun" => Word::Month(6),
        "july" | "jul" => Word::Month(7),
        "august" | "aug" => Word::Month(8),
        "september" | "sept" | "sep" => Word::Month(9),
        "october" | "oct" => Word::Month(10),
        "november" | "nov" => Word::Month(11),
        "december" | "dec" => Word::Month(12),
        "monday" | "mon" => Word::Weekday(Monday),
        "tuesday" | "tues" | "tue" => Word::Weekday(Tuesday),
        "wednesday" | "wed" => Word::Weekday(Wednesday),
        "thursday" | "thurs" | "thu" => Word::Weekday(Thursday),
        "friday" | "fri" => Word::Weekday(Friday),
        "saturday" | "sat" => Word::Weekday(Saturday),
        "sunday" | "sun" => Word::Weekday(Sunday),
        "second" => Word::Ordinal(2),
        "seconds" => Word::Unit(TimeUnit::Second, true),
        "minute" => Word::Unit(TimeUnit::Minute, false),
        "minutes" => Word::Unit(TimeUnit::Minute, true),
        "hour" => Word::Unit(TimeUnit::Hour, false),
        "hours" => Word::Unit(TimeUnit::Hour, true),
        "day" => Word::Unit(TimeUnit::Day, false),
        "days" => Word::Unit(TimeUnit::Day, true),
        "weekend" => Word::Unit(TimeUnit::Weekend, false),
        "weekends" => Word::Unit(TimeUnit::Weekend, true),
        "week" => Word::Unit(TimeUnit::Week, false),
        "weeks" => Word::Unit(TimeUnit::Week, true),
        "month" => Word::Unit(TimeUnit::Month, false),
        "months" => Word::Unit(TimeUnit::Month, true),
        "quarter" => Word::Unit(TimeUnit::Quarter, false),
        "quarters" => Word::Unit(TimeUnit::Quarter, true),
        "year" => Word::Unit(TimeUnit::Year, false),
        "years" => Word::Unit(TimeUnit::Year, true),
        "decade" => Word::Unit(TimeUnit::Decade, false),
        "decades" => Word::Unit(TimeUnit::Decade, true),
        "century" => Word::Unit(TimeUnit::Century, false),
        "centuries" => Word::Unit(TimeUnit::Century, true),
        "an" | "one" => Word::Number(1),
        "two" => Word::Number(2),
        "three" => Word::Number(3),
        "four" => Word::Number(4),
        "five" => Word::Number(5),
        "six" => Word::Number(6),
        "seven" => Word::Number(7),
        "eight" => Word::Number(8),
        "nine" => Word::Number(9),
        "ten" => Word::Number(10),
        "eleven" => Word::Number(11),
        "twelve" => Word::Number(12),
        "thirteen" => Word::Number(13),
        "fourteen" => Word::Number(14),
        "fifteen" => Word::Number(15),
        "sixteen" => Word::Number(16),
        "seventeen" => Word::Number(17),
        "eighteen" => Word::Number(18),
        "nineteen" => Word::Number(19),
        "twenty" => Word::Number(20),
        "thirty" => Word::Number(30),
        "forty" => Word::Number(40),
        "fifty" => Word::Number(50),
        "sixty" => Word::Number(60),
        "several" | "some" | "many" | "few" | "recent" => Word::Some,
        "first" => Word::Ordinal(1),
        "third" => Word::Ordinal(3),
        "fourth" => Word::Ordinal(4),
        "spring" => Word::Season(Season::Spring),
        "summer" => Word::Season(Season::Summer),
        "autumn" | "fall" => Word::Season(Season::Autumn),
        "winter" => Word::Season(Season::Winter),
        "morning" => Word::Part(TimeOfDay::Morning),
        "afternoon" => Word::Part(TimeOfDay::Afternoon),
        "evening" => Word::Part(TimeOfDay::Evening),
        "night" => Word::Part(TimeOfDay::Night),
        "last" | "past" | "previous" => Word::Shift(Shift::Last),
        "this" | "current" => Word::Shift(Shift::This),
        "next" | "coming" => Word::Shift(Shift::Next),
        "yesterday" => Word::Day(-1),
        "today" => Word::Day(0),
        "tomorrow" => Word::Day(1),
        _ => return None,
    })
}

/// A number in digits, "13", "1,000"; with the ending of an ordinal or without.
pub fn digits(folded: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| folded.strip_suffix(ending)).unwrap_or(folded);
    let plain = bare.len() <= 9 && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    plain.then(|| bare.replace(',', "").parse().ok()).flatten()
}

/// Whether a word names a month or a weekday in full, so that its capital makes no name of it.
pub fn is_calendar_name(folded: &str) -> bool {
    let singular = folded.strip_suffix("days").map(|stem| [stem, "day"].concat());
    folded.len() > 3 && matches!(word(singular.as_deref().unwrap_or(folded)), Some(Word::Month(_) | Word::Weekday(_)))
}
