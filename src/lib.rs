//! Marks **who** and **when** in a news article.

mod analysis;
pub mod dates;
mod error;
mod limits;
mod offsets;
mod span;
#[cfg(feature = "wasm")]
mod wasm;

pub use analysis::*;
pub use error::Error;
pub use limits::Limits;
pub use offsets::OffsetTable;
pub use span::{Span, Unit};

/// What is to be read.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// Text as copied from a page.
    Text(&'a str),
    /// The HTML of a page.
    Html(&'a str),
}

/// What the caller knows about the article, and what it may cost.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of publication. It wins over everything that the page says.
    pub published: Option<dates::Date>,
    /// The page's address.
    pub url: Option<String>,
    /// Caps.
    pub limits: Limits,
}

/// Reads one article.
pub fn analyze(input: Input<'_>, options: &Options) -> Result<Analysis, Error> {
    let text = match input {
        Input::Text(text) | Input::Html(text) => text,
    };
    if text.len() > options.limits.input_bytes {
        return Err(Error::InputTooLarge { bytes: text.len(), limit: options.limits.input_bytes });
    }
    Ok(Analysis {
        schema: SCHEMA,
        text: text.to_owned(),
        article: Article::default(),
        entities: Vec::new(),
        mentions: Vec::new(),
        dates: Vec::new(),
        quotes: Vec::new(),
        anchor: Anchor { date: None, basis: Basis::None },
        notes: Vec::new(),
        stats: Stats::default(),
    })
}
