//! All integration tests, in one binary: each test binary links polars and typst again.
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod broken;
mod chart;
mod document;
mod embedded;
mod lint;
mod measure;
mod real;
mod sample;
mod sources;
mod specimen;
mod support;
