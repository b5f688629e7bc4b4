//! Who and what: candidates from words and their context, then linked into entities.

mod candidates;
mod context;
mod evidence;
pub(crate) mod features;
mod link;
mod quotes;
mod roles;
mod runs;

pub(crate) use candidates::{Candidate, find};
pub(crate) use link::link;
pub(crate) use quotes::quotes;
