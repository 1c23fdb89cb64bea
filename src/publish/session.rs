//! One run at a time writes an edition: its lock, what it finds of a run that died, and what it takes away at its end.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{UnderWay, changing, remove, under_way};
use super::place::Place;
use crate::subject::error::{Error, Result};

/// The right to write an edition's folder, until it is dropped.
#[derive(Debug)]
pub struct Session {
    /// Where.
    pub place: Place,
    /// Locked until it is closed; its end is the process's too.
    lock: File,
}

/// More is not read of what another run says of itself.
const LONGEST: u64 = 200;

impl Session {
    /// Takes the lock, tries whether the folder can be written, and puts right what a run that died has left.
    ///
    /// # Errors
    /// Where the folder cannot be written, or another run writes it and this one is not to wait.
    pub fn open(place: Place, wait: bool) -> Result<Self> {
        let created = missing(place.parent());
        let lock = locked(&place, wait).inspect_err(|_| {
            created.iter().for_each(|folder| drop(fs::remove_dir(folder)));
        })?;
        let aside = vec![place.made(), place.lock()];
        under_way().insert(place.folder.clone(), UnderWay { aside, created, is_placed: false });
        let mut session = Self { place, lock };
        let said = format!("process {}, since {}", std::process::id(), now());
        let lock = &mut session.lock;
        let written = lock.set_len(0).and_then(|()| lock.write_all(said.as_bytes()));
        written
            .and_then(|()| lock.sync_all())
            .map_err(|source| Error::Write { path: session.place.lock(), source })?;
        recover(&session.place)?;
        session.try_folder()?;
        Ok(session)
    }

    /// Whether what lies in the folder could be replaced: a file is made there that has no name.
    fn try_folder(&self) -> Result<()> {
        let folder = &self.place.folder;
        let fail = |source| Error::Write { path: folder.clone(), source };
        match fs::metadata(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(fail(error)),
            Ok(about) if !about.is_dir() => Err(Error::Output {
                path: folder.clone(),
                problem: "a file lies where the edition’s folder must be".to_owned(),
                remedy: "move it away, or give another folder with --out",
            }),
            Ok(_) => tempfile::tempfile_in(folder).map(drop).map_err(fail),
        }
    }

    /// Whether there is room for so many bytes.
    ///
    /// # Errors
    /// Where there is less; nothing is written then.
    pub fn has_room(&self, bytes: u64) -> Result<()> {
        // Where the system does not say, writing will.
        let free = fs4::available_space(self.place.parent()).unwrap_or(u64::MAX);
        if free >= bytes {
            return Ok(());
        }
        let mb = |bytes: u64| bytes.div_ceil(1_000_000);
        Err(Error::Output {
            path: self.place.folder.clone(),
            problem: format!(
                "the edition takes at least {} MB beside the one that is there, and {} MB are free",
                mb(bytes),
                free / 1_000_000
            ),
            remedy: "make room, or give a folder on another disk with --out",
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _changing = changing();
        forget(&self.place);
    }
}

/// Takes away what a run has left beside its folder.
fn forget(place: &Place) {
    let writing = under_way().remove(&place.folder);
    writing.into_iter().for_each(|writing| writing.clear());
}

/// The folders on the way to one that are not there, the deepest first.
fn missing(folder: &Path) -> Vec<PathBuf> {
    let named = folder.ancestors().filter(|folder| *folder != Path::new(""));
    named.take_while(|folder| !folder.exists()).map(Path::to_owned).collect()
}

/// The lock, locked. A run takes its lock away at its end, so that one that waited for it asks whether it still lies there.
fn locked(place: &Place, wait: bool) -> Result<File> {
    let path = place.lock();
    let fail = |source| Error::Write { path: path.clone(), source };
    loop {
        // A run that came to nothing takes away the folders that it made.
        fs::create_dir_all(place.parent()).map_err(fail)?;
        let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let file = file.map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) if wait => file.lock().map_err(fail)?,
            Err(TryLockError::WouldBlock) => match holder(&path) {
                Some(holder) => return Err(Error::Busy { folder: place.folder.clone(), holder }),
                None => continue,
            },
            // A file system without locks: two runs at once are then the user's care.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(fail(error)),
        }
        let held = same_file::Handle::from_file(file.try_clone().map_err(fail)?).map_err(fail)?;
        if same_file::Handle::from_path(&path).is_ok_and(|found| found == held) {
            return Ok(file);
        }
    }
}

/// What the run that has a lock says of itself, which it does in a moment after it has it; none where it is over by then.
fn holder(lock: &Path) -> Option<String> {
    for _ in 0..20 {
        if !lock.exists() {
            return None;
        }
        let mut said = String::new();
        let read = File::open(lock).and_then(|lock| lock.take(LONGEST).read_to_string(&mut said));
        if read.is_ok_and(|letters| letters > 0) {
            return Some(said);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    // Some systems let nobody read a file that is locked.
    Some("the system does not say which process it is".to_owned())
}

/// Puts right what a run that died has left: of two folders that were changing places, the old one stays.
fn recover(place: &Place) -> Result<()> {
    let fail = |path: PathBuf| move |source| Error::Write { path, source };
    let _changing = changing();
    let before = place.before();
    if before.exists() && !place.folder.exists() {
        fs::rename(&before, &place.folder).map_err(fail(before.clone()))?;
    }
    for path in [before, place.made()] {
        remove(&path).map_err(fail(path.clone()))?;
    }
    Ok(())
}

/// When a run began, for the one that finds its lock. It reaches no page.
fn now() -> String {
    jiff::Timestamp::now().strftime("%-d %B %Y, %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_folder_comes_back_where_a_run_died_between_two_renames() {
        let out = tempfile::tempdir().unwrap();
        let place = Place::of(out.path(), "2026-09");
        for (folder, text) in [(place.before(), "old"), (place.made(), "new")] {
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("a"), text).unwrap();
        }
        drop(Session::open(place, false).unwrap());
        assert_eq!(fs::read_to_string(out.path().join("2026-09/a")).unwrap(), "old");
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1, "nothing lies beside it");
    }

    #[test]
    fn a_second_run_is_told_of_the_first_and_may_have_the_folder_after_it() {
        let out = tempfile::tempdir().unwrap();
        let place = || Place::of(out.path(), "2026-09");
        let first = Session::open(place(), false).unwrap();
        let other = std::thread::scope(|scope| {
            let waiting = scope.spawn(|| Session::open(place(), true).map(drop));
            let refused = locked(&place(), false).unwrap_err().to_string();
            drop(first);
            waiting.join().unwrap().unwrap();
            refused
        });
        assert!(other.contains(&format!("process {}, since ", std::process::id())), "{other}");
    }
}
