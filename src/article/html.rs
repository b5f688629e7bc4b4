//! The HTML of a page into one text with blocks: the story's container is found by where the running text is, and what
//! is hidden or beside the story is left out.

use html5ever::tendril::StrTendril;

use crate::analysis::BlockKind;
use crate::article::dom::{Data, Dom, Id, Step};
use crate::article::{Piece, Reading, metadata};
use crate::lexicon::is_invisible;
use crate::span::Span;

/// Share of the page's running text that the story's container must hold.
const STORY_SHARE: f64 = 0.6;

/// Reads a page.
pub fn read(html: &str, url: Option<&str>) -> Reading {
    let dom = Dom::parse(html);
    let root = story(&dom);
    let mut writer = Writer {
        dom: &dom,
        reading: Reading { article: metadata::read(&dom, root, url), ..Reading::default() },
        open: None,
    };
    if let Some(heading) = headline_outside(&dom, root) {
        writer.write(heading);
    }
    writer.write(root);
    writer.reading
}

/// Whether a reader of the article would not see an element.
fn is_left_out(dom: &Dom, id: Id) -> bool {
    const NEVER: &[&str] = &[
        "aside", "audio", "button", "canvas", "dialog", "embed", "footer", "form", "head", "iframe", "input", "link",
        "map", "math", "menu", "meta", "nav", "noscript", "object", "option", "script", "select", "style", "svg",
        "template", "textarea", "title", "video",
    ];
    let shown = |value: &str| {
        let style: String = value.chars().filter(|char| !char.is_whitespace()).collect::<String>().to_ascii_lowercase();
        !["display:none", "visibility:hidden", "font-size:0;", "font-size:0px"]
            .iter()
            .any(|hidden| style.contains(hidden))
            && !style.ends_with("font-size:0")
    };
    NEVER.contains(&dom.tag(id))
        || dom.attribute(id, "hidden").is_some()
        || dom.attribute(id, "aria-hidden") == Some("true")
        || dom
            .attribute(id, "role")
            .is_some_and(|role| matches!(role, "navigation" | "complementary" | "contentinfo" | "search"))
        || !dom.attribute(id, "style").is_none_or(shown)
}

/// The deepest element that holds most of the page's running text.
fn story(dom: &Dom) -> Id {
    let mut weight = vec![0.0; dom.ids().len()];
    let mut total = 0.0;
    let mut order = Vec::new();
    dom.walk(
        0,
        |id| !is_left_out(dom, id),
        |step| match step {
            Step::Enter(id) => {
                order.push(id);
                if let Data::Text(words) = dom.data(id) {
                    // Sentences, not labels: their length counts more than in proportion.
                    let length = words.trim().len() as f64;
                    let gain = if in_link(dom, id) { 0.0 } else { (length - 20.0).max(0.0) };
                    total += gain;
                    if let Some(weight) = weight.get_mut(id) {
                        *weight += gain;
                    }
                }
            }
            Step::Leave(_) => {}
        },
    );
    for id in order.iter().rev() {
        let own = weight.get(*id).copied().unwrap_or(0.0);
        if let Some(parent) = dom.parent(*id).and_then(|parent| weight.get_mut(parent)) {
            *parent += own;
        }
    }
    // The last in document order that is heavy enough is the deepest: its heavy ancestors come before it.
    let heavy = |id: &&Id| {
        is_container(dom.tag(**id))
            && weight.get(**id).is_some_and(|weight| *weight > 0.0 && *weight >= total * STORY_SHARE)
    };
    order.iter().rev().find(heavy).copied().unwrap_or(0)
}

fn in_link(dom: &Dom, id: Id) -> bool {
    dom.parent(id).is_some_and(|parent| dom.tag(parent) == "a")
}

/// The page's h1, where it stands outside the story's container.
fn headline_outside(dom: &Dom, root: Id) -> Option<Id> {
    let headings = |below: Id, skip: Option<Id>| {
        let mut found = Vec::new();
        dom.walk(
            below,
            |id| Some(id) != skip && !is_left_out(dom, id),
            |step| match step {
                Step::Enter(id) if dom.tag(id) == "h1" => found.push(id),
                _ => {}
            },
        );
        found
    };
    let outside = headings(0, Some(root)).first().copied();
    outside.filter(|_| headings(root, None).is_empty())
}

fn is_container(tag: &str) -> bool {
    matches!(tag, "article" | "body" | "div" | "main" | "section" | "td" | "html" | "blockquote")
}

/// What an element's name says of its text; `None` for elements inside a line.
fn block_of(tag: &str) -> Option<Option<BlockKind>> {
    Some(match tag {
        "h1" => Some(BlockKind::Title),
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dd" | "dt" => Some(BlockKind::Item),
        "blockquote" | "q" => Some(BlockKind::Quote),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        "address" | "article" | "body" | "br" | "div" | "dl" | "fieldset" | "figure" | "header" | "hr" | "html"
        | "main" | "ol" | "p" | "pre" | "section" | "table" | "tbody" | "td" | "th" | "thead" | "tr" | "ul"
        | "summary" | "details" => None,
        _ => return None,
    })
}

/// Writes the text of elements, a piece a block.
struct Writer<'d> {
    dom: &'d Dom,
    reading: Reading,
    /// Where the piece under way began.
    open: Option<usize>,
}

impl Writer<'_> {
    fn write(&mut self, root: Id) {
        let dom = self.dom;
        // Hints of the blocks that are open, the innermost last.
        let mut hints: Vec<Option<BlockKind>> = Vec::new();
        let mut steps = Vec::new();
        dom.walk(root, |id| !is_left_out(dom, id), |step| steps.push(step));
        for step in steps {
            match step {
                Step::Enter(id) => {
                    if let Data::Text(words) = dom.data(id) {
                        self.text(words);
                    } else if let Some(hint) = block_of(dom.tag(id)) {
                        self.close(hints.last().copied().flatten());
                        hints.push(hint.or_else(|| hints.last().copied().flatten()));
                    }
                }
                Step::Leave(id) => {
                    if block_of(dom.tag(id)).is_some() {
                        self.close(hints.pop().flatten());
                    }
                }
            }
        }
        self.close(None);
    }

    /// Adds words, white space folded to single spaces.
    fn text(&mut self, words: &StrTendril) {
        for char in words.chars() {
            let text = &mut self.reading.text;
            if char.is_whitespace() || char.is_control() {
                if self.open.is_some() && !text.ends_with(' ') {
                    text.push(' ');
                }
                continue;
            }
            if self.open.is_none() && is_invisible(char) {
                continue;
            }
            if self.open.is_none() {
                if !text.is_empty() {
                    text.push_str("\n\n");
                }
                self.open = Some(text.len());
            }
            text.push(char);
        }
    }

    fn close(&mut self, hint: Option<BlockKind>) {
        if let Some(start) = self.open.take() {
            let text = &mut self.reading.text;
            text.truncate(text.trim_end().len().max(start));
            self.reading.pieces.push(Piece { span: Span::new(start, text.len()), hint });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=en-GB><head><title>Talks on grain begin | The Lake Post</title>\
        <meta property=og:site_name content='The Lake Post'><meta property='article:published_time' content='2014-01-03T09:00:00Z'>\
        <body><nav><a href=/>Home</a> <a href=/world>World</a></nav><header><h1>Talks on grain begin</h1></header>\
        <div class=main><div id=story><p>Ministers met in <b>Gene</b>va on Friday to speak of grain &amp; bread.</p>\
        <p hidden>Secret words that nobody should ever read in this story at all.</p>\
        <p>They will meet again on <a href=x>January&nbsp;13</a>, the hosts said in a short note to the press.</p><h2>Day two</h2><ul><li>one<li>two</ul>\
        <script>var x = 'Not to be read, whatever it says, and however long it is.'</script></div>\
        <aside>Related: a dog was found in a lake by a man who walked there.</aside></div><footer>All rights reserved</footer>";

    #[test]
    fn the_story_and_nothing_else() {
        let reading = read(PAGE, None);
        let pieces: Vec<_> = reading.pieces.iter().map(|piece| (piece.hint, piece.span.of(&reading.text))).collect();
        use BlockKind::*;
        assert_eq!(
            pieces,
            [
                (Some(Title), "Talks on grain begin"),
                (None, "Ministers met in Geneva on Friday to speak of grain & bread."),
                (None, "They will meet again on January 13, the hosts said in a short note to the press."),
                (Some(Heading), "Day two"),
                (Some(Item), "one"),
                (Some(Item), "two"),
            ]
        );
        let article = reading.article;
        assert_eq!(article.site.as_deref(), Some("The Lake Post"));
        assert_eq!(article.language.as_deref(), Some("en-GB"));
        assert_eq!(article.title.map(|title| title.text).as_deref(), Some("Talks on grain begin"));
        assert_eq!(article.published.map(|published| published.date.to_string()).as_deref(), Some("2014-01-03"));
    }

    #[test]
    fn odd_pages_are_read() {
        for page in
            ["", "plain words", "<", "<p>", "<table><tr><p>x", "<!--", "<script>alert(1)", "<template><p>x</template>"]
        {
            let reading = read(page, None);
            assert!(reading.pieces.iter().all(|piece| !piece.span.is_empty()), "{page}");
        }
        let deep = "<div>".repeat(3000) + "deep words";
        assert_eq!(read(&deep, None).text, "deep words");
    }
}
