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
    let next = tokens.folded(at + 1);
    match folded {
        "will" | "shall" | "would" | "won't" | "upcoming" | "due" | "scheduled" | "expected" | "planned" | "slated"
        | "plans" | "expects" | "hopes" | "intends" | "aims" | "ahead" | "until" => Some(Tense::Future),
        // The present tells a timetable: "the trial opens on Monday".
        "opens" | "begins" | "starts" | "ends" | "closes" | "resumes" | "expires" | "meets" | "returns" | "faces"
        | "hosts" | "travels" | "arrives" | "departs" | "convenes" | "plays" | "airs" | "premieres" => {
            Some(Tense::Future)
        }
        _ if folded.ends_with("'ll") => Some(Tense::Future),
        "set" if matches!(next, "to" | "for") => Some(Tense::Future),
        "is" | "are" if matches!(next, "to" | "on" | "expected" | "due" | "set" | "scheduled") => Some(Tense::Future),
        "going" if next == "to" => Some(Tense::Future),
        "was" | "were" | "had" | "did" | "has" | "have" | "been" | "since" => Some(Tense::Past),
        _ if token.entry.is(Class::Say) && token.case == Case::Lower => Some(Tense::Past),
        _ if IRREGULAR.contains(&folded)
            || (token.case == Case::Lower && folded.len() > 4 && folded.ends_with("ed")) =>
        {
            Some(if is_planned(tokens, at) { Tense::Future } else { Tense::Past })
        }
        _ => None,
    }
}

/// Whether the auxiliaries before a participle put it into the future: "will be held", "to be completed".
fn is_planned(tokens: &Tokens<'_>, participle: usize) -> bool {
    let mut be = false;
    for at in (participle.saturating_sub(4)..participle).rev() {
        match tokens.folded(at) {
            "be" => be = true,
            "have" | "not" | "also" | "now" | "only" | "then" => {}
            "will" | "would" | "shall" | "won't" | "must" | "can" | "could" | "may" | "might" | "should" => {
                return true;
            }
            "to" => return be,
            adverb if adverb.ends_with("ly") => {}
            _ => return false,
        }
    }
    false
}

/// Past forms and participles that do not end in -ed and stand beside dates in news.
const IRREGULAR: &[&str] = &[
    "became", "began", "begun", "bought", "broke", "brought", "built", "came", "caught", "chose", "died", "drew",
    "drove", "fell", "felt", "flew", "fought", "found", "gave", "given", "got", "grew", "heard", "held", "hit", "kept",
    "knew", "led", "left", "lost", "made", "met", "paid", "quit", "ran", "rose", "sank", "saw", "sent", "shot", "sold",
    "spoke", "stood", "struck", "swept", "taken", "taught", "thought", "threw", "told", "took", "went", "won", "wore",
];

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
            ("The summit will be held on Thursday.", "Thursday", Tense::Future),
            ("The work is to be completed by Friday.", "Friday", Tense::Future),
            ("The trial opens on Monday.", "Monday", Tense::Future),
            ("The summit was held on Thursday.", "Thursday", Tense::Past),
            ("Friday's papers", "Friday", Tense::Unknown),
        ] {
            let mut tokens = Tokens::new(text);
            let all = tokens.read(Span::new(0, text.len()));
            let at = all.clone().find(|at| tokens.word(*at) == date).unwrap();
            assert_eq!(tense(&tokens, all, at..at + 1), want, "{text}");
        }
    }
}
