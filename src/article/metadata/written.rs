//! Days as pages write them: "3 March 2014", "16. Oktober 2019", "2014年1月3日", "03/01/2014", and what machines write.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::article::metadata::words::month;
use crate::dates::Date;

/// Longer lines are not looked through to their end.
const LONGEST: usize = 600;

/// A day that words say.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The day; of "03/04/2014" the third of April.
    pub day: Date,
    /// The other reading of "03/04/2014", where the page does not say in which order it writes.
    pub other: Option<Date>,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The order in which a page writes day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 31/12/2014.
    DayFirst,
    /// 12/31/2014.
    MonthFirst,
    /// English, of one side of the ocean or the other.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece<'t> {
    Number(i16, usize),
    Word(&'t str),
    Mark(char),
}

/// All days that a line says, in order.
pub fn days(text: &str, order: Order) -> Vec<Written> {
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80) {
        return Vec::new();
    }
    let pieces = cut(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = pieces.get(at..).filter(|rest| !rest.is_empty()) {
        match day(rest, order) {
            Some((day, other, length)) => {
                let start = rest.first().map_or(0, |(_, range)| range.start);
                let end = rest.get(length - 1).map_or(start, |(_, range)| range.end);
                found.push(Written { day, other, range: start..end });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// A day in the way of machines, or as [`days`] reads it: "2014-01-03T10:00:00+01:00", "20140103", Unix time.
#[inline(never)]
pub fn stamp(text: &str, order: Order) -> Option<Written> {
    let text = text.trim();
    if text.len() > 100 {
        return None;
    }
    let machine = if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: i64 = text.parse().ok()?;
        match text.len() {
            8 => compact(text),
            14 => compact(text.get(..8)?),
            9 | 10 => Date::from_number((number / 86_400) as i32),
            12 | 13 => Date::from_number((number / 86_400_000) as i32),
            _ => return None,
        }
    } else {
        text.get(..8).filter(|_| text.get(8..9) == Some("T")).and_then(compact)
    };
    let machine = machine.map(|day| Written { day, other: None, range: 0..text.len() });
    machine.or_else(|| days(text, order).into_iter().next())
}

/// "20140103".
pub fn compact(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Date::new(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..)?.parse().ok()?)
}

#[inline(never)]
fn cut(text: &str) -> Vec<(Piece<'_>, Range<usize>)> {
    let mut pieces = Vec::new();
    let mut chars = text.char_indices().take_while(|(at, _)| *at < LONGEST).peekable();
    while let Some((start, char)) = chars.next() {
        let mut end = start + char.len_utf8();
        let piece = if let Some(digit) = digit(char) {
            let (mut number, mut digits) = (digit, 1);
            while let Some((at, digit)) = chars.peek().and_then(|(at, char)| Some((*at, (self::digit(*char)?, *char))))
            {
                number = number.saturating_mul(10).saturating_add(digit.0);
                digits += 1;
                end = at + digit.1.len_utf8();
                chars.next();
            }
            Piece::Number(number, digits)
        } else if matches!(char, '年' | '月' | '日' | '년' | '월' | '일') {
            Piece::Mark(char)
        } else if char.is_alphabetic() {
            let goes_on = |char: char| {
                (char.is_alphabetic() || is_combining_mark(char))
                    && !matches!(char, '年' | '月' | '日' | '년' | '월' | '일')
            };
            while let Some((at, char)) = chars.next_if(|(_, char)| goes_on(*char)) {
                end = at + char.len_utf8();
            }
            Piece::Word(text.get(start..end).unwrap_or_default())
        } else if char.is_whitespace() {
            continue;
        } else {
            Piece::Mark(char)
        };
        pieces.push((piece, start..end));
    }
    pieces
}

#[inline(never)]
fn digit(char: char) -> Option<i16> {
    let zeros = ['0', '\u{660}', '\u{6f0}', '\u{966}'];
    zeros
        .iter()
        .find_map(|zero| (char as u32).checked_sub(*zero as u32).filter(|digit| *digit < 10))
        .map(|digit| digit as i16)
}

type Pieces<'a, 't> = &'a [(Piece<'t>, Range<usize>)];

/// The day that the pieces begin with, its other reading, and how many pieces it takes.
#[inline(never)]
fn day(pieces: Pieces<'_, '_>, order: Order) -> Option<(Date, Option<Date>, usize)> {
    let mut reader = Reader { pieces, at: 0 };
    let (day, other) = match pieces.first()?.0 {
        Piece::Number(year, 4) => {
            reader.at = 1;
            let day = reader.year_first(year)?;
            (day, None)
        }
        Piece::Number(first, 1 | 2) => {
            reader.at = 1;
            reader.day_first(first, order)?
        }
        Piece::Word(word) => {
            let month = month(word)?;
            reader.at = 1;
            reader.skip(&['.', '-', ',']);
            let day = reader.number(2)?;
            reader.ordinal();
            reader.skip(&['.', ',', '-', '/']);
            (Date::new(reader.year()?, month as u8, day as u8)?, None)
        }
        _ => return None,
    };
    Some((day, other, reader.at))
}

struct Reader<'a, 't> {
    pieces: Pieces<'a, 't>,
    at: usize,
}

impl<'t> Reader<'_, 't> {
    fn peek(&self) -> Option<Piece<'t>> {
        self.pieces.get(self.at).map(|(piece, _)| *piece)
    }

    /// A number of one to so many digits.
    fn number(&mut self, most: usize) -> Option<i16> {
        match self.peek()? {
            Piece::Number(number, digits) if digits <= most => {
                self.at += 1;
                Some(number)
            }
            _ => None,
        }
    }

    fn year(&mut self) -> Option<i16> {
        match self.peek()? {
            Piece::Number(year @ 1600..=2200, 4) => {
                self.at += 1;
                Some(year)
            }
            _ => None,
        }
    }

    #[inline(never)]
    fn skip(&mut self, marks: &[char]) -> Option<char> {
        let mut last = None;
        while let Some(Piece::Mark(mark)) =
            self.peek().filter(|piece| matches!(piece, Piece::Mark(mark) if marks.contains(mark)))
        {
            self.at += 1;
            last = Some(mark);
        }
        last
    }

    #[inline(never)]
    fn word(&mut self, words: &[&str]) {
        if let Some(Piece::Word(word)) = self.peek()
            && words.iter().any(|one| word.eq_ignore_ascii_case(one))
        {
            self.at += 1;
            self.skip(&['.', '\'', '’']);
        }
    }

    /// "st", "er", "º" behind a day, and what stands between it and its month.
    fn ordinal(&mut self) {
        self.word(&["st", "nd", "rd", "th", "er", "ers", "º", "ª", "e", "ten", "d"]);
        self.skip(&['.', ',', '-', '/', '°', '\u{ad}']);
        self.word(&["de", "of", "d", "da", "di", "tháng", "th", "ng"]);
    }

    fn month(&mut self) -> Option<i16> {
        match self.peek()? {
            Piece::Word(word) => {
                let month = month(word)?;
                self.at += 1;
                Some(month)
            }
            _ => None,
        }
    }

    /// "2014-01-03", "2014. január 3.", "2014年1月3日", "2014 m. sausio 3 d."
    #[inline(never)]
    fn year_first(&mut self, year: i16) -> Option<Date> {
        let mark = self.skip(&['-', '/', '.', '年', '년', ',', '‑', '–']);
        self.word(&["m", "gada", "g"]);
        let month = match self.month() {
            Some(month) => month,
            None => {
                mark?;
                self.number(2)?
            }
        };
        self.skip(&['-', '/', '.', '月', '월', ',', '‑', '–']);
        let day = match self.peek()? {
            Piece::Number(day, 1 | 2) => {
                self.at += 1;
                day
            }
            _ => return None,
        };
        self.skip(&['日', '일']);
        Date::new(year, month as u8, day as u8).filter(|date| date.year() >= 1600)
    }

    /// "3 March 2014", "3. März 2014", "3 de marzo de 2014", "03/01/2014", "16.10.19".
    #[inline(never)]
    fn day_first(&mut self, first: i16, order: Order) -> Option<(Date, Option<Date>)> {
        let start = self.at;
        self.ordinal();
        if let Some(month) = self.month() {
            self.skip(&['.', ',', '-', '/', '\'', '’']);
            self.word(&["de", "del", "of", "da", "ta"]);
            let year = match self.year() {
                Some(year) => year,
                // "03-Jan-14", "16. Okt 19".
                None => 2000 + self.number(2).filter(|year| *year >= 10 && *year < 60)?,
            };
            return Some((Date::new(year, month as u8, first as u8)?, None));
        }
        self.at = start;
        let mark = self.skip(&['/', '.', '-', '‑'])?;
        let second = self.number(2)?;
        if self.skip(&['/', '.', '-', '‑'])? != mark {
            return None;
        }
        let year = match self.year() {
            Some(year) => year,
            None if mark == '.' || mark == '/' => match self.peek()? {
                Piece::Number(year @ 10..=59, 2) => {
                    self.at += 1;
                    // "16.10.19.5" is something else.
                    if self.peek() == Some(Piece::Mark(mark))
                        && matches!(self.pieces.get(self.at + 1), Some((Piece::Number(..), _)))
                    {
                        return None;
                    }
                    2000 + year
                }
                _ => return None,
            },
            None => return None,
        };
        let by_day = Date::new(year, second as u8, first as u8);
        let by_month = Date::new(year, first as u8, second as u8);
        match (by_day, by_month) {
            (Some(day), _) if mark == '.' => Some((day, None)),
            (Some(day), Some(other)) if day != other => match order {
                Order::DayFirst => Some((day, None)),
                Order::MonthFirst => Some((other, None)),
                Order::Unknown => Some((day, Some(other))),
            },
            (day, other) => Some((day.or(other)?, None)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        days(text, Order::DayFirst).iter().map(|found| found.day.to_string()).collect()
    }

    #[test]
    fn many_languages_one_day() {
        let texts = "\
            3 March 2014|March 3, 2014|Mar. 3rd, 2014|Monday, 3rd of March 2014, 10:15|3. März 2014 um 8 Uhr|3 \
            mars 2014|Publié le 3 mars 2014 à 10h|3 de marzo de 2014|3 de março de 2014|3 marzo 2014|3 maart \
            2014|3 marca 2014|3. března 2014|3 марта 2014 г.|2014. március 3.|3. maaliskuuta 2014|3 Mart \
            2014|3 Μαρτίου 2014|3 مارس 2014|2014年3月3日|2014년 3월 3일|2014-03-03T10:00:00Z|03.03.2014|3. 3. \
            2014|3/3/2014|3.3.14|2014/03/03|2014 m. kovo 3 d.|03-Mar-2014|3 березня 2014";
        for text in texts.split('|') {
            assert_eq!(read(text), ["2014-03-03"], "{text}");
        }
        assert_eq!(read("3. marraskuuta 2014"), ["2014-11-03"]);
        assert_eq!(read("3 listopada 2014, 1.12.2014"), ["2014-11-03", "2014-12-01"]);
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            "2014",
            "March 2014",
            "99.99.2014",
            "10:30",
            "1.2.3",
            "192.168.10.19.5",
            "+49 30 123456",
            "© 2014 The Post",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_order_of_slashes() {
        let first = |order| days("03/04/2014", order).into_iter().next().unwrap();
        assert_eq!(first(Order::MonthFirst).day.to_string(), "2014-03-04");
        assert!(first(Order::Unknown).other.is_some());
        assert_eq!(days("03/14/2014", Order::DayFirst)[0].day.to_string(), "2014-03-14");
    }

    #[test]
    fn stamps() {
        for text in [
            "20140303",
            "1393804800",
            "1393804800000",
            "20140303T1000",
            "Mon, 03 Mar 2014 10:00:00 GMT",
            "2014-03-03 10:00",
        ] {
            assert_eq!(
                stamp(text, Order::Unknown).map(|found| found.day.to_string()).as_deref(),
                Some("2014-03-03"),
                "{text}"
            );
        }
        for text in ["9999-99-99T99:99", "", "12345", "99999999999999999999"] {
            assert_eq!(stamp(text, Order::Unknown), None, "{text}");
        }
    }
}
