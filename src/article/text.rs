//! Pasted text into pieces: one a paragraph, whether paragraphs are parted by empty lines, by line ends, or both.

use crate::analysis::BlockKind;
use crate::article::Piece;
use crate::span::Span;

/// Lines shorter than this are no sign of hard wrapping.
const WRAP_COLUMNS: usize = 50;

/// The paragraphs of a text, with the hints that Markdown gives.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut group: Vec<Span> = Vec::new();
    for line in lines(text) {
        if line.is_empty() {
            close(text, &mut group, &mut pieces);
        } else {
            group.push(line);
        }
    }
    close(text, &mut group, &mut pieces);
    pieces
}

/// The lines without white space at the ends; line ends are LF, CRLF, CR, U+2028 and U+2029.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split(['\n', '\r', '\u{2028}', '\u{2029}']).enumerate().filter_map(move |(at, line)| {
        let span = Span::new(start, start + line.len()).trimmed(text);
        let end = start + line.len();
        start = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        // The empty stretch between CR and LF is no empty line.
        let inside = at > 0 && line.is_empty() && text.get(..end).is_some_and(|head| head.ends_with('\r'));
        let inside = inside && text.get(end..).is_some_and(|rest| rest.starts_with('\n'));
        (!inside).then_some(span)
    })
}

/// Ends a group of lines: one piece if they were wrapped at a column, else one a line.
fn close(text: &str, group: &mut Vec<Span>, pieces: &mut Vec<Piece>) {
    if is_wrapped(text, group) {
        let whole = group.first().zip(group.last()).map(|(first, last)| first.to(*last));
        pieces.extend(whole.map(|span| piece(text, span)));
    } else {
        pieces.extend(group.iter().map(|line| piece(text, *line)));
    }
    group.clear();
}

/// Whether lines were broken because they were full: the first word of each would not have fitted on the line before.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let columns = |span: &Span| span.of(text).chars().count();
    let widest = lines.iter().map(columns).max().unwrap_or(0);
    let full = |pair: &[Span]| match pair {
        [line, next] => {
            let word = next.of(text).split_whitespace().next().map_or(0, |word| word.chars().count());
            columns(line) + 1 + word > widest && !starts_item(next.of(text))
        }
        _ => false,
    };
    // Two lines prove little: a headline is often longer than the line below it.
    let goes_on =
        lines.get(1).is_some_and(|next| next.of(text).trim_start_matches("> ").starts_with(char::is_lowercase));
    (lines.len() > 2 || (lines.len() == 2 && goes_on))
        && (WRAP_COLUMNS..=120).contains(&widest)
        && lines.windows(2).all(full)
}

/// One piece, less the Markdown before it.
fn piece(text: &str, span: Span) -> Piece {
    let words = span.of(text);
    let marked = |marker: &str, hint| (words.get(..marker.len()) == Some(marker)).then_some((marker.len(), hint));
    let heading = words.trim_start_matches('#');
    let depth = words.len() - heading.len();
    let (skip, hint) = match depth {
        1 if heading.starts_with(' ') => (2, Some(BlockKind::Title)),
        2..=6 if heading.starts_with(' ') => (depth + 1, Some(BlockKind::Heading)),
        _ => marked("> ", Some(BlockKind::Quote))
            .or_else(|| starts_item(words).then(|| (words.find(' ').unwrap_or(0), Some(BlockKind::Item))))
            .unwrap_or((0, None)),
    };
    Piece { span: Span::new(span.start as usize + skip, span.end as usize).trimmed(text), hint }
}

fn starts_item(words: &str) -> bool {
    ["• ", "· ", "* ", "- ", "– ", "▪ ", "● "].iter().any(|bullet| words.starts_with(bullet))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        pieces(text).into_iter().map(|piece| piece.span.of(text)).collect()
    }

    #[test]
    fn paragraphs_however_parted() {
        assert_eq!(read("One.\nTwo.\r\n\r\nThree.\rFour.\u{2029}Five."), ["One.", "Two.", "Three.", "Four.", "Five."]);
        assert_eq!(read("\n\n  \u{a0}\n"), [""; 0]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The ministers met in the capital on Tuesday to speak of\r\ngrain, and left before the evening without a word to the\r\nreporters at the door.\r\n\r\nNext.";
        assert_eq!(read(text).len(), 2);
        let short = "Talks on grain begin\nMinisters meet in the capital on Tuesday and speak of grain.";
        assert_eq!(read(short).len(), 2);
    }

    #[test]
    fn markdown_gives_hints() {
        let text = "# Talks\n\n## Day one\n\n> Grain is all.\n\n- first\n- second";
        let hints: Vec<_> = pieces(text).into_iter().filter_map(|piece| piece.hint).collect();
        use BlockKind::*;
        assert_eq!(hints, [Title, Heading, Quote, Item, Item]);
        assert_eq!(read(text)[4], "second");
    }
}
