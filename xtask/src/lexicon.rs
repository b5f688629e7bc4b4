//! Writes the word lists of `data/lexicon` that come from elsewhere: `cargo xtask lexicon ../shared/corpora`.
//!
//! The raw lists are far larger than a page should load, and hold many words that do harm: "Most" is a town and "Long" a
//! surname. What is kept is said at each list; what a common word is, the texts themselves say, by how they case it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

/// A word is common if it stands in small letters at least so often, and more often than with a capital.
const COMMON_COUNT: u32 = 3;
/// Towns smaller than this are left out, unless they are capitals.
const TOWN_POPULATION: u64 = 50_000;
/// Towns that bear a person's name must be larger.
const NAMESAKE_POPULATION: u64 = 300_000;
/// Towns that are also a common word must be larger still.
const WORD_POPULATION: u64 = 1_000_000;

/// Given names that are common words and still worth knowing.
const KEPT_FORENAMES: &str = "Angel April Art Bill Chase Christian Daisy Dawn Dean Drew Faith Frank Gene Glen Grace Grant Guy Hope \
    Hunter Iris Ivy Jack Jasmine Jean Joy June Lily Mark Mason Max Mercy Olive Pat Patience Pearl Precious Prosper Ray Rich Rob \
    Rose Ruby Sue Tony Victor Violet Ward Will";

/// Reads the raw lists below `from` and writes the pruned ones.
pub fn import(from: &Path) -> Result<(), String> {
    let texts = ["train-newswire", "train-newswire-silver", "train-wikinews"];
    let mut words = Words::default();
    for text in texts {
        words.read(&read(&from.join("names").join(format!("{text}.jsonl")))?)?;
    }
    let list = |name: &str| read(&from.join("lexicon").join(format!("{name}.tsv")));
    let common = words.common();
    let is_common = |word: &str| common.contains(&word.to_lowercase());

    let kept: HashSet<&str> = KEPT_FORENAMES.split_whitespace().collect();
    let (all, forenames_by_country) = (list("first_names_all")?, list("forenames_by_country")?);
    let forenames: Vec<&str> = rows(&all)
        .chain(rows(&forenames_by_country))
        .filter_map(|row| row.first().copied())
        .map(|name| name.trim_start_matches('\u{feff}'))
        .filter(|name| name.chars().count() > 2 && (!is_common(name) || kept.contains(name)))
        .collect();

    let (surnames_by_country, us) = (list("surnames_by_country")?, list("surnames_us")?);
    let us: HashSet<&str> = rows(&us).filter_map(|row| row.first().copied()).collect();
    let seen = words
        .surnames
        .iter()
        .filter(|(name, count)| **count > 1 || us.contains(name.as_str()))
        .map(|(name, _)| name.as_str());
    let surnames: Vec<&str> = rows(&surnames_by_country)
        .filter_map(|row| row.first().copied())
        .chain(seen)
        .filter(|name| name.chars().count() > 1 && !is_common(name))
        .collect();

    // The long lists of given names hold many towns ("Geneva"); the frequent names of each country do not.
    let frequent =
        |table: &str| rows(table).filter_map(|row| row.first().map(|name| name.to_lowercase())).collect::<HashSet<_>>();
    let persons: HashSet<String> =
        frequent(&forenames_by_country).union(&frequent(&surnames_by_country)).cloned().collect();
    let countries = list("countries_pddl")?;
    let countries: Vec<(String, String)> =
        rows(&countries).filter_map(|row| Some((plain_country(row.first()?), (*row.get(4)?).to_owned()))).collect();
    let (geonames, natural_earth) = (list("cities_geonames15000")?, list("ne_10m_places")?);
    let mut towns: HashMap<String, (u64, String)> = HashMap::new();
    for row in rows(&geonames) {
        let [name, _, _, _, country, _, kind, population] = row.as_slice() else { continue };
        let population: u64 = population.parse().unwrap_or(0);
        let capital = *kind == "PPLC";
        let least = match () {
            () if is_common(name) => WORD_POPULATION,
            () if persons.contains(&name.to_lowercase()) => NAMESAKE_POPULATION,
            () => TOWN_POPULATION,
        };
        let fits = (population >= least || capital) && !name.contains([',', '(', '/']) && name.chars().count() > 2;
        let best = towns.get(*name).map_or(0, |(best, _)| *best);
        if fits && population >= best {
            towns.insert((*name).to_owned(), (population, (*country).to_owned()));
        }
    }
    // Natural Earth has the spellings of English newspapers; the country is taken from the town of that name above.
    let by_name: HashMap<String, String> =
        countries.iter().map(|(name, code)| (name.to_lowercase(), code.clone())).collect();
    for row in rows(&natural_earth) {
        let (Some(name), Some(country), Some(population)) = (row.first(), row.get(3), row.last()) else { continue };
        let population: u64 = population.parse().unwrap_or(0);
        let known = persons.contains(&name.to_lowercase())
            || is_common(name)
            || population < TOWN_POPULATION
            || name.contains([',', '(', '/']);
        if let Some(code) = by_name.get(&country.to_lowercase()).filter(|_| !known) {
            towns.entry((*name).to_owned()).or_insert((population, code.clone()));
        }
    }
    let known = read(Path::new("data/lexicon/places-known.txt"))?;
    let known: HashSet<&str> = known.lines().filter_map(|line| line.split('\t').next()).collect();
    let misc = list("corpora_misc")?;
    let kinds = [
        "company",
        "newspaper",
        "carmaker",
        "charity",
        "us_agency",
        "designated_group",
        "nfl",
        "nhl",
        "mlb",
        "nba",
        "epl",
    ];
    let bodies: Vec<&str> = rows(&misc)
        .filter(|row| row.get(1).is_some_and(|kind| kinds.contains(kind)))
        .filter_map(|row| row.first().copied())
        .filter(|name| {
            name.chars().count() > 2
                && !is_common(name)
                && !persons.contains(&name.to_lowercase())
                && !towns.contains_key(*name)
                && !known.contains(*name)
        })
        .collect();

    let silver = "Source: counted in Voice of America newswire 2004-2011 and Wikinews reports";
    write(
        "common-words",
        "Words that news writes in small letters.",
        silver,
        "public domain; Wikinews CC BY 2.5",
        common.iter().map(|word| (word.as_str(), "")),
    )?;
    let source = "Source: smashew/NameDatabases; sigpwned/popular-names-by-country-dataset. Without common words";
    write("forenames", "Given names.", source, "Unlicense; CC0", forenames.iter().map(|name| (*name, "")))?;
    let source = "Source: sigpwned/popular-names-by-country-dataset; smashew/NameDatabases and newswire, where a person bears it there";
    write("surnames", "Surnames.", source, "CC0; Unlicense; public domain", surnames.iter().map(|name| (*name, "")))?;
    let source = "Source: datasets/country-codes";
    write(
        "countries",
        "Countries; attribute: ISO 3166-1 alpha-2.",
        source,
        "PDDL",
        countries.iter().map(|(name, code)| (name.as_str(), code.as_str())),
    )?;
    gazetteer(&geonames, &natural_earth, &towns, &countries)?;
    let source =
        "Source: GeoNames cities15000 (2013); Natural Earth populated places. From 50,000 people on, and capitals";
    let towns = towns.iter().map(|(name, (_, code))| (name.as_str(), code.as_str()));
    write(
        "cities",
        "Towns; attribute: ISO 3166-1 alpha-2 of the largest of that name.",
        source,
        "CC BY 4.0; public domain",
        towns,
    )?;
    let source = "Source: dariusk/corpora";
    write(
        "organizations-more",
        "Companies, papers, agencies, clubs and armed groups.",
        source,
        "CC0",
        bodies.iter().map(|name| (*name, "")),
    )
}

/// Writes where the towns that are kept lie, all of a name, and where the people of each country live.
fn gazetteer(
    geonames: &str,
    natural_earth: &str,
    towns: &HashMap<String, (u64, String)>,
    countries: &[(String, String)],
) -> Result<(), String> {
    let mut lines: Vec<String> = Vec::new();
    let mut people: HashMap<&str, (f64, f64, f64)> = HashMap::new();
    for row in rows(geonames) {
        let [name, _, latitude, longitude, country, _, kind, population] = row.as_slice() else { continue };
        let (Ok(north), Ok(east)) = (latitude.parse::<f64>(), longitude.parse::<f64>()) else { continue };
        let population: f64 = population.parse().unwrap_or(0.0);
        let sums = people.entry(country).or_default();
        *sums = (sums.0 + north * population, sums.1 + east * population, sums.2 + population);
        let capital = *kind == "PPLC";
        if towns.contains_key(*name) && (population >= TOWN_POPULATION as f64 || capital) {
            let kind = if capital { "capital" } else { "city" };
            let mut line = |name: &str| {
                lines.push(format!("{name}\t{country}\t{north:.2}\t{east:.2}\t{:.0}\t{kind}", population / 1000.0));
            };
            line(name);
            // As newspapers write it.
            if *name == "New York City" {
                line("New York");
            }
        }
    }
    let known: HashSet<&str> = rows(geonames).filter_map(|row| row.first().copied()).collect();
    for row in rows(natural_earth) {
        let [name, .., class, latitude, longitude, population] = row.as_slice() else { continue };
        let (Ok(north), Ok(east)) = (latitude.parse::<f64>(), longitude.parse::<f64>()) else { continue };
        let population: f64 = population.parse().unwrap_or(0.0);
        if let Some((_, country)) = towns.get(*name).filter(|_| !known.contains(name)) {
            let kind = if *class == "Admin-0 capital" { "capital" } else { "city" };
            lines.push(format!("{name}\t{country}\t{north:.2}\t{east:.2}\t{:.0}\t{kind}", population / 1000.0));
        }
    }
    for (name, code) in countries {
        if let Some((north, east, sum)) = people.get(code.as_str()).filter(|(.., sum)| *sum > 0.0) {
            let (north, east) = (north / sum, east / sum);
            lines.push(format!("{name}\t{code}\t{north:.2}\t{east:.2}\t{:.0}\tcountry", sum / 1000.0));
        }
    }
    lines.sort();
    lines.dedup();
    let path = "data/lexicon/gazetteer.txt";
    let head = "# Towns and countries: country, latitude, longitude, thousands of people, kind. Countries: where most people live\n\
        # Source: GeoNames cities15000 (2013); Natural Earth populated places\n# Licence: CC BY 4.0; public domain\n";
    println!("{path}: {} entries", lines.len());
    fs::write(path, format!("{head}{}\n", lines.join("\n"))).map_err(|error| format!("{path}: {error}"))
}

/// What annotated texts say of words.
#[derive(Default)]
struct Words {
    /// Times in small letters, times with a capital inside a sentence.
    cases: HashMap<String, (u32, u32)>,
    /// Last words of persons' names.
    surnames: BTreeMap<String, u32>,
}

impl Words {
    fn read(&mut self, lines: &str) -> Result<(), String> {
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let document: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
            let text = document.get("text").and_then(Value::as_str).unwrap_or("");
            let mut inside = false;
            for part in text.split_inclusive(|char: char| !char.is_alphanumeric() && char != '\'' && char != '-') {
                let word = part.trim_end_matches(|char: char| !char.is_alphanumeric());
                if word.chars().all(char::is_alphabetic) && !word.is_empty() {
                    let (small, large) = self.cases.entry(word.to_lowercase()).or_default();
                    if word.starts_with(char::is_lowercase) {
                        *small += 1;
                    } else if inside {
                        *large += 1;
                    }
                }
                inside = part.ends_with([' ', ',']) && !word.is_empty();
            }
            let chars: Vec<char> = text.chars().collect();
            for entity in document.get("ents").and_then(Value::as_array).into_iter().flatten() {
                let number = |at: usize| entity.get(at).and_then(Value::as_u64).map(|number| number as usize);
                let (Some(start), Some(end), Some("PER")) =
                    (number(0), number(1), entity.get(2).and_then(Value::as_str))
                else {
                    continue;
                };
                let name: String = chars.get(start..end).unwrap_or(&[]).iter().collect();
                if let Some((_, last)) = name.rsplit_once(' ')
                    && last.starts_with(char::is_uppercase)
                    && !last.contains('.')
                {
                    *self.surnames.entry(last.to_owned()).or_default() += 1;
                }
            }
        }
        Ok(())
    }

    fn common(&self) -> HashSet<String> {
        let common = |(_, (small, large)): &(&String, &(u32, u32))| *small >= COMMON_COUNT && small > large;
        self.cases.iter().filter(common).map(|(word, _)| word.clone()).collect()
    }
}

/// "Venezuela (Bolivarian Republic of)" as newspapers write it.
fn plain_country(name: &str) -> String {
    name.split([',', '(']).next().unwrap_or(name).trim().to_owned()
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The rows of a TSV below its header.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().skip(1).filter(|line| !line.trim().is_empty()).map(|line| line.split('\t').collect())
}

fn write<'a>(
    name: &str,
    what: &str,
    source: &str,
    licence: &str,
    entries: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<(), String> {
    let mut lines: Vec<String> = entries
        .map(|(entry, attribute)| if attribute.is_empty() { entry.to_owned() } else { format!("{entry}\t{attribute}") })
        .collect();
    lines.sort();
    lines.dedup();
    let path = format!("data/lexicon/{name}.txt");
    let text = format!("# {what}\n# {source}\n# Licence: {licence}\n{}\n", lines.join("\n"));
    println!("{path}: {} entries, {} bytes", lines.len(), text.len());
    fs::write(&path, text).map_err(|error| format!("{path}: {error}"))
}
