//! A manifest is read from a file that may be damaged or made to mislead.

use std::collections::BTreeSet;
use std::path::Path;

use super::file::bounded;
use crate::publish::Manifest;
use crate::subject::Census;
use crate::subject::error::{Error, Result};

/// More than any manifest: one of a national edition has some 30 KB.
const LONGEST: u64 = 16 * 1024 * 1024;

/// What to do about a file that is no manifest.
const REMEDY: &str = "give the manifest.json that `build` wrote, or make the edition again";

/// A manifest and its bytes.
pub struct ManifestRead {
    pub manifest: Manifest,
    pub bytes: Vec<u8>,
}

/// Reads a manifest.
///
/// # Errors
/// Where it cannot be read, is none of this program's, or names a file outside of its folder.
pub fn read_manifest(path: &Path) -> Result<ManifestRead> {
    let fail = |problem: String| Error::Verify { path: path.to_owned(), problem, remedy: REMEDY };
    let bytes = bounded(path, LONGEST)?;
    let manifest: Manifest = serde_json::from_slice(&bytes)
        .map_err(|error| fail(format!("it is not a manifest of this program ({error})")))?;
    check(&manifest).map_err(fail)?;
    Ok(ManifestRead { manifest, bytes })
}

/// What makes a manifest unusable, where something does.
fn check(manifest: &Manifest) -> std::result::Result<(), String> {
    if manifest.program != env!("CARGO_PKG_NAME") {
        return Err(format!("it is a manifest of `{}`", manifest.program));
    }
    manifest.edition.parse::<Census>().map_err(|expected| {
        format!("it is of the edition `{}`, which is not {expected}", manifest.edition)
    })?;
    if !is_hash(&manifest.fingerprint) {
        return Err(format!("its fingerprint `{}` is not a SHA-256", manifest.fingerprint));
    }
    if manifest.outputs.is_empty() {
        return Err("it names no file".to_owned());
    }
    let mut seen = BTreeSet::new();
    for output in manifest.all_outputs() {
        if !is_inside(&output.path) {
            return Err(format!("it names `{}`, which is not a file inside its folder", output.path));
        }
        if !seen.insert(&output.path) {
            return Err(format!("it names `{}` twice", output.path));
        }
    }
    Ok(())
}

/// Whether a path stays inside the folder that it is joined to, on any system.
fn is_inside(path: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..");
    path.split('/').all(plain) && !path.contains(['\\', ':', '\0'])
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_could_leave_the_folder_is_refused() {
        for path in ["data/pcn.csv", "QE1-a.pdf", "a..b"] {
            assert!(is_inside(path), "{path}");
        }
        for path in ["../a", "a/../../b", "/etc/passwd", "C:/a", "a\\..\\b", "", "a//b", "./a", "a/"] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
