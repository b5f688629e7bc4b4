//! The tree of a live page, as `www/dom/text.js` writes it down: one string, in which four control characters are marks.
//!
//! `\u{1}` opens an element: its tag, and for each attribute `\u{2}`, the name, `=` and the value. `\u{3}` closes the
//! innermost element that is open. `\u{4}` begins a text node, whose text goes on to the next mark; text nodes are counted
//! from 0 in this order, and [`crate::Source`] names them by that number. What is hidden in the page has been left out by
//! the browser, which knows, and elements whose `display` is not that of their tag have the attribute ` display`, a name that no HTML can give.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, ns};

use crate::article::dom::{Data, Dom};

/// Elements are never nested deeper than a browser does, or only by a malicious hand.
const DEPTH: usize = 4096;

/// Reads a snapshot. Nothing is refused: what is no mark is text, and what is left open ends with the snapshot.
pub fn parse(snapshot: &str) -> Dom {
    let mut dom = Dom::new();
    let mut open = vec![0];
    let mut deeper = 0_usize;
    let mut rest = snapshot;
    while let Some(mark) = rest.chars().next() {
        let body = rest.get(mark.len_utf8()..).unwrap_or("");
        let end = body.find(['\u{1}', '\u{3}', '\u{4}']).unwrap_or(body.len());
        let (words, behind) = body.split_at(end);
        let parent = open.last().copied().unwrap_or(0);
        match mark {
            '\u{1}' if open.len() < DEPTH => open.push(dom.append(parent, element(words))),
            '\u{1}' => deeper += 1,
            '\u{3}' if deeper > 0 => deeper -= 1,
            '\u{3}' if open.len() > 1 => {
                open.pop();
            }
            '\u{4}' => {
                dom.append(parent, Data::Text(StrTendril::from(words)));
            }
            _ => {}
        }
        rest = behind;
    }
    dom
}

fn element(words: &str) -> Data {
    let mut parts = words.split('\u{2}');
    let tag = parts.next().unwrap_or("");
    let name = |local: &str| LocalName::from(local);
    let attribute = |part: &str| {
        let (key, value) = part.split_once('=')?;
        Some(Attribute { name: QualName::new(None, ns!(), name(key)), value: StrTendril::from(value) })
    };
    Data::Element(QualName::new(None, ns!(html), name(tag)), parts.filter_map(attribute).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_make_a_tree() {
        let dom = parse(
            "\u{1}body\u{1}p\u{2}class=a=b\u{2}hidden=\u{4}Talks \u{1}b\u{4}began\u{3}\u{4}.\u{3}\u{3}\u{3}\u{3}",
        );
        assert_eq!(dom.text(0), "Talks began.");
        let p = dom.ids().find(|id| dom.tag(*id) == "p").unwrap_or(0);
        assert_eq!(dom.attribute(p, "class"), Some("a=b"));
        assert_eq!(dom.attribute(p, "hidden"), Some(""));
    }

    #[test]
    fn anything_is_a_snapshot() {
        for odd in [
            "",
            "words",
            "\u{3}\u{3}",
            "\u{1}",
            "\u{2}\u{4}",
            &"\u{1}b".repeat(100_000),
            &"\u{1}b\u{3}".repeat(100_000),
        ] {
            parse(odd);
        }
        let deep = "\u{1}div".repeat(10_000) + "\u{4}in" + &"\u{3}".repeat(9_999) + "\u{4}out";
        assert_eq!(parse(&deep).text(0), "inout");
    }
}
