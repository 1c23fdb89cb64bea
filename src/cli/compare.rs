//! `briefings compare`: what changed between two editions, split into its causes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::terminal::{print, print_json};
use crate::compare::{Compared, Published};
use crate::publish::put;
use crate::render::{DATA, Format};
use crate::subject::error::{Error, Result};

/// Say by how much each area differs between two editions, and what that is put down to.
///
/// Reads the open data of both folders. FTE and rate are taken from one edition to the other in steps: earlier data
/// revised, PCNs counted elsewhere, PCNs merged or split, returns lost, returns gained, change in the same PCNs, list
/// sizes, method. The parts add up to the whole.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings compare reports/2026-06 reports/2026-09 --csv changes.csv")]
pub struct Compare {
    /// Folder of the earlier edition
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// Folder of the later edition
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Write a row for each area and part into this file
    #[arg(long, value_name = "FILE.csv")]
    csv: Option<PathBuf>,
    /// Print JSON instead of words
    #[arg(long)]
    json: bool,
}

impl Compare {
    pub fn run(self) -> Result<ExitCode> {
        let compared = Compared::of(&Published::read(&self.old)?, &Published::read(&self.new)?)?;
        if let Some(path) = &self.csv {
            put(path, compared.csv().as_bytes())?;
        }
        if self.json {
            print_json("compare", &compared)?;
        } else {
            print(&compared.words())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Refuses to compare a run that makes no open data.
pub fn has_data(formats: &[&Format]) -> Result<()> {
    if formats.iter().any(|format| format.id == DATA.id) {
        return Ok(());
    }
    Err(Error::Unknown {
        asked: "--compare-with reads the open data of both editions, and this run makes none".to_owned(),
        available: "add `data` to --format".to_owned(),
    })
}

/// Compares the edition that was made with the earlier one: writes the table, and gives the digest.
pub fn since(earlier: &Published, made: &Path, out: &Path) -> Result<String> {
    let compared = Compared::of(earlier, &Published::read(made)?)?;
    let path = out.join(format!("changes-{}-{}.csv", compared.from, compared.to));
    put(&path, compared.csv().as_bytes())?;
    Ok(format!("\n{}every area and part: {}\n", compared.words(), path.display()))
}
