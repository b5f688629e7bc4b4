//! A line of a pasted page, and what can be seen of it without its neighbours.

use std::ops::Range;

use crate::analysis::BlockKind;
use crate::article::{Piece, dateline};
use crate::dates;
use crate::language::{Case, Token, TokenKind, Tokens};
use crate::lexicon::Class;

/// Running text has at least so many words.
const RUNNING_WORDS: usize = 18;
/// Clutter is short: a longer line that begins like it is running text.
const CLUTTER_WORDS: usize = 18;
/// A credit may list many people.
const CREDIT_WORDS: usize = 60;
/// A line that names an author, or says a day, has at most so many words.
const BYLINE_WORDS: usize = 16;

/// One line.
pub struct Line<'t> {
    /// The words.
    pub tokens: &'t Tokens<'t>,
    /// Which of them.
    pub range: Range<usize>,
    /// What markup says it is.
    pub hint: Option<BlockKind>,
    /// Tokens that are no signs.
    pub words: usize,
    /// Words with a capital.
    pub capitalized: usize,
    /// Words all in capitals, numbers.
    pub upper: usize,
    pub numbers: usize,
    /// What `data/lexicon/page-lines.txt` says of its opening.
    pub clutter: Option<BlockKind>,
    /// How it ends.
    pub end: End,
}

/// How a line ends, past closing marks and a credit in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Open,
    Stop,
    Question,
    Colon,
    Number,
}

impl<'t> Line<'t> {
    /// Looks at a line.
    pub fn new(tokens: &'t Tokens<'t>, piece: &Piece, range: Range<usize>) -> Line<'t> {
        let of = |test: fn(&Token) -> bool| range.clone().filter(|at| tokens.get(*at).is_some_and(test)).count();
        Line {
            tokens,
            hint: piece.hint,
            words: of(|token| token.kind != TokenKind::Sign),
            capitalized: of(|token| token.kind == TokenKind::Word && token.is_capitalized()),
            upper: of(|token| token.kind == TokenKind::Word && token.case == Case::Upper),
            numbers: of(|token| token.kind == TokenKind::Number),
            clutter: clutter(tokens, range.clone()),
            end: end(tokens, range.clone()),
            range,
        }
    }

    /// Its tokens that are no signs.
    pub fn spoken(&self) -> impl Iterator<Item = usize> + Clone + use<'_, 't> {
        let is_sign = |at: usize| self.tokens.get(at).is_none_or(|token| token.kind == TokenKind::Sign);
        self.range.clone().filter(move |at| !is_sign(*at))
    }

    /// Whether it begins with a place and an agency or a day.
    pub fn has_dateline(&self) -> bool {
        dateline::dateline(self.tokens, self.range.clone()).is_some()
    }

    /// Whether it closes like a sentence.
    pub fn ends_sentence(&self) -> bool {
        matches!(self.end, End::Stop | End::Question)
    }

    /// Whether it is long enough to be running text by that alone.
    pub fn is_running(&self) -> bool {
        self.words >= RUNNING_WORDS && (self.ends_sentence() || self.words > 2 * RUNNING_WORDS)
    }

    /// What kind of clutter it is, if it is any: the opening must be clutter's and the length too.
    pub fn clutter_kind(&self) -> Option<BlockKind> {
        let most = if self.clutter == Some(BlockKind::Credit) { CREDIT_WORDS } else { CLUTTER_WORDS };
        self.clutter.filter(|_| self.words <= most)
    }

    /// Its first word; Markdown may emphasise it: "*By Anna Duval*".
    fn first(&self) -> usize {
        let is_word = |at: &usize| self.tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word);
        self.range.clone().find(is_word).unwrap_or(self.range.start)
    }

    /// "By Kwame Mensah in Accra", "Kwame Mensah, Reuters", "KWAME MENSAH".
    pub fn is_byline(&self) -> bool {
        let first = self.first();
        let named = self.tokens.get(first + 1).is_some_and(Token::is_capitalized);
        let by = self.tokens.folded(first) == "by" && named && self.words <= BYLINE_WORDS && !self.ends_sentence();
        let forename = self.tokens.entry(first).is(Class::Forename);
        let only_names = forename && (2..=4).contains(&self.words) && self.capitalized == self.words;
        by || (only_names && !self.ends_sentence())
    }

    /// "By Kwame Mensah", "Words by Anna Duval": says that it is a byline.
    pub fn is_signed(&self) -> bool {
        let first = self.first();
        let by =
            |at: usize| self.tokens.folded(at) == "by" && self.tokens.get(at + 1).is_some_and(Token::is_capitalized);
        self.words <= BYLINE_WORDS && !self.ends_sentence() && (by(first) || by(first + 1))
    }

    /// "Anna Duval and Kwame Mensah": capitals, and what joins them.
    pub fn is_list_of_names(&self) -> bool {
        let joins = |at: usize| matches!(self.tokens.word(at), "," | "and" | "&");
        let joined = self.range.clone().filter(|at| self.tokens.word(*at) == "and").count();
        self.range.clone().any(joins) && self.capitalized + joined == self.words
    }

    /// Whether it begins like an item of a list, or markup says that it is one.
    pub fn is_bulleted(&self) -> bool {
        self.hint == Some(BlockKind::Item) || (self.first() > self.range.start && !self.opens_quote())
    }

    /// "Home > World > Asia".
    pub fn is_trail(&self) -> bool {
        let marks = self.range.clone().filter(|at| matches!(self.tokens.word(*at), ">" | "»" | "›" | "|")).count();
        marks > 0 && self.words <= 12
    }

    /// States a day with its year: "Tuesday, July 2nd, 2024", "Published 3 March 2014".
    pub fn states_day(&self) -> bool {
        self.words <= BYLINE_WORDS && dates::states_day(self.tokens, self.range.clone())
    }

    /// Whether it is nothing but an agency in brackets.
    pub fn is_lone_credit(&self) -> bool {
        dateline::credit(self.tokens, self.range.clone()) == Some(self.range.clone())
    }

    /// Whether it begins with an opening quotation mark.
    pub fn opens_quote(&self) -> bool {
        matches!(self.tokens.word(self.range.start), "“" | "\"" | "‘" | "'" | "«")
    }

    /// Its words, folded, to compare lines by.
    pub fn folded(&self) -> Vec<&'t str> {
        self.spoken().map(|at| self.tokens.folded(at)).collect()
    }
}

/// What `page-lines.txt` says of a line, by its longest known opening; leading marks are passed over.
fn clutter(tokens: &Tokens<'_>, range: Range<usize>) -> Option<BlockKind> {
    use Class::{LineBoilerplate, LineCaption, LineCredit, LineMasthead};
    let opening =
        |start| tokens.longest_phrase(start, range.end, &[LineBoilerplate, LineCaption, LineCredit, LineMasthead]);
    let first = range.clone().find(|at| tokens.get(*at).is_some_and(|token| token.kind != TokenKind::Sign));
    let (_, entry) = opening(range.start).or_else(|| opening(first?))?;
    [
        (LineBoilerplate, BlockKind::Boilerplate),
        (LineCaption, BlockKind::Caption),
        (LineCredit, BlockKind::Credit),
        (LineMasthead, BlockKind::Masthead),
    ]
    .into_iter()
    .find(|(class, _)| entry.is(*class))
    .map(|(_, kind)| kind)
}

fn end(tokens: &Tokens<'_>, range: Range<usize>) -> End {
    let end = dateline::credit(tokens, range.clone()).map_or(range.end, |credit| credit.start);
    let last = (range.start..end).rev().find(|at| !matches!(tokens.word(*at), "”" | "\"" | ")" | "’" | "'" | "»"));
    let token = last.and_then(|at| tokens.get(at));
    match last.map(|at| tokens.word(at)) {
        Some("." | "…" | "...") => End::Stop,
        // The full stop of "in the U.S." is inside the token.
        Some(word) if word.ends_with('.') => End::Stop,
        Some("?" | "!") => End::Question,
        Some(":") => End::Colon,
        _ if token.is_some_and(|token| token.kind == TokenKind::Number) => End::Number,
        _ => End::Open,
    }
}
