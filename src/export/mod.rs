//! An analysis in the formats of other tools: pure writers, one file a format. They read what was found and find nothing.
//!
//! They take positions in bytes, as [`crate::analyze`] and [`Analysis::from_json`] give them, and write what each format
//! counts in. Same analysis, same bytes: identifiers are hashes of what they name.

mod csv;
mod escape;
mod html;
mod icalendar;
mod json;
mod jsonld;
mod spacy;
mod text;
mod timeml;
mod webannotation;

use std::str::FromStr;

use crate::analysis::{Analysis, Anchor, Basis, Block, BlockKind, DateMention, Entity, Mention};
use crate::dates::Date;
use crate::error::Error;
use crate::export::escape::put;
use crate::order::by_number;
use crate::span::{Span, Unit};

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The analysis itself, positions in UTF-16 code units.
    Json,
    /// A table for spreadsheets, a row for each name and date (RFC 4180). A cell that a spreadsheet would take for a formula
    /// begins with an apostrophe.
    Csv,
    /// W3C Web Annotation, positions in code points.
    WebAnnotation,
    /// TimeML 1.2: the text with its dates marked as TIMEX3. What XML cannot hold is U+FFFD.
    TimeMl,
    /// What displaCy of spaCy draws, positions in code points, labels of OntoNotes.
    Spacy,
    /// A `NewsArticle` of schema.org in JSON-LD, fit for a `<script>` element.
    JsonLd,
    /// The days that the story names as a calendar (RFC 5545).
    ICalendar,
    /// A page that needs nothing else.
    Html,
    /// Who and when, for people.
    Text,
}

/// The name, the ending of files and the media type of each format.
#[rustfmt::skip]
const FORMATS: [(Format, &str, &str, &str); 9] = [
    (Format::Json, "json", "json", "application/json"),
    (Format::Csv, "csv", "csv", "text/csv;charset=utf-8"),
    (Format::WebAnnotation, "webannotation", "annotations.jsonld", "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\""),
    (Format::TimeMl, "timeml", "tml", "application/xml"),
    (Format::Spacy, "spacy", "spacy.json", "application/json"),
    (Format::JsonLd, "jsonld", "jsonld", "application/ld+json"),
    (Format::ICalendar, "icalendar", "ics", "text/calendar;charset=utf-8"),
    (Format::Html, "html", "html", "text/html;charset=utf-8"),
    (Format::Text, "text", "txt", "text/plain;charset=utf-8"),
];

impl Format {
    /// The ending of a file's name, without the dot.
    ///
    /// ```
    /// assert_eq!(whowhen::export::Format::ICalendar.extension(), "ics");
    /// ```
    pub fn extension(self) -> &'static str {
        self.row().2
    }

    /// The media type, as servers and downloads give it.
    ///
    /// ```
    /// assert_eq!(whowhen::export::Format::Json.media_type(), "application/json");
    /// ```
    pub fn media_type(self) -> &'static str {
        self.row().3
    }

    fn row(self) -> (Format, &'static str, &'static str, &'static str) {
        FORMATS.iter().find(|row| row.0 == self).copied().unwrap_or((self, "", "", ""))
    }
}

impl FromStr for Format {
    type Err = Error;

    /// Reads `json`, `csv`, `webannotation`, `timeml`, `spacy`, `jsonld`, `icalendar`, `html`, `text`.
    ///
    /// ```
    /// let error = "xml".parse::<whowhen::export::Format>().unwrap_err();
    /// assert!(error.to_string().contains("timeml"));
    /// ```
    fn from_str(name: &str) -> Result<Format, Error> {
        FORMATS.iter().find(|row| row.1 == name).map(|row| row.0).ok_or_else(|| {
            let mut message = "A format is".to_owned();
            for row in &FORMATS {
                message.push(' ');
                put(&mut message, row.1);
                message.push(',');
            }
            put(&mut message, " not \"");
            message.extend(name.chars().take(40));
            put(&mut message, "\".");
            Error::InvalidOption(message)
        })
    }
}

/// Writes an analysis, whose positions are bytes, in a format.
///
/// ```
/// use whowhen::export::{Format, export};
/// use whowhen::{Input, Options, analyze};
/// let analysis = analyze(Input::Text("Anna Duval said on 3 May 2014 that she would go."), &Options::default())?;
/// assert!(export(&analysis, Format::Csv).contains("person,Anna Duval,Anna Duval,"));
/// assert!(export(&analysis, Format::TimeMl).contains("value=\"2014-05-03\""));
/// # Ok::<(), whowhen::Error>(())
/// ```
pub fn export(analysis: &Analysis, format: Format) -> String {
    if format == Format::Json {
        // An analysis is plain data with strings as keys: nothing in it can fail.
        let json = serde_json::to_string_pretty(&analysis.clone().into_unit(Unit::Utf16));
        return json.unwrap_or_default() + "\n";
    }
    write(analysis, format)
}

/// Every format but JSON, which JavaScript writes itself: serialising twice would cost each reader ten kilobytes.
pub(crate) fn write(analysis: &Analysis, format: Format) -> String {
    match format {
        Format::Json => String::new(),
        Format::Csv => csv::write(analysis),
        Format::WebAnnotation => webannotation::write(analysis),
        Format::TimeMl => timeml::write(analysis),
        Format::Spacy => spacy::write(analysis),
        Format::JsonLd => jsonld::write(analysis),
        Format::ICalendar => icalendar::write(analysis),
        Format::Html => html::write(analysis),
        Format::Text => text::write(analysis),
    }
}

/// What is marked at one place of the text.
#[derive(Clone, Copy)]
enum Mark<'a> {
    Name(&'a Mention, &'a Entity),
    Date(&'a DateMention),
}

impl Mark<'_> {
    fn span(&self) -> Span {
        match self {
            Mark::Name(mention, _) => mention.span,
            Mark::Date(date) => date.span,
        }
    }
}

/// All names and dates in the order of the text.
fn marks(analysis: &Analysis) -> Vec<Mark<'_>> {
    let mut marks = Vec::with_capacity(analysis.mentions.len() + analysis.dates.len());
    let mut dates = analysis.dates.iter().peekable();
    for mention in &analysis.mentions {
        while let Some(date) = dates.next_if(|date| date.span < mention.span) {
            marks.push(Mark::Date(date));
        }
        marks.extend(analysis.entities.get(mention.entity as usize).map(|entity| Mark::Name(mention, entity)));
    }
    marks.extend(dates.map(Mark::Date));
    marks
}

/// The dates that lie on the calendar, in its order, short before long, else in the order of the text.
fn by_day(analysis: &Analysis) -> Vec<&DateMention> {
    // Days before 1970 have negative numbers.
    let from_zero = |day: Option<Date>| day.map_or(0, |day| (i64::from(day.number()) + i64::from(i32::MAX)) as u128);
    let mut dates: Vec<&DateMention> =
        analysis.dates.iter().filter(|date| date.earliest.is_some() && date.latest.is_some()).collect();
    by_number(&mut dates, |date| from_zero(date.earliest) << 64 | from_zero(date.latest));
    dates
}

/// The block around a span.
fn block_of(analysis: &Analysis, span: Span) -> Option<&Block> {
    let blocks = &analysis.article.blocks;
    blocks.get(blocks.partition_point(|block| block.span.end <= span.start))
}

fn block_kind(analysis: &Analysis, span: Span) -> Option<BlockKind> {
    block_of(analysis, span).map(|block| block.kind)
}

/// Whether a span stands in the story and not in the page around it.
fn in_story(analysis: &Analysis, span: Span) -> bool {
    block_kind(analysis, span).is_none_or(BlockKind::is_story)
}

/// The article's address, where it is one that a link may have.
fn address(analysis: &Analysis) -> Option<&str> {
    let fits = |url: &&str| {
        let odd = |char: char| char <= ' ' || "\"<>\\^`{|}".contains(char) || char.is_control() || char.is_whitespace();
        (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(odd)
    };
    analysis.article.url.as_deref().filter(fits)
}

/// The article's name as a resource: its address, else one that follows from its text.
fn source(analysis: &Analysis) -> String {
    address(analysis).map_or_else(|| Naming::of(&[&analysis.text]).urn(), str::to_owned)
}

/// Whether the day that "today" means was only guessed.
fn is_assumed(anchor: Anchor) -> bool {
    matches!(anchor.basis, Basis::Masthead | Basis::Inferred)
}

/// A name for what some parts say: the same parts have the same name. A UUID of version 8, RFC 9562, from two runs of
/// FNV-1a with different beginnings. What many names begin with is hashed once: it may be a whole article.
#[derive(Clone, Copy)]
struct Naming {
    high: u64,
    low: u64,
}

impl Naming {
    fn of(parts: &[&str]) -> Naming {
        Naming { high: 0xcbf2_9ce4_8422_2325, low: 0x6c62_272e_07bb_0142 }.and(parts)
    }

    fn and(mut self, parts: &[&str]) -> Naming {
        for part in parts {
            // 0xFF is in no UTF-8: "ab", "c" are other parts than "a", "bc".
            for byte in part.bytes().chain([0xFF]) {
                self.high = (self.high ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                self.low = (self.low ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(1);
            }
        }
        self
    }

    fn uuid(self) -> String {
        let high = self.high & !0xF000 | 0x8000;
        let low = self.low & !(0b11 << 62) | 0b10 << 62;
        let mut out = String::new();
        for (at, digit) in (0..32).map(|at| (at, if at < 16 { high >> (60 - 4 * at) } else { low >> (124 - 4 * at) })) {
            if matches!(at, 8 | 12 | 16 | 20) {
                out.push('-');
            }
            out.extend(char::from_digit((digit & 15) as u32, 16));
        }
        out
    }

    fn urn(self) -> String {
        "urn:uuid:".to_owned() + &self.uuid()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{Input, Options, analyze};

    /// An analysis of a text that was published on a Friday.
    pub fn read(text: &str) -> Analysis {
        let options = Options { published: "2014-01-03".parse().ok(), ..Options::default() };
        analyze(Input::Text(text), &options).unwrap()
    }

    #[test]
    fn formats_and_their_names() {
        for (format, name, ..) in FORMATS {
            assert_eq!(name.parse(), Ok(format));
        }
        let message = "CSV".parse::<Format>().unwrap_err().to_string();
        assert!(message.contains("webannotation") && message.contains("\"CSV\""), "{message}");
    }

    #[test]
    fn names_of_resources_follow_from_what_they_name() {
        let one = Naming::of(&["ab", "c"]).uuid();
        assert_eq!(one, Naming::of(&["ab"]).and(&["c"]).uuid());
        assert_ne!(one, Naming::of(&["a", "bc"]).uuid());
        assert!(
            regex::Regex::new("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
                .unwrap()
                .is_match(&one)
        );
    }

    #[test]
    fn only_addresses_become_links() {
        let mut analysis = read("Nobody came.");
        for (url, fits) in [
            ("https://example.org/a?b=c#d", true),
            ("javascript:alert(1)", false),
            ("https://example.org/\"><script>", false),
            ("https://example.org/a b", false),
            ("//example.org", false),
        ] {
            analysis.article.url = Some(url.into());
            assert_eq!(address(&analysis).is_some(), fits, "{url}");
        }
    }
}
