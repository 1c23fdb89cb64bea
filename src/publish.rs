//! Writing files: the only stage that does.
//!
//! In: an edition's PDFs and data, in memory. Out: `OUT/EDITION/`, each file whole or not at all.

mod claims;
mod findings;
mod fingerprint;
mod manifest;
mod rehearsal;
mod run;

pub use findings::findings;
pub use fingerprint::fingerprint_of;
pub use rehearsal::{read_templates, rehearse, shapes};
pub use run::{Progress, Request, Run, analyse, build};

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::analysis::{Area, Edition, Kind};
use crate::document::{self, Lacking, Spoken};
use crate::explain::Trace;
use crate::panel::Local;
use crate::source::Publications;
use crate::subject::Mark;
use crate::subject::error::{Error, Result};

/// A file to be written, by its path inside the edition's folder.
#[derive(Debug)]
pub struct Output {
    /// The path, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// An area or a figure that was not produced, and why.
#[derive(Debug, Serialize)]
pub struct Exception {
    /// The area's or PCN's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is not there.
    pub what: &'static str,
    /// Why.
    pub why: String,
}

/// What a run made.
#[derive(Debug)]
pub struct Outcome {
    /// The edition's folder.
    pub folder: PathBuf,
    /// How many PDFs were written.
    pub pdfs: usize,
    /// Areas that could not be made, with the reason.
    pub failed: Vec<Exception>,
}

/// What is not produced when a document fails.
const BRIEFING: &str = "briefing";

/// What is not produced where the font lacks a character.
const CHARACTER: &str = "character";

impl Exception {
    /// An area whose document could not be made.
    pub fn failed(area: &Area, error: &Error) -> Self {
        Self { code: area.place.code.clone(), name: area.place.name.clone(), what: BRIEFING, why: error.chain() }
    }

    /// A character that could not be set in an area's document.
    pub fn lacking(area: &Area, lacking: &Lacking) -> Self {
        Self { code: area.place.code.clone(), name: area.place.name.clone(), what: CHARACTER, why: lacking.to_string() }
    }
}

/// Which areas a run is for: none given is every ICB and England.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// ICBs, regions or England, by code or name.
    pub areas: Vec<String>,
    /// Regions, by code or name.
    pub regions: Vec<String>,
}

/// The areas asked for; every ICB and then England where none is.
///
/// # Errors
/// Where an area is not one of the edition's; near misses are suggested.
pub fn choose<'a>(edition: &'a Edition, asked: &Asked) -> Result<Vec<&'a Area>> {
    if asked.areas.is_empty() && asked.regions.is_empty() {
        return Ok(edition.icbs().chain([&edition.england]).collect());
    }
    let regions: Vec<&Area> = edition.regions().collect();
    let areas = asked.areas.iter().map(|wanted| area(edition, wanted));
    let mut chosen: Vec<&Area> = Vec::new();
    for area in areas.chain(asked.regions.iter().map(|wanted| find(&regions, "region", wanted))) {
        let area = area?;
        if !chosen.iter().any(|known| known.place.code == area.place.code) {
            chosen.push(area);
        }
    }
    Ok(chosen)
}

/// One ICB, region or England, by code or name.
///
/// # Errors
/// Where the edition has no such area; near misses are suggested.
pub fn area<'a>(edition: &'a Edition, wanted: &str) -> Result<&'a Area> {
    let all: Vec<&Area> = edition.icbs().chain(edition.regions()).chain([&edition.england]).collect();
    find(&all, "area", wanted)
}

/// The one area of these that has a code or a name.
fn find<'a>(among: &[&'a Area], kind: &'static str, wanted: &str) -> Result<&'a Area> {
    let plain = |text: &str| text.to_lowercase().replace("nhs ", "").replace('&', "and");
    let named =
        |area: &&&Area| area.place.code.eq_ignore_ascii_case(wanted) || plain(&area.place.name) == plain(wanted);
    among.iter().find(named).copied().ok_or_else(|| unknown(kind, wanted, among))
}

/// The error for an area that is not there, with the nearest three.
fn unknown(kind: &str, wanted: &str, areas: &[&Area]) -> Error {
    let likeness = |area: &Area| {
        let name = strsim::jaro_winkler(&area.place.name.to_lowercase(), &wanted.to_lowercase());
        name.max(strsim::jaro_winkler(&area.place.code.to_lowercase(), &wanted.to_lowercase()))
    };
    let mut near: Vec<&Area> = areas.to_vec();
    near.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then_with(|| a.place.code.cmp(&b.place.code)));
    let names: Vec<String> =
        near.iter().take(3).map(|area| format!("{} ({})", area.place.name, area.place.code)).collect();
    Error::Unknown {
        asked: format!("there is no {kind} `{wanted}` in this edition"),
        available: format!("the nearest are {}", names.join(", ")),
    }
}

/// The table of every number that is printed.
///
/// # Errors
/// Where it cannot be written as CSV: a defect of the program.
pub fn claims(trace: Trace<'_>, spoken: &[Spoken]) -> Result<Output> {
    Ok(Output { path: "claims.csv".to_owned(), bytes: claims::table(trace, spoken)? })
}

/// The data files of an edition.
///
/// # Errors
/// Where a figure cannot be written as JSON: a defect of the program.
pub fn data(edition: &Edition) -> Result<Vec<Output>> {
    let pcns = document::pcn_table(edition, &edition.england);
    let mut outputs = vec![
        Output { path: "data/analysis.json".to_owned(), bytes: json("data/analysis.json", edition)? },
        Output { path: "data/pcn.csv".to_owned(), bytes: pcns.text.into_bytes() },
    ];
    if let Some(local) = &edition.local {
        outputs.push(Output { path: "data/local.csv".to_owned(), bytes: local_csv(local)? });
    }
    Ok(outputs)
}

/// What is written, and from what.
pub struct Folder<'a> {
    /// What was asked for.
    pub request: &'a Request,
    /// What every document of the run shares.
    pub run: &'a Run<'a>,
    /// What it was made from.
    pub publications: &'a Publications,
}

/// Writes everything into the edition's folder, the manifest last.
///
/// # Errors
/// Where a file cannot be written.
pub fn write(folder: &Folder<'_>, mut outputs: Vec<Output>, exceptions: Vec<Exception>) -> Result<Outcome> {
    let path = folder.request.out.join(folder.run.renderer.edition.edition.to_string());
    outputs.push(Output { path: "exceptions.csv".to_owned(), bytes: csv(&exceptions)? });
    let manifest = manifest::Manifest::of(folder, &outputs);
    outputs.push(Output { path: "manifest.json".to_owned(), bytes: json("manifest.json", &manifest)? });
    for output in &outputs {
        put(&path.join(&output.path), &output.bytes)?;
    }
    let pdfs = outputs.iter().filter(|output| output.path.ends_with(".pdf")).count();
    let failed = exceptions.into_iter().filter(|exception| exception.what == BRIEFING).collect();
    Ok(Outcome { folder: path, pdfs, failed })
}

/// Writes a file aside and moves it into its place, so that it is whole or not there.
///
/// # Errors
/// Where the folder or the file cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let fail = |source| Error::Write { path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(fail)?;
    let mut aside = tempfile::NamedTempFile::new_in(folder).map_err(fail)?;
    aside.write_all(bytes).map_err(fail)?;
    readable_by_others(aside.as_file()).map_err(fail)?;
    aside.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

/// Gives a file the rights that a file made in the ordinary way has; aside files are private.
#[cfg(unix)]
fn readable_by_others(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_others(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}

/// A PDF's name: the area's code, then its name, lower case and ASCII; marked where its data is.
///
/// England's stays `england.pdf`, which scripts know it by.
fn file_name(edition: &Edition, area: &Area) -> String {
    if area.place.kind == Kind::England {
        return "england.pdf".to_owned();
    }
    let name = area.place.name.trim_start_matches("NHS ").to_lowercase().replace('&', "and");
    let words: Vec<&str> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let marks = edition.served.marks.iter().map(|mark| match mark {
        Mark::Illustrative => "illustrative",
        Mark::Synthetic => "synthetic",
    });
    let parts: Vec<&str> = std::iter::once(area.place.code.as_str()).chain(words).chain(marks).collect();
    format!("{}.pdf", parts.join("-"))
}

/// JSON with two spaces and a last line end.
///
/// # Errors
/// Where a value cannot be written as JSON: a defect of the program.
pub fn json(what: &'static str, value: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes =
        serde_json::to_vec_pretty(value).map_err(|error| Error::Serialise { what, source: error.into() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A CSV in memory, whose header is written by hand so that it is there without a row too.
fn csv_writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new())
}

/// CSV of link workers outside the publication, row by row, each in its ICB.
fn local_csv(local: &Local) -> Result<Vec<u8>> {
    let fail = |source: crate::subject::error::Cause| Error::Serialise { what: "data/local.csv", source };
    let mut writer = csv_writer();
    let header = ["icb_code", "pcn_code", "employer", "fte", "as_of", "source", "note"];
    writer.write_record(header).map_err(|error| fail(error.into()))?;
    for (icb, row) in &local.rows {
        let pcn = row.pcn.as_ref().map(ToString::to_string).unwrap_or_default();
        let fte = row.fte.to_string();
        let cells = [icb.as_str(), &pcn, &row.employer, &fte, &row.as_of, &row.source, &row.note];
        writer.write_record(cells).map_err(|error| fail(error.into()))?;
    }
    writer.into_inner().map_err(|error| fail(error.to_string().into()))
}

/// CSV of the exceptions, with its header even where there is none.
fn csv(exceptions: &[Exception]) -> Result<Vec<u8>> {
    let fail = |source: crate::subject::error::Cause| Error::Serialise { what: "exceptions.csv", source };
    let mut writer = csv_writer();
    writer.write_record(["code", "name", "what", "why"]).map_err(|error| fail(error.into()))?;
    for exception in exceptions {
        writer.serialize(exception).map_err(|error| fail(error.into()))?;
    }
    writer.into_inner().map_err(|error| fail(error.to_string().into()))
}
