//! What several tests need: a readable form of an analysis, and the promises that every analysis keeps.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use std::fmt::Write;
use std::sync::LazyLock;

use regex::Regex;
use whowhen::{Analysis, DateKind, Span, Unit};

/// Every promise that holds for any text: spans in order, on character boundaries, the same words in three units.
pub fn check_promises(analysis: &Analysis) {
    let text = &analysis.text;
    let mentions = analysis.mentions.iter().map(|one| one.span);
    let dates = analysis.dates.iter().map(|one| one.span);
    let blocks: Vec<Span> = analysis.article.blocks.iter().map(|one| one.span).collect();
    let mut layer: Vec<Span> = mentions.clone().chain(dates.clone()).collect();
    layer.sort();
    for spans in [&blocks, &layer] {
        for pair in spans.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{pair:?} overlap in {text:?}");
        }
    }
    assert!(mentions.clone().is_sorted() && dates.clone().is_sorted() && blocks.is_sorted());

    let bytes = all_spans(analysis);
    for span in &bytes {
        assert!(span.start < span.end, "empty span {span:?} in {text:?}");
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} cuts a character of {text:?}");
    }
    for span in mentions.chain(dates) {
        assert!(blocks.iter().any(|block| block.contains(span)), "{span:?} is in no block of {text:?}");
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    let points: Vec<char> = text.chars().collect();
    let utf16 = all_spans(&analysis.clone().into_unit(Unit::Utf16));
    let code_points = all_spans(&analysis.clone().into_unit(Unit::CodePoint));
    for ((span, utf16), code_points) in bytes.iter().zip(utf16).zip(code_points) {
        let words = span.of(text);
        assert_eq!(String::from_utf16(&units[utf16.start as usize..utf16.end as usize]).unwrap(), words);
        assert_eq!(points[code_points.start as usize..code_points.end as usize].iter().collect::<String>(), words);
    }

    for pair in analysis.sources.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?} overlap in {text:?}");
    }
    for span in layer.iter().filter(|_| !analysis.sources.is_empty()) {
        let starts = analysis
            .sources
            .iter()
            .any(|source| source.span.contains(Span::new(span.start as usize, span.start as usize + 1)));
        let ends = analysis
            .sources
            .iter()
            .any(|source| source.span.contains(Span::new(span.end as usize - 1, span.end as usize)));
        assert!(starts && ends, "{span:?} of {text:?} is from nowhere");
    }

    for (at, entity) in analysis.entities.iter().enumerate() {
        assert_eq!(entity.id as usize, at);
        assert!(entity.mentions.is_sorted() && !entity.mentions.is_empty());
        for mention in &entity.mentions {
            let mention = &analysis.mentions[*mention as usize];
            assert_eq!((mention.entity, mention.kind), (entity.id, entity.kind));
            assert!(mention.score > 0.0 && mention.score < 1.0);
        }
    }
    assert_eq!(analysis.entities.iter().map(|entity| entity.mentions.len()).sum::<usize>(), analysis.mentions.len());
    for date in &analysis.dates {
        assert!(date.earliest <= date.latest && date.earliest.is_some() == date.latest.is_some());
        assert!(is_timex3(date.kind, &date.value), "{} is no TIMEX3 value of a {:?}", date.value, date.kind);
    }
    for quote in &analysis.quotes {
        assert!(quote.speaker.is_none_or(|speaker| (speaker as usize) < analysis.entities.len()));
    }
}

fn all_spans(analysis: &Analysis) -> Vec<Span> {
    let article = &analysis.article;
    let words = [&article.title, &article.byline].into_iter().flatten().filter_map(|words| words.span);
    words
        .chain(article.dateline.iter().map(|one| one.span))
        .chain(article.blocks.iter().map(|one| one.span))
        .chain(analysis.mentions.iter().map(|one| one.span))
        .chain(analysis.dates.iter().map(|one| one.span))
        .chain(analysis.quotes.iter().map(|one| one.span))
        .chain(analysis.notes.iter().filter_map(|one| one.span))
        .collect()
}

/// Whether a value is one of TIMEX3's, for its kind: an ISO 8601 day or a part of one, a longer stretch in TimeML's letters,
/// a time behind a day, a length, a vague reference.
fn is_timex3(kind: DateKind, value: &str) -> bool {
    const SHAPES: [&str; 4] = [
        // Calendar.
        r"^(?:(?:BC)?\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?|-W(?:[0-4]\d|5[0-3]|XX)(?:-(?:[1-7]|WE))?|-Q[1-4X]|-H[12X]|-(?:SP|SU|FA|WI))?$|^FY(?:\d{4}|XXXX)$|^(?:BC)?\d{2,3}$|^XXX?$|^(?:PAST|PRESENT|FUTURE)_REF$",
        // Clock.
        r"^(?:(?:BC)?\d{4}|XXXX)-(?:(?:0[1-9]|1[0-2]|XX)-(?:0[1-9]|[12]\d|3[01]|XX)|W(?:[0-4]\d|5[0-3]|XX)-[1-7])T(?:MO|AF|EV|NI|DT|(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d)?Z?)$",
        // Length.
        r"^P(?:(?:\d+(?:\.\d+)?|X)(?:Y|M|WE|W|D|NI))*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)?$",
        // What recurs: a length, or a stretch of no known year.
        r"^P.+|^XXXX-.+",
    ];
    static PATTERNS: LazyLock<[Regex; 4]> = LazyLock::new(|| SHAPES.map(|shape| Regex::new(shape).unwrap()));
    let [calendar, clock, length, recurs] = &*PATTERNS;
    match kind {
        DateKind::Date => calendar.is_match(value),
        DateKind::Time => clock.is_match(value),
        DateKind::Duration => length.is_match(value) && !value.ends_with(['P', 'T']),
        DateKind::Set => recurs.is_match(value) && [calendar, clock, length].iter().any(|shape| shape.is_match(value)),
    }
}

#[allow(dead_code, reason = "one test of several calls it")]
/// An analysis as lines that a person can check: blocks, entities with their mentions, dates, quotes, notes.
pub fn readable(analysis: &Analysis) -> String {
    let text = &analysis.text;
    let mut out = String::new();
    let short = |span: Span| {
        let words = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let head: String = words.chars().take(60).collect();
        if head == words { head } else { format!("{head}…") }
    };
    let article = &analysis.article;
    for (name, words) in [("title", &article.title), ("byline", &article.byline)] {
        if let Some(words) = words {
            writeln!(out, "{name}: {}", words.text).unwrap();
        }
    }
    if let Some(dateline) = &article.dateline {
        let date = dateline.date.map(|date| date.to_string());
        writeln!(out, "dateline: {:?} {:?} {:?}", dateline.place, date, dateline.agency).unwrap();
    }
    for block in &article.blocks {
        writeln!(out, "block {}: {}", word(&block.kind), short(block.span)).unwrap();
    }
    for entity in &analysis.entities {
        write!(out, "{}: {}", word(&entity.kind), entity.name).unwrap();
        if let Some(role) = &entity.role {
            write!(out, " ({role})").unwrap();
        }
        let mentions = entity.mentions.iter().map(|at| analysis.mentions[*at as usize].span);
        writeln!(
            out,
            " = {}",
            mentions.map(|span| format!("{}@{}", span.of(text), span.start)).collect::<Vec<_>>().join(" | ")
        )
        .unwrap();
    }
    for date in &analysis.dates {
        let modifier = date.modifier.map(|modifier| format!(" {modifier}")).unwrap_or_default();
        writeln!(
            out,
            "{}: {}@{} = {}{modifier}, {}",
            word(&date.kind),
            date.span.of(text),
            date.span.start,
            date.value,
            word(&date.basis)
        )
        .unwrap();
    }
    for quote in &analysis.quotes {
        let speaker = quote.speaker.map_or("nobody named", |speaker| &analysis.entities[speaker as usize].name);
        writeln!(out, "quote of {speaker}: {}", short(quote.span)).unwrap();
    }
    let date = analysis.anchor.date.map(|date| date.to_string());
    writeln!(out, "anchor: {}, {}", date.as_deref().unwrap_or("unknown"), word(&analysis.anchor.basis)).unwrap();
    for note in &analysis.notes {
        writeln!(out, "note {}: {}", note.code, note.span.map(short).unwrap_or_default()).unwrap();
    }
    out
}

#[allow(dead_code, reason = "one test of several calls it")]
/// The word that JSON has for a value.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}
