//! What an article says a person is: the title before the name ("Russian Foreign Minister Sergei Lavrov"), or the
//! apposition beside it ("Badr Jamous, the coalition's secretary general,", "the curator, Morag Ferrier").

use std::ops::Range;

use crate::analysis::EntityType;
use crate::language::{Case, TokenKind, Tokens};
use crate::lexicon::Class;
use crate::names::tag::Candidate;

/// No apposition that names a role is longer, in tokens.
const APPOSITION: usize = 14;
/// No title is longer, in tokens.
const TITLE: usize = 6;
/// How many words of a role stand before its title word: "provincial livestock chief".
const MODIFIERS: usize = 3;

/// Forms of address that say nothing of an office.
#[rustfmt::skip]
const ADDRESS: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "sr", "sir", "dame", "messrs", "mme", "mlle", "madam", "madame", "shri",
    "smt", "u", "daw", "m", "señor", "señora", "don", "doña", "khun", "md",
];

/// Words before which no role reaches back.
#[rustfmt::skip]
const STOPS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your", "some",
    "any", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "both", "all",
    "other", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "as", "but", "than", "that",
    "when", "while", "is", "was", "are", "were", "be", "been", "has", "have", "had", "also", "then", "not", "after",
    "before", "like", "including", "where", "if", "because", "under", "between", "against", "among", "about", "into",
    "over", "per",
];

/// What a person is said to be beside one mention. `chosen` are all names of the article in order, `at` is the
/// person's.
pub fn role(tokens: &Tokens<'_>, chosen: &[Candidate], at: usize) -> Option<String> {
    let one = chosen.get(at)?;
    let roles = Roles { tokens, chosen };
    let range = roles.before(at).or_else(|| roles.in_list(at)).or_else(|| roles.behind(one.tokens.end))?;
    Some(tokens.shown(range))
}

struct Roles<'a, 't> {
    tokens: &'a Tokens<'t>,
    chosen: &'a [Candidate],
}

impl Roles<'_, '_> {
    /// The role right before a name, or before the comma before it.
    fn before(&self, at: usize) -> Option<Range<usize>> {
        let floor = self.floor(at);
        let start = self.chosen.get(at)?.tokens.start;
        let skipped =
            |skips: &dyn Fn(usize) -> bool| (floor..start).rev().find(|at| !skips(*at)).map_or(floor, |at| at + 1);
        // "the caliph, Serigne Mbacké": the office says more than the form of address, which is better than nothing.
        let honorific = |at: usize| self.tokens.entry(at).is(Class::Honorific) && !self.ends_title(at);
        let office = self.ending(at, floor, skipped(&honorific));
        office.or_else(|| self.ending(at, floor, skipped(&|at| self.is_address(at))))
    }

    /// The role that ends before a token, or before the comma before it.
    fn ending(&self, at: usize, floor: usize, end: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let sign = if end > floor { tokens.word(end - 1) } else { "" };
        // "Editor in Chief: Reza Huwaida".
        let (comma, colon) = (sign == ",", sign == ":");
        let end = if comma || colon { end - 1 } else { end };
        let title = self.title_before(floor, end)?;
        // An office alone on its line is no word of the next.
        if title.clone().skip(1).any(|at| tokens.begins_line(at)) || (!comma && tokens.begins_line(end)) {
            return None;
        }
        let start = self.extended(at, floor, title.start);
        let introduced = |at: usize| {
            let word = tokens.folded(at);
            matches!(word, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "two" | "three" | "four" | "five")
                || matches!(word, "'s" | "’s")
        };
        // "A teacher, Paris" is a list unless someone introduces the teacher.
        let first = start.saturating_sub(3).max(floor);
        let opens = tokens.begins_line(start) || start == floor || tokens.word(start - 1) == ".";
        let fits = if colon { opens } else { !comma || (first..title.start).any(introduced) };
        fits.then_some(start..title.end)
    }

    /// The longest title that ends at a token. Forms of address alone are none.
    fn title_before(&self, floor: usize, end: usize) -> Option<Range<usize>> {
        let starts = (end.saturating_sub(TITLE).max(floor)..end).filter(|start| self.is_title(*start, end));
        let mut title = starts.min()?..end;
        // "General" of "Secretary General" belongs to it; "chief General Luis" has two titles.
        while title.start > floor {
            let before = (title.start.saturating_sub(TITLE).max(floor)..title.start)
                .find(|start| self.is_title(*start, title.start));
            let Some(before) = before else { break };
            title.start = before;
        }
        title.clone().any(|at| !self.is_address(at)).then_some(title)
    }

    /// Whether these tokens are a title as a whole, in the singular or the plural.
    fn is_title(&self, start: usize, end: usize) -> bool {
        let titles = &[Class::Title, Class::Honorific];
        if self.tokens.get(start).is_none_or(|token| token.kind != TokenKind::Word) {
            return false;
        }
        self.tokens.whole_phrase(start..end, titles).is_some() || self.is_plural_title(start, end)
    }

    /// "Board members", "nurses".
    fn is_plural_title(&self, start: usize, end: usize) -> bool {
        let last = self.tokens.folded(end - 1);
        let Some(single) = last.strip_suffix('s').filter(|single| single.len() > 3) else { return false };
        let mut phrase = String::new();
        for at in start..end - 1 {
            phrase.push_str(self.tokens.folded(at));
            phrase.push(' ');
        }
        phrase.push_str(single);
        crate::lexicon::Lexicon::get().phrase(&phrase).is(Class::Title)
    }

    /// Where a role begins that ends in a title: with its country, body, or the words that make it narrower.
    fn extended(&self, at: usize, floor: usize, title: usize) -> usize {
        let tokens = self.tokens;
        let mut start = title;
        let mut taken = 0;
        let mut before = at;
        while start > floor && taken < MODIFIERS {
            // "U.N. envoy", "French President", "DPWH district engineer": a name right before it.
            before = self.chosen.get(..before).unwrap_or(&[]).partition_point(|name| name.tokens.end < start);
            let name = self.chosen.get(before).filter(|name| name.tokens.end == start && name.tokens.start >= floor);
            if let Some(name) = name {
                if name.kind == EntityType::Person {
                    break;
                }
                start = name.tokens.start;
                taken += 1;
                continue;
            }
            let word = start - 1;
            let Some(token) = tokens.get(word).filter(|token| token.kind == TokenKind::Word) else { break };
            let entry = tokens.entry(word);
            let stops = STOPS.contains(&tokens.folded(word)) || entry.is(Class::Say) || tokens.begins_line(start);
            // A verb is no part of a role: "they put Prime Minister X".
            let small = tokens.get(title).is_some_and(|head| head.case == Case::Lower);
            let fits = token.case != Case::Lower || small;
            if stops || !fits || tokens.word(word).ends_with("'s") {
                break;
            }
            start = word;
            taken += 1;
        }
        // What began in the middle of a clause was no noun phrase: only the title is sure.
        let opened = start == floor
            || tokens.begins_line(start)
            || STOPS.contains(&tokens.folded(start - 1))
            || tokens.get(start - 1).is_some_and(|token| token.kind == TokenKind::Sign)
            || tokens.entry(start - 1).is(Class::Say)
            || matches!(tokens.word(start - 1), "'s" | "’s");
        let named = (start..title).all(|at| tokens.get(at).is_some_and(|token| token.is_capitalized()));
        if opened || named { start } else { title }
    }

    /// The role of the first of a list: "Board members Chad Kessler, Penny Barnhart and Dr. Mark Trimble".
    fn in_list(&self, at: usize) -> Option<Range<usize>> {
        let joins = |gap: Range<usize>| {
            !gap.is_empty()
                && gap.len() <= 3
                && gap.clone().all(|at| matches!(self.tokens.folded(at), "," | "and") || self.is_address(at))
        };
        let mut first = at;
        while let Some(before) = first.checked_sub(1).and_then(|before| self.chosen.get(before)) {
            let gap = before.tokens.end..self.chosen.get(first)?.tokens.start;
            if before.kind != EntityType::Person || !joins(gap) || at - first > 20 {
                break;
            }
            first -= 1;
        }
        let role = self.before(first).filter(|_| first < at)?;
        role.clone().any(|start| self.is_plural_title(start, role.end)).then_some(role)
    }

    /// The apposition behind a name: ", the coalition's secretary general,", ", 84, a retired bookbinder".
    fn behind(&self, end: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        // A byline's second line: "Staff Writer".
        if tokens.begins_line(end) {
            let (length, _) = tokens.longest_phrase(end, end + TITLE, &[Class::Title])?;
            return tokens.begins_line(end + length).then_some(end..end + length);
        }
        if tokens.word(end) != "," {
            return None;
        }
        let number = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        let mut start = if number(end + 1) && tokens.word(end + 2) == "," { end + 3 } else { end + 1 };
        let stop = |at: &usize| {
            tokens.get(*at).is_none_or(|token| token.kind == TokenKind::Sign)
                || tokens.begins_line(*at)
                || matches!(tokens.folded(*at), "who" | "whose" | "which" | "that" | "where" | "said" | "told")
        };
        let stop = (start..start + APPOSITION).find(|at| stop(at) && !matches!(tokens.word(*at), "'s" | "’s"))?;
        let article = tokens.folded(start);
        let (the, one) = (matches!(article, "the" | "his" | "her" | "their"), matches!(article, "a" | "an"));
        if the || one {
            start += 1;
        }
        if start >= stop {
            return None;
        }
        let titled = (start..stop).any(|at| self.is_title(at, at + 1) && tokens.entry(at).is(Class::Title));
        let clause = matches!(
            tokens.folded(start),
            "who"
                | "which"
                | "whose"
                | "and"
                | "but"
                | "he"
                | "she"
                | "it"
                | "in"
                | "on"
                | "at"
                | "of"
                | "from"
                | "as"
                | "was"
                | "week"
                | "day"
                | "month"
                | "year"
                | "few"
                | "bit"
                | "while"
                | "when"
                | "where"
                | "for"
                | "with"
                | "is"
        );
        let word = tokens.get(start).is_some_and(|token| token.kind == TokenKind::Word);
        let fits = titled || (one && stop - start <= 8);
        (word && !clause && fits).then_some(start..stop)
    }

    /// Behind the name before, and never further back than a title with what makes it narrower reaches.
    fn floor(&self, at: usize) -> usize {
        let start = self.chosen.get(at).map_or(0, |one| one.tokens.start);
        let person =
            self.chosen.get(..at).unwrap_or(&[]).iter().rev().take(4).find(|name| name.kind == EntityType::Person);
        start.saturating_sub(2 * TITLE).max(person.map_or(0, |name| name.tokens.end))
    }

    /// Whether a title of several words ends with this one: "Secretary General".
    fn ends_title(&self, at: usize) -> bool {
        let whole = |start: usize| self.tokens.whole_phrase(start..at + 1, &[Class::Title]).is_some();
        (at.saturating_sub(2)..at).any(whole)
    }

    fn is_address(&self, at: usize) -> bool {
        ADDRESS.contains(&self.tokens.folded(at))
    }
}
