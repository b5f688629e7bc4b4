//! What the tagger is asked of each word. Every question is a number, every answer a hash; `train/` learns what they
//! are worth, and can leave a group of questions out to measure it.

use crate::language::Tokens;
use crate::lexicon::{Class, hash};
use crate::names::words::{Chain, Word, Words};
use crate::tagger::{Rows, feature, pair};

/// A group of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Group {
    /// The word and the two on each side.
    Words,
    /// Upper and lower case, digits, signs.
    Shapes,
    /// First and last letters.
    Affixes,
    /// The lists of `data/lexicon`.
    Lists,
    /// How the same word is cased elsewhere in the article.
    Elsewhere,
    /// The run of capitals around the word, and what stands before and behind it.
    Run,
    /// The block, its casing, quotation marks.
    Block,
    /// Expressions of time.
    Dates,
    /// What a first reading says of the same words elsewhere in the article; see `recall.rs`.
    Recall,
}

/// The groups by name.
#[cfg(feature = "train")]
pub const GROUPS: [(&str, Group); 9] = [
    ("words", Group::Words),
    ("shapes", Group::Shapes),
    ("affixes", Group::Affixes),
    ("lists", Group::Lists),
    ("elsewhere", Group::Elsewhere),
    ("run", Group::Run),
    ("block", Group::Block),
    ("dates", Group::Dates),
    ("recall", Group::Recall),
];

/// Writes the answers of one word down.
pub struct Sheet<'r> {
    rows: &'r mut Rows,
    question: u32,
    skipped: bool,
    without: u32,
}

impl<'r> Sheet<'r> {
    /// A sheet for one word. Groups in `without`, a bit each, are skipped.
    pub fn new(rows: &'r mut Rows, without: u32) -> Sheet<'r> {
        Sheet { rows, question: 0, skipped: false, without }
    }

    /// Goes on to the questions of a group.
    pub fn group(&mut self, group: Group) {
        self.skipped = self.without >> group as u32 & 1 == 1;
        self.question = (group as u32) << 8;
    }

    /// The answer to the group's next question.
    #[inline]
    pub fn ask(&mut self, answer: u32) {
        self.question += 1;
        if !self.skipped {
            self.rows.push(feature(self.question, answer));
        }
    }

    /// The answer to a question that the next one repeats: one of a set.
    fn ask_each(&mut self, answers: impl Iterator<Item = u32>) {
        self.question += 1;
        if !self.skipped {
            answers.for_each(|answer| self.rows.push(feature(self.question, answer)));
        }
    }
}

/// Runs of capitals are looked at so far to each side.
const LONGEST_RUN: usize = 10;

/// Lists that say something of a name.
const LISTS: u32 = bits(&[
    Class::Common,
    Class::Country,
    Class::City,
    Class::Demonym,
    Class::Event,
    Class::EventHead,
    Class::EventHeadBefore,
    Class::Forename,
    Class::Group,
    Class::Honorific,
    Class::Organization,
    Class::OrganizationHead,
    Class::OrganizationHeadOf,
    Class::Particle,
    Class::Place,
    Class::PlaceHead,
    Class::PlaceHeadBefore,
    Class::Say,
    Class::Surname,
    Class::Title,
    Class::Work,
    Class::WorkHead,
    Class::Never,
]);

const fn bits(classes: &[Class]) -> u32 {
    let (mut bits, mut at) = (0, 0);
    while at < classes.len() {
        #[allow(clippy::indexing_slicing, reason = "checked at compile time")]
        let class = classes[at];
        bits |= 1 << class as u32;
        at += 1;
    }
    bits
}

/// Writes the row of one word of a chain.
pub fn ask(tokens: &Tokens<'_>, words: &Words, chain: &Chain, at: usize, sheet: &mut Sheet<'_>) {
    let near = |step: usize| words.get(&chain.sentence, (at + step).wrapping_sub(2));
    let window @ [_, before, word, behind, _] = [near(0), near(1), near(2), near(3), near(4)];
    ask_words(window, sheet);
    ask_shapes(before, word, behind, sheet);
    ask_affixes(tokens, chain, at, sheet);
    ask_lists(before, word, behind, sheet);
    sheet.group(Group::Elsewhere);
    sheet.ask(word.elsewhere);
    sheet.ask(pair(word.elsewhere, word.signature));
    sheet.ask(before.elsewhere);
    sheet.ask(behind.elsewhere);
    if word.capital {
        ask_run(words, chain, at, sheet);
    }
    sheet.group(Group::Block);
    sheet.ask(word.block);
    sheet.ask(pair(word.block, word.shape));
    sheet.ask(pair(word.block, word.signature));
    sheet.group(Group::Dates);
    sheet.ask(u32::from(word.dated));
    sheet.ask(u32::from(before.dated) * 2 + u32::from(behind.dated));
}

fn ask_words(window: [&Word; 5], sheet: &mut Sheet<'_>) {
    let [first, before, word, behind, last] = window.map(|word| word.hash);
    sheet.group(Group::Words);
    // What every word answers alike: how common each label is.
    sheet.ask(0);
    sheet.ask(word);
    sheet.ask(before);
    sheet.ask(behind);
    sheet.ask(first);
    sheet.ask(last);
    sheet.ask(pair(before, word));
    sheet.ask(pair(word, behind));
}

fn ask_shapes(before: &Word, word: &Word, behind: &Word, sheet: &mut Sheet<'_>) {
    sheet.group(Group::Shapes);
    sheet.ask(word.shape);
    sheet.ask(before.shape);
    sheet.ask(behind.shape);
    sheet.ask(pair(word.shape, u32::from(word.initial)));
    sheet.ask(pair(before.shape, word.shape));
    sheet.ask(pair(word.shape, behind.shape));
    sheet.ask(pair(pair(before.shape, word.shape), behind.shape));
    sheet.ask(pair(word.shape, before.hash));
    sheet.ask(pair(word.shape, behind.hash));
}

fn ask_affixes(tokens: &Tokens<'_>, chain: &Chain, at: usize, sheet: &mut Sheet<'_>) {
    sheet.group(Group::Affixes);
    let ending =
        |word: &[u8], length: usize| word.len().checked_sub(length).and_then(|from| word.get(from..)).map_or(0, hash);
    let word = tokens.folded(at).as_bytes();
    for length in 1..=4 {
        sheet.ask(word.get(..length).map_or(0, hash));
        sheet.ask(ending(word, length));
    }
    for at in [at.wrapping_sub(1), at + 1] {
        let word = if chain.sentence.contains(&at) { tokens.folded(at).as_bytes() } else { &[] };
        sheet.ask(ending(word, 3));
    }
}

fn ask_lists(before: &Word, word: &Word, behind: &Word, sheet: &mut Sheet<'_>) {
    sheet.group(Group::Lists);
    sheet.ask(word.signature);
    sheet.ask(before.signature);
    sheet.ask(behind.signature);
    sheet.ask(pair(word.signature, word.shape));
    sheet.ask(pair(before.signature, word.signature));
    sheet.ask(pair(word.signature, behind.signature));
    sheet.ask(pair(pair(before.signature, word.signature), behind.signature));
    sheet.ask(pair(word.signature, before.hash));
    sheet.ask(pair(word.signature, behind.hash));
    for lists in [before, word, behind].into_iter().flat_map(|word| word.lists) {
        let mut rest = lists & LISTS;
        sheet.ask_each(std::iter::from_fn(|| {
            let list = (rest != 0).then(|| rest.trailing_zeros())?;
            rest &= rest - 1;
            Some(list)
        }));
    }
}

fn ask_run(words: &Words, chain: &Chain, at: usize, sheet: &mut Sheet<'_>) {
    sheet.group(Group::Run);
    let word = |at: usize| words.get(&chain.sentence, at);
    let runs = |at: usize| word(at).capital && !word(at).dated;
    let mut start = at;
    while at - start < LONGEST_RUN && runs(start.wrapping_sub(1)) {
        start -= 1;
    }
    let mut end = at + 1;
    while end - at < LONGEST_RUN && runs(end) {
        end += 1;
    }
    let place = (u32::from(start == at) * 2 + u32::from(end == at + 1)) * 8 + (end - start).min(6) as u32;
    let (first, last) = (word(start), word(end - 1));
    let (before, behind) = (word(start.wrapping_sub(1)), word(end));
    let (further_before, further_behind) = (word(start.wrapping_sub(2)), word(end + 1));
    sheet.ask(place);
    sheet.ask(pair(place, before.hash));
    sheet.ask(pair(place, behind.hash));
    sheet.ask(pair(before.hash, behind.hash));
    for word in [before, behind, further_before, further_behind] {
        sheet.ask(word.hash);
    }
    sheet.ask(pair(place, last.hash));
    for word in [first, last] {
        sheet.ask(pair(place, word.signature));
    }
    sheet.ask(before.signature);
    sheet.ask(behind.signature);
    sheet.ask(pair(further_before.hash, before.hash));
    sheet.ask(pair(behind.hash, further_behind.hash));
}
