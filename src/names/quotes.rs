//! Direct speech and who speaks.

use std::ops::Range;

use crate::analysis::{EntityType, Mention, Quote};
use crate::article::TokenBlock;
use crate::language::{Case, Sentence, Tokens};
use crate::lexicon::Class;
use crate::span::Span;

/// Shorter quotations are words in scare quotes, not speech, unless a verb of saying stands beside them.
const SPEECH_WORDS: usize = 3;
/// How far the verb of saying may stand from the closing mark, in tokens.
const REACH: usize = 12;

/// The quotations of an article, with their speakers.
pub fn quotes(tokens: &Tokens<'_>, sentences: &[Sentence], blocks: &[TokenBlock], mentions: &[Mention]) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut last_speaker = None;
    for block in blocks {
        for quoted in pairs(tokens, block.tokens.clone()) {
            let words = quoted.clone().filter(|at| {
                tokens.get(*at).is_some_and(|token| token.span.of(tokens.text).starts_with(char::is_alphanumeric))
            });
            let said = attribution(tokens, sentences, quoted.clone(), mentions);
            let speaker = match said {
                Said::By(entity) => Some(entity),
                Said::ByPronoun => last_speaker,
                Said::Nobody => None,
            };
            if words.count() < SPEECH_WORDS && said == Said::Nobody {
                continue;
            }
            last_speaker = speaker.or(last_speaker);
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

/// Token ranges from opening to closing mark, both inside. A mark left open runs to the end of its block, as it does when
/// speech goes on in the next paragraph.
fn pairs(tokens: &Tokens<'_>, block: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for at in block.clone() {
        let word = tokens.word(at);
        match (open, word) {
            (None, "“" | "«" | "„") => open = Some((at, if word == "«" { "»" } else { "”" })),
            (None, "\"") => open = Some((at, "\"")),
            (Some((start, close)), _) if word == close || (close == "”" && word == "\"") => {
                found.push(start..at + 1);
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.filter(|(start, _)| *start + SPEECH_WORDS < block.end).map(|(start, _)| start..block.end));
    found
}

/// Who is said to speak: after the closing mark (", Jamous told", "said Jamous"), else before the opening one.
fn attribution(tokens: &Tokens<'_>, sentences: &[Sentence], quoted: Range<usize>, mentions: &[Mention]) -> Said {
    let sentence_of = |at: usize| {
        sentences.iter().find(|sentence| sentence.tokens.contains(&at)).map(|sentence| sentence.tokens.clone())
    };
    let closing = sentence_of(quoted.end - 1).unwrap_or(quoted.clone());
    let behind = quoted.end..closing.end.min(quoted.end + REACH);
    let opening = sentence_of(quoted.start).unwrap_or(quoted.clone());
    let ahead = opening.start.max(quoted.start.saturating_sub(2 * REACH))..quoted.start;
    let after = speaker_in(tokens, behind, mentions, true);
    if after != Said::Nobody { after } else { speaker_in(tokens, ahead, mentions, false) }
}

/// The person, else the organisation, nearest to the verb of saying in a stretch; the quotation lies before it or behind.
fn speaker_in(tokens: &Tokens<'_>, range: Range<usize>, mentions: &[Mention], quote_before: bool) -> Said {
    let says =
        |at: &usize| tokens.entry(*at).is(Class::Say) && tokens.get(*at).is_some_and(|token| token.case == Case::Lower);
    let verb = if quote_before { range.clone().find(says) } else { range.clone().rev().find(says) };
    let Some(verb) = verb else { return Said::Nobody };
    let near = tokens.span(range.clone());
    let at = tokens.get(verb).map_or(Span::default(), |token| token.span);
    let distance = |mention: &Mention| mention.span.start.abs_diff(at.start);
    let of = |kind| {
        mentions
            .iter()
            .filter(move |mention| mention.kind == kind && near.contains(mention.span))
            .min_by_key(|mention| distance(mention))
    };
    let pronoun = |at: usize| matches!(tokens.folded(at), "he" | "she");
    if (verb > range.start && pronoun(verb - 1)) || (verb + 1 < range.end && pronoun(verb + 1)) {
        return Said::ByPronoun;
    }
    of(EntityType::Person)
        .or_else(|| of(EntityType::Organization))
        .map_or(Said::Nobody, |mention| Said::By(mention.entity))
}
