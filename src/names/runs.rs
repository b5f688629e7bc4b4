//! Runs of capitalised words: where they begin, how far they go, and which stretches of them are whole by themselves.

use std::ops::Range;

use crate::dates;
use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::{Class, Entry, Lexicon};
use crate::names::candidates::{HEADS, NAMES, PORTFOLIOS};

/// No run and no known name is looked at further than so many tokens: a text of capitals alone stays linear.
const LONGEST: usize = 40;

/// Words inside a long name: "Ministry of Foreign Affairs and Trade".
const LINKS: &[&str] = &["of", "for", "and", "the", "&", "on", "de", "to"];

/// Particles that also stand between two names.
const JOINTS: &[&str] = &["and", "y", "e", "to", "in", "on", "at", "of", "the", "for"];

/// Capitalised inside a sentence these still name nothing.
const FUNCTION: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "he", "her", "his", "how", "if", "in", "is", "it", "its",
    "my", "no", "not", "of", "on", "or", "our", "she", "so", "that", "the", "their", "then", "there", "they", "this",
    "to", "we", "what", "when", "where", "who", "why", "with", "yes", "you", "your",
];

/// One sentence, read for runs.
pub struct Runs<'a, 't> {
    /// The tokens of the article.
    pub tokens: &'a Tokens<'t>,
    /// The sentence.
    pub sentence: Range<usize>,
}

impl Runs<'_, '_> {
    pub fn is_capitalized(&self, at: usize) -> bool {
        at < self.sentence.end
            && self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.is_capitalized())
    }

    /// Whether a run can begin at a token: a capital that is not merely the sentence's first.
    pub fn opens(&self, at: usize) -> bool {
        if !self.is_capitalized(at) || self.is_possessive(at) || self.is_pronoun(at) || self.is_compound(at) {
            return false;
        }
        if self.date_word(at) {
            // "Sunday Times" is in the lists, or goes on like a name of a paper.
            return self.name_at(at).is_some() || self.headed(at, self.run_end(at)).is_some();
        }
        let entry = self.tokens.entry(at);
        let title_case = self.tokens.get(at).is_some_and(|token| token.case == Case::Title);
        let first = at == self.sentence.start
            || matches!(self.tokens.word(at - 1), "“" | "\"" | "‘" | ":" | "”" | "(" | "—" | "–");
        if FUNCTION.contains(&self.tokens.folded(at)) && title_case {
            // "The Hague" is a name, and so is "The Wire" inside a sentence; "The ministry" is none.
            let whole = |length: usize| length > 1 && !self.is_capitalized(at + length);
            let name = self.name_at(at).is_some_and(|(length, _)| whole(length));
            return name || (!first && self.is_capitalized(at + 1) && self.tokens.folded(at) == "the");
        }
        if !entry.is(Class::Common) || !title_case {
            return true;
        }
        // A common word with a capital: inside a sentence it may begin a name, at its start only with help.
        let helped = self
            .name_at(at)
            .is_some_and(|(length, entry)| length > 1 || entry.is_any(&[Class::Country, Class::Demonym]))
            || self.title_at(at).is_some()
            || self.headed(at, self.run_end(at)).is_some();
        helped || !first
    }

    /// How many tokens from here on name nobody, for all their capitals: "Christmas Eve", "GMT".
    pub fn never_at(&self, at: usize) -> Option<usize> {
        let named =
            self.is_capitalized(at).then(|| self.tokens.longest_phrase(at, self.sentence.end, &[Class::Never]))??;
        Some(named.0).filter(|length| self.name_at(at).is_none_or(|(known, _)| known <= *length))
    }

    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.tokens.word(at), "'S" | "’S")
    }

    /// "Western-backed", "U.S.-led": an adjective, not a name.
    fn is_compound(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        let last = word.rsplit_once(['-', '‐', '‑']).map(|(_, last)| last);
        // "Jong-un" is none: its last part is no English word.
        let is_word =
            |last: &str| last.starts_with(char::is_lowercase) && Lexicon::get().phrase(last).is(Class::Common);
        last.is_some_and(is_word) && self.name_at(at).is_none()
    }

    /// A capital that names nobody: "I", "I'm", a lone letter.
    fn is_pronoun(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        let lone = word.chars().count() == 1 && word.starts_with(char::is_alphabetic) && word.is_ascii();
        lone || matches!(self.tokens.folded(at), "i'm" | "i've" | "i'll" | "i'd" | "we've" | "we're" | "we'll")
    }

    /// Whether a token is a month or a weekday, and not a given or family name: "the singer April Jones", "Theresa
    /// May".
    fn date_word(&self, at: usize) -> bool {
        let title_case = self.tokens.get(at).is_some_and(|token| token.case == Case::Title);
        if !title_case || !dates::is_calendar_name(self.tokens.folded(at)) {
            return false;
        }
        let before = if at > self.sentence.start { self.tokens.entry(at - 1) } else { Entry::default() };
        let given = before.is(Class::Title) && self.tokens.entry(at).is(Class::Forename) && self.is_capitalized(at + 1);
        let numbered = self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
        let month = !self.tokens.folded(at).ends_with("day") && !numbered;
        let family = month && before.is(Class::Forename) && self.is_capitalized(at - 1);
        !given && !family
    }

    /// A known name at a token, capitalised throughout but for the links inside.
    pub fn name_at(&self, at: usize) -> Option<(usize, Entry)> {
        let stop = self.sentence.end.min(at + LONGEST);
        let written = (at..stop).find(|at| !self.is_capitalized(*at) && !self.is_inside(*at));
        let (length, entry) = self.tokens.longest_phrase(at, written.unwrap_or(stop), NAMES)?;
        let written = self.is_capitalized(at) && (length == 1 || !LINKS.contains(&self.tokens.folded(at + length - 1)));
        let upper = |at: usize| self.tokens.get(at).is_some_and(|token| token.case == Case::Upper);
        // "who" and "us" are words unless they shout; "Nice" and "Most" are too, unless nothing else fits.
        let folded = self.tokens.folded(at);
        let word = length == 1
            && folded.len() <= 3
            && entry.is_any(&[Class::Organization, Class::Place, Class::Country])
            && !upper(at);
        let common = length == 1
            && self.tokens.entry(at).is(Class::Common)
            && !entry.is_any(&[Class::Country, Class::Demonym, Class::Group])
            && !upper(at);
        (written && !word && !common).then_some((length, entry))
    }

    fn is_inside(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.kind != TokenKind::Word || self.tokens.entry(at).is(Class::Particle))
            || LINKS.contains(&self.tokens.folded(at))
    }

    pub fn title_at(&self, at: usize) -> Option<usize> {
        self.tokens.longest_phrase(at, self.sentence.end, &[Class::Title, Class::Honorific]).map(|(length, _)| length)
    }

    /// Where the run of capitalised words that begins at a token ends.
    pub fn run_end(&self, start: usize) -> usize {
        let mut at = start;
        while at < start + LONGEST {
            // "Secretary of State", "House of Representatives": what is known as a whole is not cut at its small words.
            let title = self.title_at(at).filter(|_| at < self.sentence.end && self.is_capitalized(at));
            let whole = self.name_at(at).map(|(length, _)| length).max(title);
            if let Some(length) = whole.filter(|length| *length > 1 && self.is_capitalized(at + length - 1)) {
                at += length;
                continue;
            }
            if at == start {
                at += 1;
                continue;
            }
            let goes_on = self.never_at(at).is_none()
                && !self.is_possessive(at)
                && !self.date_word(at)
                && !self.is_pronoun(at)
                && !self.is_compound(at);
            if self.is_capitalized(at) && goes_on {
                at += 1;
                continue;
            }
            // "National People's Party": a possessive of a common noun stays inside.
            let owner = self.tokens.entry(at - 1).is(Class::Common) || self.tokens.folded(at.saturating_sub(2)) == "st";
            if owner
                && matches!(self.tokens.word(at), "'s" | "’s")
                && self.is_capitalized(at - 1)
                && self.is_capitalized(at + 1)
            {
                at += 2;
                continue;
            }
            // Luiz "Ceará" Bezerra.
            let quoted = matches!(self.tokens.word(at), "\"" | "“" | "'" | "‘")
                && matches!(self.tokens.word(at + 2), "\"" | "”" | "'" | "’");
            if quoted
                && self.is_capitalized(at - 1)
                && self.is_capitalized(at + 1)
                && self.is_capitalized(at + 3)
                && !self.tokens.spaced(at + 2)
                && self.tokens.spaced(at)
            {
                at += 4;
                continue;
            }
            // Particles and "&" join capitals on both sides: "Ursula von der Leyen", "Ernst & Young".
            let joins = |at: usize| self.tokens.entry(at).is(Class::Particle) || self.tokens.word(at) == "&";
            let width = (1..=3).find(|width| (at..at + width).all(joins) && self.is_capitalized(at + width));
            match width {
                Some(width) if self.is_capitalized(at - 1) && !JOINTS.contains(&self.tokens.folded(at)) => at += width,
                _ => return at,
            }
        }
        at
    }

    /// The longest name at a token that a head word closes or opens, and that word's class.
    pub fn headed(&self, at: usize, end: usize) -> Option<(usize, Class)> {
        let class_of = |at: usize| {
            let heads = HEADS.iter().filter(|_| self.is_capitalized(at));
            heads.map(|(class, _)| *class).find(|class| self.tokens.entry(at).is(*class))
        };
        let is_head_before =
            |at: usize| self.tokens.entry(at).is_any(&[Class::EventHeadBefore, Class::PlaceHeadBefore]);
        // "Hurricane Katrina", "Lake Victoria".
        let known = self.name_at(at).is_some_and(|(length, _)| length > 1);
        if is_head_before(at)
            && at + 1 < end
            && !known
            && !self.tokens.entry(at).is(Class::Forename)
            && class_of(end - 1).is_none()
        {
            let event = self.tokens.entry(at).is(Class::EventHeadBefore);
            let stop = (at + 1..end).find(|next| self.title_at(*next).is_some()).unwrap_or(end);
            if stop > at + 1 {
                return Some((stop, if event { Class::EventHead } else { Class::PlaceHead }));
            }
        }
        // "Foreign Ministry", "Bank of Japan": the last head of the run with no title before it.
        // "General Hospital", "Safety Board": before a head a word is no rank.
        let rank = |at: usize| class_of(at + 1).is_none();
        let titled = (at..end).find(|at| {
            self.title_at(*at).is_some()
                && !self.tokens.entry(*at).is_any(&[Class::OrganizationHead, Class::OrganizationHeadOf])
                && rank(*at)
        });
        let stop = titled.unwrap_or(end);
        let portfolio = |head: usize| PORTFOLIOS.contains(&self.tokens.folded(head + 1));
        let head =
            (at..stop).rev().find_map(|head| class_of(head).filter(|_| !portfolio(head)).map(|class| (head, class)))?;
        let (head, class) = head;
        let tail = self.tail(head + 1, class);
        let alone = head == at;
        (!alone || tail > head + 1).then_some((tail, class))
    }

    /// The "of Foreign Affairs" behind a head word.
    fn tail(&self, start: usize, class: Class) -> usize {
        let organization = matches!(class, Class::OrganizationHead | Class::OrganizationHeadOf);
        let opens = match self.tokens.folded(start) {
            "of" => organization || matches!(class, Class::PlaceHead | Class::EventHead | Class::WorkHead),
            "for" => organization,
            _ => false,
        };
        if !opens {
            return start;
        }
        let mut end = start;
        let mut at = start;
        while at < self.sentence.end.min(start + LONGEST) {
            let capital = self.is_capitalized(at) && !self.date_word(at);
            if capital && (self.title_at(at).is_some() && at > start + 1 || self.is_another(at)) {
                break;
            } else if capital {
                end = at + 1;
            } else if !(LINKS.contains(&self.tokens.folded(at)) && at <= end + 1 || self.is_listed(at)) {
                break;
            }
            at += 1;
        }
        end
    }

    /// Whether another name begins behind an "and": "Bank of America and Goldman Sachs", but not "Foreign Affairs and
    /// Trade".
    fn is_another(&self, at: usize) -> bool {
        if !matches!(self.tokens.folded(at - 1), "and" | "the")
            || !(self.tokens.folded(at - 1) == "and" || self.tokens.folded(at - 2) == "and")
        {
            return false;
        }
        let run = (at..self.sentence.end.min(at + LONGEST)).take_while(|at| self.is_capitalized(*at)).count();
        let head = self.tokens.entry(at + run - 1).is_any(&[Class::OrganizationHead, Class::OrganizationHeadOf]);
        let upper = self.tokens.get(at).is_some_and(|token| token.case == Case::Upper);
        let of = self.tokens.entry(at).is(Class::OrganizationHeadOf) && self.tokens.folded(at + 1) == "of";
        self.name_at(at).is_some() || upper || of || (run > 1 && head) || self.tokens.entry(at).is(Class::Forename)
    }

    /// The comma of "Ministry of Education, Science and Technology": capitals follow it up to an "and" with one more.
    fn is_listed(&self, comma: usize) -> bool {
        if self.tokens.word(comma) != "," || !self.is_capitalized(comma + 1) {
            return false;
        }
        let rest = comma + 1..self.sentence.end.min(comma + 10);
        let stop = rest.clone().find(|at| !self.is_capitalized(*at) && self.tokens.word(*at) != ",");
        stop.is_some_and(|at| self.tokens.folded(at) == "and" && self.is_capitalized(at + 1))
    }
}
