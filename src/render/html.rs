//! The record as a web page of its own: the paper, what stands behind it, and what every figure is.

mod claims;
mod index;
mod markup;
mod page;

pub use index::{ListedFile, index};
pub use markup::plain;
pub use page::record;
