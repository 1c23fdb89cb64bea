//! What all files below some places are, before any is opened as a table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::file::{FileLocation, Handle, read_file};
use super::listing::{self, Origin};
use crate::subject::digest::{Parts, hex};
use crate::subject::error::Result;
use crate::workers;

/// SHA-256 over the name and the bytes of every file that may hold a table, and the names of the others.
///
/// # Errors
/// Where a place cannot be read.
pub fn stamp(origins: &[Origin], jobs: usize) -> Result<String> {
    let listing = listing::list(origins)?;
    // Every file of a zip holds the same bytes of it, which are hashed once.
    let zips: BTreeMap<usize, &Arc<Vec<u8>>> =
        listing.handles.iter().filter_map(zip).map(|zip| (Arc::as_ptr(zip).addr(), zip)).collect();
    let (at, zips): (Vec<usize>, Vec<&Arc<Vec<u8>>>) = zips.into_iter().unzip();
    let of_zip: BTreeMap<usize, String> =
        at.into_iter().zip(workers::map(&zips, jobs, |zip| hex(zip))).collect();
    let bytes = workers::map(&listing.handles, jobs, |handle| match &handle.location {
        FileLocation::File(path) => {
            // One that is too large to be read is refused whatever it holds.
            read_file(path, &handle.name)
                .map(|bytes| bytes.map_or_else(|why| why.to_string(), |bytes| hex(&bytes)))
        }
        FileLocation::Memory(bytes) => Ok(hex(bytes)),
        FileLocation::InZip { zip, entry } => {
            Ok(format!("{entry} of {}", of_zip.get(&Arc::as_ptr(zip).addr()).map_or("", String::as_str)))
        }
    });
    let mut parts = Parts::default();
    for (handle, bytes) in listing.handles.iter().zip(bytes) {
        parts = parts.and(&handle.name).and(handle.mark.map_or("", |mark| mark.word())).and(bytes?);
    }
    for problem in &listing.problems {
        parts = parts.and(problem.to_string());
    }
    Ok(listing.others.iter().fold(parts, |parts, other| parts.and(&other.name).and(&other.why)).hex())
}

fn zip(handle: &Handle) -> Option<&Arc<Vec<u8>>> {
    match &handle.location {
        FileLocation::InZip { zip, .. } => Some(zip),
        FileLocation::File(_) | FileLocation::Memory(_) => None,
    }
}
