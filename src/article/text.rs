//! Pasted text into pieces: one a paragraph, whether paragraphs are parted by empty lines, by line ends, or both.

use crate::analysis::BlockKind;
use crate::article::Piece;
use crate::span::Span;

/// Lines shorter than this are no sign of hard wrapping, nor are longer ones than that.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 50..=120;
/// A text is wrapped where so many full lines go on in small letters, and one line in so many does.
const WRAPPED_LINES: usize = 3;
const WRAPPED_SHARE: usize = 6;

/// What the last line of a paragraph ends with.
const SENTENCE_ENDS: [char; 11] = ['.', '!', '?', ':', ';', '"', '”', '\'', '’', ')', '…'];

/// The paragraphs of a text, with the hints that Markdown and e-mail give.
pub fn pieces(text: &str) -> Vec<Piece> {
    let lines: Vec<Line> = lines(text).map(|span| Line::new(text, span)).collect();
    let column = wrap_column(text, &lines);
    let mut pieces = Vec::new();
    for group in lines.split(|line| line.words.is_empty()).filter(|group| !group.is_empty()) {
        let wrapped = is_wrapped(text, group);
        // Lines of a header are no text: what goes on in small letters only belongs together.
        let sentence = group.last().is_some_and(|last| last.words.of(text).ends_with(SENTENCE_ENDS));
        let mut rest = group;
        while let Some((first, behind)) = rest.split_first() {
            let mut last = first;
            rest = behind;
            while let Some((next, behind)) = rest.split_first() {
                let flows = sentence || next.words.of(text).starts_with(char::is_lowercase);
                let full = flows && column.is_some_and(|column| goes_on(text, (last, next), column));
                if !(wrapped || full) || last.quoted != next.quoted {
                    break;
                }
                last = next;
                rest = behind;
            }
            pieces.push(piece(text, first, last));
        }
    }
    pieces
}

/// A line: its words, less the marks of quoted mail before them.
struct Line {
    words: Span,
    quoted: bool,
}

impl Line {
    fn new(text: &str, span: Span) -> Line {
        let words = span.of(text);
        let inside = words.trim_start_matches(|char: char| char == '>' || char.is_whitespace());
        // "> " may also be a trail of sections: a mark of mail is the first of the line.
        let quoted = words.starts_with('>');
        let start = if quoted { span.end as usize - inside.len() } else { span.start as usize };
        Line { words: Span::new(start, span.end as usize), quoted }
    }

    fn columns(&self, text: &str) -> usize {
        self.words.of(text).chars().count()
    }
}

/// The column at which all of a text was wrapped, if it was: no line is longer, and many that are full go on in small
/// letters on the next.
fn wrap_column(text: &str, lines: &[Line]) -> Option<usize> {
    let column = lines.iter().map(|line| line.columns(text)).max().filter(|widest| WRAP_COLUMNS.contains(widest))?;
    let pairs = lines.windows(2).filter(|pair| match pair {
        [line, next] => next.words.of(text).starts_with(char::is_lowercase) && goes_on(text, (line, next), column),
        _ => false,
    });
    let count = pairs.count();
    (count >= WRAPPED_LINES && count * WRAPPED_SHARE >= lines.len()).then_some(column)
}

/// Whether a line was broken because it was full: the first word of the next would not have fitted on it.
fn goes_on(text: &str, (line, next): (&Line, &Line), column: usize) -> bool {
    let word = next.words.of(text).split_whitespace().next().map_or(0, |word| word.chars().count());
    line.columns(text) + 1 + word > column && word > 0 && !starts_item(next.words.of(text))
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

/// Whether a group of lines is one paragraph that was wrapped at its own widest line.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let widest = lines.iter().map(|line| line.columns(text)).max().unwrap_or(0);
    let full = |pair: &[Line]| match pair {
        [line, next] => goes_on(text, (line, next), widest),
        _ => false,
    };
    // Two lines prove little: a headline is often longer than the line below it.
    let small = lines.get(1).is_some_and(|next| next.words.of(text).starts_with(char::is_lowercase));
    (lines.len() > 2 || (lines.len() == 2 && small)) && WRAP_COLUMNS.contains(&widest) && lines.windows(2).all(full)
}

/// One piece, less the Markdown before it.
fn piece(text: &str, first: &Line, last: &Line) -> Piece {
    let span = first.words.to(last.words);
    let words = span.of(text);
    let heading = words.trim_start_matches('#');
    let depth = words.len() - heading.len();
    let (skip, hint) = match depth {
        _ if first.quoted => (0, Some(BlockKind::Quote)),
        1 if heading.starts_with(' ') => (2, Some(BlockKind::Title)),
        2..=6 if heading.starts_with(' ') => (depth + 1, Some(BlockKind::Heading)),
        _ if starts_item(words) => (words.find(' ').unwrap_or(0), Some(BlockKind::Item)),
        _ => (0, None),
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
