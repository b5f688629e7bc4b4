//! What displaCy of spaCy draws by `render(..., style="ent", manual=True)`: positions in code points, labels of OntoNotes.

use crate::analysis::{Analysis, DateKind, DateMention, Entity, EntityType};
use crate::export::escape::line;
use crate::export::json::Json;
use crate::export::{Mark, marks};
use crate::offsets::OffsetTable;
use crate::span::Unit;

#[inline(never)]
pub fn write(analysis: &Analysis) -> String {
    let table = OffsetTable::new(&analysis.text, Unit::CodePoint);
    let mut json = Json::default();
    json.open("", '{');
    json.text("text", &analysis.text);
    json.open("ents", '[');
    for mark in marks(analysis) {
        let span = table.span(mark.span());
        json.open("", '{');
        json.plain("start", &span.start.to_string());
        json.plain("end", &span.end.to_string());
        json.text("label", label(&mark));
        json.close('}');
    }
    json.close(']');
    match &analysis.article.title {
        Some(title) => json.text("title", &line(&title.text)),
        None => json.plain("title", "null"),
    }
    json.open("settings", '{');
    json.close('}');
    json.close('}');
    json.done()
}

fn label(mark: &Mark<'_>) -> &'static str {
    match mark {
        Mark::Name(_, entity) => of_entity(entity),
        Mark::Date(date) => of_date(date),
    }
}

fn of_entity(entity: &Entity) -> &'static str {
    match entity.kind {
        EntityType::Person => "PERSON",
        EntityType::Organization => "ORG",
        // Countries and towns are known as such; what is not is a river, a building, a region.
        EntityType::Place if entity.place.as_ref().is_some_and(|place| place.kind.is_some()) => "GPE",
        EntityType::Place => "LOC",
        EntityType::Group => "NORP",
        EntityType::Event => "EVENT",
        EntityType::Work => "WORK_OF_ART",
    }
}

/// OntoNotes calls a time what is shorter than a day.
fn of_date(date: &DateMention) -> &'static str {
    let clock = match date.kind {
        DateKind::Date => false,
        DateKind::Time => true,
        DateKind::Duration | DateKind::Set if date.value.starts_with('P') => date.value.starts_with("PT"),
        DateKind::Duration | DateKind::Set => date.value.contains('T'),
    };
    if clock { "TIME" } else { "DATE" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::read;

    #[test]
    fn labels_are_those_of_ontonotes() {
        let text =
            "👩 Anna Duval met Russian officials in Paris at 10 a.m. on Friday for two hours, then for three weeks.";
        let value: serde_json::Value = serde_json::from_str(&write(&read(text))).unwrap();
        let words: Vec<char> = text.chars().collect();
        let labelled: Vec<String> = value["ents"]
            .as_array()
            .unwrap()
            .iter()
            .map(|ent| {
                let at = |name: &str| ent[name].as_u64().unwrap() as usize;
                let words: String = words[at("start")..at("end")].iter().collect();
                format!("{} {words}", ent["label"].as_str().unwrap())
            })
            .collect();
        for want in ["PERSON Anna Duval", "NORP Russian", "GPE Paris", "TIME two hours", "DATE three weeks"] {
            assert!(labelled.iter().any(|got| got == want), "{want} is not in {labelled:?}");
        }
    }
}
