//! Words of like meaning: three clusterings of the same words, coarse to fine.
//!
//! Words are kept as 24 bits of their hash, so one unknown word in three hundred is taken for another.

use std::sync::OnceLock;

static PACKED: &[u8] = include_bytes!("../../data/model/clusters.bin");

/// All clusters.
pub struct Clusters {
    slots: Vec<(u32, u32)>,
}

impl Clusters {
    /// The one table, opened on first use.
    pub fn get() -> &'static Clusters {
        static CLUSTERS: OnceLock<Clusters> = OnceLock::new();
        CLUSTERS.get_or_init(|| Clusters::read(PACKED).unwrap_or(Clusters { slots: Vec::new() }))
    }

    fn read(bytes: &[u8]) -> Option<Clusters> {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let mut planes = rest.chunks_exact(count);
        let planes: [&[u8]; 6] = std::array::from_fn(|_| planes.next().unwrap_or(&[]));
        let size = (count * 2).next_power_of_two();
        let mut slots = vec![(u32::MAX, 0); size];
        let mut key = 0;
        let [low, high, coarse, middle, fine_low, fine_high] = planes;
        for at in 0..count {
            let byte = |plane: &[u8]| plane.get(at).copied().map(u32::from);
            key += byte(low)? | byte(high)? << 8;
            let value = byte(coarse)? | byte(middle)? << 6 | (byte(fine_low)? | byte(fine_high)? << 8) << 14;
            let mut slot = key as usize & (size - 1);
            while slots.get(slot)?.0 != u32::MAX {
                slot = (slot + 1) & (size - 1);
            }
            *slots.get_mut(slot)? = (key, value);
        }
        Some(Clusters { slots })
    }

    /// The clusters of a word by its hash, each with one added; zeros for a word that is in none.
    pub fn of(&self, hash: u32) -> [u32; 3] {
        let key = hash >> 8;
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = key as usize & mask;
        loop {
            match self.slots.get(slot) {
                Some((found, value)) if *found == key => {
                    return [value & 63, value >> 6 & 255, value >> 14].map(|cluster| cluster + 1);
                }
                Some((u32::MAX, _)) | None => return [0; 3],
                Some(_) => slot = (slot + 1) & mask,
            }
        }
    }
}
