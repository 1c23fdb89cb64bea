//! `briefings verify`: whether a report is what its manifest says.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::terminal::{SOME_FAILED, UNUSABLE, print, print_json};
use crate::subject::error::Result;
use crate::verify::{Against, Checked};

/// Say whether folders and PDFs are what their manifest says, and what they were made from.
///
/// Works offline. Compares sizes and SHA-256 with manifest.json, its fingerprint with the inputs and options that it
/// lists, and what each PDF says of itself with both. It finds changes, and cannot tell who wrote a manifest.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  briefings verify reports/2026-09\n  \
                        briefings verify paper.pdf --manifest reports/2026-09/manifest.json\n  \
                        briefings verify reports/2026-09 --data downloads\n\n\
                        Exit code: 0 all as made, 1 something is not, 2 something cannot be checked.")]
pub struct Verify {
    /// Folder of an edition, PDF or manifest.json; may be several
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The manifest, where it does not lie beside
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Folder, file or zip with the inputs, to say which have changed since; may be given more than once
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
    /// Print JSON instead of words
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(self) -> Result<ExitCode> {
        let against = Against::of(self.manifest, &self.data)?;
        let checked: Vec<Checked> = self.paths.iter().flat_map(|path| against.verify(path)).collect();
        if self.json {
            print_json("verify", &checked)?;
        } else {
            print(&checked.iter().map(Checked::words).collect::<Vec<_>>().join("\n"))?;
        }
        Ok(if checked.iter().any(|checked| checked.unusable.is_some()) {
            ExitCode::from(UNUSABLE)
        } else if checked.iter().all(Checked::is_as_made) {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(SOME_FAILED)
        })
    }
}
