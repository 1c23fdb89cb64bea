//! What an edition's folder says of its PCNs and areas.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::measure::observation::Provision;
use crate::publish::Manifest;
use crate::subject::digest::hex;
use crate::subject::error::{Error, Result};
use crate::subject::{Census, ENGLAND_CODE};
use crate::verify::{bounded, read_manifest};

/// An edition as its folder has it.
#[derive(Debug)]
pub struct Published {
    /// Which edition.
    pub census: Census,
    /// Its PCNs by code.
    pub pcns: BTreeMap<String, Pcn>,
    /// Its areas, as `icb.csv` has them.
    pub areas: Vec<Place>,
    /// FTE of its PCNs by census and code; none without a return.
    pub history: BTreeMap<Census, BTreeMap<String, Option<f64>>>,
    /// Mergers and splits, as sets of codes, with the first census after each.
    pub reconfigured: Vec<(Census, BTreeSet<String>)>,
    /// The program's version that made it.
    pub version: String,
    /// How areas are drawn.
    pub geography: String,
    /// The role that is counted.
    pub role: String,
}

/// A PCN at the edition's census.
#[derive(Clone, Debug, Deserialize)]
pub struct Pcn {
    pcn: String,
    /// Its name.
    pub name: String,
    /// The ICB that it counts in.
    pub icb: String,
    #[serde(rename = "return")]
    filed: String,
    fte: Option<f64>,
    patients: Option<f64>,
}

/// What a PCN with a return has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Filed {
    /// FTE.
    pub fte: f64,
    /// Registered patients, where they are known.
    pub patients: Option<f64>,
}

impl Filed {
    /// For rates, which only PCNs with known patients are in.
    pub fn provision(self) -> Option<Provision> {
        Some(Provision { fte: self.fte, patients: self.patients? })
    }
}

/// An area.
#[derive(Clone, Debug, Deserialize)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is an ICB, a region or England.
    pub kind: String,
    region: Option<String>,
    /// FTE reported; none where nobody made a return.
    pub fte: Option<f64>,
    /// The rate; none where too few patients are covered.
    #[serde(rename = "fte_per_10000")]
    pub rate: Option<f64>,
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

/// What stands in `pcn.csv` for a PCN without a return.
const NO_RETURN: &str = "no return";

/// More than any data file of a national edition.
const LONGEST: u64 = 256 * 1024 * 1024;

impl Published {
    /// Reads an edition's folder.
    ///
    /// # Errors
    /// Where it holds no edition, lacks its open data, or a file is not what its manifest says.
    pub fn read(folder: &Path) -> Result<Self> {
        let manifest = read_manifest(&folder.join("manifest.json"))?.manifest;
        Self::from(&Files { folder, manifest: &manifest })
    }

    fn from(files: &Files<'_>) -> Result<Self> {
        let pcns: Vec<Pcn> = files.table("data/pcn.csv")?;
        let past: Vec<Past> = files.table("data/panel.csv")?;
        let analysis: Analysis = files.json("data/analysis.json")?;
        let census =
            |text: &str| text.parse::<Census>().map_err(|why| files.fail(text.to_owned() + ": " + why));
        let reconfigured = analysis.england.reconfigured.into_iter().map(|found| {
            let codes = found.from.into_iter().chain(found.to).map(|pcn| pcn.code);
            Ok((census(&found.after)?, codes.collect()))
        });
        let mut history: BTreeMap<Census, BTreeMap<String, Option<f64>>> = BTreeMap::new();
        for past in past.into_iter().filter(|past| !past.filed.is_empty()) {
            history.entry(census(&past.census)?).or_default().insert(past.pcn, past.fte);
        }
        let option = |name: &str| {
            let value = files.manifest.options.content.get(name).and_then(|value| value.as_str());
            value.unwrap_or("not given").to_owned()
        };
        Ok(Self {
            census: census(&files.manifest.edition)?,
            pcns: pcns.into_iter().map(|pcn| (pcn.pcn.clone(), pcn)).collect(),
            areas: files.table("data/icb.csv")?,
            history,
            reconfigured: reconfigured.collect::<Result<_>>()?,
            version: files.manifest.version.clone(),
            geography: option("geography"),
            role: option("role"),
        })
    }

    /// The codes of the ICBs of an area.
    pub fn icbs_of(&self, area: &Place) -> BTreeSet<&str> {
        let is_own = |icb: &&Place| match area.kind.as_str() {
            "region" => icb.region.as_deref() == Some(&area.name),
            _ => area.code == ENGLAND_CODE || icb.code == area.code,
        };
        self.areas.iter().filter(|place| place.kind == "ICB").filter(is_own).map(|icb| &*icb.code).collect()
    }
}

impl Pcn {
    /// What it filed; none without a return.
    pub fn return_of(&self) -> Option<Filed> {
        (self.filed != NO_RETURN).then_some(Filed { fte: self.fte?, patients: self.patients })
    }

    /// Its registered patients, where they are known.
    pub fn patients(&self) -> Option<f64> {
        self.patients
    }
}

/// The files of an edition's folder, each held to what the manifest says of it.
struct Files<'a> {
    folder: &'a Path,
    manifest: &'a Manifest,
}

impl Files<'_> {
    fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        let Some(output) = self.manifest.outputs.iter().find(|output| output.path == path) else {
            return Err(self.fail(format!("it has no {path}: it was made without the format `data`")));
        };
        let bytes = bounded(&self.folder.join(path), LONGEST)?;
        if hex(&bytes) != output.sha256.to_lowercase() {
            return Err(self.fail(format!("{path} is not what its manifest says")));
        }
        Ok(bytes)
    }

    fn table<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>> {
        let bytes = self.bytes(path)?;
        let rows: std::result::Result<Vec<T>, _> = csv::Reader::from_reader(&*bytes).deserialize().collect();
        rows.map_err(|error| self.fail(format!("{path} is not as this version writes it ({error})")))
    }

    fn json<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        let bytes = self.bytes(path)?;
        let read = serde_json::from_slice(&bytes);
        read.map_err(|error| self.fail(format!("{path} is not as this version writes it ({error})")))
    }

    fn fail(&self, problem: String) -> Error {
        let path: PathBuf = self.folder.to_owned();
        Error::Verify { path, problem, remedy: "make that edition again with `briefings build`" }
    }
}
