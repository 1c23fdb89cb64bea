//! `briefings check`: what the files are, and what an edition still lacks.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{SOME_FAILED, all_cores, origins, print};
use crate::check::Finding;
use crate::error::{Error, Result};

/// Say what each file was recognised as, which editions can be made, and what is missing.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings check downloads")]
pub struct Check {
    /// Folders, files or zips with published tables [default: the illustrative set]
    #[arg(value_name = "DIR")]
    data: Vec<PathBuf>,
    /// Print JSON instead of words
    #[arg(long)]
    json: bool,
}

impl Check {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let finding = crate::check::look(&origins(&self.data), all_cores())?;
        let text = if self.json { json(&finding)? } else { finding.words() };
        print(&text)?;
        Ok(if finding.is_enough() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
    }
}

fn json(finding: &Finding) -> Result<String> {
    serde_json::to_string_pretty(finding)
        .map(|text| text + "\n")
        .map_err(|error| Error::Serialise { what: "check", source: error.into() })
}
