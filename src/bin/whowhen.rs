//! The engine on the command line.

use std::error::Error;
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::process::ExitCode;

use lexopt::prelude::*;
use serde::Serialize;
use serde_json::Value;
use whowhen::export::{Format, export};
use whowhen::{Analysis, Find, Input, LexiconEntry, Limits, Options, Unit, analyze};

const USAGE: &str = "\
whowhen: who and when in a news article

usage: whowhen [--format FORMAT] [--published DATE] [--html] FILE
       whowhen --from-json FILE --format FORMAT
       whowhen --jsonl [--offsets utf8|utf16|codepoint] < LINES

FILE is a text or an HTML page (.html, .htm, or --html); - is standard input.

  --published DATE   the day of publication, YYYY-MM-DD; it wins over the page
  --json             the whole analysis as JSON
  --format FORMAT    json, csv, webannotation, timeml, spacy, jsonld, icalendar, html, or text, which is the default;
                     each counts positions as it has to, json in UTF-16 code units
  --from-json        FILE is an analysis as --json, --format json or JavaScript gives it, to be put into another format
  --lexicon FILE     your own names: JSON lines of {\"text\", \"type\"}; the type ignore leaves words unmarked,
                     date with \"value\" makes them a day
  --jsonl            one object a line: {\"id\", \"text\" or \"html\", \"published\"?, \"url\"?, \"lexicon\"?} in,
                     {\"id\", ...analysis} or {\"id\", \"error\": {code, message}} out
  --find WHAT        all, dates alone, or article: neither, only text and blocks; less is faster
  --sources          of a page: say which text node each stretch of the text is from
  --sentences        say where the sentences are
  --offsets UNIT     what positions count: utf8 (bytes, the default), utf16, codepoint
  --max-bytes N      the longest input, 10485760 unless said
  --version, --help
";

/// What the arguments ask for.
#[derive(Default)]
pub(crate) struct Request {
    files: Vec<String>,
    json: bool,
    format: Option<Format>,
    from_json: bool,
    jsonl: bool,
    html: bool,
    unit: Unit,
    options: Options,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads us has seen enough: `whowhen ... | head`.
        Err(error)
            if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) =>
        {
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("whowhen: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let Some(request) = read_arguments()? else { return Ok(()) };
    let mut out = BufWriter::new(io::stdout().lock());
    if request.jsonl {
        if request.json || request.html || request.format.is_some() || request.from_json {
            return Err(
                "--jsonl goes with none of --json, --html, --format, --from-json: each line says what it holds".into(),
            );
        }
        if let Some(file) = request.files.first() {
            return Err(format!("--jsonl reads standard input: write < {file}").into());
        }
        return stream(&mut io::stdin().lock(), &mut out, &request).map_err(Into::into);
    }
    let file = match request.files.as_slice() {
        [file] => file,
        [] => return Err(format!("which file? - is standard input\n\n{USAGE}").into()),
        _ => return Err("one file at a time; many articles go through --jsonl".into()),
    };
    let words = read_file(file)?;
    let html = request.html || [".html", ".htm"].iter().any(|ending| file.to_lowercase().ends_with(ending));
    let analysis = match (request.from_json, html) {
        (true, _) => stored(&words)?,
        (_, true) => analyze(Input::Html(&words), &request.options)?,
        _ => analyze(Input::Text(&words), &request.options)?,
    };
    match request.format {
        Some(_) if request.json => return Err("--json and --format exclude each other".into()),
        None if request.json => {
            serde_json::to_writer_pretty(&mut out, &analysis.into_unit(request.unit)).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        format => out.write_all(export(&analysis, format.unwrap_or(Format::Text)).as_bytes())?,
    }
    out.flush()?;
    Ok(())
}

/// A stored analysis. The length that it states tells the unit of its positions.
fn stored(json: &str) -> Result<Analysis, whowhen::Error> {
    let units = [Unit::Utf8, Unit::Utf16, Unit::CodePoint];
    let read = |unit| Analysis::from_json(json, unit);
    let first = read(Unit::Utf8);
    units.into_iter().skip(1).map(read).find(Result::is_ok).filter(|_| first.is_err()).unwrap_or(first)
}

fn read_arguments() -> Result<Option<Request>, Box<dyn Error>> {
    let mut request = Request::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("json") => request.json = true,
            Long("format") => request.format = Some(parser.value()?.string()?.parse()?),
            Long("from-json") => request.from_json = true,
            Long("jsonl") => request.jsonl = true,
            Long("html") => request.html = true,
            Long("published") => request.options.published = Some(parser.value()?.string()?.parse()?),
            Long("find") => {
                request.options.find = match parser.value()?.string()?.as_str() {
                    "all" => Find::All,
                    "dates" => Find::Dates,
                    "article" => Find::Article,
                    other => return Err(format!("--find is all, dates or article, not \"{other}\"").into()),
                }
            }
            Long("sources") => request.options.sources = true,
            Long("sentences") => request.options.sentences = true,
            Long("lexicon") => {
                let file = parser.value()?.string()?;
                for (number, line) in (1..).zip(read_file(&file)?.lines()).filter(|(_, line)| !line.trim().is_empty()) {
                    let entry = serde_json::from_str(line).map_err(|error| error.to_string());
                    let entry = entry.and_then(|entry| lexicon_entry(&entry).map_err(|error| error.to_string()));
                    request.options.lexicon.push(entry.map_err(|error| format!("{file}:{number}: {error}"))?);
                }
            }
            Long("max-bytes") => request.options.limits = Limits { input_bytes: parser.value()?.parse()? },
            Long("offsets") => {
                request.unit = match parser.value()?.string()?.as_str() {
                    "utf8" => Unit::Utf8,
                    "utf16" => Unit::Utf16,
                    "codepoint" => Unit::CodePoint,
                    other => return Err(format!("--offsets is utf8, utf16 or codepoint, not \"{other}\"").into()),
                }
            }
            Long("help") | Short('h') => {
                io::stdout().write_all(USAGE.as_bytes())?;
                return Ok(None);
            }
            Long("version") | Short('V') => {
                io::stdout().write_all(concat!("whowhen ", env!("CARGO_PKG_VERSION"), "\n").as_bytes())?;
                return Ok(None);
            }
            Value(file) => request.files.push(file.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(request))
}

/// A file's text, in UTF-8 or in the encoding of old Western pages; a file with zero bytes is a picture or UTF-16.
fn read_file(file: &str) -> Result<String, Box<dyn Error>> {
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    }
    if bytes.contains(&0) {
        return Err(format!("{file} is no text in UTF-8. Save it as UTF-8 and try again.").into());
    }
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| {
        eprintln!("whowhen: {file} is no UTF-8, it is read as Windows-1252");
        encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into_owned()
    }))
}

/// One line of the stream's answer.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    #[serde(flatten)]
    result: Outcome,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Found(Box<Analysis>),
    Failed { error: Failure },
}

#[derive(Serialize)]
struct Failure {
    code: &'static str,
    message: String,
}

/// Answers line by line. A bad line is answered with an error, and the stream goes on.
pub(crate) fn stream(lines: &mut impl BufRead, out: &mut impl Write, request: &Request) -> io::Result<()> {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return out.flush();
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let document = serde_json::from_slice::<Value>(&line);
        let id = document.as_ref().ok().and_then(|document| document.get("id")).cloned().unwrap_or(Value::Null);
        let failed = |code, message| Outcome::Failed { error: Failure { code, message } };
        let result = match document {
            Err(error) => {
                failed("invalid_json", format!("Line {number} is no JSON, at its column {}.", error.column()))
            }
            Ok(document) => match answer(&document, &request.options) {
                Ok(analysis) => Outcome::Found(Box::new(analysis.into_unit(request.unit))),
                Err(error) => failed(error.code(), error.to_string()),
            },
        };
        serde_json::to_writer(&mut *out, &Answer { id: &id, result })?;
        out.write_all(b"\n")?;
    }
}

fn answer(document: &Value, options: &Options) -> Result<Analysis, whowhen::Error> {
    let field = |name| document.get(name).and_then(Value::as_str);
    let mut options = options.clone();
    match document.get("published") {
        None | Some(Value::Null) => {}
        Some(Value::String(published)) => options.published = Some(published.parse()?),
        Some(other) => {
            return Err(whowhen::Error::InvalidOption(format!(
                "\"published\" must be a string, YYYY-MM-DD, not {other}."
            )));
        }
    }
    match document.get("lexicon") {
        None | Some(Value::Null) => {}
        Some(Value::Array(entries)) => {
            for entry in entries {
                options.lexicon.push(lexicon_entry(entry)?);
            }
        }
        Some(_) => {
            return Err(whowhen::Error::InvalidOption("\"lexicon\" must be a list of {\"text\", \"type\"}.".into()));
        }
    }
    options.url = field("url").map(str::to_owned).or(options.url);
    let input = match (field("text"), field("html")) {
        (Some(text), _) => Input::Text(text),
        (None, Some(html)) => Input::Html(html),
        (None, None) => return Err(whowhen::Error::InvalidInput("A line needs a \"text\" or an \"html\".".into())),
    };
    analyze(input, &options)
}

fn lexicon_entry(entry: &Value) -> Result<LexiconEntry, whowhen::Error> {
    let field = |name| entry.get(name).and_then(Value::as_str);
    let wrong = || {
        whowhen::Error::InvalidOption(
            "An entry of the lexicon is {\"text\": \"Odeon\", \"type\": \"organization\"}.".into(),
        )
    };
    let (text, kind) = field("text").zip(field("type")).ok_or_else(wrong)?;
    LexiconEntry::new(text, kind, field("value"))
}
