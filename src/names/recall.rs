//! What a first reading of the article says of the same words elsewhere in it: the longer name that a surname is the
//! end of, the name that an acronym stands for, what the word was taken for where that was clearer; and of the names
//! beside it in the same list.
//!
//! A word's own mention never speaks for itself: its share is taken out of every sum.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::language::{Case, Tokens};
use crate::lexicon::hash;
use crate::names::features::{Group, Sheet};
use crate::names::words::{Chain, Words};
use crate::tagger::pair;

/// A name as the first reading has it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Which of the types it has, from 0.
    pub kind: usize,
    /// How sure.
    pub score: f32,
}

/// A word as the first reading has it.
#[derive(Clone, Copy, Debug, Default)]
pub struct First {
    /// Its label.
    pub label: u8,
    /// How sure, in tenths.
    pub sure: u8,
}

const KINDS: usize = 6;
/// Names further apart stand in no list together, in tokens.
const GAP: usize = 3;

/// How much speaks for each type.
#[derive(Clone, Copy, Debug, Default)]
struct Sums([f32; KINDS]);

impl Sums {
    fn add(&mut self, kind: usize, score: f32) {
        self.0.get_mut(kind).into_iter().for_each(|sum| *sum += score);
    }

    fn without(mut self, own: Option<&Reading>) -> Sums {
        own.into_iter().for_each(|own| self.add(own.kind, -own.score));
        self
    }

    /// The best type, from 1, and how much speaks for it, as one number; 0 where next to nothing is known.
    fn best(self) -> u32 {
        let most = |best: (u32, f32), (kind, sum): (u32, f32)| if sum > best.1 { (kind, sum) } else { best };
        let (kind, sum) = (1..).zip(self.0).fold((0, 0.0), most);
        let strength = match sum {
            sum if sum < 0.15 => return 0,
            sum if sum < 0.7 => 1,
            sum if sum < 1.5 => 2,
            sum if sum < 3.5 => 3,
            _ => 4,
        };
        kind * 8 + strength
    }
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// As a name of its own.
    alone: Sums,
    /// As first, inner and last word of a longer name.
    within: [Sums; 3],
    /// How often it has a capital and is no name.
    unmarked: u32,
}

/// The evidence of one article.
pub struct Recall {
    words: FxHashMap<u32, Tally>,
    names: FxHashMap<u32, Sums>,
    pairs: FxHashMap<u32, Sums>,
    /// Types of the longer names by their initials.
    acronyms: FxHashMap<u32, u32>,
    readings: Vec<Reading>,
    /// A hash of each reading's words.
    hashes: Vec<u32>,
    /// The reading that each token lies in.
    of_token: Vec<Option<u32>>,
    first: Vec<First>,
}

impl Recall {
    /// Gathers what the first reading says: its names, and its label for each token.
    pub fn new(tokens: &Tokens<'_>, words: &Words, readings: Vec<Reading>, first: Vec<First>) -> Recall {
        let mut recall = Recall {
            words: FxHashMap::default(),
            names: FxHashMap::default(),
            pairs: FxHashMap::default(),
            acronyms: FxHashMap::default(),
            of_token: vec![None; tokens.len()],
            hashes: readings.iter().map(|reading| name(tokens, reading)).collect(),
            readings,
            first,
        };
        for (number, reading) in recall.readings.iter().enumerate() {
            let mut initials = String::new();
            for at in reading.tokens.clone() {
                recall.of_token.get_mut(at).into_iter().for_each(|of| *of = Some(number as u32));
                let tally = recall.words.entry(word(tokens, at)).or_default();
                let sums = match place(reading, at) {
                    None => Some(&mut tally.alone),
                    Some(place) => tally.within.get_mut(place),
                };
                sums.into_iter().for_each(|sums| sums.add(reading.kind, reading.score));
                if at + 1 < reading.tokens.end {
                    let pair = pair(word(tokens, at), word(tokens, at + 1));
                    recall.pairs.entry(pair).or_default().add(reading.kind, reading.score);
                }
                if tokens.get(at).is_some_and(|token| token.is_capitalized()) {
                    initials.extend(tokens.folded(at).chars().next());
                }
            }
            let name = recall.hashes.get(number).copied().unwrap_or_default();
            recall.names.entry(name).or_default().add(reading.kind, reading.score);
            if reading.tokens.len() > 1 && initials.len() > 1 {
                recall.acronyms.entry(hash(initials.as_bytes())).or_insert(reading.kind as u32 + 1);
            }
        }
        for at in words.chains.iter().flat_map(|chain| chain.tokens.clone()) {
            let capital = tokens.get(at).is_some_and(|token| token.is_capitalized());
            if capital
                && recall.reading(at).is_none()
                && let Some(tally) = recall.words.get_mut(&word(tokens, at))
            {
                tally.unmarked += 1;
            }
        }
        recall
    }

    /// Adds to the row of a word what the rest of the article says.
    pub fn ask(&self, tokens: &Tokens<'_>, chain: &Chain, at: usize, sheet: &mut Sheet<'_>) {
        sheet.group(Group::Recall);
        let First { label, sure } = self.first.get(at).copied().unwrap_or_default();
        let (label, sure) = (u32::from(label), u32::from(sure));
        let label_of = |at: usize| {
            let inside = chain.sentence.contains(&at).then(|| self.first.get(at)).flatten();
            inside.map_or(99, |first| u32::from(first.label))
        };
        let (left, right) = (label_of(at.wrapping_sub(1)), label_of(at + 1));
        sheet.ask(label * 16 + sure);
        sheet.ask(pair(left, label));
        sheet.ask(pair(label, right));
        sheet.ask(pair(pair(left, label), right));

        let own = self.reading(at);
        let own_place = own.map(|own| place(own, at));
        let tally = self.words.get(&word(tokens, at)).copied().unwrap_or_default();
        let less = |sums: Sums, place: Option<usize>| sums.without(own.filter(|_| own_place == Some(place)));
        let alone = less(tally.alone, None).best();
        let [first, inner, last] = tally.within;
        let (first, inner, last) =
            (less(first, Some(0)).best(), less(inner, Some(1)).best(), less(last, Some(2)).best());
        let mut all = tally.alone;
        for sums in tally.within {
            (0..).zip(sums.0).for_each(|(kind, sum)| all.add(kind, sum));
        }
        let all = all.without(own).best();
        let unmarked = (tally.unmarked.saturating_sub(u32::from(own.is_none()))).min(3);
        sheet.ask(alone);
        sheet.ask(first);
        sheet.ask(inner);
        sheet.ask(last);
        sheet.ask(pair(alone, last));
        sheet.ask(pair(label, alone));
        sheet.ask(pair(label, first));
        sheet.ask(pair(label, last));
        sheet.ask(pair(label * 16 + sure, all));
        sheet.ask(all * 4 + unmarked);
        sheet.ask(pair(label, unmarked));

        let (before, behind) = (self.pair(tokens, chain, at.wrapping_sub(1)), self.pair(tokens, chain, at));
        sheet.ask(before);
        sheet.ask(behind);
        sheet.ask(pair(before, behind));
        sheet.ask(pair(label, before));
        sheet.ask(pair(label, behind));
        let number = self.of_token.get(at).copied().flatten();
        let hash = number.and_then(|number| self.hashes.get(number as usize)).copied();
        let named = hash.map_or(0, |hash| 1 + self.names.get(&hash).copied().unwrap_or_default().without(own).best());
        sheet.ask(pair(named, label));
        let upper = tokens.get(at).is_some_and(|token| token.case == Case::Upper);
        let acronym = if upper { self.acronyms.get(&word(tokens, at)).copied().unwrap_or(0) } else { 7 };
        sheet.ask(acronym);
        sheet.ask(pair(acronym, label));
        self.ask_list(tokens, chain, at, label, sheet);
    }

    /// The names before and behind, if they stand in a list with this one: "Kumasi, Tamale and Ho".
    fn ask_list(&self, tokens: &Tokens<'_>, chain: &Chain, at: usize, label: u32, sheet: &mut Sheet<'_>) {
        let number = self.of_token.get(at).copied().flatten();
        let near = |step: fn(u32) -> Option<u32>| {
            let own = self.reading(at)?;
            let other = self.readings.get(step(number?)? as usize)?;
            let gap = if other.tokens.end <= own.tokens.start {
                other.tokens.end..own.tokens.start
            } else {
                own.tokens.end..other.tokens.start
            };
            let inside = chain.sentence.contains(&other.tokens.start) && !gap.is_empty() && gap.len() <= GAP;
            inside.then(|| pair(gap.fold(5, |sum, at| pair(sum, word(tokens, at))), other.kind as u32))
        };
        let left = near(|number| number.checked_sub(1)).unwrap_or(0);
        let right = near(|number| number.checked_add(1)).unwrap_or(0);
        sheet.ask(pair(left, label));
        sheet.ask(pair(right, label));
        sheet.ask(pair(pair(left, right), label));
    }

    /// What a word and the next are together elsewhere.
    fn pair(&self, tokens: &Tokens<'_>, chain: &Chain, at: usize) -> u32 {
        if !chain.sentence.contains(&at) || !chain.sentence.contains(&(at + 1)) {
            return 99;
        }
        let sums = self.pairs.get(&pair(word(tokens, at), word(tokens, at + 1))).copied().unwrap_or_default();
        sums.without(self.reading(at).filter(|own| own.tokens.contains(&(at + 1)))).best()
    }

    /// The name that a token is part of.
    fn reading(&self, at: usize) -> Option<&Reading> {
        let number = self.of_token.get(at).copied().flatten()?;
        self.readings.get(number as usize)
    }
}

/// A word without its case and its accents.
fn word(tokens: &Tokens<'_>, at: usize) -> u32 {
    hash(tokens.folded(at).as_bytes())
}

fn name(tokens: &Tokens<'_>, reading: &Reading) -> u32 {
    reading.tokens.clone().fold(3, |sum, at| pair(sum, word(tokens, at)))
}

/// First, inner or last word of a longer name, or `None` for a name of one word.
fn place(reading: &Reading, at: usize) -> Option<usize> {
    let last = at + 1 == reading.tokens.end;
    match (at == reading.tokens.start, last) {
        (true, true) => None,
        (true, false) => Some(0),
        (false, false) => Some(1),
        (false, true) => Some(2),
    }
}
