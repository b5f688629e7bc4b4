//! One article: read, analysed, written in the format that was asked for.

use std::error::Error;
use std::io::{self, BufWriter, Read, Write};

use whowhen::export::{Format, export};
use whowhen::{Analysis, Input, Unit, analyze};

use crate::decode::{decode_page, decode_text};
use crate::report::say;
use crate::request::{Request, USAGE};

/// Writes words about the program.
pub fn print(words: &str) -> Result<(), Box<dyn Error>> {
    Ok(io::stdout().write_all(words.as_bytes())?)
}

pub fn answer(request: &Request) -> Result<(), Box<dyn Error>> {
    let file = match request.files.as_slice() {
        [file] => file,
        [] => return Err(format!("which file? - is standard input\n\n{USAGE}").into()),
        _ => return Err("one file at a time; many articles go through --jsonl".into()),
    };
    let html = request.html || [".html", ".htm"].iter().any(|ending| file.to_lowercase().ends_with(ending));
    let analysis = match (request.from_json, html) {
        (true, _) => stored(&read_text(file)?)?,
        (_, true) => analyze(Input::Html(&read_page(file)?), &request.options)?,
        _ => analyze(Input::Text(&read_text(file)?), &request.options)?,
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match request.format {
        Some(_) if request.json => return Err("--json and --format exclude each other".into()),
        None if request.json => {
            serde_json::to_writer_pretty(&mut out, &analysis.into_unit(request.unit)).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        format => out.write_all(export(&analysis, format.unwrap_or(Format::Text)).as_bytes())?,
    }
    Ok(out.flush()?)
}

/// A stored analysis. The length that it states tells the unit of its positions.
fn stored(json: &str) -> Result<Analysis, whowhen::Error> {
    let units = [Unit::Utf8, Unit::Utf16, Unit::CodePoint];
    let read = |unit| Analysis::from_json(json, unit);
    let first = read(Unit::Utf8);
    units.into_iter().skip(1).map(read).find(Result::is_ok).filter(|_| first.is_err()).unwrap_or(first)
}

/// A file's text, in UTF-8 or in the encoding of old Western files; one with zero bytes is a picture or UTF-16.
pub fn read_text(file: &str) -> Result<String, Box<dyn Error>> {
    let bytes = read(file)?;
    if bytes.contains(&0) {
        return Err(format!("{file} is no text in UTF-8. Save it as UTF-8 and try again.").into());
    }
    let (text, encoding) = decode_text(bytes);
    if encoding != encoding_rs::UTF_8 {
        say(&format!("{file} is no UTF-8, it is read as Windows-1252"));
    }
    Ok(text)
}

/// A page, in the encoding that it states where it is no UTF-8.
fn read_page(file: &str) -> Result<String, Box<dyn Error>> {
    let bytes = read(file)?;
    let (page, encoding) = decode_page(bytes, None);
    if page.contains('\0') {
        return Err(format!("{file} is no page. Save it as HTML in UTF-8 and try again.").into());
    }
    if encoding != encoding_rs::UTF_8 {
        say(&format!("{file} is no UTF-8, it is read as {}", encoding.name()));
    }
    Ok(page)
}

fn read(file: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    if file == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(file).map_err(|error| format!("{file}: {error}").into())
}
