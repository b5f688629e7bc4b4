//! Expressions of time: found by a grammar, resolved against an anchor.

mod calendar;

pub use calendar::{Date, Weekday};
