//! `briefings check`: what the files are, and what an edition still lacks.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::selection::{Serving, all_cores, origins};
use super::terminal::{SOME_FAILED, print, print_json};
use crate::check::{CheckRequest, look};
use crate::subject::error::Result;

/// Say what each file was recognised as and why, which editions can be made, what is missing, and what is wrong or odd.
///
/// Problems are grouped by kind, the first twenty of each. Published totals are set beside ours. The exit code is 1 where
/// no edition can be made, something stops a run, or a total differs by more than 0.05 FTE.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings check downloads --edition 2022-03")]
pub struct Check {
    /// Folders, files or zips with published tables [default: the illustrative set]
    #[arg(value_name = "DIR")]
    data: Vec<PathBuf>,
    #[command(flatten)]
    serving: Serving,
    /// Print JSON instead of words
    #[arg(long)]
    json: bool,
}

impl Check {
    pub fn run(self) -> Result<ExitCode> {
        let options = self.serving.options()?;
        let origins = origins(&self.data);
        let request = CheckRequest { origins: &origins, options: &options, jobs: all_cores() };
        let finding = look(&request)?;
        if self.json {
            print_json("check", &finding)?;
        } else {
            print(&finding.words())?;
        }
        Ok(if finding.is_enough() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
    }
}
