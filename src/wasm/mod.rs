//! The WebAssembly boundary: the only place that knows `wasm-bindgen`.
//!
//! Free functions only, plain objects in and out, so that nothing in JavaScript can hold on to an instance that had to
//! be replaced after a trap. What the objects look like to JavaScript stands in `www/lib/index.d.ts`.

use js_sys::Reflect;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::{Error, Find, Input, LexiconEntry, Limits, Options, Unit};

mod export;
#[cfg(feature = "test-traps")]
mod traps;

/// Runs once per instance.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        // Archived but alive; when it dies, this line becomes six of our own.
        console_error_panic_hook::hook(info);
    }));
}

/// Analyses one article: `input` is a string, `{text}`, `{html}` or `{snapshot}`; positions in the answer are UTF-16 code
/// units. A function given as `progress` is told from time to time how much is done, from 0 to 1.
///
/// # Errors
///
/// Throws `{code, message}`, see [`Error::code`].
#[wasm_bindgen]
pub fn analyze(input: &JsValue, options: &JsValue, progress: &JsValue) -> Result<JsValue, JsValue> {
    run(input, options, progress).map_err(|error| thrown(&error))
}

fn run(input: &JsValue, options: &JsValue, progress: &JsValue) -> Result<JsValue, Error> {
    let options = read_options(options)?;
    let words = |name: &str| get(input, name).as_string();
    let (text, html, snapshot);
    let input = if let Some(words) = input.as_string().or_else(|| words("text")) {
        text = words;
        Input::Text(&text)
    } else if let Some(words) = words("html") {
        html = words;
        Input::Html(&html)
    } else if let Some(words) = words("snapshot") {
        snapshot = words;
        Input::Snapshot(&snapshot)
    } else {
        let message = "The input must be a string, {text: string}, {html: string} or {snapshot: string}.";
        return Err(Error::InvalidInput(message.into()));
    };
    let progress: Option<&js_sys::Function> = progress.dyn_ref();
    let mut tell = |done: f32| {
        // What a listener throws is its own affair.
        let _ = progress.map(|progress| progress.call1(&JsValue::NULL, &done.into()));
    };
    let analysis = crate::analyze_with(input, &options, &mut tell)?.into_unit(Unit::Utf16);
    analysis.serialize(&Serializer::json_compatible()).map_err(|error| Error::InvalidInput(error.to_string()))
}

fn read_options(options: &JsValue) -> Result<Options, Error> {
    if !(options.is_object() || options.is_null() || options.is_undefined()) {
        return Err(Error::InvalidOption(
            "The options must be an object, for example {published: '2014-01-03'}.".into(),
        ));
    }
    let mut read = Options {
        published: text_option(options, "published")?.map(|day| day.parse()).transpose()?,
        url: text_option(options, "url")?,
        find: match text_option(options, "find")?.as_deref() {
            None | Some("all") => Find::All,
            Some("dates") => Find::Dates,
            Some("article") => Find::Article,
            Some(other) => {
                let message = format!("The option find is \"all\", \"dates\" or \"article\", not \"{other}\".");
                return Err(Error::InvalidOption(message));
            }
        },
        sources: get(options, "sources").is_truthy(),
        sentences: get(options, "sentences").is_truthy(),
        lexicon: read_lexicon(&get(options, "lexicon"))?,
        ..Options::default()
    };
    let bytes = get(&get(options, "limits"), "inputBytes");
    if !absent(&bytes) {
        let number = bytes.as_f64().filter(|number| (0.0..=Limits::MAX_INPUT_BYTES as f64).contains(number));
        read.limits.input_bytes = number.ok_or_else(|| {
            Error::InvalidOption(format!("limits.inputBytes must be a number from 0 to {}.", Limits::MAX_INPUT_BYTES))
        })? as usize;
    }
    Ok(read)
}

fn read_lexicon(entries: &JsValue) -> Result<Vec<LexiconEntry>, Error> {
    if absent(entries) {
        return Ok(Vec::new());
    }
    let wrong = || {
        Error::InvalidOption(
            "The option lexicon must be a list such as [{text: 'Odeon', type: 'organization'}, {text: 'last week', type: 'date', value: '2014-01-07'}].".into(),
        )
    };
    let list = entries.dyn_ref::<js_sys::Array>().ok_or_else(wrong)?;
    let entry = |entry: JsValue| {
        let field = |name| get(&entry, name).as_string();
        let (text, kind) = field("text").zip(field("type")).ok_or_else(wrong)?;
        LexiconEntry::new(&text, &kind, field("value").as_deref())
    };
    list.iter().map(entry).collect()
}

fn text_option(options: &JsValue, name: &str) -> Result<Option<String>, Error> {
    let value = get(options, name);
    if absent(&value) {
        return Ok(None);
    }
    value.as_string().map(Some).ok_or_else(|| Error::InvalidOption(format!("The option {name} must be a string.")))
}

/// A property of an object; `undefined` where there is none or no object.
fn get(object: &JsValue, name: &str) -> JsValue {
    // Not left to `Reflect`: of what throws, wasm-bindgen keeps a slot of its table for ever.
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// What JavaScript catches. `instance.js` makes a `WhoWhenError` of it.
fn thrown(error: &Error) -> JsValue {
    #[derive(Serialize)]
    struct Thrown<'a> {
        code: &'a str,
        message: &'a str,
    }
    let (code, message) = (error.code(), &*error.to_string());
    Thrown { code, message }.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
