//! `briefings completions`: what a shell needs to complete a command.

use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

use super::terminal::print;
use crate::subject::error::Result;

/// Print what a shell needs to complete commands and options with the Tab key.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  briefings completions bash > ~/.local/share/bash-completion/completions/briefings\n  \
                  briefings completions powershell >> $PROFILE"
)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

impl Completions {
    pub fn run(&self, mut command: Command) -> Result<ExitCode> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "briefings", &mut script);
        print(&String::from_utf8_lossy(&script))?;
        Ok(ExitCode::SUCCESS)
    }
}
