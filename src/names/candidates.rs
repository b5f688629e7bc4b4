//! Where names may stand, and what they may name.
//!
//! Running text is cut into runs of capitalised words; each run is read from left to right: titles are passed over,
//! organisations end in a head word ("Ministry", "Bank of"), known phrases are taken whole, and what is left is typed by
//! its context (`context.rs`). Headlines in capitals say nothing by their casing: there only names count that the
//! lexicon or the rest of the article knows (`evidence.rs`).

use std::ops::Range;

use crate::analysis::{BlockKind, EntityType};
use crate::article::TokenBlock;
use crate::dates;
use crate::language::{Case, Sentence, TokenKind, Tokens};
use crate::lexicon::{Class, Entry, Lexicon};
use crate::names::context::{self, Context};
use crate::names::evidence;

/// A stretch that may be a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it may name.
    pub kind: EntityType,
    /// How sure, above 0 and below 1.
    pub score: f64,
    /// The tokens of the title before it.
    pub role: Option<Range<usize>>,
}

/// Lists of names, and what a name in each is. The first that fits wins.
const KNOWN: &[(Class, EntityType)] = &[
    (Class::Country, EntityType::Place),
    (Class::Demonym, EntityType::Group),
    (Class::Group, EntityType::Group),
    (Class::Organization, EntityType::Organization),
    (Class::Event, EntityType::Event),
    (Class::Work, EntityType::Work),
    (Class::Place, EntityType::Place),
    (Class::City, EntityType::Place),
];

/// Head words at the end of a name, and what such a name is.
const HEADS: &[(Class, EntityType)] = &[
    (Class::OrganizationHead, EntityType::Organization),
    (Class::OrganizationHeadOf, EntityType::Organization),
    (Class::EventHead, EntityType::Event),
    (Class::PlaceHead, EntityType::Place),
    (Class::WorkHead, EntityType::Work),
];

/// Words inside a long name: "Ministry of Foreign Affairs and Trade".
const LINKS: &[&str] = &["of", "for", "and", "the", "&", "on", "de", "to"];

/// What a known phrase names.
pub(super) fn known(entry: Entry) -> Option<EntityType> {
    KNOWN.iter().find(|(class, _)| entry.is(*class)).map(|(_, kind)| *kind)
}

/// All candidates of an article, in order. They may overlap.
pub fn find(tokens: &Tokens<'_>, blocks: &[TokenBlock], sentences: &[Sentence]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut shouted = Vec::new();
    for sentence in sentences {
        // What the page says of itself, "Share on Facebook", names nobody in the story.
        let block = blocks.get(sentence.block).filter(|block| block.kind != BlockKind::Boilerplate);
        let Some(block) = block else { continue };
        if is_shouted(tokens, block) {
            shouted.push(sentence);
            continue;
        }
        Reader { tokens, sentence: sentence.tokens.clone(), block: block.kind, found: &mut found }.read();
    }
    let evidence = evidence::gather(tokens, &found);
    evidence::apply(tokens, &evidence, &mut found);
    for sentence in shouted {
        evidence::find_known(tokens, sentence.tokens.clone(), &evidence, &mut found);
    }
    found.sort_by_key(|candidate| (candidate.tokens.start, candidate.tokens.end));
    found
}

/// Whether casing says nothing in a block: a headline with capitals throughout.
fn is_shouted(tokens: &Tokens<'_>, block: &TokenBlock) -> bool {
    let words = || {
        block
            .tokens
            .clone()
            .filter_map(|at| tokens.get(at))
            .filter(|token| token.kind == TokenKind::Word && token.span.len() > 3)
    };
    let all = words().count();
    let capitals = words().filter(|token| token.is_capitalized()).count();
    let headline = matches!(block.kind, BlockKind::Title | BlockKind::Heading);
    let upper = words().filter(|token| token.case == Case::Upper).count();
    (headline && all >= 3 && capitals * 10 >= all * 7) || (all >= 4 && upper * 10 >= all * 8)
}

/// Reads one sentence.
struct Reader<'a, 't> {
    tokens: &'a Tokens<'t>,
    sentence: Range<usize>,
    block: BlockKind,
    found: &'a mut Vec<Candidate>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            if !self.opens(at) {
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            at = self.read_run(at..end).max(at + 1);
        }
    }

    fn is_capitalized(&self, at: usize) -> bool {
        at < self.sentence.end
            && self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.is_capitalized())
    }

    /// Whether a run can begin at a token: a capital that is not merely the sentence's first.
    fn opens(&self, at: usize) -> bool {
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

    fn is_pronoun(&self, at: usize) -> bool {
        matches!(
            self.tokens.word(at),
            "I" | "A" | "Mr" | "I'm" | "I’m" | "I've" | "I’ve" | "I'll" | "I’ll" | "I'd" | "I’d"
        ) && self.title_at(at).is_none()
    }

    /// Whether a token is a month or a weekday, and not a given or family name: "the singer April Jones", "Theresa May".
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
    fn name_at(&self, at: usize) -> Option<(usize, Entry)> {
        let classes: [Class; 8] =
            std::array::from_fn(|index| KNOWN.get(index).map_or(Class::City, |(class, _)| *class));
        let written = (at..self.sentence.end).find(|at| !self.is_capitalized(*at) && !self.is_inside(*at));
        let (length, entry) = self.tokens.longest_phrase(at, written.unwrap_or(self.sentence.end), &classes)?;
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
        token.is_some_and(|token| token.kind != TokenKind::Word || token.entry.is(Class::Particle))
            || LINKS.contains(&self.tokens.folded(at))
    }

    fn title_at(&self, at: usize) -> Option<usize> {
        self.tokens.longest_phrase(at, self.sentence.end, &[Class::Title, Class::Honorific]).map(|(length, _)| length)
    }

    /// Where the run of capitalised words that begins at a token ends.
    fn run_end(&self, start: usize) -> usize {
        let mut at = start;
        loop {
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
            let goes_on =
                !self.is_possessive(at) && !self.date_word(at) && !self.is_pronoun(at) && !self.is_compound(at);
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
            // Particles and "&" join capitals on both sides: "Ursula von der Leyen", "Ernst & Young".
            let joins = |at: usize| self.tokens.entry(at).is(Class::Particle) || self.tokens.word(at) == "&";
            let width = (1..=3).find(|width| (at..at + width).all(joins) && self.is_capitalized(at + width));
            match width {
                Some(width) if self.is_capitalized(at - 1) && !JOINTS.contains(&self.tokens.folded(at)) => at += width,
                _ => return at,
            }
        }
    }

    /// Reads one run from left to right, and says where it got to: "Bank of Japan" ends behind its run.
    fn read_run(&mut self, run: Range<usize>) -> usize {
        let mut at = run.start;
        let mut role: Option<Range<usize>> = context::title_before(self.tokens, self.sentence.start..run.start);
        while at < run.end {
            if let Some(end) = self.headed(at, run.end) {
                let kind = self.kind_of_head(at..end.0, end.1);
                self.push(at..end.0, kind, 0.85, None);
                (at, role) = (end.0, None);
                continue;
            }
            let name = self
                .name_at(at)
                .filter(|(length, entry)| *length > 1 || !self.is_forename_of(at..run.end, *entry, role.is_some()));
            if let Some(length) = self.title_at(at).filter(|length| name.is_none_or(|(known, _)| known < *length)) {
                // A title names nobody; with a demonym before it the role is longer, see `roles.rs`.
                if at + length < run.end || role.is_none() {
                    role = Some(role.map_or(at, |role| role.start)..at + length);
                }
                at += length;
                continue;
            }
            if let Some((length, entry)) = name {
                let kind = known(entry).unwrap_or(EntityType::Place);
                // A title before a place, "President Jordan", makes it a person unless it is a demonym or a country.
                let person = role.is_some()
                    && length == 1
                    && kind == EntityType::Place
                    && at + 1 == run.end
                    && entry.is_any(&[Class::Forename, Class::Surname]);
                let place = self.before_number(at, length);
                if person {
                    self.push(at..at + length, EntityType::Person, 0.8, role.take());
                } else if let Some(end) = place {
                    self.push(at..end, EntityType::Event, 0.6, None);
                    at = end - length;
                } else {
                    self.push(at..at + length, kind, score_of(entry, length), None);
                }
                at += length;
                continue;
            }
            let end = self.unknown_end(at, run.end);
            if end < run.end && PORTFOLIOS.contains(&self.tokens.folded(end)) {
                // "Water Minister": the office of whoever comes next.
                (role, at) = (Some(at..end + 1), end + 1);
                continue;
            }
            self.push_unknown(at..end, role.take());
            at = end;
        }
        at
    }

    /// "Geneva 2": a city and a small number, a conference's name if it comes back; see `evidence.rs`.
    fn before_number(&self, at: usize, length: usize) -> Option<usize> {
        let number = at + length;
        let digits = self.tokens.word(number);
        let small = number < self.sentence.end && digits.len() == 1 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let city = self.tokens.longest_phrase(at, number, &[Class::City]).is_some();
        let score = self.is_capitalized(number + 1) || matches!(self.tokens.word(number + 1), "-" | "–" | ":" | "%");
        (small && city && !score && self.tokens.spaced(number)).then_some(number + 1)
    }

    /// Whether a one-word name, "Paris", "Jordan", is a forename here because a surname follows; behind a title any
    /// surname will do.
    fn is_forename_of(&self, run: Range<usize>, entry: Entry, titled: bool) -> bool {
        use Class::{Common, Country, Demonym, Organization, OrganizationHead, PlaceHead, Surname, Title};
        let forename = self.tokens.entry(run.start).is(Class::Forename) && run.len() > 1;
        let next = self.tokens.entry(run.start + 1);
        let surname = !next.is_any(&[Demonym, Title, Country, OrganizationHead, PlaceHead, Common]);
        let plain =
            !entry.is_any(&[Country, Demonym]) && !next.is(Organization) && (next.is(Surname) || next.is_unknown());
        forename && surname && (titled || plain)
    }

    /// Where an unknown stretch ends: before the next title, demonym or country.
    fn unknown_end(&self, start: usize, end: usize) -> usize {
        let person = self.tokens.entry(start).is_any(&[Class::Forename, Class::Surname]);
        let stops = |at: usize| {
            let entry = self.tokens.entry(at);
            entry.is_any(&[Class::Demonym, Class::Country])
                && !(person && entry.is_any(&[Class::Forename, Class::Surname]))
                || (self.title_at(at).is_some() && !entry.is_any(&[Class::Forename, Class::Surname]))
        };
        (start + 1..end).find(|at| stops(*at)).unwrap_or(end)
    }

    fn push_unknown(&mut self, tokens: Range<usize>, role: Option<Range<usize>>) {
        if self.is_office(tokens.start) {
            return;
        }
        let context = Context { tokens: self.tokens, sentence: self.sentence.clone(), block: self.block };
        if let Some((kind, score)) = context.kind_of(tokens.clone(), role.is_some()) {
            let role = role.filter(|_| kind == EntityType::Person);
            self.push(tokens, kind, score, role);
        }
    }

    /// The "Interior" of "Minister of Interior" names an office, nothing else.
    fn is_office(&self, at: usize) -> bool {
        let holder = at.checked_sub(2).filter(|holder| *holder >= self.sentence.start);
        holder.is_some_and(|holder| {
            self.tokens.folded(at - 1) == "of"
                && matches!(self.tokens.folded(holder), "minister" | "ministers" | "secretary" | "undersecretary")
        })
    }

    /// The longest name at a token that a head word closes or opens, and that word's class.
    fn headed(&self, at: usize, end: usize) -> Option<(usize, Class)> {
        let class_of =
            |at: usize| HEADS.iter().find(|(class, _)| self.tokens.entry(at).is(*class)).map(|(class, _)| *class);
        let is_head_before =
            |at: usize| self.tokens.entry(at).is_any(&[Class::EventHeadBefore, Class::PlaceHeadBefore]);
        // "Hurricane Katrina", "Lake Victoria".
        if is_head_before(at)
            && at + 1 < end
            && !self.tokens.entry(at).is(Class::Forename)
            && class_of(end - 1).is_none()
        {
            let class =
                if self.tokens.entry(at).is(Class::EventHeadBefore) { Class::EventHead } else { Class::PlaceHead };
            if self.title_at(at + 1).is_none() {
                return Some((end, class));
            }
        }
        // "Foreign Ministry", "Bank of Japan": the last head of the run with no title before it.
        let titled = (at..end).find(|at| {
            self.title_at(*at).is_some()
                && !self.tokens.entry(*at).is_any(&[Class::OrganizationHead, Class::OrganizationHeadOf])
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
        while at < self.sentence.end {
            if self.is_capitalized(at) && !self.date_word(at) {
                end = at + 1;
            } else if !(LINKS.contains(&self.tokens.folded(at)) && at <= end + 1 || self.is_listed(at)) {
                break;
            }
            at += 1;
        }
        end
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

    fn kind_of_head(&self, tokens: Range<usize>, class: Class) -> EntityType {
        // A known name is what the lists say, whatever its last word.
        let whole =
            self.tokens.longest_phrase(tokens.start, tokens.end, &[]).filter(|(length, _)| *length == tokens.len());
        if let Some(kind) = whole.and_then(|(_, entry)| known(entry)) {
            return kind;
        }
        let organization = matches!(class, Class::OrganizationHead | Class::OrganizationHeadOf);
        let place = [Class::City, Class::Country, Class::Place];
        // "Zamboanga City" is a place, "The Salt Road" inside a sentence the title of a work.
        if self.tokens.entry(tokens.end - 1).is(Class::PlaceHead) && self.tokens.entry(tokens.start).is_any(&place) {
            return EntityType::Place;
        }
        if self.tokens.folded(tokens.start) == "the" && tokens.start > self.sentence.start && !organization {
            return EntityType::Work;
        }
        HEADS.iter().find(|(head, _)| *head == class).map_or(EntityType::Organization, |(_, kind)| *kind)
    }

    fn push(&mut self, tokens: Range<usize>, kind: EntityType, score: f64, role: Option<Range<usize>>) {
        self.found.push(Candidate { tokens, kind, score, role });
    }
}

fn score_of(entry: Entry, length: usize) -> f64 {
    match (entry.is_any(&[Class::Country, Class::Demonym, Class::Group]), length) {
        (true, _) => 0.95,
        (false, 2..) => 0.9,
        (false, _) if entry.is_any(&[Class::Forename, Class::Surname]) => 0.65,
        _ => 0.8,
    }
}

/// Holders of an office: the capitalised words before them say which.
const PORTFOLIOS: &[&str] = &["minister", "ministers", "secretary", "commissioner"];

/// Particles that also stand between two names.
const JOINTS: &[&str] = &["and", "y", "e", "to", "in", "on", "at", "of", "the", "for"];

/// Capitalised inside a sentence these still name nothing.
const FUNCTION: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "he", "her", "his", "how", "if", "in", "is", "it", "its",
    "my", "no", "not", "of", "on", "or", "our", "she", "so", "that", "the", "their", "then", "there", "they", "this",
    "to", "we", "what", "when", "where", "who", "why", "with", "yes", "you", "your",
];
