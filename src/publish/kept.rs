//! What a run for some areas leaves of an earlier run, as the index and the table of claims go on naming it.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::claims;
use super::earlier::Earlier;
use super::index;
use super::manifest::KeptRun;
use crate::render::ListedFile;

/// Files of earlier runs that stay.
pub struct Kept<'a> {
    /// By the run that made them.
    pub runs: Vec<KeptRun>,
    earlier: &'a Earlier,
}

/// The files of an index, as scripts read them.
#[derive(Deserialize)]
struct Listed {
    files: Vec<ListedFile>,
}

impl<'a> Kept<'a> {
    /// What stays beside these areas and files: nothing where a run is for all areas.
    pub fn of(earlier: &'a Earlier, some: bool, areas: &BTreeSet<&str>, made: &BTreeSet<&str>) -> Self {
        Self { runs: if some { earlier.kept(areas, made) } else { Vec::new() }, earlier }
    }

    /// The areas whose documents are of the same inputs and options as this run's.
    pub fn areas_of(&self, fingerprint: &str) -> BTreeSet<&str> {
        areas(self.runs.iter().filter(|run| run.made_by.fingerprint == fingerprint))
    }

    /// The files, for the index.
    pub fn files(&self, fingerprint: &str) -> Vec<ListedFile> {
        let old = self.earlier.text(index::LIST).and_then(|text| serde_json::from_str::<Listed>(&text).ok());
        let old = old.map_or(Vec::new(), |listed| listed.files);
        let mut files = Vec::new();
        for run in &self.runs {
            let whose = if run.made_by.fingerprint == fingerprint { "" } else { ", of an earlier run" };
            for output in &run.outputs {
                let listed = old.iter().find(|file| file.path == output.path);
                files.push(ListedFile {
                    area: output.area.clone(),
                    path: output.path.clone(),
                    about: format!("{}{whose}", listed.map_or("kept", |file| file.about.as_str())),
                    pages: listed.and_then(|file| file.pages),
                    bytes: output.bytes,
                    sha256: output.sha256.clone(),
                });
            }
        }
        files
    }

    /// The lines of the claims that the documents print.
    pub fn claims(&self) -> Vec<Vec<String>> {
        let areas = areas(self.runs.iter());
        let text = self.earlier.text(claims::FILE).filter(|_| !areas.is_empty()).unwrap_or_default(); // names none
        let mut lines = csv::Reader::from_reader(text.as_bytes());
        let lines = lines.records().filter_map(Result::ok);
        let of_kept =
            lines.filter(|line| line.get(claims::DOCUMENT).is_some_and(|area| areas.contains(area)));
        of_kept.map(|line| line.iter().map(str::to_owned).collect()).collect()
    }
}

fn areas<'r>(runs: impl Iterator<Item = &'r KeptRun>) -> BTreeSet<&'r str> {
    runs.flat_map(|run| &run.outputs).filter_map(|output| output.area.as_deref()).collect()
}
