//! Direct speech and who speaks.

use std::ops::Range;

use crate::analysis::{BlockKind, EntityType, Mention, Quote};
use crate::article::TokenBlock;
use crate::language::{Case, Sentence, TokenKind, Tokens};
use crate::lexicon::Class;
use crate::span::Span;

/// Shorter quotations are words in scare quotes, not speech, unless a verb of saying stands beside them.
const SPEECH_WORDS: usize = 3;
/// How far the verb of saying may stand from the closing mark, in tokens.
const REACH: usize = 12;
/// How far back "he" and "she" are looked for, in sentences.
const MEMORY: usize = 12;

/// The quotations of an article, with their speakers.
pub fn quotes(tokens: &Tokens<'_>, sentences: &[Sentence], blocks: &[TokenBlock], mentions: &[Mention]) -> Vec<Quote> {
    let reader = Reader { tokens, sentences, blocks, mentions };
    let mut found = Vec::new();
    for block in blocks {
        // Speech that goes on after "she added" has the speaker of its first part.
        let mut before: Option<(usize, Option<u32>)> = None;
        for quoted in pairs(tokens, block.tokens.clone()) {
            let word = |at: &usize| tokens.get(*at).is_some_and(|token| token.kind != TokenKind::Sign);
            let words = quoted.clone().filter(word).count();
            let said = reader.attribution(quoted.clone());
            let continued = before.filter(|(end, _)| said == Said::Nobody && quoted.start <= end + REACH);
            let speaker = match said {
                Said::By(entity) => Some(entity),
                Said::ByPronoun => reader.last_to_speak(quoted.start),
                Said::Nobody => {
                    continued.map_or_else(|| reader.introduced(quoted.clone(), block), |(_, speaker)| speaker)
                }
            };
            if words < SPEECH_WORDS && said == Said::Nobody {
                continue;
            }
            before = Some((quoted.end, speaker));
            found.push(Quote { span: tokens.span(quoted), speaker });
        }
    }
    found
}

/// What a verb of saying beside a quotation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    By(u32),
    ByPronoun,
    Nobody,
}

/// Token ranges from opening to closing mark, both inside. A mark left open runs to the end of its block, as it does
/// when speech goes on in the next paragraph.
fn pairs(tokens: &Tokens<'_>, block: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for at in block.clone() {
        let word = tokens.word(at);
        match (open, word) {
            (None, "“" | "„") => open = Some((at, "”")),
            (None, "«") => open = Some((at, "»")),
            // 6'2": a measure opens nothing.
            (None, "\"") if at == block.start || tokens.spaced(at) || !ends_in_digit(tokens.word(at - 1)) => {
                open = Some((at, "\""))
            }
            // Single marks of speech open behind a space and close behind the speech's own mark: ‘We will,’ he said.
            (None, "‘") if tokens.spaced(at) && !tokens.spaced(at + 1) => open = Some((at, "’")),
            (Some((start, close)), _) if closes(tokens, at, close) => {
                found.push(start..at + 1);
                open = None;
            }
            _ => {}
        }
    }
    let speech = open.filter(|(start, close)| *close != "’" && *start + SPEECH_WORDS < block.end);
    found.extend(speech.map(|(start, _)| start..block.end));
    found
}

fn closes(tokens: &Tokens<'_>, at: usize, close: &str) -> bool {
    let word = tokens.word(at);
    match close {
        "’" => word == "’" && matches!(tokens.word(at - 1), "," | "." | "!" | "?" | "…" | "..."),
        "”" => word == "”" || word == "\"",
        _ => word == close,
    }
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|char: char| char.is_ascii_digit())
}

/// Finds who speaks.
struct Reader<'a, 't> {
    tokens: &'a Tokens<'t>,
    sentences: &'a [Sentence],
    blocks: &'a [TokenBlock],
    mentions: &'a [Mention],
}

impl Reader<'_, '_> {
    /// Who is said to speak: after the closing mark (", Jamous told", "said Jamous"), else before the opening one.
    fn attribution(&self, quoted: Range<usize>) -> Said {
        let closing = self.sentence_of(quoted.end - 1).unwrap_or(quoted.clone());
        let opening = self.sentence_of(quoted.start).unwrap_or(quoted.clone());
        let behind = quoted.end..closing.end.min(quoted.end + REACH);
        let ahead = opening.start.max(quoted.start.saturating_sub(2 * REACH))..quoted.start;
        let verb = behind.clone().find(|at| self.says(*at));
        match verb.map(|verb| self.speaker_of(verb, behind)) {
            Some(said) if said != Said::Nobody => said,
            _ => {
                let verb = ahead.clone().rev().find(|at| self.says(*at));
                verb.map_or(Said::Nobody, |verb| self.speaker_of(verb, ahead))
            }
        }
    }

    /// The person of the sentences before a quotation that stands for itself: "Sarith agreed. “It was raining.”"
    fn introduced(&self, quoted: Range<usize>, block: &TokenBlock) -> Option<u32> {
        let index = self.sentences.partition_point(|sentence| sentence.tokens.end <= quoted.start);
        let alone = self.sentences.get(index).is_some_and(|sentence| sentence.tokens.start == quoted.start);
        let before = self.sentences.get(index.saturating_sub(2)..index).filter(|_| alone)?;
        let inside = before.iter().rev().take_while(|sentence| sentence.tokens.start >= block.tokens.start);
        inside.into_iter().find_map(|sentence| self.subject(sentence.tokens.clone()))
    }

    /// The first person of a stretch of text: most often its subject.
    fn subject(&self, within: Range<usize>) -> Option<u32> {
        self.mentions_in(within).find(|mention| mention.kind == EntityType::Person).map(|mention| mention.entity)
    }

    /// The mentions of a stretch of text.
    fn mentions_in(&self, within: Range<usize>) -> impl Iterator<Item = &Mention> {
        let span = if within.is_empty() { Span::default() } else { self.tokens.span(within) };
        let first = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let rest = self.mentions.get(first..).unwrap_or(&[]);
        rest.iter().take_while(move |mention| mention.span.end <= span.end)
    }

    fn sentence_of(&self, at: usize) -> Option<Range<usize>> {
        let index = self.sentences.partition_point(|sentence| sentence.tokens.end <= at);
        self.sentences.get(index).map(|sentence| sentence.tokens.clone())
    }

    fn says(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.tokens.entry(at).is(Class::Say) && token.case == Case::Lower)
    }

    /// The subject of a verb of saying: the person or body right before it, else the one behind it ("said Jamous").
    fn speaker_of(&self, verb: usize, within: Range<usize>) -> Said {
        let pronoun = |at: usize| within.contains(&at) && matches!(self.tokens.folded(at), "he" | "she");
        if (verb > 0 && pronoun(verb - 1)) || pronoun(verb + 1) {
            return Said::ByPronoun;
        }
        // "Świątek’s bank said", "said an EU official": neither speaks.
        let owns = |mention: &&Mention| {
            let next = self.tokens.at_or_after(mention.span.end);
            let small = self.tokens.get(next).is_some_and(|token| token.case == Case::Lower);
            let office =
                self.tokens.entry(next).is(Class::Title) || matches!(self.tokens.folded(next), "man" | "woman");
            matches!(self.tokens.word(next), "'s" | "’s")
                || (mention.kind == EntityType::Organization && small && office)
        };
        let speakers = |range: Range<usize>| {
            self.mentions_in(range).filter(move |mention| {
                !owns(mention) && matches!(mention.kind, EntityType::Person | EntityType::Organization)
            })
        };
        // A body in the words about a person, "Jamous of the U.N. said", does not speak itself.
        let person = |mention: &&Mention| mention.kind == EntityType::Person;
        let before = speakers(within.start..verb).filter(person).last().or_else(|| speakers(within.start..verb).last());
        let behind = || speakers(verb + 1..within.end).find(person).or_else(|| speakers(verb + 1..within.end).next());
        before.or_else(behind).map_or(Said::Nobody, |mention| Said::By(mention.entity))
    }

    /// Whom "he" or "she" means: the subject of the last sentence before a token that names a person.
    fn last_to_speak(&self, before: usize) -> Option<u32> {
        let index = self.sentences.partition_point(|sentence| sentence.tokens.start < before);
        let near = self.sentences.get(index.saturating_sub(MEMORY)..index)?;
        // The reporter of a byline is nobody in the story.
        let told = |sentence: &&Sentence| {
            let kind = self.blocks.get(sentence.block).map(|block| block.kind);
            kind.is_some_and(|kind| kind.is_story() && kind != BlockKind::Byline)
        };
        near.iter()
            .rev()
            .filter(told)
            .find_map(|sentence| self.subject(sentence.tokens.start..sentence.tokens.end.min(before)))
    }
}
