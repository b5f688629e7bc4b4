//! What the whole article knows: a surname once given in full, a name typed surely elsewhere, an acronym spelled out.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::EntityType;
use crate::language::{TokenKind, Tokens};
use crate::lexicon::Class;
use crate::names::candidates::{Candidate, known};
use crate::names::context::is_acronym;

/// Candidates below this are typed by guess: the article may know better.
const GUESS: f64 = 0.75;
/// A full name below this makes no person of a town.
const FULL_NAME: f64 = 0.85;
/// Candidates below this are dropped if the article does not know them.
const LEAST: f64 = 0.4;
/// No known name has more tokens than this.
const LONGEST: usize = 6;

/// Names of the article, folded, with the type that is surest.
#[derive(Debug, Default)]
pub struct Evidence {
    names: HashMap<String, (EntityType, f64)>,
    /// Surnames and single names of persons with a full name.
    surnames: HashMap<String, f64>,
    /// How often each candidate stands there.
    counts: HashMap<String, usize>,
}

/// Collects what the candidates of running text say of each other.
pub fn gather(tokens: &Tokens<'_>, found: &[Candidate]) -> Evidence {
    let mut evidence = Evidence::default();
    for candidate in found {
        let name = folded(tokens, candidate.tokens.clone());
        *evidence.counts.entry(name.clone()).or_default() += 1;
        let best = evidence.names.entry(name).or_insert((candidate.kind, candidate.score));
        if candidate.score > best.1 {
            *best = (candidate.kind, candidate.score);
        }
        if candidate.kind == EntityType::Person && candidate.score >= GUESS {
            let last = candidate.tokens.end - 1;
            let score = evidence.surnames.entry(bare(tokens.folded(last)).to_owned()).or_default();
            *score = score.max(candidate.score);
        }
        // "World Health Organization (WHO)".
        let bracket = candidate.tokens.end;
        if candidate.kind == EntityType::Organization
            && tokens.word(bracket) == "("
            && tokens.word(bracket + 2) == ")"
            && is_acronym(tokens, bracket + 1..bracket + 2)
        {
            evidence.names.insert(tokens.folded(bracket + 1).to_owned(), (EntityType::Organization, 0.9));
        }
    }
    evidence
}

/// Gives guesses the type that the article is surer of, and drops those that nothing supports.
pub fn apply(tokens: &Tokens<'_>, evidence: &Evidence, found: &mut Vec<Candidate>) {
    found.retain_mut(|candidate| {
        let name = folded(tokens, candidate.tokens.clone());
        let count = evidence.counts.get(&name).copied().unwrap_or(0);
        let single = candidate.tokens.len() == 1;
        // "Valdivia" is a town, but here a lawyer of that name speaks.
        let town =
            single && candidate.kind == EntityType::Place && !tokens.entry(candidate.tokens.start).is(Class::Country);
        let placed = candidate.tokens.start > 0
            && matches!(tokens.folded(candidate.tokens.start - 1), "in" | "at" | "near" | "from" | "to");
        if candidate.score < GUESS || (town && !placed) {
            let surname = evidence.surnames.get(bare(&name)).filter(|_| single && candidate.kind != EntityType::Event);
            let surname = surname.filter(|score| !town || **score >= FULL_NAME);
            if let Some(score) = surname {
                (candidate.kind, candidate.score) = (EntityType::Person, score - 0.02);
            } else if let Some((kind, score)) = evidence.names.get(&name).filter(|(_, score)| *score > candidate.score)
            {
                (candidate.kind, candidate.score) = (*kind, score - 0.05);
            } else if candidate.kind == EntityType::Event && count < 2 {
                // "Geneva 2" once is a place and a number.
                candidate.tokens.end -= 1;
                candidate.kind = EntityType::Place;
            } else if count > 2 {
                candidate.score += 0.1;
            }
        }
        candidate.score >= LEAST
    });
}

/// Finds the names that the article or the lexicon knows in a stretch whose casing says nothing.
pub fn find_known(tokens: &Tokens<'_>, range: Range<usize>, evidence: &Evidence, found: &mut Vec<Candidate>) {
    let mut at = range.start;
    while at < range.end {
        let known =
            (1..=LONGEST.min(range.end - at)).rev().find_map(|length| known_here(tokens, at..at + length, evidence));
        match known {
            Some(candidate) => {
                at = candidate.tokens.end;
                found.push(candidate);
            }
            None => at += 1,
        }
    }
}

fn known_here(tokens: &Tokens<'_>, name: Range<usize>, evidence: &Evidence) -> Option<Candidate> {
    let first = tokens.get(name.start)?;
    if first.kind != TokenKind::Word || !first.is_capitalized() {
        return None;
    }
    let folded = folded(tokens, name.clone());
    let candidate = |kind, score| Some(Candidate { tokens: name.clone(), kind, score, role: None });
    let common = tokens.entry(name.start).is(Class::Common) && name.len() == 1;
    if let Some((kind, score)) = evidence.names.get(&folded).filter(|(_, score)| *score >= 0.6 && !common) {
        return candidate(*kind, score - 0.05);
    }
    if let Some(score) = evidence.surnames.get(bare(&folded)).filter(|_| name.len() == 1) {
        return candidate(EntityType::Person, score - 0.05);
    }
    let (length, entry) = tokens.longest_phrase(name.start, name.end, &[])?;
    let short = folded.len() <= 3;
    if length == name.len()
        && !short
        && (!common || entry.is_any(&[Class::Country, Class::Demonym]))
        && let Some(kind) = known(entry)
        && !(name.len() == 1 && entry.is_any(&[Class::Forename, Class::Title]) && !entry.is(Class::Country))
    {
        return candidate(kind, 0.75);
    }
    // A forename and a surname side by side.
    let last = tokens.entry(name.end - 1);
    let person = name.len() == 2
        && tokens.entry(name.start).is(Class::Forename)
        && last.is(Class::Surname)
        && !tokens.entry(name.start).is(Class::Common)
        && !last.is(Class::Common);
    if person { candidate(EntityType::Person, 0.7) } else { None }
}

/// Words folded and parted by spaces, to compare names by.
pub fn folded(tokens: &Tokens<'_>, name: Range<usize>) -> String {
    let mut out = String::new();
    for at in name {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(tokens.folded(at));
    }
    out
}

/// A surname without the article before it: "al-Assad" and "Assad" are one.
pub fn bare(name: &str) -> &str {
    ["al-", "el-", "as-", "ad-", "ar-", "an-", "at-", "az-", "ash-", "bin-", "ben-"]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}
