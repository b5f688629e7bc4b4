//! What the second reading is asked: what the first said of a stretch, of those around it and of those in its groups.

use rustc_hash::FxHashMap;

use crate::article::page::{Page, Stretch};
use crate::article::sheet::Sheet;
use crate::tagger::{Rows, pair};

/// Groups of a stretch: those of its parent element and of four more around, and those that are marked up alike.
const GROUPS: usize = 6;
/// So many stretches to each side are taken together.
const WINDOW: usize = 8;
/// Where there is nothing to have a probability.
const NOTHING: u32 = 20;

/// What the second reading has to know of a stretch.
#[derive(Clone, Debug)]
pub struct Groups {
    bytes: f32,
    kind: u32,
    groups: [u32; GROUPS],
}

impl Groups {
    /// The groups of a stretch; `look` is its kind and how it is marked up.
    pub fn new(page: &Page<'_>, stretch: &Stretch, look: (u32, u32)) -> Groups {
        let mut groups = [look.1; GROUPS];
        // Above the document is nothing, which is as good a group as the document.
        let around = page.dom.around(stretch.element).skip(1).chain(std::iter::repeat(0));
        groups.iter_mut().skip(1).zip(around).for_each(|(group, id)| *group = id as u32);
        Groups { bytes: stretch.range.len() as f32, kind: look.0, groups }
    }
}

/// How much of some text is the article's.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    inside: f32,
    all: f32,
}

impl Share {
    fn add(&mut self, one: &Groups, sure: f32) {
        self.inside += one.bytes * sure;
        self.all += one.bytes;
    }

    fn without(self, one: &Groups, sure: f32) -> Share {
        Share { inside: self.inside - one.bytes * sure, all: self.all - one.bytes }
    }

    fn step(self) -> u32 {
        if self.all < 1.0 { NOTHING } else { step(self.inside / self.all) }
    }
}

/// The answers about all stretches of a page; `first` are the probabilities of the first reading.
pub fn ask(all: &[Groups], first: &[f32]) -> Rows {
    let mut groups: FxHashMap<(usize, u32), Share> = FxHashMap::default();
    let mut whole = Share::default();
    for (one, sure) in all.iter().zip(first) {
        whole.add(one, *sure);
        for key in one.groups.iter().copied().enumerate() {
            groups.entry(key).or_default().add(one, *sure);
        }
    }
    let of_whole = |inside: f32| step(inside / whole.inside.max(1.0));
    let mut rows = Rows::default();
    let mut done = 0.0;
    for (at, (one, own)) in all.iter().zip(first).enumerate() {
        let mut sheet = Sheet::new(&mut rows);
        sheet.group(100);
        let mut ask = |answer: u32| sheet.ask(answer);
        let sure = |offset: isize| {
            at.checked_add_signed(offset).and_then(|at| first.get(at)).map_or(NOTHING, |sure| step(*sure))
        };
        let here = sure(0);
        ask(here);
        ask(pair(here, one.kind));
        for offset in [-3, -2, -1, 1, 2, 3] {
            ask(sure(offset));
        }
        ask(pair(sure(-1), pair(here, sure(1))));
        ask(pair(sure(-1).min(sure(-2)), sure(1).min(sure(2))));
        for key in one.groups.iter().copied().enumerate() {
            let group = groups.get(&key).copied().unwrap_or_default();
            let others = group.without(one, *own).step();
            let of_whole = of_whole(group.inside);
            for answer in
                [others, of_whole, pair(others, here), pair(others, one.kind), pair(of_whole, pair(others, here / 3))]
            {
                ask(answer);
            }
        }
        let place = of_whole(done);
        ask(place);
        ask(pair(place, here));
        let window = |from: usize, to: usize| {
            let mut share = Share::default();
            let to = to.min(all.len());
            let some = all.get(from..to).into_iter().flatten().zip(first.get(from..to).into_iter().flatten());
            some.for_each(|(one, sure)| share.add(one, *sure));
            share.step()
        };
        let (before, behind) = (window(at.saturating_sub(WINDOW), at), window(at + 1, at + 1 + WINDOW));
        for answer in [before, behind, pair(before, behind), pair(pair(before, behind), here)] {
            ask(answer);
        }
        done += one.bytes * own;
        rows.end_row();
    }
    rows
}

/// A probability in steps, finer at both ends.
fn step(probability: f32) -> u32 {
    match probability {
        ..0.02 => 0,
        ..0.08 => 1,
        ..0.2 => 2,
        ..0.35 => 3,
        ..0.5 => 4,
        ..0.65 => 5,
        ..0.8 => 6,
        ..0.92 => 7,
        ..0.98 => 8,
        _ => 9,
    }
}
