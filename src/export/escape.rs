//! Escaping that formats share, and words on one line.

use crate::dates::Date;

/// Adds a string. Writers are made of little else, and a call is smaller than what it does.
#[inline(never)]
pub fn put(out: &mut String, text: &str) {
    out.push_str(text);
}

/// The parts as one string.
#[inline(never)]
pub fn joined(parts: &[&str]) -> String {
    parts.concat()
}

/// A day as text. Not `to_string`, of which every use would be a copy.
#[inline(never)]
pub fn day(date: Date) -> String {
    date.to_string()
}

/// A prefix and a number.
#[inline(never)]
pub fn number(prefix: &str, number: usize) -> String {
    let mut out = number.to_string();
    out.insert_str(0, prefix);
    out
}

/// A number with up to four decimals, written as spreadsheets and JSON take it.
pub fn decimal(number: f64) -> String {
    let parts = (number.abs().min(1e12) * 10_000.0).round() as u64;
    let mut out = if number < 0.0 && parts > 0 { "-".to_owned() } else { String::new() };
    put(&mut out, &(parts / 10_000).to_string());
    if !parts.is_multiple_of(10_000) {
        let decimals = (10_000 + parts % 10_000).to_string();
        put(&mut out, ".");
        put(&mut out, decimals.get(1..).unwrap_or("").trim_end_matches('0'));
    }
    out
}

/// Whether a character is none that formats of text can hold: a control character or a noncharacter. Some of them XML 1.0
/// allows, but parsers of XML 1.1 and HTML make something else of them.
fn is_odd(char: char) -> bool {
    char.is_control() || matches!(char, '\u{FFFE}' | '\u{FFFF}')
}

/// Adds text to XML or HTML, also in quotation marks. What they cannot hold becomes U+FFFD, one for one; a carriage return
/// and Unicode's separators of lines are written as numbers, else parsers make a line feed of them.
#[inline(never)]
pub fn markup(out: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => put(out, "&amp;"),
            '<' => put(out, "&lt;"),
            '>' => put(out, "&gt;"),
            '"' => put(out, "&quot;"),
            '\r' => put(out, "&#13;"),
            '\n' | '\t' => out.push(char),
            '\u{2028}' => put(out, "&#8232;"),
            '\u{2029}' => put(out, "&#8233;"),
            _ if is_odd(char) => out.push('\u{FFFD}'),
            _ => out.push(char),
        }
    }
}

/// Adds ` name="value"`.
#[inline(never)]
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    put(out, name);
    put(out, "=\"");
    markup(out, value);
    out.push('"');
}

/// The words on one line: white space folded, odd characters as U+FFFD. A terminal obeys nothing of it.
#[inline(never)]
pub fn line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|char| if is_odd(char) { '\u{FFFD}' } else { char }));
    }
    out
}

/// The words on one line, cut to about so many characters between two words, with an ellipsis.
#[inline(never)]
pub fn shortened(words: &str, most: usize) -> String {
    let mut line = line(words);
    if let Some((cut, _)) = line.char_indices().nth(most) {
        let end = line.get(..cut).and_then(|head| head.rfind(' ')).filter(|end| *end > cut / 2).unwrap_or(cut);
        line.truncate(end);
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_holds_anything() {
        let mut out = String::new();
        markup(&mut out, "a<b>&\"]]>\r\n\t\0\u{1b}\u{FFFF}\u{85}\u{2028}\u{2029}👩");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;]]&gt;&#13;\n\t\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}&#8232;&#8233;👩");
    }

    #[test]
    fn decimals_are_short() {
        for (number, want) in [
            (0.0, "0"),
            (0.95, "0.95"),
            (-0.5, "-0.5"),
            (-180.0, "-180"),
            (12.05, "12.05"),
            (0.1111, "0.1111"),
            (-0.000001, "0"),
            (1.1, "1.1"),
            (11.1, "11.1"),
        ] {
            assert_eq!(decimal(number), want);
        }
    }

    #[test]
    fn lines_are_one_line() {
        assert_eq!(line(" a\r\n b\u{a0}c\u{1b}[31m "), "a b c\u{FFFD}[31m");
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("one two", 9), "one two");
        assert_eq!(shortened("👩👩👩👩👩", 3), "👩👩👩…");
    }
}
