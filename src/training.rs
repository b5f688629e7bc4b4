//! What `train/` needs of the inside of the engine: articles as the tagger sees them. Never shipped.

use std::ops::Range;

use crate::article::content;
pub use crate::article::content::{Groups, ask_again as ask_page_again, probabilities};
use crate::article::dom::Dom;
pub use crate::article::lines::ask_again as ask_lines_again;
use crate::article::lines::{self, Line};
use crate::article::page::{Page, Stretch};
use crate::language::Tokens;
use crate::lexicon::{Class, Lexicon};
pub use crate::names::features::GROUPS;
use crate::names::features::{self, Sheet};
use crate::names::recall::Recall;
pub use crate::names::recall::{First, Reading};
pub use crate::names::tag::{KINDS, Tagger};
use crate::names::words::Words;
pub use crate::tagger::*;
use crate::{article, cut, dates};

/// An article as the tagger sees it.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The tokens, in bytes.
    pub spans: Vec<Range<usize>>,
    /// The chains: their tokens and the features of each.
    pub chains: Vec<(Range<usize>, Rows)>,
}

/// What a first reading said: its names and its label for each token.
pub type FirstReading = (Vec<Reading>, Vec<First>);

/// Reads an article. Groups of features in `without`, a bit each, are left out. With a first reading, rows also have
/// what the article says of the same words elsewhere.
pub fn see(text: &str, without: u32, first: Option<FirstReading>) -> Seen {
    let mut reading = article::read_text(text);
    let cut = cut(&reading.text, &reading.pieces, &mut reading.article);
    let dates = dates::find(&cut.tokens, &cut.blocks, &cut.sentences);
    let words = Words::new(&cut.tokens, &cut.blocks, &cut.sentences, &dates);
    let recall = first.map(|(readings, first)| Recall::new(&cut.tokens, &words, readings, first));
    let mut chains = Vec::new();
    for chain in &words.chains {
        let mut rows = Rows::default();
        for at in chain.tokens.clone() {
            let mut sheet = Sheet::new(&mut rows, without);
            features::ask(&cut.tokens, &words, chain, at, &mut sheet);
            if let Some(recall) = &recall {
                recall.ask(&cut.tokens, chain, at, &mut sheet);
            }
            rows.end_row();
        }
        chains.push((chain.tokens.clone(), rows));
    }
    let span = |at: usize| cut.tokens.get(at).map(|token| token.span.start as usize..token.span.end as usize);
    Seen { spans: (0..cut.tokens.len()).filter_map(span).collect(), chains }
}

/// What the lists say that a place or a people is called in the corpora.
pub fn kind_of(word: &str) -> Option<&'static str> {
    let entry = Lexicon::get().phrase(word);
    if entry.is_any(&[Class::Country, Class::City, Class::Place]) {
        Some("LOC")
    } else {
        entry.is_any(&[Class::Demonym, Class::Group]).then_some("NORP")
    }
}

/// A page as the chooser of its article sees it.
#[derive(Clone, Debug, Default)]
pub struct SeenPage {
    /// The words and the tag of each stretch.
    pub stretches: Vec<(String, String)>,
    /// The features of each.
    pub rows: Rows,
    /// What the second reading has to know of each.
    pub groups: Vec<Groups>,
}

/// Reads a page.
pub fn see_page(html: &str) -> SeenPage {
    let dom = Dom::parse(html);
    let page = Page::cut(&dom);
    let stretch = |stretch: &Stretch| (page.words(stretch).to_owned(), dom.tag(stretch.element).to_owned());
    let (rows, groups) = content::ask(&page);
    SeenPage { stretches: page.stretches.iter().map(stretch).collect(), rows, groups }
}

/// A pasted page as the labeller of its lines sees it.
#[derive(Clone, Debug, Default)]
pub struct SeenPaste {
    /// Where each line begins in the text, in bytes.
    pub starts: Vec<usize>,
    /// The features of each.
    pub rows: Rows,
}

/// Reads a pasted page.
pub fn see_paste(text: &str) -> SeenPaste {
    let reading = article::read_text(text);
    let mut tokens = Tokens::new(text);
    let pieces = article::read_pieces(&mut tokens, &reading.pieces);
    let lines: Vec<_> = pieces.iter().map(|(piece, range)| Line::new(&tokens, piece, range.clone())).collect();
    SeenPaste { starts: pieces.iter().map(|(piece, _)| piece.span.start as usize).collect(), rows: lines::ask(&lines) }
}
