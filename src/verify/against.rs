//! Where the manifest of a path is, and what is checked beside it.

use std::path::{Path, PathBuf};

use super::checked::{Checked, FileChecked, MadeFrom};
use super::read::{ManifestRead, read_manifest};
use super::seal::Seal;
use super::{folder, inputs, pdf};
use crate::publish::{MANIFEST, Manifest, Place};
use crate::source::{self, Origin};
use crate::subject::error::{Error, Result};

/// What to check files against, beside what lies with them.
#[derive(Debug, Default)]
pub struct Against {
    manifest: Option<PathBuf>,
    /// Names and hashes of the tables given; none where none were.
    data: Option<Vec<(String, String)>>,
    /// What the manifest itself is held to.
    pub seal: Seal,
}

impl Against {
    /// A manifest of the user's choice, and folders of inputs; hashes these.
    ///
    /// # Errors
    /// Where a folder of inputs cannot be read.
    pub fn of(manifest: Option<PathBuf>, data: &[PathBuf]) -> Result<Self> {
        let origins: Vec<Origin> = data.iter().cloned().map(Origin::Path).collect();
        let data = if origins.is_empty() { None } else { Some(source::hashes(&origins)?) };
        Ok(Self { manifest, data, seal: Seal::default() })
    }

    /// Checks a folder, a PDF or a manifest; what cannot be checked says why.
    pub fn verify(&self, path: &Path) -> Vec<Checked> {
        self.look(path).unwrap_or_else(|error| vec![Checked::unusable(path, &error)])
    }

    fn look(&self, path: &Path) -> Result<Vec<Checked>> {
        let about = std::fs::metadata(path).map_err(|source| not_there(path, source))?;
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

    fn edition(&self, folder: &Path, path: &Path) -> Result<Checked> {
        let ManifestRead { manifest, bytes } = read_manifest(path)?;
        Ok(Checked {
            path: folder.display().to_string(),
            files: folder::all(folder, &manifest)?,
            inputs: self.inputs(&manifest),
            made_from: Some(MadeFrom::of(&manifest)),
            manifest: Some(self.seal.check(path, &bytes)),
            unusable: None,
        })
    }

    /// A PDF on its own: the manifest is the one given, or that of its folder.
    fn pdf(&self, path: &Path) -> Result<Checked> {
        let beside = path.parent().map(|folder| folder.join(MANIFEST)).filter(|found| found.exists());
        let found = self.manifest.clone().or(beside);
        let read = found.as_ref().map(|found| read_manifest(found)).transpose()?;
        let sealed =
            found.as_ref().zip(read.as_ref()).map(|(found, read)| self.seal.check(found, &read.bytes));
        let manifest = read.map(|read| read.manifest);
        Ok(Checked {
            path: path.display().to_string(),
            files: vec![pdf::single(path, manifest.as_ref())?],
            inputs: manifest.as_ref().map_or(Vec::new(), |manifest| self.inputs(manifest)),
            made_from: manifest.as_ref().map(MadeFrom::of),
            manifest: sealed,
            unusable: None,
        })
    }

    fn inputs(&self, manifest: &Manifest) -> Vec<FileChecked> {
        self.data.as_deref().map_or(Vec::new(), |found| inputs::all(manifest, found))
    }
}

/// Why a path cannot be read: on some systems, a run may have died while its folder changed places with the one before.
fn not_there(path: &Path, source: std::io::Error) -> Error {
    let before = Place { folder: path.to_owned() }.before();
    if !before.is_dir() {
        return Error::Read { path: path.to_owned(), source };
    }
    Error::Verify {
        path: path.to_owned(),
        problem: format!(
            "a run died before it was in its place; the edition before is `{}`",
            before.display()
        ),
        remedy: "run `briefings build` again, which first puts that back",
    }
}
