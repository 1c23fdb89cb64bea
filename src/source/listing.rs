//! Finding files: folders, zips, markers. Nothing is parsed here.
//!
//! In: folders or files. Out: [`Handle`]s in a fixed order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::archive::{ENTRIES_LIMIT, MB, entries, unpack};
use super::file::{FileLocation, Handle, read_file};
use crate::subject::Mark;
use crate::subject::digest::file_name;
use crate::subject::error::{Error, Result};
use crate::subject::problem::{Found, Problem, Problems, faults};

/// The most that the tables of one zip may unpack to, all together.
const UNPACKED_LIMIT: u64 = 512 * MB;

/// The most that zips may hold in memory, all together, while their tables are read.
const ZIPS_LIMIT: u64 = 256 * MB;

/// How many zips may lie one inside another: the list-size publication has one in one.
const DEPTH_LIMIT: usize = 3;

/// Names of the files that mark their folder, or their zip, as no finding.
const MARKERS: [(&str, Mark); 2] =
    [("illustrative.txt", Mark::Illustrative), ("synthetic.txt", Mark::Synthetic)];

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
                listing.outer_zip(name, &Arc::new(bytes.to_vec()), None);
            }
            Origin::Memory { name, bytes } if ends_with(name, ".zip") => {
                listing.outer_zip(name, bytes, None);
            }
            Origin::Memory { name, bytes } => {
                let (name, location) = (name.clone(), FileLocation::Memory(Arc::clone(bytes)));
                let (mark, size) = (named(&name), bytes.len() as u64);
                listing.handles.push(Handle { name, mark, size, location });
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
            self.handles.push(Handle { name, mark, size, location: FileLocation::File(path.to_owned()) });
            return Ok(());
        }
        match read_file(path, &name)? {
            Ok(bytes) => self.outer_zip(&name, &Arc::new(bytes), above),
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
                let folder = match &handle.location {
                    FileLocation::File(path) => path.parent().map_or_else(String::new, file_name),
                    FileLocation::Memory(_) => String::new(),
                    FileLocation::InZip { entry, .. } => entry.rsplit('/').nth(1).unwrap_or("").to_owned(),
                };
                handle.name = format!("{folder}/{}", handle.name);
            }
            if !known.insert(handle.name.clone()) {
                handle.name = format!("{number}/{}", handle.name);
            }
        }
    }

    /// A zip that lies in no other, with those inside it.
    fn outer_zip(&mut self, name: &str, zip: &Arc<Vec<u8>>, above: Option<Mark>) {
        self.inside = (0, 0);
        self.zip(name, zip, above, 1);
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
                let location = FileLocation::InZip { zip: Arc::clone(zip), entry: entry.clone() };
                self.handles.push(Handle { name: own, mark, size: *size, location });
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

fn base_name(inside: &str) -> &str {
    inside.rsplit(['/', '\\']).next().unwrap_or(inside)
}
