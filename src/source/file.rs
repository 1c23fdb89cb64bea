//! Finding files: folders, zips, markers. Nothing is parsed here, and no file is held longer than it is read.
//!
//! In: folders or files. Out: [`Handle`]s in a fixed order; [`Handle::open`] gives the bytes, their hash and their text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::analysis::Mark;
use crate::error::{Error, Result};
use crate::problem::{Found, Problem, Problems, faults};

/// A megabyte.
const MB: u64 = 1024 * 1024;

/// The most that one file may hold, packed or unpacked: the largest published table has 85 MB.
pub const FILE_LIMIT: u64 = 100 * MB;

/// The most that the tables of one zip may unpack to, all together.
const UNPACKED_LIMIT: u64 = 512 * MB;

/// The most that zips may hold in memory, all together, while their tables are read.
const ZIPS_LIMIT: u64 = 256 * MB;

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
    /// How many bytes it holds, unpacked, as far as its folder or zip says.
    pub size: u64,
    place: Place,
}

#[derive(Debug)]
enum Place {
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
    /// A file or a zip in memory.
    Memory {
        /// The name it goes by.
        name: String,
        /// What it holds.
        bytes: Arc<Vec<u8>>,
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
    /// Files and folders that were met, without links.
    seen: BTreeSet<PathBuf>,
    /// Bytes of the zips held.
    held: u64,
    /// Files met in the zip that is being listed, and the bytes that they unpack to.
    inside: (usize, u64),
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
            Origin::Memory { name, bytes } if ends_with(name, ".zip") => {
                listing.inside = (0, 0);
                listing.zip(name, bytes, None, 1);
            }
            Origin::Memory { name, bytes } => {
                let (name, place) = (name.clone(), Place::Memory(Arc::clone(bytes)));
                let (mark, size) = (named(&name), bytes.len() as u64);
                listing.handles.push(Handle { name, mark, size, place });
            }
        }
    }
    listing.tell_apart();
    Ok(listing)
}

impl Listing {
    /// A file, or every file of a folder by name; a marker covers its folder and those below.
    fn walk(&mut self, path: &Path, above: Option<Mark>) -> Result<()> {
        let read = |source| Error::Read { path: path.to_owned(), source };
        // A link may lead to a folder above it, or to a file that is met by itself.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if !self.seen.insert(place) {
            return Ok(());
        }
        if !path.is_dir() {
            return self.file(path, above);
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
            let read = |source| Error::Read { path: path.to_owned(), source };
            let size = fs::metadata(path).map_err(read)?.len();
            self.handles.push(Handle { name, mark, size, place: Place::File(path.to_owned()) });
            return Ok(());
        }
        self.inside = (0, 0);
        match read_file(path, &name)? {
            Ok(bytes) => self.zip(&name, &Arc::new(bytes), above, 1),
            Err(problem) => self.problems.push(*problem),
        }
        Ok(())
    }

    /// Files of one name in two folders get the folder's name too, so that a message or a mark is of one of them.
    fn tell_apart(&mut self) {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        self.handles.iter().for_each(|handle| *count.entry(handle.name.clone()).or_default() += 1);
        let mut known: BTreeSet<String> = BTreeSet::new();
        for (number, handle) in self.handles.iter_mut().enumerate() {
            if count.get(&handle.name).is_some_and(|count| *count > 1) {
                let folder = match &handle.place {
                    Place::File(path) => path.parent().map(file_name).unwrap_or_default(),
                    Place::Memory(_) => String::new(),
                    Place::InZip { entry, .. } => entry.rsplit('/').nth(1).unwrap_or_default().to_owned(),
                };
                handle.name = format!("{folder}/{}", handle.name);
            }
            if !known.insert(handle.name.clone()) {
                handle.name = format!("{number}/{}", handle.name);
            }
        }
    }

    /// Every table in a zip, in the order of their names; a zip that cannot be listed is a problem.
    fn zip(&mut self, name: &str, zip: &Arc<Vec<u8>>, above: Option<Mark>, depth: usize) {
        self.held += zip.len() as u64;
        if self.held > ZIPS_LIMIT {
            let found = format!("{} MB with the zips before it", self.held / MB);
            let expected = format!("at most {} MB", ZIPS_LIMIT / MB);
            self.problems.push(Problem::new(&faults::ZIPS_TOO_LARGE, name, found, expected));
            return;
        }
        if let Err(problem) = self.entries(name, zip, above, depth) {
            self.problems.push(*problem);
        }
    }

    fn entries(&mut self, name: &str, zip: &Arc<Vec<u8>>, above: Option<Mark>, depth: usize) -> Found<()> {
        let entries = entries(name, zip)?;
        let here = entries.iter().find_map(|(n, _)| marker(base_name(n))).or_else(|| named(name)).or(above);
        let tables = entries.iter().filter(|(n, _)| holds_tables(n) && !n.starts_with("__MACOSX"));
        for (entry, size) in tables {
            self.bound(name, *size)?;
            if !ends_with(entry, ".zip") {
                let own = format!("{name}/{}", base_name(entry));
                let mark = named(&own).or(here);
                let place = Place::InZip { zip: Arc::clone(zip), entry: entry.clone() };
                self.handles.push(Handle { name: own, mark, size: *size, place });
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

impl Listing {
    /// Counts a file of a zip, and of those inside it; a problem where they are more than any publication has.
    fn bound(&mut self, name: &str, size: u64) -> Found<()> {
        self.inside.0 += 1;
        self.inside.1 = self.inside.1.saturating_add(size);
        let (found, expected) = match self.inside {
            (files, _) if files > ENTRIES_LIMIT => {
                (format!("over {ENTRIES_LIMIT} files"), "fewer".to_owned())
            }
            (_, bytes) if bytes > UNPACKED_LIMIT => {
                (format!("tables of {} MB", bytes / MB), format!("at most {} MB", UNPACKED_LIMIT / MB))
            }
            _ => return Ok(()),
        };
        Err(Box::new(Problem::new(&faults::ZIP_TOO_LARGE, name, found, expected)))
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
            Place::Memory(bytes) => Ok(bytes.to_vec()),
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

fn at_most() -> String {
    format!("at most {} MB", FILE_LIMIT / MB)
}

/// The files in a zip with the bytes that each says it unpacks to, sorted by name.
fn entries(name: &str, zip: &[u8]) -> Found<Vec<(String, u64)>> {
    let mut archive = archive(name, zip)?;
    if archive.len() > ENTRIES_LIMIT {
        let found = format!("{} files", archive.len());
        let expected = format!("at most {ENTRIES_LIMIT}");
        return Err(Box::new(Problem::new(&faults::ZIP_TOO_LARGE, name, found, expected)));
    }
    let mut entries = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|error| damaged(name, &error.to_string()))?;
        let inside = file.name().map_err(|error| damaged(name, &error.to_string()))?;
        entries.push((inside.into_owned(), file.size()));
    }
    let climbs = |n: &str| n.split(['/', '\\']).any(|part| part == "..") || n.starts_with(['/', '\\']);
    if let Some((out, _)) = entries.iter().find(|(n, _)| climbs(n)) {
        let problem = Problem::new(&faults::ZIP_CLIMBS, name, format!("`{out}`"), "paths inside the zip");
        return Err(Box::new(problem));
    }
    entries.sort();
    Ok(entries)
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
    let (size, mut content) = (file.size(), Vec::new());
    if size > FILE_LIMIT {
        let found = format!("`{entry}`, which unpacks to {} MB", size / MB);
        return Err(Box::new(Problem::new(&faults::ZIP_TOO_LARGE, name, found, at_most())));
    }
    // What a zip says of its files need not be so.
    file.take(size + 1)
        .read_to_end(&mut content)
        .map_err(|error| damaged(name, &format!("`{entry}`: {error}")))?;
    if content.len() as u64 > size {
        return Err(damaged(name, &format!("`{entry}` unpacks to more than the zip says")));
    }
    Ok(content)
}

fn damaged(name: &str, why: &str) -> Box<Problem> {
    Box::new(Problem::new(&faults::ZIP, name, format!("damage ({why})"), "a whole zip or workbook"))
}

impl Opened {
    /// The content as text: by its byte-order mark, else UTF-8, else Windows-1252.
    ///
    /// # Errors
    /// Where the text is larger than any published table, which in Windows-1252 may be three times its bytes.
    pub fn text(&self) -> Found<String> {
        decode(&self.name, self.bytes.clone())
    }

    /// The same, without holding the bytes beside the text.
    ///
    /// # Errors
    /// As [`Opened::text`].
    pub fn into_text(self) -> Found<String> {
        decode(&self.name, self.bytes)
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

fn decode(name: &str, bytes: Vec<u8>) -> Found<String> {
    let text = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => String::from_utf8(bytes).unwrap_or_else(|error| {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()
        }),
    };
    if text.len() as u64 > FILE_LIMIT { Err(too_large(name, text.len() as u64)) } else { Ok(text) }
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
