//! What `briefings --version` says of the source: the commit, from git or from the archive that git made.

use std::fs;
use std::process::Command;

/// Git writes the commit into this file of an archive; in a working folder it holds a placeholder.
const ARCHIVED: &str = "data/commit.txt";

fn main() {
    for path in ["src", "templates", "data", "Cargo.toml"] {
        println!("cargo:rerun-if-changed={path}");
    }
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

/// What git says, where there is git and this is its folder.
fn git(words: &[&str]) -> Option<String> {
    let said = Command::new("git").args(words).output().ok().filter(|said| said.status.success())?;
    Some(String::from_utf8(said.stdout).ok()?.trim().to_owned())
}
