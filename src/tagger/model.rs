//! Trained weights: how they are stored, and how a row of features is scored.
//!
//! A model may have several layers: readings of the same features, each with weights of its own, looked up together.
//!
//! The file is made to be small after Brotli: keys are sorted and stored as differences, weights are whole numbers, and
//! those that are zero take one bit. Its parts: `WWT3`; a checksum; the number of layers and the labels' names; `unit`,
//! what a weight of 1 means in nats; what a probability is worth, at [`POINTS`] places, in 255ths; for each layer the steps from label to label, the first and the last; the number
//! of features; their keys; for each feature a bit a weight; the weights that are not zero, feature by feature.

use std::fmt;

/// Features are told apart by so many bits of their hash. More cost room, fewer let strangers take part in the vote.
pub const KEY_BITS: u32 = 24;
const MAGIC: &[u8] = b"WWT3";
/// The most weights that one feature has.
const MOST: usize = 32;
/// Places from 0 to 1 at which the file says what a probability is worth.
pub const POINTS: usize = 21;
/// Differences of scores beyond this are as good as none.
const FURTHEST: i32 = 2048;

/// The bytes are no model of this version, or were changed on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("The model is damaged. Build it again: cargo run --release -p train -- names")
    }
}

impl std::error::Error for Damaged {}

/// A model ready for use.
#[derive(Clone, Debug)]
pub struct Model {
    names: Vec<String>,
    /// See [`Model::worth`].
    worth: [f32; POINTS],
    layers: Vec<Steps>,
    /// The exponential of 0, -1, -2, ... in units.
    exp: Vec<f64>,
    /// Open addressing: a key and the number of its row of weights, [`EMPTY`] where there is none.
    slots: Vec<(u32, u32)>,
    /// How far a key is shifted to the right to say where its search begins.
    shift: u32,
    weights: Vec<[i8; MOST]>,
}

/// What one label behind another costs, in a layer. Between labels: row by row of the later one.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    pub between: Vec<i32>,
    pub first: Vec<i32>,
    pub last: Vec<i32>,
    pub exp_between: Vec<f64>,
    pub exp_first: Vec<f64>,
    pub exp_last: Vec<f64>,
}

const EMPTY: u32 = u32::MAX;

impl Model {
    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    ///
    /// [`Damaged`] if the bytes are not such a file, whole and unchanged.
    pub fn read(bytes: &[u8]) -> Result<Model, Damaged> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(Damaged)?;
        let (sum, rest) = rest.split_at_checked(4).ok_or(Damaged)?;
        if sum != checksum(rest).to_le_bytes() {
            return Err(Damaged);
        }
        Model::parse(Reader { rest }).ok_or(Damaged)
    }

    fn parse(mut reader: Reader<'_>) -> Option<Model> {
        let layers = usize::from(reader.byte()?);
        let labels = usize::from(reader.byte()?);
        let columns = labels * layers;
        if columns == 0 || columns > MOST {
            return None;
        }
        let mut names = Vec::with_capacity(labels);
        for _ in 0..labels {
            let length = usize::from(reader.byte()?);
            names.push(String::from_utf8(reader.take(length)?.to_vec()).ok()?);
        }
        let unit = f64::from(f32::from_le_bytes(reader.take(4)?.try_into().ok()?));
        let mut worth = [0.0; POINTS];
        for (cell, byte) in worth.iter_mut().zip(reader.take(POINTS)?) {
            *cell = f32::from(*byte) / 255.0;
        }
        let layers = (0..layers).map(|_| Steps::read(&mut reader, labels, unit)).collect::<Option<Vec<Steps>>>()?;
        let count = u32::from_le_bytes(reader.take(4)?.try_into().ok()?) as usize;
        if count > reader.rest.len() {
            return None;
        }
        let bits = (count * 2).next_power_of_two().trailing_zeros().clamp(1, KEY_BITS);
        let (shift, mask) = (KEY_BITS - bits, (1 << bits) - 1);
        let mut slots = vec![(EMPTY, EMPTY); 1 << bits];
        let mut key = 0;
        for row in 0..count {
            let step = reader.varint()?;
            key = step.checked_add(key)?;
            // A key that came twice, or is none, would make the search for a free place long, or endless.
            if (step == 0 && row > 0) || key >> KEY_BITS != 0 {
                return None;
            }
            // Keys are hashes, so their first bits are as good a place as any, and sorted keys are put side by side.
            let mut at = (key >> shift) as usize & mask;
            while slots.get(at)?.1 != EMPTY {
                at = (at + 1) & mask;
            }
            *slots.get_mut(at)? = (key, row as u32);
        }
        let mask_bytes = columns.div_ceil(8);
        let masks = reader.take(count * mask_bytes)?;
        let mut weights = vec![[0; MOST]; count];
        for (mask, row) in masks.chunks_exact(mask_bytes).zip(&mut weights) {
            let mut bits = mask.iter().rev().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
            while bits != 0 {
                *row.get_mut(bits.trailing_zeros() as usize)? = reader.byte()? as i8;
                bits &= bits - 1;
            }
        }
        if !reader.rest.is_empty() {
            return None;
        }
        let exp = (0..FURTHEST).map(|score| libm::exp(f64::from(-score) * unit)).collect();
        Some(Model { names, worth, layers, exp, shift, slots, weights })
    }

    /// How many labels there are.
    pub fn labels(&self) -> usize {
        self.names.len()
    }

    /// How many layers there are.
    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// What the labels are called.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What a probability is worth: how often what is so sure was right where it was measured.
    pub fn worth(&self, probability: f32) -> f32 {
        worth(&self.worth, probability)
    }

    /// Adds the weights of a row of features to `scores`, one for each label of each layer.
    #[inline]
    pub fn score(&self, features: &[u32], scores: &mut [i16]) {
        let mut sums = [0_i16; MOST];
        for feature in features {
            let key = feature >> (32 - KEY_BITS);
            let mask = self.slots.len() - 1;
            let mut at = (key >> self.shift) as usize & mask;
            let row = loop {
                match self.slots.get(at) {
                    Some((found, row)) if *found == key || *row == EMPTY => break *row,
                    None => break EMPTY,
                    Some(_) => at = (at + 1) & mask,
                }
            };
            if let Some(weights) = self.weights.get(row as usize) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = sum.saturating_add(i16::from(*weight));
                }
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score = score.saturating_add(sum);
        }
    }

    pub(super) fn steps(&self, layer: usize) -> &Steps {
        // There is at least one: `parse` has refused a model without.
        self.layers.get(layer).unwrap_or_else(|| Steps::none())
    }

    /// The exponential of a score that is zero or less.
    pub(super) fn exp(&self, score: i32) -> f64 {
        self.exp.get(score.unsigned_abs() as usize).copied().unwrap_or(0.0)
    }
}

impl Steps {
    fn read(reader: &mut Reader<'_>, labels: usize, unit: f64) -> Option<Steps> {
        let mut scores = |count: usize| -> Option<Vec<i32>> {
            (0..count).map(|_| Some(i32::from(i16::from_le_bytes(reader.take(2)?.try_into().ok()?)))).collect()
        };
        let (between, first, last) = (scores(labels * labels)?, scores(labels)?, scores(labels)?);
        let exp = |scores: &[i32]| scores.iter().map(|score| libm::exp(f64::from(*score) * unit)).collect();
        Some(Steps { exp_between: exp(&between), exp_first: exp(&first), exp_last: exp(&last), between, first, last })
    }

    fn none() -> &'static Steps {
        static NONE: Steps = Steps {
            between: Vec::new(),
            first: Vec::new(),
            last: Vec::new(),
            exp_between: Vec::new(),
            exp_first: Vec::new(),
            exp_last: Vec::new(),
        };
        &NONE
    }
}

/// What a probability is worth by the points of a curve from 0 to 1, with straight lines between them.
pub fn worth(curve: &[f32; POINTS], probability: f32) -> f32 {
    let place = probability.clamp(0.0, 1.0) * (POINTS - 1) as f32;
    let at = (place as usize).min(POINTS - 2);
    let near = |at: usize| curve.get(at).copied().unwrap_or(probability);
    near(at) + (near(at + 1) - near(at)) * (place - at as f32)
}

/// FNV-1a (Fowler, Noll, Vo), 32 bits.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// Seven bits a byte, the low ones first.
    fn varint(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

#[cfg(feature = "train")]
pub use writing::Trained;

#[cfg(feature = "train")]
mod writing {
    use std::collections::BTreeMap;

    use super::{MAGIC, POINTS, checksum};

    /// What training has learned of one layer, in nats.
    #[derive(Clone, Debug, Default)]
    pub struct Trained {
        /// Scores of a label behind a label, row by row of the later one.
        pub between: Vec<f32>,
        /// Scores of a label at the beginning.
        pub first: Vec<f32>,
        /// Scores of a label at the end.
        pub last: Vec<f32>,
        /// The features by key, sorted, each with a weight for every label.
        pub features: Vec<(u32, Vec<f32>)>,
    }

    impl Trained {
        /// The bytes of a model's file. What rounds to zero in units of `unit` nats is left out.
        pub fn write(layers: &[Trained], names: &[String], unit: f32, worth: [f32; POINTS]) -> Vec<u8> {
            let mut body = vec![layers.len() as u8, names.len() as u8];
            for name in names {
                body.push(name.len() as u8);
                body.extend(name.as_bytes());
            }
            body.extend(unit.to_le_bytes());
            body.extend(worth.map(|share| (share.clamp(0.0, 1.0) * 255.0).round() as u8));
            let mut rows: BTreeMap<u32, Vec<i8>> = BTreeMap::new();
            let columns = layers.len() * names.len();
            for (number, layer) in layers.iter().enumerate() {
                for score in layer.between.iter().chain(&layer.first).chain(&layer.last) {
                    body.extend(((score / unit).round().clamp(-32000.0, 32000.0) as i16).to_le_bytes());
                }
                for (key, weights) in &layer.features {
                    let weights = weights.iter().map(|weight| (weight / unit).round().clamp(-127.0, 127.0) as i8);
                    let row = rows.entry(*key).or_insert_with(|| vec![0; columns]);
                    row.iter_mut().skip(number * names.len()).zip(weights).for_each(|(cell, weight)| *cell = weight);
                }
            }
            rows.retain(|_, row| row.iter().any(|weight| *weight != 0));
            body.extend((rows.len() as u32).to_le_bytes());
            let mut last = 0;
            for key in rows.keys() {
                let mut step = key - last;
                last = *key;
                while step >= 0x80 {
                    body.push(step as u8 | 0x80);
                    step >>= 7;
                }
                body.push(step as u8);
            }
            for row in rows.values() {
                for part in row.chunks(8) {
                    body.push(
                        part.iter().enumerate().fold(0, |mask, (at, weight)| mask | u8::from(*weight != 0) << at),
                    );
                }
            }
            for row in rows.values() {
                body.extend(row.iter().filter(|weight| **weight != 0).map(|weight| *weight as u8));
            }
            let mut file = MAGIC.to_vec();
            file.extend(checksum(&body).to_le_bytes());
            file.extend(body);
            file
        }
    }
}

#[cfg(test)]
#[path = "damage.rs"]
mod damage;

#[cfg(test)]
mod tests {
    use super::*;

    static SHIPPED: &[u8] = include_bytes!("../../data/model/names.en.bin");

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::read(SHIPPED).unwrap();
        assert_eq!((model.layers(), model.labels()), (2, 13));
        assert_eq!(model.names().first().map(String::as_str), Some("O"));
    }

    #[test]
    fn what_a_probability_is_worth_lies_between_the_points() {
        let mut curve = [0.0; POINTS];
        curve[20] = 0.5;
        assert_eq!(worth(&curve, 1.0), 0.5);
        assert!((worth(&curve, 0.975) - 0.25).abs() < 1e-5);
        assert_eq!((worth(&curve, 0.5), worth(&curve, -1.0), worth(&curve, 2.0)), (0.0, 0.0, 0.5));
    }
}
