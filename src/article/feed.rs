//! Hands a page to the tokenizer, piece by piece. The tokenizer compares each attribute with all before it in its tag, so
//! a tag with a hundred thousand of them would cost the square of that. Of such a tag no more than [`ATTRIBUTES`] are handed on.

use std::ops::Range;

use crate::limits::ATTRIBUTES;

/// Bytes of a piece.
const PIECE: usize = 2048;
/// Signs between attributes in pieces that end no tag, before tags are looked at.
const SUSPICIOUS: usize = 1000;

/// Hands on all of it; `false`, and not all, where a tag may be too long. `feed` says whether a token came of a piece.
pub fn whole(html: &str, mut feed: impl FnMut(Range<usize>) -> bool) -> bool {
    let mut start = 0;
    let mut signs = 0;
    while start < html.len() {
        let end = html.ceil_char_boundary(start + PIECE);
        let piece = html.as_bytes().get(start..end).unwrap_or(&[]);
        signs = if feed(start..end) { 0 } else { signs + piece.iter().filter(|byte| parts(**byte)).count() };
        if signs > SUSPICIOUS {
            return false;
        }
        start = end;
    }
    true
}

/// Hands on all of it but the attributes that are too many. `feed` is as above: nothing comes of a piece that begins with a
/// tag and does not end it, while anything comes of what only looks like a tag, inside of a script.
pub fn capped(html: &str, mut feed: impl FnMut(Range<usize>) -> bool) {
    let mut start = 0;
    // Whether a tag may begin here, and not inside of a comment or of another tag.
    let mut between = true;
    while let Some(rest) = html.get(start..).filter(|rest| !rest.is_empty()) {
        let begins = rest.starts_with('<');
        let mut came = false;
        let mut head = 0;
        if let Some(name) = tag_name(rest).filter(|_| between) {
            came = feed(start..start + name);
            head = name;
            if let Some(excess) = too_many(rest.get(name..).unwrap_or("")).filter(|_| !came) {
                feed(start + name..start + name + excess.start);
                start += name + excess.end;
                between = false;
                continue;
            }
        }
        let behind = head.max(usize::from(begins));
        let end = rest.get(behind..).and_then(|rest| rest.find('<')).map_or(rest.len(), |at| at + behind);
        came |= feed(start + head..start + end);
        between = came || (between && !begins);
        start += end;
    }
}

/// How long the beginning of a tag is, with the sign behind its name; `None` where there is none that may have attributes.
fn tag_name(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('<')?;
    let name = after.strip_prefix('/').unwrap_or(after);
    let length = name.bytes().position(|byte| is_space(byte) || matches!(byte, b'/' | b'>'))?;
    let ends = name.as_bytes().get(length) == Some(&b'>');
    (name.starts_with(|first: char| first.is_ascii_alphabetic()) && !ends)
        .then_some(rest.len() - name.len() + length + 1)
}

/// Where the tokenizer is in a tag (HTML, 13.2.5.32 to 13.2.5.40).
#[derive(Clone, Copy)]
enum State {
    Before,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Unquoted,
    AfterValue,
}

/// Of a tag, from behind its name: the attributes that are too many, up to its end.
fn too_many(tag: &str) -> Option<Range<usize>> {
    let mut state = State::Before;
    let mut count = 0;
    let mut excess = None;
    let mut end = tag.len();
    for (at, byte) in tag.bytes().enumerate() {
        state = match (state, byte) {
            (State::Quoted(mark), _) if byte == mark => State::AfterValue,
            (State::Quoted(_), _) => state,
            (_, b'>') => {
                end = at;
                break;
            }
            (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
            (State::BeforeValue, _) if is_space(byte) => state,
            (State::BeforeValue, _) => State::Unquoted,
            (State::Unquoted, _) if !is_space(byte) => state,
            (State::Name | State::AfterName, b'=') => State::BeforeValue,
            (State::Name | State::AfterName, _) if is_space(byte) => State::AfterName,
            (_, b'/') => State::Before,
            (_, _) if is_space(byte) => State::Before,
            (State::Name, _) => state,
            _ => {
                count += 1;
                if count == ATTRIBUTES + 1 {
                    excess = Some(at);
                }
                State::Name
            }
        };
    }
    excess.map(|start| start..end)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// Whether a byte may stand between two attributes.
fn parts(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'"' | b'\'')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::dom::{Data, Dom};

    /// What a page says with so many attributes in one tag: how many of them are kept, and the text.
    fn read(html: &str) -> (usize, String) {
        let dom = Dom::parse(html);
        let most = dom.ids().map(|id| match dom.data(id) {
            Data::Element(_, attributes) => attributes.len(),
            _ => 0,
        });
        (most.max().unwrap_or(0), dom.text(0))
    }

    fn attributes(count: usize, value: &str) -> String {
        (0..count).map(|at| format!(" a{at}{value}")).collect()
    }

    #[test]
    fn a_tag_with_too_many_attributes_keeps_the_first_and_all_text() {
        for value in ["", "=1", "='>'", "=\"<b \"", " = x", "/", "=\"1\"/", "=<"] {
            let html = format!("a<p{}>b<i>c</i> é", attributes(5000, value));
            assert_eq!(read(&html), (ATTRIBUTES, "abc é".into()), "{value}");
            let end = format!("<p>a</p{}>b<i>c</i>", attributes(5000, value));
            assert_eq!(read(&end).1, "abc", "{value}");
        }
    }

    #[test]
    fn a_tag_with_many_is_whole() {
        assert_eq!(read(&format!("<p{}>b", attributes(ATTRIBUTES, "=1"))), (ATTRIBUTES, "b".into()));
    }

    #[test]
    fn what_only_looks_like_a_tag_is_left_alone() {
        let words = attributes(3000, "");
        for (before, after) in [
            ("<!-- <b", " -->"),
            ("<!-- <b <i", " x > -->"),
            ("<script>x <b", "</script>"),
            ("<script><!-- <b", "</script>"),
            ("<style>x <b", "</style>"),
            ("<title>x <b", "</title>"),
            ("<textarea>x </b", "</textarea>"),
            ("<svg><![CDATA[ <b", "]]></svg>"),
            ("<!doctype <b", ">"),
            ("<i title='<b", "'>"),
            ("a < b", ""),
        ] {
            // Something suspicious before it, so that tags are looked at.
            let html = format!("<p{words}>{before}{words}{after}<p id=x>end</p>");
            let dom = Dom::parse(&html);
            let last = dom.ids().rfind(|id| dom.attribute(*id, "id") == Some("x"));
            assert_eq!(last.map(|id| dom.text(id)).as_deref(), Some("end"), "{before}");
        }
        let html = format!("<p{words}><textarea>x <b{words}</textarea>");
        assert!(read(&html).1.ends_with(" a2999"), "a field keeps its text");
    }

    #[test]
    fn an_element_that_comes_again_does_not_gather_attributes() {
        let html: String = (0..2000).map(|at| format!("<html a{at}>")).collect();
        assert_eq!(read(&html).0, ATTRIBUTES);
    }

    #[test]
    fn pieces_make_no_difference() {
        let html =
            "<p title='é&amp;'>Übermut &amp; Łódź &notit; <!-- é --> <b>x</b>\r\n<script>a<b</script>".repeat(300);
        let (whole_pieces, mut tags) = (read(&html), Vec::new());
        capped(&html, |piece| {
            tags.push(piece);
            true
        });
        assert_eq!(tags.iter().map(|piece| &html[piece.clone()]).collect::<String>(), html);
        assert!(whole_pieces.1.starts_with("Übermut & Łódź ¬it;"), "{}", whole_pieces.1);
    }
}
