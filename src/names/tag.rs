//! Finds the names of an article: a trained tagger reads it twice, the second time with what the first reading says of
//! the same words elsewhere in it.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::Progress;
use crate::analysis::EntityType;
use crate::article::TokenBlock;
use crate::dates::Located;
use crate::language::{Sentence, Tokens};
use crate::names::features::{self, Sheet};
use crate::names::recall::{First, Reading, Recall};
use crate::names::titles::{known_around, quoted_titles};
use crate::names::words::Words;
use crate::tagger::{Lattice, Model, Rows, Tagged};

static TRAINED: &[u8] = include_bytes!("../../data/model/names.en.bin");

/// The types in the order of the corpora.
pub const KINDS: [(&str, EntityType); 6] = [
    ("PER", EntityType::Person),
    ("ORG", EntityType::Organization),
    ("LOC", EntityType::Place),
    ("NORP", EntityType::Group),
    ("EVENT", EntityType::Event),
    ("MISC", EntityType::Work),
];

/// A stretch that may be a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityType,
    /// How sure, above 0 and below 1.
    pub score: f64,
}

/// What a label of the model says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// No name.
    Outside,
    /// The first word of a name of a type.
    Begin(usize),
    /// A later word of one.
    Inside(usize),
}

impl Label {
    /// Reads `O`, `B-PER`, `I-PER`.
    pub fn read(name: &str) -> Label {
        let kind = |name: &str| KINDS.iter().position(|(known, _)| *known == name);
        let (mark, name) = name.split_once('-').unwrap_or_default();
        match (mark, kind(name)) {
            ("B", Some(kind)) => Label::Begin(kind),
            ("I", Some(kind)) => Label::Inside(kind),
            _ => Label::Outside,
        }
    }
}

/// A model and what its labels say.
pub struct Tagger {
    model: Model,
    labels: Vec<Label>,
}

impl Tagger {
    /// A tagger from a model's bytes; `None` if they are damaged.
    pub fn new(bytes: &[u8]) -> Option<Tagger> {
        let model = Model::read(bytes).ok()?;
        let labels = model.names().iter().map(|name| Label::read(name)).collect();
        Some(Tagger { model, labels })
    }

    /// How its labels and layers lie in a row of scores.
    #[cfg(feature = "train")]
    pub fn model(&self) -> &Model {
        &self.model
    }

    fn get() -> Option<&'static Tagger> {
        static TAGGER: OnceLock<Option<Tagger>> = OnceLock::new();
        TAGGER.get_or_init(|| Tagger::new(TRAINED)).as_ref()
    }

    /// One reading of all chains: the names, and a label for each token. `scores`: those of all layers, token by token
    /// of the chains.
    pub fn read<'c>(
        &self,
        chains: impl Iterator<Item = &'c Range<usize>>,
        layer: usize,
        scores: &[i16],
        tokens: usize,
    ) -> (Vec<Reading>, Vec<First>) {
        let stride = self.model.labels() * self.model.layers();
        let mut first = vec![First { label: 0, sure: 10 }; tokens];
        let mut readings = Vec::new();
        let (mut lattice, mut tagged) = (Lattice::default(), Tagged::default());
        let mut start = 0;
        for chain in chains {
            let end = start + chain.len() * stride;
            lattice.tag(&self.model, layer, scores.get(start..end).unwrap_or(&[]), &mut tagged);
            start = end;
            self.names(chain.start, &tagged, &mut readings);
            let labels = tagged.labels.iter().zip(&tagged.sure);
            for (cell, (label, sure)) in first.iter_mut().skip(chain.start).zip(labels) {
                *cell = First { label: *label, sure: (sure * 10.0) as u8 };
            }
        }
        (readings, first)
    }

    /// The names of a tagged chain that begins at `base`. A name is as sure as its least sure word.
    fn names(&self, base: usize, tagged: &Tagged, out: &mut Vec<Reading>) {
        let mut open = false;
        for ((at, label), sure) in (base..).zip(&tagged.labels).zip(&tagged.sure) {
            let label = self.labels.get(usize::from(*label)).copied().unwrap_or(Label::Outside);
            match (label, out.last_mut()) {
                (Label::Inside(kind), Some(last)) if open && last.kind == kind => {
                    last.tokens.end = at + 1;
                    last.score = last.score.min(*sure);
                }
                (Label::Begin(kind) | Label::Inside(kind), _) => {
                    out.push(Reading { tokens: at..at + 1, kind, score: *sure });
                    open = true;
                }
                (Label::Outside, _) => open = false,
            }
        }
    }
}

/// What names are found in: an article, cut, with its dates.
pub struct Scene<'a> {
    pub tokens: &'a Tokens<'a>,
    pub blocks: &'a [TokenBlock],
    pub sentences: &'a [Sentence],
    pub dates: &'a [Located],
}

/// So many tokens are read between two words of progress.
const TOLD: usize = 1024;

/// All names of an article. They may overlap.
pub fn find(scene: &Scene<'_>, progress: Progress<'_>) -> Vec<Candidate> {
    let Some(tagger) = Tagger::get() else { return Vec::new() };
    let Scene { tokens, blocks, sentences, dates } = *scene;
    let words = Words::new(tokens, blocks, sentences, dates);
    let stride = tagger.model.labels() * tagger.model.layers();
    let chains = || words.chains.iter().map(|chain| &chain.tokens);
    let places = || words.chains.iter().flat_map(|chain| chain.tokens.clone().map(move |at| (chain, at)));
    let mut scores = vec![0; places().count() * stride];
    let mut rows = Rows::default();
    // Both readings take about as long, and what else is done little.
    let share = 2.0 * scores.len() as f32 / stride as f32;
    let mut tell = |done: usize| {
        if done.is_multiple_of(TOLD) {
            progress((done as f32 / share).min(1.0));
        }
    };
    for (done, ((chain, at), scores)) in places().zip(scores.chunks_exact_mut(stride)).enumerate() {
        tell(done);
        rows.clear();
        features::ask(tokens, &words, chain, at, &mut Sheet::new(&mut rows, 0));
        tagger.model.score(rows.open(), scores);
    }
    let (readings, first) = tagger.read(chains(), 0, &scores, tokens.len());
    let recall = Recall::new(tokens, &words, readings, first);
    let first_done = scores.len() / stride;
    for (done, ((chain, at), scores)) in places().zip(scores.chunks_exact_mut(stride)).enumerate() {
        tell(first_done.next_multiple_of(TOLD) + done);
        rows.clear();
        recall.ask(tokens, chain, at, &mut Sheet::new(&mut rows, 0));
        tagger.model.score(rows.open(), scores);
    }
    let (mut readings, _) = tagger.read(chains(), 1, &scores, tokens.len());
    surnames(tokens, &mut readings);
    let kind = |kind: usize| KINDS.get(kind).map(|(_, kind)| *kind);
    let candidate = |one: Reading| {
        let score = f64::from(tagger.model.worth(one.score));
        Some(Candidate { kind: kind(one.kind)?, score, tokens: one.tokens })
    };
    let readings = readings.into_iter().flat_map(|one| whole(tokens, one));
    let titles = sentences.iter().flat_map(|sentence| quoted_titles(tokens, sentence.tokens.clone()));
    let known = dates.iter().filter_map(|date| known_around(tokens, date));
    readings.filter_map(candidate).chain(titles).chain(known).collect()
}

/// A single word that is no sure name of something else and ends the full name of a person of the article is that person.
fn surnames(tokens: &Tokens<'_>, readings: &mut [Reading]) {
    /// Surer than this, another type stays.
    const SURE: f32 = 0.8;
    let is_person = |one: &Reading| KINDS.get(one.kind).is_some_and(|(_, kind)| *kind == EntityType::Person);
    let last = |one: &Reading| tokens.folded(one.tokens.end - 1);
    let full = |one: &&Reading| one.tokens.len() > 1;
    let (people, others): (Vec<_>, Vec<_>) = readings.iter().filter(full).partition(|one| is_person(one));
    let mut known: FxHashSet<&str> = people.into_iter().map(last).collect();
    // "Anna Lake" and "Green Lake" both are in the article: the word alone may be either.
    others.into_iter().for_each(|one| {
        known.remove(last(one));
    });
    let person = KINDS.iter().position(|(_, kind)| *kind == EntityType::Person).unwrap_or(0);
    for one in readings.iter_mut().filter(|one| one.tokens.len() == 1 && one.score < SURE) {
        if known.contains(tokens.folded(one.tokens.start)) {
            one.kind = person;
        }
    }
}

/// A name without quotation marks and brackets at its ends, and cut in two at a bracket that it opens and does not
/// close: "Institute of Territorial Studies (Ineter".
fn whole(tokens: &Tokens<'_>, name: Reading) -> impl Iterator<Item = Reading> + use<> {
    let is_edge = |at: usize| {
        matches!(tokens.word(at), "(" | ")" | "[" | "]" | "“" | "”" | "\"" | "‘" | "’" | "'" | "," | ":" | ";")
    };
    let trimmed = |mut range: Range<usize>| {
        while range.start < range.end && is_edge(range.start) {
            range.start += 1;
        }
        // "Ping An Insurance (Group)" keeps what it closes.
        let closes = |range: &Range<usize>| {
            matches!(tokens.word(range.end - 1), ")" | "]")
                && range.clone().any(|at| matches!(tokens.word(at), "(" | "["))
        };
        while range.start < range.end && is_edge(range.end - 1) && !closes(&range) {
            range.end -= 1;
        }
        range
    };
    let range = trimmed(name.tokens.clone());
    let opened = range.clone().find(|at| matches!(tokens.word(*at), "(" | "["));
    let closed = range.clone().any(|at| matches!(tokens.word(at), ")" | "]"));
    let parts = match opened.filter(|_| !closed) {
        Some(at) => [trimmed(range.start..at), trimmed(at + 1..range.end)],
        None => [range, 0..0],
    };
    parts.into_iter().filter(|range| !range.is_empty()).map(move |tokens| Reading { tokens, ..name.clone() })
}
