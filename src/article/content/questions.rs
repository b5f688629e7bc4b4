//! What the first reading is asked of each stretch. Every question is a number, every answer a hash.

use rustc_hash::FxHashMap;

use crate::article::content::elements::{Elements, is_running};
use crate::article::content::look::Look;
use crate::article::content::recall::Groups;
use crate::article::dom::Id;
use crate::article::look::{marks, percent, share, size, words};
use crate::article::page::{Page, Stretch};
use crate::article::sheet::Sheet;
use crate::tagger::{Rows, pair};

/// So many elements around a stretch are asked for their names ...
const NAMED: usize = 8;
/// ... and so many for what is in them.
const WEIGHED: usize = 5;
/// The words of stretches that are no longer than this are asked one by one.
const SHORT: usize = 16;
/// So many words of the heading above.
const HEADING_WORDS: usize = 8;
/// So many words of the page's title, and of what is compared with it.
const TITLE_WORDS: usize = 40;
/// Further away than this is nowhere.
const NOWHERE: usize = 99;

/// The whole page, as its stretches are asked about it.
struct Survey<'p> {
    page: &'p Page<'p>,
    elements: Elements,
    looks: Vec<Look>,
    /// Of each stretch: how its element and the one around it are marked up.
    signatures: Vec<u32>,
    /// How much running text is marked up so.
    alike: FxHashMap<u32, usize>,
    /// How often the same words stand on the page.
    repeated: FxHashMap<&'p str, u32>,
    /// The smallest elements with most of the running text.
    containers: [Id; 2],
    title: Vec<u32>,
    /// The nearest running text before and behind each stretch.
    last_running: Vec<Option<usize>>,
    next_running: Vec<Option<usize>>,
}

/// The answers about all stretches of a page, and what the second reading has to know of each.
pub fn ask(page: &Page<'_>) -> (Rows, Vec<Groups>) {
    let survey = Survey::new(page);
    let mut rows = Rows::default();
    let mut groups = Vec::with_capacity(page.stretches.len());
    let mut heading = None;
    let mut done = 0;
    for (at, stretch) in page.stretches.iter().enumerate() {
        let look = survey.look(at);
        let mut sheet = Sheet::new(&mut rows);
        survey.itself(stretch, look, &mut sheet);
        survey.around(stretch, look, &mut sheet);
        survey.place(at, done, &mut sheet);
        survey.under(heading.filter(|_| !look.heading).map(|heading| (heading, at)), &mut sheet);
        survey.beside(at, &mut sheet);
        rows.end_row();
        let signature = survey.signatures.get(at).copied().unwrap_or(0);
        groups.push(Groups::new(page, stretch, (look.kind, signature)));
        if look.heading {
            heading = Some(at);
        }
        if is_running(stretch) {
            done += stretch.range.len();
        }
    }
    (rows, groups)
}

/// Before each, the last that is something.
fn latest<'a>(all: impl Iterator<Item = &'a Option<usize>>) -> Vec<Option<usize>> {
    all.scan(None, |last, one| {
        let before = *last;
        *last = one.or(before);
        Some(before)
    })
    .collect()
}

impl<'p> Survey<'p> {
    fn new(page: &'p Page<'p>) -> Survey<'p> {
        let elements = Elements::new(page);
        let signature = |stretch: &Stretch| {
            let of = |id: Id| elements.get(id).map_or(0, |element| element.signature);
            pair(of(stretch.element), page.dom.parent(stretch.element).map_or(0, of))
        };
        let signatures: Vec<u32> = page.stretches.iter().map(signature).collect();
        let (mut alike, mut repeated) = (FxHashMap::default(), FxHashMap::default());
        for (stretch, signature) in page.stretches.iter().zip(&signatures) {
            *alike.entry(*signature).or_default() += if is_running(stretch) { stretch.range.len() } else { 0 };
            *repeated.entry(page.words(stretch)).or_default() += 1;
        }
        let running: Vec<Option<usize>> =
            page.stretches.iter().enumerate().map(|(at, stretch)| is_running(stretch).then_some(at)).collect();
        let last_running = latest(running.iter());
        let mut next_running = latest(running.iter().rev());
        next_running.reverse();
        let title = page.dom.ids().find(|id| page.dom.tag(*id) == "title").map(|id| page.dom.text(id));
        Survey {
            looks: page.stretches.iter().map(|stretch| Look::new(page, stretch)).collect(),
            containers: [60, 85].map(|percent| elements.container(percent)),
            title: words(&title.unwrap_or_default()).take(TITLE_WORDS).collect(),
            page,
            elements,
            signatures,
            alike,
            repeated,
            last_running,
            next_running,
        }
    }

    fn look(&self, at: usize) -> Look {
        self.looks.get(at).copied().unwrap_or_default()
    }

    /// The stretch by itself.
    fn itself(&self, stretch: &Stretch, look: Look, sheet: &mut Sheet<'_>) {
        let text = self.page.words(stretch);
        sheet.group(1);
        sheet.ask(0);
        for answer in [look.length, look.linked, look.end, look.tag, look.kind] {
            sheet.ask(answer);
        }
        sheet.ask(pair(look.length, pair(look.linked, look.end)));
        sheet.ask(pair(look.kind, look.end));
        let marks = marks(text);
        sheet.ask_each(marks.iter().copied());
        sheet.ask_each(marks.iter().map(|mark| pair(*mark, look.length)));
        let short = look.words <= SHORT;
        let mut opening = words(text);
        let first = opening.next().unwrap_or(0);
        sheet.ask(pair(first, u32::from(short)));
        sheet.ask(pair(first, opening.next().unwrap_or(0)));
        sheet.ask_each(words(text).take(if short { SHORT } else { 0 }));
        let repeated = self.repeated.get(text).copied().unwrap_or(1).min(3);
        sheet.ask(repeated);
        sheet.ask(pair(repeated, look.kind));
        let hits = words(text).take(TITLE_WORDS).filter(|word| self.title.contains(word)).count();
        let of = look.words.max(self.title.len() / 2).min(TITLE_WORDS);
        sheet.ask(pair(share(percent(hits, of)), u32::from(look.heading)));
    }

    /// The elements around it.
    fn around(&self, stretch: &Stretch, look: Look, sheet: &mut Sheet<'_>) {
        let total = self.elements.running();
        let running = u32::from(is_running(stretch));
        let mut inside = [0; 2];
        for (steps, id) in self.page.dom.around(stretch.element).enumerate() {
            let Some(element) = self.elements.get(id) else { break };
            if steps < NAMED {
                sheet.group(2);
                sheet.ask(pair(element.tag, steps.min(3) as u32));
                sheet.ask_each(element.words.iter().map(|word| pair(*word, u32::from(steps == 0))));
                sheet.ask_each(element.words.iter().copied());
            }
            if steps < WEIGHED {
                let running_here = share(percent(element.running, element.bytes));
                let linked = share(percent(element.linked, element.bytes));
                let of_all = share(percent(element.running, total));
                sheet.group(10 + steps as u32);
                for answer in [of_all, linked, running_here, size(element.stretches), pair(of_all, look.kind)] {
                    sheet.ask(answer);
                }
                sheet.ask(pair(running_here, pair(linked, running)));
            }
            if element.is_landmark {
                sheet.group(3);
                sheet.ask(element.tag);
                sheet.ask(pair(element.tag, look.kind));
            }
            for (inside, container) in inside.iter_mut().zip(self.containers) {
                *inside |= u32::from(id == container);
            }
        }
        sheet.group(4);
        let inside = pair(inside[0], inside[1]);
        sheet.ask(inside);
        sheet.ask(pair(inside, look.kind));
    }

    /// Where it stands on the page, and how much else is marked up like it.
    fn place(&self, at: usize, done: usize, sheet: &mut Sheet<'_>) {
        let Some(stretch) = self.page.stretches.get(at) else { return };
        let look = self.look(at);
        let total = self.elements.running();
        sheet.group(5);
        let signature = self.signatures.get(at).copied().unwrap_or(0);
        let alike = share(percent(self.alike.get(&signature).copied().unwrap_or(0), total));
        for answer in [alike, pair(alike, look.kind), pair(alike, u32::from(is_running(stretch)))] {
            sheet.ask(answer);
        }
        let last = self.last_running.get(at).copied().flatten();
        let next = self.next_running.get(at).copied().flatten();
        let place = match (last, next) {
            (None, _) => 0,
            (_, None) => 2,
            _ => 1,
        };
        sheet.ask(place);
        sheet.ask(pair(place, look.kind));
        let done = share(percent(done, total));
        sheet.ask(done);
        sheet.ask(pair(done, look.kind));
        let behind = size(last.map_or(NOWHERE, |last| at - last));
        let ahead = size(next.map_or(NOWHERE, |next| next - at));
        for answer in [behind, ahead, pair(behind, pair(ahead, look.kind))] {
            sheet.ask(answer);
        }
        let parent = self.page.dom.parent(stretch.element);
        let beside = |other: Option<usize>| {
            let other = other.and_then(|other| self.page.stretches.get(other));
            u32::from(other.is_some_and(|other| self.page.dom.parent(other.element) == parent))
        };
        let beside = pair(beside(last), beside(next));
        sheet.ask(beside);
        sheet.ask(pair(beside, look.kind));
    }

    /// The heading above it.
    fn under(&self, heading: Option<(usize, usize)>, sheet: &mut Sheet<'_>) {
        let Some((heading, at)) = heading else { return };
        sheet.group(6);
        sheet.ask(size(at - heading));
        let text = self.page.stretches.get(heading).map_or("", |heading| self.page.words(heading));
        sheet.ask_each(words(text).take(HEADING_WORDS));
    }

    /// Its neighbours.
    fn beside(&self, at: usize, sheet: &mut Sheet<'_>) {
        let kind =
            |offset: isize| at.checked_add_signed(offset).and_then(|at| self.looks.get(at)).map_or(0, |look| look.kind);
        sheet.group(7);
        for offset in [-3, -2, -1, 1, 2, 3] {
            sheet.ask(kind(offset));
        }
        for offset in [-2, -1, 1, 2] {
            sheet.ask(pair(kind(offset), kind(0)));
        }
        sheet.ask(pair(pair(kind(-1), kind(0)), kind(1)));
    }
}
