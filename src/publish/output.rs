//! One file: its name, its bytes, and how it gets to the disk.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use crate::subject::error::{Error, Result};

/// A file to be written, by its path inside the edition's folder.
#[derive(Debug)]
pub struct Output {
    /// The path, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
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
