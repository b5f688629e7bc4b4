//! Bytes as text: which encoding they are in.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A page states its encoding in its first bytes, or not at all.
const START: usize = 2048;

/// Text in UTF-8, or else in the encoding of old Western files, in which every byte means something.
pub fn decode_text(bytes: Vec<u8>) -> (String, &'static Encoding) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, UTF_8),
        Err(error) => (WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned(), WINDOWS_1252),
    }
}

/// A page. A mark of its byte order wins. What is UTF-8 throughout is UTF-8, whatever else is said: saved pages often state
/// what they were before. Then counts what the server said, then what the page says, and what does not fit is replaced, as in
/// browsers.
pub fn decode_page(bytes: Vec<u8>, said: Option<&str>) -> (String, &'static Encoding) {
    if let Some((marked, length)) = Encoding::for_bom(&bytes) {
        let (page, _) = marked.decode_without_bom_handling(bytes.get(length..).unwrap_or_default());
        return (page.into_owned(), marked);
    }
    // Encodings of seven bits shift with ESC, those of sixteen have zeros: their bytes are UTF-8 by chance.
    let is_plain = !bytes.iter().any(|byte| matches!(byte, 0 | 0x1b));
    let bytes = match String::from_utf8(bytes) {
        Ok(page) if is_plain => return (page, UTF_8),
        Ok(page) => page.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let said = said.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = said.or_else(|| declared(&bytes)).unwrap_or(match std::str::from_utf8(&bytes) {
        Ok(_) => UTF_8,
        Err(_) => WINDOWS_1252,
    });
    (encoding.decode_without_bom_handling(&bytes).0.into_owned(), encoding)
}

/// What a page states in a `<meta>`. One that can be read as ASCII is not in UTF-16.
fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let start = page.get(..START).unwrap_or(page).to_ascii_lowercase();
    let metas = start.split(|byte| *byte == b'<').filter_map(|tag| tag.strip_prefix(b"meta"));
    let label = metas.filter_map(|tag| {
        let tag = tag.split(|byte| *byte == b'>').next()?;
        let at = tag.windows(7).position(|window| window == b"charset")?;
        let value = tag.get(at + 7..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let value = value.trim_ascii_start().strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| b"\"'; \t\r\n/".contains(byte)).unwrap_or(value.len());
        Encoding::for_label(value.get(..end)?)
    });
    label.into_iter().find(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], said: Option<&str>) -> (String, &'static str) {
        let (page, encoding) = decode_page(bytes.to_vec(), said);
        (page, encoding.name())
    }

    #[test]
    fn a_page_is_in_the_encoding_that_is_marked_or_said() {
        let cyrillic: &[u8] = b"\xcf\xf3\xf8\xea\xe8\xed";
        for (head, said, encoding) in [
            ("", Some("windows-1251"), "windows-1251"),
            ("<meta charset=windows-1251>", None, "windows-1251"),
            ("<META content='text/html; charset = windows-1251' >", None, "windows-1251"),
            ("<meta charset=\"utf-16\"><meta charset=\"cp1251\">", None, "windows-1251"),
            // The server knows better than the page.
            ("<meta charset=koi8-r>", Some("windows-1251"), "windows-1251"),
            ("<meta charset=windows-1251>", Some("no-such-thing"), "windows-1251"),
        ] {
            let page = [head.as_bytes(), cyrillic].concat();
            assert_eq!(decoded(&page, said), (format!("{head}Пушкин"), encoding), "{head} {said:?}");
        }
    }

    #[test]
    fn what_is_not_said_is_utf_8_or_an_old_file() {
        assert_eq!(decoded("Łódź".as_bytes(), None), ("Łódź".into(), "UTF-8"));
        assert_eq!(decoded("<meta charset=latin1>Łódź".as_bytes(), None).1, "UTF-8");
        assert_eq!(decoded(b"caf\xe9 \x93hot\x94", None), ("café “hot”".into(), "windows-1252"));
        // The last character was cut off.
        assert_eq!(decoded(b"caf\xc3\xa9 caf\xc3", Some("utf-8")), ("café caf\u{fffd}".into(), "UTF-8"));
        assert_eq!(decoded(b"", None), (String::new(), "UTF-8"));
    }

    #[test]
    fn marks_and_shifts() {
        assert_eq!(decoded(b"\xef\xbb\xbfday", Some("latin1")), ("day".into(), "UTF-8"));
        assert_eq!(decoded(b"\xff\xfed\0a\0y\0", None), ("day".into(), "UTF-16LE"));
        assert_eq!(decoded(b"\xfe\xff\0d\0a\0y", None), ("day".into(), "UTF-16BE"));
        assert_eq!(decoded(b"\x1b$B$\"\x1b(B", Some("iso-2022-jp")), ("あ".into(), "ISO-2022-JP"));
        assert_eq!(decoded(b"a\0b", None), ("a\0b".into(), "UTF-8"));
    }
}
