//! A page cut into stretches of text: what stands between two block boundaries, in document order, hidden text left out.

use std::ops::Range;

use html5ever::{LocalName, local_name};

use crate::article::dom::{Data, Dom, Id, Step};
use crate::lexicon::is_invisible;

/// A page's visible text, and where it was.
#[derive(Debug)]
pub struct Page<'d> {
    /// The tree.
    pub dom: &'d Dom,
    /// The text of all stretches, one behind the other, white space folded.
    pub text: String,
    /// The stretches, in document order.
    pub stretches: Vec<Stretch>,
    /// Which part of the text is from which text node, in order.
    pub runs: Vec<Run>,
}

/// Text between two block boundaries.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Where it stands in [`Page::text`].
    pub range: Range<usize>,
    /// The block element around it.
    pub element: Id,
    /// Bytes of it inside links.
    pub linked: usize,
}

/// Text that stands in one text node as it stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The node.
    pub node: Id,
    /// Where it begins in the node's own text, in UTF-16 code units.
    pub offset: u32,
}

impl<'d> Page<'d> {
    /// Cuts a page.
    pub fn cut(dom: &'d Dom) -> Page<'d> {
        let mut cutter = Cutter {
            page: Page { dom, text: String::new(), stretches: Vec::new(), runs: Vec::new() },
            start: 0,
            blocks: vec![0],
            links: 0,
            linked: 0,
            space: false,
        };
        dom.walk(0, |id| !is_hidden(dom, id), |step| cutter.step(step));
        cutter.close();
        cutter.page
    }

    /// The words of a stretch.
    pub fn words(&self, stretch: &Stretch) -> &str {
        self.text.get(stretch.range.clone()).unwrap_or("")
    }
}

/// Whether a reader of the page would not see an element, or sees no text but a control in it.
fn is_hidden(dom: &Dom, id: Id) -> bool {
    let Data::Element(name, attributes) = dom.data(id) else { return false };
    if is_never_shown(&name.local) || (name.local == local_name!("sup") && is_mark(&dom.text(id))) {
        return true;
    }
    // Pages hide all of themselves until a script has run.
    if matches!(name.local, local_name!("html") | local_name!("body")) {
        return false;
    }
    attributes.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => true,
        "aria-hidden" => &*attribute.value == "true",
        "style" => hides(&attribute.value),
        _ => false,
    })
}

/// Whether raised text is the mark of a note: "1642¹" is a year and a mark, and not one number.
fn is_mark(text: &str) -> bool {
    text.chars()
        .all(|char| char.is_ascii_digit() || matches!(char, '[' | ']' | '(' | ')' | ',' | ' ' | '*' | '†' | '‡' | '§'))
}

fn is_never_shown(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("audio")
            | local_name!("canvas")
            | local_name!("datalist")
            | local_name!("embed")
            | local_name!("frameset")
            | local_name!("head")
            | local_name!("iframe")
            | local_name!("input")
            | local_name!("link")
            | local_name!("map")
            | local_name!("math")
            | local_name!("meta")
            | local_name!("noscript")
            | local_name!("object")
            | local_name!("option")
            | local_name!("progress")
            | local_name!("script")
            | local_name!("select")
            | local_name!("style")
            | local_name!("svg")
            | local_name!("template")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("video")
    )
}

/// Whether a style attribute hides its element.
fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let value = value.trim().split(['!', ' ']).next().unwrap_or("");
        let is = |word: &str| value.eq_ignore_ascii_case(word);
        match property.trim() {
            property if property.eq_ignore_ascii_case("display") => is("none"),
            property if property.eq_ignore_ascii_case("visibility") => is("hidden") || is("collapse"),
            property if property.eq_ignore_ascii_case("font-size") => {
                value.starts_with('0') && value.trim_start_matches(['0', '.']).chars().all(char::is_alphabetic)
            }
            _ => false,
        }
    })
}

/// Whether an element ends the line before it and its own last one: the browser says so in a snapshot, else its tag.
fn is_block(dom: &Dom, id: Id) -> bool {
    if let Some(display) = dom.attribute(id, " display") {
        return display == "block";
    }
    let Data::Element(name, _) = dom.data(id) else { return false };
    matches!(
        name.local,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("br")
            | local_name!("button")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("hr")
            | local_name!("html")
            | local_name!("legend")
            | local_name!("li")
            | local_name!("main")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("pre")
            | local_name!("section")
            | local_name!("summary")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("tr")
            | local_name!("ul")
    )
}

struct Cutter<'d> {
    page: Page<'d>,
    /// Where the stretch under way began.
    start: usize,
    /// The block elements that are open, the innermost last.
    blocks: Vec<Id>,
    /// How many links are open.
    links: usize,
    linked: usize,
    /// Whether white space stands between the last word and the next.
    space: bool,
}

impl Cutter<'_> {
    fn step(&mut self, step: Step) {
        let dom = self.page.dom;
        let (Step::Enter(id) | Step::Leave(id)) = step;
        let tag = match dom.data(id) {
            Data::Text(words) => {
                if matches!(step, Step::Enter(_)) {
                    self.text(id, words);
                }
                return;
            }
            Data::Element(name, _) => &name.local,
            Data::Other => return,
        };
        let block = is_block(dom, id);
        if block {
            self.close();
        }
        match step {
            Step::Enter(_) if block && *tag != local_name!("br") => self.blocks.push(id),
            Step::Leave(_) if block && *tag != local_name!("br") => {
                self.blocks.pop();
            }
            Step::Enter(_) if *tag == local_name!("a") => self.links += 1,
            Step::Leave(_) if *tag == local_name!("a") => self.links -= 1,
            _ => {}
        }
    }

    /// Adds words, white space folded to single spaces.
    fn text(&mut self, node: Id, words: &str) {
        let before = self.page.text.len();
        let (mut rest, mut offset) = (words, 0);
        while !rest.is_empty() {
            let open = self.page.text.len() > self.start;
            let skipped = |char: char| is_white(char) || (!open && is_invisible(char));
            let words = rest.trim_start_matches(skipped);
            let skip = rest.get(..rest.len() - words.len()).unwrap_or("");
            self.space |= skip.contains(is_white);
            offset += units(skip);
            let line = words.get(..words_end(words)).unwrap_or(words);
            if !line.is_empty() {
                if open && self.space {
                    self.page.text.push(' ');
                }
                self.space = false;
                let start = self.page.text.len();
                self.page.text.push_str(line);
                self.page.runs.push(Run { range: start..self.page.text.len(), node, offset });
                offset += units(line);
            }
            rest = words.get(line.len()..).unwrap_or("");
        }
        let added = self.page.text.len() - before;
        self.linked += if self.links > 0 { added } else { 0 };
    }

    fn close(&mut self) {
        let range = self.start..self.page.text.len();
        self.start = range.end;
        if !range.is_empty() {
            let element = self.blocks.last().copied().unwrap_or(0);
            let linked = self.linked.min(range.len());
            self.page.stretches.push(Stretch { range, element, linked });
        }
        (self.linked, self.space) = (0, false);
    }
}

fn is_white(char: char) -> bool {
    char.is_whitespace() || char.is_control()
}

fn units(text: &str) -> u32 {
    if text.is_ascii() { text.len() as u32 } else { text.encode_utf16().count() as u32 }
}

/// Where the words end that stand in the text as they stand in the node: before white space, but for a lone blank
/// between two words.
fn words_end(words: &str) -> usize {
    let mut chars = words.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        if is_white(char) && (char != ' ' || chars.peek().is_none_or(|(_, next)| is_white(*next))) {
            return at;
        }
    }
    words.len()
}
