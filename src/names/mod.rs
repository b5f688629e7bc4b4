//! Who and what: names found by a trained tagger, then linked into entities.

pub(crate) mod features;
mod link;
mod own;
mod places;
mod quotes;
pub(crate) mod recall;
mod roles;
pub(crate) mod tag;
mod titles;
pub(crate) mod words;

pub(crate) use link::link;
pub(crate) use own::{Own, SURE, find as find_own};
pub(crate) use quotes::quotes;
pub(crate) use tag::{Candidate, Scene, find};
