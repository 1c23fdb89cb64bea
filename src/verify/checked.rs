//! What was found of a folder, a PDF or a manifest.

use std::path::Path;

use serde::Serialize;

use super::declared::Declared;
use crate::publish::Manifest;
use crate::subject::Mark;
use crate::subject::error::Error;

/// What was found of one path.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// The path as it was given, or a folder inside it.
    pub path: String,
    /// What the manifest says that it was made from; none without a manifest.
    pub made_from: Option<MadeFrom>,
    /// The manifest itself; none without one.
    pub manifest: Option<Sealed>,
    /// Every file, by its path in the folder.
    pub files: Vec<FileChecked>,
    /// The inputs beside those of the manifest; empty where none were given.
    pub inputs: Vec<FileChecked>,
    /// Why nothing could be checked, where that is so.
    pub unusable: Option<String>,
}

/// What was found of a manifest.
#[derive(Debug, Serialize)]
pub struct Sealed {
    /// Its SHA-256.
    pub sha256: String,
    /// What is wrong with it; empty where nothing is.
    pub problems: Vec<String>,
    /// Whether the owner of the key that was given has signed it.
    pub is_signed: bool,
}

/// What a manifest says.
#[derive(Debug, Serialize)]
pub struct MadeFrom {
    /// The edition in words.
    pub edition: String,
    /// The program's version.
    pub version: String,
    /// How many inputs it names.
    pub inputs: usize,
    /// Which marks the edition has.
    pub marks: Vec<Mark>,
    /// The fingerprint.
    pub fingerprint: String,
    /// Whether the inputs and options of the manifest have this fingerprint.
    pub fingerprint_agrees: bool,
}

/// One file.
#[derive(Debug, Serialize)]
pub struct FileChecked {
    /// Its path in its folder, or its name.
    pub path: String,
    /// What it is.
    pub state: State,
    /// Why, and what else there is to say.
    pub notes: Vec<String>,
    /// What a PDF says of itself, where the manifest does not answer for it.
    pub declares: Option<Declared>,
}

/// What a file is, beside a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Its bytes are those of the manifest, and it says the same of itself.
    AsMade,
    /// Its bytes are others.
    Changed,
    /// Its bytes are those of the manifest, and it says otherwise of itself.
    AtOdds,
    /// The manifest names it, and it is not there.
    Missing,
    /// It is there, and no manifest names it.
    NotKnown,
}

impl MadeFrom {
    /// What a manifest says, and whether it agrees with itself.
    pub fn of(manifest: &Manifest) -> Self {
        Self {
            edition: manifest.edition_in_words(),
            version: manifest.version.clone(),
            inputs: manifest.inputs.len(),
            marks: manifest.marks.clone(),
            fingerprint: manifest.fingerprint.clone(),
            fingerprint_agrees: manifest.computed_fingerprint() == manifest.fingerprint,
        }
    }
}

impl FileChecked {
    /// A file with what there is to say of it.
    pub fn new(path: &str, state: State, notes: Vec<String>) -> Self {
        Self { path: path.to_owned(), state, notes, declares: None }
    }
}

impl Checked {
    /// A path of which nothing could be checked.
    pub fn unusable(path: &Path, error: &Error) -> Self {
        Self {
            path: path.display().to_string(),
            made_from: None,
            manifest: None,
            files: Vec::new(),
            inputs: Vec::new(),
            unusable: Some(error.chain()),
        }
    }

    /// Whether every file is as made, and the manifest is what it is held to.
    pub fn is_as_made(&self) -> bool {
        let made = |file: &FileChecked| file.state == State::AsMade;
        self.unusable.is_none()
            && self.made_from.as_ref().is_some_and(|from| from.fingerprint_agrees)
            && self.manifest.as_ref().is_some_and(|sealed| sealed.problems.is_empty())
            && self.files.iter().chain(&self.inputs).all(made)
    }
}
