//! A file of the cache: written aside and moved, so that none is half there, and held to its hash.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::key::Key;
use crate::subject::plain_file;

/// No thing that is kept is larger.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Bytes of a SHA-256.
const HASH: usize = 32;

/// What a file holds; none where it is not there. One that is not what its hash says is taken away.
pub fn read(path: &Path, key: &Key) -> Option<Vec<u8>> {
    if !path.exists() {
        return None;
    }
    let bytes = plain_file::bounded(path, LARGEST).ok().and_then(Result::ok);
    let held = bytes.and_then(|mut bytes| {
        let held = if bytes.len() >= HASH { bytes.split_off(HASH) } else { return None };
        (bytes == hash(key, &held)).then_some(held)
    });
    match held {
        Some(held) => {
            touch(path);
            Some(held)
        }
        None => {
            let _ = fs::remove_file(path);
            None
        }
    }
}

/// Whether a file could be written: makes its folder where it is not there.
pub fn can_write(path: &Path) -> bool {
    path.parent().is_some_and(|folder| create(folder).is_ok())
}

/// Writes a file.
pub fn write(path: &Path, key: &Key, held: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&hash(key, held))?;
    file.write_all(held)?;
    file.persist(path)?;
    Ok(())
}

fn hash(key: &Key, held: &[u8]) -> Vec<u8> {
    Sha256::new().chain_update(key.text()).chain_update(held).finalize().to_vec()
}

/// Says that a file was of use, so that others are removed before it.
#[expect(clippy::disallowed_methods, reason = "when an entry was last of use reaches no page")]
fn touch(path: &Path) {
    let now = std::time::SystemTime::now();
    let _ = fs::File::options().append(true).open(path).and_then(|file| file.set_modified(now));
}

/// A folder that nobody else can read, since tables of the user's own are kept too.
fn create(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}
