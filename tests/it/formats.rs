//! The formats beside the PDF: that all say the same, and that each is what its readers need.

mod agree;
mod charts;
mod data;
mod index;
mod web;
mod workbook;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use briefings::render::FORMATS;

use crate::support::{SMALL, build, files, request, small};

/// Every file of a small edition in every format: some ICBs, a region and England.
static MADE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let mut request = request(small(folder.path()), &folder.path().join("out"));
    request.formats = FORMATS.to_vec();
    let edition = &SMALL.edition;
    let areas = edition.icbs().take(4).chain(edition.regions().take(1)).chain([&edition.england]);
    request.asked.areas = areas.map(|area| area.place.code.clone()).collect();
    let outcome = build(&request).unwrap();
    assert!(outcome.failed.is_empty(), "{:?}", outcome.failed);
    files(&outcome.folder)
});

/// The text of a file of it.
fn text(path: &str) -> &'static str {
    std::str::from_utf8(&MADE[path]).unwrap()
}

/// Its files that end so, outside folders.
fn ending(ends: &str) -> Vec<&'static str> {
    MADE.keys().filter(|path| path.ends_with(ends) && !path.contains('/')).map(String::as_str).collect()
}
