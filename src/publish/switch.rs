//! A new folder in the place of an old one: in one step where the system has it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{changing, under_way};
use super::place::Place;
use crate::subject::error::{Error, Result};

/// Puts the folder that was made into its place, with all that it holds on the disk before.
///
/// # Errors
/// Where the system does not let it; the old folder then is where it was.
pub(super) fn switch(place: &Place) -> Result<()> {
    let _changing = changing();
    put_in_place(place).map_err(|source| {
        let path = held_open(&place.folder).filter(|_| cfg!(windows)).unwrap_or_else(|| place.folder.clone());
        Error::Write { path, source }
    })?;
    sync_folder(place.parent());
    if let Some(writing) = under_way().get_mut(&place.folder) {
        writing.is_placed = true;
        writing.aside.push(place.before());
    }
    Ok(())
}

fn put_in_place(place: &Place) -> io::Result<()> {
    if !place.folder.exists() {
        return fs::rename(place.made(), &place.folder);
    }
    // What the folder's owner has allowed others stays allowed.
    fs::set_permissions(place.made(), fs::metadata(&place.folder)?.permissions())?;
    match exchange(&place.made(), &place.folder) {
        Err(error) if is_not_known(&error) => by_two_renames(place),
        done => done,
    }
}

/// The way of systems and file systems that exchange nothing. Between the two, the next run finds the old folder beside.
fn by_two_renames(place: &Place) -> io::Result<()> {
    fs::rename(&place.folder, place.before())?;
    fs::rename(place.made(), &place.folder).inspect_err(|_| drop(fs::rename(place.before(), &place.folder)))
}

/// Two folders change places.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or the file system does not know how to exchange two names.
fn is_not_known(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// A file of the old folder that another program keeps open: on Windows, that is why a folder cannot be moved.
fn held_open(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    files.filter(|path| path.is_file()).find(|path| fs::OpenOptions::new().append(true).open(path).is_err())
}

/// Has a folder's names on the disk, where the system can be asked to.
pub(super) fn sync_folder(folder: &Path) {
    // Some systems open no folders; they keep names in a journal of their own.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_renames_come_to_the_same_as_an_exchange_and_go_back_where_the_second_fails() {
        let out = tempfile::tempdir().unwrap();
        let place = Place::of(out.path(), "2026-09");
        let make = |folder: &Path, text: &str| {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("a"), text).unwrap();
        };
        make(&place.folder, "old");
        let text = || fs::read_to_string(place.folder.join("a")).unwrap();
        assert!(by_two_renames(&place).is_err(), "there is no new folder");
        assert_eq!(text(), "old");
        make(&place.made(), "new");
        by_two_renames(&place).unwrap();
        assert_eq!(text(), "new");
        assert!(place.before().exists());
    }
}
