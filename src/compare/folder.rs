//! An edition's folder: its manifest, and those of its data files that a comparison reads.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::edition::{Pcn, Published};
use crate::subject::Census;
use crate::subject::digest::{OwnFile, hex};
use crate::subject::error::{Error, Result};
use crate::subject::plain_file::bounded;

/// An earlier edition, and what tells it from any other.
#[derive(Clone, Debug)]
pub struct EarlierEdition {
    /// What it says.
    pub published: Published,
    /// Where that comes from.
    pub files: EarlierFiles,
}

/// Which edition is compared with, and the files of it that were read.
#[derive(Clone, Debug, Serialize)]
pub struct EarlierFiles {
    /// Its census.
    pub edition: Census,
    /// The program's version that made it.
    pub version: String,
    /// SHA-256 of what its run was made from, as its manifest has it.
    pub fingerprint: String,
    /// What was read of it.
    pub files: Vec<OwnFile>,
}

/// What is read of a manifest.
#[derive(Deserialize)]
struct Manifest {
    program: String,
    version: String,
    edition: String,
    fingerprint: String,
    options: Options,
    outputs: Vec<Output>,
}

#[derive(Deserialize)]
struct Options {
    geography: Option<String>,
    role: Option<String>,
}

#[derive(Deserialize)]
struct Output {
    path: String,
    sha256: String,
}

#[derive(Deserialize)]
struct Past {
    pcn: String,
    census: String,
    #[serde(rename = "return")]
    filed: String,
    fte: Option<f64>,
}

#[derive(Deserialize)]
struct Analysis {
    england: England,
}

#[derive(Deserialize)]
struct England {
    reconfigured: Vec<Reconfigured>,
}

#[derive(Deserialize)]
struct Reconfigured {
    after: String,
    from: Vec<Coded>,
    to: Vec<Coded>,
}

#[derive(Deserialize)]
struct Coded {
    code: String,
}

/// More than any data file of a national edition.
const LONGEST: u64 = 256 * 1024 * 1024;

/// The data files that are read.
const PCNS: &str = "data/pcn.csv";
const PANEL: &str = "data/panel.csv";
const AREAS: &str = "data/icb.csv";
const ANALYSIS: &str = "data/analysis.json";

impl Published {
    /// Reads an edition's folder.
    ///
    /// # Errors
    /// As [`EarlierEdition::read`].
    pub fn read(folder: &Path) -> Result<Self> {
        Ok(EarlierEdition::read(folder)?.published)
    }
}

impl EarlierEdition {
    /// Reads an edition's folder.
    ///
    /// # Errors
    /// Where it holds no edition, lacks its open data, or a file is not what its manifest says.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut files = Files { folder, manifest: manifest(folder)?, read: Vec::new() };
        let published = files.published()?;
        let Files { manifest: Manifest { version, fingerprint, .. }, read, .. } = files;
        let files = EarlierFiles { edition: published.census, version, fingerprint, files: read };
        Ok(Self { published, files })
    }
}

/// The manifest of a folder.
fn manifest(folder: &Path) -> Result<Manifest> {
    let path = folder.join("manifest.json");
    let bytes = read(&path)?;
    let fail = |problem: String| Error::Verify { path: path.clone(), problem, remedy: REMEDY };
    let manifest: Manifest = serde_json::from_slice(&bytes)
        .map_err(|error| fail(format!("it is not a manifest of this program ({error})")))?;
    if manifest.program != env!("CARGO_PKG_NAME") {
        return Err(fail(format!("it is a manifest of `{}`", manifest.program)));
    }
    let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash(&manifest.fingerprint) {
        return Err(fail(format!("its fingerprint `{}` is not a SHA-256", manifest.fingerprint)));
    }
    Ok(manifest)
}

/// What to do about a folder that cannot be compared with.
const REMEDY: &str = "make that edition again with `briefings build`";

fn read(path: &Path) -> Result<Vec<u8>> {
    let read = bounded(path, LONGEST).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    read.map_err(|problem| Error::Verify {
        path: path.to_owned(),
        problem,
        remedy: "give a file that `build` wrote",
    })
}

/// The files of an edition's folder, each held to what the manifest says of it.
struct Files<'a> {
    folder: &'a Path,
    manifest: Manifest,
    read: Vec<OwnFile>,
}

impl Files<'_> {
    fn published(&mut self) -> Result<Published> {
        let pcns: Vec<Pcn> = self.table(PCNS)?;
        let past: Vec<Past> = self.table(PANEL)?;
        let areas = self.table(AREAS)?;
        let analysis: Analysis = self.json(ANALYSIS)?;
        let census =
            |text: &str| text.parse::<Census>().map_err(|why| self.fail(text.to_owned() + ": " + why));
        let reconfigured = analysis.england.reconfigured.into_iter().map(|found| {
            let codes = found.from.into_iter().chain(found.to).map(|pcn| pcn.code);
            Ok((census(&found.after)?, codes.collect()))
        });
        let mut history: BTreeMap<Census, BTreeMap<String, Option<f64>>> = BTreeMap::new();
        for past in past.into_iter().filter(|past| !past.filed.is_empty()) {
            history.entry(census(&past.census)?).or_default().insert(past.pcn, past.fte);
        }
        let option = |value: &Option<String>| value.clone().unwrap_or_else(|| "not given".to_owned());
        Ok(Published {
            census: census(&self.manifest.edition)?,
            pcns: pcns.into_iter().map(|pcn| (pcn.pcn.clone(), pcn)).collect(),
            areas,
            history,
            reconfigured: reconfigured.collect::<Result<_>>()?,
            version: self.manifest.version.clone(),
            geography: option(&self.manifest.options.geography),
            role: option(&self.manifest.options.role),
        })
    }

    fn bytes(&mut self, path: &str) -> Result<Vec<u8>> {
        let Some(output) = self.manifest.outputs.iter().find(|output| output.path == path) else {
            return Err(self.fail(format!("it has no {path}: it was made without the format `data`")));
        };
        let bytes = read(&self.folder.join(path))?;
        let sha256 = hex(&bytes);
        if sha256 != output.sha256.to_lowercase() {
            return Err(self.fail(format!("{path} is not what its manifest says")));
        }
        self.read.push(OwnFile { file: path.to_owned(), sha256 });
        Ok(bytes)
    }

    fn table<T: DeserializeOwned>(&mut self, path: &str) -> Result<Vec<T>> {
        let bytes = self.bytes(path)?;
        let rows: std::result::Result<Vec<T>, _> = csv::Reader::from_reader(&*bytes).deserialize().collect();
        rows.map_err(|error| self.fail(format!("{path} is not as this version writes it ({error})")))
    }

    fn json<T: DeserializeOwned>(&mut self, path: &str) -> Result<T> {
        let bytes = self.bytes(path)?;
        let read = serde_json::from_slice(&bytes);
        read.map_err(|error| self.fail(format!("{path} is not as this version writes it ({error})")))
    }

    fn fail(&self, problem: String) -> Error {
        Error::Verify { path: self.folder.to_owned(), problem, remedy: REMEDY }
    }
}
