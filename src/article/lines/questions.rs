//! What is asked of each line. Every question is a number, every answer a hash.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::lines::is_text;
use crate::article::lines::line::Line;
use crate::article::look::{marks, percent, share, size};
use crate::article::sheet::Sheet;
use crate::language::TokenKind;
use crate::lexicon::{Class, hash};
use crate::tagger::{Rows, Tagged, pair};

/// A short line has at most so many words.
const SHORT: usize = 9;
/// So many words of a line are asked one by one.
const ASKED: usize = 30;
/// So many tokens make a line's shape.
const SHAPED: usize = 6;
/// Further away than this is nowhere.
const NOWHERE: usize = 99;
/// So many tokens of a line are looked at for what it shares with the rest.
const SHARED: usize = 60;
/// So many lines to each side are taken together.
const WINDOW: usize = 6;

/// What a line looks like, few enough answers to be asked together with others.
fn kind(line: &Line<'_>) -> u32 {
    if let Some(clutter) = line.clutter_kind() {
        return 100 + clutter as u32;
    }
    let length = match line.words {
        0..=1 => 0,
        2..=4 => 1,
        5..=9 => 2,
        10..=17 => 3,
        _ => 4,
    };
    1 + (length * 5 + line.end as u32) * 4 + casing(line)
}

/// How a line is cased: small, like a sentence, like a headline, in capitals.
fn casing(line: &Line<'_>) -> u32 {
    let words = line.words.saturating_sub(line.numbers).max(1);
    match () {
        () if line.upper * 3 > words * 2 => 3,
        () if line.capitalized * 3 > words * 2 => 2,
        () if line.capitalized > 0 => 1,
        () => 0,
    }
}

/// What a line is made of at its beginning: capitals, small letters, numbers, signs.
fn shape(line: &Line<'_>) -> u32 {
    line.range.clone().take(SHAPED).fold(1, |sum, at| {
        let token = line.tokens.get(at);
        let word = token.is_some_and(|token| token.kind == TokenKind::Word);
        let part = match word {
            true if token.is_some_and(|token| token.is_capitalized()) => 1,
            true => 2,
            false if token.is_some_and(|token| token.kind == TokenKind::Number) => 3,
            false => hash(line.tokens.word(at).as_bytes()),
        };
        pair(sum, part)
    })
}

fn length(line: &Line<'_>) -> u32 {
    match line.words {
        0..=4 => line.words as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=13 => 7,
        14..=18 => 8,
        19..=30 => 9,
        31..=60 => 10,
        _ => 11,
    }
}

/// Everything that is true of a line by itself, by numbers.
fn flags(line: &Line<'_>) -> Vec<u32> {
    let tokens = line.tokens;
    let first = line.spoken().next().unwrap_or(line.range.start);
    let any = |test: &dyn Fn(usize) -> bool| line.range.clone().take(SHARED).any(test);
    let word = |at: usize| tokens.word(at);
    let opening = |class: Class| tokens.entry(first).is(class);
    let all = [
        line.is_byline(),
        line.is_trail(),
        line.states_day(),
        line.has_dateline(),
        line.is_lone_credit(),
        line.opens_quote(),
        opening(Class::Forename),
        opening(Class::Say),
        opening(Class::City) || opening(Class::Country),
        any(&|at| tokens.entry(at).is(Class::Say)),
        any(&|at| matches!(word(at), "“" | "\"")),
        any(&|at| word(at) == "ago"),
        any(&|at| word(at).contains("://") || word(at).contains("www.")),
        any(&|at| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number) && word(at + 1) == ":"),
        tokens.get(first).is_some_and(|token| token.kind == TokenKind::Number),
        first > line.range.start,
        line.numbers * 2 > line.words,
        line.capitalized == line.words && line.words > 1,
        line.words == 0,
    ];
    (1..).zip(all).filter_map(|(number, yes)| yes.then_some(number)).collect()
}

/// All lines, as each is asked about the others.
struct Survey<'l, 't> {
    lines: &'l [Line<'t>],
    kinds: Vec<u32>,
    shapes: Vec<u32>,
    flags: Vec<Vec<u32>>,
    /// Hashes of the whole lines, and how often each stands there.
    wholes: Vec<u32>,
    repeated: FxHashMap<u32, u32>,
    /// The lines that are running text by their length.
    running: Vec<usize>,
    /// How many lines have a word that few stories have, by its hash.
    words: FxHashMap<u32, u32>,
    /// The same of lines of running text.
    story: FxHashMap<u32, u32>,
    /// How many blank lines stand before each line and behind the last.
    gaps: Vec<usize>,
    /// Whether most running text is parted by them.
    airy: bool,
}

/// The answers about all lines.
pub fn ask(lines: &[Line<'_>]) -> Rows {
    let survey = Survey::new(lines);
    let mut rows = Rows::default();
    for (at, line) in lines.iter().enumerate() {
        let mut sheet = Sheet::new(&mut rows);
        survey.itself(at, line, &mut sheet);
        survey.place(at, &mut sheet);
        survey.beside(at, &mut sheet);
        survey.shared(at, line, &mut sheet);
        rows.end_row();
    }
    rows
}

impl<'l, 't> Survey<'l, 't> {
    fn new(lines: &'l [Line<'t>]) -> Survey<'l, 't> {
        let running: Vec<usize> = (0..).zip(lines).filter(|(_, line)| line.is_running()).map(|(at, _)| at).collect();
        let (mut words, mut story, mut repeated) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        for line in lines {
            let own: FxHashSet<u32> = telling(line).collect();
            for word in own {
                *words.entry(word).or_default() += 1;
                if line.is_running() {
                    *story.entry(word).or_default() += 1;
                }
            }
        }
        let wholes: Vec<u32> = lines.iter().map(whole).collect();
        wholes.iter().for_each(|whole| *repeated.entry(*whole).or_default() += 1);
        let gaps: Vec<usize> = (0..=lines.len()).map(|at| gap(lines, at)).collect();
        let aired = running.iter().filter(|at| gaps.get(**at).is_some_and(|gap| *gap > 0)).count();
        Survey {
            kinds: lines.iter().map(kind).collect(),
            shapes: lines.iter().map(shape).collect(),
            flags: lines.iter().map(flags).collect(),
            wholes,
            airy: aired * 2 > running.len(),
            lines,
            running,
            words,
            story,
            repeated,
            gaps,
        }
    }

    fn kind(&self, at: usize, offset: isize) -> u32 {
        at.checked_add_signed(offset).and_then(|at| self.kinds.get(at)).copied().unwrap_or(0)
    }

    fn flags(&self, at: usize, offset: isize) -> impl Iterator<Item = u32> {
        at.checked_add_signed(offset).and_then(|at| self.flags.get(at)).into_iter().flatten().copied()
    }

    fn shape(&self, at: usize, offset: isize) -> u32 {
        at.checked_add_signed(offset).and_then(|at| self.shapes.get(at)).copied().unwrap_or(0)
    }

    /// The line by itself.
    fn itself(&self, at: usize, line: &Line<'_>, sheet: &mut Sheet<'_>) {
        let (kind, length, casing) = (self.kind(at, 0), length(line), casing(line));
        let clutter = line.clutter.map_or(0, |clutter| 1 + clutter as u32);
        sheet.group(1);
        for answer in [0, length, line.end as u32, casing, kind, clutter] {
            sheet.ask(answer);
        }
        sheet.ask(pair(length, line.end as u32));
        sheet.ask(pair(length, casing));
        sheet.ask(pair(clutter, length));
        sheet.ask_each(self.flags(at, 0));
        sheet.ask_each(self.flags(at, 0).map(|flag| pair(flag, length)));
        let text = line.tokens.span(line.range.clone()).of(line.tokens.text);
        let marks = marks(text);
        sheet.ask_each(marks.iter().copied());
        sheet.ask_each(marks.iter().map(|mark| pair(*mark, length)));
        let word = |at: usize| hash(line.tokens.folded(at).as_bytes());
        let mut words = line.spoken().map(word);
        let short = u32::from(line.words <= SHORT);
        sheet.ask_each(words.clone().take(ASKED).map(|word| pair(word, short)));
        let (first, second) = (words.next().unwrap_or(0), words.next().unwrap_or(0));
        sheet.ask(pair(first, short));
        sheet.ask(pair(first, second));
        sheet.ask(pair(first, line.end as u32));
        // "(Ama Low/Coast Post)": signs at the end tell, too.
        let mut last = line.range.clone().rev().map(word);
        let (last, before) = (last.next().unwrap_or(0), last.next().unwrap_or(0));
        sheet.ask(last);
        sheet.ask(pair(last, before));
        sheet.ask(self.shape(at, 0));
        sheet.ask(pair(self.shape(at, 0), length));
        let repeated = self.wholes.get(at).and_then(|whole| self.repeated.get(whole)).copied().unwrap_or(1).min(3);
        sheet.ask(repeated);
        sheet.ask(pair(repeated, kind));
    }

    /// Where it stands.
    fn place(&self, at: usize, sheet: &mut Sheet<'_>) {
        let kind = self.kind(at, 0);
        let done = self.running.partition_point(|running| *running < at);
        let left = self.running.len() - self.running.partition_point(|running| *running <= at);
        let behind = done.checked_sub(1).and_then(|last| self.running.get(last)).map_or(NOWHERE, |last| at - last);
        let next = self.running.len() - left;
        let ahead = self.running.get(next).map_or(NOWHERE, |next| next - at);
        let (done, left, behind, ahead) = (size(done.min(8)), size(left.min(8)), size(behind), size(ahead));
        sheet.group(2);
        for answer in [size(at), size(self.lines.len() - 1 - at), done, left, behind, ahead] {
            sheet.ask(answer);
        }
        let place = pair(done.min(1), left.min(1));
        sheet.ask(place);
        for answer in [place, done, left, behind, ahead, pair(behind, ahead)] {
            sheet.ask(pair(answer, kind));
        }
        let gap = |at: usize| self.gaps.get(at).copied().unwrap_or(0).min(2) as u32;
        let gaps = pair(gap(at), gap(at + 1));
        sheet.ask(gaps);
        sheet.ask(pair(gaps, u32::from(self.airy)));
        sheet.ask(pair(gaps, kind));
    }

    /// Its neighbours.
    fn beside(&self, at: usize, sheet: &mut Sheet<'_>) {
        let kind = |offset: isize| self.kind(at, offset);
        sheet.group(3);
        for offset in [-3, -2, -1, 1, 2, 3] {
            sheet.ask(kind(offset));
        }
        for offset in [-2, -1, 1, 2] {
            sheet.ask(pair(kind(offset), kind(0)));
        }
        sheet.ask(pair(pair(kind(-1), kind(0)), kind(1)));
        sheet.ask(pair(pair(kind(-2), kind(-1)), kind(0)));
        sheet.ask(pair(pair(kind(0), kind(1)), kind(2)));
        // The first words of the line before tell what a list is of.
        for before in [1, 2] {
            let line = at.checked_sub(before).and_then(|at| self.lines.get(at)).filter(|line| line.words <= SHORT);
            let first = line.and_then(|line| line.spoken().next());
            let word = line.zip(first).map_or(0, |(line, first)| hash(line.tokens.folded(first).as_bytes()));
            sheet.ask(word);
        }
        // Rows of a table, related headlines: lines of one shape.
        let same = |offset: isize| u32::from(self.shape(at, 0) == self.shape(at, offset));
        let alike = |offset: isize| u32::from(kind(0) == kind(offset));
        sheet.ask(pair(pair(same(-1), same(1)), pair(alike(-1), alike(1))));
        sheet.ask(pair(pair(same(-1), same(1)), kind(0)));
        sheet.ask(pair(pair(alike(-2), alike(-1)), pair(alike(1), alike(2))));
        sheet.ask_each(self.flags(at, -1));
        sheet.ask_each(self.flags(at, 1));
    }

    /// What words it shares with the story: other stories' headlines speak of something else.
    fn shared(&self, at: usize, line: &Line<'_>, sheet: &mut Sheet<'_>) {
        let kind = self.kind(at, 0);
        let own = u32::from(line.is_running());
        let (mut in_story, mut anywhere, mut all) = (0, 0, 0);
        for word in telling(line) {
            all += 1;
            in_story += usize::from(self.story.get(&word).is_some_and(|count| *count > own));
            anywhere += usize::from(self.words.get(&word).is_some_and(|count| *count > 1));
        }
        let in_story = if all == 0 { 20 } else { share(percent(in_story, all)) };
        let anywhere = if all == 0 { 20 } else { share(percent(anywhere, all)) };
        sheet.group(4);
        for answer in [in_story, anywhere, pair(in_story, kind), pair(anywhere, kind)] {
            sheet.ask(answer);
        }
        let done = self.running.partition_point(|running| *running < at).min(1) as u32;
        let left = u32::from(self.running.last().is_some_and(|last| *last > at));
        sheet.ask(pair(in_story, pair(done, left)));
        sheet.ask(pair(in_story, pair(pair(done, left), kind)));
    }
}

/// Words that not every story has, by their hashes.
fn telling(line: &Line<'_>) -> impl Iterator<Item = u32> {
    line.range.clone().take(SHARED).filter_map(|at| {
        let token = line.tokens.get(at)?;
        let tells = token.kind == TokenKind::Word && token.span.len() > 2 && !line.tokens.entry(at).is(Class::Common);
        tells.then(|| hash(line.tokens.folded(at).as_bytes()))
    })
}

fn whole(line: &Line<'_>) -> u32 {
    line.folded().iter().fold(0, |sum, word| pair(sum, hash(word.as_bytes())))
}

/// How many blank lines stand before a line.
fn gap(lines: &[Line<'_>], at: usize) -> usize {
    let (Some(last), Some(next)) = (at.checked_sub(1).and_then(|at| lines.get(at)), lines.get(at)) else { return 2 };
    let end = last.tokens.span(last.range.clone()).end as usize;
    let start = next.tokens.span(next.range.clone()).start as usize;
    let between = next.tokens.text.get(end..start).unwrap_or("");
    between.chars().filter(|char| *char == '\n').count().saturating_sub(1)
}

/// The questions of the second reading: what the first said of the line and of those around it.
pub fn ask_again(first: &Tagged) -> Rows {
    let labels = &first.labels;
    let text: Vec<usize> = (0..).zip(labels).filter(|(_, label)| is_text(**label)).map(|(at, _)| at).collect();
    let mut rows = Rows::default();
    for (at, sure) in first.sure.iter().enumerate() {
        let label = |offset: isize| {
            at.checked_add_signed(offset).and_then(|at| labels.get(at)).map_or(0, |label| 1 + u32::from(*label))
        };
        let mut sheet = Sheet::new(&mut rows);
        sheet.group(100);
        sheet.ask(pair(label(0), share((sure * 100.0) as usize)));
        for offset in [-3, -2, -1, 1, 2, 3] {
            sheet.ask(pair(label(offset), label(0)));
        }
        sheet.ask(pair(label(-1), pair(label(0), label(1))));
        sheet.ask(pair(pair(label(-2), label(-1)), pair(label(1), label(2))));
        let done = text.partition_point(|one| *one < at);
        let left = text.len() - text.partition_point(|one| *one <= at);
        let (done, left) = (size(done), size(left));
        sheet.ask(pair(done.min(3), label(0)));
        sheet.ask(pair(left.min(3), label(0)));
        sheet.ask(pair(pair(done.min(1), left.min(3)), label(0)));
        let around = |from: usize, to: usize| {
            let some = labels.get(from.min(labels.len())..to.min(labels.len())).unwrap_or(&[]);
            let count = some.iter().filter(|label| is_text(**label)).count();
            size(count)
        };
        let (before, behind) = (around(at.saturating_sub(WINDOW), at), around(at + 1, at + 1 + WINDOW));
        sheet.ask(pair(before, pair(behind, label(0))));
        rows.end_row();
    }
    rows
}
