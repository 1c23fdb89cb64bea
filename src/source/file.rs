//! Opening files: their bytes, their hash and their text. No file is held longer than it is read.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::archive::{FILE_LIMIT, MB, at_most, unpack, unpack_gz};
use super::file_name::ends_with;
use crate::subject::Mark;
use crate::subject::digest::hex;
use crate::subject::error::{Error, Result};
use crate::subject::problem::{Found, Problem, faults};

/// A file that may hold a table, before it is opened.
#[derive(Debug)]
pub struct Handle {
    /// The name for messages and the data log: the file's, or `zip/file` inside a zip.
    pub name: String,
    /// Whether its name, folder or zip says that it is no finding.
    pub mark: Option<Mark>,
    /// How many bytes it holds, unpacked, as far as its folder or zip says.
    pub size: u64,
    pub(super) location: FileLocation,
}

/// Where it lies.
#[derive(Debug)]
pub(super) enum FileLocation {
    File(PathBuf),
    Memory(Arc<Vec<u8>>),
    InZip { zip: Arc<Vec<u8>>, entry: String },
}

/// A file as it lies there, before it is known what it is.
#[derive(Debug)]
pub struct Opened {
    /// The name for messages and the data log.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

impl Handle {
    /// The first lines of a file that is too large to be read; none of one in a zip.
    pub fn start(&self) -> Option<String> {
        let FileLocation::File(path) = &self.location else { return None };
        let mut bytes = Vec::new();
        fs::File::open(path).ok()?.take(START).read_to_end(&mut bytes).ok()?;
        decode(&self.name, bytes).ok()
    }

    /// Reads it.
    ///
    /// # Errors
    /// Where it can no longer be read; the problem is of a file that is too large or cannot be unpacked.
    pub fn open(&self) -> Result<Found<Opened>> {
        let bytes = match &self.location {
            FileLocation::File(path) => read_file(path, &self.name)?,
            FileLocation::Memory(bytes) => Ok(bytes.to_vec()),
            FileLocation::InZip { zip, entry } => unpack(&self.name, zip, entry),
        };
        let bytes = bytes.and_then(|bytes| {
            if ends_with(&self.name, ".gz") { unpack_gz(&self.name, &bytes) } else { Ok(bytes) }
        });
        Ok(bytes.map(|bytes| Opened { name: self.name.clone(), sha256: hex(&bytes), bytes }))
    }
}

/// As much of a file as shows its header.
const START: u64 = 64 * 1024;

/// A file's bytes, unless it is larger than any published table.
pub(super) fn read_file(path: &Path, name: &str) -> Result<Found<Vec<u8>>> {
    let read = |source| Error::Read { path: path.to_owned(), source };
    let size = fs::metadata(path).map_err(read)?.len();
    if size > FILE_LIMIT {
        return Ok(Err(too_large(name, size)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // A file may grow while it is read.
    fs::File::open(path).and_then(|file| file.take(FILE_LIMIT + 1).read_to_end(&mut bytes)).map_err(read)?;
    Ok(if bytes.len() as u64 > FILE_LIMIT { Err(too_large(name, bytes.len() as u64)) } else { Ok(bytes) })
}

/// The problem of a file that is larger than any published table.
fn too_large(name: &str, bytes: u64) -> Box<Problem> {
    Box::new(Problem::new(&faults::TOO_LARGE, name, format!("{} MB", bytes / MB), at_most()))
}

impl Opened {
    /// The content as text: by its byte-order mark, else UTF-8, else Windows-1252.
    ///
    /// # Errors
    /// Where the text is larger than any published table, which in Windows-1252 may be three times its bytes.
    pub fn into_text(self) -> Found<String> {
        decode(&self.name, self.bytes)
    }

    /// Which encoding [`Opened::into_text`] takes it for.
    pub fn encoding(&self) -> &'static str {
        match encoding_rs::Encoding::for_bom(&self.bytes) {
            Some((encoding, _)) if encoding == encoding_rs::UTF_8 => "UTF-8 with a byte-order mark",
            Some((encoding, _)) => encoding.name(),
            None if std::str::from_utf8(&self.bytes).is_ok() => "UTF-8",
            None => "Windows-1252",
        }
    }
}

fn decode(name: &str, bytes: Vec<u8>) -> Found<String> {
    let text = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => String::from_utf8(bytes).unwrap_or_else(|error| {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()
        }),
    };
    if text.len() as u64 > FILE_LIMIT { Err(too_large(name, text.len() as u64)) } else { Ok(text) }
}
