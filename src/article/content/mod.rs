//! Which stretches of a page are its article: questions about each stretch, its elements and its neighbours, answered by
//! a chain model that `train/` has learned from pages whose articles were marked (`data/model/pages-and-lines.md`).
//!
//! Like the names, a page is read twice: the second reading also knows what the first said of the stretches around and
//! of those in the same elements. No question has a word of any language in it; which words open a line of clutter is
//! learned, with all the languages of those pages.

mod elements;
mod look;
mod questions;
mod recall;

use std::sync::OnceLock;

use elements::Elements;
pub use questions::ask;
#[cfg(feature = "train")]
pub use recall::Groups;
pub use recall::ask as ask_again;

use crate::article::page::{Page, Stretch};
use crate::tagger::{Model, Tagged, tag_twice};

/// No word of a menu is so long, in bytes.
const LONG: usize = 70;

/// The label of what belongs to the article. The other is 0.
const INSIDE: u8 = 1;

/// Whether each stretch of a page belongs to its article.
pub fn choose(page: &Page<'_>) -> Vec<bool> {
    // The model is part of the program; were it damaged, it would choose nothing.
    let chosen = model().map(|model| read(model, page)).unwrap_or_default();
    if chosen.contains(&true) { chosen } else { by_weight(page) }
}

/// For pages like no other, a few lines without markup: what is not in links where most of the text is.
fn by_weight(page: &Page<'_>) -> Vec<bool> {
    let container = Elements::new(page).container(60);
    let inside = |stretch: &Stretch| {
        stretch.linked * 2 < stretch.range.len() && page.dom.around(stretch.element).any(|id| id == container)
    };
    let chosen: Vec<bool> = page.stretches.iter().map(inside).collect();
    if chosen.contains(&true) {
        return chosen;
    }
    // All of it one link: what is long is no menu.
    page.stretches.iter().map(|stretch| stretch.range.len() >= LONG).collect()
}

fn read(model: &Model, page: &Page<'_>) -> Vec<bool> {
    let (rows, groups) = ask(page);
    let tagged = tag_twice(model, &rows, |first| ask_again(&groups, &probabilities(first)));
    tagged.labels.iter().map(|label| *label == INSIDE).collect()
}

/// How probably each stretch belongs to the article.
pub fn probabilities(tagged: &Tagged) -> Vec<f32> {
    let probability = |(label, sure): (&u8, &f32)| if *label == INSIDE { *sure } else { 1.0 - sure };
    tagged.labels.iter().zip(&tagged.sure).map(probability).collect()
}

fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_bytes!("../../../data/model/pages.bin")).ok()).as_ref()
}
