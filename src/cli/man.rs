//! `briefings man`: the help of every command as pages for `man`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Command};

use super::terminal::print;
use crate::publish::put;
use crate::subject::error::{Error, Result};

/// Write a page for `man` of every command.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings man ~/.local/share/man/man1")]
pub struct Man {
    /// Folder to write into
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Man {
    pub fn run(&self, mut command: Command) -> Result<ExitCode> {
        command.build();
        let commands = command.get_subcommands().filter(|sub| sub.get_name() != "help").cloned();
        let pages: Vec<Command> = std::iter::once(command.clone()).chain(commands).collect();
        for page in &pages {
            // As `git-commit`: a page of a command is named after the program too.
            let name = page.get_display_name().unwrap_or(page.get_name());
            let path = self.folder.join(format!("{name}.1"));
            let mut text = Vec::new();
            let man = clap_mangen::Man::new(page.clone());
            man.render(&mut text).map_err(|source| Error::Write { path: path.clone(), source })?;
            put(&path, &text)?;
        }
        print(&format!("{} files in {}\n", pages.len(), self.folder.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}
