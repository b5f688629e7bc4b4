//! Packed word lists: looks words up and knows no grammar.
//!
//! `build.rs` packs the lists of `data/lexicon` into one finite-state map from folded phrase to classes. Phrases are
//! fed word by word, so the longest phrase that starts at a token costs one walk and no allocation.

mod class;
mod fold;
mod places;

use std::cell::RefCell;
use std::sync::OnceLock;

use fst::raw::{Fst, Output};

pub use class::Class;
pub use fold::{fold_into, hash, is_invisible};
pub use places::{Place, country, places};

use class::{CLASS_BITS, COUNTRY_BITS};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.fst"));
static CANONICAL: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.canonical"));

/// All word lists.
pub struct Lexicon {
    /// `None` only if the packed bytes were damaged: then no word is known.
    map: Option<Fst<&'static [u8]>>,
    canonical: Vec<&'static str>,
}

thread_local! {
    static RECENT: RefCell<Recent> = const { RefCell::new(Recent { slots: Vec::new() }) };
}

/// The words that were last looked up, one for each value of a hash.
struct Recent {
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    /// The word and its length; empty at first, which is no word.
    key: [u8; LONGEST_RECENT + 1],
    entry: Entry,
}

/// Longer words are not remembered, in bytes.
const LONGEST_RECENT: usize = 15;
/// How many are.
const RECENTLY: usize = 4096;

impl Recent {
    /// A word's key and its slot, unless it is too long.
    fn slot(&mut self, folded: &str) -> Option<([u8; LONGEST_RECENT + 1], &mut Slot)> {
        let mut key = [0; LONGEST_RECENT + 1];
        key.get_mut(..folded.len()).filter(|_| folded.len() <= LONGEST_RECENT)?.copy_from_slice(folded.as_bytes());
        if let Some(length) = key.last_mut() {
            *length = folded.len() as u8;
        }
        if self.slots.is_empty() {
            self.slots = vec![Slot::default(); RECENTLY];
        }
        let number = u128::from_le_bytes(key);
        let mixed = (number as u64 ^ (number >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Some((key, self.slots.get_mut((mixed >> 52) as usize)?))
    }
}

/// What the lists say of a phrase. [`Entry::default`] is an unknown phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry(u64);

impl Entry {
    /// Whether it stands in that list.
    pub fn is(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Whether it stands in one of those lists.
    pub fn is_any(self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.is(*class))
    }

    /// Whether it stands in no list.
    pub fn is_unknown(self) -> bool {
        self.0 as u32 == 0
    }

    /// The lists it stands in, a bit each.
    pub fn classes(self) -> u32 {
        self.0 as u32
    }

    /// ISO 3166-1 alpha-2 code of the country that the lists name with it.
    pub fn country(self) -> Option<[u8; 2]> {
        let packed = (self.0 >> CLASS_BITS) as u16;
        let letters = packed.checked_sub(1)?;
        Some([b'A' + (letters / 26) as u8, b'A' + (letters % 26) as u8])
    }
}

impl Lexicon {
    /// The one lexicon, opened on first use.
    pub fn get() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon { map: Fst::new(PACKED).ok(), canonical: CANONICAL.lines().collect() })
    }

    /// What the lists say of one phrase, words parted by single spaces, not yet folded.
    pub fn phrase(&self, phrase: &str) -> Entry {
        let mut folded = String::with_capacity(phrase.len());
        for (at, word) in phrase.split_whitespace().enumerate() {
            if at > 0 {
                folded.push(' ');
            }
            fold_into(word, &mut folded);
        }
        let mut walk = self.walk();
        walk.feed(&folded);
        walk.entry()
    }

    /// What the lists say of one folded word. Words come again and again, so the last ones are remembered.
    pub fn word(&self, folded: &str) -> Entry {
        RECENT.with_borrow_mut(|recent| {
            let Some((key, slot)) = recent.slot(folded) else { return self.walked(folded) };
            if slot.key != key {
                *slot = Slot { key, entry: self.walked(folded) };
            }
            slot.entry
        })
    }

    fn walked(&self, folded: &str) -> Entry {
        let mut walk = self.walk();
        walk.feed(folded);
        walk.entry()
    }

    /// The full name that the lists give for a phrase: "U.N." is "United Nations".
    pub fn canonical(&self, entry: Entry) -> Option<&'static str> {
        let at = (entry.0 >> (CLASS_BITS + COUNTRY_BITS)) as usize;
        self.canonical.get(at.checked_sub(1)?).copied()
    }

    /// Starts a look-up to be fed word by word.
    pub fn walk(&self) -> Walk<'_> {
        let at = self.map.as_ref().map(|map| map.root().addr());
        Walk { lexicon: self, at, output: Output::zero() }
    }
}

/// A look-up under way: the phrase so far leads to a node of the map, or to nowhere.
pub struct Walk<'l> {
    lexicon: &'l Lexicon,
    at: Option<usize>,
    output: Output,
}

impl Walk<'_> {
    /// Goes on with folded text; `false` when no phrase of the lists begins like this.
    pub fn feed(&mut self, folded: &str) -> bool {
        let Some(map) = &self.lexicon.map else { return false };
        for byte in folded.bytes() {
            let Some(at) = self.at else { return false };
            let node = map.node(at);
            self.at = node.find_input(byte).map(|index| {
                let transition = node.transition(index);
                self.output = self.output.cat(transition.out);
                transition.addr
            });
        }
        self.at.is_some()
    }

    /// What the lists say of the phrase so far.
    pub fn entry(&self) -> Entry {
        let node = self.lexicon.map.as_ref().zip(self.at).map(|(map, at)| map.node(at));
        let whole = node.filter(|node| node.is_final()).map(|node| self.output.cat(node.final_output()));
        whole.map_or_else(Entry::default, |output| Entry(output.value()))
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
        assert_eq!(lexicon.canonical(lexicon.phrase("U.N.")), Some("United Nations"));
    }
}
