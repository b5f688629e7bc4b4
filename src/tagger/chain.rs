//! The best labelling of a chain, and how sure it is.

use crate::tagger::Model;

/// Room for one chain after another, so that no token costs an allocation.
#[derive(Debug, Default)]
pub struct Lattice {
    /// Scores of each label at each position, of the layer in hand.
    emissions: Vec<i32>,
    best: Vec<i32>,
    from: Vec<u8>,
    exp: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
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
            self.emissions.extend(row.iter().skip(layer * labels).take(labels).map(|score| i32::from(*score)));
        }
        self.viterbi(model, layer, out);
        self.sureness(model, layer, out);
    }

    fn viterbi(&mut self, model: &Model, layer: usize, out: &mut Tagged) {
        let labels = model.labels();
        let steps = model.steps(layer);
        self.from.clear();
        self.best.clear();
        self.best.resize(2 * labels, 0);
        let (mut last, mut next) = self.best.split_at_mut(labels);
        for (position, scores) in self.emissions.chunks_exact(labels).enumerate() {
            for (to, (cell, score)) in next.iter_mut().zip(scores).enumerate() {
                let (from, best) = if position == 0 {
                    (0, steps.first.get(to).copied().unwrap_or(0))
                } else {
                    let into = steps.between.iter().skip(to * labels);
                    highest(last.iter().zip(into).map(|(score, step)| score + step))
                };
                self.from.push(from);
                *cell = best + score;
            }
            (last, next) = (next, last);
        }
        let (mut label, _) = highest(last.iter().zip(&steps.last).map(|(score, end)| score + end));
        out.labels.clear();
        for from in self.from.chunks_exact(labels).rev() {
            out.labels.push(label);
            label = from.get(usize::from(label)).copied().unwrap_or(0);
        }
        out.labels.reverse();
    }

    fn sureness(&mut self, model: &Model, layer: usize, out: &mut Tagged) {
        let labels = model.labels();
        let steps = model.steps(layer);
        self.exp.clear();
        // Scores are taken relative to the best of their row, so that nothing overflows.
        for scores in self.emissions.chunks_exact(labels) {
            let most = scores.iter().copied().max().unwrap_or(0);
            self.exp.extend(scores.iter().map(|score| model.exp(score - most)));
        }
        let count = self.exp.len();
        self.forward.clear();
        self.forward.resize(count, 0.0);
        self.backward.clear();
        self.backward.resize(count, 0.0);
        let mut start = 0;
        while start < count {
            let (before, rest) = self.forward.split_at_mut(start);
            let before = before.get(start.saturating_sub(labels)..).unwrap_or(&[]);
            let row = rest.get_mut(..labels).unwrap_or(&mut []);
            let scores = self.exp.iter().skip(start);
            for (to, (cell, score)) in row.iter_mut().zip(scores).enumerate() {
                let into: f64 = if before.is_empty() {
                    steps.exp_first.get(to).copied().unwrap_or(0.0)
                } else {
                    before.iter().zip(steps.exp_between.iter().skip(to * labels)).map(|(cell, step)| cell * step).sum()
                };
                *cell = into * score;
            }
            normalize(row);
            start += labels;
        }
        let mut end = count;
        while end > 0 {
            let (rest, behind) = self.backward.split_at_mut(end);
            let row = rest.get_mut(end - labels..).unwrap_or(&mut []);
            if behind.is_empty() {
                row.copy_from_slice(&steps.exp_last);
            } else {
                // A sum over the labels behind, one label behind at a time: its steps lie side by side.
                let scores = self.exp.iter().skip(end);
                for (to, (cell, score)) in behind.iter().zip(scores).take(labels).enumerate() {
                    let weight = cell * score;
                    for (sum, step) in row.iter_mut().zip(steps.exp_between.iter().skip(to * labels)) {
                        *sum += weight * step;
                    }
                }
            }
            normalize(row);
            end -= labels;
        }
        out.sure.clear();
        let rows = self.forward.chunks_exact(labels).zip(self.backward.chunks_exact(labels));
        for ((forward, backward), label) in rows.zip(&out.labels) {
            let total: f64 = forward.iter().zip(backward).map(|(one, other)| one * other).sum();
            let at = usize::from(*label);
            let own = forward.get(at).zip(backward.get(at)).map_or(0.0, |(one, other)| one * other);
            out.sure.push((own / total) as f32);
        }
    }
}

/// The first of the highest, and where it stands.
fn highest(scores: impl Iterator<Item = i32>) -> (u8, i32) {
    scores.zip(0..).fold((0, i32::MIN), |best, (score, at)| if score > best.1 { (at, score) } else { best })
}

fn normalize(row: &mut [f64]) {
    let sum: f64 = row.iter().sum();
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
