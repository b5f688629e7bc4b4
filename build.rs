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

use class::Class;

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
    fs::write(Path::new(&out).join("lexicon.bin"), pack(&sections))?;
    fs::write(Path::new(&out).join("places.bin"), places(&fs::read_to_string("data/lexicon/gazetteer.txt")?)?)?;
    Ok(())
}

/// The lists in the shape that `src/lexicon/packed.rs` reads. For each: its class; the length of the phrases, and the
/// phrases, sorted, each as how many bytes it shares with the one before, the rest, and a line end; the length of the
/// attributes, which is zero where there are none, and the attributes, a line each.
fn pack(sections: &BTreeMap<usize, BTreeMap<String, String>>) -> Vec<u8> {
    let mut out = Vec::new();
    for (section, phrases) in sections {
        let class = FILES.get(*section).map_or(0, |(.., class)| *class as u8);
        let (mut last, mut coded) = ("", Vec::new());
        for phrase in phrases.keys() {
            let shared = last.bytes().zip(phrase.bytes()).take_while(|(one, other)| one == other).count();
            let shared = shared.min(usize::from(u8::MAX));
            coded.push(shared as u8);
            coded.extend(phrase.as_bytes().iter().skip(shared));
            coded.push(b'\n');
            last = phrase;
        }
        let mut attributes = String::new();
        if phrases.values().any(|attribute| !attribute.is_empty()) {
            attributes = phrases.values().map(|attribute| format!("{attribute}\n")).collect();
        }
        out.push(class);
        out.extend((coded.len() as u32).to_le_bytes());
        out.extend(coded);
        out.extend((attributes.len() as u32).to_le_bytes());
        out.extend(attributes.as_bytes());
    }
    out
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
