//! What the program knows of its source: the commit, from git or from the archive that git made, which `--version` says;
//! and a hash of all of it, so that what another program has kept is not taken for this one's.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;

/// Git writes the commit into this file of an archive; in a working folder it holds a placeholder.
const ARCHIVED: &str = "data/commit.txt";

/// What the program is made from.
const SOURCE: [&str; 5] = ["src", "templates", "data", "Cargo.toml", "Cargo.lock"];

fn main() {
    let mut hasher = DefaultHasher::new();
    for path in SOURCE {
        println!("cargo:rerun-if-changed={path}");
        hash(Path::new(path), &mut hasher);
    }
    println!("cargo:rustc-env=BRIEFINGS_SOURCE={:016x}", hasher.finish());
    // It is written at each commit and each change of branch.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo:rerun-if-changed={log}");
    }
    let archived = fs::read_to_string(ARCHIVED).ok().map(|text| text.trim().to_owned());
    let commit = archived.filter(|text| !text.is_empty() && !text.contains('$'));
    // In another project's folder git would tell that one's commit.
    let is_top = git(&["rev-parse", "--show-prefix"]).is_some_and(|below| below.is_empty());
    let describe = ["describe", "--always", "--dirty=, changed", "--abbrev=12", "--exclude=*"];
    let commit = commit.or_else(|| git(&describe).filter(|_| is_top));
    let commit = commit.map_or_else(|| "no commit known".to_owned(), |commit| format!("commit {commit}"));
    println!("cargo:rustc-env=BRIEFINGS_COMMIT={commit}");
}

/// Takes a file or all files of a folder into a hash, in the order of their names.
fn hash(path: &Path, hasher: &mut DefaultHasher) {
    path.hash(hasher);
    if let Ok(bytes) = fs::read(path) {
        bytes.hash(hasher);
    }
    let Ok(entries) = fs::read_dir(path) else { return };
    let mut entries: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    entries.iter().for_each(|entry| hash(entry, hasher));
}

/// What git says, where there is git and this is its folder.
fn git(words: &[&str]) -> Option<String> {
    let said = Command::new("git").args(words).output().ok().filter(|said| said.status.success())?;
    Some(String::from_utf8(said.stdout).ok()?.trim().to_owned())
}
