//! The words beside days and names, in the languages of the world's pages: `data/dates/months-world.txt`.

use crate::lexicon::fold_into;

/// One line a month, with how its names begin; then the words of a publication and those of a change.
const WORDS: &str = include_str!("../../../data/dates/months-world.txt");

/// Whether a word of the line says that its day is one of publication, or one of a change.
pub fn says(text: &str, change: bool) -> bool {
    says_one(text, if change { 13 } else { 12 })
}

/// Whether a word of the line says that a name follows.
pub fn says_by(text: &str) -> bool {
    says_one(text, 14)
}

fn says_one(text: &str, row: usize) -> bool {
    let Some(row) = rows().nth(row) else { return false };
    let mut folded = String::new();
    text.split(|char: char| !char.is_alphabetic()).filter(|word| word.len() > 2).take(40).any(|word| {
        folded.clear();
        fold_into(word, &mut folded);
        row.split(' ').any(|known| folded == known || known.len() > 5 && folded.starts_with(known))
    })
}

fn rows() -> impl Iterator<Item = &'static str> {
    WORDS.lines().filter(|line| !line.starts_with('#'))
}

/// The month that a word names.
pub fn month(word: &str) -> Option<i16> {
    if word.len() < 3 || word.len() > 32 {
        return None;
    }
    let mut folded = String::new();
    fold_into(word, &mut folded);
    let best = rows().take(12).zip(1..).filter_map(|(row, month)| {
        let fits = row.split(' ').filter(|beginning| folded.starts_with(beginning)).map(str::len).max()?;
        Some((fits, month))
    });
    // Of two months that begin alike the longer beginning counts: "marraskuu" is not March.
    best.max_by_key(|(fits, _)| *fits).map(|(_, month)| month)
}
