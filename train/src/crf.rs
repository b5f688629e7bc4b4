//! Learns a linear-chain conditional random field: stochastic gradients of the log-likelihood, FTRL-proximal with L1
//! (McMahan and others 2013), which leaves most weights at exactly zero. One thread, one order: the same weights each
//! time.

use std::collections::HashMap;

use whowhen::training::{KEY_BITS, Rows, Trained};

/// A chain with its right labels.
pub struct Chain {
    /// Dense feature numbers of each token.
    pub rows: Vec<Vec<u32>>,
    pub gold: Vec<u8>,
    pub weight: f32,
}

#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub epochs: usize,
    pub rate: f32,
    pub l1: f32,
    pub rarest: u32,
    pub seed: u64,
    /// How many models are averaged.
    pub voters: usize,
    /// Share of the features that are left out at random each time, so that none is leant on too much.
    pub dropout: f32,
}

/// The features that are frequent enough, numbered.
pub struct Dictionary {
    pub numbers: HashMap<u32, u32>,
    pub keys: Vec<u32>,
}

pub fn key(feature: u32) -> u32 {
    feature >> (32 - KEY_BITS)
}

impl Dictionary {
    pub fn new<'a>(rows: impl Iterator<Item = &'a Rows>, rarest: u32) -> Dictionary {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for rows in rows {
            for row in rows.iter() {
                for feature in row {
                    *counts.entry(key(*feature)).or_default() += 1;
                }
            }
        }
        let mut keys: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= rarest).map(|(key, _)| key).collect();
        keys.sort_unstable();
        let numbers = keys.iter().enumerate().map(|(at, key)| (*key, at as u32)).collect();
        Dictionary { numbers, keys }
    }

    pub fn rows(&self, rows: &Rows) -> Vec<Vec<u32>> {
        rows.iter()
            .map(|row| row.iter().filter_map(|feature| self.numbers.get(&key(*feature)).copied()).collect())
            .collect()
    }
}

struct Weights {
    w: Vec<f32>,
    z: Vec<f32>,
    n: Vec<f32>,
}

impl Weights {
    fn new(size: usize) -> Weights {
        Weights { w: vec![0.0; size], z: vec![0.0; size], n: vec![0.0; size] }
    }

    #[inline]
    #[allow(clippy::indexing_slicing)]
    fn update(&mut self, at: usize, gradients: &[f32], rate: f32, l1: f32) {
        let count = gradients.len();
        let (w, z, n) = (&mut self.w[at..at + count], &mut self.z[at..at + count], &mut self.n[at..at + count]);
        for label in 0..count {
            let g = gradients[label];
            let before = n[label].sqrt();
            n[label] += g * g;
            let root = n[label].sqrt();
            z[label] += g - (root - before) / rate * w[label];
            let over = z[label].abs() - l1;
            w[label] = if over <= 0.0 { 0.0 } else { -z[label].signum() * over / ((1.0 + root) / rate) };
        }
    }
}

/// Numbers in an order that only the seed decides (xorshift64*, Vigna 2016).
pub struct Shuffle(pub u64);

impl Shuffle {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
        order
    }
}

/// Learns several models that differ by chance only, and gives their mean: scores are sums of weights, so it votes as
/// all of them together would.
pub fn train_averaged(
    chains: &[Chain],
    dictionary: &Dictionary,
    labels: usize,
    settings: Settings,
    say: bool,
) -> Trained {
    let one = |number: usize| {
        let seed = settings.seed + 100 * number as u64;
        train(chains, dictionary, labels, Settings { seed, ..settings }, say && number == 0)
    };
    let numbers: Vec<usize> = (0..settings.voters).collect();
    let mut all = Vec::new();
    for two in numbers.chunks(2) {
        all.extend(std::thread::scope(|scope| {
            let threads: Vec<_> = two.iter().map(|number| scope.spawn(|| one(*number))).collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).collect::<Vec<_>>()
        }));
    }
    let share = 1.0 / all.len() as f32;
    let mut rows: std::collections::BTreeMap<u32, Vec<f32>> = std::collections::BTreeMap::new();
    let mut mean = Trained::default();
    let add = |sum: &mut Vec<f32>, part: &[f32]| {
        sum.resize(part.len(), 0.0);
        sum.iter_mut().zip(part).for_each(|(sum, weight)| *sum += weight * share);
    };
    for trained in &all {
        add(&mut mean.between, &trained.between);
        add(&mut mean.first, &trained.first);
        add(&mut mean.last, &trained.last);
        for (key, row) in &trained.features {
            add(rows.entry(*key).or_default(), row);
        }
    }
    mean.features = rows.into_iter().collect();
    mean
}

#[allow(clippy::indexing_slicing)]
fn train(chains: &[Chain], dictionary: &Dictionary, labels: usize, settings: Settings, say: bool) -> Trained {
    let mut weights = Weights::new(dictionary.keys.len() * labels);
    let mut steps = Weights::new(labels * (labels + 2));
    let (first, last) = (labels * labels, labels * (labels + 1));
    let mut shuffle = Shuffle(settings.seed | 1);
    let mut emit: Vec<f32> = Vec::new();
    let mut gradients = vec![0.0f32; labels];
    let mut step_gradients = vec![0.0f32; labels * (labels + 2)];
    for epoch in 0..settings.epochs {
        let mut loss = 0.0f64;
        for index in shuffle.order(chains.len()) {
            let chain = &chains[index];
            let length = chain.rows.len();
            let kept: Vec<Vec<u32>> = chain
                .rows
                .iter()
                .map(|row| {
                    row.iter()
                        .copied()
                        .filter(|_| {
                            settings.dropout == 0.0
                                || (shuffle.next() >> 40) as f32 / (1u64 << 24) as f32 >= settings.dropout
                        })
                        .collect()
                })
                .collect();
            emit.clear();
            emit.resize(length * labels, 0.0);
            for (row, scores) in kept.iter().zip(emit.chunks_exact_mut(labels)) {
                for feature in row {
                    let at = *feature as usize * labels;
                    for (score, weight) in scores.iter_mut().zip(&weights.w[at..at + labels]) {
                        *score += weight;
                    }
                }
            }
            // Forward and backward, scaled.
            let mut gold = chain
                .gold
                .iter()
                .enumerate()
                .map(|(t, label)| f64::from(emit[t * labels + *label as usize]))
                .sum::<f64>();
            gold += f64::from(steps.w[first + chain.gold[0] as usize])
                + f64::from(steps.w[last + chain.gold[length - 1] as usize]);
            gold += chain
                .gold
                .windows(2)
                .map(|pair| f64::from(steps.w[pair[0] as usize * labels + pair[1] as usize]))
                .sum::<f64>();
            let exp_steps: Vec<f32> = steps.w.iter().map(|w| w.exp()).collect();
            let mut log_z = 0.0f64;
            for scores in emit.chunks_exact_mut(labels) {
                let most = scores.iter().copied().fold(f32::MIN, f32::max);
                scores.iter_mut().for_each(|score| *score = (*score - most).exp());
                log_z += f64::from(most);
            }
            let mut forward = vec![0.0f32; length * labels];
            let mut scales = vec![0.0f32; length];
            for t in 0..length {
                for to in 0..labels {
                    let into = if t == 0 {
                        exp_steps[first + to]
                    } else {
                        (0..labels).map(|from| forward[(t - 1) * labels + from] * exp_steps[from * labels + to]).sum()
                    };
                    forward[t * labels + to] = into * emit[t * labels + to];
                }
                let row = &mut forward[t * labels..(t + 1) * labels];
                let sum: f32 = row.iter().sum();
                scales[t] = sum;
                row.iter_mut().for_each(|cell| *cell /= sum);
                log_z += f64::from(sum.ln());
            }
            let mut backward = vec![0.0f32; length * labels];
            backward[(length - 1) * labels..].copy_from_slice(&exp_steps[last..last + labels]);
            let end: f32 = (0..labels).map(|l| forward[(length - 1) * labels + l] * exp_steps[last + l]).sum();
            log_z += f64::from(end.ln());
            for t in (0..length - 1).rev() {
                for from in 0..labels {
                    backward[t * labels + from] = (0..labels)
                        .map(|to| {
                            exp_steps[from * labels + to]
                                * emit[(t + 1) * labels + to]
                                * backward[(t + 1) * labels + to]
                        })
                        .sum::<f32>()
                        / scales[t + 1];
                }
            }
            loss += (log_z - gold) * f64::from(chain.weight);
            // Pairs of labels.
            step_gradients.iter_mut().for_each(|g| *g = 0.0);
            for t in 1..length {
                let mut total = 0.0;
                let mut cells = vec![0.0f32; labels * labels];
                for from in 0..labels {
                    let f = forward[(t - 1) * labels + from];
                    if f < 1e-7 {
                        continue;
                    }
                    for to in 0..labels {
                        let p = f * exp_steps[from * labels + to] * emit[t * labels + to] * backward[t * labels + to];
                        cells[from * labels + to] = p;
                        total += p;
                    }
                }
                for (g, p) in step_gradients.iter_mut().zip(&cells) {
                    *g += p / total;
                }
                step_gradients[chain.gold[t - 1] as usize * labels + chain.gold[t] as usize] -= 1.0;
            }
            for t in 0..length {
                let total: f32 = (0..labels).map(|l| forward[t * labels + l] * backward[t * labels + l]).sum();
                let mut most = 0.0f32;
                for l in 0..labels {
                    let p = forward[t * labels + l] * backward[t * labels + l] / total;
                    let g = p - if chain.gold[t] as usize == l { 1.0 } else { 0.0 };
                    gradients[l] = g * chain.weight;
                    most = most.max(g.abs());
                    if t == 0 {
                        step_gradients[first + l] += g;
                    }
                    if t + 1 == length {
                        step_gradients[last + l] += g;
                    }
                }
                if most < 1e-3 {
                    continue;
                }
                for feature in &kept[t] {
                    weights.update(*feature as usize * labels, &gradients, settings.rate, settings.l1);
                }
            }
            step_gradients.iter_mut().for_each(|g| *g *= chain.weight);
            steps.update(0, &step_gradients, settings.rate * 0.5, 0.0);
        }
        if say {
            println!("  epoch {:2}: loss {loss:.0}", epoch + 1);
        }
    }
    let features = dictionary
        .keys
        .iter()
        .zip(weights.w.chunks_exact(labels))
        .filter(|(_, row)| row.iter().any(|weight| *weight != 0.0))
        .map(|(key, row)| (*key, row.to_vec()))
        .collect();
    // Row by row of the later label.
    let between = (0..labels * labels).map(|at| steps.w[at % labels * labels + at / labels]).collect();
    Trained { between, first: steps.w[first..last].to_vec(), last: steps.w[last..].to_vec(), features }
}
