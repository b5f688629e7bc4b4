//! WhoWhen marks **who** and **when** in a news article: people, organisations, places, groups, events and works,
//! linked where they are the same, and every expression of time with its calendar value.
//!
//! It is a pure function from a text or a page to plain data: no clock, no network, no randomness. It is not a
//! translator, not a fact checker, and reads English only.
//!
//! ```
//! use whowhen::{Input, Options, analyze};
//!
//! let options = Options { published: Some("2014-01-03".parse()?), ..Options::default() };
//! let text = "MOSCOW - Foreign Minister Anna Duval will meet on January 13, Duval said on Friday.";
//! let analysis = analyze(Input::Text(text), &options)?;
//!
//! assert_eq!(analysis.entities[1].name, "Anna Duval");
//! assert_eq!(analysis.entities[1].mentions.len(), 2);
//! assert_eq!(analysis.dates[0].value, "2014-01-13");
//! assert_eq!(analysis.dates[1].value, "2014-01-03");
//! # Ok::<(), whowhen::Error>(())
//! ```

mod analysis;
mod arbiter;
mod article;
pub mod dates;
mod error;
pub mod export;
mod keys;
mod language;
mod lexicon;
mod limits;
mod names;
mod offsets;
mod order;
mod reading;
mod span;
pub(crate) mod tagger;
#[cfg(feature = "train")]
pub mod training;
#[cfg(feature = "wasm")]
mod wasm;
mod words;

pub use analysis::*;
pub use error::Error;
pub use limits::Limits;
pub use offsets::OffsetTable;
pub use span::{Span, Unit};

use language::Tokens;

/// Is told how much is done, from 0 to 1.
pub type Progress<'f> = &'f mut dyn FnMut(f32);

/// What is to be read.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// Text as copied from a page.
    Text(&'a str),
    /// The HTML of a page.
    Html(&'a str),
    /// A live page, as `readElement` of `whowhen/dom` writes it down (`article/snapshot.rs`).
    Snapshot(&'a str),
}

/// What the caller knows about the article, and what it may cost.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of publication. It wins over everything that the page says.
    pub published: Option<dates::Date>,
    /// The page's address. A day in its path is the day of publication, where the page itself says none.
    pub url: Option<String>,
    /// What is wanted. Names cost most of the time, so who wants dates alone should say so.
    pub find: Find,
    /// For HTML: say where in the page the text comes from ([`Analysis::sources`]). A snapshot's answer always does.
    pub sources: bool,
    /// Say where the sentences are ([`Analysis::sentences`]).
    pub sentences: bool,
    /// Names and days that the caller knows better. They win over everything that the engine finds.
    pub lexicon: Vec<LexiconEntry>,
    /// Caps.
    pub limits: Limits,
}

/// Words of which the caller knows what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconEntry {
    /// The words, as they are written in articles.
    pub text: String,
    /// What they mean.
    pub meaning: Meaning,
}

/// What the caller's words mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// They are a name.
    Name(EntityType),
    /// They are that day.
    Day(dates::Date),
    /// Nothing: neither a name nor a date is marked there.
    Nothing,
}

/// What to look for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Find {
    /// Names, dates and quotations.
    #[default]
    All,
    /// Dates only: `entities`, `mentions` and `quotes` stay empty, and no name is weighed against a date.
    Dates,
    /// Neither: only the article's text, its blocks, the page's own facts and what they say of the day.
    Article,
}

/// Reads one article and says who and when. Positions in the answer are bytes, see [`Analysis::into_unit`].
///
/// # Errors
///
/// [`Error::InputTooLarge`] where the input is longer than [`Limits::input_bytes`], [`Error::InvalidOption`] where the
/// lexicon has more than [`LexiconEntry::MOST`] entries. Every other input has an answer.
pub fn analyze(input: Input<'_>, options: &Options) -> Result<Analysis, Error> {
    analyze_with(input, options, &mut |_| ())
}

/// As [`analyze`], and tells in between how much is done: from 0 to 1, never less than before. Long texts tell often,
/// short ones hardly ever. What is told does not change the answer.
///
/// # Errors
///
/// As [`analyze`].
///
/// ```
/// use whowhen::{Input, Options, analyze_with};
/// let mut told = Vec::new();
/// let text = "Anna Duval spoke in Geneva on Friday. ".repeat(500);
/// analyze_with(Input::Text(&text), &Options::default(), &mut |done| told.push(done))?;
/// assert!(told.len() > 2 && told.is_sorted() && told.last() <= Some(&1.0));
/// # Ok::<(), whowhen::Error>(())
/// ```
pub fn analyze_with(input: Input<'_>, options: &Options, progress: Progress<'_>) -> Result<Analysis, Error> {
    let (Input::Text(given) | Input::Html(given) | Input::Snapshot(given)) = input;
    let limit = options.limits.input_bytes.min(Limits::MAX_INPUT_BYTES);
    if given.len() > limit {
        return Err(Error::InputTooLarge { bytes: given.len(), limit });
    }
    if options.lexicon.len() > LexiconEntry::MOST {
        let message = format!("The lexicon has {} entries and may have {}.", options.lexicon.len(), LexiconEntry::MOST);
        return Err(Error::InvalidOption(message));
    }
    let url = options.url.as_deref();
    let mut reading = match input {
        Input::Text(text) => article::read_text(text),
        Input::Html(html) => article::read_html(html, url),
        Input::Snapshot(snapshot) => article::read_snapshot(snapshot, url),
    };
    if matches!(input, Input::Html(_)) && !options.sources {
        reading.sources.clear();
    }
    if let (None, Some(date)) = (reading.article.published, options.url.as_deref().and_then(article::day_of_address)) {
        reading.article.published = Some(Published { date, basis: Basis::Metadata });
    }
    Ok(read(reading, options, progress))
}

/// A block of a text in another language is English where it has so many tokens and reads like it.
const ENGLISH_TOKENS: usize = 20;
/// No name in a text of another language is surer than this.
const FOREIGN_SCORE: f64 = 0.4;

/// A text cut into words, blocks and sentences.
struct Cut<'t> {
    tokens: Tokens<'t>,
    blocks: Vec<article::TokenBlock>,
    sentences: Vec<language::Sentence>,
}

fn cut<'t>(text: &'t str, pieces: &[article::Piece], article: &mut Article) -> Cut<'t> {
    let mut tokens = Tokens::new(text);
    let pieces = article::read_pieces(&mut tokens, pieces);
    let blocks = article::label(&tokens, &pieces, article);
    let sentences = blocks
        .iter()
        .enumerate()
        .flat_map(|(at, block)| language::sentences(&tokens, block.tokens.clone(), at))
        .collect();
    Cut { tokens, blocks, sentences }
}

/// The way of one article, from its text to the analysis.
fn read(reading: article::Reading, options: &Options, progress: Progress<'_>) -> Analysis {
    let article::Reading { text, pieces, mut article, page, sources } = reading;
    let Cut { tokens, blocks, sentences } = cut(&text, &pieces, &mut article);
    let guessed = language::guess(&text);
    let english = tokens.read_like_english(0..tokens.len()) || guessed == Some("en");
    let foreign = !english && guessed.is_some();
    // A story in two languages is read where it is English. Few words prove nothing.
    let reads = |block: &article::TokenBlock| {
        !foreign || (block.tokens.len() >= ENGLISH_TOKENS && tokens.read_like_english(block.tokens.clone()))
    };
    let reads: Vec<bool> = blocks.iter().map(reads).collect();
    let mut dates = match options.find {
        Find::Article => Vec::new(),
        _ => dates::find(&tokens, &blocks, &sentences),
    };
    let (mut names, own) = match options.find {
        Find::All => {
            let scene = names::Scene { tokens: &tokens, blocks: &blocks, sentences: &sentences, dates: &dates };
            (names::find(&scene, progress), names::find_own(&tokens, &blocks, &options.lexicon))
        }
        Find::Dates => (Vec::new(), names::find_own(&tokens, &blocks, &options.lexicon).without_names()),
        Find::Article => (Vec::new(), names::Own::default()),
    };
    // A year, a month and a day in digits are the same everywhere; "die" and "mars" are not.
    dates.retain(|date| reads.get(date.sentence.block) == Some(&true) || dates::is_iso_day(&tokens, date));
    if foreign {
        names.iter_mut().for_each(|name| name.score = name.score.min(FOREIGN_SCORE));
    }
    let own_days = own.days.clone();
    let chosen = arbiter::choose(&tokens, names, dates, own);

    let (entities, mentions) = names::link(&tokens, &chosen.names);
    let (anchor, assumption) = dates::choose_anchor(options.published, &article, &chosen.dates, &tokens);
    let (mut dates, remarks) = dates::resolve(&chosen.dates, anchor.date, &tokens);
    dates.extend(own_days.into_iter().map(|(words, day)| DateMention::given(tokens.span(words), day)));
    order::by_number(&mut dates, |date| date.span.number());
    let mut notes: Vec<_> = assumption.into_iter().chain(remarks).collect();
    let quotes = match options.find {
        Find::All => names::quotes(&tokens, &sentences, &blocks, &mentions),
        _ => Vec::new(),
    };
    let missing = match page {
        true => !blocks.iter().any(|block| block.kind.is_story() && block.kind != BlockKind::Title),
        false => tokens.len() == 0,
    };
    if missing {
        let (code, message) = match page {
            false => ("no_text", "There is no text to read in this input."),
            true => ("no_article", "No article was found in this page. Select its text and paste that."),
        };
        notes.push(Note { code, message: message.into(), span: None });
    }
    article.language = article.language.take().or_else(|| guessed.map(str::to_owned));
    if !english {
        let other = guessed.and_then(language::name_of);
        let like = other.map_or("This does not read like English".to_owned(), |name| format!("This reads like {name}"));
        let what = match foreign {
            true => "names are guesses, and of the dates only those like 2014-01-13 are read",
            false => "names and dates are guesses",
        };
        let message = format!("{like}. Only English is known here: {what}.");
        notes.push(Note { code: "not_english", message, span: None });
    }
    dates::describe(&mut article, &dates, anchor);

    article.blocks = blocks.iter().map(|block| Block { kind: block.kind, span: block.span(&tokens) }).collect();
    let stats = Stats { length: text.len() as u32, sentences: sentences.len() as u32, words: tokens.words() as u32 };
    let sentences = match options.sentences {
        true => sentences.iter().map(|sentence| tokens.span(sentence.tokens.clone())).collect(),
        false => Vec::new(),
    };
    drop(tokens);
    Analysis {
        schema: SCHEMA,
        text,
        article,
        entities,
        mentions,
        dates,
        quotes,
        anchor,
        notes,
        stats,
        sentences,
        sources,
    }
}
