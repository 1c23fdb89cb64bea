//! Zips as bytes: what is in one, and one file of it. What a zip says of itself is not believed.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::CompressionMethod;

use crate::subject::problem::{Found, Problem, faults};

/// A megabyte.
pub const MB: u64 = 1024 * 1024;

/// The most that one file may hold, packed or unpacked: the largest published table has 93 MB.
pub const FILE_LIMIT: u64 = 128 * MB;

/// How the files of a zip may be packed.
const PACKINGS: [CompressionMethod; 2] = [CompressionMethod::Stored, CompressionMethod::Deflated];

/// The most files that a zip may hold.
pub const ENTRIES_LIMIT: usize = 1_000;

/// How large a file may be, in words.
pub fn at_most() -> String {
    format!("at most {} MB", FILE_LIMIT / MB)
}

/// The files in a zip with the bytes that each says it unpacks to, sorted by name.
pub fn entries(name: &str, zip: &[u8]) -> Found<Vec<(String, u64)>> {
    let mut archive = archive(name, zip)?;
    // A zip's list gives a name once, whichever of two files it then is.
    if archive.has_duplicate_names() {
        let problem = Problem::new(&faults::ZIP_TWICE, name, "two files of one name", "each name once");
        return Err(Box::new(problem));
    }
    if archive.len() > ENTRIES_LIMIT {
        let found = format!("{} files", archive.len());
        let expected = format!("at most {ENTRIES_LIMIT}");
        return Err(Box::new(Problem::new(&faults::ZIP_TOO_LARGE, name, found, expected)));
    }
    let mut entries = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|error| damaged(name, &error.to_string()))?;
        let inside = file.name().map_err(|error| damaged(name, &error.to_string()))?;
        entries.push((inside.into_owned(), file.size()));
    }
    let climbs = |n: &str| n.split(['/', '\\']).any(|part| part == "..") || n.starts_with(['/', '\\']);
    if let Some((out, _)) = entries.iter().find(|(n, _)| climbs(n)) {
        let problem = Problem::new(&faults::ZIP_CLIMBS, name, format!("`{out}`"), "paths inside the zip");
        return Err(Box::new(problem));
    }
    entries.sort();
    Ok(entries)
}

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

fn archive<'a>(name: &str, zip: &'a [u8]) -> Found<Archive<'a>> {
    zip::ZipArchive::new(Cursor::new(zip)).map_err(|error| damaged(name, &error.to_string()))
}

/// One file of a zip, unless it unpacks to more than any published table does.
pub fn unpack(name: &str, zip: &[u8], entry: &str) -> Found<Vec<u8>> {
    let mut archive = archive(name, zip)?;
    let raw = archive.index_for_name(entry).and_then(|at| archive.by_index_raw(at).ok());
    let packing = raw.filter(|raw| !raw.encrypted()).map(|raw| raw.compression());
    if let Some(packing) = packing.filter(|packing| !PACKINGS.contains(packing)) {
        let found = format!("`{entry}`, packed with {packing}");
        return Err(Box::new(Problem::new(
            &faults::PACKING,
            name,
            found,
            "a zip packed with Deflate, as most are",
        )));
    }
    let file = archive.by_name(entry).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
            let found = format!("a password on `{entry}`");
            Box::new(Problem::new(&faults::ZIP_LOCKED, name, found, "a zip without one"))
        }
        error => damaged(name, &error.to_string()),
    })?;
    let (size, mut content) = (file.size(), Vec::new());
    if size > FILE_LIMIT {
        let found = format!("`{entry}`, which unpacks to {} MB", size / MB);
        return Err(Box::new(Problem::new(&faults::ZIP_TOO_LARGE, name, found, at_most())));
    }
    // What a zip says of its files need not be so.
    file.take(size + 1)
        .read_to_end(&mut content)
        .map_err(|error| damaged(name, &format!("`{entry}`: {error}")))?;
    if content.len() as u64 > size {
        return Err(damaged(name, &format!("`{entry}` unpacks to more than the zip says")));
    }
    Ok(content)
}

/// What a .gz holds, unless it is more than any published table.
pub fn unpack_gz(name: &str, packed: &[u8]) -> Found<Vec<u8>> {
    let mut content = Vec::new();
    let read = MultiGzDecoder::new(packed).take(FILE_LIMIT + 1).read_to_end(&mut content);
    read.map_err(|error| damaged(name, &error.to_string()))?;
    if content.len() as u64 > FILE_LIMIT {
        let found = format!("over {} MB unpacked", FILE_LIMIT / MB);
        return Err(Box::new(Problem::new(&faults::TOO_LARGE, name, found, at_most())));
    }
    Ok(content)
}

fn damaged(name: &str, why: &str) -> Box<Problem> {
    Box::new(Problem::new(&faults::ZIP, name, format!("damage ({why})"), "a whole zip or workbook"))
}
