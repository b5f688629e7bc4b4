//! What each piece of the text is.
//!
//! A page's text has three zones: the header before the story, the story, and what the page puts around it. The story
//! begins with the first piece that reads like running text; before it stand masthead, headline and byline, after it
//! headings, captions and clutter are told by their words (`data/lexicon/page-lines.txt`) and their shape.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::{Article, BlockKind, Dateline, Words};
use crate::article::{Piece, TokenBlock, dateline};
use crate::dates;
use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::{Class, is_invisible};

/// Clutter is short: a longer piece that begins like it is running text.
const CLUTTER_WORDS: usize = 18;
/// A credit may list many people.
const CREDIT_WORDS: usize = 60;
/// Running text has at least so many words ...
const TEXT_WORDS: usize = 8;
/// ... and so many when nothing else tells it from a headline.
const LONG_WORDS: usize = 18;

/// Labels the pieces and cuts datelines and closing credits out of paragraphs; fills the article's headline, byline and
/// dateline where the page's metadata left them open.
pub fn label(tokens: &Tokens<'_>, pieces: &[(Piece, Range<usize>)], article: &mut Article) -> Vec<TokenBlock> {
    let lines: Vec<Line<'_>> = pieces.iter().map(|(piece, range)| Line::new(tokens, piece, range.clone())).collect();
    // Where nothing is long enough to be a story, its first sentence is, or the only line.
    let short = || {
        lines.iter().position(|line| {
            line.hint.is_none() && line.ends_sentence && line.words >= 4 && line.clutter_kind().is_none()
        })
    };
    let none = if lines.len() == 1 { 0 } else { lines.len() };
    let body = lines.iter().position(Line::reads_as_text).or_else(short).unwrap_or(none);
    let mut kinds: Vec<BlockKind> = lines.iter().map(Line::in_story).collect();
    let (head, _) = lines.split_at(body);
    for (kind, label) in kinds.iter_mut().zip(header(head)) {
        *kind = label;
    }
    // A headline that comes back as a line of the story is still the headline.
    let title = lines.iter().zip(&kinds).find(|(_, kind)| **kind == BlockKind::Title).map(|(line, _)| line.folded());
    let mut blocks = Vec::new();
    for (line, mut kind) in lines.iter().zip(kinds) {
        if kind == BlockKind::Heading && title.as_ref().is_some_and(|title| *title == line.folded()) {
            kind = BlockKind::Title;
        }
        if kind == BlockKind::Paragraph {
            split(tokens, line.range.clone(), article, &mut blocks);
        } else {
            blocks.push(TokenBlock { kind, tokens: line.range.clone() });
        }
    }
    describe(tokens, &blocks, article);
    blocks
}

/// One piece and what can be seen of it without its neighbours.
struct Line<'t> {
    tokens: &'t Tokens<'t>,
    range: Range<usize>,
    hint: Option<BlockKind>,
    words: usize,
    capitalized: usize,
    /// What `page-lines.txt` says of its opening.
    clutter: Option<BlockKind>,
    ends_sentence: bool,
    has_dateline: bool,
}

impl<'t> Line<'t> {
    fn new(tokens: &'t Tokens<'t>, piece: &Piece, range: Range<usize>) -> Line<'t> {
        let of = |test: fn(&crate::language::Token) -> bool| {
            range.clone().filter(|at| tokens.get(*at).is_some_and(test)).count()
        };
        Line {
            tokens,
            hint: piece.hint,
            words: of(|token| token.kind != TokenKind::Sign),
            capitalized: of(|token| token.kind == TokenKind::Word && token.is_capitalized()),
            clutter: clutter(tokens, range.clone()),
            ends_sentence: ends_sentence(tokens, range.clone()),
            has_dateline: dateline::dateline(tokens, range.clone()).is_some(),
            range,
        }
    }

    /// Whether the story can begin here.
    fn reads_as_text(&self) -> bool {
        let text = match self.hint {
            Some(hint) => hint == BlockKind::Paragraph && self.words >= TEXT_WORDS && self.ends_sentence,
            None => {
                self.has_dateline || (self.words >= TEXT_WORDS && self.ends_sentence) || self.words > 2 * LONG_WORDS
            }
        };
        text && self.clutter_kind().is_none() && !self.is_byline()
    }

    /// Its label when it stands after the story's beginning.
    fn in_story(&self) -> BlockKind {
        let heading = self.words <= 12 && !self.ends_sentence && self.capitalized > 0 && !self.is_lone_credit();
        match (self.clutter_kind(), self.hint) {
            // A rule drawn with signs.
            _ if self.words == 0 => BlockKind::Boilerplate,
            (Some(clutter), _) => clutter,
            (None, Some(hint)) => hint,
            _ if self.is_lone_credit() => BlockKind::Credit,
            _ if heading && !self.opens_quote() => BlockKind::Heading,
            _ => BlockKind::Paragraph,
        }
    }

    /// What kind of clutter it is, if it is any: the opening must be clutter's and the length too.
    fn clutter_kind(&self) -> Option<BlockKind> {
        let most = if self.clutter == Some(BlockKind::Credit) { CREDIT_WORDS } else { CLUTTER_WORDS };
        self.clutter.filter(|_| self.words <= most)
    }

    /// "By Kwame Mensah in Accra", "Kwame Mensah, Reuters", "KWAME MENSAH".
    fn is_byline(&self) -> bool {
        // Markdown may emphasise it: "*By Anna Duval*".
        let mut words =
            self.range.clone().filter(|at| self.tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word));
        let first = words.next().unwrap_or(self.range.start);
        let named = self.tokens.get(first + 1).is_some_and(|token| token.is_capitalized());
        let by = self.tokens.folded(first) == "by" && named && self.words <= 16 && !self.ends_sentence;
        let forename = self.tokens.entry(first).is(Class::Forename);
        let only_names = forename && (2..=4).contains(&self.words) && self.capitalized == self.words;
        by || (only_names && !self.ends_sentence)
    }

    /// "Home > World > Asia".
    fn is_trail(&self) -> bool {
        let marks = self.range.clone().filter(|at| matches!(self.tokens.word(*at), ">" | "»" | "›" | "|")).count();
        marks > 0 && self.words <= 12
    }

    /// States a day with its year: "Tuesday, July 2nd, 2024", "Published 3 March 2014".
    fn states_day(&self) -> bool {
        self.words <= 16 && dates::states_day(self.tokens, self.range.clone())
    }

    fn is_lone_credit(&self) -> bool {
        dateline::credit(self.tokens, self.range.clone()) == Some(self.range.clone())
    }

    fn opens_quote(&self) -> bool {
        matches!(self.tokens.word(self.range.start), "“" | "\"" | "‘" | "'" | "«")
    }

    /// Its words, folded, to compare headlines by.
    fn folded(&self) -> Vec<&str> {
        self.range
            .clone()
            .filter(|at| self.tokens.get(*at).is_some_and(|token| token.kind != TokenKind::Sign))
            .map(|at| self.tokens.folded(at))
            .collect()
    }
}

/// Labels of the lines before the story.
fn header(lines: &[Line<'_>]) -> Vec<BlockKind> {
    let mut counts: HashMap<Vec<&str>, usize> = HashMap::new();
    for line in lines {
        *counts.entry(line.folded()).or_default() += 1;
    }
    let is_plain = |line: &Line<'_>| {
        line.hint.is_none()
            && line.clutter_kind().is_none()
            && !line.is_byline()
            && !line.is_trail()
            && !line.states_day()
    };
    let is_doubled = |line: &Line<'_>| line.words > 2 && counts.get(&line.folded()).is_some_and(|count| *count > 1);
    // The headline: marked as such, else said twice, else the first line with some words to it, else any.
    let title = lines
        .iter()
        .position(|line| line.hint == Some(BlockKind::Title))
        .or_else(|| lines.iter().position(|line| is_plain(line) && is_doubled(line)))
        .or_else(|| lines.iter().position(|line| is_plain(line) && line.words >= 4))
        .or_else(|| lines.iter().position(|line| is_plain(line) && line.words > 0));
    let words = title.and_then(|at| lines.get(at)).map(Line::folded);
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| match (line.clutter_kind(), line.hint, title) {
            (Some(clutter), ..) => clutter,
            (_, Some(hint), _) => hint,
            _ if title == Some(at) || words.as_ref() == Some(&line.folded()) => BlockKind::Title,
            _ if line.is_lone_credit() => BlockKind::Credit,
            _ if line.is_trail() => BlockKind::Masthead,
            (.., Some(title)) if at < title => BlockKind::Masthead,
            _ if line.is_byline() || line.states_day() => BlockKind::Byline,
            (.., None) => BlockKind::Masthead,
            _ if line.ends_sentence && line.words >= 4 => BlockKind::Paragraph,
            _ => BlockKind::Heading,
        })
        .collect()
}

/// A paragraph into dateline, text and credit.
fn split(tokens: &Tokens<'_>, range: Range<usize>, article: &mut Article, blocks: &mut Vec<TokenBlock>) {
    let mut text = range.clone();
    if let Some(opening) = dateline::dateline(tokens, range.clone()).filter(|_| article.dateline.is_none()) {
        let words = |range: Range<usize>| tokens.span(range).of(tokens.text).to_owned();
        article.dateline = Some(Dateline {
            span: tokens.span(opening.clone()),
            place: dateline::place(tokens, opening.clone()).map(words),
            date: None,
            agency: dateline::agency(tokens, opening.clone()).map(words),
        });
        text.start = opening.end;
        blocks.push(TokenBlock { kind: BlockKind::Dateline, tokens: opening });
    }
    let credit = dateline::credit(tokens, text.clone()).filter(|credit| credit.start > text.start);
    text.end = credit.as_ref().map_or(text.end, |credit| credit.start);
    // "in the meeting.“On January 13": where the space after a sentence is lost, a paragraph's end was.
    while let Some(at) = (text.start + 1..text.end).find(|at| is_lost_break(tokens, *at)) {
        blocks.push(TokenBlock { kind: BlockKind::Paragraph, tokens: text.start..at });
        text.start = at;
    }
    blocks.push(TokenBlock { kind: BlockKind::Paragraph, tokens: text });
    blocks.extend(credit.map(|tokens| TokenBlock { kind: BlockKind::Credit, tokens }));
}

/// Whether a sentence ends before a token and the next begins there without a space between.
fn is_lost_break(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
    let ended = at > 1 && matches!(tokens.word(at - 1), "." | "!" | "?") && word(at - 2);
    let begins = match tokens.word(at) {
        "“" => true,
        _ => tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Title),
    };
    ended && begins && !tokens.spaced(at)
}

/// The headline and the byline, where they stand in the text.
fn describe(tokens: &Tokens<'_>, blocks: &[TokenBlock], article: &mut Article) {
    let words = |range: Range<usize>| {
        let span = tokens.span(range);
        let text: String = span.of(tokens.text).chars().filter(|char| !is_invisible(*char)).collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Words { text, span: Some(span) }).filter(|words| !words.text.is_empty())
    };
    let of = |kind| blocks.iter().filter(move |block| block.kind == kind);
    let title = of(BlockKind::Title).next().and_then(|block| words(block.tokens.clone()));
    match &mut article.title {
        // The page's metadata may say it in the very words of the headline.
        Some(known) => known.span = title.filter(|title| title.text == known.text).and_then(|title| title.span),
        None => article.title = title,
    }
    let named = of(BlockKind::Byline).map(|block| names_of_byline(tokens, block.tokens.clone()));
    let byline = named.filter(|range| !range.is_empty()).find_map(words);
    match &mut article.byline {
        Some(known) => known.span = byline.filter(|byline| byline.text == known.text).and_then(|byline| byline.span),
        None => article.byline = byline,
    }
}

/// A byline without "By" and without what follows the names: "Kwame Mensah in Accra" -> "Kwame Mensah".
fn names_of_byline(tokens: &Tokens<'_>, range: Range<usize>) -> Range<usize> {
    let first = range
        .clone()
        .find(|at| tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word))
        .unwrap_or(range.start);
    // "Published 3 March 2014" stands beside a byline and names nobody.
    let by = tokens.folded(first) == "by";
    if !by && !tokens.entry(first).is(Class::Forename) || dates::is_calendar_name(tokens.folded(first)) {
        return first..first;
    }
    let start = if by { first + 1 } else { first };
    let goes_on = |at: &usize| {
        let token = tokens.get(*at);
        let name = token.is_some_and(|token| {
            token.kind == TokenKind::Word && (token.is_capitalized() || tokens.entry(*at).is(Class::Particle))
        });
        name || matches!(tokens.word(*at), "," | "and" | "&")
    };
    let mut end = (start..range.end).take_while(goes_on).last().map_or(start, |last| last + 1);
    while end > start && !tokens.get(end - 1).is_some_and(|token| token.is_capitalized()) {
        end -= 1;
    }
    start..end
}

/// What `page-lines.txt` says of a line, by its longest known opening; leading marks are passed over.
fn clutter(tokens: &Tokens<'_>, range: Range<usize>) -> Option<BlockKind> {
    use Class::{LineBoilerplate, LineCaption, LineCredit, LineMasthead};
    let opening =
        |start| tokens.longest_phrase(start, range.end, &[LineBoilerplate, LineCaption, LineCredit, LineMasthead]);
    let first = range.clone().find(|at| tokens.get(*at).is_some_and(|token| token.kind != TokenKind::Sign));
    // "Shares closed lower on Monday." is a sentence.
    let also = ["shares", "related", "careers", "views", "comments", "help", "search", "sections", "likes", "topics"];
    if range.len() > 4
        && first.is_some_and(|first| {
            let next = tokens.get(first + 1);
            also.contains(&tokens.folded(first))
                && next.is_some_and(|next| next.kind == TokenKind::Word && next.case == Case::Lower)
        })
        && ends_sentence(tokens, range.clone())
    {
        return None;
    }
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

/// Whether the piece closes like a sentence, past closing marks and a credit in brackets.
fn ends_sentence(tokens: &Tokens<'_>, range: Range<usize>) -> bool {
    let end = dateline::credit(tokens, range.clone()).map_or(range.end, |credit| credit.start);
    let last = (range.start..end).rev().find(|at| !matches!(tokens.word(*at), "”" | "\"" | ")" | "’" | "'" | "»"));
    last.is_some_and(|at| {
        let word = tokens.word(at);
        matches!(word, "." | "!" | "?" | "…" | "..." | ":")
            || (word.ends_with('.')
                && tokens.get(at).is_some_and(|token| token.case == Case::Upper || token.kind == TokenKind::Word))
    })
}
