//! The days that the story names as a calendar, RFC 5545: an event for each day, or stretch of up to a week, that is known
//! whole. Events last all day: a time of day is told in words, because its zone is not known.

use crate::analysis::{Analysis, BlockKind, DateBasis, DateKind, DateMention};
use crate::dates::Date;
use crate::export::escape::{day, joined, line, number, put, shortened};
use crate::export::text::basis;
use crate::export::{Naming, address, block_kind, block_of, by_day, in_story, is_assumed};
use crate::span::Span;

/// A longer stretch is no appointment.
const DAYS: i32 = 7;
/// Characters of a summary, and of a quotation in the description.
const SUMMARY: usize = 80;
const QUOTATION: usize = 300;
/// Quotations in a description.
const QUOTATIONS: usize = 5;
/// Characters that are looked through for the ends of a date's sentence.
const AROUND: usize = 300;
/// Bytes of a line, without its end.
const LINE: usize = 75;

#[inline(never)]
pub fn write(analysis: &Analysis) -> String {
    let mut out = String::new();
    property(&mut out, "BEGIN:VCALENDAR", "");
    property(&mut out, "VERSION:2.0", "");
    property(&mut out, "PRODID:-//WhoWhen//WhoWhen//EN", "");
    property(&mut out, "CALSCALE:GREGORIAN", "");
    let naming = Naming::of(&["event", &analysis.text]);
    for event in events(analysis) {
        write_event(&mut out, analysis, (&event, naming));
    }
    property(&mut out, "END:VCALENDAR", "");
    out
}

/// A stretch of days, and where the story names it.
struct Event<'a> {
    first: Date,
    last: Date,
    dates: Vec<&'a DateMention>,
}

/// In calendar order.
fn events(analysis: &Analysis) -> Vec<Event<'_>> {
    let mut events: Vec<Event<'_>> = Vec::new();
    for date in by_day(analysis) {
        let (Some(first), Some(last)) = (date.earliest, date.latest) else { continue };
        let days = last.number() - first.number() + 1;
        // "early next week" is not all of it. Years before 1 have no notation in calendars.
        let whole = days == 1 || (days <= DAYS && date.modifier.is_none());
        let fits = matches!(date.kind, DateKind::Date | DateKind::Time) && first.year() > 0;
        // When it was written is no day of the story.
        let told = in_story(analysis, date.span) && block_kind(analysis, date.span) != Some(BlockKind::Byline);
        if !(whole && fits && told) {
            continue;
        }
        match events.last_mut().filter(|event| (event.first, event.last) == (first, last)) {
            Some(event) => event.dates.push(date),
            None => events.push(Event { first, last, dates: vec![date] }),
        }
    }
    events
}

fn write_event(out: &mut String, analysis: &Analysis, (event, naming): (&Event<'_>, Naming)) {
    let (first, last) = (basic(event.first), basic(event.last));
    let anchor = analysis.anchor;
    property(out, "BEGIN:VEVENT", "");
    property(out, "UID:", &naming.and(&[&first, &last]).uuid());
    // When it was written nobody knows here; the same story is to give the same bytes.
    let stamp = anchor.date.filter(|date| date.year() > 0).map_or_else(|| first.clone(), basic);
    property(out, "DTSTAMP:", &(stamp + "T000000Z"));
    property(out, "DTSTART;VALUE=DATE:", &first);
    match event.last.plus_days(1) {
        Some(end) => property(out, "DTEND;VALUE=DATE:", &basic(end)),
        // The calendar ends with the year 9999.
        None => {
            property(out, "DURATION:", &(number("P", (event.last.number() - event.first.number() + 1) as usize) + "D"))
        }
    }
    let sentence = |date: &DateMention| context(analysis, date.span);
    if let Some(date) = event.dates.first() {
        let clock = event.dates.iter().find_map(|date| clock(date)).map(|clock| clock.to_owned() + " ");
        let summary = clock.unwrap_or_default() + &shortened(&sentence(date), SUMMARY);
        property(out, "SUMMARY:", &escaped(&summary));
    }
    let mut description = String::new();
    for date in event.dates.iter().take(QUOTATIONS) {
        if !description.is_empty() {
            put(&mut description, "\\n\\n");
        }
        put(&mut description, &escaped(&shortened(&sentence(date), QUOTATION)));
        put(&mut description, "\\n");
        put(
            &mut description,
            &escaped(&format!("“{}”: {}", line(date.span.of(&analysis.text)), basis(date.basis, anchor))),
        );
    }
    property(out, "DESCRIPTION:", &description);
    if let Some(url) = address(analysis) {
        property(out, "URL:", url);
    }
    // One that states the day is enough.
    let sure = |date: &&DateMention| {
        date.modifier.is_none() && (matches!(date.basis, DateBasis::Given | DateBasis::Stated) || !is_assumed(anchor))
    };
    let status = if event.dates.iter().any(sure) { "STATUS:CONFIRMED" } else { "STATUS:TENTATIVE" };
    property(out, status, "");
    property(out, "TRANSP:TRANSPARENT", "");
    property(out, "END:VEVENT", "");
}

/// `20140113`.
fn basic(date: Date) -> String {
    day(date).replace('-', "")
}

/// The time of day that a value names: `10:00`.
fn clock(date: &DateMention) -> Option<&str> {
    let (_, clock) = date.value.split_once('T')?;
    clock.starts_with(|char: char| char.is_ascii_digit()).then_some(clock)
}

/// The words around a date: its sentence, as far as full stops tell it, inside its block.
fn context(analysis: &Analysis, span: Span) -> String {
    let text = &analysis.text;
    let block = block_of(analysis, span).map_or(span, |block| block.span);
    let before = Span { end: span.start, ..block }.of(text);
    let behind = Span { start: span.end, ..block }.of(text);
    // No further than that, so that many dates in one long block cost no more than their number.
    let from = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    let (before, behind) = (before.get(from..).unwrap_or(""), behind.get(..to).unwrap_or(""));
    let before = stops(before).last().and_then(|at| before.get(at..)).unwrap_or(before);
    let behind = stops(behind).next().and_then(|at| behind.get(..at)).unwrap_or(behind);
    joined(&[before, span.of(text), behind])
}

/// Where sentences end. The stop of "Mr. Vik" ends none: a word before one that does has some length.
fn stops(text: &str) -> impl Iterator<Item = usize> {
    let mut word = 0;
    text.char_indices().filter_map(move |(at, char)| {
        if char.is_whitespace() {
            word = 0;
            return None;
        }
        word += 1;
        let rest = text.get(at + char.len_utf8()..)?;
        let behind = rest.trim_start_matches(['”', '"', '’', ')']);
        let ends = matches!(char, '.' | '?' | '!') && word > 4 && behind.starts_with([' ', '\n', '\r', '\u{a0}']);
        ends.then_some(text.len() - behind.len())
    })
}

/// A text as a value: commas, semicolons and backslashes with a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '\\' | ',' | ';') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

/// Adds a line, folded where it has more than 75 bytes: between characters, the next one begins with a space.
#[inline(never)]
fn property(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for char in name.chars().chain(value.chars()) {
        if length + char.len_utf8() > LINE {
            put(out, "\r\n ");
            length = 1;
        }
        out.push(char);
        length += char.len_utf8();
    }
    put(out, "\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::read;

    fn unfolded(calendar: &str) -> String {
        assert!(calendar.split("\r\n").all(|line| line.len() <= LINE && !line.contains(['\r', '\n'])), "{calendar}");
        calendar.replace("\r\n ", "")
    }

    #[test]
    fn days_become_events_once() {
        let calendar = unfolded(&write(&read(
            "It was quiet. Mr. Vik; Anna, \\ and 👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩 meet on Feb. 4 at 10 a.m. in Oslo. They met last week.\n\n\
             On February 4 they will eat.",
        )));
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 2, "{calendar}");
        for line in [
            "DTSTART;VALUE=DATE:20140204",
            "DTEND;VALUE=DATE:20140205",
            "DTSTART;VALUE=DATE:20131223",
            "DTEND;VALUE=DATE:20131230",
            "SUMMARY:They met last week.",
            "STATUS:CONFIRMED",
            "DTSTAMP:20140103T000000Z",
        ] {
            assert!(calendar.split("\r\n").any(|got| got == line), "{line} is not in {calendar}");
        }
        assert!(calendar.contains("Mr. Vik\\; Anna\\, \\\\ and 👩"), "{calendar}");
    }

    #[test]
    fn what_is_assumed_is_tentative_and_what_is_vague_no_event() {
        let mut analysis =
            read("They meet on Friday, in early April, next year, in March 2027, or in the week of 3 March 2027.");
        analysis.anchor.basis = crate::Basis::Masthead;
        let calendar = unfolded(&write(&analysis));
        assert_eq!(
            (calendar.matches("VEVENT").count(), calendar.matches("STATUS:TENTATIVE").count()),
            (4, 1),
            "{calendar}"
        );
        assert!(!calendar.contains("20270401"), "{calendar}");
        assert!(calendar.contains("counted from the assumed day of publication\\, 2014-01-03"), "{calendar}");
    }

    #[test]
    fn the_last_day_has_an_end() {
        let calendar = write(&read("It ends on 9999-12-31, and began in 44 BC."));
        assert!(calendar.contains("DTSTART;VALUE=DATE:99991231\r\nDURATION:P1D\r\n"), "{calendar}");
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1);
        assert_eq!(write(&read("")).matches("VEVENT").count(), 0);
    }
}
