//! Which words a figure is given: direction, strength, names and lists.
//!
//! In: unrounded figures. Out: pieces of sentences, by rule.
//! A direction comes from the sign of the rounded figure; a verdict is the analysis's own. Nothing here knows a page.

pub mod difference;
pub mod interval;
pub mod list;
pub mod measure;
pub mod name;
pub mod verdict;
