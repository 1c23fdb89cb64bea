//! An area's publication, and what every format of it is made with.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::renderer::Renderer;
use super::sections::{Section, sections};
use super::typesetter::Typesetter;
use crate::analysis::{Area, Kind};
use crate::branding::Length;
use crate::cache::Key;
use crate::document::{Lacking, Manuscript, Said};
use crate::subject::error::{Error, Result};
use crate::text::Content;

/// The folder of charts.
pub const CHARTS: &str = "charts/";
/// The file that says each chart of an area in words.
pub const IN_WORDS: &str = "charts.csv";

/// A file of an area.
#[derive(Debug, Serialize, Deserialize)]
pub struct File {
    /// Its path in the edition's folder.
    pub path: String,
    /// What it is.
    pub about: Cow<'static, str>,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// How many pages it has, where it has pages.
    pub pages: Option<usize>,
    /// Characters that could not be set.
    pub lacking: Vec<Lacking>,
}

impl File {
    /// A file without pages.
    pub fn new(path: String, about: &'static str, bytes: Vec<u8>) -> Self {
        Self { path, about: about.into(), bytes, pages: None, lacking: Vec::new() }
    }
}

/// An area's publication.
pub struct Making<'a> {
    /// What every document of the run shares.
    pub renderer: &'a Renderer<'a>,
    /// Sets pages.
    pub typesetter: &'a Typesetter,
    /// The area.
    pub area: &'a Area,
    /// The paper, which says the start of its fingerprint.
    pub manuscript: Manuscript,
    /// What stands behind it.
    pub record: Content,
    /// How the names of its files begin.
    pub stem: String,
    /// Its files by name, each with what it is.
    pub files: Vec<(String, &'static str)>,
}

impl Making<'_> {
    /// What everything beside the paper is made from: the paper, the record, the standing words, and what their figures are.
    pub fn key(&self, fingerprint: &str, said: &[Said]) -> Result<Key> {
        let fail =
            |source: serde_json::Error| Error::Serialise { what: "an area’s pages", source: source.into() };
        let pages = serde_json::to_vec(&(&self.manuscript.content, &self.record)).map_err(fail)?;
        let words = self.renderer.templates.words().to_string();
        let key = Key::new("an area's pages").and(fingerprint).and(pages).and(words).and(&self.stem);
        let key = self.files.iter().fold(key, |key, (path, about)| key.and(path).and(about));
        let charts = self.manuscript.charts().into_iter().chain(self.record.charts());
        let key = charts.fold(key, |key, chart| key.and(chart.table).and(&chart.picture.svg));
        let figures = said.iter().flat_map(|said| &said.figures);
        Ok(figures.fold(key, |key, figure| key.and(self.renderer.edition.claims.what(figure))))
    }

    /// The paper's pages and the record's, for formats that have no template for each.
    pub fn sections(&self) -> Vec<Section> {
        sections(&self.manuscript, &self.record, self.renderer.templates)
    }
}

/// How the names of an area's files begin: its code, then its name, lower case and ASCII; marked where its data is.
pub fn stem(renderer: &Renderer<'_>, area: &Area) -> String {
    let code = if area.place.kind == Kind::England { "" } else { area.place.code.as_str() };
    let name = area.place.name.trim_start_matches("NHS ").to_lowercase().replace('&', "and");
    let words: Vec<&str> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let marks = renderer.edition.served.marks.iter().map(|mark| mark.word());
    let length = (renderer.branding.length == Length::Summary).then_some("summary");
    let parts = std::iter::once(code).chain(words).chain(length).chain(marks).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
