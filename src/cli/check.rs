//! `briefings check`: what the files are, and what an edition still lacks.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{SOME_FAILED, all_cores, origins, print, print_json};
use crate::error::Result;

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
        if self.json {
            print_json("check", &finding)?;
        } else {
            print(&finding.words())?;
        }
        Ok(if finding.is_enough() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
    }
}
