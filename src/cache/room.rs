//! How much room the cache takes, and what is removed where it takes too much.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Cache, Thing};

/// The most that is kept: a dozen editions of England.
const MOST: u64 = 1_000_000_000;

/// What is left where that is passed, so that it is not passed again at once.
const LEFT: u64 = MOST / 4 * 3;

/// How much room the cache takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Files.
    pub files: usize,
    /// Bytes, all together.
    pub bytes: u64,
    /// The most bytes that are kept.
    pub most: u64,
}

struct Entry {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
}

impl Cache {
    /// How much room it takes.
    pub fn room(&self) -> Room {
        let entries = self.folder().map_or(Vec::new(), entries);
        Room { files: entries.len(), bytes: entries.iter().map(|entry| entry.bytes).sum(), most: MOST }
    }

    /// Removes what was longest of no use, where more is kept than may be.
    pub fn bound(&self) {
        self.bound_to(MOST, LEFT);
    }

    fn bound_to(&self, most: u64, left: u64) {
        let mut entries = self.folder().map_or(Vec::new(), entries);
        let mut bytes: u64 = entries.iter().map(|entry| entry.bytes).sum();
        if bytes <= most {
            return;
        }
        entries.sort_by_key(|entry| entry.used);
        for entry in entries {
            if bytes <= left {
                break;
            }
            // Another run may have removed it.
            let _ = fs::remove_file(&entry.path);
            bytes -= entry.bytes;
        }
    }

    /// Removes all that is kept, and nothing else that lies in the folder.
    pub fn clear(&self) {
        self.bound_to(0, 0);
    }
}

/// Every file of the cache; what a run left that was ended while it wrote one is among them.
fn entries(folder: &Path) -> Vec<Entry> {
    let folders = Thing::ALL.iter().filter_map(|thing| fs::read_dir(folder.join(thing.folder())).ok());
    let entry = |file: fs::DirEntry| {
        let about = file.metadata().ok().filter(fs::Metadata::is_file)?;
        let used = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Some(Entry { path: file.path(), bytes: about.len(), used })
    };
    folders.flatten().filter_map(Result::ok).filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::{Key, Thing};
    use super::*;

    #[test]
    fn the_longest_unused_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().to_owned());
        let keys: Vec<Key> = (0..4_u8).map(|at| Key::new("a test").and([at])).collect();
        for (at, key) in keys.iter().enumerate() {
            cache.put(Thing::Page, key, &vec![1_u8; 1000]);
            let used = SystemTime::UNIX_EPOCH + Duration::from_secs(at as u64);
            let path = folder.path().join("pages").join(key.text());
            fs::File::options().append(true).open(path).unwrap().set_modified(used).unwrap();
        }
        let all = cache.room();
        assert_eq!((all.files, all.bytes > 4000), (4, true));
        assert!(cache.get::<Vec<u8>>(Thing::Page, &keys[0]).is_some(), "which makes it the latest");
        cache.bound_to(3000, 2500);
        let there = |key: &Key| folder.path().join("pages").join(key.text()).exists();
        assert_eq!(keys.iter().map(there).collect::<Vec<_>>(), [true, false, false, true]);
        cache.clear();
        assert_eq!(cache.room().files, 0);
    }
}
