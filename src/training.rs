//! What `train/` needs of the inside of the engine: articles as the tagger sees them. Never shipped.

use std::ops::Range;

pub use crate::lexicon::fold_into;
use crate::names::features::Features;
pub use crate::names::features::Group;
pub use crate::tagger::*;
use crate::{article, cut, dates, names};

/// An article as the tagger sees it.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The tokens, in bytes.
    pub spans: Vec<Range<usize>>,
    /// The chains: their tokens and the features of each.
    pub chains: Vec<(Range<usize>, Rows)>,
}

/// Reads an article. `without` leaves groups of features out, a bit each.
pub fn see(text: &str, without: u32) -> Seen {
    let mut reading = article::read_text(text);
    let cut = cut(&reading.text, &reading.pieces, &mut reading.article);
    let rules = names::find(&cut.tokens, &cut.blocks, &cut.sentences);
    let dates = dates::find(&cut.tokens, &cut.blocks, &cut.sentences);
    let features = Features::new(&cut.tokens, &cut.blocks, &cut.sentences, &rules, &dates, without);
    let mut chains = Vec::new();
    for sentence in &cut.sentences {
        for island in features.islands(sentence.tokens.clone()) {
            let mut rows = Rows::default();
            for at in island.clone() {
                features.row(&sentence.tokens, at, &mut rows);
            }
            chains.push((island, rows));
        }
    }
    let spans = (0..cut.tokens.len()).filter_map(|at| cut.tokens.get(at)).map(|token| token.span.start as usize..token.span.end as usize).collect();
    Seen { spans, chains }
}

/// Hash of a folded word, as the clusters are keyed.
pub fn word_hash(word: &str) -> u32 {
    let mut folded = String::new();
    fold_into(word, &mut folded);
    crate::names::features::hash(folded.as_bytes())
}
