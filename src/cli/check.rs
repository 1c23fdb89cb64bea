//! `briefings check`: what the files are, and what an edition still lacks.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::selection::{all_cores, census, origins};
use super::terminal::{SOME_FAILED, print, print_json};
use crate::check::{CheckRequest, look};
use crate::panel::Options;
use crate::subject::Census;
use crate::subject::error::Result;

/// Say what each file was recognised as and why, which editions can be made, what is missing, and what is wrong or odd.
///
/// Problems are grouped by kind, the first twenty of each. Published totals are set beside ours. The exit code is 1 where
/// no edition can be made, something stops a run, or a total differs by more than 0.05 FTE.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings check downloads")]
pub struct Check {
    /// Folders, files or zips with published tables [default: the illustrative set]
    #[arg(value_name = "DIR")]
    data: Vec<PathBuf>,
    /// Census to look into [default: the latest that can be made]
    #[arg(long, value_name = "2022-03", value_parser = census)]
    edition: Option<Census>,
    /// Of two files for one period, the one that serves: its name; may be given more than once
    #[arg(long, value_name = "FILE")]
    prefer: Vec<String>,
    /// Go on without a publication's file that cannot be read, by its name or header
    #[arg(long)]
    allow_unread: bool,
    /// Print JSON instead of words
    #[arg(long)]
    json: bool,
}

impl Check {
    pub fn run(self) -> Result<ExitCode> {
        let (edition, prefer, allow_unread) = (self.edition, self.prefer, self.allow_unread);
        let options = Options { edition, prefer, allow_unread, ..Options::default() };
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
