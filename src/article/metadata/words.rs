//! The words beside days and names, in the languages of the world's pages: `data/dates/months-world.txt`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::lexicon::fold_into;

/// One line a month, with how its names begin; then the words of a publication and those of a change.
const WORDS: &str = include_str!("../../../data/dates/months-world.txt");
/// So many words of a line are looked at.
const LOOKED_AT: usize = 40;
/// The lines of the file behind those of the months.
const PUBLISHED: usize = 12;
const CHANGED: usize = 13;
const WRITTEN_BY: usize = 14;

/// Whether a word of the line says that its day is one of publication, or one of a change.
pub fn says(text: &str, change: bool) -> bool {
    says_one(text, if change { CHANGED } else { PUBLISHED })
}

/// Whether a word of the line says that a name follows.
pub fn says_by(text: &str) -> bool {
    says_one(text, WRITTEN_BY)
}

fn says_one(text: &str, line: usize) -> bool {
    let mut folded = String::new();
    text.split(|char: char| !char.is_alphabetic()).filter(|word| word.len() > 2).take(LOOKED_AT).any(|word| {
        folded.clear();
        fold_into(word, &mut folded);
        let fits = |known: &&str| folded == **known || known.len() > 5 && folded.starts_with(*known);
        beginning_like(&folded).any(|(known, of)| of == line && fits(&known))
    })
}

/// The month that a word names.
pub fn month(word: &str) -> Option<i16> {
    if word.len() < 3 || word.len() > 32 {
        return None;
    }
    let mut folded = String::new();
    fold_into(word, &mut folded);
    let fits = beginning_like(&folded).filter(|(known, line)| *line < PUBLISHED && folded.starts_with(known));
    // Of two months that begin alike the longer beginning counts: "marraskuu" is not March. Of equals the later.
    fits.max_by_key(|(known, line)| (known.len(), *line)).map(|(_, line)| line as i16 + 1)
}

/// The words of the file that begin with the same letter, and their lines.
fn beginning_like(folded: &str) -> impl Iterator<Item = (&'static str, usize)> {
    static WORDS_BY_LETTER: OnceLock<FxHashMap<char, Vec<(&str, usize)>>> = OnceLock::new();
    let table = WORDS_BY_LETTER.get_or_init(|| {
        let mut table: FxHashMap<char, Vec<(&str, usize)>> = FxHashMap::default();
        for (number, line) in WORDS.lines().filter(|line| !line.starts_with('#')).enumerate() {
            for word in line.split(' ') {
                let letter = word.chars().next().unwrap_or(' ');
                table.entry(letter).or_default().push((word, number));
            }
        }
        table
    });
    folded.chars().next().and_then(|letter| table.get(&letter)).into_iter().flatten().copied()
}
