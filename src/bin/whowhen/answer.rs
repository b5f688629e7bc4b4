//! The answer to one article of a stream: a line of JSON, whatever is wrong with the article.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use whowhen::{Analysis, Error, Input, Options, analyze};

use crate::decode::{decode_page, decode_text};
use crate::http;
use crate::input::{Content, Item, Place, Record, RecordKind};
use crate::request::{Request, lexicon_entry};

/// What became of an article.
pub struct Answer {
    /// With its end.
    pub line: Vec<u8>,
    /// What is wrong with it.
    pub trouble: Option<String>,
}

/// One line of the stream's answer.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(flatten)]
    outcome: Outcome,
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

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure { code: error.code(), message: error.to_string() }
    }
}

/// Who the answer is for.
#[derive(Default)]
struct Whose {
    id: Value,
    url: Option<String>,
}

/// Answers an article. The engine should never panic; if it does, that is the end of one article and not of all.
pub fn answer(item: Item, request: &Request) -> Answer {
    let place = item.place.clone();
    let mut whose = Whose::default();
    let found = caught(&place, || look(item, request, &mut whose));
    let trouble = found.as_ref().err().map(|failure| {
        let whose = if whose.id.is_null() { String::new() } else { format!(", id {}", whose.id) };
        format!("{place}{whose}: {}", failure.message)
    });
    let outcome = match found {
        Ok(analysis) => Outcome::Found(Box::new(analysis)),
        Err(error) => Outcome::Failed { error },
    };
    let line = Line { id: &whose.id, url: whose.url.as_deref(), outcome };
    // Plain data with names for keys: there is nothing in it that JSON cannot say.
    let mut line = serde_json::to_vec(&line).unwrap_or_default();
    line.push(b'\n');
    Answer { line, trouble }
}

/// A panic as one more thing that can be wrong with an article.
fn caught<T>(place: &Place, look: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| {
        Err(Failure { code: "internal", message: format!("The engine failed at {place}. Please report this article.") })
    })
}

fn look(item: Item, request: &Request, whose: &mut Whose) -> Result<Analysis, Failure> {
    let analysis = match item.content {
        Content::Line(line) => {
            let document = document(&line, &item.place)?;
            whose.id = document.get("id").cloned().unwrap_or_default();
            read(&document, &request.options)?
        }
        Content::LongLine { start, bytes, limit } => {
            whose.id = id_in(&start);
            let message = format!("{} has {bytes} bytes and the limit is {limit}. Raise --max-bytes.", at(&item.place));
            return Err(Failure { code: "input_too_large", message });
        }
        Content::Record(record) => {
            *whose = Whose { id: record.id.clone().into(), url: Some(record.url.clone()) };
            read_record(record, &request.options)?
        }
        Content::LongRecord { id, url, bytes, limit } => {
            *whose = Whose { id: id.into(), url: Some(url) };
            let message = format!("{} has {bytes} bytes and the limit is {limit}. Raise --max-bytes.", at(&item.place));
            return Err(Failure { code: "input_too_large", message });
        }
        Content::Damaged(message) => return Err(Failure { code: "invalid_input", message }),
    };
    Ok(analysis.into_unit(request.unit))
}

/// A place at the beginning of a sentence.
fn at(place: &Place) -> String {
    let place = place.to_string();
    let mut letters = place.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn document(line: &[u8], place: &Place) -> Result<Value, Failure> {
    serde_json::from_slice(line).map_err(|error| {
        let message = match std::str::from_utf8(line) {
            Ok(_) => format!("{} is no JSON, at its column {}.", at(place), error.column()),
            Err(error) => format!("{} is no UTF-8, behind its first {} bytes.", at(place), error.valid_up_to()),
        };
        Failure { code: "invalid_json", message }
    })
}

/// The id of an article that is not to be answered again. As [`answer`] has it.
pub fn id_of(item: &Item) -> Value {
    match &item.content {
        Content::Line(line) => {
            document(line, &item.place).ok().and_then(|mut document| Some(document.get_mut("id")?.take()))
        }
        Content::LongLine { start, .. } => Some(id_in(start)),
        Content::Record(Record { id, .. }) | Content::LongRecord { id, .. } => Some(id.as_str().into()),
        Content::Damaged(_) => None,
    }
    .unwrap_or_default()
}

fn read(document: &Value, options: &Options) -> Result<Analysis, Error> {
    let field = |name| document.get(name).and_then(Value::as_str);
    let mut options = options.clone();
    match document.get("published") {
        None | Some(Value::Null) => {}
        Some(Value::String(published)) => options.published = Some(published.parse()?),
        Some(other) => {
            return Err(Error::InvalidOption(format!("\"published\" must be a string, YYYY-MM-DD, not {other}.")));
        }
    }
    match document.get("lexicon") {
        None | Some(Value::Null) => {}
        Some(Value::Array(entries)) => {
            for entry in entries {
                options.lexicon.push(lexicon_entry(entry)?);
            }
        }
        Some(_) => return Err(Error::InvalidOption("\"lexicon\" must be a list of {\"text\", \"type\"}.".into())),
    }
    options.url = field("url").map(str::to_owned).or(options.url);
    let input = match (field("text"), field("html")) {
        (Some(text), _) => Input::Text(text),
        (None, Some(html)) => Input::Html(html),
        (None, None) => return Err(Error::InvalidInput("A line needs a \"text\" or an \"html\".".into())),
    };
    analyze(input, &options)
}

fn read_record(record: Record, options: &Options) -> Result<Analysis, Error> {
    let options = Options { url: Some(record.url), ..options.clone() };
    if record.kind == RecordKind::Text {
        return analyze(Input::Text(&decode_text(record.block).0), &options);
    }
    let answer = http::head(&record.block).ok_or_else(|| Error::InvalidInput("The record is no HTTP.".into()))?;
    let charset = answer.charset();
    let (page, _) = decode_page(answer.page(options.limits.input_bytes)?, charset.as_deref());
    analyze(Input::Html(&page), &options)
}

/// The id in the beginning of a line, if it stands there.
fn id_in(start: &[u8]) -> Value {
    let mut search = IdSearch(Value::Null);
    // It always ends in an error: the line has no end.
    let _ = serde_json::Deserializer::from_slice(start).deserialize_map(&mut search);
    search.0
}

struct IdSearch(Value);

impl<'de> Visitor<'de> for &mut IdSearch {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "id" {
                self.0 = map.next_value()?;
                return Err(A::Error::custom("found"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_the_end_of_one_article_only() {
        let place = Place { file: Some("a.jsonl".into()), unit: "line", number: 7 };
        let failure = caught(&place, || -> Result<(), Failure> { panic!("on purpose") }).unwrap_err();
        assert_eq!(failure.code, "internal");
        assert!(failure.message.contains("line 7 of a.jsonl"));
        assert!(caught(&place, || Ok(1)).is_ok());
    }

    #[test]
    fn an_id_in_the_beginning_of_a_line() {
        for (start, id) in [
            ("{\"id\":\"a\",\"text\":\"b", Value::from("a")),
            ("  {\"x\":[{\"id\":1}],\"id\":2,\"te", 2.into()),
            ("{\"text\":\"b\",\"id\":\"a", Value::Null),
            ("{\"text\":\"\\\"id\\\":1,", Value::Null),
            ("[{\"id\":1", Value::Null),
            ("", Value::Null),
        ] {
            assert_eq!(id_in(start.as_bytes()), id, "{start}");
        }
    }
}
