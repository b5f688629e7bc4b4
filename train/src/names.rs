//! Learns the tagger of names: a first layer from the words alone, a second one that also knows what the first says of
//! the same words elsewhere in the article. For the second to learn how far it may trust the first, it is shown first
//! readings by models that have not seen the article (jackknife).

use std::thread;

use whowhen::training::{FirstReading, KINDS, POINTS, Seen, Tagger, Trained, kind_of, see};

use crate::corpus::{self, Document, Name};
use crate::crf::{self, Chain, Dictionary, Settings};

/// How a model is learned.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// For both layers.
    pub settings: Settings,
    /// L1 of the first layer, which is only evidence and may be smaller.
    pub first_l1: f32,
    /// Passes over the data for the models that read what they have not seen.
    pub jackknife_epochs: usize,
    /// How many such models.
    pub folds: usize,
    /// What a weight of 1 means, in nats.
    pub unit: f32,
    /// Groups of features to leave out, a bit each.
    pub without: u32,
}

/// The labels: outside, and the first and the later words of each type.
pub fn labels() -> Vec<String> {
    let types = KINDS.iter().flat_map(|(kind, _)| [format!("B-{kind}"), format!("I-{kind}")]);
    std::iter::once("O".to_owned()).chain(types).collect()
}

/// Learns a model.
pub fn learn(documents: &[Document], plan: &Plan, say: bool) -> Learned {
    let mut all = documents.to_vec();
    all.extend(corpus::recased(documents));
    let documents = &all;
    let seen = see_all(documents, plan.without, &[]);
    let first_settings = Settings { l1: plan.first_l1, ..plan.settings };
    let first = layer(documents, &seen, first_settings, say.then_some("first layer"));
    let readings = jackknife(documents, &seen, plan);
    drop(seen);
    let seen = see_all(documents, plan.without, &readings);
    let second = layer(documents, &seen, plan.settings, say.then_some("second layer"));
    Learned { layers: [first, second], unit: plan.unit }
}

/// What was learned.
pub struct Learned {
    layers: [Trained; 2],
    unit: f32,
}

impl Learned {
    /// The bytes of the model's file, with what its probabilities are worth.
    pub fn write(&self, worth: [f32; POINTS]) -> Vec<u8> {
        Trained::write(&self.layers, &labels(), self.unit, worth)
    }

    /// A tagger that says its probabilities as they are.
    pub fn tagger(&self) -> Result<Tagger, String> {
        tagger(&self.write(plain()))
    }
}

/// Probabilities are worth what they say.
fn plain() -> [f32; POINTS] {
    std::array::from_fn(|at| at as f32 / (POINTS - 1) as f32)
}

/// What a tagger finds in documents, as the product would, with the model's own probabilities.
pub fn apply(tagger: &Tagger, documents: &[Document], without: u32) -> Vec<Vec<(Name, f32)>> {
    let first: Vec<FirstReading> = see_all(documents, without, &[]).iter().map(|seen| read(tagger, 0, seen)).collect();
    let seen = see_all(documents, without, &first);
    seen.iter()
        .map(|seen| {
            let (readings, _) = read(tagger, 1, seen);
            let name = |one: &whowhen::training::Reading| {
                let (start, end) = (seen.spans.get(one.tokens.start)?.start, seen.spans.get(one.tokens.end - 1)?.end);
                Some((Name { start, end, kind: one.kind }, one.score))
            };
            readings.iter().filter_map(name).collect()
        })
        .collect()
}

/// A tagger from what was learned.
fn tagger(bytes: &[u8]) -> Result<Tagger, String> {
    Tagger::new(bytes).ok_or_else(|| "the model that was just written cannot be read".to_owned())
}

fn layer(documents: &[Document], seen: &[Seen], settings: Settings, say: Option<&str>) -> Trained {
    let rows = seen.iter().flat_map(|seen| seen.chains.iter().flat_map(|(_, rows)| rows.iter()));
    let dictionary = Dictionary::new(rows, settings.rarest);
    let mut lost = 0;
    let mut chains = Vec::new();
    for (document, seen) in documents.iter().zip(seen) {
        let gold = gold(document, seen, &mut lost);
        for (range, rows) in &seen.chains {
            let gold = gold.get(range.clone()).unwrap_or(&[]).to_vec();
            chains.push(Chain { rows: dictionary.rows(rows.iter()), gold, weight: document.weight });
        }
    }
    if let Some(name) = say {
        let tokens: usize = chains.iter().map(|chain| chain.gold.len()).sum();
        println!(
            "{name}: {} articles, {} chains of {tokens} tokens, {} features, {lost} names off our tokens",
            documents.len(),
            chains.len(),
            dictionary.keys.len()
        );
    }
    let trained = crf::train_averaged(&chains, &dictionary, labels().len(), settings, say.is_some());
    if let Some(name) = say {
        let weights = trained.features.iter().flat_map(|(_, row)| row).filter(|weight| **weight != 0.0).count();
        println!("{name}: {} features with {weights} weights are left", trained.features.len());
    }
    trained
}

/// First readings of documents by models that have not seen them.
fn jackknife(documents: &[Document], seen: &[Seen], plan: &Plan) -> Vec<FirstReading> {
    let settings = Settings { epochs: plan.jackknife_epochs, voters: 1, ..plan.settings };
    let fold = |fold: usize| -> Vec<(usize, FirstReading)> {
        let rest = |at: &usize| at % plan.folds != fold;
        let both = (0..)
            .zip(documents.iter().zip(seen))
            .filter(|(at, _)| rest(at))
            .map(|(_, (document, seen))| (document.clone(), seen.clone()));
        let (some, some_seen): (Vec<Document>, Vec<Seen>) = both.unzip();
        let trained = layer(&some, &some_seen, settings, None);
        let Ok(tagger) = tagger(&Trained::write(&[trained], &labels(), plan.unit, plain())) else { return Vec::new() };
        (0..).zip(seen).filter(|(at, _)| !rest(at)).map(|(at, seen)| (at, read(&tagger, 0, seen))).collect()
    };
    let mut all: Vec<(usize, FirstReading)> = Vec::new();
    let folds: Vec<usize> = (0..plan.folds).collect();
    for two in folds.chunks(2) {
        all.extend(thread::scope(|scope| {
            let threads: Vec<_> = two.iter().map(|one| scope.spawn(|| fold(*one))).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect::<Vec<_>>()
        }));
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, reading)| reading).collect()
}

/// A reading by one layer of a tagger.
fn read(tagger: &Tagger, layer: usize, seen: &Seen) -> FirstReading {
    let model = tagger.model();
    let stride = model.labels() * model.layers();
    let mut scores = vec![0; seen.chains.iter().map(|(range, _)| range.len()).sum::<usize>() * stride];
    let rows = seen.chains.iter().flat_map(|(_, rows)| rows.iter());
    for (row, scores) in rows.zip(scores.chunks_exact_mut(stride)) {
        model.score(row, scores);
    }
    tagger.read(seen.chains.iter().map(|(range, _)| range), layer, &scores, seen.spans.len())
}

/// Documents as the tagger sees them, on both cores.
fn see_all(documents: &[Document], without: u32, first: &[FirstReading]) -> Vec<Seen> {
    let see_range = |range: std::ops::Range<usize>| -> Vec<Seen> {
        range.filter_map(|at| Some(see(&documents.get(at)?.text, without, first.get(at).cloned()))).collect()
    };
    let half = documents.len() / 2;
    thread::scope(|scope| {
        let other = scope.spawn(|| see_range(half..documents.len()));
        let mut seen = see_range(0..half);
        seen.extend(other.join().unwrap_or_default());
        seen
    })
}

/// Labels of all tokens of a document. Names that do not fall on tokens are lost and counted.
fn gold(document: &Document, seen: &Seen, lost: &mut usize) -> Vec<u8> {
    let begin = |kind: usize| 1 + 2 * kind as u8;
    let mut labels = vec![0; seen.spans.len()];
    let word = |at: usize| seen.spans.get(at).and_then(|span| document.text.get(span.clone())).unwrap_or("");
    let listed = |at: usize| kind_of(word(at)).and_then(|kind| KINDS.iter().position(|(known, _)| *known == kind));
    let mut set = |at: usize, label: u8| labels.get_mut(at).into_iter().for_each(|cell| *cell = label);
    for name in &document.names {
        let first = seen.spans.partition_point(|span| span.end <= name.start);
        let end = seen.spans.partition_point(|span| span.start < name.end);
        let starts = seen.spans.get(first).is_some_and(|span| span.start == name.start);
        if !starts || end <= first || seen.spans.get(end - 1).is_none_or(|span| span.end != name.end) {
            *lost += 1;
            continue;
        }
        // "Thai-Malaysian" was one name to older annotators and is two to our tokens.
        if end == first + 3 && word(first + 1) == "-" && listed(first).is_some() && listed(first + 2).is_some() {
            [first, first + 2].into_iter().for_each(|at| set(at, begin(listed(at).unwrap_or(name.kind))));
            continue;
        }
        (first..end).for_each(|at| set(at, begin(name.kind) + u8::from(at > first)));
    }
    // "U.S.-led" was one word without a name to them.
    for at in 1..labels.len().saturating_sub(1) {
        let touches = |one: usize, other: usize| {
            seen.spans.get(one).zip(seen.spans.get(other)).is_some_and(|(one, other)| one.end == other.start)
        };
        if word(at) == "-" && touches(at - 1, at) && touches(at, at + 1) {
            for side in [at - 1, at + 1] {
                let unmarked = labels.get(side) == Some(&0) && word(side).starts_with(char::is_uppercase);
                if let Some(kind) = listed(side).filter(|_| unmarked) {
                    labels.get_mut(side).into_iter().for_each(|cell| *cell = begin(kind));
                }
            }
        }
    }
    labels
}
