//! Who and when, for people: what the command line prints. The English words of all exports that have some stand here.

use crate::analysis::{Analysis, Anchor, Basis, DateBasis, DateMention, Entity, EntityType};
use crate::dates::{Date, Weekday};
use crate::export::by_day;
use crate::export::escape::{day, joined, line, number, put};

/// So many ways to say the same date are listed.
const WORDINGS: usize = 5;

#[inline(never)]
pub fn write(analysis: &Analysis) -> String {
    let mut out = String::new();
    if let Some(title) = &analysis.article.title {
        put(&mut out, &line(&title.text));
        put(&mut out, "\n\n");
    }
    published(&mut out, analysis.anchor);
    for (kind, heading) in [
        (EntityType::Person, "People"),
        (EntityType::Organization, "Organisations"),
        (EntityType::Place, "Places"),
        (EntityType::Group, "Groups"),
        (EntityType::Event, "Events"),
        (EntityType::Work, "Works"),
    ] {
        let mut entities = analysis.entities.iter().filter(|entity| entity.kind == kind).peekable();
        if entities.peek().is_some() {
            start(&mut out, heading);
        }
        entities.for_each(|entity| entity_line(&mut out, entity));
    }
    dates(&mut out, "Dates", (analysis, by_day(analysis)));
    let open = analysis.dates.iter().filter(|date| date.earliest.is_none()).collect();
    dates(&mut out, "Other expressions of time", (analysis, open));
    if !analysis.notes.is_empty() {
        out.push('\n');
    }
    for note in &analysis.notes {
        put(&mut out, "Note: ");
        put(&mut out, &line(&note.message));
        out.push('\n');
    }
    out
}

/// A heading behind an empty line.
fn start(out: &mut String, heading: &str) {
    for part in ["\n", heading, "\n"] {
        put(out, part);
    }
}

fn published(out: &mut String, anchor: Anchor) {
    let how = match anchor.basis {
        Basis::Given => "as given",
        Basis::Metadata => "as the page states it",
        Basis::Dateline => "from the dateline",
        Basis::Byline => "from the line beside the byline",
        Basis::Masthead => "from the page's header, an assumption",
        Basis::Inferred => "proposed from the story's own dates",
        Basis::None => "",
    };
    match anchor.date {
        Some(date) => {
            for part in ["Published ", &day(date), " ", weekday(date), ", ", how, "\n"] {
                put(out, part);
            }
        }
        None => put(out, "Published: not known\n"),
    }
}

fn entity_line(out: &mut String, entity: &Entity) {
    for part in ["  ", &line(&entity.name), &number(" × ", entity.mentions.len())] {
        put(out, part);
    }
    if let Some(role) = &entity.role {
        put(out, ", ");
        put(out, &line(role));
    }
    if !entity.aliases.is_empty() {
        for part in [" (also ", &line(&entity.aliases.join(", ")), ")"] {
            put(out, part);
        }
    }
    out.push('\n');
}

/// A line for each value, with the words that have it. Those of one value stand side by side where they are on the
/// calendar, and are few where not.
fn dates(out: &mut String, heading: &str, (analysis, dates): (&Analysis, Vec<&DateMention>)) {
    if !dates.is_empty() {
        start(out, heading);
    }
    let same = |one: &&DateMention, other: &&DateMention| one.value == other.value && one.modifier == other.modifier;
    for group in dates.chunk_by(same) {
        let Some(date) = group.first() else { continue };
        // Codes such as P3Y are for programs: what has no days is told by its words.
        if let (Some(first), Some(last)) = (date.earliest, date.latest) {
            let (sign, end) = if first == last { (" ", weekday(first).to_owned()) } else { (" to ", day(last)) };
            for part in ["  ", &day(first), sign, &end] {
                put(out, part);
            }
        }
        let mut seen: Vec<String> = Vec::new();
        for date in group {
            let words = line(date.span.of(&analysis.text));
            if seen.len() < WORDINGS && !seen.contains(&words) {
                put(out, if seen.is_empty() { "  “" } else { ", “" });
                put(out, &words);
                out.push('”');
                seen.push(words);
            }
        }
        if group.len() > 1 {
            put(out, &number(" × ", group.len()));
        }
        out.push('\n');
    }
}

fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// How a date is known, as a part of a sentence.
pub fn basis(basis: DateBasis, anchor: Anchor) -> String {
    let how = match basis {
        DateBasis::Given => "you said so",
        DateBasis::Stated => "the words say it",
        DateBasis::Text => "counted from another date of the text",
        DateBasis::None => "open",
        DateBasis::Anchor => match anchor.basis {
            Basis::Masthead | Basis::Inferred => "counted from the assumed day of publication",
            _ => "counted from the day of publication",
        },
    };
    match anchor.date.filter(|_| basis == DateBasis::Anchor) {
        Some(date) => joined(&[how, ", ", &day(date)]),
        None => how.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::read;

    #[test]
    fn who_and_when_in_order() {
        let text = write(&read(
            "Anna Duval will go on Feb. 4, a Tuesday. Duval came on Friday, on Friday, and stays for two weeks.",
        ));
        let lines: Vec<&str> = text.lines().collect();
        for (before, behind) in [
            ("Published 2014-01-03 Friday, as given", "People"),
            ("People", "  Anna Duval × 2 (also Duval)"),
            ("Dates", "  2014-01-03 Friday  “Friday” × 2"),
            ("Other expressions of time", "  “two weeks”"),
        ] {
            let at =
                |line| lines.iter().position(|got| *got == line).unwrap_or_else(|| panic!("no {line:?} in\n{text}"));
            assert!(at(before) < at(behind));
        }
        assert!(text.find("2014-01-03 Friday  ").unwrap() < text.find("2014-02-04 Tuesday  ").unwrap());
    }
}
