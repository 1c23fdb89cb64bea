//! What runs have under way on the disk, so that a program that is told to stop can stop between two changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

/// Held for reading through each change of the disk, and for good by who stops the program.
static CHANGES: RwLock<()> = RwLock::new(());

/// The editions that are being written, by their folders.
static UNDER_WAY: Mutex<BTreeMap<PathBuf, UnderWay>> = Mutex::new(BTreeMap::new());

/// An edition that is being written.
#[derive(Debug, Default)]
pub(super) struct UnderWay {
    /// What lies beside the folder until it is written.
    pub aside: Vec<PathBuf>,
    /// Folders that were not there before, the deepest first.
    pub created: Vec<PathBuf>,
    /// Whether the new edition is in its place.
    pub is_placed: bool,
}

/// What is left of an edition that was being written when the program was stopped.
#[derive(Debug)]
pub struct Left {
    /// The edition's folder.
    pub folder: PathBuf,
    /// Whether it holds the new edition; else it is as it was.
    pub is_new: bool,
}

/// Waits while the program is being stopped, and makes who stops it wait for one change of the disk.
pub(super) fn changing() -> RwLockReadGuard<'static, ()> {
    CHANGES.read().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn under_way() -> MutexGuard<'static, BTreeMap<PathBuf, UnderWay>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Stops all writing for good and removes what is half made. For a program that ends at once: whoever writes then waits.
pub fn abandon() -> Vec<Left> {
    std::mem::forget(CHANGES.write().unwrap_or_else(PoisonError::into_inner));
    let under_way = std::mem::take(&mut *under_way());
    let left = |(folder, writing): (PathBuf, UnderWay)| {
        writing.clear();
        Left { folder, is_new: writing.is_placed }
    };
    under_way.into_iter().map(left).collect()
}

impl UnderWay {
    /// Removes what lies beside the folder, and folders that were made for it and hold nothing. What cannot be removed is
    /// removed by the next run.
    pub fn clear(&self) {
        self.aside.iter().for_each(|path| drop(remove(path)));
        self.created.iter().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

/// Removes a file, or a folder with all that it holds, where there is one.
pub(super) fn remove(path: &Path) -> std::io::Result<()> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
    }
}
