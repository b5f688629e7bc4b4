//! Facts of places: which of several towns of a name is meant, by the country that stands beside it or is spoken of, and
//! else by size.

use rustc_hash::FxHashSet;

use crate::analysis::{EntityType, PlaceFacts, PlaceKind};
use crate::language::Tokens;
use crate::lexicon::{Class, Entry, Place, places};
use crate::names::tag::Candidate;

/// A country beside a town's name outweighs any size.
const BESIDE: f64 = 40.0;
/// A country that is spoken of makes a town of it as likely as one thirty times as large.
const SPOKEN_OF: f64 = 5.0;
/// A capital counts as eight times as large.
const CAPITAL: f64 = 3.0;

/// The places of one article.
pub struct Facts<'a, 't> {
    tokens: &'a Tokens<'t>,
    chosen: &'a [Candidate],
    /// The countries that are spoken of, also by the names of their people.
    countries: FxHashSet<[u8; 2]>,
}

impl<'a, 't> Facts<'a, 't> {
    /// Collects the countries of an article.
    pub fn new(tokens: &'a Tokens<'t>, chosen: &'a [Candidate]) -> Facts<'a, 't> {
        let mut facts = Facts { tokens, chosen, countries: FxHashSet::default() };
        for one in chosen {
            if let Some(code) = facts.entry(one, &[Class::Country, Class::Demonym]).and_then(Entry::country) {
                facts.countries.insert(code);
            }
        }
        facts
    }

    /// What is known of a place, or of the country that a group's name points at. `members` are its mentions.
    pub fn of(&self, kind: EntityType, members: &[&Candidate]) -> Option<PlaceFacts> {
        match kind {
            EntityType::Place => members.iter().find_map(|one| self.of_place(one)),
            EntityType::Group => {
                let country = members.iter().find_map(|one| self.entry(one, &[Class::Demonym])?.country())?;
                Some(self.of_country(country))
            }
            _ => None,
        }
    }

    fn of_place(&self, one: &Candidate) -> Option<PlaceFacts> {
        let entry = self.entry(one, &[Class::Country, Class::City, Class::Place])?;
        if entry.is(Class::Country) {
            return entry.country().map(|country| self.of_country(country));
        }
        let beside = self.beside(one);
        let fit = |place: &Place| {
            let spoken = self.countries.contains(&place.country);
            place.size
                + if beside == Some(place.country) { BESIDE } else { 0.0 }
                + if spoken { SPOKEN_OF } else { 0.0 }
                + if place.kind == PlaceKind::Capital { CAPITAL } else { 0.0 }
        };
        let name = self.tokens.folded_phrase(one.tokens.clone());
        let towns = places(&name).filter(|place| place.kind != PlaceKind::Country);
        let town = towns.max_by(|one, other| fit(one).total_cmp(&fit(other)));
        town.map(facts).or_else(|| {
            let country = entry.country()?;
            Some(PlaceFacts { country: written(country), kind: None, latitude: None, longitude: None })
        })
    }

    /// The country behind a comma: "Georgetown, Guyana".
    fn beside(&self, one: &Candidate) -> Option<[u8; 2]> {
        let index = self.chosen.partition_point(|other| other.tokens.start < one.tokens.end);
        let next = self.chosen.get(index)?;
        let comma = next.tokens.start == one.tokens.end + 1 && self.tokens.word(one.tokens.end) == ",";
        self.entry(next, &[Class::Country, Class::Place]).filter(|_| comma).and_then(Entry::country)
    }

    fn of_country(&self, country: [u8; 2]) -> PlaceFacts {
        let place = crate::lexicon::country(country);
        place.map_or_else(
            || PlaceFacts {
                country: written(country),
                kind: Some(PlaceKind::Country),
                latitude: None,
                longitude: None,
            },
            facts,
        )
    }

    /// What the lists say of a whole name.
    fn entry(&self, one: &Candidate, classes: &[Class]) -> Option<Entry> {
        self.tokens.whole_phrase(one.tokens.clone(), classes)
    }
}

fn facts(place: &Place) -> PlaceFacts {
    // Twentieths of a degree are not exact in binary: two decimals are.
    let degrees = |degrees: f64| Some((degrees * 100.0).round() / 100.0);
    PlaceFacts {
        country: written(place.country),
        kind: Some(place.kind),
        latitude: degrees(place.latitude),
        longitude: degrees(place.longitude),
    }
}

/// A country's code as it is written.
pub fn written(country: [u8; 2]) -> String {
    country.map(char::from).iter().collect()
}
