//! What is printed: figures as claims, numbers in print, and words by rule.

pub mod claim;
pub mod csv;
pub mod number;
pub mod words;
