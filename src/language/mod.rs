//! Sentences and tokens: spans into the one text, nothing else.

mod segments;
mod sentences;
mod tokens;

pub use sentences::{Sentence, sentences};
pub use tokens::{Case, Token, TokenKind, Tokens};
