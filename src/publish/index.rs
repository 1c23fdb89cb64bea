//! The edition at a glance: `index.html` for people, `index.json` for scripts.

use serde::Serialize;

use super::output::{Output, json};
use crate::analysis::Area;
use crate::document;
use crate::render::{ListedFile, Renderer, index};
use crate::subject::error::{Error, Result};

/// Where the pages are listed.
const PAGE: &str = "index.html";
/// Where scripts find the same.
pub const LIST: &str = "index.json";

#[derive(Serialize)]
struct Index<'a> {
    edition: String,
    fingerprint: &'a str,
    areas: Vec<Listed<'a>>,
    files: &'a [ListedFile],
}

#[derive(Serialize)]
struct Listed<'a> {
    code: &'a str,
    name: &'a str,
    region: Option<&'a str>,
    files: Vec<&'a ListedFile>,
}

/// What an index is made of.
pub struct Made<'a> {
    /// What every document of the run shares.
    pub renderer: &'a Renderer<'a>,
    /// The areas of the run.
    pub areas: Vec<&'a Area>,
    /// Every file so far.
    pub files: Vec<ListedFile>,
    /// Whether people get a page.
    pub with_page: bool,
}

/// Both lists; the one for scripts names the page.
///
/// # Errors
/// Where the page cannot be filled: a defect of the program.
pub fn of(mut made: Made<'_>) -> Result<Vec<Output>> {
    let mut outputs = Vec::new();
    if made.with_page {
        let bytes = page(&made)?.into_bytes();
        made.files.push(ListedFile::of_edition(PAGE, "every area of this edition", &bytes));
        outputs.push(Output::new(PAGE, bytes));
    }
    let listed = |area: &&'_ Area| area.place.code.as_str().to_owned();
    let index = Index {
        edition: made.renderer.edition.edition.to_string(),
        fingerprint: &made.renderer.fingerprint,
        areas: made
            .areas
            .iter()
            .map(|area| Listed {
                code: &area.place.code,
                name: &area.place.name,
                region: area.place.region.as_deref(),
                files: made.files.iter().filter(|file| file.area == Some(listed(area))).collect(),
            })
            .collect(),
        files: &made.files,
    };
    outputs.push(Output::new(LIST, json(LIST, &index)?));
    Ok(outputs)
}

fn page(made: &Made<'_>) -> Result<String> {
    let renderer = made.renderer;
    let fail = |source: Box<dyn std::error::Error + Send + Sync>| Error::Compose {
        document: "index",
        area: made.renderer.edition.england.place.code.clone(),
        source,
    };
    let content = document::index(renderer.edition, &made.areas, renderer.branding);
    let content = document::stamped(content.map_err(|error| fail(error.into()))?, &renderer.fingerprint);
    index(&content, renderer, &made.files).map_err(|error| fail(error.into()))
}
