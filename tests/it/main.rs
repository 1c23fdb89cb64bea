//! All integration tests, in one binary: each test binary links polars and typst again.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "a test that cannot go on has failed"
)]

/// As in the program: it takes a tenth off the tests' time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod again;
mod areas;
mod audit;
mod broken;
mod brought;
mod cache;
mod chart;
mod claims;
mod compare;
mod contributing;
mod coverage;
mod desk;
mod docs;
mod doctor;
mod document;
mod downloads;
mod editions;
mod embedded;
mod epcn;
mod faults;
mod formats;
mod fuzz;
mod geography;
mod glyphs;
mod hostile;
mod keeping;
mod layers;
mod lineage;
mod lint;
mod local;
mod loud;
mod measure;
mod next_quarter;
mod own_table;
mod own_templates;
mod own_words;
mod page_one;
mod pdf;
mod read;
mod real;
mod settings;
mod since;
mod small;
mod sources;
mod specimen;
mod support;
mod terminal;
mod usage;
mod verify;
