//! A `NewsArticle` of schema.org in JSON-LD: what the page says of itself, who and what the story is about and mentions,
//! and the time that it speaks of.

use crate::analysis::{Analysis, Basis, BlockKind, DateKind, Entity, EntityType, PlaceFacts, PlaceKind};
use crate::dates::Date;
use crate::export::escape::{day, decimal, joined, line};
use crate::export::json::Json;
use crate::export::{address, block_of, in_story};
use crate::order::by_number;
use crate::span::Span;

/// A story is about so many at most.
const ABOUT: usize = 5;
/// A date that spans more days says little of when the story plays.
const DAYS: i32 = 366;

#[inline(never)]
pub fn write(analysis: &Analysis) -> String {
    let article = &analysis.article;
    let mut json = Json::default();
    json.open("", '{');
    json.text("@context", "https://schema.org");
    json.text("@type", "NewsArticle");
    json.some("headline", article.title.as_ref().map(|title| line(&title.text)).as_deref());
    authors(&mut json, analysis);
    json.some("datePublished", published(analysis).map(day).as_deref());
    json.some("dateModified", article.modified.map(|modified| day(modified.date)).as_deref());
    json.some("inLanguage", article.language.as_deref());
    json.some("url", address(analysis));
    if let Some(site) = &article.site {
        json.open("publisher", '{');
        json.text("@type", "Organization");
        json.text("name", site);
        json.close('}');
    }
    json.some("dateline", article.dateline.as_ref().map(|dateline| line(dateline.span.of(&analysis.text))).as_deref());
    json.some("temporalCoverage", coverage(analysis).as_deref());
    let (about, mentions) = split(analysis);
    for (key, entities) in [("about", about), ("mentions", mentions)] {
        if !entities.is_empty() {
            json.open(key, '[');
            entities.iter().for_each(|entity| thing(&mut json, entity));
            json.close(']');
        }
    }
    json.close('}');
    json.done()
}

/// Those whom the byline names, else its words.
fn authors(json: &mut Json, analysis: &Analysis) {
    let Some(byline) = &analysis.article.byline else { return };
    let named = |entity: &&Entity| {
        let inside = |span: Span| byline.span.is_some_and(|byline| byline.contains(span));
        matches!(entity.kind, EntityType::Person | EntityType::Organization) && spans(analysis, entity).any(inside)
    };
    let named: Vec<&Entity> = analysis.entities.iter().filter(named).collect();
    json.open("author", '[');
    for entity in &named {
        json.open("", '{');
        json.text("@type", if entity.kind == EntityType::Person { "Person" } else { "Organization" });
        json.text("name", &entity.name);
        json.close('}');
    }
    if named.is_empty() {
        json.open("", '{');
        json.text("@type", "Person");
        json.text("name", &line(&byline.text));
        json.close('}');
    }
    json.close(']');
}

/// The day of publication, unless it is only assumed.
fn published(analysis: &Analysis) -> Option<Date> {
    let stated = matches!(analysis.anchor.basis, Basis::Given | Basis::Metadata | Basis::Dateline | Basis::Byline);
    let given = analysis.anchor.date.filter(|_| stated);
    given.or(analysis.article.published.map(|published| published.date))
}

fn spans<'a>(analysis: &'a Analysis, entity: &'a Entity) -> impl Iterator<Item = Span> + 'a {
    entity.mentions.iter().filter_map(|at| Some(analysis.mentions.get(*at as usize)?.span))
}

/// Whom the story is about, the most named first: named in the headline or the first paragraph. And who else is in it.
fn split(analysis: &Analysis) -> (Vec<&Entity>, Vec<&Entity>) {
    let first = analysis.article.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
    let is_lead = |span: Span| {
        block_of(analysis, span).is_some_and(|block| block.kind == BlockKind::Title || Some(block) == first)
    };
    let (mut about, mut mentions) = (Vec::<&Entity>::new(), Vec::new());
    for entity in &analysis.entities {
        // Members of a nation are no subject of schema.org's.
        if entity.kind != EntityType::Group && spans(analysis, entity).any(is_lead) {
            about.push(entity);
        }
    }
    by_number(&mut about, |entity| !(entity.mentions.len() as u128));
    about.truncate(ABOUT);
    for entity in &analysis.entities {
        if !about.iter().any(|other| other.id == entity.id)
            && spans(analysis, entity).any(|span| in_story(analysis, span))
        {
            mentions.push(entity);
        }
    }
    (about, mentions)
}

fn thing(json: &mut Json, entity: &Entity) {
    let place = entity.place.as_ref().filter(|_| entity.kind == EntityType::Place);
    json.open("", '{');
    json.text("@type", kind(entity.kind, place));
    json.text("name", &entity.name);
    if !entity.aliases.is_empty() {
        json.open("alternateName", '[');
        entity.aliases.iter().for_each(|alias| json.text("", alias));
        json.close(']');
    }
    if entity.kind == EntityType::Person {
        json.some("jobTitle", entity.role.as_deref());
    }
    if let Some(place) = place {
        if place.kind != Some(PlaceKind::Country) {
            json.open("address", '{');
            json.text("@type", "PostalAddress");
            json.text("addressCountry", &place.country);
            json.close('}');
        }
        if let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) {
            json.open("geo", '{');
            json.text("@type", "GeoCoordinates");
            json.plain("latitude", &decimal(latitude));
            json.plain("longitude", &decimal(longitude));
            json.close('}');
        }
    }
    json.close('}');
}

fn kind(kind: EntityType, place: Option<&PlaceFacts>) -> &'static str {
    match (kind, place.and_then(|place| place.kind)) {
        (EntityType::Person, _) => "Person",
        (EntityType::Organization, _) => "Organization",
        (EntityType::Place, Some(PlaceKind::Country)) => "Country",
        (EntityType::Place, Some(_)) => "City",
        (EntityType::Place, None) => "Place",
        (EntityType::Event, _) => "Event",
        (EntityType::Work, _) => "CreativeWork",
        (EntityType::Group, _) => "Thing",
    }
}

/// From the first to the last day of the story's dates that lie on the calendar, in years that ISO 8601 writes in four
/// digits.
fn coverage(analysis: &Analysis) -> Option<String> {
    let dates = analysis
        .dates
        .iter()
        .filter(|date| matches!(date.kind, DateKind::Date | DateKind::Time) && in_story(analysis, date.span));
    let intervals = dates.filter_map(|date| Some((date.earliest?, date.latest?)));
    let close = intervals.filter(|(first, last)| first.year() > 0 && last.number() - first.number() < DAYS);
    let (first, last) = close.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    let (first, last) = (day(first), day(last));
    Some(if first == last { first } else { joined(&[&first, "/", &last]) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::read;

    #[test]
    fn the_story_is_about_its_lead() {
        let analysis = read(
            "Duval to visit Oslo\n\nBy Bo Vik\n\nOSLO - Foreign Minister Anna Duval will visit Norway on Feb. 4, Duval said.\n\n\
             The Lakes Bank said on Friday that it had no comment </script>.\n",
        );
        let json = write(&analysis);
        assert!(!json.contains('<'), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["about"][0]["name"], "Anna Duval", "{json}");
        assert_eq!(value["about"][0]["@type"], "Person");
        assert_eq!(value["author"][0]["name"], "Bo Vik");
        assert_eq!(value["datePublished"], "2014-01-03");
        assert_eq!(value["temporalCoverage"], "2014-01-03/2014-02-04");
        assert!(value["mentions"].as_array().unwrap().iter().any(|thing| thing["name"] == "Lakes Bank"), "{json}");
        let norway = value["about"].as_array().unwrap().iter().find(|thing| thing["name"] == "Norway").unwrap();
        assert_eq!(norway["@type"], "Country");
    }

    #[test]
    fn an_empty_text_is_an_article_without_anything() {
        let value: serde_json::Value = serde_json::from_str(&write(&read(""))).unwrap();
        assert!(value.get("mentions").is_none() && value.get("headline").is_none());
    }
}
