//! The best labelling of a chain, and how sure it is.
//!
//! All that is said of each label lies in [`LANES`] lanes side by side, of which a model uses the first ones: loops over
//! them have a fixed length and need no order, which is what processors are quick at.

use crate::tagger::Model;
use crate::tagger::model::{LANES, Lanes};

/// Room for one chain after another, so that no token costs an allocation.
#[derive(Debug, Default)]
pub struct Lattice {
    /// Scores of each label at each position, of the layer in hand.
    emissions: Vec<Lanes<i32>>,
    /// Where the best way to each label comes from.
    from: Vec<Lanes<u8>>,
    exp: Vec<Lanes<f32>>,
    forward: Vec<Lanes<f32>>,
    backward: Vec<Lanes<f32>>,
}

/// What a chain was tagged with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagged {
    /// The best label of each position.
    pub labels: Vec<u8>,
    /// The probability of each position's label.
    pub sure: Vec<f32>,
}

impl Lattice {
    /// Labels one chain with one layer of a model: the best labelling (Viterbi), and the probability of each of its
    /// labels (forward-backward). `scores` has the scores of all labels of all layers, position by position, as
    /// [`Model::score`] adds them up.
    pub fn tag(&mut self, model: &Model, layer: usize, scores: &[i16], out: &mut Tagged) {
        let labels = model.labels();
        self.emissions.clear();
        for row in scores.chunks_exact(labels * model.layers()) {
            let mut lanes = [0; LANES];
            lanes.iter_mut().zip(row.iter().skip(layer * labels).take(labels)).for_each(|(lane, score)| {
                *lane = i32::from(*score);
            });
            self.emissions.push(lanes);
        }
        self.viterbi(model, layer, out);
        self.sureness(model, layer, out);
    }

    fn viterbi(&mut self, model: &Model, layer: usize, out: &mut Tagged) {
        let labels = model.labels();
        let steps = model.steps(layer);
        self.from.clear();
        let mut last = steps.first;
        for (position, scores) in self.emissions.iter().enumerate() {
            // As wide as the scores, or they would not go side by side.
            let (mut best, mut from) = (last, [0_i32; LANES]);
            if position > 0 {
                best = [i32::MIN; LANES];
                for ((number, score), steps) in (0..).zip(last).zip(&steps.between) {
                    for ((best, from), step) in best.iter_mut().zip(&mut from).zip(steps) {
                        // The first of the highest.
                        let better = score + step > *best;
                        *best = if better { score + step } else { *best };
                        *from = if better { number } else { *from };
                    }
                }
            }
            self.from.push(from.map(|from| from as u8));
            last = best;
            add(&mut last, scores);
        }
        add(&mut last, &steps.last);
        let mut label = highest(last.iter().take(labels).copied());
        out.labels.clear();
        for from in self.from.iter().rev() {
            out.labels.push(label);
            label = from.get(usize::from(label)).copied().unwrap_or(0);
        }
        out.labels.reverse();
    }

    fn sureness(&mut self, model: &Model, layer: usize, out: &mut Tagged) {
        let labels = model.labels();
        let steps = model.steps(layer);
        // Scores are taken relative to the best of their row, so that nothing overflows.
        self.exp.clear();
        self.exp.extend(self.emissions.iter().map(|scores| {
            let most = scores.iter().take(labels).copied().max().unwrap_or(0);
            let mut lanes = [0.0; LANES];
            lanes.iter_mut().zip(scores).take(labels).for_each(|(lane, score)| *lane = model.exp(score - most));
            lanes
        }));
        self.forward.clear();
        for scores in &self.exp {
            let mut row = match self.forward.last() {
                None => steps.exp_first,
                Some(before) => sum_of(before, &steps.exp_onto),
            };
            times(&mut row, scores);
            normalize(&mut row);
            self.forward.push(row);
        }
        // From the last position to the first.
        self.backward.clear();
        let mut behind: Option<Lanes<f32>> = None;
        for scores in self.exp.iter().rev() {
            let mut row = behind.map_or(steps.exp_last, |behind| sum_of(&behind, &steps.exp_back));
            normalize(&mut row);
            self.backward.push(row);
            times(&mut row, scores);
            behind = Some(row);
        }
        out.sure.clear();
        for ((forward, backward), label) in self.forward.iter().zip(self.backward.iter().rev()).zip(&out.labels) {
            let mut both = *forward;
            times(&mut both, backward);
            let (own, total) = (both.get(usize::from(*label)).copied().unwrap_or(0.0), sum(&both));
            out.sure.push(if total > 0.0 { own / total } else { 0.0 });
        }
    }
}

/// Where the first of the highest stands.
fn highest(scores: impl Iterator<Item = i32>) -> u8 {
    scores.zip(0..).fold((i32::MIN, 0), |best, (score, at)| if score > best.0 { (score, at) } else { best }).1
}

#[inline]
fn add(row: &mut Lanes<i32>, other: &Lanes<i32>) {
    row.iter_mut().zip(other).for_each(|(cell, other)| *cell += other);
}

#[inline]
fn times(row: &mut Lanes<f32>, other: &Lanes<f32>) {
    row.iter_mut().zip(other).for_each(|(cell, other)| *cell *= other);
}

/// The sum of rows, each as often as a weight says.
#[inline]
fn sum_of(weights: &Lanes<f32>, rows: &[Lanes<f32>]) -> Lanes<f32> {
    let mut sums = [0.0; LANES];
    for (weight, row) in weights.iter().zip(rows) {
        sums.iter_mut().zip(row).for_each(|(sum, cell)| *sum += weight * cell);
    }
    sums
}

/// Four sums beside each other, and then those: always in this order, so that it is the same number everywhere.
#[inline]
fn sum(row: &Lanes<f32>) -> f32 {
    let mut parts = [0.0; 4];
    for four in row.as_chunks::<4>().0 {
        parts.iter_mut().zip(four).for_each(|(part, cell)| *part += cell);
    }
    let [first, second, third, fourth] = parts;
    (first + second) + (third + fourth)
}

#[inline]
fn normalize(row: &mut Lanes<f32>) {
    let sum = sum(row);
    if sum > 0.0 {
        row.iter_mut().for_each(|cell| *cell /= sum);
    }
}

#[cfg(test)]
#[cfg(feature = "train")]
mod tests {
    use super::*;
    use crate::tagger::{KEY_BITS, POINTS, Trained};

    const LABELS: usize = 3;

    /// A small layer with weights in whole units.
    fn layer(salt: usize) -> Trained {
        let weight = |at: usize| ((at * 37 + salt * 11) % 23) as f32 - 11.0;
        Trained {
            between: (0..LABELS * LABELS).map(|at| weight(at) / 4.0).collect(),
            first: (0..LABELS).map(|at| weight(at + 50)).collect(),
            last: (0..LABELS).map(|at| weight(at + 70)).collect(),
            features: (1..5).map(|key| (key, (0..LABELS).map(|at| weight(at + 10 * key as usize)).collect())).collect(),
        }
    }

    /// Every labelling, with its score in units, by brute force.
    fn all(layer: &Trained, keys: &[u32]) -> Vec<(Vec<u8>, f64)> {
        let labellings = (0..LABELS.pow(keys.len() as u32)).map(|number| {
            (0..keys.len() as u32).map(|at| (number / LABELS.pow(at) % LABELS) as u8).collect::<Vec<u8>>()
        });
        let score = |labels: &[u8]| {
            let label = |at: usize| usize::from(labels[at]);
            let emitted = |at: usize| {
                let row = layer.features.iter().find(|(key, _)| *key == keys[at]);
                row.map_or(0.0, |(_, weights)| weights[label(at)])
            };
            let steps = (1..labels.len()).map(|at| layer.between[label(at) * LABELS + label(at - 1)].round());
            let sum: f32 = (0..labels.len()).map(emitted).chain(steps).sum();
            f64::from(sum + layer.first[label(0)] + layer.last[label(labels.len() - 1)])
        };
        labellings.map(|labels| (labels.clone(), score(&labels))).collect()
    }

    #[test]
    fn the_best_labelling_and_its_probabilities_are_those_of_brute_force() {
        let unit = 0.25;
        let scaled = |layer: Trained| Trained {
            between: layer.between.iter().map(|score| score.round() * unit).collect(),
            first: layer.first.iter().map(|score| score * unit).collect(),
            last: layer.last.iter().map(|score| score * unit).collect(),
            features: layer
                .features
                .into_iter()
                .map(|(key, row)| (key, row.iter().map(|weight| weight * unit).collect()))
                .collect(),
        };
        let layers = [layer(1), layer(2)];
        let names = ["O", "B-PER", "I-PER"].map(str::to_owned);
        let bytes = Trained::write(&layers.clone().map(scaled), &names, unit, [0.0; POINTS]);
        let model = Model::read(&bytes).unwrap();
        let (mut lattice, mut tagged) = (Lattice::default(), Tagged::default());
        // 9 is a feature that the model does not know.
        for keys in [&[1_u32][..], &[2, 9], &[3, 1, 4, 2], &[4, 4, 9, 1, 3]] {
            let mut scores = vec![0; keys.len() * 2 * LABELS];
            for (key, scores) in keys.iter().zip(scores.chunks_exact_mut(2 * LABELS)) {
                model.score(&[key << (32 - KEY_BITS)], scores);
            }
            for (number, layer) in layers.iter().enumerate() {
                lattice.tag(&model, number, &scores, &mut tagged);
                let all = all(layer, keys);
                let best = all.iter().map(|(_, score)| *score).fold(f64::MIN, f64::max);
                let (_, got) = all.iter().find(|(labels, _)| *labels == tagged.labels).unwrap();
                assert_eq!(*got, best, "{keys:?} in layer {number}");
                let weight = |score: f64| (score * f64::from(unit)).exp();
                let total: f64 = all.iter().map(|(_, score)| weight(*score)).sum();
                for (at, sure) in tagged.sure.iter().enumerate() {
                    let same = all.iter().filter(|(labels, _)| labels[at] == tagged.labels[at]);
                    let share = same.map(|(_, score)| weight(*score)).sum::<f64>() / total;
                    assert!((share - f64::from(*sure)).abs() < 1e-5, "{share} and {sure} at {at} of {keys:?}");
                }
            }
        }
    }
}
