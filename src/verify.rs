//! Whether files are what their manifest says, and what they were made from: offline, from hashes, the fingerprint
//! and what each PDF says of itself.
//!
//! In: folders, PDFs and manifests, any of which may be damaged. Out: a [`Checked`] for each, with a line for every file.
//! It finds what was changed by mistake or in passing; whoever makes a new manifest can make it say anything.

mod declared;
mod files;
mod ordered;
mod pdf;
mod stated;
mod words;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::source::{self, Origin};
use crate::subject::error::{Error, Result};

pub use declared::Declared;
use stated::Stated;

/// Digits of the fingerprint that pages and metadata carry.
pub const DIGITS: usize = 8;

/// The manifest's name in an edition's folder.
const MANIFEST: &str = "manifest.json";

/// What was found of one path.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// The path as it was given, or a folder inside it.
    pub path: String,
    /// What the manifest says that it was made from; none without a manifest.
    pub made_from: Option<MadeFrom>,
    /// Every file, by its path in the folder.
    pub files: Vec<FileChecked>,
    /// The inputs beside those of the manifest; empty where none were given.
    pub inputs: Vec<FileChecked>,
    /// Why nothing could be checked, where that is so.
    pub unusable: Option<String>,
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
    pub marks: Vec<String>,
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

/// What to check files against, beside what lies with them.
#[derive(Debug, Default)]
pub struct Against {
    manifest: Option<PathBuf>,
    /// Names and hashes of the tables given; none where none were.
    data: Option<Vec<(String, String)>>,
}

impl Against {
    /// A manifest of the user's choice, and folders of inputs; hashes these.
    ///
    /// # Errors
    /// Where a folder of inputs cannot be read.
    pub fn of(manifest: Option<PathBuf>, data: &[PathBuf]) -> Result<Self> {
        let origins: Vec<Origin> = data.iter().cloned().map(Origin::Path).collect();
        let data = if origins.is_empty() { None } else { Some(source::hashes(&origins)?) };
        Ok(Self { manifest, data })
    }

    /// Checks a folder, a PDF or a manifest; what cannot be checked says why.
    pub fn verify(&self, path: &Path) -> Vec<Checked> {
        self.look(path).unwrap_or_else(|error| vec![Checked::unusable(path, &error)])
    }

    fn look(&self, path: &Path) -> Result<Vec<Checked>> {
        let about =
            std::fs::metadata(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        if about.is_dir() {
            return self.folder(path);
        }
        if path.file_name().is_some_and(|name| name == MANIFEST) {
            let folder = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
            return Ok(vec![self.edition(folder, path)?]);
        }
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
            return Ok(vec![self.pdf(path)?]);
        }
        Err(Error::Verify {
            path: path.to_owned(),
            problem: "it is no edition’s folder, PDF or manifest.json".to_owned(),
            remedy: "give one of these",
        })
    }

    /// An edition's folder, or every one directly inside a folder.
    fn folder(&self, path: &Path) -> Result<Vec<Checked>> {
        if let Some(manifest) = &self.manifest {
            return Ok(vec![self.edition(path, manifest)?]);
        }
        if path.join(MANIFEST).exists() {
            return Ok(vec![self.edition(path, &path.join(MANIFEST))?]);
        }
        let mut inside: Vec<PathBuf> = std::fs::read_dir(path)
            .map_err(|source| Error::Read { path: path.to_owned(), source })?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|folder| folder.join(MANIFEST).exists())
            .collect();
        inside.sort();
        if inside.is_empty() {
            return Err(Error::Verify {
                path: path.to_owned(),
                problem: "it has no manifest.json".to_owned(),
                remedy: "give the edition’s folder that `build` wrote, or --manifest FILE",
            });
        }
        let edition = |folder: &PathBuf| {
            let checked = self.edition(folder, &folder.join(MANIFEST));
            checked.unwrap_or_else(|error| Checked::unusable(folder, &error))
        };
        Ok(inside.iter().map(edition).collect())
    }

    fn edition(&self, folder: &Path, manifest: &Path) -> Result<Checked> {
        let stated = Stated::read(manifest)?;
        Ok(Checked {
            path: folder.display().to_string(),
            files: files::all(folder, &stated)?,
            inputs: self.inputs(&stated),
            made_from: Some(MadeFrom::of(&stated)),
            unusable: None,
        })
    }

    /// A PDF on its own: the manifest is the one given, or that of its folder.
    fn pdf(&self, path: &Path) -> Result<Checked> {
        let beside = path.parent().map(|folder| folder.join(MANIFEST)).filter(|found| found.exists());
        let stated = self.manifest.clone().or(beside).map(|found| Stated::read(&found)).transpose()?;
        Ok(Checked {
            path: path.display().to_string(),
            files: vec![pdf::alone(path, stated.as_ref())?],
            inputs: stated.as_ref().map(|stated| self.inputs(stated)).unwrap_or_default(),
            made_from: stated.as_ref().map(MadeFrom::of),
            unusable: None,
        })
    }

    fn inputs(&self, stated: &Stated) -> Vec<FileChecked> {
        self.data.as_deref().map(|found| files::inputs(stated, found)).unwrap_or_default()
    }
}

impl MadeFrom {
    fn of(stated: &Stated) -> Self {
        Self {
            edition: stated.edition(),
            version: stated.version.clone(),
            inputs: stated.inputs.len(),
            marks: stated.marks.clone(),
            fingerprint: stated.fingerprint.clone(),
            fingerprint_agrees: stated.computed() == stated.fingerprint,
        }
    }
}

impl FileChecked {
    fn new(path: &str, state: State, notes: Vec<String>) -> Self {
        Self { path: path.to_owned(), state, notes, declares: None }
    }
}

impl Checked {
    fn unusable(path: &Path, error: &Error) -> Self {
        Self {
            path: path.display().to_string(),
            made_from: None,
            files: Vec::new(),
            inputs: Vec::new(),
            unusable: Some(error.chain()),
        }
    }

    /// Whether every file is as made, and the manifest agrees with itself.
    pub fn is_as_made(&self) -> bool {
        let made = |file: &FileChecked| file.state == State::AsMade;
        self.unusable.is_none()
            && self.made_from.as_ref().is_some_and(|from| from.fingerprint_agrees)
            && self.files.iter().chain(&self.inputs).all(made)
    }
}
