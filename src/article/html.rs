//! A page into one text with blocks: the stretches that are its article, its headline, and what belongs to them.

use crate::analysis::{BlockKind, Source};
use crate::article::dom::{Dom, Id};
use crate::article::page::{Page, Run, Stretch};
use crate::article::{Piece, Reading, content, metadata};
use crate::span::Span;

/// A line beside the headline that says who wrote it, or when, is no longer than this, in bytes.
const BYLINE: usize = 200;
/// So many stretches around the headline are looked through for such lines.
const NEAR: usize = 12;

/// Reads a page.
pub fn read(dom: &Dom, url: Option<&str>) -> Reading {
    let page = Page::cut(dom);
    if is_clip(dom) {
        return read_clip(&page);
    }
    let chosen = content::choose(&page);
    let story = container(&page, &chosen);
    let mut reading = Reading { article: metadata::read(dom, story, url), page: true, ..Reading::default() };
    let numbers = dom.text_numbers();
    for (stretch, hint) in page.stretches.iter().zip(hints(&page, &chosen, &reading)) {
        if let Some(hint) = hint {
            write(&page, (stretch, Some(hint)), &numbers, &mut reading);
        }
    }
    reading
}

/// Whether HTML is no page but what a browser copies of one: nothing in it says what page it is.
fn is_clip(dom: &Dom) -> bool {
    !dom.ids().any(|id| match dom.tag(id) {
        "title" | "article" | "main" | "link" => true,
        "meta" => dom.attribute(id, "charset").is_none() && dom.attribute(id, "http-equiv").is_none(),
        _ => false,
    })
}

/// A clip is read like pasted text, with what its markup says besides: the page around the article is in it.
fn read_clip(page: &Page<'_>) -> Reading {
    let numbers = page.dom.text_numbers();
    let mut reading = Reading { page: true, ..Reading::default() };
    for stretch in &page.stretches {
        let kind = match page.dom.tag(stretch.element) {
            "h1" => BlockKind::Title,
            _ => kind(page.dom, stretch.element),
        };
        write(page, (stretch, Some(kind).filter(|kind| *kind != BlockKind::Paragraph)), &numbers, &mut reading);
    }
    reading
}

/// The innermost element around all that was chosen, but for the tenth of it that is furthest from the rest.
fn container(page: &Page<'_>, chosen: &[bool]) -> Id {
    let kept = || page.stretches.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(stretch, _)| stretch);
    let total: usize = kept().map(|stretch| stretch.range.len()).sum();
    let mut below = vec![0; page.dom.ids().len()];
    for stretch in kept() {
        for id in page.dom.around(stretch.element) {
            below.get_mut(id).into_iter().for_each(|bytes| *bytes += stretch.range.len());
        }
    }
    let heavy = below.iter().enumerate().filter(|(_, bytes)| **bytes * 10 >= total * 9 && **bytes > 0);
    heavy.rev().min_by_key(|(_, bytes)| **bytes).map_or(0, |(id, _)| id)
}

/// What the markup says of each stretch; `None` for what is left out.
fn hints(page: &Page<'_>, chosen: &[bool], reading: &Reading) -> Vec<Option<BlockKind>> {
    let first = chosen.iter().position(|chosen| *chosen);
    let last = chosen.iter().rposition(|chosen| *chosen).unwrap_or(0);
    let headline = headline(page, first, reading);
    let byline = reading.article.byline.as_ref().map(|byline| byline.text.as_str()).filter(|byline| !byline.is_empty());
    let hint = |(at, stretch): (usize, &Stretch)| {
        let tag = page.dom.tag(stretch.element);
        let kind = kind(page.dom, stretch.element);
        if Some(at) == headline {
            return Some(BlockKind::Title);
        }
        if chosen.get(at) == Some(&true) {
            return Some(kind);
        }
        let within = first.is_some_and(|first| (first..last).contains(&at));
        if within && kind == BlockKind::Caption && stretch.linked * 2 < stretch.range.len() {
            return Some(kind);
        }
        let beside = first.zip(headline).is_some_and(|(first, headline)| {
            let (start, end) = (first.min(headline), first.max(headline));
            (start.saturating_sub(2)..end.min(start + NEAR)).contains(&at)
        });
        let words = page.words(stretch);
        let says_who = byline.is_some_and(|byline| words.contains(byline)) || tag == "address";
        (beside && words.len() <= BYLINE && says_who).then_some(BlockKind::Byline)
    };
    page.stretches.iter().enumerate().map(hint).collect()
}

/// The page's headline: an h1 of the title's words, else the last one before the article's text.
fn headline(page: &Page<'_>, first: Option<usize>, reading: &Reading) -> Option<usize> {
    let title = reading.article.title.as_ref().map(|title| title.text.as_str());
    let headings = || page.stretches.iter().enumerate().filter(|(_, stretch)| page.dom.tag(stretch.element) == "h1");
    let named = headings().find(|(_, stretch)| title == Some(page.words(stretch)));
    let before = || headings().take_while(|(at, _)| first.is_some_and(|first| *at <= first)).last();
    named.or_else(before).or_else(|| headings().next()).map(|(at, _)| at)
}

/// What the innermost telling element says of its text.
fn kind(dom: &Dom, element: Id) -> BlockKind {
    let mut around = dom.around(element).take(6);
    let told = around.find_map(|id| match dom.tag(id) {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dd" | "dt" => Some(BlockKind::Item),
        "blockquote" => Some(BlockKind::Quote),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        _ => None,
    });
    told.unwrap_or(BlockKind::Paragraph)
}

/// Adds a stretch to the text.
fn write(page: &Page<'_>, (stretch, hint): (&Stretch, Option<BlockKind>), numbers: &[u32], reading: &mut Reading) {
    if !reading.text.is_empty() {
        reading.text.push_str("\n\n");
    }
    let start = reading.text.len();
    reading.text.push_str(page.words(stretch));
    reading.pieces.push(Piece { span: Span::new(start, reading.text.len()), hint });
    let first = page.runs.partition_point(|run| run.range.end <= stretch.range.start);
    let runs = page.runs.iter().skip(first).take_while(|run| run.range.start < stretch.range.end);
    let moved = |at: usize| at - stretch.range.start + start;
    let source = |run: &Run| Source {
        span: Span::new(moved(run.range.start), moved(run.range.end)),
        node: numbers.get(run.node).copied().unwrap_or(0),
        offset: run.offset,
    };
    reading.sources.extend(runs.map(source));
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=en-GB><head><title>Talks on grain begin | The Lake Post</title>\
        <meta property=og:site_name content='The Lake Post'><meta property='article:published_time' content='2014-01-03T09:00:00Z'>\
        <body><nav><a href=/>Home</a> <a href=/world>World</a></nav><header><h1>Talks on grain begin</h1></header>\
        <div class=main><div id=story><p>Ministers met in <b>Gene</b>va on Friday to speak of grain &amp; bread.<sup>[2]</sup></p>\
        <p hidden>Secret words that nobody should ever read in this story at all.</p>\
        <p>They will meet again on <a href=x>January&nbsp;13</a>, the hosts said in a short note to the press.</p><h2>Day two</h2><ul><li>The first session opens at nine in the hall of the lake house.<li>A second one is planned for the evening.</ul><p>Both are open to the press, the hosts said, and no one will be turned away at the door.</p>\
        <script>var x = 'Not to be read, whatever it says, and however long it is.'</script></div>\
        <aside>Related: a dog was found in a lake by a man who walked there.</aside></div><footer>All rights reserved</footer>";

    #[test]
    fn the_story_and_nothing_else() {
        let reading = read(&Dom::parse(PAGE), None);
        let pieces: Vec<_> = reading.pieces.iter().map(|piece| (piece.hint, piece.span.of(&reading.text))).collect();
        use BlockKind::*;
        assert_eq!(
            pieces,
            [
                (Some(Title), "Talks on grain begin"),
                (Some(Paragraph), "Ministers met in Geneva on Friday to speak of grain & bread."),
                (Some(Paragraph), "They will meet again on January 13, the hosts said in a short note to the press."),
                (Some(Heading), "Day two"),
                (Some(Item), "The first session opens at nine in the hall of the lake house."),
                (Some(Item), "A second one is planned for the evening."),
                (
                    Some(Paragraph),
                    "Both are open to the press, the hosts said, and no one will be turned away at the door."
                ),
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
            let reading = read(&Dom::parse(page), None);
            assert!(reading.pieces.iter().all(|piece| !piece.span.is_empty()), "{page}");
        }
        let deep = "<div>".repeat(3000) + "deep words";
        assert_eq!(read(&Dom::parse(&deep), None).text, "deep words");
    }
}
