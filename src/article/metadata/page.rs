//! One walk through the page: what may say when, by whom and under which title it was published, with where it stands.

use crate::article::dom::{Data, Dom, Id, Step};
use crate::article::metadata::role::*;
use crate::article::metadata::{clean, has};

/// So many bytes of a line are kept: longer ones are running text.
const LINE: usize = 600;
/// So many elements of a kind are kept.
const MARKS: usize = 512;
/// So many first-level headings may be the headline.
const HEADINGS: usize = 4;
/// Running text has so many words.
pub const TEXT_WORDS: usize = 18;

/// The innermost element that puts something beside the story, and the next one around it; 0 is none.
pub type Aside = [Id; 2];

/// A stretch of text of one kind.
#[derive(Debug)]
pub struct Line {
    /// Its text, white space folded; the beginning of a long one.
    pub text: String,
    /// How many words it has.
    pub words: usize,
    /// What it is.
    pub role: u16,
    /// The element that puts it beside the story, if one does.
    pub aside: Aside,
}

impl Line {
    pub fn is(&self, role: u16) -> bool {
        self.role & role != 0
    }

    /// Whether it is running text, not a heading or a label.
    pub fn is_text(&self) -> bool {
        self.words >= TEXT_WORDS && !self.is(H1 | HEADING | ASIDE)
    }
}

/// An attribute that may hold a day or a name.
#[derive(Debug)]
pub struct Mark<'d> {
    pub value: &'d str,
    pub role: u16,
    pub aside: Aside,
    /// How many lines stand before it.
    pub line: usize,
}

/// What the walk found.
#[derive(Debug, Default)]
pub struct Page<'d> {
    /// Names of `<meta>` elements, in lower case, and what they say.
    pub meta: Vec<(String, &'d str)>,
    /// What is written in `<script type="application/ld+json">`.
    pub scripts: Vec<String>,
    /// Lines to be seen, in order.
    pub lines: Vec<Line>,
    /// Attributes with a day.
    pub times: Vec<Mark<'d>>,
    /// Attributes with a name.
    pub names: Vec<Mark<'d>>,
    /// First-level headings: their text and the line where they begin.
    pub headings: Vec<(String, usize, u16)>,
    /// `<title>`.
    pub title: Option<String>,
    /// `<html lang>`.
    pub language: Option<&'d str>,
    /// `<link rel=canonical>`.
    pub canonical: Option<&'d str>,
}

impl<'d> Page<'d> {
    /// Walks through the page; `story` is the element that holds the story.
    #[inline(never)]
    pub fn read(dom: &'d Dom, story: Id) -> Page<'d> {
        let mut around = vec![false; dom.ids().len()];
        let mut mark = |inner: Id, stop: &str| {
            let mut outer = dom.parent(inner);
            while let Some(id) = outer.filter(|id| dom.tag(*id) != stop) {
                if let Some(around) = around.get_mut(id) {
                    *around = true;
                }
                outer = dom.parent(id);
            }
        };
        mark(story, "");
        dom.ids().filter(|id| dom.tag(*id) == "h1").take(HEADINGS).for_each(|heading| mark(heading, "nav"));
        let mut reader = Reader {
            dom,
            names: Names::get(),
            story,
            around,
            page: Page::default(),
            roles: Vec::new(),
            heading: None,
            fresh: true,
        };
        dom.walk(
            0,
            |_| true,
            |step| match step {
                Step::Enter(id) => reader.enter(id),
                Step::Leave(id) => reader.leave(id),
            },
        );
        reader.page
    }

    /// The first of these `<meta>` names that says something.
    #[inline(never)]
    pub fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let mut found = self.meta.iter().filter(|(key, _)| key == name).map(|(_, content)| clean(content));
            found.find(|content| !content.is_empty())
        })
    }
}

struct Reader<'d> {
    dom: &'d Dom,
    names: &'static Names,
    story: Id,
    around: Vec<bool>,
    page: Page<'d>,
    /// Roles of the elements that are open.
    roles: Vec<(u16, Aside)>,
    /// The text of the first-level heading that is open, and its line.
    heading: Option<(String, usize)>,
    /// Whether the next words begin a line.
    fresh: bool,
}

impl<'d> Reader<'d> {
    #[inline(never)]
    fn enter(&mut self, id: Id) {
        let (outer, aside) = self.roles.last().copied().unwrap_or((0, [0; 2]));
        match self.dom.data(id) {
            Data::Text(words) => {
                if outer & HIDDEN == 0 {
                    self.text(words, outer, aside);
                }
                self.roles.push((outer, aside));
            }
            Data::Element(..) => {
                let tag = self.dom.tag(id);
                let own = self.role(id, tag);
                let mut role = outer & !OWN | own;
                if role & AUTHOR == 0 {
                    role &= !NAME;
                }
                if self.around.get(id) == Some(&true) {
                    role &= STORY | HIDDEN;
                }
                if id == self.story {
                    role = role & !(ASIDE | DATE | AUTHOR | PUBLISHED | MODIFIED) | STORY;
                }
                self.fresh |= role & INLINE == 0 || (role ^ outer) & (DATE | PUBLISHED | MODIFIED | AUTHOR | NAME) != 0;
                let aside = if own & ASIDE == 0 { aside } else { [id, aside[0]] };
                let aside = if role & ASIDE == 0 { [0; 2] } else { aside };
                self.roles.push((role, aside));
                self.element(id, tag, role, aside);
            }
            Data::Other => self.roles.push((outer, aside)),
        }
    }

    #[inline(never)]
    fn leave(&mut self, id: Id) {
        let (role, _) = self.roles.pop().unwrap_or((0, [0; 2]));
        let (outer, _) = self.roles.last().copied().unwrap_or((0, [0; 2]));
        if let Data::Element(..) = self.dom.data(id) {
            let tag = self.dom.tag(id);
            self.fresh |= role & INLINE == 0 || (role ^ outer) & (DATE | PUBLISHED | MODIFIED | AUTHOR | NAME) != 0;
            if tag == "h1"
                && let Some((text, line)) = self.heading.take()
            {
                self.page.headings.push((clean(&text), line, role));
            }
        }
    }

    #[inline(never)]
    fn text(&mut self, words: &str, role: u16, aside: Aside) {
        if let Some((heading, _)) = &mut self.heading
            && heading.len() < LINE
        {
            heading.push_str(words);
        }
        let spaced = words.starts_with(char::is_whitespace);
        let mut words_of = words.split_whitespace().peekable();
        if words_of.peek().is_none() {
            if let Some(line) = self.page.lines.last_mut().filter(|line| !self.fresh && !line.text.ends_with(' ')) {
                line.text.push(' ');
            }
            return;
        }
        if std::mem::take(&mut self.fresh) || self.page.lines.is_empty() {
            self.page.lines.push(Line { text: String::new(), words: 0, role, aside });
        }
        let Some(line) = self.page.lines.last_mut() else { return };
        if role & LINK == 0 {
            line.role &= !LINK;
        }
        for (at, word) in words_of.enumerate() {
            line.words += 1;
            if line.text.len() < LINE {
                if (at > 0 || spaced) && !line.text.is_empty() && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(word.get(..LINE).unwrap_or(word));
            }
        }
        if words.ends_with(char::is_whitespace) {
            line.text.push(' ');
        }
    }

    /// What an element says of itself.
    fn role(&self, id: Id, tag: &str) -> u16 {
        let mut role = self.names.of_tag(tag);
        let Data::Element(_, attributes) = self.dom.data(id) else { return role };
        for attribute in attributes {
            let value: &str = &attribute.value;
            role |= match &*attribute.name.local {
                "class" | "id" | "data-testid" => self.names.of_classes(value),
                "href" if tag == "a" => {
                    let of_author = has(value, "/aut")
                        && ["/author/", "/authors/", "/autor/", "/autoren/", "/auteur/"]
                            .iter()
                            .any(|part| has(value, part));
                    if of_author { AUTHOR | NAME } else { 0 }
                }
                "rel" if value.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("author")) => AUTHOR | NAME,
                "itemprop" | "property" => {
                    value.split_whitespace().fold(0, |role, property| role | of_property(property))
                }
                "hidden" => HIDDEN,
                "style" if has(value, "display:none") => HIDDEN,
                "role" if matches!(value, "navigation" | "complementary" | "search") => ASIDE,
                _ => 0,
            };
        }
        if role & PUBLISHED != 0 {
            role &= !MODIFIED;
        }
        role
    }

    #[inline(never)]
    fn element(&mut self, id: Id, tag: &'d str, role: u16, aside: Aside) {
        let dom = self.dom;
        let attribute = |name| attribute(dom, id, name);
        let line = self.page.lines.len() - usize::from(!self.fresh && !self.page.lines.is_empty());
        match tag {
            "html" => self.page.language = self.page.language.or(attribute("lang")),
            // A picture may have a title of its own.
            "title" if self.page.title.is_none() && dom.parent(id).is_none_or(|parent| dom.tag(parent) != "svg") => {
                self.page.title = Some(clean(&dom.text(id)));
            }
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.page.canonical = self.page.canonical.or(attribute("href"));
            }
            "script"
                if attribute("type")
                    .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json")) =>
            {
                self.page.scripts.push(dom.text(id));
            }
            "meta" => {
                let Some(value) =
                    attribute("content").filter(|_| self.page.times.len().max(self.page.names.len()) < MARKS)
                else {
                    return;
                };
                let keys = ["property", "name", "itemprop", "http-equiv"];
                let in_head = dom.parent(id).is_some_and(|parent| dom.tag(parent) == "head");
                if !in_head && attribute("itemprop").is_some() && role & (PUBLISHED | MODIFIED) != 0 {
                    self.page.times.push(Mark { value, role, aside, line });
                } else if !in_head && role & AUTHOR != 0 && attribute("itemprop").is_some() {
                    self.page.names.push(Mark { value, role, aside, line });
                } else if role & ASIDE == 0 {
                    let key = keys.into_iter().find_map(attribute).unwrap_or_default();
                    self.page.meta.push((key.trim().to_ascii_lowercase(), value));
                }
            }
            "h1" if role & HIDDEN == 0 && self.page.headings.len() < MARKS => {
                self.heading = Some((String::new(), line))
            }
            "br" => {
                if let Some((heading, _)) = &mut self.heading {
                    heading.push(' ');
                }
            }
            _ => {}
        }
        if role & DATE != 0 && tag != "meta" && self.page.times.len() < MARKS {
            let stamps = [
                "datetime",
                "content",
                "title",
                "data-datetime",
                "data-date",
                "data-time",
                "data-timestamp",
                "data-published",
            ];
            if let Some(value) =
                stamps.into_iter().filter_map(attribute).find(|value| value.bytes().any(|byte| byte.is_ascii_digit()))
            {
                self.page.times.push(Mark { value, role, aside, line });
            }
        }
    }
}

/// What a property of schema.org or Dublin Core says.
fn of_property(property: &str) -> u16 {
    match property.trim_start_matches("schema:") {
        "datePublished" | "dateCreated" | "uploadDate" | "dc:date" => DATE | PUBLISHED,
        "dateModified" => DATE | MODIFIED,
        "author" | "creator" => AUTHOR,
        "comment" | "publisher" | "review" => ASIDE,
        "name" => NAME,
        _ => 0,
    }
}

/// One copy of the search, not one for each name.
#[inline(never)]
fn attribute<'d>(dom: &'d Dom, id: Id, name: &str) -> Option<&'d str> {
    dom.attribute(id, name)
}
