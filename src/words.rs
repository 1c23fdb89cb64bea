//! Which words a figure is given: direction, strength, names and lists.
//!
//! In: unrounded figures. Out: pieces of sentences, by rule (METHODS.md §2.1).
//! A direction comes from the sign of the rounded figure, a strength from the intervals; nothing here knows a page.

pub mod difference;
pub mod interval;
pub mod list;
pub mod measure;
pub mod name;
pub mod strength;
