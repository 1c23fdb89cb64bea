//! Finding files: folders, zips, markers. Nothing is parsed here, and no file is held longer than it is read.
//!
//! In: folders or files. Out: [`Handle`]s in a fixed order; [`Handle::open`] gives the bytes, their hash and their text.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::analysis::Mark;
use crate::error::{Error, Result};
use crate::problem::{Found, Problem, Problems, faults};

/// The most that one file may hold, packed or unpacked: three times the largest published table.
pub const FILE_LIMIT: u64 = 256 * 1024 * 1024;

/// The most files that a zip may hold.
const ENTRIES_LIMIT: usize = 1_000;

/// How many zips may lie one inside another: the list-size publication has one in one.
const DEPTH_LIMIT: usize = 3;

/// Names of the files that mark their folder, or their zip, as no finding.
const MARKERS: [(&str, Mark); 2] =
    [("illustrative.txt", Mark::Illustrative), ("synthetic.txt", Mark::Synthetic)];

/// A file that may hold a table, before it is opened.
#[derive(Debug)]
pub struct Handle {
    /// The name for messages and the data log: the file's, or `zip/file` inside a zip.
    pub name: String,
    /// Whether its name, folder or zip says that it is no finding.
    pub mark: Option<Mark>,
    place: Place,
}

#[derive(Debug)]
enum Place {
    File(PathBuf),
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

/// What lies below the given places.
#[derive(Debug, Default)]
pub struct Listing {
    /// Files that may hold a table, in the order of reading.
    pub handles: Vec<Handle>,
    /// Files of other kinds, by name; they are not opened.
    pub others: Vec<String>,
    /// Zips that cannot be opened.
    pub problems: Problems,
    seen: BTreeSet<PathBuf>,
}

/// Lists every CSV, workbook and zip below the given places, in a fixed order.
///
/// # Errors
/// Where a place cannot be read.
pub fn list(origins: &[Origin]) -> Result<Listing> {
    let mut listing = Listing::default();
    for origin in origins {
        match origin {
            Origin::Path(path) => {
                let root =
                    fs::canonicalize(path).map_err(|source| Error::Read { path: path.clone(), source })?;
                listing.walk(&root, None)?;
            }
            Origin::Zip { name, bytes } => {
                listing.zip(name, &Arc::new(bytes.to_vec()), None, 1);
            }
        }
    }
    Ok(listing)
}

impl Listing {
    /// A file, or every file of a folder by name; a marker covers its folder and those below.
    fn walk(&mut self, path: &Path, above: Option<Mark>) -> Result<()> {
        let read = |source| Error::Read { path: path.to_owned(), source };
        if !path.is_dir() {
            return if self.seen.insert(path.to_owned()) { self.file(path, above) } else { Ok(()) };
        }
        let mut entries: Vec<PathBuf> = fs::read_dir(path)
            .map_err(read)?
            .map(|entry| entry.map(|e| e.path()).map_err(read))
            .collect::<Result<_>>()?;
        entries.sort();
        let here = entries.iter().find_map(|entry| marker(&file_name(entry))).or(above);
        for entry in entries.iter().filter(|entry| !file_name(entry).starts_with(['.', '~'])) {
            self.walk(entry, here)?;
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, above: Option<Mark>) -> Result<()> {
        let name = file_name(path);
        if !path.is_file() || !holds_tables(&name) {
            self.others.push(name);
            return Ok(());
        }
        if !ends_with(&name, ".zip") {
            let mark = named(&name).or(above);
            self.handles.push(Handle { name, mark, place: Place::File(path.to_owned()) });
            return Ok(());
        }
        match read_file(path, &name)? {
            Ok(bytes) => self.zip(&name, &Arc::new(bytes), above, 1),
            Err(problem) => self.problems.push(*problem),
        }
        Ok(())
    }

    /// Every table in a zip, in the order of their names; a zip that cannot be listed is a problem.
    fn zip(&mut self, name: &str, zip: &Arc<Vec<u8>>, above: Option<Mark>, depth: usize) {
        if let Err(problem) = self.entries(name, zip, above, depth) {
            self.problems.push(*problem);
        }
    }

    fn entries(&mut self, name: &str, zip: &Arc<Vec<u8>>, above: Option<Mark>, depth: usize) -> Found<()> {
        let names = entry_names(name, zip)?;
        let here = names.iter().find_map(|n| marker(base_name(n))).or_else(|| named(name)).or(above);
        for entry in names.iter().filter(|n| holds_tables(n) && !n.starts_with("__MACOSX")) {
            if !ends_with(entry, ".zip") {
                let own = format!("{name}/{}", base_name(entry));
                let mark = named(&own).or(here);
                let place = Place::InZip { zip: Arc::clone(zip), entry: entry.clone() };
                self.handles.push(Handle { name: own, mark, place });
            } else if depth < DEPTH_LIMIT {
                let inner = unpack(name, zip, entry)?;
                self.zip(base_name(entry), &Arc::new(inner), here, depth + 1);
            } else {
                let found = format!("`{entry}`, a zip inside {DEPTH_LIMIT} others");
                return Err(Box::new(Problem::new(&faults::ZIP_TOO_LARGE, name, found, "tables")));
            }
        }
        Ok(())
    }
}

impl Handle {
    /// Reads it.
    ///
    /// # Errors
    /// Where it can no longer be read; the problem is of a file that is too large or cannot be unpacked.
    pub fn open(&self) -> Result<Found<Opened>> {
        let bytes = match &self.place {
            Place::File(path) => read_file(path, &self.name)?,
            Place::InZip { zip, entry } => unpack(&self.name, zip, entry),
        };
        Ok(bytes.map(|bytes| Opened { name: self.name.clone(), sha256: hex(&bytes), bytes }))
    }
}

/// A file's bytes, unless it is larger than any published table.
fn read_file(path: &Path, name: &str) -> Result<Found<Vec<u8>>> {
    let read = |source| Error::Read { path: path.to_owned(), source };
    let size = fs::metadata(path).map_err(read)?.len();
    if size > FILE_LIMIT {
        let found = format!("{} MB", size / (1024 * 1024));
        return Ok(Err(Box::new(Problem::new(&faults::TOO_LARGE, name, found, at_most()))));
    }
    fs::read(path).map(Ok).map_err(read)
}

fn at_most() -> String {
    format!("at most {} MB", FILE_LIMIT / (1024 * 1024))
}

/// The names in a zip, sorted.
fn entry_names(name: &str, zip: &[u8]) -> Found<Vec<String>> {
    let archive = archive(name, zip)?;
    let mut names: Vec<String> = archive
        .file_names()
        .map(|inner| inner.map(std::borrow::Cow::into_owned))
        .collect::<std::result::Result<_, _>>()
        .map_err(|error| damaged(name, &error.to_string()))?;
    if names.len() > ENTRIES_LIMIT {
        let found = format!("{} files", names.len());
        let expected = format!("at most {ENTRIES_LIMIT}");
        return Err(Box::new(Problem::new(&faults::ZIP_TOO_LARGE, name, found, expected)));
    }
    let climbs = |n: &&String| n.split(['/', '\\']).any(|part| part == "..") || n.starts_with(['/', '\\']);
    if let Some(out) = names.iter().find(climbs) {
        let problem = Problem::new(&faults::ZIP_CLIMBS, name, format!("`{out}`"), "paths inside the zip");
        return Err(Box::new(problem));
    }
    names.sort();
    Ok(names)
}

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

fn archive<'a>(name: &str, zip: &'a [u8]) -> Found<Archive<'a>> {
    zip::ZipArchive::new(Cursor::new(zip)).map_err(|error| damaged(name, &error.to_string()))
}

/// One file of a zip, unless it unpacks to more than any published table does.
pub fn unpack(name: &str, zip: &[u8], entry: &str) -> Found<Vec<u8>> {
    let mut archive = archive(name, zip)?;
    let file = archive.by_name(entry).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
            let found = format!("a password on `{entry}`");
            Box::new(Problem::new(&faults::ZIP_LOCKED, name, found, "a zip without one"))
        }
        error => damaged(name, &error.to_string()),
    })?;
    let mut content = Vec::new();
    file.take(FILE_LIMIT + 1)
        .read_to_end(&mut content)
        .map_err(|error| damaged(name, &format!("`{entry}`: {error}")))?;
    if content.len() as u64 > FILE_LIMIT {
        let found = format!("`{entry}`, which unpacks to more than that");
        return Err(Box::new(Problem::new(&faults::ZIP_TOO_LARGE, name, found, at_most())));
    }
    Ok(content)
}

fn damaged(name: &str, why: &str) -> Box<Problem> {
    Box::new(Problem::new(&faults::ZIP, name, format!("damage ({why})"), "a whole zip or workbook"))
}

impl Opened {
    /// The content as text: by its byte-order mark, else UTF-8, else Windows-1252.
    pub fn text(&self) -> String {
        if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&self.bytes) {
            return encoding.decode_without_bom_handling(&self.bytes[mark..]).0.into_owned();
        }
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&self.bytes).0.into_owned(),
        }
    }

    /// Which encoding [`Opened::text`] takes it for.
    pub fn encoding(&self) -> &'static str {
        match encoding_rs::Encoding::for_bom(&self.bytes) {
            Some((encoding, _)) if encoding == encoding_rs::UTF_8 => "UTF-8 with a byte-order mark",
            Some((encoding, _)) => encoding.name(),
            None if std::str::from_utf8(&self.bytes).is_ok() => "UTF-8",
            None => "Windows-1252",
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
    [".csv", ".xlsx", ".zip", ".json", ".geojson"].iter().any(|ending| ends_with(name, ending))
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
