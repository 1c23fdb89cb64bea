//! What a manifest states, read from a file that may be damaged or made to mislead.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::ordered::Ordered;
use crate::publish::fingerprint_of;
use crate::subject::Census;
use crate::subject::error::{Error, Result};

/// More than any manifest: one of a national edition has some 30 KB.
const LONGEST: u64 = 16 * 1024 * 1024;

/// A manifest as it is in its file.
#[derive(Debug, Deserialize)]
pub struct Stated {
    program: String,
    pub version: String,
    edition: String,
    pub fingerprint: String,
    pub marks: Vec<String>,
    options: Ordered,
    pub inputs: Vec<StatedInput>,
    pub outputs: Vec<StatedOutput>,
}

/// A file that was read.
#[derive(Debug, Deserialize)]
pub struct StatedInput {
    pub name: String,
    pub sha256: String,
    recognised_as: Option<String>,
    mark: Option<String>,
}

/// A file that was written.
#[derive(Debug, Deserialize)]
pub struct StatedOutput {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
}

/// Options that choose areas and change no document.
const NOT_CONTENT: [&str; 2] = ["areas", "regions"];

/// What to do about a manifest that is none.
const REMEDY: &str = "give the manifest.json that `build` wrote, or make the edition again";

impl Stated {
    /// Reads a manifest.
    ///
    /// # Errors
    /// Where it cannot be read, is none of this program's, or names a file outside of its folder.
    pub fn read(path: &Path) -> Result<Self> {
        let fail = |problem: String| Error::Verify { path: path.to_owned(), problem, remedy: REMEDY };
        let bytes = bounded(path, LONGEST)?;
        let stated: Self = serde_json::from_slice(&bytes)
            .map_err(|error| fail(format!("it is not a manifest of this program ({error})")))?;
        stated.usable().map_err(fail)?;
        Ok(stated)
    }

    fn usable(&self) -> std::result::Result<(), String> {
        if self.program != env!("CARGO_PKG_NAME") {
            return Err(format!("it is a manifest of `{}`", self.program));
        }
        self.edition.parse::<Census>().map_err(|expected| {
            format!("it is of the edition `{}`, which is not {expected}", self.edition)
        })?;
        if !is_hash(&self.fingerprint) {
            return Err(format!("its fingerprint `{}` is not a SHA-256", self.fingerprint));
        }
        let mut seen = BTreeSet::new();
        for output in &self.outputs {
            if !is_inside(&output.path) {
                return Err(format!("it names `{}`, which is not a file inside its folder", output.path));
            }
            if !seen.insert(&output.path) {
                return Err(format!("it names `{}` twice", output.path));
            }
        }
        Ok(())
    }

    /// The edition in words: `March 2022`.
    pub fn edition(&self) -> String {
        self.edition.parse::<Census>().map(Census::words).unwrap_or_default()
    }

    /// The first digits of the fingerprint, as pages print it.
    pub fn start(&self) -> &str {
        self.fingerprint.get(..super::DIGITS).unwrap_or_default()
    }

    /// The fingerprint of the inputs and the options that the manifest has.
    pub fn computed(&self) -> String {
        let counts = |input: &&StatedInput| input.recognised_as.is_some() || input.mark.is_some();
        let inputs = self.inputs.iter().filter(counts).map(|i| (i.sha256.as_str(), i.name.as_str()));
        fingerprint_of(inputs, &self.options.without(&NOT_CONTENT))
    }

    /// Whether every page says that it is a draft.
    pub fn draft(&self) -> bool {
        self.options.get("draft") == Some(&Ordered::Bool(true))
    }

    /// Whether templates of the user's own made the documents, which need not say what they are made from.
    pub fn own_templates(&self) -> bool {
        matches!(self.options.get("templates"), Some(Ordered::List(files)) if !files.is_empty())
    }
}

/// Whether a path stays inside the folder that it is joined to, on any system.
fn is_inside(path: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..");
    path.split('/').all(plain) && !path.contains(['\\', ':', '\0'])
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The bytes of a file of at most so many.
pub fn bounded(path: &Path, most: u64) -> Result<Vec<u8>> {
    let read = |source| Error::Read { path: PathBuf::from(path), source };
    // A pipe or a device has no end, and opening one may wait for ever.
    let about = std::fs::metadata(path).map_err(read)?;
    let fail = |problem: String| Error::Verify {
        path: path.to_owned(),
        problem,
        remedy: "give a file that `build` wrote",
    };
    if !about.is_file() {
        return Err(fail("it is not a file".to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(read)?.take(most + 1).read_to_end(&mut bytes).map_err(read)?;
    if bytes.len() as u64 > most {
        return Err(fail(format!("it has over {} MB, more than any file of its kind", most / (1024 * 1024))));
    }
    Ok(bytes)
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
