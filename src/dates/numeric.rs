//! Dates in digits: "2014-01-13", "13/01/2014", "01.13.2014".

use std::ops::Range;

use crate::dates::calendar::Date;
use crate::language::Tokens;

/// The date that begins the range, and the token behind it. The order of day and month is the one that fits; where both
/// fit, dots are read day first and slashes month first.
pub fn date(tokens: &Tokens<'_>, range: Range<usize>) -> Option<(usize, Date)> {
    let end = range.start + 5;
    let glued = end <= range.end && (range.start + 1..end).all(|at| !tokens.spaced(at));
    let mark = tokens.word(range.start + 1);
    let fits = glued && matches!(mark, "-" | "/" | ".") && tokens.word(range.start + 3) == mark;
    // A longer chain of digits is a telephone or an address.
    let alone = tokens.spaced(end) || !matches!(tokens.word(end), "-" | "/") || end >= range.end;
    if !fits || !alone {
        return dotted(tokens, range.start);
    }
    let part = |at| tokens.word(range.start + at);
    order(mark, [part(0), part(2), part(4)]).map(|date| (end, date))
}

/// "13.01.2014" is one token.
fn dotted(tokens: &Tokens<'_>, at: usize) -> Option<(usize, Date)> {
    let mut parts = tokens.word(at).split('.');
    let date = order(".", [parts.next()?, parts.next()?, parts.next()?])?;
    parts.next().is_none().then_some((at + 1, date))
}

fn order(mark: &str, parts: [&str; 3]) -> Option<Date> {
    let number = |part: &str| {
        Some(part).filter(|part| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<u16>().ok()
    };
    let [first, second, third] = parts.map(number);
    let (first, second, third) = (first?, second?, third?);
    let date =
        |year: u16, month: u16, day: u16| Date::new(year as i16, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    match parts.map(str::len) {
        [4, 1..=2, 1..=2] => date(first, second, third),
        [1..=2, 1..=2, 4] if mark == "/" => date(third, first, second).or_else(|| date(third, second, first)),
        [1..=2, 1..=2, 4] => date(third, second, first).or_else(|| date(third, first, second)),
        _ => None,
    }
}
