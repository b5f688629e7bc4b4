//! Reads the corpora: one JSON object a line, offsets in code points.

use std::fs;
use std::path::Path;

/// An article with its names, in bytes.
#[derive(Clone, Debug)]
pub struct Document {
    pub id: String,
    pub text: String,
    /// Start, end, index into [`TYPES`].
    pub names: Vec<(usize, usize, usize)>,
    pub weight: f32,
}

/// The corpora's names of the types.
pub const TYPES: [&str; 6] = ["PER", "ORG", "LOC", "NORP", "EVENT", "MISC"];

pub fn read(path: &Path, weight: f32) -> Result<Vec<Document>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| document(line, weight).ok_or_else(|| format!("{}: not an annotated article: {line:.60}", path.display()))).collect()
}

fn document(line: &str, weight: f32) -> Option<Document> {
    let json: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = json.get("text")?.as_str()?.to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut names = Vec::new();
    for name in json.get("ents")?.as_array()? {
        let start = *bytes.get(name.get(0)?.as_u64()? as usize)?;
        let end = *bytes.get(name.get(1)?.as_u64()? as usize)?;
        let kind = TYPES.iter().position(|kind| Some(*kind) == name.get(2).and_then(|kind| kind.as_str()))?;
        names.push((start, end, kind));
    }
    Some(Document { id: json.get("id")?.as_str()?.to_owned(), text, names, weight })
}
