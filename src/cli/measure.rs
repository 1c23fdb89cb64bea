//! `briefings measure`: every measure on a table of the user's own.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::terminal::print_json;
use crate::analysis::Edition;
use crate::panel::of_table;
use crate::source::{Publications, own};
use crate::subject::Need;
use crate::subject::error::{Error, Result};

/// Compute every measure on a table of PCNs, as JSON in the shape of `data/analysis.json`.
///
/// Columns: pcn, icb, list_size, fte (empty is no return), need_num and need_den, imd_score, and optionally quarter (2022-03).
/// Need is taken as each quarter gives it; fifths and ranks are those of the last. No series break is applied.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings measure pcns.csv > measures.json")]
pub struct MeasureCommand {
    /// The table, as CSV
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
    /// Need indicator that comes first [default: support-gap where there are answers]
    #[arg(long, value_enum)]
    need: Option<Need>,
}

impl MeasureCommand {
    pub fn run(self) -> Result<ExitCode> {
        let rows = own::observations(&self.file)?;
        let panel = of_table(&rows, self.need).ok_or_else(|| Error::Missing {
            missing: format!("`{}` has no rows", self.file.display()),
            remedy: "give a table with a row for each PCN".to_owned(),
        })?;
        let edition = Edition::of(&panel, &Publications::default())?;
        let mut json = serde_json::to_value(&edition)
            .map_err(|error| Error::Serialise { what: "measures", source: error.into() })?;
        if rows.iter().all(|row| row.quarter.is_none()) {
            forget_census(&mut json);
        }
        print_json("measures", &json)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A table without quarters has no census to name.
fn forget_census(edition: &mut serde_json::Value) {
    edition["edition"] = serde_json::Value::Null;
    if let Some(areas) = edition["areas"].as_array_mut() {
        areas.iter_mut().for_each(|area| area["trend"] = serde_json::Value::Array(Vec::new()));
    }
    edition["england"]["trend"] = serde_json::Value::Array(Vec::new());
}
