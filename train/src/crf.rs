//! Learns a linear-chain conditional random field: stochastic gradients of the log-likelihood, FTRL-proximal with L1
//! (McMahan and others 2013), which leaves most weights at exactly zero. One thread, one order: the same weights each
//! time.

use std::collections::{BTreeMap, HashMap};
use std::thread;

use whowhen::training::{KEY_BITS, Trained};

/// A chain with its right labels.
pub struct Chain {
    /// Dense feature numbers of each token.
    pub rows: Vec<Vec<u32>>,
    /// The label of each token.
    pub gold: Vec<u8>,
    /// How much it counts.
    pub weight: f32,
}

/// How one model is learned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the data.
    pub epochs: usize,
    /// The first step's length.
    pub rate: f32,
    /// What a weight must be worth not to be zero.
    pub l1: f32,
    /// Features seen less often are left out.
    pub rarest: u32,
    /// Where chance begins.
    pub seed: u64,
    /// How many models are averaged.
    pub voters: usize,
    /// Share of the features that are left out at random each time, so that none is leant on too much.
    pub dropout: f32,
}

/// The features that are frequent enough, numbered.
pub struct Dictionary {
    numbers: HashMap<u32, u32>,
    /// The keys by number, sorted.
    pub keys: Vec<u32>,
}

/// What the model's file keeps of a feature's hash.
fn key(feature: u32) -> u32 {
    feature >> (32 - KEY_BITS)
}

impl Dictionary {
    /// Numbers the features of all rows that are not too rare.
    pub fn new<'a>(rows: impl Iterator<Item = &'a [u32]>, rarest: u32) -> Dictionary {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for feature in rows.flatten() {
            *counts.entry(key(*feature)).or_default() += 1;
        }
        let mut keys: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= rarest).map(|(key, _)| key).collect();
        keys.sort_unstable();
        let numbers = keys.iter().enumerate().map(|(at, key)| (*key, at as u32)).collect();
        Dictionary { numbers, keys }
    }

    /// Rows of features as numbers; what has none is left out.
    pub fn rows<'a>(&self, rows: impl Iterator<Item = &'a [u32]>) -> Vec<Vec<u32>> {
        rows.map(|row| row.iter().filter_map(|feature| self.numbers.get(&key(*feature)).copied()).collect()).collect()
    }
}

/// Weights as FTRL-proximal keeps them: the weight, its adjusted sum of gradients, its sum of their squares.
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
    #[allow(clippy::indexing_slicing, reason = "slices of equal length")]
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
        all.extend(thread::scope(|scope| {
            let threads: Vec<_> = two.iter().map(|number| scope.spawn(|| one(*number))).collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).collect::<Vec<_>>()
        }));
    }
    let share = 1.0 / all.len() as f32;
    let mut rows: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
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

/// Learns one model.
fn train(chains: &[Chain], dictionary: &Dictionary, labels: usize, settings: Settings, say: bool) -> Trained {
    let mut learner = Learner::new(dictionary.keys.len(), labels, settings);
    let mut shuffle = Shuffle(settings.seed | 1);
    for epoch in 0..settings.epochs {
        let mut loss = 0.0;
        for index in shuffle.order(chains.len()) {
            if let Some(chain) = chains.get(index) {
                loss += learner.learn(chain, &mut shuffle) * f64::from(chain.weight);
            }
        }
        if say {
            println!("  epoch {:2}: loss {loss:.0}", epoch + 1);
        }
    }
    learner.trained(dictionary)
}

/// Weights under way, and room for one chain after another.
struct Learner {
    labels: usize,
    settings: Settings,
    /// Of each feature, for each label.
    weights: Weights,
    /// From each label to each, row by row of the earlier one; then the first labels, then the last.
    steps: Weights,
    exp_steps: Vec<f32>,
    /// Exponentials of the scores at each position, relative to the highest.
    emitted: Vec<f32>,
    /// Forward probabilities, each row with the sum 1, and the sums that were divided out.
    forward: Vec<f32>,
    scales: Vec<f32>,
    backward: Vec<f32>,
}

// Every index below is a position times `labels` plus a label, in tables of that size.
#[allow(clippy::indexing_slicing, reason = "see above")]
impl Learner {
    fn new(features: usize, labels: usize, settings: Settings) -> Learner {
        Learner {
            labels,
            settings,
            weights: Weights::new(features * labels),
            steps: Weights::new(labels * (labels + 2)),
            exp_steps: Vec::new(),
            emitted: Vec::new(),
            forward: Vec::new(),
            scales: Vec::new(),
            backward: Vec::new(),
        }
    }

    /// Where the scores of the first labels begin among the steps, and those of the last.
    fn edges(&self) -> (usize, usize) {
        (self.labels * self.labels, self.labels * (self.labels + 1))
    }

    /// Learns from one chain, and says what it cost: minus the log of the probability of its labels.
    fn learn(&mut self, chain: &Chain, shuffle: &mut Shuffle) -> f64 {
        let dropout = self.settings.dropout;
        let mut keep = |_: &u32| dropout == 0.0 || (shuffle.next() >> 40) as f32 / (1_u64 << 24) as f32 >= dropout;
        let rows: Vec<Vec<u32>> =
            chain.rows.iter().map(|row| row.iter().copied().filter(&mut keep).collect()).collect();
        self.emit(&rows);
        let right = self.right(&chain.gold);
        let all = self.pass();
        let steps = self.step_gradients(chain);
        self.update(chain, &rows);
        self.steps.update(0, &steps, self.settings.rate * 0.5, 0.0);
        all - right
    }

    fn emit(&mut self, rows: &[Vec<u32>]) {
        let labels = self.labels;
        self.emitted.clear();
        self.emitted.resize(rows.len() * labels, 0.0);
        for (row, scores) in rows.iter().zip(self.emitted.chunks_exact_mut(labels)) {
            for feature in row {
                let at = *feature as usize * labels;
                for (score, weight) in scores.iter_mut().zip(&self.weights.w[at..at + labels]) {
                    *score += weight;
                }
            }
        }
    }

    /// The score of the right labels.
    fn right(&self, gold: &[u8]) -> f64 {
        let labels = self.labels;
        let (first, last) = self.edges();
        let emitted = gold.iter().enumerate().map(|(at, label)| f64::from(self.emitted[at * labels + *label as usize]));
        let mut sum = emitted.sum::<f64>();
        sum += f64::from(self.steps.w[first + gold[0] as usize])
            + f64::from(self.steps.w[last + gold[gold.len() - 1] as usize]);
        let step = |pair: &[u8]| f64::from(self.steps.w[pair[0] as usize * labels + pair[1] as usize]);
        sum + gold.windows(2).map(step).sum::<f64>()
    }

    /// Forward and backward. The log of the sum over all labellings.
    fn pass(&mut self) -> f64 {
        let labels = self.labels;
        let (first, last) = self.edges();
        let length = self.emitted.len() / labels;
        self.exp_steps.clear();
        self.exp_steps.extend(self.steps.w.iter().map(|weight| weight.exp()));
        let mut log_sum = 0.0_f64;
        for scores in self.emitted.chunks_exact_mut(labels) {
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            scores.iter_mut().for_each(|score| *score = (*score - most).exp());
            log_sum += f64::from(most);
        }
        self.forward.clear();
        self.forward.resize(length * labels, 0.0);
        self.scales.clear();
        for at in 0..length {
            for to in 0..labels {
                let into = if at == 0 {
                    self.exp_steps[first + to]
                } else {
                    let before = &self.forward[(at - 1) * labels..at * labels];
                    before.iter().enumerate().map(|(from, cell)| cell * self.exp_steps[from * labels + to]).sum()
                };
                self.forward[at * labels + to] = into * self.emitted[at * labels + to];
            }
            let row = &mut self.forward[at * labels..(at + 1) * labels];
            let sum: f32 = row.iter().sum();
            row.iter_mut().for_each(|cell| *cell /= sum);
            self.scales.push(sum);
            log_sum += f64::from(sum.ln());
        }
        self.backward.clear();
        self.backward.resize(length * labels, 0.0);
        self.backward[(length - 1) * labels..].copy_from_slice(&self.exp_steps[last..last + labels]);
        let ends = &self.forward[(length - 1) * labels..];
        let end: f32 = ends.iter().zip(&self.exp_steps[last..]).map(|(cell, step)| cell * step).sum();
        log_sum += f64::from(end.ln());
        for at in (0..length - 1).rev() {
            for from in 0..labels {
                let behind = (0..labels).map(|to| {
                    self.exp_steps[from * labels + to]
                        * self.emitted[(at + 1) * labels + to]
                        * self.backward[(at + 1) * labels + to]
                });
                self.backward[at * labels + from] = behind.sum::<f32>() / self.scales[at + 1];
            }
        }
        log_sum
    }

    /// How much each step is expected more often than it is right.
    fn step_gradients(&self, chain: &Chain) -> Vec<f32> {
        /// Less is nothing.
        const LEAST: f32 = 1e-7;
        let labels = self.labels;
        let (first, last) = self.edges();
        let length = chain.gold.len();
        let mut gradients = vec![0.0_f32; labels * (labels + 2)];
        let mut cells = vec![0.0_f32; labels * labels];
        for at in 1..length {
            let mut total = 0.0;
            cells.fill(0.0);
            for from in 0..labels {
                let before = self.forward[(at - 1) * labels + from];
                if before < LEAST {
                    continue;
                }
                for to in 0..labels {
                    let here = at * labels + to;
                    let share = before * self.exp_steps[from * labels + to] * self.emitted[here] * self.backward[here];
                    cells[from * labels + to] = share;
                    total += share;
                }
            }
            gradients.iter_mut().zip(&cells).for_each(|(gradient, share)| *gradient += share / total);
            gradients[chain.gold[at - 1] as usize * labels + chain.gold[at] as usize] -= 1.0;
        }
        for at in 0..length {
            let total = self.total(at);
            for label in 0..labels {
                let gradient = self.gradient(chain, at, label, total);
                if at == 0 {
                    gradients[first + label] += gradient;
                }
                if at + 1 == length {
                    gradients[last + label] += gradient;
                }
            }
        }
        gradients.iter_mut().for_each(|gradient| *gradient *= chain.weight);
        gradients
    }

    /// Moves the weights of a chain's features.
    fn update(&mut self, chain: &Chain, rows: &[Vec<u32>]) {
        /// Where every label is so nearly right, there is nothing to learn.
        const LEAST: f32 = 1e-3;
        let mut gradients = vec![0.0_f32; self.labels];
        for (at, row) in rows.iter().enumerate() {
            let total = self.total(at);
            let mut most = 0.0_f32;
            for (label, cell) in gradients.iter_mut().enumerate() {
                let gradient = self.gradient(chain, at, label, total);
                *cell = gradient * chain.weight;
                most = most.max(gradient.abs());
            }
            if most < LEAST {
                continue;
            }
            for feature in row {
                let at = *feature as usize * self.labels;
                self.weights.update(at, &gradients, self.settings.rate, self.settings.l1);
            }
        }
    }

    /// How much more probable a label is than it is right.
    fn gradient(&self, chain: &Chain, at: usize, label: usize, total: f32) -> f32 {
        let cell = at * self.labels + label;
        let share = self.forward[cell] * self.backward[cell] / total;
        share - if chain.gold[at] as usize == label { 1.0 } else { 0.0 }
    }

    fn total(&self, at: usize) -> f32 {
        let row = at * self.labels..(at + 1) * self.labels;
        self.forward[row.clone()].iter().zip(&self.backward[row]).map(|(one, other)| one * other).sum()
    }

    fn trained(&self, dictionary: &Dictionary) -> Trained {
        let labels = self.labels;
        let (first, last) = self.edges();
        let rows = dictionary.keys.iter().zip(self.weights.w.chunks_exact(labels));
        let kept = rows.filter(|(_, row)| row.iter().any(|weight| *weight != 0.0));
        Trained {
            // Row by row of the later label.
            between: (0..first).map(|at| self.steps.w[at % labels * labels + at / labels]).collect(),
            first: self.steps.w[first..last].to_vec(),
            last: self.steps.w[last..].to_vec(),
            features: kept.map(|(key, row)| (*key, row.to_vec())).collect(),
        }
    }
}
