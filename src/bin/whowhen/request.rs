//! What the arguments ask for.

use std::error::Error;
use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use lexopt::prelude::*;
use serde_json::Value;
use whowhen::export::Format;
use whowhen::{Find, LexiconEntry, Limits, Options, Unit};

use crate::one::read_text;

pub const USAGE: &str = "\
whowhen: who and when in a news article

usage: whowhen [--format FORMAT] [--published DATE] [--html] FILE
       whowhen --from-json FILE --format FORMAT
       whowhen --jsonl [--jobs N] [--output FILE [--resume]] [FILE...]

FILE is a text or an HTML page (.html, .htm, or --html); - is standard input.

  --published DATE   the day of publication, YYYY-MM-DD; it wins over the page
  --json             the whole analysis as JSON
  --format FORMAT    json, csv, webannotation, timeml, spacy, jsonld, icalendar, html, or text, which is the default;
                     each counts positions as it has to, json in UTF-16 code units
  --from-json        FILE is an analysis as --json, --format json or JavaScript gives it, to be put into another format
  --lexicon FILE     your own names: JSON lines of {\"text\", \"type\"}; the type ignore leaves words unmarked,
                     date with \"value\" makes them a day
  --find WHAT        all, dates alone, or article: neither, only text and blocks; less is faster
  --sources          of a page: say which text node each stretch of the text is from
  --sentences        say where the sentences are
  --offsets UNIT     what positions count: utf8 (bytes, the default), utf16, codepoint
  --max-bytes N      the longest input, 10485760 unless said
  --version, --help

Many articles: --jsonl reads the files, or standard input, and writes one line of JSON for each article, in order.

  a line is          {\"id\", \"text\" or \"html\", \"published\"?, \"url\"?, \"lexicon\"?}
  its answer is      {\"id\", ...analysis} or {\"id\", \"error\": {code, message}}
  a WARC file        is known by its first bytes: each page that was fetched and each text is an article,
                     with the record's id and \"url\"; what else is in it is skipped and counted
  gzip and zstd      are known by their first bytes, too
  --jobs N           work on so many lines at once, all cores unless said; the answers are the same
  --output FILE      write there; a file that has lines already is refused, but with
  --resume           go on behind its last whole line, after a run that was cut off
  --progress         say on standard error how far it is, as is done on a terminal anyway

exit code: 0 all is well, 1 some lines were bad (they are on standard error and in the answers), 2 it could not be done
";

/// What is wanted: words about the program, or work.
pub enum Wanted {
    Words(&'static str),
    Work(Box<Request>),
}

#[derive(Default)]
pub struct Request {
    pub files: Vec<String>,
    pub json: bool,
    pub format: Option<Format>,
    pub from_json: bool,
    pub html: bool,
    pub unit: Unit,
    pub options: Options,
    /// A stream of articles, not one.
    pub jsonl: bool,
    /// So many lines are worked on at once.
    pub jobs: usize,
    pub output: Option<String>,
    pub resume: bool,
    pub progress: bool,
}

pub fn read_arguments() -> Result<Wanted, Box<dyn Error>> {
    let jobs = available_parallelism().map_or(1, NonZeroUsize::get);
    let mut request = Request { jobs, ..Request::default() };
    // Arguments that only a stream understands, in the order given.
    let mut of_streams = Vec::new();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("json") => request.json = true,
            Long("format") => request.format = Some(parser.value()?.string()?.parse()?),
            Long("from-json") => request.from_json = true,
            Long("jsonl") => request.jsonl = true,
            Long("html") => request.html = true,
            Long("jobs") => {
                of_streams.push("--jobs");
                let jobs = parser.value()?.string()?;
                let number = jobs.parse().ok().filter(|number| (1..=MOST_JOBS).contains(number));
                request.jobs =
                    number.ok_or_else(|| format!("--jobs is a number from 1 to {MOST_JOBS}, not \"{jobs}\""))?;
            }
            Long("output") => {
                of_streams.push("--output");
                request.output = Some(parser.value()?.string()?);
            }
            Long("resume") => {
                of_streams.push("--resume");
                request.resume = true;
            }
            Long("progress") => {
                of_streams.push("--progress");
                request.progress = true;
            }
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
            Long("lexicon") => request.options.lexicon.extend(read_lexicon(&parser.value()?.string()?)?),
            Long("max-bytes") => request.options.limits = Limits { input_bytes: parser.value()?.parse()? },
            Long("offsets") => {
                request.unit = match parser.value()?.string()?.as_str() {
                    "utf8" => Unit::Utf8,
                    "utf16" => Unit::Utf16,
                    "codepoint" => Unit::CodePoint,
                    other => return Err(format!("--offsets is utf8, utf16 or codepoint, not \"{other}\"").into()),
                }
            }
            Long("help") | Short('h') => return Ok(Wanted::Words(USAGE)),
            Long("version") | Short('V') => {
                return Ok(Wanted::Words(concat!("whowhen ", env!("CARGO_PKG_VERSION"), "\n")));
            }
            Value(file) => request.files.push(file.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    match request.jsonl {
        true => check_stream(&request)?,
        false => of_streams.first().map_or(Ok(()), |first| Err(format!("{first} goes with --jsonl")))?,
    }
    Ok(Wanted::Work(Box::new(request)))
}

/// More threads than any machine has cores are a slip.
const MOST_JOBS: usize = 4096;

fn check_stream(request: &Request) -> Result<(), String> {
    if request.json || request.html || request.format.is_some() || request.from_json {
        return Err(
            "--jsonl goes with none of --json, --html, --format, --from-json: each line says what it holds".into()
        );
    }
    if request.resume && request.output.is_none() {
        return Err("--resume needs to know what is there already: write with --output FILE, not with >".into());
    }
    Ok(())
}

fn read_lexicon(file: &str) -> Result<Vec<LexiconEntry>, Box<dyn Error>> {
    let text = read_text(file)?;
    let lines = (1..).zip(text.lines()).filter(|(_, line): &(u64, _)| !line.trim().is_empty());
    let entries = lines.map(|(number, line)| {
        let entry = serde_json::from_str(line).map_err(|error| error.to_string());
        let entry = entry.and_then(|entry| lexicon_entry(&entry).map_err(|error| error.to_string()));
        entry.map_err(|error| format!("{file}:{number}: {error}").into())
    });
    entries.collect()
}

/// An entry of the caller's own lexicon, from its JSON.
pub fn lexicon_entry(entry: &Value) -> Result<LexiconEntry, whowhen::Error> {
    let field = |name| entry.get(name).and_then(Value::as_str);
    let wrong = || {
        whowhen::Error::InvalidOption(
            "An entry of the lexicon is {\"text\": \"Odeon\", \"type\": \"organization\"}.".into(),
        )
    };
    let (text, kind) = field("text").zip(field("type")).ok_or_else(wrong)?;
    LexiconEntry::new(text, kind, field("value"))
}
