//! Finding files: folders, zips, markers. Nothing is parsed here.
//!
//! In: folders or files. Out: [`Handle`]s in a fixed order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::archive::{ENTRIES_LIMIT, MB, entries, unpack};
use super::file::{FileLocation, Handle, read_file};
use super::file_name::{
    base, ends_with, is_litter, is_publications, is_table_unread, mark_of, marker, may_hold_table, shown,
    why_not_opened,
};
use super::publications::Unopened;
use crate::subject::Mark;
use crate::subject::digest::file_name;
use crate::subject::error::{Error, Result};
use crate::subject::problem::{Found, Problem, faults};

/// The most that the tables of one zip may unpack to, all together.
const UNPACKED_LIMIT: u64 = 512 * MB;

/// The most that zips may hold in memory, all together, while their tables are read.
const ZIPS_LIMIT: u64 = 256 * MB;

/// How many zips may lie one inside another: the list-size publication has one in one.
const DEPTH_LIMIT: usize = 3;

/// Files by which a folder that this program made is known; both are in each.
const OWN: [&str; 2] = ["manifest.json", "claims.csv"];

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
    /// Files and folders that are not opened.
    pub others: Vec<Unopened>,
    /// Zips that cannot be opened, and publications in forms that are not read.
    pub problems: Vec<Problem>,
    /// Files and folders that were met, without links.
    seen: BTreeSet<PathBuf>,
    /// Bytes of the zips held.
    held: u64,
    /// Files met in the zip that is being listed, and the bytes that they unpack to.
    inside: (usize, u64),
}

/// Lists every file below the given places that may hold a table, in a fixed order.
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
                let (mark, size) = (mark_of(&name), bytes.len() as u64);
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
        if OWN.iter().all(|own| entries.iter().any(|entry| file_name(entry) == *own)) {
            let (name, why) = (file_name(path), "a folder of briefings that this program made".to_owned());
            self.others.push(Unopened { name, why });
            return Ok(());
        }
        let here = entries.iter().find_map(|entry| marker(&file_name(entry))).or(above);
        for entry in entries.iter().filter(|entry| !is_litter(&file_name(entry))) {
            self.walk(entry, here)?;
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, above: Option<Mark>) -> Result<()> {
        let name = shown(&file_name(path));
        if !path.is_file() || !may_hold_table(&name) {
            self.other(name);
            return Ok(());
        }
        if !ends_with(&name, ".zip") {
            let mark = mark_of(&name).or(above);
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

    /// A file that is not opened, which is a problem where its name is a publication's.
    fn other(&mut self, name: String) {
        if marker(base(&name)).is_some() {
            return;
        }
        let why = why_not_opened(&name).to_owned();
        if is_publications(&name) && is_table_unread(&name) {
            let problem =
                Problem::new(&faults::UNREAD_PUBLICATION, &name, why.clone(), "a table that is read");
            self.problems.push(problem);
        }
        self.others.push(Unopened { name, why });
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
        let here = entries.iter().find_map(|(n, _)| marker(base(n))).or_else(|| mark_of(name)).or(above);
        let files =
            entries.iter().filter(|(n, _)| !is_litter(n) && !n.starts_with("__MACOSX") && !n.ends_with('/'));
        if !files.clone().any(|(entry, _)| may_hold_table(entry)) {
            let expected = "a zip with a table in it";
            self.problems.push(Problem::new(
                &faults::UNREAD_PUBLICATION,
                name,
                "no table in the zip",
                expected,
            ));
        }
        for (entry, size) in files {
            if !may_hold_table(entry) {
                self.other(shown(&format!("{name}/{}", base(entry))));
                continue;
            }
            self.bound(name, *size)?;
            if !ends_with(entry, ".zip") {
                let own = shown(&format!("{name}/{}", base(entry)));
                let mark = mark_of(&own).or(here);
                let location = FileLocation::InZip { zip: Arc::clone(zip), entry: entry.clone() };
                self.handles.push(Handle { name: own, mark, size: *size, location });
            } else if depth < DEPTH_LIMIT {
                let inner = unpack(name, zip, entry)?;
                self.zip(base(entry), &Arc::new(inner), here, depth + 1);
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
