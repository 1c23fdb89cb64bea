//! All integration tests, in one binary: each test binary links polars and typst again.

mod broken;
#[cfg(test)]
mod chart;
mod embedded;
mod measure;
mod real;
#[cfg(test)]
mod sample;
mod sources;
mod support;
