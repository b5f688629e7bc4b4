//! What a server answered, as an archive keeps it (RFC 9112): its head, and the page out of its codings.

use std::io::{Cursor, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use whowhen::Error;

use crate::source::Source;
use crate::unpack::unpacked;

/// The head of an answer.
pub struct Head {
    pub status: Status,
    /// Names in small letters, and values.
    fields: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Whether there was what was asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Good,
    Other,
}

/// Reads an answer, as far as it is there. None if it is not HTTP.
pub fn head(answer: &[u8]) -> Option<Head> {
    let mut lines = answer.split_inclusive(|byte| *byte == b'\n');
    let first = String::from_utf8_lossy(lines.next()?);
    let status = first.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?;
    let status = if status.len() == 3 && status.starts_with('2') { Status::Good } else { Status::Other };
    let mut fields = Vec::new();
    for line in lines.by_ref().take_while(|line| !line.trim_ascii().is_empty()) {
        if let Some((name, value)) = String::from_utf8_lossy(line).split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    let mut body = Vec::with_capacity(answer.len());
    lines.for_each(|line| body.extend_from_slice(line));
    Some(Head { status, fields, body })
}

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether it is a page, by its type; where the server tells none, by what who archived it found, or by how it begins.
    pub fn is_html(&self, found: Option<&str>) -> bool {
        let is = |kind: &str| {
            let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            kind == "text/html" || kind == "application/xhtml+xml"
        };
        match self.get("content-type").or(found) {
            Some(kind) => is(kind),
            None => {
                let start = self.body.get(..64).unwrap_or(&self.body).trim_ascii_start().to_ascii_lowercase();
                start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
            }
        }
    }

    /// The encoding that the server states.
    pub fn charset(&self) -> Option<String> {
        let kind = self.get("content-type")?.to_ascii_lowercase();
        let value = kind
            .split(';')
            .skip(1)
            .find_map(|one| one.trim().strip_prefix("charset")?.trim_start().strip_prefix('='))?;
        Some(value.trim_matches([' ', '"', '\'']).to_owned())
    }

    /// The page, which has at most `limit` bytes.
    pub fn page(self, limit: usize) -> Result<Vec<u8>, Error> {
        let names = |name| self.get(name).unwrap_or_default().to_ascii_lowercase();
        let (transfer, content) = (names("transfer-encoding"), names("content-encoding"));
        let mut body = self.body;
        for coding in codings(&transfer).chain(codings(&content)) {
            body = match coding {
                "chunked" => joined(&body).unwrap_or(body),
                "gzip" | "x-gzip" | "zstd" => read(unpacked(Source::new(Box::new(Cursor::new(body)))), limit)?,
                "deflate" => inflated(&body, limit)?,
                "identity" => body,
                other => {
                    return Err(Error::InvalidInput(format!(
                        "The page is packed as \"{other}\", which is not known here."
                    )));
                }
            };
        }
        Ok(body)
    }
}

/// The codings, the one that was applied last first.
fn codings(list: &str) -> impl Iterator<Item = &str> {
    list.rsplit(',').map(str::trim).filter(|coding| !coding.is_empty())
}

/// The chunks of a body. None if it is not in chunks: archives often keep the field, but not the chunks.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let mut rest = body;
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n');
        let line = end.and_then(|end| std::str::from_utf8(rest.get(..end)?).ok());
        let size = line.and_then(|line| usize::from_str_radix(line.split(';').next()?.trim(), 16).ok());
        let (Some(end), Some(size)) = (end, size) else {
            // What was cut off inside is read as far as it goes.
            return Some(whole).filter(|whole| !whole.is_empty());
        };
        rest = rest.get(end + 1..).unwrap_or_default();
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size).unwrap_or(rest));
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// "deflate" is zlib by the book, and bare deflate by some servers.
fn inflated(body: &[u8], limit: usize) -> Result<Vec<u8>, Error> {
    match read(Ok(ZlibDecoder::new(body)), limit) {
        Err(Error::InvalidInput(_)) => read(Ok(DeflateDecoder::new(body)), limit),
        read => read,
    }
}

fn read(from: std::io::Result<impl Read>, limit: usize) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    let read = from.and_then(|from| from.take((limit as u64).saturating_add(1)).read_to_end(&mut page));
    read.map_err(|error| Error::InvalidInput(format!("The page is damaged ({error}).")))?;
    match page.len() > limit {
        true => Err(Error::InputTooLarge { bytes: page.len(), limit }),
        false => Ok(page),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks() {
        assert_eq!(joined(b"4\r\nwiki\r\n5;x=1\r\npedia\r\n0\r\nA: b\r\n\r\n").unwrap(), b"wikipedia");
        assert_eq!(joined(b"a\npedia wiki\n0\n\n").unwrap(), b"pedia wiki");
        assert_eq!(joined(b"0\r\n\r\n").unwrap(), b"");
        assert_eq!(joined(b"9\r\ncut of").unwrap(), b"cut of");
        assert_eq!(joined(b"2\r\nab\r\n<html>").unwrap(), b"ab");
        assert_eq!(joined(b"<html>\n<p>"), None);
        assert_eq!(joined(b""), None);
        assert_eq!(joined(b"ffffffffffffffff\r\nabc").unwrap(), b"abc");
        assert_eq!(joined(b"fffffffffffffffff\r\nabc"), None);
    }

    #[test]
    fn heads() {
        let read = |text: &str| head(text.as_bytes());
        let page = read("HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; a=b; Charset = \"Latin1\"\r\n\r\n<p>").unwrap();
        assert!(page.status == Status::Good && page.is_html(None));
        assert_eq!(page.charset().as_deref(), Some("latin1"));
        assert_eq!(page.page(10).unwrap(), b"<p>");
        assert!(read("HTTP/2 404\n\n").unwrap().status == Status::Other);
        assert!(read("<html>").is_none() && read("").is_none() && read("HTTP/1.1").is_none());
        assert!(read("HTTP/1.0 200 OK\n\n \n<!DOCTYPE HTML>").unwrap().is_html(None));
        assert!(!read("HTTP/1.0 200 OK\n\n<html>").unwrap().is_html(Some("image/svg+xml")));
        assert!(!read("HTTP/1.0 200 OK\nContent-Type: text/html-like\n\n<html>").unwrap().is_html(None));
    }

    #[test]
    fn a_coding_that_is_not_known_is_no_page() {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x0b\x02";
        assert!(
            matches!(head(answer).unwrap().page(100), Err(Error::InvalidInput(message)) if message.contains("\"br\""))
        );
    }
}
