//! Holidays: their names, and the day of each in a year. The lists stand in `data/dates`.
//!
//! Easter after the anonymous Gregorian algorithm (Meeus, *Astronomical Algorithms*, ch. 8); its Orthodox day after
//! Meeus' Julian algorithm, 13 days later on the Gregorian calendar from 1900 to 2099 and none outside. Feasts of the
//! moon come from a table of 1990 to 2040 at most and have no day outside it.

use std::sync::OnceLock;

use crate::dates::calendar::{Date, Weekday, days_in_month};
use crate::language::Tokens;

static HOLIDAYS: &str = include_str!("../../data/dates/holidays.txt");
static MOONS: &str = include_str!("../../data/dates/moons.txt");

/// A holiday: its rule in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    rule: &'static str,
}

/// One name of a holiday.
struct Name {
    words: Vec<&'static str>,
    capital: bool,
    holiday: Holiday,
}

/// All names, sorted by their words.
fn names() -> &'static [Name] {
    static NAMES: OnceLock<Vec<Name>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names: Vec<Name> = Vec::new();
        for (all, rule) in rows(HOLIDAYS) {
            for name in all.split('|') {
                let (plain, capital) = name.strip_prefix('^').map_or((name, false), |plain| (plain, true));
                let words: Vec<_> = words(plain).collect();
                let at = names.partition_point(|other| other.words <= words);
                names.insert(at, Name { words, capital, holiday: Holiday { rule } });
            }
        }
        names
    })
}

/// The rows of a list: what stands before the first tab, and behind it.
fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The words of a name, as the tokens cut them: "year's" is two.
fn words(name: &'static str) -> impl Iterator<Item = &'static str> {
    name.split(' ').flat_map(|word| {
        let (stem, tail) = match word.find('\'') {
            Some(at) if word.get(at..) == Some("'s") || word.len() == at + 1 => word.split_at(at),
            _ => (word, ""),
        };
        [stem, tail].into_iter().filter(|part| !part.is_empty())
    })
}

/// The words with which names begin.
pub fn first_words() -> impl Iterator<Item = &'static str> {
    names().iter().filter_map(|name| name.words.first().copied())
}

/// The longest name that begins at a token and ends before `end`: the token behind it, and the holiday.
pub fn find(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(usize, Holiday)> {
    let first = tokens.folded(at);
    let capital = tokens.get(at).is_some_and(|token| token.is_capitalized());
    let from = names().partition_point(|name| name.words.first().is_none_or(|word| *word < first));
    let same = names().get(from..)?.iter().take_while(|name| name.words.first() == Some(&first));
    same.filter(|name| {
        at + name.words.len() <= end
            && (capital || !name.capital)
            && name.words.iter().enumerate().all(|(offset, word)| tokens.folded(at + offset) == *word)
    })
    .max_by_key(|name| name.words.len())
    .map(|name| (at + name.words.len(), name.holiday))
}

impl Holiday {
    /// Its days in a year: none, one, or for a feast of the moon two.
    pub fn days(self, year: i16) -> Vec<Date> {
        if let Some(day) = fixed(self.rule, year) {
            return vec![day];
        }
        let behind = self.rule.rfind(['+', '-']).filter(|at| *at > 0);
        let shifted = behind.and_then(|at| Some((self.rule.get(..at)?, self.rule.get(at..)?.parse().ok()?)));
        let (rule, shift) = shifted.unwrap_or((self.rule, 0));
        let days: Vec<Option<Date>> = match rule.split(' ').collect::<Vec<_>>().as_slice() {
            ["easter"] => vec![easter(year)],
            ["orthodox"] => vec![orthodox_easter(year)],
            ["moon", rows @ ..] => rows.iter().flat_map(|row| moon(row, year)).map(Some).collect(),
            [nth, weekday, month] => vec![nth_weekday(year, nth, weekday, month)],
            _ => Vec::new(),
        };
        days.into_iter().flatten().filter_map(|day| day.plus_days(shift)).collect()
    }

    /// Its month and day, where they are the same in every year.
    pub fn fixed(self) -> Option<(u8, u8)> {
        fixed(self.rule, 2000).map(|day| (day.month(), day.day()))
    }
}

fn fixed(rule: &str, year: i16) -> Option<Date> {
    let (month, day) = rule.split_once('-')?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?)
}

fn nth_weekday(year: i16, nth: &str, weekday: &str, month: &str) -> Option<Date> {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let at = names.iter().position(|name| *name == weekday)?;
    let weekday = Weekday::from_number(at as u8 + 1)?;
    weekday_of_month(year, month.parse().ok()?, weekday, nth.parse().ok()?)
}

/// The nth such weekday of a month, from its end if negative: -1 is the last.
pub fn weekday_of_month(year: i16, month: u8, weekday: Weekday, nth: i8) -> Option<Date> {
    let length = days_in_month(year, month);
    let first = Date::new(year, month, 1)?;
    let ahead = (i32::from(weekday.number()) - i32::from(first.weekday().number())).rem_euclid(7) + 1;
    let day = if nth > 0 {
        ahead + 7 * (i32::from(nth) - 1)
    } else {
        let last = ahead + (i32::from(length) - ahead) / 7 * 7;
        last + 7 * (i32::from(nth) + 1)
    };
    Date::new(year, month, u8::try_from(day).ok()?)
}

fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    (year_number > 1582).then_some(())?;
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, month as u8, day as u8)
}

fn orthodox_easter(year: i16) -> Option<Date> {
    (1900..2100).contains(&year).then_some(())?;
    let year_number = i32::from(year);
    let (a, b, c) = (year_number % 4, year_number % 7, year_number % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    Date::new(year, month as u8, day as u8)?.plus_days(13)
}

/// The days that a row of the table gives for a year.
fn moon(row: &str, year: i16) -> Vec<Date> {
    let found = rows(MOONS).find(|(name, _)| *name == row).and_then(|(_, years)| years.split_once('\t'));
    let day = found.and_then(|(first, days)| {
        let at = usize::try_from(year.checked_sub(first.parse().ok()?)?).ok()?;
        days.split(' ').nth(at)
    });
    let number = |day: &str| day.parse::<u16>().ok();
    let date = |number: u16| Date::new(year, (number / 100) as u8, (number % 100) as u8);
    day.map_or_else(Vec::new, |days| days.split('+').filter_map(number).filter_map(date).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn days(name: &str, year: i16) -> String {
        let mut tokens = Tokens::new(name);
        let range = tokens.read(Span::new(0, name.len()));
        let (end, holiday) = find(&tokens, range.start, range.end).unwrap_or_else(|| panic!("no holiday: {name}"));
        assert_eq!(end, range.end, "{name}");
        holiday.days(year).iter().map(Date::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_holiday_has_a_rule_that_is_read() {
        for (names, rule) in rows(HOLIDAYS) {
            let holiday = Holiday { rule };
            assert_eq!(holiday.days(2012).is_empty(), rule == "none", "{names}");
        }
    }

    #[test]
    fn days_of_known_years() {
        for (name, year, want) in [
            ("Easter", 2018, "2018-04-01"),
            ("Good Friday", 1998, "1998-04-10"),
            ("Orthodox Easter", 2018, "2018-04-08"),
            ("Clean Monday", 2018, "2018-02-19"),
            ("New Year's Eve", 2013, "2013-12-31"),
            ("Mothers' Day", 2011, "2011-05-08"),
            ("thanksgiving", 2013, "2013-11-28"),
            ("Black Friday", 2017, "2017-11-24"),
            ("Memorial Day", 2020, "2020-05-25"),
            ("Eid al-Fitr", 2000, "2000-01-08 2000-12-27"),
            ("Eid al-Fitr", 1989, ""),
            ("Independence Day", 2014, ""),
        ] {
            assert_eq!(days(name, year), want, "{name} {year}");
        }
    }

    #[test]
    fn a_small_word_names_no_feast() {
        let mut tokens = Tokens::new("assumption");
        let range = tokens.read(Span::new(0, 10));
        assert!(find(&tokens, range.start, range.end).is_none());
    }
}
