//! What the tagger is told of each token: its word, its shape, its neighbours, the lists it stands in.

use std::ops::Range;

use crate::analysis::{BlockKind, EntityType};
use crate::article::TokenBlock;
use crate::dates::Located;
use crate::language::{Case, Sentence, TokenKind, Tokens};
use crate::lexicon::{Class, Clusters};
use crate::names::candidates::Candidate;
use crate::tagger::{Rows, feature, pair};

/// A group of questions. Training can leave one out to see what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Group {
    Words,
    Shapes,
    Affixes,
    Clusters,
    Lists,
    Elsewhere,
    Run,
    Block,
    Rules,
    Dates,
    Article,
}

/// Longest stretch of small words inside a name: "Ministry of the Interior".
const BRIDGE: usize = 3;

/// How a sentence is cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Casing {
    Running,
    Headline,
    Capitals,
}

#[derive(Clone, Copy, Debug, Default)]
struct Word {
    hash: u32,
    shape: u32,
    single: u32,
    begins: u32,
    inside: u32,
    ends: u32,
    signature: u32,
    clusters: [u32; 3],
    casing: u32,
    rule: u32,
    sure: u32,
    dated: bool,
    capital: bool,
    initial: bool,
    elsewhere: u32,
    run: u32,
}

/// What an article looks like to the tagger.
pub struct Features<'a, 't> {
    tokens: &'a Tokens<'t>,
    words: Vec<Word>,
    blocks: Vec<u32>,
    /// Groups that are left out, a bit each.
    without: u32,
}

const SEEN: &[Class] = &[
    Class::Common, Class::Country, Class::City, Class::Demonym, Class::Event, Class::EventHead, Class::EventHeadBefore,
    Class::Forename, Class::Group, Class::Honorific, Class::Organization, Class::OrganizationHead,
    Class::OrganizationHeadOf, Class::Particle, Class::Place, Class::PlaceHead, Class::PlaceHeadBefore, Class::Say,
    Class::Surname, Class::Title, Class::Work, Class::WorkHead, Class::Never,
];

pub(crate) fn hash(bytes: &[u8]) -> u32 {
    let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in bytes {
        sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (sum ^ sum >> 32) as u32
}

fn shape(word: &str) -> u32 {
    let mut sum: u32 = 17;
    let (mut last, mut times) = (0u32, 0);
    for char in word.chars() {
        let kind = if char.is_lowercase() { 1 } else if char.is_uppercase() { 2 } else if char.is_numeric() { 3 } else { char as u32 };
        times = if kind == last { times + 1 } else { 1 };
        last = kind;
        if times <= 2 || (kind == 3 && times <= 4) {
            sum = sum.wrapping_mul(31).wrapping_add(kind);
        }
    }
    sum
}

impl<'a, 't> Features<'a, 't> {
    /// Looks at an article.
    pub fn new(
        tokens: &'a Tokens<'t>, blocks: &[TokenBlock], sentences: &[Sentence], rules: &[Candidate], dates: &[Located],
        without: u32,
    ) -> Features<'a, 't> {
        let mut words = vec![Word::default(); tokens.len()];
        let mut of_block = vec![0; tokens.len()];
        let clusters = Clusters::get();
        for sentence in sentences {
            let kind = blocks.get(sentence.block).map_or(BlockKind::Paragraph, |block| block.kind);
            let casing = casing(tokens, sentence.tokens.clone());
            let mut quoted = false;
            for at in sentence.tokens.clone() {
                let folded = tokens.folded(at);
                let Some(token) = tokens.get(at) else { continue };
                if matches!(tokens.word(at), "“" | "”" | "\"") {
                    quoted = !quoted;
                }
                let entry = tokens.entry(at);
                let capital = token.kind == TokenKind::Word && token.is_capitalized();
                let before = if at > sentence.tokens.start { tokens.word(at - 1) } else { "" };
                let initial = at == sentence.tokens.start || matches!(before, "“" | "\"" | "‘" | ":" | "—" | "–");
                if let (Some(word), Some(block)) = (words.get_mut(at), of_block.get_mut(at)) {
                    word.hash = hash(folded.as_bytes());
                    word.shape = match casing {
                        Casing::Running => shape(tokens.word(at)),
                        casing => pair(casing as u32 + 77, token.case as u32 * 4 + token.kind as u32),
                    };
                    word.casing = casing as u32;
                    word.capital = capital;
                    word.initial = initial;
                    word.single = entry.classes();
                    word.clusters = clusters.of(word.hash);
                    *block = pair(kind as u32, casing as u32 * 2 + u32::from(quoted));
                }
            }
            // Phrases of several words.
            for at in sentence.tokens.clone() {
                tokens.phrases(at, sentence.tokens.end, |length, entry| {
                    if length < 2 { return; }
                    let classes = entry.classes();
                    for inside in at..at + length {
                        if let Some(word) = words.get_mut(inside) {
                            if inside == at { word.begins |= classes } else if inside + 1 == at + length { word.ends |= classes } else { word.inside |= classes }
                        }
                    }
                });
            }
        }
        for candidate in rules {
            let sure = if candidate.score >= 0.8 { 2 } else if candidate.score >= 0.5 { 1 } else { 0 };
            for at in candidate.tokens.clone() {
                if let Some(word) = words.get_mut(at) {
                    word.rule = 1 + candidate.kind as u32 * 2 + u32::from(at == candidate.tokens.start);
                    word.sure = sure;
                }
            }
        }
        for date in dates {
            for at in date.found.tokens.clone() {
                if let Some(word) = words.get_mut(at) {
                    word.dated = true;
                }
            }
        }
        let mut seen: std::collections::HashMap<u32, (u8, u8)> = std::collections::HashMap::new();
        for word in words.iter().filter(|word| word.casing == 0) {
            let count = seen.entry(word.hash).or_default();
            if !word.capital { count.0 = (count.0 + 1).min(2) } else if !word.initial { count.1 = (count.1 + 1).min(2) }
        }
        for word in &mut words {
            let (lower, capital) = seen.get(&word.hash).copied().unwrap_or_default();
            word.elsewhere = u32::from(lower * 3 + capital) * 6 + word.casing * 2 + u32::from(word.initial);
            let all = [word.single, word.begins, word.inside, word.ends];
            word.signature = all.iter().fold(7, |sum, bits| pair(sum, *bits));
        }
        Features { tokens, words, blocks: of_block, without }
    }

    /// The stretches of a sentence in which names may stand: capitals, and what is between and around them.
    pub fn islands(&self, sentence: Range<usize>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in sentence.clone() {
            let live = self.words.get(at).is_some_and(|word| word.capital);
            if !live { continue; }
            let start = at.saturating_sub(1).max(sentence.start);
            let end = (at + 2).min(sentence.end);
            match found.last_mut() {
                Some(last) if start <= last.end + BRIDGE - 2 => last.end = end,
                _ => found.push(start..end),
            }
        }
        found
    }

    fn word(&self, sentence: &Range<usize>, at: usize, step: isize) -> Word {
        let at = at as isize + step;
        if at < sentence.start as isize { return Word { hash: 1, shape: 1, ..Word::default() }; }
        if at >= sentence.end as isize { return Word { hash: 2, shape: 2, ..Word::default() }; }
        self.words.get(at as usize).copied().unwrap_or_default()
    }

    /// Writes the row of one token.
    pub fn row(&self, sentence: &Range<usize>, at: usize, out: &mut Rows) {
        let without = self.without;
        let mut group = Group::Words as u32;
        let mut skip = false;
        let mut number = 0;
        macro_rules! group { ($group:expr) => { group = $group as u32; skip = without >> group & 1 == 1; number = 0; } }
        macro_rules! ask { ($answer:expr) => { number += 1; if !skip { out.push(feature(group << 8 | number, $answer)); } } }
        let [a, b, c, d, e] = [-2, -1, 0, 1, 2].map(|step| self.word(sentence, at, step));
        ask!(0);
        ask!(c.hash);
        ask!(b.hash);
        ask!(d.hash);
        ask!(a.hash);
        ask!(e.hash);
        ask!(pair(b.hash, c.hash));
        ask!(pair(c.hash, d.hash));
        group!(Group::Shapes);
        ask!(c.shape);
        ask!(b.shape);
        ask!(d.shape);
        ask!(pair(c.shape, u32::from(c.initial)));
        ask!(pair(b.shape, c.shape));
        ask!(pair(c.shape, d.shape));
        ask!(pair(pair(b.shape, c.shape), d.shape));
        ask!(pair(c.shape, b.hash));
        ask!(pair(c.shape, d.hash));
        group!(Group::Affixes);
        let folded = self.tokens.folded(at).as_bytes();
        for length in 1..=4 {
            ask!(folded.get(..length).map_or(0, hash));
            ask!(folded.len().checked_sub(length).and_then(|from| folded.get(from..)).map_or(0, hash));
        }
        for near in [at.wrapping_sub(1), at + 1] {
            let folded = if sentence.contains(&near) { self.tokens.folded(near).as_bytes() } else { &[] };
            ask!(folded.len().checked_sub(3).and_then(|from| folded.get(from..)).map_or(0, hash));
        }
        group!(Group::Clusters);
        for (place, word) in [a, b, c, d, e].iter().enumerate() {
            for (size, cluster) in word.clusters.iter().enumerate() {
                if place == 1 || place == 2 || place == 3 || size == 1 {
                    ask!(*cluster);
                } else { number += 1; }
            }
        }
        ask!(pair(b.clusters[1], c.clusters[1]));
        ask!(pair(c.clusters[1], d.clusters[1]));
        ask!(pair(pair(b.clusters[0], c.clusters[0]), d.clusters[0]));
        ask!(pair(c.clusters[1], c.shape));
        group!(Group::Lists);
        ask!(c.signature);
        ask!(b.signature);
        ask!(d.signature);
        ask!(pair(c.signature, c.shape));
        ask!(pair(b.signature, c.signature));
        ask!(pair(c.signature, d.signature));
        ask!(pair(pair(b.signature, c.signature), d.signature));
        ask!(pair(c.signature, b.hash));
        ask!(pair(c.signature, d.hash));
        for (place, word) in [b, c, d].iter().enumerate() {
            for (set, bits) in [word.single, word.begins, word.inside, word.ends].iter().enumerate() {
                for class in SEEN {
                    if bits >> *class as u32 & 1 == 1 {
                        let question = (100 + place * 4 + set) as u32;
                        if !skip { out.push(feature(group << 8 | question, *class as u32)); }
                    }
                }
            }
        }
        group!(Group::Elsewhere);
        ask!(c.elsewhere);
        ask!(pair(c.elsewhere, c.signature));
        ask!(b.elsewhere);
        ask!(d.elsewhere);
        group!(Group::Run);
        if c.capital {
            let capital = |at: usize| self.words.get(at).is_some_and(|word| word.capital && !word.dated);
            let mut start = at;
            while start > sentence.start && at - start < 10 && capital(start - 1) { start -= 1; }
            let mut end = at + 1;
            while end < sentence.end && end - at < 10 && capital(end) { end += 1; }
            let place = (u32::from(start == at) * 2 + u32::from(end == at + 1)) * 8 + (end - start).min(6) as u32;
            let before = self.word(sentence, start, -1);
            let before2 = self.word(sentence, start, -2);
            let after = self.word(sentence, end, 0);
            let after2 = self.word(sentence, end, 1);
            let last = self.word(sentence, end - 1, 0);
            let first = self.word(sentence, start, 0);
            ask!(place);
            ask!(pair(place, before.hash));
            ask!(pair(place, after.hash));
            ask!(pair(before.hash, after.hash));
            ask!(before.hash);
            ask!(after.hash);
            ask!(before2.hash);
            ask!(after2.hash);
            ask!(pair(before.clusters[1], after.clusters[1]));
            ask!(before.clusters[1]);
            ask!(after.clusters[1]);
            ask!(before.clusters[2]);
            ask!(after.clusters[2]);
            ask!(before2.clusters[1]);
            ask!(after2.clusters[1]);
            ask!(pair(place, last.hash));
            ask!(pair(place, last.signature));
            ask!(pair(place, last.clusters[1]));
            ask!(pair(place, first.signature));
            ask!(pair(place, first.clusters[1]));
            ask!(before.signature);
            ask!(after.signature);
            ask!(pair(before2.hash, before.hash));
            ask!(pair(after.hash, after2.hash));
        }
        group!(Group::Block);
        let block = self.blocks.get(at).copied().unwrap_or(0);
        ask!(block);
        ask!(pair(block, c.shape));
        ask!(pair(block, c.signature));
        group!(Group::Rules);
        ask!(pair(c.rule, c.sure));
        ask!(pair(b.rule, c.rule));
        ask!(pair(c.rule, d.rule));
        ask!(pair(c.rule, c.hash));
        ask!(pair(c.rule, c.signature));
        ask!(pair(pair(c.rule, c.sure), c.shape));
        ask!(pair(pair(b.rule, c.rule), d.rule));
        group!(Group::Dates);
        ask!(u32::from(c.dated));
        ask!(u32::from(b.dated) * 2 + u32::from(d.dated));
        let _ = (number, EntityType::Person);
        out.end_row();
    }
}

fn casing(tokens: &Tokens<'_>, range: Range<usize>) -> Casing {
    let (mut words, mut upper, mut long, mut capital) = (0, 0, 0, 0);
    for token in range.filter_map(|at| tokens.get(at)).filter(|token| token.kind == TokenKind::Word) {
        if token.span.len() > 1 {
            words += 1;
            upper += usize::from(token.case == Case::Upper);
        }
        if token.span.len() > 3 {
            long += 1;
            capital += usize::from(token.is_capitalized());
        }
    }
    if words >= 3 && upper * 10 >= words * 8 { Casing::Capitals }
    else if long >= 4 && capital * 10 >= long * 8 { Casing::Headline }
    else { Casing::Running }
}
