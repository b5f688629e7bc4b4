//! The best labelling of a chain, and how sure it is.

use crate::tagger::{Model, Rows};

/// Room for the scores of one chain after another.
#[derive(Debug, Default)]
pub struct Lattice {
    /// Scores of each label at each position.
    emissions: Vec<i32>,
    best: Vec<i32>,
    from: Vec<u8>,
    forward: Vec<f64>,
    backward: Vec<f64>,
    exp: Vec<f64>,
}

/// What a chain was tagged with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagged {
    /// The best label of each position.
    pub labels: Vec<u8>,
    /// The probability of each label at each position, position by position.
    pub marginals: Vec<f32>,
}

impl Lattice {
    /// Scores one chain: rows of features in, the best labelling (Viterbi) and all marginals (forward-backward) out.
    pub fn tag(&mut self, model: &Model, rows: &Rows, out: &mut Tagged) {
        let labels = model.labels();
        self.emissions.clear();
        self.emissions.resize(rows.len() * labels, 0);
        for (row, scores) in rows.iter().zip(self.emissions.chunks_exact_mut(labels)) {
            model.score(row, scores);
        }
        self.viterbi(model, out);
        self.marginals(model, out);
    }

    fn viterbi(&mut self, model: &Model, out: &mut Tagged) {
        let labels = model.labels();
        let transitions = model.transitions();
        self.best.clear();
        self.from.clear();
        let mut last: Vec<i32> = Vec::new();
        for scores in self.emissions.chunks_exact(labels) {
            let row: Vec<i32> = if last.is_empty() {
                self.from.resize(labels, 0);
                scores.iter().zip(model.first()).map(|(score, first)| score + first).collect()
            } else {
                (0..labels)
                    .zip(scores)
                    .map(|(to, score)| {
                        let into = transitions.iter().skip(to).step_by(labels);
                        let (from, best) = last
                            .iter()
                            .zip(into)
                            .map(|(score, step)| score + step)
                            .enumerate()
                            .fold((0, i32::MIN), |best, (from, score)| if score > best.1 { (from, score) } else { best });
                        self.from.push(from as u8);
                        best + score
                    })
                    .collect()
            };
            last = row;
        }
        let ends = last.iter().zip(model.last()).map(|(score, end)| score + end).enumerate();
        let (mut label, _) = ends.fold((0, i32::MIN), |best, (at, score)| if score > best.1 { (at, score) } else { best });
        out.labels.clear();
        for from in self.from.chunks_exact(labels).rev() {
            out.labels.push(label as u8);
            label = from.get(label).copied().unwrap_or(0) as usize;
        }
        out.labels.reverse();
    }

    fn marginals(&mut self, model: &Model, out: &mut Tagged) {
        let labels = model.labels();
        let steps = model.exp_transitions();
        out.marginals.clear();
        self.exp.clear();
        // Scores are taken relative to the best of their row, so that nothing overflows.
        for scores in self.emissions.chunks_exact(labels) {
            let most = scores.iter().copied().max().unwrap_or(0);
            self.exp.extend(scores.iter().map(|score| libm::exp(f64::from(score - most) * model.unit())));
        }
        let count = self.exp.len();
        self.forward.clear();
        self.forward.resize(count, 0.0);
        self.backward.clear();
        self.backward.resize(count, 0.0);
        let mut before: Vec<f64> = Vec::new();
        for (scores, row) in self.exp.chunks_exact(labels).zip(self.forward.chunks_exact_mut(labels)) {
            for (to, (cell, score)) in row.iter_mut().zip(scores).enumerate() {
                let into: f64 = if before.is_empty() {
                    model.exp_first().get(to).copied().unwrap_or(0.0)
                } else {
                    before.iter().zip(steps.iter().skip(to).step_by(labels)).map(|(cell, step)| cell * step).sum()
                };
                *cell = into * score;
            }
            normalize(row);
            before.clear();
            before.extend_from_slice(row);
        }
        let mut behind: Vec<f64> = Vec::new();
        for (scores, row) in self.exp.chunks_exact(labels).zip(self.backward.chunks_exact_mut(labels)).rev() {
            for (from, cell) in row.iter_mut().enumerate() {
                *cell = if behind.is_empty() {
                    model.exp_last().get(from).copied().unwrap_or(0.0)
                } else {
                    behind.iter().zip(steps.iter().skip(from * labels)).map(|(cell, step)| cell * step).sum()
                };
            }
            normalize(row);
            behind.clear();
            behind.extend(row.iter().zip(scores).map(|(cell, score)| cell * score));
        }
        for (forward, backward) in self.forward.chunks_exact(labels).zip(self.backward.chunks_exact(labels)) {
            let total: f64 = forward.iter().zip(backward).map(|(one, other)| one * other).sum();
            out.marginals.extend(forward.iter().zip(backward).map(|(one, other)| (one * other / total) as f32));
        }
    }
}

fn normalize(row: &mut [f64]) {
    let sum: f64 = row.iter().sum();
    if sum > 0.0 {
        row.iter_mut().for_each(|cell| *cell /= sum);
    }
}
