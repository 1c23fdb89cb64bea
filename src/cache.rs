//! What earlier runs made, kept by what it was made from, so that nothing is made twice.
//!
//! An entry is a file: a SHA-256 over its key and what it holds, then what it holds. One that was cut short, changed or
//! moved is not what its hash says, and is made anew; nothing here can change what a run writes, only how long it takes.

mod entry;
mod key;
mod room;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use key::Key;
pub use room::Room;

/// What is kept, a folder each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// What a file of the input says.
    Table,
    /// The panel of an edition.
    Panel,
    /// A document, typeset.
    Document,
    /// An area's web page or workbook.
    Page,
    /// What a whole run came to.
    Run,
}

impl Thing {
    /// All of them.
    const ALL: [Self; 5] = [Self::Table, Self::Panel, Self::Document, Self::Page, Self::Run];

    fn folder(self) -> &'static str {
        match self {
            Self::Table => "tables",
            Self::Panel => "panels",
            Self::Document => "documents",
            Self::Page => "pages",
            Self::Run => "runs",
        }
    }
}

/// Where things are kept, and how many a run had to make.
#[derive(Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    made: [AtomicUsize; Thing::ALL.len()],
}

/// How many things of each kind were made, since none were kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Tables that were read.
    pub tables: usize,
    /// Panels that were put together.
    pub panels: usize,
    /// Documents that were typeset.
    pub documents: usize,
}

impl Cache {
    /// Keeps nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Keeps things in a folder, which need not be there yet.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder: Some(folder), ..Self::default() }
    }

    /// The folder, where things are kept.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// What is kept under a key.
    pub fn get<T: DeserializeOwned>(&self, thing: Thing, key: &Key) -> Option<T> {
        let path = self.path(thing, key)?;
        let held = entry::read(&path, key)?;
        let value = postcard::from_bytes(&held);
        if value.is_err() {
            // Of a program that said it was this one.
            let _ = fs::remove_file(&path);
        }
        value.ok()
    }

    /// Keeps a thing. Where it cannot be kept, it is made again another time.
    pub fn put<T: Serialize>(&self, thing: Thing, key: &Key, value: &T) {
        let Some(path) = self.path(thing, key).filter(|path| entry::can_write(path)) else { return };
        if let Ok(held) = postcard::to_stdvec(value) {
            let _ = entry::write(&path, key, &held);
        }
    }

    /// What is kept under a key, else what is made now, which is counted and kept.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn or_make<T: Serialize + DeserializeOwned, E>(
        &self,
        thing: Thing,
        key: &Key,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        if let Some(kept) = self.get(thing, key) {
            return Ok(kept);
        }
        self.made[thing as usize].fetch_add(1, Ordering::Relaxed);
        let made = make()?;
        self.put(thing, key, &made);
        Ok(made)
    }

    /// How many things were made since the start.
    pub fn made(&self) -> Made {
        let of = |thing: Thing| self.made[thing as usize].load(Ordering::Relaxed);
        Made { tables: of(Thing::Table), panels: of(Thing::Panel), documents: of(Thing::Document) }
    }

    fn path(&self, thing: Thing, key: &Key) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(thing.folder()).join(key.text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().join("cache"));
        (folder, cache)
    }

    #[test]
    fn a_thing_is_made_once() {
        let (_folder, cache) = cache();
        let key = Key::new("a test").and(b"a");
        for _ in 0..3 {
            let made: Result<String, ()> = cache.or_make(Thing::Panel, &key, || Ok("made".to_owned()));
            assert_eq!(made.unwrap(), "made");
        }
        assert_eq!(cache.made(), Made { panels: 1, ..Made::default() });
        let other = Key::new("a test").and(b"b");
        assert_eq!(cache.get::<String>(Thing::Panel, &other), None);
        assert_eq!(cache.get::<String>(Thing::Table, &key), None);
        let none = Cache::none();
        none.put(Thing::Panel, &key, &1);
        assert_eq!(none.get::<i32>(Thing::Panel, &key), None);
    }

    #[test]
    fn what_is_not_what_its_hash_says_is_not_taken() {
        let (_folder, cache) = cache();
        let key = Key::new("a test").and(b"a");
        let path = cache.path(Thing::Table, &key).unwrap();
        for damage in ["cut", "flipped", "emptied"] {
            cache.put(Thing::Table, &key, &vec![7_u64; 9]);
            let mut bytes = fs::read(&path).unwrap();
            assert_eq!(cache.get(Thing::Table, &key), Some(vec![7_u64; 9]));
            match damage {
                "cut" => bytes.truncate(20),
                "flipped" => bytes[40] ^= 1,
                _ => bytes.clear(),
            }
            fs::write(&path, bytes).unwrap();
            assert_eq!(cache.get::<Vec<u64>>(Thing::Table, &key), None);
            assert!(!path.exists(), "what is not good is taken away");
        }
        // Under another's name it is not good either.
        cache.put(Thing::Table, &key, &1_u64);
        let other = Key::new("a test").and(b"b");
        fs::rename(&path, cache.path(Thing::Table, &other).unwrap()).unwrap();
        assert_eq!(cache.get::<u64>(Thing::Table, &other), None);
    }
}
