//! The table of all phrases, built from what `build.rs` packs.

use crate::lexicon::Entry;

/// Hash of nothing: FNV-1a (Fowler, Noll, Vo), 64 bits. It is the key, so a stranger with the hash of an entry would be
/// taken for it: with 10^5 entries that is one word in 10^14.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of what was hashed so far and some more.
#[inline]
pub fn extend(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Phrases by their hash, with open addressing; the key 0 is an empty slot.
pub struct Table {
    slots: Vec<(u64, Entry)>,
    /// How many there are.
    count: usize,
    /// Full names of acronyms and variants.
    pub full_names: Vec<&'static str>,
}

impl Table {
    /// Reads the packed lists. Damaged bytes, which cannot be unless the file of the engine is, end the reading.
    pub fn read(mut packed: &'static [u8]) -> Table {
        let mut table = Table { slots: vec![(0, Entry::default()); 1 << 16], count: 0, full_names: Vec::new() };
        while table.read_list(&mut packed).is_some() {}
        table
    }

    /// What is known of the phrase with a hash; `None` if it is none, nor the beginning of one.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<Entry> {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 20) as usize & mask;
        loop {
            let (key, entry) = self.slots.get(at)?;
            if *key == hash {
                return Some(*entry);
            }
            if *key == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    fn read_list(&mut self, packed: &mut &'static [u8]) -> Option<()> {
        let (class, rest) = packed.split_first()?;
        let (mut phrases, rest) = part(rest)?;
        let (attributes, rest) = part(rest)?;
        *packed = rest;
        let mut attributes = std::str::from_utf8(attributes).ok()?.split('\n');
        let mut phrase: Vec<u8> = Vec::new();
        while let Some((shared, rest)) = phrases.split_first() {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            phrase.truncate(usize::from(*shared));
            phrase.extend(rest.get(..end)?);
            phrases = rest.get(end + 1..)?;
            self.add(&phrase, *class, attributes.next().unwrap_or(""));
        }
        Some(())
    }

    /// Adds a phrase, and what it begins with: a walk may stop where words meet signs or spaces.
    fn add(&mut self, phrase: &[u8], class: u8, attribute: &'static str) {
        let mut hash = START;
        let mut bytes = phrase.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            hash = extend(hash, &[byte]);
            let inside = bytes.peek().is_some_and(|next| byte != b' ' && is_letter(byte) != is_letter(*next));
            if inside {
                self.slot(hash);
            }
        }
        let full = match attribute.as_bytes() {
            [] | [_, _] => 0,
            _ => self.full_name(attribute),
        };
        let entry = self.slot(hash);
        entry.classes |= 1 << (class & 31);
        // The first list that names a country or a full name for a phrase wins.
        if let ([first @ b'A'..=b'Z', second @ b'A'..=b'Z'], [0, 0]) = (attribute.as_bytes(), entry.country) {
            entry.country = [*first, *second];
        }
        if entry.full == 0 {
            entry.full = full;
        }
    }

    fn full_name(&mut self, name: &'static str) -> u16 {
        let known = self.full_names.iter().rposition(|known| *known == name);
        let at = known.unwrap_or_else(|| {
            self.full_names.push(name);
            self.full_names.len() - 1
        });
        at as u16 + 1
    }

    /// The entry with a hash, new if need be.
    fn slot(&mut self, hash: u64) -> &mut Entry {
        if self.count * 2 > self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 20) as usize & mask;
        while self.slots.get(at).is_some_and(|(key, _)| *key != hash && *key != 0) {
            at = (at + 1) & mask;
        }
        self.count += usize::from(self.slots.get(at).is_some_and(|(key, _)| *key == 0));
        // `at` is within the mask of a table that is never full.
        #[allow(clippy::indexing_slicing, reason = "see above")]
        let (key, entry) = &mut self.slots[at];
        *key = hash;
        entry
    }

    fn grow(&mut self) {
        let larger = vec![(0, Entry::default()); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, larger);
        self.count = 0;
        for (hash, entry) in old.into_iter().filter(|(hash, _)| *hash != 0) {
            *self.slot(hash) = entry;
        }
    }
}

/// A length of four bytes and so many bytes.
fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

/// Whether a byte belongs to a letter or a digit; those beyond ASCII do.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}
