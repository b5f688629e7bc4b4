//! Trained weights: how they are stored, and how a row of features is scored.
//!
//! A model may have several layers: readings of the same features, each with weights of its own, looked up together.
//!
//! The file is made to be small after Brotli, and quick to read by code that runs for the first time: keys are sorted and
//! stored as differences, weights are whole numbers, and those that are zero take one bit. Its parts: `WWT4`; a checksum;
//! the number of layers and the labels' names; `unit`, what a weight of 1 means in nats; what a probability is worth, at
//! [`POINTS`] places, in 255ths; for each layer the steps from label to label, the first and the last; the number of
//! features; their keys, see [`Keys::read`]; which of the [`MOST`] weights of each feature are not zero, a bit each, the first
//! bytes of all features first; the weights that are not zero, feature by feature.

use std::fmt;

use crate::keys::{KEY_BYTES, Keys};

/// Features are told apart by so many bits of their hash. More cost room, fewer let strangers take part in the vote.
pub const KEY_BITS: u32 = 24;
const MAGIC: &[u8] = b"WWT4";
/// The most weights that one feature has.
const MOST: usize = 32;
/// Places from 0 to 1 at which the file says what a probability is worth.
pub const POINTS: usize = 21;
/// The score of what is no label. Two of them are still a number.
const NEVER: i32 = i32::MIN / 4;
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
    exp: Vec<f32>,
    /// The rows of the features.
    keys: Keys,
    weights: Vec<[i8; MOST]>,
}

/// Labels of a layer side by side; a model may have so many.
pub(super) const LANES: usize = 16;
/// Something of each label of a layer. Lanes beyond the labels are never the best, and weigh nothing.
pub(super) type Lanes<T> = [T; LANES];

/// What one label behind another is worth, in a layer.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    /// For each label, that each label comes behind it.
    pub between: Vec<Lanes<i32>>,
    pub first: Lanes<i32>,
    pub last: Lanes<i32>,
    /// The exponentials of `between`.
    pub exp_onto: Vec<Lanes<f32>>,
    /// The same the other way round: for each label, that it comes behind each label.
    pub exp_back: Vec<Lanes<f32>>,
    pub exp_first: Lanes<f32>,
    pub exp_last: Lanes<f32>,
}

impl Model {
    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    ///
    /// [`Damaged`] if the bytes are not such a file, whole and unchanged.
    pub fn read(bytes: &[u8]) -> Result<Model, Damaged> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(Damaged)?;
        let (sum, rest) = rest.split_at_checked(8).ok_or(Damaged)?;
        if sum != checksum(rest).to_le_bytes() {
            return Err(Damaged);
        }
        Model::parse(Reader { rest }).ok_or(Damaged)
    }

    fn parse(mut reader: Reader<'_>) -> Option<Model> {
        let layers = usize::from(reader.byte()?);
        let labels = usize::from(reader.byte()?);
        let columns = labels * layers;
        if columns == 0 || columns > MOST || labels > LANES {
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
        let keys = Keys::read(reader.take(count.checked_mul(KEY_BYTES)?)?, KEY_BITS)?;
        let mut masks = [&[][..]; MOST / 8];
        for plane in &mut masks {
            *plane = reader.take(count)?;
        }
        let [low, second, third, high] = masks.map(|plane| plane.iter());
        let masks = low.zip(second).zip(third.zip(high)).map(|((a, b), (c, d))| u32::from_le_bytes([*a, *b, *c, *d]));
        let mut weights = vec![[0; MOST]; count];
        let mut worths = reader.rest.iter();
        for (mut bits, row) in masks.zip(&mut weights) {
            while bits != 0 {
                *row.get_mut(bits.trailing_zeros() as usize)? = *worths.next()? as i8;
                bits &= bits - 1;
            }
        }
        if worths.next().is_some() {
            return None;
        }
        let exp = (0..FURTHEST).map(|score| libm::exp(f64::from(-score) * unit) as f32).collect();
        Some(Model { names, worth, layers, exp, keys, weights })
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
            let row = self.keys.row(feature >> (32 - KEY_BITS));
            if let Some(weights) = row.and_then(|row| self.weights.get(row)) {
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
    pub(super) fn exp(&self, score: i32) -> f32 {
        self.exp.get(score.unsigned_abs() as usize).copied().unwrap_or(0.0)
    }
}

impl Steps {
    /// Between labels: row by row of the later one.
    fn read(reader: &mut Reader<'_>, labels: usize, unit: f64) -> Option<Steps> {
        let mut row = || -> Option<Lanes<i32>> {
            let mut lanes = [NEVER; LANES];
            for (lane, score) in lanes.iter_mut().zip(reader.take(2 * labels)?.as_chunks().0) {
                *lane = i32::from(i16::from_le_bytes(*score));
            }
            Some(lanes)
        };
        let back = (0..labels).map(|_| row()).collect::<Option<Vec<_>>>()?;
        let (first, last) = (row()?, row()?);
        let mut between = vec![[NEVER; LANES]; labels];
        for (to, row) in back.iter().enumerate() {
            for (onto, score) in between.iter_mut().zip(row) {
                *onto.get_mut(to)? = *score;
            }
        }
        let exp = |scores: &Lanes<i32>| scores.map(|score| libm::exp(f64::from(score) * unit) as f32);
        let all = |rows: &[Lanes<i32>]| rows.iter().map(exp).collect();
        Some(Steps {
            exp_onto: all(&between),
            exp_back: all(&back),
            exp_first: exp(&first),
            exp_last: exp(&last),
            between,
            first,
            last,
        })
    }

    fn none() -> &'static Steps {
        static NONE: Steps = Steps {
            between: Vec::new(),
            first: [0; LANES],
            last: [0; LANES],
            exp_onto: Vec::new(),
            exp_back: Vec::new(),
            exp_first: [0.0; LANES],
            exp_last: [0.0; LANES],
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

/// Eight bytes at a time; no single one can change without a change of the sum, since each step can be taken back.
pub fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(cell, byte)| *cell = *byte);
    words.iter().chain([&last]).fold(bytes.len() as u64, |sum, word| {
        (sum.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
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
}

#[cfg(feature = "train")]
pub use writing::Trained;

#[cfg(feature = "train")]
mod writing {
    use std::collections::BTreeMap;

    use super::{Keys, MAGIC, MOST, POINTS, checksum};

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
            body.extend(Keys::write(rows.keys().copied()));
            for first in (0..MOST).step_by(8) {
                body.extend(rows.values().map(|row| {
                    let part = row.iter().skip(first).take(8).enumerate();
                    part.fold(0, |mask, (at, weight)| mask | u8::from(*weight != 0) << at)
                }));
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
