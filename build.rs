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
    Ok(())
}

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
