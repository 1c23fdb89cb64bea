//! One file: its name, its bytes, and how it gets to the disk.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::disk::changing;
use crate::subject::digest::file_name;
use crate::subject::error::{Error, Result};

/// A file to be written, by its path inside the edition's folder.
#[derive(Debug)]
pub struct Output {
    /// The path, with `/`.
    pub path: String,
    /// The code of its area; none of a file of the whole edition.
    pub area: Option<String>,
    /// SHA-256 of what its area's paper is made from.
    pub fingerprint: Option<String>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Output {
    /// A file of the whole edition.
    pub fn new(path: &str, bytes: Vec<u8>) -> Self {
        Self { path: path.to_owned(), area: None, fingerprint: None, bytes }
    }
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

/// Writes a file aside and moves it into its place, so that it is whole or not there. What is left aside by a run that died
/// is written over by the next.
///
/// # Errors
/// Where the folder or the file cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let aside = path.with_file_name(format!(".{}.new", file_name(path)));
    write(&aside, bytes)?;
    let _changing = changing();
    fs::rename(&aside, path).map_err(|source| {
        drop(fs::remove_file(&aside));
        Error::Write { path: path.to_owned(), source }
    })
}

/// Writes a file where nothing reads it yet, and has it on the disk.
///
/// # Errors
/// Where the folder or the file cannot be written.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let fail = |source| Error::Write { path: path.to_owned(), source };
    let _changing = changing();
    fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(fail)?;
    let mut file = fs::File::create(path).map_err(fail)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(fail)
}
