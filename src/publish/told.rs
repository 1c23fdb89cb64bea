//! What a run made and left out, for whoever runs it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::exception::Exception;
use super::output::Output;
use crate::analysis::{Area, Edition};
use crate::subject::Mark;

/// What a run made and left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Told {
    /// Files by the ending of their names: how many, and their bytes.
    pub files: BTreeMap<String, (usize, usize)>,
    /// Areas whose rate is not printed.
    pub withheld: Vec<String>,
    /// Lines of `exceptions.csv` by what is not there.
    pub exceptions: BTreeMap<String, usize>,
    /// Why the edition is no finding.
    pub marks: Vec<Mark>,
}

impl Told {
    /// Of an edition, the areas that were chosen, and what they came to.
    pub fn of(edition: &Edition, areas: &[&Area], outputs: &[Output], exceptions: &[Exception]) -> Self {
        let mut told = Self { marks: edition.served.marks.clone(), ..Self::default() };
        for output in outputs {
            let ending = output.path.rsplit('.').next().unwrap_or(&output.path);
            let (files, bytes) = told.files.entry(ending.to_owned()).or_default();
            *files += 1;
            *bytes += output.bytes.len();
        }
        for exception in exceptions {
            *told.exceptions.entry(exception.what.to_owned()).or_default() += 1;
        }
        let withheld = areas.iter().filter(|area| area.own.level.shown_rate().is_none());
        told.withheld = withheld.map(|area| format!("{} ({})", area.place.name, area.place.code)).collect();
        told
    }
}
