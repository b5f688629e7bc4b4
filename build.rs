//! Packs the word lists of `data/lexicon` into one finite-state map, see `src/lexicon`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/lexicon/class.rs"]
mod class;
#[path = "src/lexicon/fold.rs"]
#[allow(dead_code, reason = "half of it serves the engine only")]
mod fold;

use class::{CLASS_BITS, COUNTRY_BITS, Class};

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
    ("forenames", "", Class::Forename),
    ("groups", "", Class::Group),
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
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/lexicon");
    let mut phrases: BTreeMap<String, u64> = BTreeMap::new();
    let mut canonical: Vec<String> = Vec::new();
    let mut lists: Vec<&str> = FILES.iter().map(|(list, ..)| *list).collect();
    lists.dedup();
    for list in lists {
        let path = format!("data/lexicon/{list}.txt");
        let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        for line in text.lines().filter(|line| !line.starts_with("# ") && !line.trim().is_empty()) {
            let (phrase, attribute) = line.split_once('\t').unwrap_or((line, ""));
            let value = phrases.entry(folded(phrase)).or_default();
            *value |= 1 << class_of(list, attribute)? as u8;
            // The first list that names a country or a full name for a phrase wins.
            if let Some(country) = country(attribute) {
                if (*value >> CLASS_BITS) as u16 == 0 {
                    *value |= country << CLASS_BITS;
                }
            } else if list == "organizations" && !attribute.is_empty() {
                let at = canonical.iter().position(|name| name == attribute).unwrap_or_else(|| {
                    canonical.push(attribute.to_owned());
                    canonical.len() - 1
                });
                if *value >> (CLASS_BITS + COUNTRY_BITS) == 0 {
                    *value |= (at as u64 + 1) << (CLASS_BITS + COUNTRY_BITS);
                }
            }
        }
    }
    let out = env::var("OUT_DIR")?;
    let map = fst::Map::from_iter(phrases)?;
    fs::write(Path::new(&out).join("lexicon.fst"), map.as_fst().as_bytes())?;
    fs::write(Path::new(&out).join("lexicon.canonical"), canonical.join("\n"))?;
    fs::write(Path::new(&out).join("places.bin"), places(&fs::read_to_string("data/lexicon/gazetteer.txt")?)?)?;
    Ok(())
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
        rows.push((key, u8::MAX - size, degrees(latitude, 90.0)?, degrees(longitude, 180.0)?, country));
        // The kind shares a byte with nothing: sizes go to 120.
        if let Some(row) = rows.last_mut() {
            row.1 = (u8::MAX - size) & 0xfc | kind;
        }
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

fn class_of(list: &str, attribute: &str) -> Result<Class, String> {
    let row = FILES.iter().find(|(file, of, _)| *file == list && (of.is_empty() || *of == attribute));
    row.map(|(.., class)| *class).ok_or_else(|| format!("data/lexicon/{list}.txt: unknown attribute \"{attribute}\""))
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

/// A country's two letters as `COUNTRY_BITS` hold them.
fn country(attribute: &str) -> Option<u64> {
    match attribute.as_bytes() {
        [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => {
            Some(1 + 26 * u64::from(first - b'A') + u64::from(second - b'A'))
        }
        _ => None,
    }
}
