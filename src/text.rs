//! What is printed: claims, the figures that print them, texts that hold figures, and words by rule.
//!
//! A [`Claimed`] is a number of the analysis. [`number`] makes it a [`Figure`], and [`text!`](crate::text!) puts figures,
//! names and words together into a [`Text`]. Nothing reads a text to find a number in it.

pub mod about;
pub mod blocks;
pub mod chart;
pub mod claim;
pub mod content;
pub mod csv;
pub mod data;
mod figures;
pub mod id;
pub mod number;
mod parts;
pub mod registry;
pub mod spans;
pub mod table;
pub mod words;

pub use about::{About, Basis, Behind, Input, Method};
pub use blocks::{Block, Fact, blocks};
pub use chart::{Chart, Picture};
pub use claim::{Claimed, Count, Derived, Origin};
pub use content::{Content, ToContent};
pub use data::{DataColumn, DataTable, Datum};
pub use id::{ClaimId, Subject};
pub use registry::{At, Claim, Register, Registrable, Registry};
pub use spans::{Figure, Span, Text, Unclaimed};
pub use table::{Cell, Column, NO_FIGURE, Table};
