//! `index.html`: every area at a glance, to filter and to sort, with every file of the edition.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::super::making::{CHARTS, IN_WORDS};
use super::super::renderer::Renderer;
use super::super::template::TemplateError;
use super::claims::Claims;
use super::markup::{self, HtmlChart, HtmlTable};
use super::page::fill;
use crate::subject::digest::hex;
use crate::text::{Cell, Content};

/// A file of the edition.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ListedFile {
    /// The code of its area; none of a file of the whole edition.
    pub area: Option<String>,
    /// Its path in the edition's folder.
    pub path: String,
    /// What it is.
    pub about: String,
    /// How many pages it has.
    pub pages: Option<usize>,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl ListedFile {
    /// A file of the whole edition.
    pub fn of_edition(path: &str, about: &str, bytes: &[u8]) -> Self {
        Self {
            area: None,
            path: path.to_owned(),
            about: about.to_owned(),
            pages: None,
            bytes: bytes.len() as u64,
            sha256: hex(bytes),
        }
    }
}

#[derive(Serialize)]
struct Page<'a> {
    front: Option<&'a Content>,
    title: Option<&'a Content>,
    words: toml::Table,
    areas: Option<HtmlTable>,
    regions: BTreeSet<String>,
    map: Option<HtmlChart>,
    map_key: Option<&'a Content>,
    order: Option<&'a Content>,
    files: Vec<&'a ListedFile>,
}

/// The page.
///
/// # Errors
/// Where the template asks for what the page does not have: a defect of the program.
pub fn index(
    content: &Content,
    renderer: &Renderer<'_>,
    files: &[ListedFile],
) -> Result<String, TemplateError> {
    let claims = Claims::new(&renderer.edition.claims);
    let web_page = |code: &str| {
        let of_area = |file: &&ListedFile| file.area.as_deref() == Some(code) && file.path.ends_with(".html");
        files.iter().find(of_area).map(|file| file.path.clone())
    };
    let areas = if let Some(Content::Table(table)) = content.field("areas") { Some(table) } else { None };
    let map = if let Some(Content::Chart(chart)) = content.field("map") { Some(chart) } else { None };
    let region = |row: &Vec<Cell>| row.get(REGION).map(|cell| cell.text().plain());
    fill(
        "index.html",
        &Page {
            front: content.field("front"),
            title: content.field("title"),
            words: renderer.templates.words(),
            regions: areas.iter().flat_map(|table| &table.rows).filter_map(region).collect(),
            areas: areas.map(|table| markup::table(table, &claims).linked(web_page)),
            map: map.map(|chart| markup::chart(chart, None)),
            map_key: content.field("map_key"),
            order: content.field("order"),
            files: listed(files),
        },
    )
}

/// The files to list: those of the whole edition first, and no picture among many.
fn listed(files: &[ListedFile]) -> Vec<&ListedFile> {
    let mut listed: Vec<&ListedFile> = files.iter().filter(|file| !is_one_of_many(file)).collect();
    listed.sort_by_key(|file| file.area.is_some());
    listed
}

/// A picture among the many of an area, which a file of their words lists.
fn is_one_of_many(file: &ListedFile) -> bool {
    file.path.starts_with(CHARTS) && !file.path.ends_with(IN_WORDS)
}

/// The column of regions, which the page filters by.
const REGION: usize = 1;
