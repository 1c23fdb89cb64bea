//! Link worker briefings: published NHS tables in, one accessible PDF per Integrated Care Board out.
//!
//! The folders stand in layers: each imports from those above it in this list and from no other.
//! [`build`] is the way through them. Between `source` and `publish` there is no clock, network,
//! environment, randomness or hash order, so the same input gives the same bytes.

pub mod workers;

pub mod subject;

pub mod cache;

pub mod measure;

pub mod text;

pub mod compare;

pub mod source;

pub mod panel;

pub mod analysis;

pub mod chart;

pub mod branding;

pub mod document;

pub mod render;

pub mod explain;

pub mod publish;

pub mod check;

pub mod verify;

pub mod demo;

pub mod cli;

pub use publish::{Request, analyse, build, build_from};
