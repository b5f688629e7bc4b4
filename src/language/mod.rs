//! Sentences and tokens: spans into the one text, nothing else.

mod guess;
mod segments;
mod sentences;
mod tokens;

pub use guess::{guess, name_of};
pub use sentences::{Sentence, sentences};
pub use tokens::{Case, Token, TokenKind, Tokens};
