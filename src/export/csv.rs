//! A table for spreadsheets, RFC 4180: a header, then a row for each name and date in the order of the text.
//!
//! What the words name comes first, facts to sort and to draw maps by behind it, positions (UTF-16 code units) last. A cell
//! of text that a spreadsheet could take for a formula gets an apostrophe in front; numbers stay numbers.

use crate::analysis::{Analysis, DateMention, Entity, Mention};
use crate::export::escape::{day, decimal, put};
use crate::export::{Mark, block_kind, marks};
use crate::offsets::OffsetTable;
use crate::span::Unit;
use crate::words::Word;

const HEADER: &str = "type,words,name,role,country,latitude,longitude,kind,value,modifier,earliest,latest,basis,score,block,start,end\r\n";

#[inline(never)]
pub fn write(analysis: &Analysis) -> String {
    let table = OffsetTable::new(&analysis.text, Unit::Utf16);
    let mut row = Row { out: HEADER.to_owned() };
    for mark in marks(analysis) {
        let words = mark.span().of(&analysis.text);
        match mark {
            Mark::Name(mention, entity) => row.name(mention, entity, words),
            Mark::Date(date) => row.date(date, words),
        }
        row.text(block_kind(analysis, mark.span()).map_or("", Word::word));
        let span = table.span(mark.span());
        row.plain(&span.start.to_string());
        row.plain(&span.end.to_string());
        row.out.pop();
        put(&mut row.out, "\r\n");
    }
    row.out
}

/// The table, to which cells are added.
struct Row {
    out: String,
}

impl Row {
    /// Type to score of a name.
    fn name(&mut self, mention: &Mention, entity: &Entity, words: &str) {
        let place = entity.place.as_ref();
        let degrees = |degrees: Option<f64>| degrees.map(decimal).unwrap_or_default();
        for cell in [entity.kind.word(), words, &entity.name, entity.role.as_deref().unwrap_or("")] {
            self.text(cell);
        }
        self.text(place.map_or("", |place| &place.country));
        self.plain(&degrees(place.and_then(|place| place.latitude)));
        self.plain(&degrees(place.and_then(|place| place.longitude)));
        self.text(place.and_then(|place| place.kind).map_or("", Word::word));
        self.plain(",,,,");
        self.plain(&decimal(mention.score));
    }

    /// The same of a date.
    fn date(&mut self, date: &DateMention, words: &str) {
        self.text("date");
        self.text(words);
        self.text(&date.value);
        self.plain(",,,");
        let (earliest, latest) = (date.earliest.map(day).unwrap_or_default(), date.latest.map(day).unwrap_or_default());
        let modifier = date.modifier.unwrap_or("");
        for cell in [date.kind.word(), &date.value, modifier, &earliest, &latest, date.basis.word(), ""] {
            self.text(cell);
        }
    }

    #[inline(never)]
    fn plain(&mut self, cell: &str) {
        put(&mut self.out, cell);
        self.out.push(',');
    }

    #[inline(never)]
    fn text(&mut self, cell: &str) {
        let quoted = cell.contains(['"', ',', '\r', '\n']);
        if quoted {
            self.out.push('"');
        }
        if is_formula(cell) {
            self.out.push('\'');
        }
        for char in cell.chars() {
            if char == '"' {
                self.out.push('"');
            }
            self.out.push(char);
        }
        if quoted {
            self.out.push('"');
        }
        self.out.push(',');
    }
}

/// Whether a spreadsheet could take a cell for a formula: by its first character, or the first behind what is not seen.
fn is_formula(cell: &str) -> bool {
    let unseen =
        |char: char| char.is_whitespace() || char.is_control() || matches!(char, '\u{200B}'..='\u{200F}' | '\u{FEFF}');
    cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start_matches(unseen).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_no_formulas() {
        let cell = |text: &str| {
            let mut row = Row { out: String::new() };
            row.text(text);
            row.out
        };
        assert_eq!(cell("=1+1"), "'=1+1,");
        assert_eq!(cell(" \u{feff}@SUM(A1)"), "' \u{feff}@SUM(A1),");
        assert_eq!(cell("\tx"), "'\tx,");
        assert_eq!(cell("-0043-03-15"), "'-0043-03-15,");
        assert_eq!(cell("a-b"), "a-b,");
        assert_eq!(cell("says \"no\", twice\r\n"), "\"says \"\"no\"\", twice\r\n\",");
        assert_eq!(cell("=a,b"), "\"'=a,b\",");
    }

    #[test]
    fn every_row_has_every_column() {
        let csv = write(&crate::export::tests::read("OSLO - Minister Anna Duval will meet Bo Vik in Oslo on Feb 4."));
        let columns: Vec<usize> = csv.split_terminator("\r\n").map(|row| row.split(',').count()).collect();
        assert!(columns.len() > 4 && columns.iter().all(|count| *count == 17), "{columns:?} {csv}");
        assert!(
            csv.contains("date,Feb 4,2014-02-04,,,,,date,2014-02-04,,2014-02-04,2014-02-04,anchor,,paragraph,"),
            "{csv}"
        );
    }
}
