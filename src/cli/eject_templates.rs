//! `briefings eject-templates`: the built-in templates as files, to edit and pass back.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::terminal::print;
use crate::publish::put;
use crate::render::template::ejected;
use crate::subject::error::{Error, Result};

/// Write the built-in templates, the theme and an example front sheet, to edit and pass back with --templates.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings eject-templates our-templates\n  \
                        briefings build --templates our-templates")]
pub struct EjectTemplates {
    /// Folder to write into
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Write over files that differ
    #[arg(long)]
    force: bool,
}

impl EjectTemplates {
    pub fn run(&self) -> Result<ExitCode> {
        let in_the_way: Vec<String> = ejected()
            .filter(|(name, text)| {
                std::fs::read(self.folder.join(name)).is_ok_and(|found| found != text.as_bytes())
            })
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        if !in_the_way.is_empty() && !self.force {
            return Err(Error::InTheWay {
                folder: self.folder.display().to_string(),
                files: format!("other files of these names: {}", in_the_way.join(", ")),
                remedy: "give another folder, or --force",
            });
        }
        for (name, text) in ejected() {
            put(&self.folder.join(name), text.as_bytes())?;
        }
        print(&format!("{} files in {}\n", ejected().count(), self.folder.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}
