//! The measures against reference software, against each other, and against input that has no answer.

#![expect(clippy::unwrap_used, reason = "a test says that something is missing by failing")]

mod blocks;
mod cr2;
mod edges;
mod fixtures;
mod golden;
mod hierarchy;
mod intervals;
mod left_out;
mod not_shipped;
mod properties;
mod reasons;
mod slopes;
