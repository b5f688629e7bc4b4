//! What each piece of the text is, and what stands inside of paragraphs: datelines, credits, lost breaks.
//!
//! Of a page the markup has told what is the article (`content`); the lines of pasted text are told by their words and
//! their places (`lines`).

use std::ops::Range;

use crate::analysis::{Article, BlockKind, Dateline, Words};
use crate::article::lines::{self, End, Line};
use crate::article::{Piece, TokenBlock, dateline};
use crate::dates;
use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::{Class, is_invisible};

/// A heading has at most so many words.
const HEADING_WORDS: usize = 12;
/// A sentence of a story has at least so many.
const SENTENCE_WORDS: usize = 8;
/// Surer than this, a sentence may be clutter.
const SURE: f32 = 0.8;
/// No newsletter box has so many.
const LONG_WORDS: usize = 45;
/// A headline has at least so many.
const HEADLINE_WORDS: usize = 4;
/// It stands no more than so many lines before the story.
const HEADER_LINES: usize = 12;

/// Labels the pieces and cuts datelines and closing credits out of paragraphs; fills the article's headline, byline and
/// dateline where the page's metadata left them open.
pub fn label(tokens: &Tokens<'_>, pieces: &[(Piece, Range<usize>)], article: &mut Article) -> Vec<TokenBlock> {
    let lines: Vec<Line<'_>> = pieces.iter().map(|(piece, range)| Line::new(tokens, piece, range.clone())).collect();
    let marked_up = lines.iter().all(|line| line.hint.is_some());
    let kinds = if marked_up { lines.iter().map(of_markup).collect() } else { of_words(&lines) };
    // A headline that comes back as a line of the story is still the headline.
    let title = lines.iter().zip(&kinds).find(|(_, kind)| **kind == BlockKind::Title).map(|(line, _)| line.folded());
    let mut blocks = Vec::new();
    for (line, mut kind) in lines.iter().zip(kinds) {
        if kind == BlockKind::Item {
            blocks.push(TokenBlock { kind, tokens: without_number(tokens, line.range.clone()) });
            continue;
        }
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

/// What a line of a page is: what its markup says, but for headings, bylines and credits without any.
fn of_markup(line: &Line<'_>) -> BlockKind {
    let hint = line.hint.unwrap_or(BlockKind::Paragraph);
    let short = line.words <= HEADING_WORDS && !line.ends_sentence() && line.capitalized > 0 && !line.opens_quote();
    match hint {
        _ if line.words == 0 => BlockKind::Boilerplate,
        BlockKind::Paragraph if line.clutter_kind() == Some(BlockKind::Boilerplate) => BlockKind::Boilerplate,
        BlockKind::Paragraph if line.is_lone_credit() => BlockKind::Credit,
        BlockKind::Paragraph if line.is_signed() || (short && line.states_day()) => BlockKind::Byline,
        BlockKind::Paragraph if short && line.clutter_kind().is_none() => BlockKind::Heading,
        hint => hint,
    }
}

/// What the lines of pasted text are.
fn of_words(lines: &[Line<'_>]) -> Vec<BlockKind> {
    use BlockKind::{Boilerplate, Byline, Caption, Credit, Heading, Item, Masthead, Paragraph, Quote};
    // A note, a sentence from somewhere.
    if let [line] = lines {
        return vec![line.hint.unwrap_or(Paragraph)];
    }
    let refine = |(line, (kind, sure)): (&Line<'_>, (BlockKind, f32))| match (line.hint, kind) {
        _ if line.words == 0 => Boilerplate,
        (_, kind) if line.is_lone_credit() && kind != Caption => Credit,
        (_, Boilerplate | Paragraph) if line.clutter_kind() == Some(Credit) => Credit,
        (Some(Quote), _) => Quote,
        // A sentence is no clutter by halves: what is lost is worse than what is too much.
        (None, Boilerplate) if sure < SURE && is_sentence(line) && !line.is_bulleted() => Paragraph,
        (_, Heading | Masthead | Caption) if line.is_signed() => Byline,
        // Markdown marks lists, also of other stories.
        (Some(hint), kind) if !matches!(kind, Boilerplate | Masthead | Caption | Credit | Byline) => hint,
        (_, kind) => kind,
    };
    let mut kinds: Vec<BlockKind> = lines.iter().zip(lines::label(lines)).map(refine).collect();
    // A long paragraph between two of the story is one, too.
    let running: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| line.words >= LONG_WORDS)).collect();
    let text: Vec<bool> = running.iter().map(|at| kinds.get(*at) == Some(&Paragraph)).collect();
    for (number, at) in running.iter().enumerate() {
        let before = text.iter().take(number).rev().take(3);
        let behind = text.iter().skip(number + 1).take(3);
        let between = before.into_iter().any(|text| *text) && behind.into_iter().any(|text| *text);
        let kind = kinds.get_mut(*at).filter(|kind| between && **kind == Boilerplate);
        kind.into_iter().for_each(|kind| *kind = Paragraph);
    }
    // A text in which no line is known as clutter is no page: its sentences are the story, and what stands between its
    // paragraphs is a heading.
    if !lines.iter().any(|line| matches!(line.clutter_kind(), Some(Boilerplate | Masthead))) {
        let last = kinds.iter().rposition(|kind| *kind == Paragraph).unwrap_or(0);
        let first = kinds.iter().position(|kind| *kind == Paragraph).unwrap_or(0);
        for (at, (kind, line)) in kinds.iter_mut().zip(lines).enumerate() {
            *kind = match *kind {
                Boilerplate | Masthead | Credit | Caption | Item if is_sentence(line) && !line.is_bulleted() => {
                    Paragraph
                }
                Boilerplate if (first..last).contains(&at) => Heading,
                kind => kind,
            };
        }
    }
    // "The main points:" before a list is a sentence that the list ends.
    for at in 0..kinds.len().saturating_sub(1) {
        let list = kinds.get(at + 1) == Some(&Item) && lines.get(at).is_some_and(|line| line.end == End::Colon);
        kinds.get_mut(at).filter(|kind| list && **kind == Heading).into_iter().for_each(|kind| *kind = Paragraph);
    }
    let title = kinds.iter().position(|kind| *kind == BlockKind::Title);
    let title = title.or_else(|| headline(lines, &kinds));
    if let Some(title) = title {
        kinds.get_mut(title).into_iter().for_each(|kind| *kind = BlockKind::Title);
        // The clock of the page and the name of its editor stand before the headline, authors behind.
        for (kind, line) in kinds.iter_mut().zip(lines).take(title) {
            let clock = *kind == Boilerplate && (line.states_day() || line.clutter_kind() == Some(Masthead));
            if clock || (*kind == Byline && !line.is_signed()) {
                *kind = Masthead;
            }
        }
    }
    // Where nothing is a story, its sentences are.
    if !kinds.iter().any(|kind| kind.is_story() && !matches!(kind, BlockKind::Title | BlockKind::Byline)) {
        for (kind, line) in kinds.iter_mut().zip(lines) {
            if line.ends_sentence() && line.words >= 4 && line.clutter_kind().is_none() {
                *kind = Paragraph;
            }
        }
    }
    kinds
}

/// Whether a line is a sentence of some length, and does not begin like clutter.
fn is_sentence(line: &Line<'_>) -> bool {
    line.ends_sentence() && line.words >= SENTENCE_WORDS && line.clutter_kind().is_none()
}

/// The headline that no line was taken for: of those before the story the one that stands twice, else the last with some
/// words that nothing speaks against.
fn headline(lines: &[Line<'_>], kinds: &[BlockKind]) -> Option<usize> {
    let story = kinds.iter().position(|kind| *kind == BlockKind::Paragraph)?;
    let plain = |at: &usize| {
        let at = *at;
        lines.get(at).zip(kinds.get(at)).is_some_and(|(line, kind)| {
            // Just before the story it may be short.
            let least = if at + 1 == story { HEADLINE_WORDS - 1 } else { HEADLINE_WORDS };
            let beside = at + 1 == story && *kind == BlockKind::Boilerplate;
            (beside || matches!(kind, BlockKind::Masthead | BlockKind::Heading | BlockKind::Byline))
                && line.words >= least
                && line.clutter_kind().is_none()
                && !line.is_byline()
                && !line.is_signed()
                && !line.is_list_of_names()
                && !line.is_trail()
                && !line.states_day()
        })
    };
    let twice = |at: &usize| {
        let folded = lines.get(*at).map(Line::folded);
        lines.iter().filter(|line| Some(line.folded()) == folded).count() > 1
    };
    let near = story.saturating_sub(HEADER_LINES)..story;
    near.clone().filter(plain).find(twice).or_else(|| near.rev().find(plain))
}

/// An item of a list without its number: "1. Rice" -> "Rice".
fn without_number(tokens: &Tokens<'_>, range: Range<usize>) -> Range<usize> {
    let number = tokens.get(range.start).is_some_and(|token| token.kind == TokenKind::Number);
    let marked = number && matches!(tokens.word(range.start + 1), "." | ")") && range.len() > 2;
    if marked { range.start + 2..range.end } else { range }
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
    let closed = |at: usize| matches!(tokens.word(at), "”" | "\"" | "’" | "'" | ")");
    let stop = |at: usize| matches!(tokens.word(at), "." | "!" | "?");
    let ended = at > 1
        && (stop(at - 1) && (word(at - 2) || closed(at - 2))
            || closed(at - 1) && !tokens.spaced(at - 1) && stop(at - 2));
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
