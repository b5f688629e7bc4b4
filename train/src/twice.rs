//! Learns chain models that read twice: the second reading also knows what the first says around. For it to learn how
//! far it may trust the first, it is shown first readings by models that have not seen the case.

use std::thread;

use whowhen::training::{Model, POINTS, Rows, Tagged, Trained, tag, tag_twice};

use crate::crf::{self, Chain, Dictionary, Settings};

/// Parts of cross-validation, and of the cases that first readings are learned from.
const FOLDS: usize = 5;
const INNER: usize = 4;

/// One chain with its right labels.
pub trait Case: Sync {
    /// The answers of the first reading.
    fn rows(&self) -> &Rows;
    /// The right label of each row.
    fn gold(&self) -> &[u8];
    /// The answers that the second reading adds.
    fn again(&self, first: &Tagged) -> Rows;
    /// Cases with the same number are never apart when some are kept out.
    fn source(&self) -> usize;
    /// How much it counts.
    fn weight(&self) -> f32;
}

/// How a model is learned.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// For both readings.
    pub settings: Settings,
    /// What a weight of 1 means, in nats.
    pub unit: f32,
    /// The labels.
    pub labels: &'static [&'static str],
}

/// A case, and the labels that it got.
pub type Labelled<'c, C> = (&'c C, Vec<u8>);

/// Learns both readings: the bytes of the model's file.
pub fn learn<C: Case>(cases: &[&C], plan: &Plan) -> Result<Vec<u8>, String> {
    let first = layer(cases, &[], plan);
    let mut readings = vec![Tagged::default(); cases.len()];
    let inner = |case: &C| case.source() / FOLDS % INNER;
    let one = Plan { settings: Settings { voters: 1, ..plan.settings }, ..*plan };
    for part in 0..INNER {
        let rest: Vec<&C> = cases.iter().filter(|case| inner(case) != part).copied().collect();
        let model = read(&write(&[layer(&rest, &[], &one)], plan))?;
        for (case, reading) in cases.iter().zip(&mut readings).filter(|(case, _)| inner(case) == part) {
            let mut scores = vec![0; case.rows().count() * model.labels() * model.layers()];
            *reading = tag(&model, 0, (case.rows(), &mut scores));
        }
    }
    Ok(write(&[first, layer(cases, &readings, plan)], plan))
}

/// What a model says, as the product would.
pub fn apply<'c, C: Case>(bytes: &[u8], cases: impl Iterator<Item = &'c C>) -> Result<Vec<Labelled<'c, C>>, String> {
    let model = read(bytes)?;
    let label = |case: &'c C| (case, tag_twice(&model, case.rows(), |first| case.again(first)).labels);
    Ok(cases.map(label).collect())
}

/// Each case read by a model that has seen none of its source.
pub fn cross<'c, C: Case>(cases: &'c [C], plan: &Plan) -> Result<Vec<Labelled<'c, C>>, String> {
    let one = Plan { settings: Settings { voters: 1, ..plan.settings }, ..*plan };
    let part = |part: usize| {
        let rest: Vec<&C> = cases.iter().filter(|case| case.source() % FOLDS != part).collect();
        apply(&learn(&rest, &one)?, cases.iter().filter(|case| case.source() % FOLDS == part))
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..FOLDS).map(|number| scope.spawn(move || part(number))).collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_| "a part failed".to_owned())??);
        }
        Ok(all)
    })
}

/// One reading; the second has what the first says.
fn layer<C: Case>(cases: &[&C], readings: &[Tagged], plan: &Plan) -> Trained {
    let again: Vec<Rows> = cases.iter().zip(readings).map(|(case, first)| case.again(first)).collect();
    let rows = cases.iter().map(|case| case.rows()).chain(&again).flat_map(|rows| rows.iter());
    let dictionary = Dictionary::new(rows, plan.settings.rarest);
    let mut chains = Vec::new();
    for (at, case) in cases.iter().enumerate().filter(|(_, case)| !case.gold().is_empty()) {
        let mut rows = dictionary.rows(case.rows().iter());
        let more = again.get(at).map(|again| dictionary.rows(again.iter()));
        rows.iter_mut().zip(more.into_iter().flatten()).for_each(|(row, more)| row.extend(more));
        chains.push(Chain { rows, gold: case.gold().to_vec(), weight: case.weight() });
    }
    crf::train_averaged(&chains, &dictionary, plan.labels.len(), plan.settings, false)
}

fn write(layers: &[Trained], plan: &Plan) -> Vec<u8> {
    let plain = std::array::from_fn(|at| at as f32 / (POINTS - 1) as f32);
    let names: Vec<String> = plan.labels.iter().map(|label| (*label).to_owned()).collect();
    Trained::write(layers, &names, plan.unit, plain)
}

fn read(bytes: &[u8]) -> Result<Model, String> {
    Model::read(bytes).map_err(|error| error.to_string())
}
