//! The files of an edition's folder, and its inputs, beside the manifest.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::stated::{Stated, StatedOutput};
use super::{FileChecked, MANIFEST, State, pdf};
use crate::subject::error::{Error, Result};

/// How deep an edition's folder is looked through, and how many files are named.
const DEEPEST: usize = 8;
const MOST: usize = 10_000;

/// Files that systems leave in folders, which nobody made.
const OF_SYSTEMS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Every file that the manifest names, and every other of the folder, each by its path.
pub fn all(folder: &Path, stated: &Stated) -> Result<Vec<FileChecked>> {
    let mut files = Vec::new();
    for output in &stated.outputs {
        files.push(output_of(folder, stated, output)?);
    }
    let known: BTreeSet<&str> = stated.outputs.iter().map(|output| output.path.as_str()).collect();
    let mut found = Vec::new();
    walk(folder, "", 0, &mut found)?;
    for path in found.iter().filter(|path| path.as_str() != MANIFEST && !known.contains(path.as_str())) {
        files.push(pdf::unknown(&folder.join(path), path, Some(stated)));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// A file that the manifest names.
fn output_of(folder: &Path, stated: &Stated, output: &StatedOutput) -> Result<FileChecked> {
    let path = folder.join(&output.path);
    let (state, mut notes) = compare(&path, output)?;
    let mut checked = FileChecked::new(&output.path, state, Vec::new());
    if pdf::is_pdf(&output.path) && state != State::Missing {
        let (at_odds, declares) = pdf::agrees(&path, &output.path, stated);
        if state == State::AsMade && !at_odds.is_empty() {
            checked.state = State::AtOdds;
        }
        if checked.state != State::AsMade {
            checked.declares = declares;
        }
        notes.extend(at_odds);
    }
    checked.notes = notes;
    Ok(checked)
}

/// Whether a file is there with the size and the hash of the manifest.
pub fn compare(path: &Path, output: &StatedOutput) -> Result<(State, Vec<String>)> {
    let Ok(about) = std::fs::metadata(path) else { return Ok((State::Missing, Vec::new())) };
    if !about.is_file() {
        return Ok((State::Changed, vec!["it is not a file".to_owned()]));
    }
    if about.len() != output.bytes {
        let words = format!("it has {} bytes and not {}", about.len(), output.bytes);
        return Ok((State::Changed, vec![words]));
    }
    let same = hash(path, output.bytes)? == output.sha256.to_lowercase();
    let words = "its SHA-256 is not that of the manifest".to_owned();
    Ok(if same { (State::AsMade, Vec::new()) } else { (State::Changed, vec![words]) })
}

/// SHA-256 of a file, of which no more is read than it should have.
pub fn hash(path: &Path, bytes: u64) -> Result<String> {
    let read = |source| Error::Read { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(read)?.take(bytes + 1);
    let mut digest = Sha256::new();
    let mut part = vec![0; 64 * 1024];
    loop {
        match file.read(&mut part).map_err(read)? {
            0 => break,
            some => digest.update(&part[..some]),
        }
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Every file below a folder by its path, links to other folders not followed.
fn walk(folder: &Path, below: &str, deep: usize, found: &mut Vec<String>) -> Result<()> {
    let read = |source| Error::Read { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(read)? {
        let entry = entry.map_err(read)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let is_folder = entry.file_type().map_err(read)?.is_dir();
        if OF_SYSTEMS.contains(&name.as_str()) {
            continue;
        }
        if found.len() == MOST || (is_folder && deep == DEEPEST) {
            return Err(Error::Verify {
                path: folder.to_owned(),
                problem: "it holds far more than an edition".to_owned(),
                remedy: "give the edition’s folder that `build` wrote",
            });
        }
        if is_folder {
            walk(&entry.path(), &path, deep + 1, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// The inputs of the manifest among the tables found, and the tables that it does not know.
pub fn inputs(stated: &Stated, found: &[(String, String)]) -> Vec<FileChecked> {
    let mut left: Vec<&(String, String)> = found.iter().collect();
    let mut take = |like: &dyn Fn(&str, &str) -> bool| {
        let at = left.iter().position(|(name, sha256)| like(name, sha256))?;
        Some(left.swap_remove(at).0.clone())
    };
    // Those that are as they were first, so that no other file of the same name is taken for one of them.
    let same: Vec<bool> = stated
        .inputs
        .iter()
        .map(|input| take(&|name, sha256| name == input.name && sha256 == input.sha256).is_some())
        .collect();
    let mut checked = Vec::new();
    for (input, same) in stated.inputs.iter().zip(same) {
        let (state, note) = if same {
            (State::AsMade, None)
        } else if let Some(name) = take(&|_, sha256| sha256 == input.sha256) {
            (State::AsMade, Some(format!("its name is now `{name}`")))
        } else if take(&|name, _| name == input.name).is_some() {
            (State::Changed, Some("its SHA-256 is not that of the manifest".to_owned()))
        } else {
            (State::Missing, None)
        };
        checked.push(FileChecked::new(&input.name, state, note.into_iter().collect()));
    }
    left.sort();
    let new = |(name, _): &&(String, String)| {
        FileChecked::new(name, State::NotKnown, vec!["it was not among the inputs".to_owned()])
    };
    checked.extend(left.iter().map(new));
    checked
}
