//! What each word of an article looks like by itself: its look-up form, its shape, its lists, and how the
//! same word is cased elsewhere. Everything is a number, so that questions about it cost no allocation.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analysis::BlockKind;
use crate::article::TokenBlock;
use crate::dates::Located;
use crate::language::{Case, Sentence, TokenKind, Tokens};
use crate::lexicon::{Lexicon, hash};
use crate::tagger::pair;

/// How far outside of a chain its questions reach, in tokens.
const REACH: usize = 3;
/// The longest stretch between two capitals of one chain: "Ministry of the Interior".
const BRIDGE: usize = 3;
/// How far what is written without a space goes on: "Covid-19".
const GLUED: usize = 3;

/// How a sentence is cased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Casing {
    #[default]
    Running,
    /// Most long words have capitals.
    Headline,
    /// Everything is in capitals.
    Capitals,
}

/// One word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of its look-up form.
    pub hash: u32,
    /// Hash of its letters' cases; of its case alone where the sentence's casing says nothing.
    pub shape: u32,
    /// The lists that it stands in alone, and as first, inner and last word of a phrase; a bit each.
    pub lists: [u32; 4],
    /// A hash of `lists`.
    pub signature: u32,
    /// Whether it is written like a name.
    pub capital: bool,
    /// Whether it would be written so anyway, at the beginning of a sentence or of speech.
    pub initial: bool,
    /// Whether it is part of an expression of time.
    pub dated: bool,
    /// How often it stands elsewhere in small letters and how often with a capital, with what its own case is worth.
    pub elsewhere: u32,
    /// The block it stands in, how that is cased, and whether it is quoted.
    pub block: u32,
    casing: Casing,
}

/// Before the first and behind the last word of a sentence.
const EDGES: [Word; 2] = [edge(1), edge(2)];

const fn edge(which: u32) -> Word {
    Word {
        hash: which,
        shape: which,
        lists: [0; 4],
        signature: which,
        capital: false,
        initial: false,
        dated: false,
        elsewhere: 0,
        block: 0,
        casing: Casing::Running,
    }
}

/// A stretch in which names may stand: capitals, and what is between and around them.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Its sentence.
    pub sentence: Range<usize>,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// The words of an article.
#[derive(Debug)]
pub struct Words {
    list: Vec<Word>,
    /// The chains to be read, in order. All other words are no names.
    pub chains: Vec<Chain>,
}

impl Words {
    /// Looks at the words in and around the chains.
    pub fn new(tokens: &Tokens<'_>, blocks: &[TokenBlock], sentences: &[Sentence], dates: &[Located]) -> Words {
        let mut words = Words { list: vec![Word::default(); tokens.len()], chains: Vec::new() };
        for sentence in sentences {
            let kind = blocks.get(sentence.block).map_or(BlockKind::Paragraph, |block| block.kind);
            // What the page says of itself, "Share on Facebook", names nobody in the story.
            if kind != BlockKind::Boilerplate {
                words.read_sentence(tokens, &sentence.tokens, kind);
            }
        }
        for date in dates {
            for word in words.list.get_mut(date.found.tokens.clone()).unwrap_or(&mut []) {
                word.dated = true;
            }
        }
        words.look_elsewhere();
        words
    }

    /// A word of a sentence, or what stands for its edges.
    pub fn get(&self, sentence: &Range<usize>, at: usize) -> &Word {
        let [before, behind] = &EDGES;
        if at >= sentence.end {
            // An index below the first token has wrapped around.
            return if at > self.list.len() { before } else { behind };
        }
        if at < sentence.start { before } else { self.list.get(at).unwrap_or(behind) }
    }

    fn read_sentence(&mut self, tokens: &Tokens<'_>, sentence: &Range<usize>, kind: BlockKind) {
        let casing = casing(tokens, sentence.clone());
        let mut quoted = false;
        for at in sentence.clone() {
            let (Some(token), Some(word)) = (tokens.get(at), self.list.get_mut(at)) else { continue };
            let written = token.span.of(tokens.text);
            if token.kind == TokenKind::Sign && matches!(written, "“" | "”" | "\"") {
                quoted = !quoted;
            }
            let before = if at > sentence.start { tokens.word(at - 1) } else { "" };
            word.hash = hash(tokens.folded(at).as_bytes());
            word.capital = token.kind == TokenKind::Word && token.is_capitalized();
            word.initial = at == sentence.start || matches!(before, "“" | "\"" | "‘" | ":" | "—" | "–");
            word.casing = casing;
            word.block = pair(kind as u32, casing as u32 * 2 + u32::from(quoted));
        }
        let first = self.chains.len();
        self.cut(tokens, sentence);
        let mut read = sentence.start;
        for chain in first..self.chains.len() {
            let Some(chain) = self.chains.get(chain) else { continue };
            let start = chain.tokens.start.saturating_sub(REACH).max(read);
            let end = (chain.tokens.end + REACH).min(sentence.end);
            read = end.max(start);
            self.look_up(tokens, start..end, sentence);
        }
    }

    /// Cuts a sentence into chains.
    fn cut(&mut self, tokens: &Tokens<'_>, sentence: &Range<usize>) {
        let first = self.chains.len();
        for at in sentence.clone() {
            if !self.list.get(at).is_some_and(|word| word.capital) {
                continue;
            }
            let start = at.saturating_sub(1).max(sentence.start);
            let mut end = (at + 2).min(sentence.end);
            while end < sentence.end && end <= at + GLUED && !tokens.spaced(end) {
                end += 1;
            }
            match self.chains.get_mut(first..).and_then(|chains| chains.last_mut()) {
                Some(last) if start + 1 < last.tokens.end + BRIDGE => last.tokens.end = last.tokens.end.max(end),
                _ => self.chains.push(Chain { sentence: sentence.clone(), tokens: start..end }),
            }
        }
    }

    /// Fills in what costs a look-up.
    fn look_up(&mut self, tokens: &Tokens<'_>, range: Range<usize>, sentence: &Range<usize>) {
        for at in range.clone() {
            let Some(token) = tokens.get(at) else { continue };
            let alone = tokens.entry(at).classes();
            if let Some(word) = self.list.get_mut(at) {
                word.shape = match word.casing {
                    Casing::Running => shape(token.span.of(tokens.text)),
                    casing => pair(casing as u32 + 77, token.case as u32 * 4 + token.kind as u32),
                };
                // "Konrad-Adenauer-Stiftung" ends in what it is.
                let last =
                    tokens.folded(at).rsplit_once('-').map_or(0, |(_, last)| Lexicon::get().word(last).classes());
                word.lists = [alone, 0, 0, last];
            }
        }
        for at in range.clone() {
            if tokens.get(at).is_some_and(|token| token.kind == TokenKind::Sign) {
                continue;
            }
            tokens.phrases(at, sentence.end, |length, entry| {
                for inside in at..at + if length > 1 { length } else { 0 } {
                    let place = if inside == at {
                        1
                    } else if inside + 1 < at + length {
                        2
                    } else {
                        3
                    };
                    let lists = self.list.get_mut(inside).and_then(|word| word.lists.get_mut(place));
                    lists.into_iter().for_each(|lists| *lists |= entry.classes());
                }
            });
        }
    }

    /// Notes how the same words are cased elsewhere in running text, and signs the lists.
    fn look_elsewhere(&mut self) {
        let mut seen: FxHashMap<u32, [u32; 2]> = FxHashMap::default();
        for word in &self.list {
            if word.capital {
                seen.entry(word.hash).or_default();
            }
        }
        for word in self.list.iter().filter(|word| word.casing == Casing::Running) {
            if let Some([lower, capital]) = seen.get_mut(&word.hash) {
                if !word.capital {
                    *lower = (*lower + 1).min(2);
                } else if !word.initial {
                    *capital = (*capital + 1).min(2);
                }
            }
        }
        for word in &mut self.list {
            let [lower, capital] = seen.get(&word.hash).copied().unwrap_or([2, 0]);
            word.elsewhere = (lower * 3 + capital) * 6 + word.casing as u32 * 2 + u32::from(word.initial);
            word.signature = word.lists.iter().fold(7, |sum, lists| pair(sum, *lists));
        }
    }
}

/// Hash of a word's cases: "Geneva" is `Aaa`, "MOSCOW" `AA`, "H5N1" `A1A1`. More than two alike count as two, so that
/// long words are alike; of digits up to four are told apart.
fn shape(word: &str) -> u32 {
    let (mut sum, mut last, mut times) = (17_u32, 0, 0);
    for char in word.chars() {
        let kind = match char {
            'a'..='z' => 1,
            'A'..='Z' => 2,
            '0'..='9' => 3,
            other if other.is_lowercase() => 1,
            other if other.is_uppercase() => 2,
            other if other.is_numeric() => 3,
            other => other as u32,
        };
        times = if kind == last { times + 1 } else { 1 };
        last = kind;
        if times <= 2 || (kind == 3 && times <= 4) {
            sum = sum.wrapping_mul(31).wrapping_add(kind);
        }
    }
    sum
}

/// How a sentence is cased.
fn casing(tokens: &Tokens<'_>, range: Range<usize>) -> Casing {
    let (mut words, mut upper, mut long, mut capitals) = (0, 0, 0, 0);
    for token in range.filter_map(|at| tokens.get(at)).filter(|token| token.kind == TokenKind::Word) {
        if token.span.len() > 1 {
            words += 1;
            upper += usize::from(token.case == Case::Upper);
        }
        if token.span.len() > 3 {
            long += 1;
            capitals += usize::from(token.is_capitalized());
        }
    }
    if words >= 3 && upper * 10 >= words * 8 {
        Casing::Capitals
    } else if long >= 4 && capitals * 10 >= long * 8 {
        Casing::Headline
    } else {
        Casing::Running
    }
}
