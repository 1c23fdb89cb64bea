//! `briefings init`: a file of settings to start from.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Command};

use super::build::Build;
use super::settings::{FILE, SETTINGS, Setting};
use super::terminal::print;
use crate::publish::put;
use crate::subject::error::{Error, Result};

/// Write a commented briefings.toml, for the options that stay from one edition to the next.
///
/// Asks nothing, and writes over no file. `build`, `check`, `explain`, `inspect` and `sources` take the file of the
/// working folder; what is typed goes before it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings init")]
pub struct Init {
    /// Folder to write it into
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Where downloads are put, and the settings that are in force from the start.
const DOWNLOADS: &str = "downloads";
const IN_FORCE: [&str; 2] = ["data", "out"];

const HEAD: &str = "\
# Settings of this folder for `briefings`: what stays from one edition to the next.
#
# A key is an option of `briefings build` without its dashes; `briefings build --help` says more of each.
# An option on the command line goes before its key here. Paths start from the folder of this file;
# write those of Windows with / or in single quotes. Take the # off a line to use it.
";

impl Init {
    pub fn run(&self) -> Result<ExitCode> {
        let (path, downloads) = (self.folder.join(FILE), self.folder.join(DOWNLOADS));
        if path.symlink_metadata().is_ok() {
            return Err(Error::InTheWay {
                folder: self.folder.display().to_string(),
                files: format!("a `{FILE}`"),
                remedy: "edit it, or move it away first",
            });
        }
        put(&path, settings().as_bytes())?;
        std::fs::create_dir_all(&downloads)
            .map_err(|source| Error::Write { path: downloads.clone(), source })?;
        print(&format!(
            "settings in {}; put the published tables into {}\n",
            path.display(),
            downloads.display()
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Every setting with what `--help` says of it, most of them as comments.
fn settings() -> String {
    let build = Build::augment_args(Command::new("build"));
    let mut text = HEAD.to_owned();
    for Setting { key, example, .. } in SETTINGS {
        let option = build.get_arguments().find(|arg| arg.get_long() == Some(key));
        let help = option.and_then(|option| option.get_help()).map(ToString::to_string);
        let mark = if IN_FORCE.contains(key) { "" } else { "# " };
        let _ = write!(text, "\n# {}\n{mark}{key} = {example}\n", help.unwrap_or_default()); // every option has help
    }
    text
}
