//! JSON-LD: the objects that a page's scripts hold, and the one that is the article.

use serde_json::{Map, Value};

use crate::article::metadata::title::alike;
use crate::article::metadata::{cut, is_one_of};
use crate::dates::Date;

/// JSON-LD deeper than this is not read.
const DEPTH: usize = 8;
/// So many objects are looked at.
const OBJECTS: usize = 512;

type Fields = Map<String, Value>;

/// All JSON-LD of a page.
#[derive(Debug, Default)]
pub struct Linked {
    values: Vec<Value>,
}

/// The objects of a page, and the one it is about.
pub struct Objects<'l> {
    /// Objects with a name that others may refer to.
    all: Vec<&'l Fields>,
    /// The article.
    pub article: Option<&'l Fields>,
    /// The page around it.
    pub page: Option<&'l Fields>,
}

impl Linked {
    /// Reads scripts, also such as are not quite JSON.
    #[inline(never)]
    pub fn read(scripts: &[String]) -> Linked {
        Linked { values: scripts.iter().flat_map(|script| parse(script)).collect() }
    }

    /// Finds the article: of several the one with the page's title or address, else the first.
    #[inline(never)]
    pub fn objects(&self, titles: &[String], address: Option<&str>) -> Objects<'_> {
        let mut all = Vec::new();
        for value in &self.values {
            collect(value, DEPTH, &mut all);
        }
        let score = |fields: &&Fields| {
            let titled = ["headline", "name"].iter().filter_map(|key| string(fields, key));
            let titled = titled.flat_map(|own| titles.iter().map(move |title| alike(own, title))).fold(0.0, f64::max);
            let here = address.is_some_and(|address| {
                let main =
                    fields.get("mainEntityOfPage").and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
                main.into_iter()
                    .chain(string(fields, "url"))
                    .chain(string(fields, "@id"))
                    .any(|url| same_address(url, address))
            });
            let dated = fields.contains_key("datePublished");
            (titled * 2.0) + f64::from(here) + 0.5 * f64::from(dated)
        };
        let best = |test: fn(&str) -> bool| {
            let mut best: Option<(&Fields, f64)> = None;
            for fields in all.iter().filter(|fields| is_kind(fields, test)) {
                let score = score(fields);
                if best.is_none_or(|(_, most)| score > most) {
                    best = Some((fields, score));
                }
            }
            best.map(|(fields, _)| fields)
        };
        let article = best(|kind| {
            ["Article", "Report", "Posting", "Review", "Recipe"].iter().any(|ending| kind.ends_with(ending))
        });
        let page = best(|kind| kind.ends_with("Page") || kind.ends_with("VideoObject"));
        Objects { article, page, all }
    }
}

impl<'l> Objects<'l> {
    /// A field of the article as a string.
    pub fn article(&self, key: &str) -> Option<&'l str> {
        string(self.article?, key)
    }

    /// Who wrote the article: names, also where it only refers to them.
    #[inline(never)]
    pub fn authors(&self) -> Vec<&'l str> {
        let mut names = Vec::new();
        for fields in self.article.into_iter().chain(self.page) {
            for key in ["author", "creator"] {
                if let Some(value) = fields.get(key).filter(|_| names.is_empty()) {
                    self.names(value, 4, &mut names);
                }
            }
        }
        names
    }

    /// The name of who published it.
    #[inline(never)]
    pub fn publisher(&self) -> Option<&'l str> {
        let mut names = Vec::new();
        self.names(self.article.or(self.page)?.get("publisher")?, 3, &mut names);
        names.first().copied()
    }

    fn names(&self, value: &'l Value, depth: usize, names: &mut Vec<&'l str>) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match value {
            Value::String(name) => names.push(name),
            Value::Array(items) => items.iter().take(64).for_each(|item| self.names(item, depth, names)),
            Value::Object(fields) => match fields.get("name") {
                Some(name) => self.names(name, depth, names),
                None => {
                    let id = string(fields, "@id");
                    let other = self
                        .all
                        .iter()
                        .find(|other| id.is_some() && string(other, "@id") == id && other.contains_key("name"));
                    if let Some(name) = other.and_then(|other| other.get("name")) {
                        self.names(name, depth, names);
                    }
                }
            },
            _ => {}
        }
    }
}

/// A string field.
pub fn string<'l>(fields: &'l Fields, key: &str) -> Option<&'l str> {
    let value = fields.get(key)?;
    value.as_str().or_else(|| value.get(0)?.as_str()).or_else(|| value.get("@value")?.as_str())
}

#[inline(never)]
fn is_kind(fields: &Fields, test: fn(&str) -> bool) -> bool {
    match fields.get("@type") {
        Some(Value::String(kind)) => test(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(test),
        _ => false,
    }
}

/// Objects, the outer ones first. What belongs to other pages is passed over.
fn collect<'l>(value: &'l Value, depth: usize, all: &mut Vec<&'l Fields>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Object(fields) if all.len() < OBJECTS => {
            all.push(fields);
            let other = |key: &str| is_one_of("itemListElement hasPart isPartOf comment citation mentions review", key);
            fields.iter().filter(|(key, _)| !other(key)).for_each(|(_, field)| collect(field, depth, all));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth, all)),
        _ => {}
    }
}

/// Whether two addresses lead to one page, as far as words tell.
fn same_address(one: &str, other: &str) -> bool {
    let bare = |url: &str| {
        let url = url.split(['#', '?']).next().unwrap_or_default();
        let url = url.trim_start_matches("https:").trim_start_matches("http:").trim_matches('/');
        url.trim_start_matches("www.").to_ascii_lowercase()
    };
    let one = bare(one);
    one.contains('/') && one == bare(other)
}

/// The values of a script. What is broken is mended: comments, commas before a closing bracket, entities.
#[inline(never)]
fn parse(script: &str) -> Vec<Value> {
    let read =
        |text: &str| serde_json::Deserializer::from_str(text).into_iter().map_while(Result::ok).collect::<Vec<Value>>();
    let values = read(script);
    if !values.is_empty() {
        return values;
    }
    let text = mended(&script.replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&"));
    let values = read(&text);
    if values.is_empty() { scanned(&text).into_iter().collect() } else { values }
}

#[inline(never)]
fn mended(script: &str) -> String {
    let mut text = String::with_capacity(script.len());
    let (mut inside, mut last) = (false, ' ');
    // Within a comment: until "*/".
    let mut comment = false;
    for char in script.get(script.find(['{', '[']).unwrap_or(0)..).unwrap_or_default().chars() {
        if comment {
            comment = (last, char) != ('*', '/');
        } else if inside && char.is_control() {
            text.push(' ');
        } else if !inside && (last, char) == ('/', '*') {
            text.pop();
            comment = true;
        } else {
            if !inside && matches!(char, ']' | '}') {
                text.truncate(text.trim_end().trim_end_matches(',').len());
            }
            inside ^= char == '"' && last != '\\';
            text.push(char);
        }
        // The second of two backslashes hides nothing.
        last = if (last, char) == ('\\', '\\') { ' ' } else { char };
    }
    text
}

/// The facts of a script that no mending makes JSON: the first value of each key that matters.
#[inline(never)]
fn scanned(text: &str) -> Option<Value> {
    let mut fields = Fields::new();
    for key in ["headline", "datePublished", "dateModified"] {
        let found = cut(text, &format!("\"{key}\"")).and_then(|(_, rest)| cut(rest, "\""));
        let value = found.filter(|(mark, _)| mark.trim() == ":").and_then(|(_, rest)| Some(cut(rest, "\"")?.0));
        if let Some(value) = value {
            fields.insert(key.into(), value.into());
        }
    }
    if fields.get("datePublished")?.as_str()?.get(..10)?.parse::<Date>().is_err() {
        return None;
    }
    fields.insert("@type".into(), "Article".into());
    Some(Value::Object(fields))
}
