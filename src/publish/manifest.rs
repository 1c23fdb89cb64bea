//! What a folder was made from, and what it holds: `manifest.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fingerprint::Content;
use super::{Folder, Output};
use crate::source::Input;
use crate::subject::Mark;
use crate::subject::digest::hex;

/// The manifest of an edition's folder.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    program: &'static str,
    version: &'static str,
    edition: String,
    fingerprint: &'a str,
    marks: &'a [Mark],
    options: Options<'a>,
    inputs: Vec<InputLine<'a>>,
    outputs: Vec<OutputLine<'a>>,
}

/// What was asked for, and what served.
#[derive(Debug, Serialize)]
struct Options<'a> {
    #[serde(flatten)]
    content: &'a Content<'a>,
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
    rows_left_out: Option<&'a BTreeMap<&'static str, usize>>,
    served: bool,
    mark: Option<Mark>,
    note: Option<&'a str>,
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
        let renderer = &folder.run.renderer;
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            edition: renderer.edition.edition.to_string(),
            fingerprint: &renderer.fingerprint,
            marks: &renderer.edition.served.marks,
            options: Options {
                content: &folder.run.content,
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
        rows: read.map(|read| read.account.rows),
        rows_used: read.map(|read| read.account.used),
        rows_left_out: read.map(|read| &read.account.left),
        served: folder.run.renderer.edition.served.sources.iter().any(|source| source.file == input.name),
        mark: input.mark,
        note: input.note.as_deref(),
    }
}
