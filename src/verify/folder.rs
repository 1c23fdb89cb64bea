//! The files of an edition's folder beside the manifest.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::checked::{FileChecked, State};
use super::file::compare;
use super::pdf::{self, Said};
use crate::publish::{ANALYSIS, LIST, MANIFEST, METADATA, Manifest, ManifestOutput, SEALS};
use crate::subject::digest::{FINGERPRINT, fingerprint_start};
use crate::subject::error::{Error, Result};

/// How deep an edition's folder is looked through, and how many files are named.
const DEEPEST: usize = 8;
const MOST: usize = 10_000;

/// Files that systems leave in folders, which nobody made.
const OF_SYSTEMS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Every file that the manifest names, and every other of the folder, each by its path.
pub fn all(folder: &Path, manifest: &Manifest) -> Result<Vec<FileChecked>> {
    let mut files = Vec::new();
    let edition = manifest.edition_in_words();
    for run in manifest.runs() {
        for output in &run.outputs {
            let said = Said::of(&edition, &run.made_by, output);
            let mut checked = output_of(folder, said, output)?;
            if run.made_by.fingerprint != manifest.fingerprint {
                checked.notes.push(format!(
                    "kept from a run of inputs {}",
                    fingerprint_start(&run.made_by.fingerprint)
                ));
            }
            files.push(checked);
        }
    }
    let mut known: BTreeSet<&str> = manifest.all_outputs().map(|output| output.path.as_str()).collect();
    known.insert(MANIFEST);
    known.extend(SEALS);
    let mut found = Vec::new();
    walk(folder, "", 0, &mut found)?;
    for path in found.iter().filter(|path| !known.contains(path.as_str())) {
        files.push(pdf::not_named(&folder.join(path), path, Some(manifest)));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// A file that the manifest names.
fn output_of(folder: &Path, said: Said<'_>, output: &ManifestOutput) -> Result<FileChecked> {
    let path = folder.join(&output.path);
    let (state, mut notes) = compare(&path, output)?;
    let mut checked = FileChecked::new(&output.path, state, Vec::new());
    if pdf::is_pdf(&output.path) && state != State::Missing {
        let (at_odds, declares) = pdf::check_declared(&path, &output.path, said);
        if state == State::AsMade && !at_odds.is_empty() {
            checked.state = State::AtOdds;
        }
        if checked.state != State::AsMade {
            checked.declares = declares;
        }
        notes.extend(at_odds);
    }
    let is_saying = SAYING.contains(&output.path.as_str()) || is_parquet(&output.path);
    if is_saying && state == State::AsMade && !says(&path, said)? {
        checked.state = State::AtOdds;
        notes.push(format!("it is not of inputs {}", fingerprint_start(&said.made_by.fingerprint)));
    }
    checked.notes = notes;
    Ok(checked)
}

/// Data files that say the fingerprint of their run.
const SAYING: [&str; 3] = [ANALYSIS, METADATA, LIST];

/// Parquet says it too, since it was made to.
fn is_parquet(path: &str) -> bool {
    path.ends_with(".parquet")
}

/// They say it among their first bytes, and Parquet among its last.
const FIRST: u64 = 4096;
const LAST: u64 = 65_536;

/// Whether a data file says the fingerprint of its run.
fn says(path: &Path, said: Said<'_>) -> Result<bool> {
    let read = |source| Error::Read { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(read)?;
    let size = file.metadata().map_err(read)?.len();
    let (mut start, mut end) = (Vec::new(), Vec::new());
    (&file).take(FIRST).read_to_end(&mut start).map_err(read)?;
    file.seek(SeekFrom::Start(size.saturating_sub(LAST))).map_err(read)?;
    file.take(LAST).read_to_end(&mut end).map_err(read)?;
    let says = |bytes: &[u8], what: &str| String::from_utf8_lossy(bytes).contains(what);
    let own = &said.made_by.fingerprint;
    let is_older = is_parquet(&path.to_string_lossy()) && !says(&end, FINGERPRINT);
    Ok(says(&start, own) || says(&end, own) || is_older)
}

/// Every file below a folder by its path, links to other folders not followed.
fn walk(folder: &Path, below: &str, deep: usize, found: &mut Vec<String>) -> Result<()> {
    let read = |source| Error::Read { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(read)? {
        let entry = entry.map_err(read)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let is_folder = entry.file_type().map_err(read)?.is_dir();
        if OF_SYSTEMS.contains(&name.as_str()) && !is_folder {
            continue;
        }
        if found.len() == MOST || (is_folder && deep == DEEPEST) {
            return Err(Error::Verify {
                path: folder.to_owned(),
                problem: "it holds far more than an edition".to_owned(),
                remedy: "give the edition’s folder that `build` wrote",
            });
        }
        if is_folder && OF_SYSTEMS.contains(&name.as_str()) {
            found.push(path);
        } else if is_folder {
            walk(&entry.path(), &path, deep + 1, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
