//! Packs the word lists of `data/lexicon`, see `src/lexicon`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/lexicon/class.rs"]
mod class;
#[path = "src/lexicon/fold.rs"]
#[allow(dead_code, reason = "half of it serves the engine only")]
mod fold;
#[path = "src/keys.rs"]
mod keys;

use class::Class;
use keys::Keys;

/// Which list, with which attribute, gives which class. An empty attribute stands for all others: they are data.
const FILES: &[(&str, &str, Class)] = &[
    ("abbreviations", "may-end", Class::AbbreviationMayEnd),
    ("abbreviations", "", Class::Abbreviation),
    ("cities", "", Class::City),
    ("common-words", "", Class::Common),
    ("countries", "", Class::Country),
    ("country-forms", "", Class::Country),
    ("demonyms", "", Class::Demonym),
    ("event-heads", "before", Class::EventHeadBefore),
    ("event-heads", "", Class::EventHead),
    ("events", "", Class::Event),
    ("events-world", "", Class::Event),
    ("forenames", "", Class::Forename),
    ("groups", "", Class::Group),
    ("groups-world", "", Class::Group),
    ("honorifics", "", Class::Honorific),
    ("never-names", "", Class::Never),
    ("org-heads", "of", Class::OrganizationHeadOf),
    ("org-heads", "", Class::OrganizationHead),
    ("organizations", "", Class::Organization),
    ("organizations-more", "", Class::Organization),
    ("page-lines", "boilerplate", Class::LineBoilerplate),
    ("page-lines", "caption", Class::LineCaption),
    ("page-lines", "credit", Class::LineCredit),
    ("page-lines", "masthead", Class::LineMasthead),
    ("particles", "", Class::Particle),
    ("place-heads", "before", Class::PlaceHeadBefore),
    ("place-heads", "", Class::PlaceHead),
    ("places-known", "", Class::Place),
    ("say-verbs", "", Class::Say),
    ("surnames", "", Class::Surname),
    ("titles", "", Class::Title),
    ("work-heads", "", Class::WorkHead),
    ("works", "", Class::Work),
    ("works-world", "", Class::Work),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/lexicon");
    let mut sections: BTreeMap<usize, BTreeMap<String, String>> = BTreeMap::new();
    let mut lists: Vec<&str> = FILES.iter().map(|(list, ..)| *list).collect();
    lists.dedup();
    for list in lists {
        let path = format!("data/lexicon/{list}.txt");
        let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        for line in text.lines().filter(|line| !line.starts_with("# ") && !line.trim().is_empty()) {
            let (phrase, attribute) = line.split_once('\t').unwrap_or((line, ""));
            let section = section_of(list, attribute)?;
            // The first line of a phrase wins.
            let data = if FILES.get(section).is_some_and(|(_, of, _)| of.is_empty()) { attribute } else { "" };
            sections.entry(section).or_default().entry(folded(phrase)).or_insert_with(|| data.to_owned());
        }
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("lexicon.bin"), pack(&sections)?)?;
    fs::write(Path::new(&out).join("places.bin"), places(&fs::read_to_string("data/lexicon/gazetteer.txt")?)?)?;
    Ok(())
}

/// What is known of a phrase.
#[derive(Default)]
struct Known {
    /// A bit for each class, see `Class`.
    classes: u32,
    country: String,
    full: String,
}

impl Known {
    /// The classes, and whether more is known.
    fn set(&self) -> u32 {
        let bit = |text: &str, bit| if text.is_empty() { 0 } else { bit };
        self.classes | bit(&self.country, fold::COUNTRY) | bit(&self.full, fold::FULL)
    }
}

/// The lists in the shape that `src/lexicon/packed.rs` reads: what hashes begin with; the sets of classes that there are, the
/// most frequent first; the countries and the full names of those that have one, in the order of the keys; and all keys in
/// order, each as what it is more than the one before and with the number of its set, each of the five bytes in a plane of
/// its own, which packs better. Each part but the first and the last has its length before it.
fn pack(sections: &BTreeMap<usize, BTreeMap<String, String>>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut phrases: BTreeMap<String, Known> = BTreeMap::new();
    for (section, list) in sections {
        let class = FILES.get(*section).map_or(0, |(.., class)| *class as u32);
        for (phrase, attribute) in list {
            // A walk may stop where words meet signs or spaces, so what a phrase begins with is known too.
            for (at, pair) in (1..).zip(phrase.as_bytes().windows(2)) {
                let edge = matches!(pair, [last, next] if *last != b' ' && is_letter(*last) != is_letter(*next));
                if let Some(beginning) = phrase.get(..at).filter(|_| edge) {
                    phrases.entry(beginning.to_owned()).or_default();
                }
            }
            let known = phrases.entry(phrase.clone()).or_default();
            known.classes |= 1 << class;
            // The first list that names a country or a full name for a phrase wins.
            let field = match attribute.as_bytes() {
                [b'A'..=b'Z', b'A'..=b'Z'] => &mut known.country,
                _ => &mut known.full,
            };
            if field.is_empty() {
                field.push_str(attribute);
            }
        }
    }
    // No two phrases may have one key: another beginning gives others.
    let keyed = |start: u64| -> BTreeMap<u32, &Known> {
        phrases.iter().map(|(phrase, known)| (fold::key(fold::extend(start, phrase.as_bytes())), known)).collect()
    };
    let starts = (0..1000).map(|salt| fold::START ^ salt);
    let (start, known) = starts
        .map(|start| (start, keyed(start)))
        .find(|(_, keyed)| keyed.len() == phrases.len())
        .ok_or("too few bits")?;

    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    known.values().for_each(|known| *counts.entry(known.set()).or_default() += 1);
    let mut sets: Vec<(u32, usize)> = counts.into_iter().collect();
    sets.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let sets: Vec<u32> = sets.into_iter().map(|(set, _)| set).collect();

    let mut out = start.to_le_bytes().to_vec();
    let mut part = |bytes: Vec<u8>| {
        out.extend((bytes.len() as u32).to_le_bytes());
        out.extend(bytes);
    };
    part(sets.iter().flat_map(|set| set.to_le_bytes()).collect());
    part(known.values().flat_map(|known| known.country.bytes()).collect());
    let full_names = known.values().filter(|known| !known.full.is_empty());
    part(full_names.flat_map(|known| known.full.bytes().chain([b'\n'])).collect());
    let keys = Keys::write(known.keys().copied());
    let read = Keys::read(&keys, fold::BITS).unwrap_or_default();
    if known.keys().enumerate().any(|(row, key)| read.row(*key) != Some(row)) {
        return Err("the keys do not lie evenly".into());
    }
    out.extend(keys);
    let sets: Vec<usize> = known.values().filter_map(|known| sets.iter().position(|set| *set == known.set())).collect();
    for byte in [0, 8] {
        out.extend(sets.iter().map(|set| (set >> byte) as u8));
    }
    Ok(out)
}

/// Whether a byte belongs to a letter or a digit; those beyond ASCII do.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Where places lie, in the shape that `src/lexicon/places.rs` reads: rows sorted by the hash of the name, then by
/// population, each of their fields in a plane of its own, which packs better.
fn places(list: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut rows: Vec<(u32, u8, u16, u16, [u8; 2])> = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with("# ")) {
        let wrong =
            || format!("data/lexicon/gazetteer.txt: not name, country, latitude, longitude, thousands, kind: {line}");
        let [name, country, latitude, longitude, thousands, kind] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(wrong().into());
        };
        let degrees = |text: &str, span: f64| -> Result<u16, Box<dyn Error>> {
            Ok(((text.parse::<f64>()? + span) * STEPS).round() as u16)
        };
        let size = (thousands.parse::<f64>()?.max(1.0).log2() * 8.0) as u8;
        let kind = ["city", "capital", "country"].iter().position(|known| *known == kind).ok_or_else(wrong)? as u8;
        let country: [u8; 2] = country.as_bytes().try_into()?;
        let key = fold::hash(folded(name).as_bytes()) >> 8;
        // Two bits for the kind, the rest for the size, larger ones first; sizes go to 120.
        let rank = (u8::MAX - size) & 0xfc | kind;
        rows.push((key, rank, degrees(latitude, 90.0)?, degrees(longitude, 180.0)?, country));
    }
    rows.sort_unstable();
    let mut last = 0;
    let steps: Vec<u32> = rows.iter().map(|row| row.0 - std::mem::replace(&mut last, row.0)).collect();
    let mut out = (rows.len() as u32).to_le_bytes().to_vec();
    out.extend(steps.iter().map(|step| *step as u8));
    out.extend(steps.iter().map(|step| (step >> 8) as u8));
    out.extend(rows.iter().map(|row| row.1));
    for byte in [0, 8] {
        out.extend(rows.iter().map(|row| (row.2 >> byte) as u8));
        out.extend(rows.iter().map(|row| (row.3 >> byte) as u8));
    }
    out.extend(rows.iter().map(|row| row.4[0]));
    out.extend(rows.iter().map(|row| row.4[1]));
    Ok(out)
}

/// Parts of a degree that are told apart: 1/20, which is five kilometres.
const STEPS: f64 = 20.0;

fn section_of(list: &str, attribute: &str) -> Result<usize, String> {
    let row = FILES.iter().position(|(file, of, _)| *file == list && (of.is_empty() || *of == attribute));
    row.ok_or_else(|| format!("data/lexicon/{list}.txt: unknown attribute \"{attribute}\""))
}

fn folded(phrase: &str) -> String {
    let mut out = String::new();
    for (at, word) in phrase.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        fold::fold_into(word, &mut out);
    }
    out
}
