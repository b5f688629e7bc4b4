//! The elements around the stretches of a page: what they are called and how much text of which kind is in them.

use crate::article::dom::{Data, Dom, Id, Step};
use crate::article::look::class_words;
use crate::article::page::{Page, Stretch};
use crate::lexicon::hash;
use crate::order::by_number;
use crate::tagger::pair;

/// So many words of an element's class, id and role are read, from so many bytes of each.
const CLASS_WORDS: usize = 12;
const CLASS_BYTES: usize = 240;
/// A shorter word says nothing.
const CLASS_WORD: usize = 3;
/// Stretches with at least so many bytes are running text, where most of them is outside links.
const RUNNING: usize = 70;

/// What is to be known of an element. Everything is 0 where there is no text below.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// Hash of its tag.
    pub tag: u32,
    /// Hashes of the words of its class, id, role and itemprop.
    pub words: Vec<u32>,
    /// Hash of both.
    pub signature: u32,
    /// Whether its tag says what is in it: `<nav>`, `<figure>`, `<li>`.
    pub is_landmark: bool,
    /// Bytes of text below ...
    pub bytes: usize,
    /// ... of which in links ...
    pub linked: usize,
    /// ... of which running.
    pub running: usize,
    /// Stretches below.
    pub stretches: usize,
}

/// All elements of a page that have text, by their node.
pub struct Elements {
    all: Vec<Element>,
}

impl Elements {
    /// Counts what is in each element.
    pub fn new(page: &Page<'_>) -> Elements {
        let dom = page.dom;
        let mut all = vec![Element::default(); dom.ids().len()];
        for stretch in &page.stretches {
            if let Some(element) = all.get_mut(stretch.element) {
                element.bytes += stretch.range.len();
                element.linked += stretch.linked;
                element.running += if is_running(stretch) { stretch.range.len() } else { 0 };
                element.stretches += 1;
            }
        }
        // An element is left after all that is in it.
        dom.walk(
            0,
            |_| true,
            |step| {
                let Step::Leave(id) = step else { return };
                let Some(element) = all.get_mut(id).filter(|element| element.stretches > 0) else { return };
                describe(dom, id, element);
                let Element { bytes, linked, running, stretches, .. } = *element;
                if let Some(parent) = dom.parent(id).and_then(|parent| all.get_mut(parent)) {
                    parent.bytes += bytes;
                    parent.linked += linked;
                    parent.running += running;
                    parent.stretches += stretches;
                }
            },
        );
        Elements { all }
    }

    /// An element with text; `None` for others.
    pub fn get(&self, id: Id) -> Option<&Element> {
        self.all.get(id).filter(|element| element.stretches > 0)
    }

    /// Bytes of running text on the whole page, at least 1.
    pub fn running(&self) -> usize {
        self.all.first().map_or(1, |root| root.running.max(1))
    }

    /// The smallest element that holds such a share of the running text, in percent.
    pub fn container(&self, share: usize) -> Id {
        let enough = self.running() * share;
        let heavy = self.all.iter().enumerate().filter(|(_, element)| element.running * 100 >= enough);
        // Of equals the one that was made last is the innermost.
        heavy.rev().min_by_key(|(_, element)| element.running).map_or(0, |(id, _)| id)
    }
}

/// Whether a stretch is text of a story, by its length alone.
pub fn is_running(stretch: &Stretch) -> bool {
    stretch.range.len() >= RUNNING && stretch.linked * 3 < stretch.range.len()
}

fn describe(dom: &Dom, id: Id, element: &mut Element) {
    let tag = dom.tag(id);
    element.tag = hash(tag.as_bytes());
    element.is_landmark = matches!(
        tag,
        "article"
            | "aside"
            | "blockquote"
            | "details"
            | "dl"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "section"
            | "table"
            | "ul"
    );
    if let Data::Element(_, attributes) = dom.data(id) {
        for attribute in attributes {
            if matches!(&*attribute.name.local, "class" | "id" | "role" | "itemprop") {
                read_words(&attribute.value, &mut element.words);
            }
        }
    }
    by_number(&mut element.words, |word| u128::from(*word));
    element.words.dedup();
    element.signature = element.words.iter().fold(element.tag, |sum, word| pair(sum, *word));
}

/// The words of an attribute: "story-body__relatedLinks" has story, body, related and links.
fn read_words(value: &str, words: &mut Vec<u32>) {
    let value = value.as_bytes();
    class_words(value.get(..CLASS_BYTES).unwrap_or(value), u8::is_ascii_alphabetic, |word| {
        if word.len() >= CLASS_WORD && words.len() < CLASS_WORDS {
            words.push(hash(word));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_cut_into_words() {
        let mut words = Vec::new();
        read_words("story-body__relatedLinks h-9 ad", &mut words);
        assert_eq!(words, ["story", "body", "related", "links"].map(|word| hash(word.as_bytes())));
        read_words(&"comment-".repeat(100_000), &mut words);
        assert_eq!(words.len(), CLASS_WORDS);
    }
}
