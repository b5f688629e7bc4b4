//! The table of all phrases, as `build.rs` packs it. Of a phrase it has only the bits of a hash, so that nothing has to be
//! hashed or put in order when it is read. A stranger with the bits of a phrase would be taken for it: with 77,000
//! phrases and [`BITS`] bits, one unknown word in 14,000.

use crate::keys::{KEY_BYTES, Keys};
use crate::lexicon::Entry;
use crate::lexicon::fold::{BITS, COUNTRY, FULL};

/// What is known of phrases, by their keys.
#[derive(Default)]
pub struct Table {
    /// What the hash of a phrase begins with.
    pub start: u64,
    /// Full names of acronyms and variants.
    pub full_names: Vec<&'static str>,
    keys: Keys,
    entries: Vec<Entry>,
}

impl Table {
    /// Reads the packed lists. `None` where they are damaged, which cannot be unless the file of the engine is.
    pub fn read(packed: &'static [u8]) -> Option<Table> {
        let (start, rest) = packed.split_first_chunk::<8>()?;
        let (sets, rest) = part(rest)?;
        let (countries, rest) = part(rest)?;
        let (names, rest) = part(rest)?;
        let count = rest.len() / (KEY_BYTES + 2);
        let (keys, numbers) = rest.split_at_checked(count * KEY_BYTES)?;
        let (low, high) = numbers.split_at_checked(count)?;
        let sets: Vec<u32> = sets.as_chunks().0.iter().map(|set| u32::from_le_bytes(*set)).collect();
        let mut countries = countries.as_chunks().0.iter();
        let mut full = 0;
        let entry = |(low, high): (&u8, &u8)| {
            let set = *sets.get(usize::from(*low) | usize::from(*high) << 8)?;
            let country = if set & COUNTRY == 0 { [0, 0] } else { *countries.next()? };
            full += u16::from(set & FULL != 0);
            Some(Entry { classes: set & !(COUNTRY | FULL), country, full: if set & FULL == 0 { 0 } else { full } })
        };
        let entries = low.iter().zip(high).map(entry).collect::<Option<_>>()?;
        let full_names = std::str::from_utf8(names).ok()?.lines().collect();
        Some(Table { start: u64::from_le_bytes(*start), full_names, keys: Keys::read(keys, BITS)?, entries })
    }

    /// What is known of the phrase with a key; `None` if it is none, nor the beginning of one.
    #[inline]
    pub fn get(&self, key: u32) -> Option<Entry> {
        self.entries.get(self.keys.row(key)?).copied()
    }
}

/// A length of four bytes and so many bytes.
fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}
