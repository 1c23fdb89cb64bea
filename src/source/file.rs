//! Finding files and opening them: folders, zips, encodings, markers.
//!
//! In: folders or files. Out: [`Opened`] texts, each with its name, hash and mark; nothing is parsed here.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::analysis::Mark;
use crate::error::{Error, Result};

/// The most that one file may unpack to: far over any published table, far under memory.
const UNPACKED_LIMIT: u64 = 512 * 1024 * 1024;

/// Names of the files that mark their folder, or their zip, as no finding.
const MARKERS: [(&str, Mark); 2] =
    [("illustrative.txt", Mark::Illustrative), ("synthetic.txt", Mark::Synthetic)];

/// A file as it lies there, before it is known what it is.
#[derive(Debug)]
pub struct Opened {
    /// The name for messages and the data log: the file's, or `zip/file` inside a zip.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// Whether its name, folder or zip says that it is no finding.
    pub mark: Option<Mark>,
}

/// Where input comes from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// A folder or a single file.
    Path(PathBuf),
    /// A zip in memory: the embedded data.
    Zip {
        /// The name it goes by.
        name: &'static str,
        /// What it holds.
        bytes: &'static [u8],
    },
}

/// Opens every CSV, workbook and zip below the given places, in a fixed order.
///
/// # Errors
/// Where a place cannot be read or a zip cannot be unpacked.
pub fn open_all(origins: &[Origin]) -> Result<Vec<Opened>> {
    let mut opened = Vec::new();
    let mut seen = BTreeSet::new();
    for origin in origins {
        match origin {
            Origin::Path(path) => {
                let root =
                    fs::canonicalize(path).map_err(|source| Error::Read { path: path.clone(), source })?;
                walk(&root, None, &mut seen, &mut opened)?;
            }
            Origin::Zip { name, bytes } => unpack(name, bytes, None, &mut opened)?,
        }
    }
    Ok(opened)
}

/// Opens a file, or every file of a folder by name; a marker covers its folder and those below.
fn walk(
    path: &Path,
    above: Option<Mark>,
    seen: &mut BTreeSet<PathBuf>,
    opened: &mut Vec<Opened>,
) -> Result<()> {
    let read = |source| Error::Read { path: path.to_owned(), source };
    if path.is_file() {
        return if seen.insert(path.to_owned()) { open(path, above, opened) } else { Ok(()) };
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)
        .map_err(read)?
        .map(|entry| entry.map(|e| e.path()).map_err(read))
        .collect::<Result<_>>()?;
    entries.sort();
    let here = entries.iter().find_map(|entry| marker(&file_name(entry))).or(above);
    for entry in entries.iter().filter(|entry| !file_name(entry).starts_with('.')) {
        walk(entry, here, seen, opened)?;
    }
    Ok(())
}

/// Opens one file of a folder, where its ending says that it may hold a table.
fn open(path: &Path, above: Option<Mark>, opened: &mut Vec<Opened>) -> Result<()> {
    let name = file_name(path);
    if !holds_tables(&name) {
        return Ok(());
    }
    let bytes = fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    if ends_with(&name, ".zip") {
        return unpack(&name, &bytes, above, opened);
    }
    opened.push(Opened::new(name, bytes, above));
    Ok(())
}

/// Opens every table in a zip, in the order of their names.
fn unpack(name: &str, bytes: &[u8], above: Option<Mark>, opened: &mut Vec<Opened>) -> Result<()> {
    let fail = |source: crate::error::Cause| Error::Unzip { file: name.to_owned(), source };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fail(error.into()))?;
    let mut names: Vec<String> = archive
        .file_names()
        .map(|inner| inner.map(std::borrow::Cow::into_owned))
        .collect::<std::result::Result<_, _>>()
        .map_err(|error| fail(error.into()))?;
    names.sort();
    let here = names.iter().find_map(|n| marker(base_name(n))).or_else(|| named(name)).or(above);
    for inner in names.iter().filter(|n| holds_tables(n) && !n.starts_with("__MACOSX")) {
        let entry = archive.by_name(inner).map_err(|error| fail(error.into()))?;
        let mut content = Vec::new();
        entry.take(UNPACKED_LIMIT + 1).read_to_end(&mut content).map_err(|error| fail(error.into()))?;
        if content.len() as u64 > UNPACKED_LIMIT {
            return Err(fail(format!("`{inner}` unpacks to more than 512 MB").into()));
        }
        if ends_with(inner, ".zip") {
            unpack(base_name(inner), &content, here, opened)?;
        } else {
            opened.push(Opened::new(format!("{name}/{}", base_name(inner)), content, here));
        }
    }
    Ok(())
}

impl Opened {
    fn new(name: String, bytes: Vec<u8>, above: Option<Mark>) -> Self {
        let sha256 = hex(&bytes);
        let mark = named(&name).or(above);
        Self { name, bytes, sha256, mark }
    }

    /// The content as text: UTF-8 with or without a byte-order mark, else Windows-1252.
    pub fn text(&self) -> String {
        match encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(
            self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes),
        ) {
            Some(text) => text.into_owned(),
            None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&self.bytes).0.into_owned(),
        }
    }

    /// Which encoding [`Opened::text`] takes it for.
    pub fn encoding(&self) -> &'static str {
        if self.bytes.starts_with(b"PK") {
            "Excel workbook"
        } else if self.bytes.starts_with(b"\xef\xbb\xbf") {
            "UTF-8 with a byte-order mark"
        } else if std::str::from_utf8(&self.bytes).is_ok() {
            "UTF-8"
        } else {
            "Windows-1252"
        }
    }
}

/// SHA-256 in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The mark that a file's own name carries.
fn named(name: &str) -> Option<Mark> {
    let name = name.to_lowercase();
    if name.contains("synthetic") {
        Some(Mark::Synthetic)
    } else if name.contains("illustrative") {
        Some(Mark::Illustrative)
    } else {
        None
    }
}

fn marker(name: &str) -> Option<Mark> {
    MARKERS.iter().find(|(file, _)| name.eq_ignore_ascii_case(file)).map(|(_, mark)| *mark)
}

fn holds_tables(name: &str) -> bool {
    [".csv", ".xlsx", ".zip"].iter().any(|ending| ends_with(name, ending))
}

fn ends_with(name: &str, ending: &str) -> bool {
    name.to_lowercase().ends_with(ending)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn base_name(inside: &str) -> &str {
    inside.rsplit(['/', '\\']).next().unwrap_or(inside)
}
