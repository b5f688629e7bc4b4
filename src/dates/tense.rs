//! Whether the words around a date speak of what was or of what will be.

use std::ops::Range;

use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::Class;

/// What the nearest verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It was, or is told as if it had been.
    Past,
    /// It will be.
    Future,
    /// No verb says.
    Unknown,
}

/// How far a verb may stand from its date, in tokens.
const REACH: usize = 24;

/// The tense at a date: that of the nearest verb before it, else of the first behind it.
pub fn tense(tokens: &Tokens<'_>, sentence: Range<usize>, date: Range<usize>) -> Tense {
    let before = (sentence.start.max(date.start.saturating_sub(REACH))..date.start).rev();
    let behind = date.end..sentence.end.min(date.end + REACH);
    before.chain(behind).find_map(|at| cue(tokens, at)).unwrap_or(Tense::Unknown)
}

fn cue(tokens: &Tokens<'_>, at: usize) -> Option<Tense> {
    let token = tokens.get(at)?;
    if token.kind != TokenKind::Word || token.case == Case::Upper {
        return None;
    }
    let folded = tokens.folded(at);
    match folded {
        "will" | "shall" | "would" | "won't" | "upcoming" | "due" | "scheduled" | "expected" | "planned" | "slated"
        | "plans" | "expects" | "hopes" | "intends" | "aims" | "ahead" | "until" => Some(Tense::Future),
        _ if folded.ends_with("'ll") => Some(Tense::Future),
        "set" if tokens.folded(at + 1) == "to" || tokens.folded(at + 1) == "for" => Some(Tense::Future),
        "is" | "are" if tokens.folded(at + 1) == "to" || tokens.folded(at + 1) == "expected" => Some(Tense::Future),
        "going" if tokens.folded(at + 1) == "to" => Some(Tense::Future),
        "was" | "were" | "had" | "did" | "has" | "have" | "been" | "began" | "came" | "went" | "took" | "made"
        | "fell" | "rose" | "met" | "held" | "told" | "won" | "lost" | "left" | "died" | "got" | "gave" | "saw"
        | "became" | "since" | "ran" | "sank" | "spoke" | "shot" | "hit" | "broke" | "drove" | "flew" | "fought"
        | "found" | "knew" | "led" | "paid" | "sent" | "sold" | "stood" | "swept" | "thought" | "threw" | "wore"
        | "brought" | "bought" | "built" | "caught" | "chose" | "drew" | "felt" | "grew" | "heard" | "kept"
        | "quit" | "struck" | "taught" => Some(Tense::Past),
        _ if token.case == Case::Lower && folded.len() > 4 && folded.ends_with("ed") => Some(Tense::Past),
        _ if token.entry.is(Class::Say) && token.case == Case::Lower => Some(Tense::Past),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn the_nearest_verb_decides() {
        for (text, date, want) in [
            ("They will meet on January 13, he said.", "January", Tense::Future),
            ("They will meet soon, he said on Friday.", "Friday", Tense::Past),
            ("On Friday they will meet.", "Friday", Tense::Future),
            ("Talks are scheduled to start on Monday.", "Monday", Tense::Future),
            ("Friday's papers", "Friday", Tense::Unknown),
        ] {
            let mut tokens = Tokens::new(text);
            let all = tokens.read(Span::new(0, text.len()));
            let at = all.clone().find(|at| tokens.word(*at) == date).unwrap();
            assert_eq!(tense(&tokens, all, at..at + 1), want, "{text}");
        }
    }
}
