//! Files that the user gives are read from plain files only, and never more of one than it may have.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::digest::file_name;
use super::error::{Error, Result};

/// Letters of the longest name of a file that pages print.
pub const LONGEST_NAME: usize = 100;

/// The bytes of a file of at most so many; in words, why they are not read.
///
/// # Errors
/// Where the system does not give them.
pub fn bounded(path: &Path, most: u64) -> io::Result<std::result::Result<Vec<u8>, String>> {
    // A pipe or a device has no end, and opening one may wait for ever.
    if !std::fs::metadata(path)?.is_file() {
        return Ok(Err("it is not a file".to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > most { Err(format!("it has over {}", size(most))) } else { Ok(bytes) })
}

/// The bytes of a file of the user's own.
///
/// # Errors
/// Where it cannot be read, is no plain file, is larger, or has a name that no page has room for.
pub fn own(path: &Path, most: u64) -> Result<Vec<u8>> {
    has_short_name(path)?;
    bounded(path, most).map_err(|source| Error::Read { path: path.to_owned(), source })?.map_err(|problem| {
        Error::Own {
            path: path.to_owned(),
            problem,
            remedy: format!("give a file of at most {}", size(most)),
        }
    })
}

/// Refuses a file whose name no page has room for.
///
/// # Errors
/// Where it is longer.
pub fn has_short_name(path: &Path) -> Result<()> {
    let letters = file_name(path).chars().count();
    if letters <= LONGEST_NAME {
        return Ok(());
    }
    Err(Error::Own {
        path: path.to_owned(),
        problem: format!("its name has {letters} letters, and pages print it"),
        remedy: format!("give it one of at most {LONGEST_NAME}"),
    })
}

fn size(bytes: u64) -> String {
    if bytes >= 1024 * 1024 {
        format!("{} MB", bytes / (1024 * 1024))
    } else {
        format!("{} kB", bytes / 1000)
    }
}
