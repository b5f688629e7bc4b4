//! Whether the words around a date speak of what was or of what will be.

use std::ops::Range;

use crate::dates::terms::{Term, term};
use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::Class;

/// What the nearest verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It was, or is told as if it had been.
    Past,
    /// It is: with a day beside it, most often a timetable.
    Present,
    /// It is planned, or was: "agreed to meet", "would meet".
    Plan,
    /// It will be.
    Future,
    /// No verb says.
    Unknown,
}

impl Tense {
    /// Whether it speaks of what is to come.
    pub fn is_ahead(self) -> bool {
        matches!(self, Tense::Plan | Tense::Future)
    }
}

/// How far a verb may stand from its date, in tokens.
const REACH: usize = 24;

/// The tense at a date: what the preposition before it says, else the nearest verb before it, else the first behind it.
pub fn tense(tokens: &Tokens<'_>, sentence: Range<usize>, date: Range<usize>) -> Tense {
    if let Some(tense) = preposition(tokens, &sentence, date.start) {
        return tense;
    }
    let before = (sentence.start.max(date.start.saturating_sub(REACH))..date.start).rev();
    let behind = date.end..sentence.end.min(date.end + REACH);
    let mut cues = before.chain(behind).filter_map(|at| cue(tokens, at));
    let first = cues.next().unwrap_or(Tense::Unknown);
    // The present is weak: a verb of the future elsewhere in the sentence says more, and "Monday's vote" is over.
    match first {
        // "asked for a study to be ready before the spring": a term lies on either side of what was said.
        Tense::Past if is_term(tokens, &sentence, date.start) => Tense::Unknown,
        Tense::Present if tokens.folded(date.end) == "'s" => Tense::Past,
        Tense::Present => match cues.find(|cue| *cue != Tense::Present) {
            Some(ahead @ (Tense::Plan | Tense::Future)) => ahead,
            _ => first,
        },
        _ => first,
    }
}

/// "by June", "before the spring".
fn is_term(tokens: &Tokens<'_>, sentence: &Range<usize>, date: usize) -> bool {
    date > sentence.start && matches!(tokens.folded(date - 1), "by" | "before")
}

/// Verbs behind which "until" tells how long it was.
const OVER: &[&str] = &[
    "took", "lasted", "was", "were", "waited", "had", "ran", "ruled", "worked", "lived", "served", "stood", "played",
    "slept",
];

/// "since Monday", "set for Sunday".
fn preposition(tokens: &Tokens<'_>, sentence: &Range<usize>, date: usize) -> Option<Tense> {
    let before = date.checked_sub(1).filter(|before| *before >= sentence.start)?;
    match tokens.folded(before) {
        "since" => Some(Tense::Past),
        // "its debts as of Sept. 30"
        "of" if before > sentence.start && tokens.folded(before - 1) == "as" => Some(Tense::Past),
        // "It took until Wednesday", "The play ran until Friday".
        "until" | "till" => {
            let done =
                (sentence.start.max(before.saturating_sub(4))..before).any(|at| OVER.contains(&tokens.folded(at)));
            Some(if done { Tense::Past } else { Tense::Future })
        }
        // "adjourned to Monday", "moved to May 3"
        "to" if (sentence.start.max(before.saturating_sub(3))..before).any(|at| {
            matches!(
                tokens.folded(at),
                "adjourned" | "postponed" | "moved" | "delayed" | "extended" | "deferred" | "rescheduled"
            )
        }) =>
        {
            Some(Tense::Future)
        }
        // "in the year to March"
        "to" if before > sentence.start
            && matches!(tokens.folded(before - 1), "year" | "months" | "quarter" | "weeks") =>
        {
            Some(Tense::Past)
        }
        // "promised in August to pay"
        "in" | "on"
            if before > sentence.start
                && matches!(tokens.folded(before - 1), "promised" | "pledged" | "vowed" | "planned") =>
        {
            Some(Tense::Past)
        }
        // "originally planned for Tuesday"
        "for"
            if (sentence.start.max(before.saturating_sub(4))..before)
                .any(|at| matches!(tokens.folded(at), "originally" | "been" | "had")) =>
        {
            None
        }
        // "a meeting for Sunday", "elections for March 3"; "the figures for January" may be old.
        "for" if tokens.folded(date).ends_with("day") || is_numbered_month(tokens, date) => Some(Tense::Future),
        _ => None,
    }
}

/// "March 3": with its day, what something is for lies ahead.
fn is_numbered_month(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(term(tokens.folded(at)), Term::Month(_))
        && tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number && next.span.len() <= 2)
}

fn cue(tokens: &Tokens<'_>, at: usize) -> Option<Tense> {
    let token = tokens.get(at)?;
    if token.kind != TokenKind::Word || token.case == Case::Upper {
        return None;
    }
    let folded = tokens.folded(at);
    let next = tokens.folded(at + 1);
    match folded {
        "will" | "shall" | "won't" | "upcoming" | "payable" => Some(Tense::Future),
        "would" | "plans" | "expects" | "hopes" | "intends" | "aims" | "ahead" | "effective" => Some(Tense::Plan),
        "due" | "scheduled" | "expected" | "planned" | "slated" | "supposed" => {
            // "had been due to expire on Friday"
            Some(if (1..=2).any(|back| back <= at && tokens.folded(at - back) == "been") {
                Tense::Past
            } else {
                Tense::Future
            })
        }
        // The present tells a timetable: "the trial opens on Monday".
        "opens" | "begins" | "starts" | "ends" | "closes" | "resumes" | "expires" | "meets" | "returns" | "faces"
        | "hosts" | "travels" | "arrives" | "departs" | "convenes" | "plays" | "airs" | "premieres" | "retires"
        | "sits" | "goes" | "runs" | "leaves" | "follows" => Some(Tense::Present),
        _ if folded.ends_with("'ll") => Some(Tense::Future),
        "set" if matches!(next, "to" | "for") => Some(Tense::Future),
        "is" | "are" if matches!(next, "to" | "on" | "expected" | "due" | "set" | "scheduled") => Some(Tense::Future),
        "going" | "have" | "has" if next == "to" => Some(Tense::Future),
        // "had told them to stay at home", "forced the plane to turn away": that is over.
        "to" if is_infinitive(tokens, at) => {
            let over = |back: usize| matches!(tokens.folded(back), "had" | "forced" | "forcing" | "caused" | "allowed");
            Some(if (at.saturating_sub(8)..at).any(over) { Tense::Past } else { Tense::Plan })
        }
        // "its forecast"
        "forecast" if at > 0 && matches!(tokens.folded(at - 1), "the" | "a" | "its" | "their" | "his" | "her") => None,
        "promised" | "promises" | "forecast" | "vowed" | "pledged" => Some(Tense::Plan),
        // The month is no verb.
        "may" => (token.case == Case::Lower).then_some(Tense::Present),
        "is" | "are" | "am" | "can" | "could" | "must" | "should" | "might" | "cannot" | "can't" => {
            Some(Tense::Present)
        }
        "open" | "go" | "meet" | "travel" | "begin" | "start" | "resume" | "return" | "leave" | "fly" | "arrive"
        | "depart" | "gather" | "face" | "close" | "play" | "vote" | "get" | "flies" | "need" | "expect" => {
            is_finite(tokens, at).then_some(Tense::Present)
        }
        // "will have their say"
        "have" if at > 0 && is_modal(tokens.folded(at - 1)) => Some(Tense::Future),
        "was" | "were" | "had" | "did" | "has" | "have" | "been" | "since" => Some(Tense::Past),
        "says" | "say" => None,
        // The same in the past as in the present: "The firm cut its forecast", "to cut".
        "cut" | "hurt" | "put" | "shut" | "let" | "burst" | "beat" | "spread" | "split" => {
            let infinitive = at > 0 && (tokens.folded(at - 1) == "to" || is_modal(tokens.folded(at - 1)));
            let tense = if is_planned(tokens, at) { Tense::Future } else { Tense::Past };
            (!infinitive && token.case == Case::Lower).then_some(tense)
        }
        _ if IRREGULAR.contains(&folded)
            || (token.case == Case::Lower
                && (tokens.entry(at).is(Class::Say)
                    || (folded.len() > 4 && folded.ends_with("ed") && !folded.starts_with("un")))) =>
        {
            Some(if is_planned(tokens, at) {
                Tense::Future
            } else if is_passive(tokens, at) {
                Tense::Present
            } else {
                Tense::Past
            })
        }
        _ => None,
    }
}

/// "the talks resume", "we go": a plain form that is the verb of its clause.
fn is_finite(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return false };
    let folded = tokens.folded(at - 1);
    let subject = matches!(
        folded,
        "i" | "we" | "they" | "you" | "who" | "which" | "that" | "tickets" | "people" | "men" | "women"
    ) || (before.kind == TokenKind::Word
        && folded.len() > 3
        && folded.ends_with('s')
        && !folded.ends_with("ss")
        && folded != "this"
        && folded != "his")
        || (before.kind == TokenKind::Word
            && before.case == Case::Title
            && !matches!(folded, "the" | "a" | "an" | "this" | "that")
            && term(folded) == Term::Other);
    subject || tokens.folded(at) == "flies"
}

/// "asked them to look", "agreed to meet": what is still to be done, but not "failed to appear", "led to a quarrel".
fn is_infinitive(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| tokens.folded(before));
    // "was taken to hospital": behind most verbs of the past "to" leads somewhere.
    let past = before.ends_with("ed") || IRREGULAR.contains(&before);
    let done = DONE.contains(&before) || (past && !ASKED.contains(&before));
    let verb = tokens.get(at + 1).is_some_and(|next| {
        next.kind == TokenKind::Word
            && next.case == Case::Lower
            && tokens.entry(at + 1).is(Class::Common)
            && next.span.len() > 2
    });
    let folded = tokens.folded(at + 1);
    let noun = NO_VERBS.contains(&folded);
    verb && !done && !noun && !folded.ends_with("ed") && !folded.ends_with("ing") && !folded.ends_with('s')
}

/// What is no verb behind "to".
#[rustfmt::skip]
const NO_VERBS: &[&str] = &[
    "the", "his", "her", "its", "their", "our", "your", "this", "that", "these", "those", "all", "some", "each", "any",
    "have", "more", "less", "least", "almost", "about", "nearly", "around", "both", "which", "whom", "what", "death",
    "prison", "work", "court", "power", "one", "two", "three", "four", "five", "six", "seven", "ten", "last", "next",
    "date", "early", "late",
];

/// Verbs of the past whose infinitive is still to be done.
#[rustfmt::skip]
const ASKED: &[&str] = &[
    "agreed", "asked", "told", "ordered", "wanted", "planned", "hoped", "promised", "vowed", "pledged", "expected",
    "scheduled", "urged", "invited", "offered", "intended", "threatened", "required", "called", "proposed", "prepared",
    "needed", "pressed", "warned", "instructed", "advised", "committed", "determined", "designed", "supposed", "poised",
    "appealed", "volunteered", "summoned", "convened", "arranged", "aimed", "slated", "tipped", "obliged", "requested",
    "persuaded", "encouraged", "authorized", "authorised", "approved", "given", "left", "meant", "paid", "sent", "hired",
    "appointed", "elected", "named", "chosen", "enabled", "used", "wished", "directed", "permitted", "cleared",
];

/// Verbs whose infinitive tells what was done, or what was not.
#[rustfmt::skip]
const DONE: &[&str] = &[
    "began", "begun", "started", "failed", "managed", "refused", "continued", "used", "forced", "tried", "seemed",
    "appeared", "happened", "came", "went", "rushed", "helped", "fell", "rose", "declined", "according", "led", "due",
    "up", "down", "back", "able", "unable", "returned", "moved", "vote", "voted", "decided", "close", "enough",
    "stopped", "turned", "gathered", "met", "stood", "allowed", "had", "sought", "opted", "chose",
];

fn is_modal(word: &str) -> bool {
    matches!(word, "will" | "would" | "shall" | "won't" | "must" | "can" | "could" | "may" | "might" | "should")
}

/// Whether the auxiliaries before a participle put it into the future: "will be held", "to be completed".
fn is_planned(tokens: &Tokens<'_>, participle: usize) -> bool {
    let mut be = false;
    for at in (participle.saturating_sub(4)..participle).rev() {
        match tokens.folded(at) {
            "be" => be = true,
            "have" | "not" | "also" | "now" | "only" | "then" => {}
            word if is_modal(word) => return true,
            "to" => return be,
            adverb if adverb.ends_with("ly") => {}
            _ => return false,
        }
    }
    false
}

/// "is presented", "are announced": a participle of the present.
fn is_passive(tokens: &Tokens<'_>, participle: usize) -> bool {
    let mut before = (participle.saturating_sub(3)..participle).rev().map(|at| tokens.folded(at));
    before
        .find(|word| !(word.ends_with("ly") || matches!(*word, "not" | "also" | "being")))
        .is_some_and(|word| matches!(word, "is" | "are"))
}

/// Past forms and participles that do not end in -ed.
#[rustfmt::skip]
const IRREGULAR: &[&str] = &[
    "ate", "became", "began", "begun", "bled", "blew", "bore", "bought", "bred", "broke", "brought", "built", "burnt",
    "came", "caught", "chose", "clung", "crept", "dealt", "died", "drank", "drew", "drove", "dug", "fed", "fell",
    "felt", "fled", "flew", "forgot", "fought", "found", "froze", "gave", "given", "got", "grew", "heard", "held",
    "hid", "hit", "hung", "kept", "knelt", "knew", "laid", "lay", "learnt", "spelt", "dreamt", "leapt", "led", "left",
    "lent", "lost", "made", "meant", "met", "overtook", "overthrew", "paid", "quit", "ran", "rang", "rode", "rose",
    "sang", "sank", "sat", "saw", "sent", "shook", "shot", "shrank", "slept", "slid", "sold", "sought", "spent",
    "spoke", "sprang", "stole", "stood", "struck", "stuck", "swam", "swept", "swore", "swung", "taken", "taught",
    "thought", "threw", "told", "took", "tore", "undertook", "went", "wept", "withdrew", "woke", "won", "wore", "wrote",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn the_nearest_verb_decides() {
        for (text, date, want) in [
            ("They will meet on January 13, he said.", "January", Tense::Future),
            ("He was taken to hospital on Monday.", "Monday", Tense::Past),
            ("He agreed to meet on Monday.", "Monday", Tense::Plan),
            ("The vote in parliament on Monday was close.", "Monday", Tense::Past),
            ("The firm cut its forecast on Monday.", "Monday", Tense::Past),
            ("The play ran until Monday.", "Monday", Tense::Past),
            ("They will meet soon, he said on Friday.", "Friday", Tense::Past),
            ("On Friday they will meet.", "Friday", Tense::Future),
            ("Talks are scheduled to start on Monday.", "Monday", Tense::Plan),
            ("The summit will be held on Thursday.", "Thursday", Tense::Future),
            ("The work is to be completed by Friday.", "Friday", Tense::Future),
            ("The trial opens on Monday.", "Monday", Tense::Present),
            ("The summit was held on Thursday.", "Thursday", Tense::Past),
            ("The prizes are announced on Sunday.", "Sunday", Tense::Present),
            ("It had been due to expire on Friday.", "Friday", Tense::Past),
            ("She has not eaten since Monday, when he will speak.", "Monday", Tense::Past),
            ("He called a meeting for Sunday.", "Sunday", Tense::Future),
            ("Friday's papers", "Friday", Tense::Unknown),
        ] {
            let mut tokens = Tokens::new(text);
            let all = tokens.read(Span::new(0, text.len()));
            let at = all.clone().find(|at| tokens.word(*at) == date).unwrap();
            assert_eq!(tense(&tokens, all, at..at + 1), want, "{text}");
        }
    }
}
