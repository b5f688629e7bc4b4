//! A page that needs nothing else: the article's blocks as elements, names and dates as `<mark>`. The text of `<article>` is
//! the text of the analysis, character for character, but for what HTML cannot hold.

use crate::analysis::{Analysis, BlockKind, DateKind, DateMention, EntityType};
use crate::export::escape::{attribute, joined, line, markup, number, put};
use crate::export::{Mark, marks};
use crate::span::Span;
use crate::words::Word;

/// The style, without which the marks still are marks.
const STYLE: &str = include_str!("html.css");

/// No script runs and nothing is fetched, whatever the text says.
const HEAD: &str = "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
    style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" \
    content=\"width=device-width, initial-scale=1\">\n<title>";

#[inline(never)]
pub fn write(analysis: &Analysis) -> String {
    let article = &analysis.article;
    let tag = |tag: &&String| !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let mut out = "<!doctype html>\n<html".to_owned();
    if let Some(language) = article.language.as_ref().filter(tag) {
        attribute(&mut out, "lang", language);
    }
    put(&mut out, ">\n<head>\n");
    put(&mut out, HEAD);
    let title = article.title.as_ref().map(|title| line(&title.text)).unwrap_or_default();
    markup(&mut out, if title.is_empty() { "WhoWhen" } else { &title });
    put(&mut out, "</title>\n<style>\n");
    put(&mut out, STYLE);
    put(&mut out, "</style>\n</head>\n<body>\n<article>");
    let mut body =
        Body { out, text: &analysis.text, marks: marks(analysis), next: 0, list: false, run_in: false, titled: false };
    let mut last = Span::default();
    for block in &article.blocks {
        let gap = last.gap(block.span).of(&analysis.text);
        body.block(block.kind, block.span, gap);
        last = block.span;
    }
    body.end_list();
    if body.run_in {
        put(&mut body.out, "</p>");
    }
    let mut out = body.out;
    markup(&mut out, last.around(&analysis.text).1);
    put(&mut out, "</article>\n<footer>");
    let types = EntityType::WORDS.iter().copied().chain(["date"]);
    for word in types {
        put(&mut out, "<span");
        attribute(&mut out, "data-type", word);
        out.push('>');
        put(&mut out, word);
        put(&mut out, "</span> ");
    }
    put(&mut out, "</footer>\n</body>\n</html>\n");
    out
}

/// The article as it grows.
struct Body<'a> {
    out: String,
    text: &'a str,
    marks: Vec<Mark<'a>>,
    /// The first mark that is not written yet.
    next: usize,
    /// Inside of a list.
    list: bool,
    /// Inside of a paragraph whose dateline is written.
    run_in: bool,
    /// The headline is written; where it comes back, it is a paragraph.
    titled: bool,
}

impl Body<'_> {
    /// What stands between the last block and this one, then the block.
    fn block(&mut self, kind: BlockKind, span: Span, gap: &str) {
        if kind != BlockKind::Item {
            self.end_list();
        }
        let goes_on = self.run_in && kind == BlockKind::Paragraph;
        if self.run_in && !goes_on {
            put(&mut self.out, "</p>");
        }
        self.run_in = kind == BlockKind::Dateline;
        markup(&mut self.out, gap);
        if kind == BlockKind::Item && !self.list {
            put(&mut self.out, "<ul>");
            self.list = true;
        }
        let element = match kind {
            BlockKind::Title if !self.titled => "h1",
            BlockKind::Heading => "h2",
            BlockKind::Quote => "blockquote",
            BlockKind::Item => "li",
            _ => "p",
        };
        self.titled |= kind == BlockKind::Title;
        if !goes_on {
            self.out.push('<');
            put(&mut self.out, element);
            attribute(&mut self.out, "class", kind.word());
            put(&mut self.out, " dir=\"auto\">");
        }
        self.words(span);
        if !self.run_in {
            put(&mut self.out, "</");
            put(&mut self.out, element);
            self.out.push('>');
        }
    }

    fn end_list(&mut self) {
        if self.list {
            put(&mut self.out, "</ul>");
            self.list = false;
        }
    }

    /// The words of a block with their marks.
    fn words(&mut self, span: Span) {
        // What stands in no block, which no analysis of ours has, is not marked.
        while self.marks.get(self.next).is_some_and(|mark| mark.span().start < span.start) {
            self.next += 1;
        }
        let mut rest = span;
        while let Some(mark) = self.marks.get(self.next).copied().filter(|mark| span.contains(mark.span())) {
            let words = mark.span();
            markup(&mut self.out, Span { end: words.start, ..rest }.of(self.text));
            self.next += 1;
            put(&mut self.out, "<mark");
            attribute(&mut self.out, "id", &number("m", self.next));
            match mark {
                Mark::Name(_, entity) => {
                    attribute(&mut self.out, "data-type", entity.kind.word());
                    attribute(&mut self.out, "data-name", &entity.name);
                    let role = entity.role.as_ref().map(|role| joined(&[&entity.name, ", ", role]));
                    attribute(&mut self.out, "title", role.as_ref().unwrap_or(&entity.name));
                    self.out.push('>');
                    markup(&mut self.out, words.of(self.text));
                }
                Mark::Date(date) => self.date(date, words),
            }
            put(&mut self.out, "</mark>");
            rest = Span { start: words.end, ..span };
        }
        markup(&mut self.out, rest.of(self.text));
    }

    fn date(&mut self, date: &DateMention, words: Span) {
        attribute(&mut self.out, "data-type", "date");
        attribute(&mut self.out, "data-value", &date.value);
        attribute(&mut self.out, "title", &date.value);
        self.out.push('>');
        let time = datetime(date);
        if let Some(time) = time {
            put(&mut self.out, "<time");
            attribute(&mut self.out, "datetime", time);
            self.out.push('>');
        }
        markup(&mut self.out, words.of(self.text));
        if time.is_some() {
            put(&mut self.out, "</time>");
        }
    }
}

/// The value as HTML's `datetime` takes it: a year, month, week, day, a day of no known year, a time of a day, a length in
/// days or of the clock. HTML has no halves, seasons, fractions of days, or years before 1.
fn datetime(date: &DateMention) -> Option<&str> {
    let value = &*date.value;
    let shape: String = value.chars().map(|char| if char.is_ascii_digit() { '0' } else { char }).collect();
    let calendar = |shape: &str| matches!(shape, "0000" | "0000-00" | "0000-W00" | "0000-00-00");
    let fits = !value.starts_with("0000")
        && match date.kind {
            DateKind::Date => calendar(&shape),
            DateKind::Time => {
                matches!(&*shape, "0000-00-00T00:00" | "0000-00-00T00:00:00" | "0000-00-00T00:00Z")
                    && !value.contains("T24")
                    && !value.contains(":60")
            }
            DateKind::Duration => {
                matches!(&*plain_length(&shape), "P0D" | "PT0H" | "PT0M" | "PT0S" | "PT0H0M" | "PT0M0S" | "P0DT0H")
            }
            DateKind::Set => false,
        };
    // "--01-13" is how other formats write it; HTML takes "01-13".
    if date.kind == DateKind::Date && shape == "XXXX-00-00" {
        return value.get(5..);
    }
    fits.then_some(value)
}

/// Runs of digits as one.
fn plain_length(shape: &str) -> String {
    let mut out = String::new();
    for char in shape.chars() {
        if !(char == '0' && out.ends_with('0')) {
            out.push(char);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::read;

    #[test]
    fn marks_and_times() {
        let html = write(&read(
            "Duval’s plan\n\nOSLO - Anna Duval <b> met Bo Vik on Feb 4 for two hours.\n\n- one thing\n- another thing\n",
        ));
        for part in [
            "<mark id=\"m",
            "data-name=\"Anna Duval\"",
            "&lt;b&gt; met",
            "<time datetime=\"2014-02-04\">Feb 4</time></mark>",
            "<time datetime=\"PT2H\">two hours</time>",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert!(html.matches("<mark id=").count() > 3);
        assert!(!html.contains("<b>") && !html.contains("<script"));
        assert_eq!(
            (html.matches("<p ").count(), html.matches("<ul>").count()),
            (html.matches("</p>").count(), html.matches("</ul>").count())
        );
    }

    #[test]
    fn datetimes_are_those_of_html() {
        let mut analysis = read("It closed on Friday.");
        let date = analysis.dates.first_mut().unwrap();
        for (kind, value, want) in [
            (DateKind::Date, "2014-01-13", Some("2014-01-13")),
            (DateKind::Date, "XXXX-01-13", Some("01-13")),
            (DateKind::Date, "2014-W05", Some("2014-W05")),
            (DateKind::Date, "2014-W05-WE", None),
            (DateKind::Date, "BC0044", None),
            (DateKind::Date, "199", None),
            (DateKind::Date, "PAST_REF", None),
            (DateKind::Time, "2014-01-13T24:00", None),
            (DateKind::Time, "2014-01-13T10:00", Some("2014-01-13T10:00")),
            (DateKind::Time, "2014-01-13TMO", None),
            (DateKind::Duration, "P3W", None),
            (DateKind::Duration, "PT2H51M", Some("PT2H51M")),
            (DateKind::Duration, "P12D", Some("P12D")),
            (DateKind::Duration, "P2.5D", None),
            (DateKind::Set, "P1D", None),
        ] {
            (date.kind, date.value) = (kind, value.to_owned());
            assert_eq!(datetime(date), want, "{value}");
        }
    }
}
