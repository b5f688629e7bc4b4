//! A sequence tagger: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over hashed
//! features. It knows no English and no label: features are numbers, labels are indexes, and what both mean is the
//! business of who trained the model.

mod chain;
mod model;

pub use chain::{Lattice, Tagged};
pub use model::Model;
#[cfg(feature = "train")]
pub use model::{KEY_BITS, POINTS, Trained, checksum, worth};

/// The features of a run of tokens, one row a token, without an allocation a token.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The features of all rows, one row after another.
    features: Vec<u32>,
    /// Where each row ends.
    ends: Vec<u32>,
}

impl Rows {
    /// Forgets all rows and keeps the room.
    pub fn clear(&mut self) {
        self.features.clear();
        self.ends.clear();
    }

    /// Adds a feature to the row that is being written.
    #[inline]
    pub fn push(&mut self, feature: u32) {
        self.features.push(feature);
    }

    /// Ends the row that is being written.
    pub fn end_row(&mut self) {
        self.ends.push(self.features.len() as u32);
    }

    /// The row that is being written.
    pub fn open(&self) -> &[u32] {
        self.features.get(self.ends.last().map_or(0, |end| *end as usize)..).unwrap_or(&[])
    }

    /// How many rows have been ended.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The rows in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let row = self.features.get(start..*end as usize).unwrap_or(&[]);
            start = *end as usize;
            row
        })
    }
}

/// Adds the scores of rows, a row of all labels of all layers each, and says the best labels by one layer.
pub fn tag(model: &Model, layer: usize, (rows, scores): (&Rows, &mut [i16])) -> Tagged {
    for (row, scores) in rows.iter().zip(scores.chunks_exact_mut(model.labels() * model.layers())) {
        model.score(row, scores);
    }
    let mut tagged = Tagged::default();
    if !scores.is_empty() {
        Lattice::default().tag(model, layer, scores, &mut tagged);
    }
    tagged
}

/// Reads rows twice: the second reading also has what `again` asks about the first. The model must have two layers.
pub fn tag_twice(model: &Model, rows: &Rows, again: impl FnOnce(&Tagged) -> Rows) -> Tagged {
    let mut scores = vec![0; rows.count() * model.labels() * model.layers()];
    let first = tag(model, 0, (rows, &mut scores));
    tag(model, 1, (&again(&first), &mut scores))
}

/// One feature: which question, and the answer. A multiplicative hash of both; equal on every machine.
#[inline]
pub fn feature(question: u32, answer: u32) -> u32 {
    let mixed = (u64::from(question) << 32 | u64::from(answer)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed >> 32) as u32
}

/// An answer made of two.
#[inline]
pub fn pair(one: u32, other: u32) -> u32 {
    (one.rotate_left(15) ^ other.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35) ^ one >> 7
}
