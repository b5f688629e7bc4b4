//! Reads the corpora: one JSON object a line, or articles with names marked inline (`data/corpus/README.md`).

use std::fs;
use std::path::Path;

use whowhen::training::KINDS;

/// The set of articles in `data/corpus`.
pub const OWN: &str = "own";

/// A name, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its first byte.
    pub start: usize,
    /// Behind its last byte.
    pub end: usize,
    /// Index into [`KINDS`].
    pub kind: usize,
}

/// An article with its names.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its text.
    pub text: String,
    /// Its names, in order.
    pub names: Vec<Name>,
    /// How much it counts.
    pub weight: f32,
    /// The corpus it is from.
    pub set: &'static str,
}

/// Reads articles as JSON lines, with offsets in code points.
pub fn read_lines(path: &Path, set: &'static str, weight: f32) -> Result<Vec<Document>, String> {
    let all = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = (1..).zip(all.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            document(line, set, weight).ok_or_else(|| format!("{}:{number}: no annotated article", path.display()))
        })
        .collect()
}

/// The texts of a file of JSON lines, to be held out of training.
pub fn read_texts(path: &Path) -> Result<Vec<String>, String> {
    let all = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text =
        |line: &str| Some(serde_json::from_str::<serde_json::Value>(line).ok()?.get("text")?.as_str()?.to_owned());
    Ok(all.lines().filter_map(text).collect())
}

fn document(line: &str, set: &'static str, weight: f32) -> Option<Document> {
    let json: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = json.get("text")?.as_str()?.to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let position = |cell: Option<&serde_json::Value>| bytes.get(cell?.as_u64()? as usize).copied();
    let names = json.get("ents")?.as_array()?.iter().map(|name| {
        let kind = kind(name.get(2)?.as_str()?)?;
        Some(Name { start: position(name.get(0))?, end: position(name.get(1))?, kind })
    });
    Some(Document { names: names.collect::<Option<Vec<Name>>>()?, text, weight, set })
}

/// Reads the articles of a folder that have their names marked inline, file by file in order of their names.
pub fn read_marked(folder: &Path, weight: f32) -> Result<Vec<Document>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        let all = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        for part in all.split("\n=====").map(str::trim).filter(|part| !part.is_empty()) {
            let (head, body) = part.split_once('\n').unwrap_or((part, ""));
            let read = head.starts_with("@ id=").then(|| marked(body.trim(), weight)).flatten();
            documents.push(read.ok_or_else(|| format!("{}: malformed article under {head}", path.display()))?);
        }
    }
    Ok(documents)
}

/// An article with marks such as `[PER Anna Duval]`.
fn marked(body: &str, weight: f32) -> Option<Document> {
    let (mut text, mut names, mut rest) = (String::with_capacity(body.len()), Vec::new(), body);
    while let Some((before, behind)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, behind) = behind.split_once(']')?;
        let (name, words) = mark.split_once(' ')?;
        let start = text.len();
        text.push_str(words);
        names.push(Name { start, end: text.len(), kind: kind(name)? });
        rest = behind;
    }
    text.push_str(rest);
    Some(Document { text, names, weight, set: OWN })
}

/// Copies of some articles with their first paragraph cased as headlines are, and of a few with all of it: names have to
/// be found there too, and most articles come without such a line.
pub fn recased(documents: &[Document]) -> Vec<Document> {
    let mut copies = Vec::new();
    // Newswire is a run of sentences here, without headlines.
    let articles = documents.iter().filter(|document| !matches!(document.set, "newswire" | "silver"));
    for (at, document) in articles.enumerate() {
        let first = document.text.find('\n').unwrap_or(document.text.len());
        let whole = document.text.len();
        let text = match at % 20 {
            0 => capitals(&document.text, whole),
            1 | 6 | 11 => capitals(&document.text, first),
            2 | 7 | 12 => headline(&document.text, first),
            3 => headline(&document.text, whole),
            _ => continue,
        };
        copies.push(Document { text, ..document.clone() });
    }
    copies
}

/// The first bytes of a text in capitals. What would change its length stays: names keep their places.
fn capitals(text: &str, end: usize) -> String {
    text.char_indices().map(|(at, char)| if at < end { capital(char) } else { char }).collect()
}

/// The first bytes of a text as title-case headlines are written: short small words stay small.
fn headline(text: &str, end: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|char: char| !char.is_alphanumeric() && char != '\'' && char != '’') {
        let letters = word.chars().filter(|char| char.is_alphabetic()).count();
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if out.len() < end && (letters > 3 || out.is_empty()) => {
                out.push(capital(first));
                out.push_str(chars.as_str());
            }
            _ => out.push_str(word),
        }
    }
    out
}

fn capital(char: char) -> char {
    let mut upper = char.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(upper), None) if upper.len_utf8() == char.len_utf8() => upper,
        _ => char,
    }
}

fn kind(name: &str) -> Option<usize> {
    KINDS.iter().position(|(known, _)| *known == name)
}
