//! A writer of JSON. Small, in the order of the calls, and fit for a `<script>` element: `<` is written as `\u003c`.

use crate::export::escape::put;

/// JSON as it grows, a line for each field.
#[derive(Default)]
pub struct Json {
    out: String,
    depth: usize,
}

impl Json {
    /// Begins an object or a list, `{` or `[`; `key` is empty in a list.
    #[inline(never)]
    pub fn open(&mut self, key: &str, bracket: char) {
        self.key(key);
        self.out.push(bracket);
        self.depth += 1;
    }

    /// Ends it.
    #[inline(never)]
    pub fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if !self.out.ends_with(['{', '[']) {
            self.indent();
        }
        self.out.push(bracket);
    }

    /// A string.
    #[inline(never)]
    pub fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.quoted(text);
    }

    /// A string, where there is one.
    #[inline(never)]
    pub fn some(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    /// A number or `null`, as it is to be written.
    #[inline(never)]
    pub fn plain(&mut self, key: &str, digits: &str) {
        self.key(key);
        put(&mut self.out, digits);
    }

    /// What was written.
    pub fn done(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    fn key(&mut self, key: &str) {
        if !self.out.is_empty() {
            if !self.out.ends_with(['{', '[']) {
                self.out.push(',');
            }
            self.indent();
        }
        if !key.is_empty() {
            self.quoted(key);
            put(&mut self.out, ": ");
        }
    }

    fn indent(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    #[inline(never)]
    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        for char in text.chars() {
            match char {
                '"' | '\\' => self.out.extend(['\\', char]),
                '\n' => put(&mut self.out, "\\n"),
                ..' ' | '<' => {
                    put(&mut self.out, "\\u00");
                    let code = char as u32;
                    self.out.extend(char::from_digit(code >> 4, 16).into_iter().chain(char::from_digit(code & 15, 16)));
                }
                _ => self.out.push(char),
            }
        }
        self.out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_string_comes_back() {
        let odd: String = (0..0x3000).chain(0xFFFE..0x10100).filter_map(char::from_u32).collect();
        let mut json = Json::default();
        json.open("", '{');
        json.text(&odd, &odd);
        json.open("list", '[');
        json.close(']');
        json.plain("number", "-1.5");
        json.close('}');
        let written = json.done();
        assert!(!written.contains('<'));
        let value: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(value[&odd], odd);
        assert_eq!(value["list"], serde_json::json!([]));
        assert_eq!(value["number"], -1.5);
    }
}
