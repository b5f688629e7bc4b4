//! Where names may stand, and what they may name.
//!
//! Running text is cut into runs of capitalised words; each run is read from left to right: titles are passed over,
//! organisations end in a head word ("Ministry", "Bank of"), known phrases are taken whole, and what is left is typed
//! by its context (`context.rs`). Headlines in capitals say nothing by their casing: there only names count that the
//! lexicon or the rest of the article knows (`evidence.rs`).

use std::ops::Range;

use crate::analysis::{BlockKind, EntityType};
use crate::article::TokenBlock;
use crate::language::{Case, Sentence, TokenKind, Tokens};
use crate::lexicon::{Class, Entry};
use crate::names::context::{self, Context};
use crate::names::evidence;
use crate::names::runs::Runs;

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
pub(super) const KNOWN: &[(Class, EntityType)] = &[
    (Class::Country, EntityType::Place),
    (Class::Demonym, EntityType::Group),
    (Class::Group, EntityType::Group),
    (Class::Organization, EntityType::Organization),
    (Class::Event, EntityType::Event),
    (Class::Work, EntityType::Work),
    (Class::Place, EntityType::Place),
    (Class::City, EntityType::Place),
];

/// The classes of [`KNOWN`].
pub(super) const NAMES: &[Class] = &[
    Class::Country,
    Class::Demonym,
    Class::Group,
    Class::Organization,
    Class::Event,
    Class::Work,
    Class::Place,
    Class::City,
];

/// Head words at the end of a name, and what such a name is.
pub(super) const HEADS: &[(Class, EntityType)] = &[
    (Class::OrganizationHead, EntityType::Organization),
    (Class::OrganizationHeadOf, EntityType::Organization),
    (Class::EventHead, EntityType::Event),
    (Class::PlaceHead, EntityType::Place),
    (Class::WorkHead, EntityType::Work),
];

/// What a known phrase names.
pub(super) fn known(entry: Entry) -> Option<EntityType> {
    KNOWN.iter().find(|(class, _)| entry.is(*class)).map(|(_, kind)| *kind)
}

/// All candidates of an article, in order. They may overlap.
pub fn find(tokens: &Tokens<'_>, blocks: &[TokenBlock], sentences: &[Sentence]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut shouted = Vec::new();
    let is_shouted: Vec<bool> = blocks.iter().map(|block| is_shouted(tokens, block)).collect();
    for sentence in sentences {
        // What the page says of itself, "Share on Facebook", names nobody in the story.
        let block = blocks.get(sentence.block).filter(|block| block.kind != BlockKind::Boilerplate);
        let Some(block) = block else { continue };
        if is_shouted.get(sentence.block) == Some(&true) {
            shouted.push(sentence);
            continue;
        }
        found.extend(quoted_titles(tokens, sentence.tokens.clone()));
        let runs = Runs { tokens, sentence: sentence.tokens.clone() };
        Reader { runs, block: block.kind, found: &mut found }.read();
    }
    let evidence = evidence::gather(tokens, &found);
    evidence::apply(tokens, &evidence, &mut found);
    for sentence in shouted {
        evidence::find_known(tokens, sentence.tokens.clone(), &evidence, &mut found);
    }
    found.sort_by_key(|candidate| (candidate.tokens.start, candidate.tokens.end));
    found
}

/// The titles of works behind what they are: "the film “High Noon”".
fn quoted_titles(tokens: &Tokens<'_>, sentence: Range<usize>) -> impl Iterator<Item = Candidate> {
    /// No title in running text has more tokens.
    const LONGEST: usize = 10;
    let opening = |at: usize| matches!(tokens.word(at), "“" | "\"" | "‘" | "``" | "«" | "'");
    let closing = |at: usize| matches!(tokens.word(at), "”" | "\"" | "’" | "''" | "»" | "'");
    (sentence.start + 1..sentence.end).filter(move |at| opening(*at)).filter_map(move |at| {
        WORKS.contains(&tokens.folded(at - 1)).then_some(())?;
        let first = tokens.get(at + 1).filter(|token| token.is_capitalized())?;
        let end = (at + 2..sentence.end.min(at + 2 + LONGEST)).find(|end| closing(*end))?;
        // "the film “High Noon,” ..."
        let end = if matches!(tokens.word(end - 1), "," | ".") { end - 1 } else { end };
        // A title in capitals throughout, or a sentence: every long word of a title is capitalised.
        let title = (at + 1..end)
            .filter_map(|at| tokens.get(at))
            .all(|token| token.kind != TokenKind::Word || token.is_capitalized() || token.span.len() <= 4);
        (title && first.kind == TokenKind::Word).then(|| Candidate {
            tokens: at + 1..end,
            kind: EntityType::Work,
            score: 0.97,
            role: None,
        })
    })
}

/// What has a title in quotation marks.
const WORKS: &[&str] = &[
    "film",
    "films",
    "movie",
    "song",
    "single",
    "hit",
    "ballad",
    "novel",
    "book",
    "memoir",
    "thriller",
    "drama",
    "comedy",
    "musical",
    "opera",
    "play",
    "album",
    "record",
    "poem",
    "story",
    "show",
    "series",
    "sitcom",
    "documentary",
    "western",
    "epic",
    "painting",
    "magazine",
    "programme",
    "program",
    "game",
    "autobiography",
    "bestseller",
    "essay",
    "anthem",
];

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
    runs: Runs<'a, 't>,
    block: BlockKind,
    found: &'a mut Vec<Candidate>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let mut at = self.runs.sentence.start;
        while at < self.runs.sentence.end {
            if let Some(length) = self.runs.never_at(at) {
                at += length;
                continue;
            }
            if !self.runs.opens(at) {
                at += 1;
                continue;
            }
            let end = self.runs.run_end(at);
            at = self.read_run(at..end).max(at + 1);
        }
    }

    /// Reads one run from left to right, and says where it got to: "Bank of Japan" ends behind its run.
    fn read_run(&mut self, run: Range<usize>) -> usize {
        let mut at = run.start;
        let mut role: Option<Range<usize>> =
            context::title_before(self.runs.tokens, self.runs.sentence.start..run.start);
        while at < run.end {
            let listed = self.runs.name_at(at).map_or(0, |(length, _)| length);
            let titled = role.is_some() && run.end == at + 2 && self.runs.tokens.entry(at).is(Class::Forename);
            if let Some(end) = self.runs.headed(at, run.end).filter(|(end, _)| listed < end - at && !titled) {
                let kind = self.kind_of_head(at..end.0, end.1);
                self.push(at..end.0, kind, 0.85, None);
                (at, role) = (end.0, None);
                continue;
            }
            let name = self
                .runs
                .name_at(at)
                .filter(|(length, entry)| *length > 1 || !self.is_forename_of(at..run.end, *entry, role.is_some()))
                .filter(|(length, entry)| !self.is_begun(at..run.end, *length, *entry));
            if let Some(length) = self.runs.title_at(at).filter(|length| name.is_none_or(|(known, _)| known < *length))
            {
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
            if end < run.end && PORTFOLIOS.contains(&self.runs.tokens.folded(end)) {
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
        let digits = self.runs.tokens.word(number);
        let small =
            number < self.runs.sentence.end && digits.len() == 1 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let city = self.runs.tokens.longest_phrase(at, number, &[Class::City]).is_some();
        let score =
            self.runs.is_capitalized(number + 1) || matches!(self.runs.tokens.word(number + 1), "-" | "–" | ":" | "%");
        (small && city && !score && self.runs.tokens.spaced(number)).then_some(number + 1)
    }

    /// Whether a one-word name, "Paris", "Jordan", is a forename here because a surname follows; behind a title any
    /// surname will do.
    fn is_forename_of(&self, run: Range<usize>, entry: Entry, titled: bool) -> bool {
        use Class::{Common, Country, Demonym, Organization, OrganizationHead, PlaceHead, Surname, Title};
        let forename = self.runs.tokens.entry(run.start).is(Class::Forename) && run.len() > 1;
        let next = self.runs.tokens.entry(run.start + 1);
        let surname = !next.is_any(&[Demonym, Title, Country, OrganizationHead, PlaceHead, Common]);
        // "in Jordan" is the country, "Jordan Bell" at the start of a clause a person.
        let before = if run.start > self.runs.sentence.start { self.runs.tokens.folded(run.start - 1) } else { "" };
        let country =
            entry.is(Country) && (entry.is(Demonym) || matches!(before, "in" | "of" | "to" | "from" | "with" | "and"));
        let plain = !country && !entry.is(Demonym) && !next.is(Organization) && (next.is(Surname) || next.is_unknown());
        forename && surname && (titled || plain)
    }

    /// Whether a town is only the beginning of a name that the lists do not have: "Zaria Flour", "Flamborough Head".
    fn is_begun(&self, run: Range<usize>, length: usize, entry: Entry) -> bool {
        let next = run.start + length;
        let town = entry.is(Class::City) && !entry.is_any(&[Class::Country, Class::Place, Class::Organization]);
        let known = self.runs.name_at(next).is_some() || self.runs.title_at(next).is_some();
        town && next < run.end && !known && !self.runs.tokens.entry(next).is_any(&[Class::Forename, Class::Demonym])
    }

    /// Where an unknown stretch ends: before the next title, demonym or country.
    fn unknown_end(&self, start: usize, end: usize) -> usize {
        let person = self.runs.tokens.entry(start).is_any(&[Class::Forename, Class::Surname]);
        let stops = |at: usize| {
            let entry = self.runs.tokens.entry(at);
            entry.is_any(&[Class::Demonym, Class::Country])
                && !(person && entry.is_any(&[Class::Forename, Class::Surname]))
                || (self.runs.title_at(at).is_some() && !entry.is_any(&[Class::Forename, Class::Surname]))
        };
        (start + 1..end).find(|at| stops(*at)).unwrap_or(end)
    }

    fn push_unknown(&mut self, tokens: Range<usize>, role: Option<Range<usize>>) {
        if self.is_office(tokens.start) {
            return;
        }
        let context = Context { tokens: self.runs.tokens, sentence: self.runs.sentence.clone(), block: self.block };
        if let Some((kind, score)) = context.kind_of(tokens.clone(), role.is_some()) {
            let role = role.filter(|_| kind == EntityType::Person);
            self.push(tokens, kind, score, role);
        }
    }

    /// The "Interior" of "Minister of Interior" names an office, nothing else.
    fn is_office(&self, at: usize) -> bool {
        let holder = at.checked_sub(2).filter(|holder| *holder >= self.runs.sentence.start);
        holder.is_some_and(|holder| {
            self.runs.tokens.folded(at - 1) == "of"
                && matches!(self.runs.tokens.folded(holder), "minister" | "ministers" | "secretary" | "undersecretary")
        })
    }

    fn kind_of_head(&self, tokens: Range<usize>, class: Class) -> EntityType {
        // A known name is what the lists say, whatever its last word.
        let whole = self
            .runs
            .tokens
            .longest_phrase(tokens.start, tokens.end, &[])
            .filter(|(length, _)| *length == tokens.len());
        if let Some(kind) = whole.and_then(|(_, entry)| known(entry)) {
            return kind;
        }
        let organization = matches!(class, Class::OrganizationHead | Class::OrganizationHeadOf);
        let place = [Class::City, Class::Country, Class::Place];
        // "Zamboanga City" is a place, "The Salt Road" inside a sentence the title of a work.
        if self.runs.tokens.entry(tokens.end - 1).is(Class::PlaceHead)
            && self.runs.tokens.entry(tokens.start).is_any(&place)
        {
            return EntityType::Place;
        }
        if self.runs.tokens.folded(tokens.start) == "the" && tokens.start > self.runs.sentence.start && !organization {
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
pub(super) const PORTFOLIOS: &[&str] = &["minister", "ministers", "secretary", "commissioner"];
