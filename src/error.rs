//! What can be wrong with what the engine is given.

use std::fmt;

/// Why an input was refused. Every variant has a stable [`code`](Error::code) for programs and a sentence for people
/// that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The input is longer than [`crate::Limits::input_bytes`].
    InputTooLarge {
        /// Bytes of UTF-8 given.
        bytes: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// The input is not what was asked for: a message says what is.
    InvalidInput(String),
    /// An option has a value that it cannot have: a message says which it can.
    InvalidOption(String),
}

impl Error {
    /// The stable name of the error, the same in Rust, JavaScript and on the command line.
    ///
    /// ```
    /// let error = whowhen::Error::InputTooLarge { bytes: 11, limit: 10 };
    /// assert_eq!(error.code(), "input_too_large");
    /// ```
    pub fn code(&self) -> &'static str {
        match self {
            Error::InputTooLarge { .. } => "input_too_large",
            Error::InvalidInput(_) => "invalid_input",
            Error::InvalidOption(_) => "invalid_option",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::InputTooLarge { bytes, limit } => write!(
                f,
                "The input has {bytes} bytes and the limit is {limit}. Give one article at a time, or raise the limit inputBytes."
            ),
            Error::InvalidInput(message) | Error::InvalidOption(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
