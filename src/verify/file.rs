//! One file beside what the manifest says of it: never more is read than it should have.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::checked::State;
use crate::publish::ManifestOutput;
use crate::subject::digest::in_hex;
use crate::subject::error::{Error, Result};
use crate::subject::plain_file;

/// The bytes of a file of at most so many.
pub fn bounded(path: &Path, most: u64) -> Result<Vec<u8>> {
    let read =
        plain_file::bounded(path, most).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    read.map_err(|problem| Error::Verify {
        path: path.to_owned(),
        problem,
        remedy: "give a file that `build` wrote",
    })
}

/// Whether a file is there with the size and the hash of the manifest.
pub fn compare(path: &Path, output: &ManifestOutput) -> Result<(State, Vec<String>)> {
    let Ok(about) = std::fs::symlink_metadata(path) else { return Ok((State::Missing, Vec::new())) };
    if about.is_symlink() {
        return Ok((State::Changed, vec!["it is a link, and `build` writes none".to_owned()]));
    }
    if !about.is_file() {
        return Ok((State::Changed, vec!["it is not a file".to_owned()]));
    }
    if about.len() != output.bytes {
        let words = format!("it has {} bytes and not {}", about.len(), output.bytes);
        return Ok((State::Changed, vec![words]));
    }
    let same = hash(path, output.bytes)? == output.sha256.to_lowercase();
    let words = "its SHA-256 is not that of the manifest".to_owned();
    Ok(if same { (State::AsMade, Vec::new()) } else { (State::Changed, vec![words]) })
}

/// SHA-256 of a file, of which no more is read than it should have.
fn hash(path: &Path, bytes: u64) -> Result<String> {
    let read = |source| Error::Read { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(read)?.take(bytes + 1);
    let mut digest = Sha256::new();
    let mut part = vec![0; 64 * 1024];
    loop {
        match file.read(&mut part).map_err(read)? {
            0 => break,
            some => digest.update(&part[..some]),
        }
    }
    Ok(in_hex(&digest.finalize()))
}
