//! What a folder lets a run do, tried out: for `doctor`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::output::put;
use super::place::Place;
use super::switch::exchange;
use crate::subject::error::{Error, Result};

/// What a folder can do beside being written.
#[derive(Debug)]
pub struct Probe {
    /// The folder that was tried: the one asked for, or the nearest above it that is there.
    pub folder: PathBuf,
    /// Whether two folders change places in one step.
    pub exchanges: bool,
    /// Whether a lock can be held.
    pub locks: bool,
    /// Free bytes; none where the system does not say.
    pub free: Option<u64>,
}

/// Writes, renames and syncs a file in a folder, or in the nearest above it that is there, and takes all of it away.
///
/// # Errors
/// Where it cannot be written.
pub fn probe(out: &Path) -> Result<Probe> {
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let there = absolute.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let fail = |source| Error::Write { path: there.to_owned(), source };
    let trial = tempfile::Builder::new().prefix(".briefings-").tempdir_in(there).map_err(fail)?;
    put(&trial.path().join("file"), b"tried\n")?;
    let [one, other] = ["one", "other"].map(|name| trial.path().join(name));
    fs::create_dir(&one).and_then(|()| fs::create_dir(&other)).map_err(fail)?;
    Ok(Probe {
        folder: there.to_owned(),
        exchanges: exchange(&one, &other).is_ok(),
        locks: File::open(trial.path().join("file")).is_ok_and(|file| file.try_lock().is_ok()),
        free: fs4::available_space(there).ok(),
    })
}

/// What a run has beside an edition's folder.
#[derive(Debug)]
pub struct Beside {
    /// Its path.
    pub path: PathBuf,
    /// Whether a run holds it now; else it was left, and the next run of that edition takes it away.
    pub is_held: bool,
}

/// What runs have beside editions in a folder.
pub fn beside(out: &Path) -> Vec<Beside> {
    let entries = fs::read_dir(out).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<Beside> = entries.filter_map(|path| Beside::of(out, path)).collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

impl Beside {
    fn of(out: &Path, path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let edition = name.strip_prefix('.')?.rsplit_once('.')?.0;
        let place = Place::of(out, edition.parse::<crate::subject::Census>().ok()?.to_string().as_str());
        if ![place.made(), place.before(), place.lock()].contains(&path) {
            return None;
        }
        let is_held = File::open(place.lock()).is_ok_and(|lock| lock.try_lock().is_err());
        Some(Self { path, is_held })
    }
}
