//! What each line of a pasted page is: questions about the line and its neighbours, answered by a chain model that
//! `train/` has learned from invented pages (`data/pastes`, `data/model/pages-and-lines.md`).
//!
//! Like the names, a page is read twice: the second reading also knows what the first said of the lines around.

mod line;
mod questions;

use std::sync::OnceLock;

pub use line::{End, Line};
pub use questions::{ask, ask_again};

use crate::analysis::BlockKind;
use crate::tagger::{Model, Tagged, tag_twice};

/// The labels, by their number in the model.
pub const KINDS: [(&str, BlockKind); 9] = [
    ("masthead", BlockKind::Masthead),
    ("title", BlockKind::Title),
    ("byline", BlockKind::Byline),
    ("heading", BlockKind::Heading),
    ("paragraph", BlockKind::Paragraph),
    ("item", BlockKind::Item),
    ("caption", BlockKind::Caption),
    ("credit", BlockKind::Credit),
    ("boilerplate", BlockKind::Boilerplate),
];

/// What each line is, and how sure that is.
pub fn label(lines: &[Line<'_>]) -> Vec<(BlockKind, f32)> {
    // The model is part of the program; were it damaged, every line would be text.
    let Tagged { labels, sure } = model().map(|model| tag_twice(model, &ask(lines), ask_again)).unwrap_or_default();
    let kind = |at: usize| labels.get(at).and_then(|label| KINDS.get(usize::from(*label)));
    let label =
        |at: usize| (kind(at).map_or(BlockKind::Paragraph, |(_, kind)| *kind), sure.get(at).copied().unwrap_or(0.0));
    (0..lines.len()).map(label).collect()
}

/// Whether a label says that a line is running text.
fn is_text(label: u8) -> bool {
    KINDS.get(usize::from(label)).is_some_and(|(_, kind)| *kind == BlockKind::Paragraph)
}

fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_bytes!("../../../data/model/lines.bin")).ok()).as_ref()
}
