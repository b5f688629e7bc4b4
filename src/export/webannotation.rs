//! W3C Web Annotation: a page of annotations, one for each name and date, by position (code points) and by quotation.

use crate::analysis::Analysis;
use crate::export::json::Json;
use crate::export::{Mark, Naming, marks, source};
use crate::offsets::OffsetTable;
use crate::span::{Span, Unit};
use crate::words::Word;

/// Characters before and behind the quotation.
const AROUND: usize = 32;

#[inline(never)]
pub fn write(analysis: &Analysis) -> String {
    let text = &analysis.text;
    let table = OffsetTable::new(text, Unit::CodePoint);
    let source = source(analysis);
    let mut json = Json::default();
    json.open("", '{');
    json.text("@context", "http://www.w3.org/ns/anno.jsonld");
    json.text("id", &Naming::of(&["annotations", &source, text]).urn());
    json.text("type", "AnnotationPage");
    json.open("items", '[');
    let naming = Naming::of(&["annotation", &source, text]);
    for mark in marks(analysis) {
        let (kind, name) = match mark {
            Mark::Name(_, entity) => (entity.kind.word(), &entity.name),
            Mark::Date(date) => (date.kind.word(), &date.value),
        };
        let span = table.span(mark.span());
        let (start, end) = (span.start.to_string(), span.end.to_string());
        json.open("", '{');
        json.text("id", &naming.and(&[&start, &end, kind, name]).urn());
        json.text("type", "Annotation");
        json.text("motivation", "identifying");
        json.open("body", '[');
        for (purpose, value) in [("tagging", kind), ("identifying", name)] {
            json.open("", '{');
            json.text("type", "TextualBody");
            json.text("purpose", purpose);
            json.text("format", "text/plain");
            json.text("value", value);
            json.close('}');
        }
        json.close(']');
        json.open("target", '{');
        json.text("source", &source);
        json.open("selector", '[');
        json.open("", '{');
        json.text("type", "TextPositionSelector");
        json.plain("start", &start);
        json.plain("end", &end);
        json.close('}');
        let (prefix, suffix) = around(text, mark.span());
        json.open("", '{');
        json.text("type", "TextQuoteSelector");
        json.text("exact", mark.span().of(text));
        json.text("prefix", prefix);
        json.text("suffix", suffix);
        json.close('}');
        json.close(']');
        json.close('}');
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.done()
}

/// What stands before and behind a span, as far as quotations take it.
fn around(text: &str, span: Span) -> (&str, &str) {
    let (before, behind) = span.around(text);
    let start = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let end = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    (before.get(start..).unwrap_or(""), behind.get(..end).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_cut_no_character() {
        let text = format!("{}x{}", "👩".repeat(40), "é".repeat(3));
        let (prefix, suffix) = around(&text, Span::new(160, 161));
        assert_eq!((prefix.chars().count(), suffix), (32, "ééé"));
        assert_eq!(around("x", Span::new(0, 1)), ("", ""));
    }

    #[test]
    fn positions_are_code_points_and_names_stay() {
        let analysis = crate::export::tests::read("👩 Anna Duval came.");
        let value: serde_json::Value = serde_json::from_str(&write(&analysis)).unwrap();
        let selectors = &value["items"][0]["target"]["selector"];
        assert_eq!((&selectors[0]["start"], &selectors[1]["exact"]), (&2.into(), &"Anna Duval".into()));
        assert_eq!(selectors[1]["prefix"], "👩 ");
        assert_eq!(write(&analysis), write(&analysis));
        assert_ne!(write(&analysis), write(&crate::export::tests::read("👩 Anna Duval went.")));
    }
}
