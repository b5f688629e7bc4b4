//! Trained weights: how they are stored, and how a row of features is scored.
//!
//! The file is made to be small after Brotli: keys are sorted and stored as differences, weights are whole numbers, and
//! those that are zero take one bit. Its parts: `WWT1`; a checksum; the labels' names; `unit`, what a weight of 1 means
//! in nats; the transitions, first and last; the features: count, keys, masks of labels with a weight, weights.

use std::fmt;

/// Features are told apart by so many bits of their hash. More cost room, fewer let strangers take part in the vote.
pub const KEY_BITS: u32 = 24;
const MAGIC: &[u8] = b"WWT1";
/// Room for the weights of one feature.
const MOST_LABELS: usize = 32;

/// The bytes are no model of this version, or were changed on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("The model is damaged: its checksum or its shape is wrong. Build it again with `cargo run --release -p train -- names`.")
    }
}

impl std::error::Error for Damaged {}

/// A model ready for use.
#[derive(Clone, Debug)]
pub struct Model {
    names: Vec<String>,
    unit: f64,
    transitions: Vec<i32>,
    first: Vec<i32>,
    last: Vec<i32>,
    exp_transitions: Vec<f64>,
    exp_first: Vec<f64>,
    exp_last: Vec<f64>,
    /// Open addressing: a key and the number of its row of weights; [`EMPTY`] is no key.
    slots: Vec<(u32, u32)>,
    weights: Vec<i8>,
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
        let labels = usize::from(reader.byte()?);
        if labels == 0 || labels > MOST_LABELS {
            return None;
        }
        let mut names = Vec::with_capacity(labels);
        for _ in 0..labels {
            let length = usize::from(reader.byte()?);
            names.push(String::from_utf8(reader.take(length)?.to_vec()).ok()?);
        }
        let unit = f64::from(f32::from_le_bytes(reader.take(4)?.try_into().ok()?));
        let mut scores = |count: usize| -> Option<Vec<i32>> {
            (0..count).map(|_| Some(i32::from(i16::from_le_bytes(reader.take(2)?.try_into().ok()?)))).collect()
        };
        let transitions = scores(labels * labels)?;
        let first = scores(labels)?;
        let last = scores(labels)?;
        let count = u32::from_le_bytes(reader.take(4)?.try_into().ok()?) as usize;
        if count > reader.rest.len() {
            return None;
        }
        let size = (count * 2).next_power_of_two().max(2);
        let mut slots = vec![(EMPTY, 0); size];
        let mut key = 0;
        for row in 0..count {
            key = reader.varint()?.checked_add(key)?;
            let mut at = slot_of(key, size);
            while slots.get(at)?.0 != EMPTY {
                at = (at + 1) & (size - 1);
            }
            *slots.get_mut(at)? = (key, row as u32);
        }
        let mask_bytes = labels.div_ceil(8);
        let masks = reader.take(count * mask_bytes)?;
        let mut weights = vec![0; count * labels];
        for (mask, row) in masks.chunks_exact(mask_bytes).zip(weights.chunks_exact_mut(labels)) {
            for (label, weight) in row.iter_mut().enumerate() {
                if mask.get(label / 8)? >> (label % 8) & 1 == 1 {
                    *weight = reader.byte()? as i8;
                }
            }
        }
        let exp = |scores: &[i32]| scores.iter().map(|score| libm::exp(f64::from(*score) * unit)).collect();
        Some(Model {
            exp_transitions: exp(&transitions),
            exp_first: exp(&first),
            exp_last: exp(&last),
            names,
            unit,
            transitions,
            first,
            last,
            slots,
            weights,
        })
    }

    /// How many labels there are.
    pub fn labels(&self) -> usize {
        self.names.len()
    }

    /// What the labels are called.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Adds the weights of a row of features to the scores of its labels.
    #[inline]
    pub fn score(&self, features: &[u32], scores: &mut [i32]) {
        let labels = self.labels();
        for feature in features {
            let key = feature >> (32 - KEY_BITS);
            let mut at = slot_of(key, self.slots.len());
            let row = loop {
                match self.slots.get(at) {
                    Some((found, row)) if *found == key => break Some(*row),
                    Some((EMPTY, _)) | None => break None,
                    Some(_) => at = (at + 1) & (self.slots.len() - 1),
                }
            };
            let weights = row.and_then(|row| self.weights.get(row as usize * labels..(row as usize + 1) * labels));
            for (score, weight) in scores.iter_mut().zip(weights.unwrap_or(&[])) {
                *score += i32::from(*weight);
            }
        }
    }

    pub(super) fn unit(&self) -> f64 {
        self.unit
    }

    /// Scores of a label behind a label, row by row.
    pub(super) fn transitions(&self) -> &[i32] {
        &self.transitions
    }

    pub(super) fn first(&self) -> &[i32] {
        &self.first
    }

    pub(super) fn last(&self) -> &[i32] {
        &self.last
    }

    pub(super) fn exp_transitions(&self) -> &[f64] {
        &self.exp_transitions
    }

    pub(super) fn exp_first(&self) -> &[f64] {
        &self.exp_first
    }

    pub(super) fn exp_last(&self) -> &[f64] {
        &self.exp_last
    }
}

fn slot_of(key: u32, size: usize) -> usize {
    key.wrapping_mul(0x9e37_79b1) as usize >> 3 & (size - 1)
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

/// What training has learned, in nats.
#[cfg(feature = "train")]
#[derive(Clone, Debug, Default)]
pub struct Trained {
    /// What the labels are called.
    pub names: Vec<String>,
    /// Scores of a label behind a label, row by row.
    pub transitions: Vec<f32>,
    /// Scores of a label at the beginning.
    pub first: Vec<f32>,
    /// Scores of a label at the end.
    pub last: Vec<f32>,
    /// The features by key, sorted, each with a weight for every label.
    pub features: Vec<(u32, Vec<f32>)>,
}

#[cfg(feature = "train")]
impl Trained {
    /// The bytes of a model's file. What rounds to zero in units of `unit` nats is left out.
    pub fn write(&self, unit: f32) -> Vec<u8> {
        let mut body = vec![self.names.len() as u8];
        for name in &self.names {
            body.push(name.len() as u8);
            body.extend(name.as_bytes());
        }
        body.extend(unit.to_le_bytes());
        for score in self.transitions.iter().chain(&self.first).chain(&self.last) {
            body.extend(((score / unit).round().clamp(-32000.0, 32000.0) as i16).to_le_bytes());
        }
        let rows: Vec<(u32, Vec<i8>)> = self
            .features
            .iter()
            .map(|(key, row)| {
                (*key, row.iter().map(|weight| (weight / unit).round().clamp(-127.0, 127.0) as i8).collect::<Vec<i8>>())
            })
            .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
            .collect();
        body.extend((rows.len() as u32).to_le_bytes());
        let mut last = 0;
        for (key, _) in &rows {
            let mut step = key - last;
            last = *key;
            while step >= 0x80 {
                body.push(step as u8 | 0x80);
                step >>= 7;
            }
            body.push(step as u8);
        }
        for (_, row) in &rows {
            for part in row.chunks(8) {
                body.push(part.iter().enumerate().fold(0, |mask, (at, weight)| mask | u8::from(*weight != 0) << at));
            }
        }
        for (_, row) in &rows {
            body.extend(row.iter().filter(|weight| **weight != 0).map(|weight| *weight as u8));
        }
        let mut file = MAGIC.to_vec();
        file.extend(checksum(&body).to_le_bytes());
        file.extend(body);
        file
    }
}
