//! An edition's folder: what its files are called, and how it is written.

use std::path::PathBuf;

use super::exception::{Exception, exceptions_csv};
use super::manifest::{MANIFEST, Manifest};
use super::output::{Output, json, put};
use super::told::Told;
use crate::subject::error::Result;

/// What a run made.
#[derive(Debug)]
pub struct Outcome {
    /// The edition's folder.
    pub folder: PathBuf,
    /// How many PDFs were written.
    pub pdfs: usize,
    /// Areas that could not be made, with the reason.
    pub failed: Vec<Exception>,
    /// What it made and left out.
    pub told: Told,
}

/// Writes everything into an edition's folder, the manifest last.
///
/// # Errors
/// Where a file cannot be written.
pub(super) fn write(
    folder: PathBuf,
    mut manifest: Manifest,
    mut outputs: Vec<Output>,
    exceptions: Vec<Exception>,
) -> Result<Outcome> {
    let bytes = exceptions_csv(&exceptions).into_bytes();
    outputs.push(Output { path: "exceptions.csv".to_owned(), bytes });
    for output in &outputs {
        put(&folder.join(&output.path), &output.bytes)?;
        manifest.add(&output.path, &output.bytes);
    }
    put(&folder.join(MANIFEST), &json(MANIFEST, &manifest)?)?;
    let pdfs = outputs.iter().filter(|output| output.path.ends_with(".pdf")).count();
    let failed = exceptions.into_iter().filter(Exception::is_of_a_document).collect();
    Ok(Outcome { folder, pdfs, failed, told: Told::default() })
}
