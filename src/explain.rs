//! A figure traced back: its formula, its inputs, and the published rows that it is made from.

mod behind;
mod trace;
mod words;

pub use trace::{Filed, Listed, Trace};
pub use words::{derived, words};
