//! What a folder was made from, and what it holds: `manifest.json`.

use serde::Serialize;

use super::{Folder, Output};
use crate::analysis::Mark;
use crate::source::{Input, hex};
use crate::subject::Need;

/// The manifest of an edition's folder.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    program: &'static str,
    version: &'static str,
    edition: String,
    marks: &'a [Mark],
    options: Options<'a>,
    inputs: Vec<InputLine<'a>>,
    outputs: Vec<OutputLine<'a>>,
}

/// What was asked for, and what served.
#[derive(Debug, Serialize)]
struct Options<'a> {
    geography: &'static str,
    role: &'static str,
    need: Need,
    asked_need: Option<Need>,
    asked_survey: Option<i16>,
    asked_imd: Option<i16>,
    allow_stale: Option<&'a str>,
    indicators: Vec<&'a str>,
    areas: &'a [String],
    regions: &'a [String],
}

/// A file that was opened.
#[derive(Debug, Serialize)]
struct InputLine<'a> {
    name: &'a str,
    sha256: &'a str,
    encoding: &'static str,
    recognised_as: Option<&'static str>,
    period: Option<&'a str>,
    rows: Option<usize>,
    rows_used: Option<usize>,
    served: bool,
    mark: Option<Mark>,
    note: Option<&'static str>,
}

/// A file that was written.
#[derive(Debug, Serialize)]
struct OutputLine<'a> {
    path: &'a str,
    bytes: usize,
    sha256: String,
}

impl<'a> Manifest<'a> {
    /// Of an edition and the files that are about to be written.
    pub fn of(folder: &Folder<'a>, outputs: &'a [Output]) -> Self {
        let asked = &folder.request.options;
        let edition = folder.edition;
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            edition: edition.edition.to_string(),
            marks: &edition.marks,
            options: Options {
                geography: edition.geography,
                role: edition.role,
                need: edition.need,
                asked_need: asked.need,
                asked_survey: asked.survey,
                asked_imd: asked.imd,
                allow_stale: asked.allow_stale.as_deref(),
                indicators: edition.indicators.iter().map(|used| used.source.as_str()).collect(),
                areas: &folder.request.asked.areas,
                regions: &folder.request.asked.regions,
            },
            inputs: folder.publications.inputs.iter().map(|input| line(folder, input)).collect(),
            outputs: outputs
                .iter()
                .map(|output| OutputLine {
                    path: &output.path,
                    bytes: output.bytes.len(),
                    sha256: hex(&output.bytes),
                })
                .collect(),
        }
    }
}

fn line<'a>(folder: &Folder<'a>, input: &'a Input) -> InputLine<'a> {
    let read = input.recognised.as_ref().map(|recognised| &recognised.read);
    InputLine {
        name: &input.name,
        sha256: &input.sha256,
        encoding: input.encoding,
        recognised_as: input.recognised.as_ref().map(|recognised| recognised.kind.id),
        period: read.map(|read| read.period.as_str()),
        rows: read.map(|read| read.rows),
        rows_used: read.map(|read| read.used),
        served: folder.edition.sources.iter().any(|source| source.file == input.name),
        mark: input.mark,
        note: input.note,
    }
}
