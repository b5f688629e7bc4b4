//! From the input to one text, its blocks and the page's own facts.

mod blocks;
pub(crate) mod content;
mod dateline;
pub(crate) mod dom;
mod feed;
mod html;
pub(crate) mod lines;
pub(crate) mod look;
mod metadata;
pub(crate) mod page;
mod sheet;
mod snapshot;
mod text;

use std::ops::Range;

pub use blocks::label;
pub use metadata::day_of_address;

use crate::analysis::{Article, BlockKind, Source};
use crate::language::Tokens;
use crate::span::Span;

/// A stretch of the text before it has a label: a paragraph, a line, an element of a page.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// What the page's markup says it is; words may still refine that.
    pub hint: Option<BlockKind>,
}

/// What has been read of an input: one text, its pieces in order, and the facts of the page.
#[derive(Debug, Default)]
pub struct Reading {
    /// The one text.
    pub text: String,
    /// Its pieces: sorted, never overlapping, without white space at the ends.
    pub pieces: Vec<Piece>,
    /// Whether it was a page.
    pub page: bool,
    /// For a page: which part of the text is from which text node.
    pub sources: Vec<Source>,
    /// The page's metadata. `blocks` is empty.
    pub article: Article,
}

/// A block with its tokens.
#[derive(Clone, Debug)]
pub struct TokenBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its tokens.
    pub tokens: Range<usize>,
}

impl TokenBlock {
    /// Where it stands.
    pub fn span(&self, tokens: &Tokens<'_>) -> Span {
        tokens.span(self.tokens.clone())
    }
}

/// Cuts pieces into tokens; those without any are left out.
pub fn read_pieces(tokens: &mut Tokens<'_>, pieces: &[Piece]) -> Vec<(Piece, Range<usize>)> {
    let read = pieces.iter().map(|piece| (piece.clone(), tokens.read(piece.span)));
    read.filter(|(_, range)| !range.is_empty()).collect()
}

/// Reads pasted text: the text stays as it is, character for character.
pub fn read_text(text: &str) -> Reading {
    Reading { text: text.to_owned(), pieces: text::pieces(text), ..Reading::default() }
}

/// Reads the HTML of a page, whose address may be known: the text is what a reader of the article would see.
pub fn read_html(html: &str, url: Option<&str>) -> Reading {
    html::read(&dom::Dom::parse(html), url)
}

/// Reads the snapshot of a live page, whose address may be known.
pub fn read_snapshot(snapshot: &str, url: Option<&str>) -> Reading {
    html::read(&snapshot::parse(snapshot), url)
}
