//! An analysis in other formats. It comes as JSON: one string crosses the boundary, and what is wrong with it can be said.

use wasm_bindgen::prelude::*;

use crate::export::write;
use crate::{Analysis, Error, Unit};

/// Writes an analysis, the JSON of what `analyze` gave, in a format: `csv webannotation timeml spacy jsonld icalendar html
/// text`. Of `json` only what is wrong is said: the answer is empty.
///
/// # Errors
///
/// Throws `{code, message}`, see [`Error::code`].
#[wasm_bindgen]
pub fn export_as(analysis: &str, format: &str) -> Result<String, JsValue> {
    let written = || -> Result<String, Error> {
        let format = format.parse()?;
        Ok(write(&Analysis::from_json(analysis, Unit::Utf16)?, format))
    };
    written().map_err(|error| super::thrown(&error))
}
