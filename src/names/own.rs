//! The caller's own names: they win over everything that the engine finds.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::TokenBlock;
use crate::dates::Date;
use crate::language::{Case, Tokens};
use crate::names::tag::Candidate;
use crate::span::Span;
use crate::{Error, LexiconEntry, Meaning};

/// Above every score of the engine's own.
pub const SURE: f64 = 2.0;
/// The longest entry, in bytes.
const LONGEST: usize = 256;

/// What the caller's entries say of an article.
#[derive(Debug, Default)]
pub struct Own {
    /// Names.
    pub names: Vec<Candidate>,
    /// Days.
    pub days: Vec<(Range<usize>, Date)>,
    /// Stretches in which nothing is to be marked.
    pub ignored: Vec<Range<usize>>,
}

impl Own {
    /// What is left where no names are wanted.
    pub fn without_names(self) -> Own {
        Own { names: Vec::new(), ..self }
    }
}

impl LexiconEntry {
    /// No lexicon has more entries.
    pub const MOST: usize = 10_000;

    /// An entry from what callers write: the words, and a type, `ignore`, or `date` with the day as value.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`] if the words are empty or longer than 256 bytes, or there is no such type or day.
    ///
    /// ```
    /// use whowhen::{EntityType, LexiconEntry, Meaning};
    /// assert_eq!(LexiconEntry::new("Odeon", "organization", None)?.meaning, Meaning::Name(EntityType::Organization));
    /// assert_eq!(LexiconEntry::new("Odeon", "ignore", None)?.meaning, Meaning::Nothing);
    /// assert!(matches!(LexiconEntry::new("last week", "date", Some("2014-01-07"))?.meaning, Meaning::Day(_)));
    /// assert!(LexiconEntry::new("Odeon", "cinema", None).is_err());
    /// assert!(LexiconEntry::new("last week", "date", None).is_err());
    /// # Ok::<(), whowhen::Error>(())
    /// ```
    pub fn new(text: &str, kind: &str, value: Option<&str>) -> Result<LexiconEntry, Error> {
        let words = text.trim();
        if words.is_empty() || words.len() > LONGEST {
            return Err(Error::InvalidOption(format!(
                "The text of an entry of lexicon must have 1 to {LONGEST} bytes, this one has {}.",
                words.len()
            )));
        }
        let meaning = match kind {
            "ignore" => Meaning::Nothing,
            "date" => Meaning::Day(value.unwrap_or("").parse()?),
            kind => Meaning::Name(kind.parse()?),
        };
        Ok(LexiconEntry { text: words.to_owned(), meaning })
    }
}

/// Finds the caller's entries. Where several begin at a word the longest counts, of equals the last given. Cases must
/// be the same, but for a text in capitals; an entry in small letters is found however it is written. None runs over the
/// end of a block.
pub fn find(tokens: &Tokens<'_>, blocks: &[TokenBlock], entries: &[LexiconEntry]) -> Own {
    let mut own = Own::default();
    let mut by_word: FxHashMap<String, Vec<(Tokens<'_>, Meaning)>> = FxHashMap::default();
    for entry in entries {
        let mut words = Tokens::new(&entry.text);
        words.read(Span::new(0, entry.text.len()));
        if words.len() > 0 {
            by_word.entry(words.folded(0).to_owned()).or_default().push((words, entry.meaning));
        }
    }
    if by_word.is_empty() {
        return own;
    }
    for block in blocks {
        let mut at = block.tokens.start;
        while at < block.tokens.end {
            let here = by_word.get(tokens.folded(at)).into_iter().flatten();
            let fits = here.filter(|(words, _)| {
                at + words.len() <= block.tokens.end
                    && (0..words.len()).all(|word| is_same(tokens, at + word, words, word))
            });
            let Some((words, meaning)) = fits.max_by_key(|(words, _)| words.len()) else {
                at += 1;
                continue;
            };
            let range = at..at + words.len();
            at = range.end;
            match *meaning {
                Meaning::Name(kind) => own.names.push(Candidate { tokens: range, kind, score: SURE }),
                Meaning::Day(day) => own.days.push((range, day)),
                Meaning::Nothing => own.ignored.push(range),
            }
        }
    }
    own
}

fn is_same(tokens: &Tokens<'_>, at: usize, words: &Tokens<'_>, word: usize) -> bool {
    let (Some(token), Some(asked)) = (tokens.get(at), words.get(word)) else { return false };
    let cased = token.case == asked.case || token.case == Case::Upper || asked.case == Case::Lower;
    cased && tokens.folded(at) == words.folded(word)
}
