//! Packed word lists: looks words up and knows no grammar.
//!
//! `build.rs` packs the lists of `data/lexicon` into one table from the hash of a folded phrase to what it is. Phrases are
//! fed word by word, so the longest phrase that starts at a token costs one look-up a word and no allocation.

mod class;
mod fold;
mod packed;
mod places;

use std::sync::OnceLock;

pub use class::Class;
pub use fold::{fold_into, hash, is_invisible};
pub use places::{Place, country, places};

use packed::Table;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// All word lists.
pub struct Lexicon {
    table: Table,
}

/// What the lists say of a phrase. [`Entry::default`] is an unknown phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// A bit for each class.
    classes: u32,
    /// Letters of the country that the lists name with it, zeros where there is none.
    country: [u8; 2],
    /// Number of its full name, from 1; 0 is none.
    full: u16,
}

impl Entry {
    /// Whether it stands in that list.
    pub fn is(self, class: Class) -> bool {
        self.classes >> class as u8 & 1 == 1
    }

    /// Whether it stands in one of those lists.
    pub fn is_any(self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.is(*class))
    }

    /// Whether it stands in no list.
    pub fn is_unknown(self) -> bool {
        self.classes == 0
    }

    /// The lists it stands in, a bit each.
    pub fn classes(self) -> u32 {
        self.classes
    }

    /// ISO 3166-1 alpha-2 code of the country that the lists name with it.
    pub fn country(self) -> Option<[u8; 2]> {
        (self.country != [0, 0]).then_some(self.country)
    }
}

impl Lexicon {
    /// The one lexicon, opened on first use.
    pub fn get() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon { table: Table::read(PACKED).unwrap_or_default() })
    }

    /// What the lists say of one phrase, words parted by single spaces, not yet folded.
    pub fn phrase(&self, phrase: &str) -> Entry {
        let mut walk = self.walk();
        let (mut word, mut entry) = (String::with_capacity(phrase.len()), Entry::default());
        for (at, part) in phrase.split_whitespace().enumerate() {
            word.clear();
            fold_into(part, &mut word);
            match walk.feed(&word, at > 0) {
                Some(found) => entry = found,
                None => return Entry::default(),
            }
        }
        entry
    }

    /// What the lists say of one folded word.
    pub fn word(&self, folded: &str) -> Entry {
        self.walk().feed(folded, false).unwrap_or_default()
    }

    /// The full name that the lists give for a phrase: "U.N." is "United Nations".
    pub fn full_name(&self, entry: Entry) -> Option<&'static str> {
        self.table.full_names.get(usize::from(entry.full).checked_sub(1)?).copied()
    }

    /// Starts a look-up to be fed word by word.
    pub fn walk(&self) -> Walk<'_> {
        Walk { table: &self.table, hash: self.table.start }
    }
}

/// A look-up under way.
pub struct Walk<'l> {
    table: &'l Table,
    hash: u64,
}

impl Walk<'_> {
    /// Goes on with a folded word, behind a space or not: what the lists say of the phrase so far, which may be
    /// nothing; `None` when no phrase of the lists begins like this.
    #[inline]
    pub fn feed(&mut self, folded: &str, spaced: bool) -> Option<Entry> {
        if spaced {
            self.hash = fold::extend(self.hash, b" ");
        }
        self.hash = fold::extend(self.hash, folded.as_bytes());
        self.table.get(fold::key(self.hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_and_phrases_however_written() {
        let lexicon = Lexicon::get();
        assert!(lexicon.phrase("Gen.").is(Class::Title));
        assert!(lexicon.phrase("Secretary of State").is(Class::Title));
        assert!(lexicon.phrase("secretary of").is_unknown());
        assert!(lexicon.phrase("SÃO PAULO").is(Class::City) && lexicon.phrase("Sao Paulo").is(Class::City));
        assert_eq!(lexicon.phrase("Russia").country(), Some(*b"RU"));
        assert_eq!(lexicon.full_name(lexicon.phrase("U.N.")), Some("United Nations"));
    }

    #[test]
    fn a_walk_goes_on_only_where_a_phrase_does() {
        let mut walk = Lexicon::get().walk();
        assert_eq!(walk.feed("secretary", false).map(|entry| entry.is(Class::Title)), Some(true));
        assert_eq!(walk.feed("of", true).map(Entry::is_unknown), Some(true));
        assert_eq!(walk.feed("zorbit", true), None);
    }
}
