//! `briefings sources`: what to download for the next edition.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::selection::{all_cores, census};
use super::terminal::{print, print_json, say};
use crate::check::{Wanted, downloads, notice};
use crate::source::{self, Choice, Origin};
use crate::subject::Census;
use crate::subject::error::Result;

/// Say what to download for the next edition, where it is published and what of it is there already.
///
/// The next edition is the quarter after the latest workforce file. Where that file's own edition could be made from
/// nearer list sizes, a nearer practice map or a later survey, those are named first. Nothing is downloaded.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings sources downloads")]
pub struct Sources {
    /// Folders, files or zips to look for the tables in
    #[arg(value_name = "DIR")]
    data: Vec<PathBuf>,
    /// What this edition is made from, in the place of the next
    #[arg(long, value_name = "2022-03", value_parser = census)]
    edition: Option<Census>,
    /// Print JSON instead of words
    #[arg(long)]
    json: bool,
}

impl Sources {
    pub fn run(self) -> Result<ExitCode> {
        let origins: Vec<Origin> = self.data.into_iter().map(Origin::Path).collect();
        let publications = source::survey_of(&origins, Choice::default(), all_cores())?;
        say(&notice::unread(&publications));
        let wanted = downloads(&publications, self.edition);
        if self.json {
            print_json("sources", &wanted)?;
        } else {
            print(&wanted.iter().map(Wanted::words).collect::<Vec<_>>().join("\n"))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
