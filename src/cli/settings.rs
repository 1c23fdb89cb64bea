//! `briefings.toml`: options that stay from one edition to the next, in the place of those that are not typed.
//!
//! In: what was typed, and the file of the working folder. Out: the same with the file's settings as options, so that
//! clap reads both alike.

mod file;
mod registry;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::subject::error::Result;
use file::Given;
pub use registry::{SETTINGS, Setting};

/// The file that is taken where none is named.
pub const FILE: &str = "briefings.toml";

/// The commands that take settings.
const TAKERS: [&str; 5] = ["build", "check", "explain", "inspect", "sources"];

/// Options that are one choice: where one of them is typed, none of them is taken from the file.
const TOGETHER: [&[&str]; 2] = [&["area", "region"], &["logo", "logo-alt"]];

/// What was typed with the settings that it leaves open, and which those are.
pub struct Settled {
    /// The command line.
    pub args: Vec<OsString>,
    /// Which file was taken, in a line; none where there is no file, or nothing but errors is to be said.
    pub said: Option<String>,
    /// The file that was named, where one was.
    pub named: Option<PathBuf>,
}

/// Adds the options that choose the file to the commands that take settings.
pub fn with_options(command: Command) -> Command {
    let config =
        Arg::new("config").long("config").value_name("FILE.toml").value_parser(value_parser!(PathBuf)).help(
            "Take settings from this file [default: briefings.toml in the working folder, where it is there]",
        );
    let none = Arg::new("no_config")
        .long("no-config")
        .action(ArgAction::SetTrue)
        .conflicts_with("config")
        .help("Take no settings from a file");
    TAKERS.iter().fold(command, |command, name| {
        command.mut_subcommand(name, |taker| taker.args([config.clone(), none.clone()]))
    })
}

/// Puts the settings of the file that serves before what was typed.
///
/// # Errors
/// Where the file cannot be read, or has a key or a value that is none.
pub fn settle(command: &Command, typed: Vec<OsString>) -> Result<Settled> {
    let name = typed.get(1).and_then(|name| name.to_str()).unwrap_or_default().to_owned(); // not a command
    // Help and mistakes are answered when the whole is read.
    let lenient = command.clone().ignore_errors(true).try_get_matches_from(&typed).ok();
    let matches = lenient.as_ref().and_then(ArgMatches::subcommand).map(|(_, matches)| matches);
    let named = matches.and_then(|matches| matches.try_get_one("config").ok().flatten().cloned());
    let file = matches.filter(|_| TAKERS.contains(&name.as_str())).and_then(file_of);
    let (Some(matches), Some(file)) = (matches, file) else {
        return Ok(Settled { args: typed, said: None, named });
    };
    let taker = command.find_subcommand(&name).unwrap_or(command);
    let given = file::read(&file, command)?;
    let open: Vec<&Given> = given.iter().filter(|given| is_open(given.setting, taker, matches)).collect();
    let mut args = typed;
    let options = open.iter().flat_map(|given| given.options(taker));
    args.splice(2..2, options);
    let is_quiet = matches.try_get_one::<bool>("quiet").is_ok_and(|quiet| quiet == Some(&true));
    let keys: Vec<&str> = open.iter().map(|given| given.setting.key).collect();
    let keys = if keys.is_empty() { "none is used".to_owned() } else { keys.join(", ") };
    let said = format!("settings of `{}`: {keys}\n", file.display());
    Ok(Settled { args, said: Some(said).filter(|_| !is_quiet), named })
}

/// The file that was named, or that of the working folder.
fn file_of(matches: &ArgMatches) -> Option<PathBuf> {
    let named = matches.get_one::<PathBuf>("config").cloned();
    let own = || Some(PathBuf::from(FILE)).filter(|file| file.exists());
    // What was typed wrongly is read without its defaults.
    let is_none = matches.try_get_one::<bool>("no_config").is_ok_and(|none| none == Some(&true));
    if is_none { None } else { named.or_else(own) }
}

/// The option of a command that a setting stands for; `check` takes data without a name.
fn option<'a>(setting: &Setting, command: &'a Command) -> Option<&'a Arg> {
    let stands = |arg: &&Arg| match arg.get_long() {
        Some(long) => long == setting.key,
        None => arg.get_id() == setting.key,
    };
    command.get_arguments().find(stands)
}

/// Whether a command takes a setting, and nothing was typed in its place.
fn is_open(setting: &Setting, taker: &Command, matches: &ArgMatches) -> bool {
    let is_typed = |arg: &Arg| matches.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    let group = TOGETHER.iter().find(|group| group.contains(&setting.key));
    let rivals = SETTINGS.iter().filter(|other| group.is_some_and(|group| group.contains(&other.key)));
    let is_decided = rivals.filter_map(|other| option(other, taker)).any(is_typed);
    // What a command must be told is typed.
    option(setting, taker).is_some_and(|arg| !arg.is_required_set() && !is_typed(arg)) && !is_decided
}

impl Given {
    /// The setting as options of a command.
    fn options(&self, taker: &Command) -> Vec<OsString> {
        let is_named = option(self.setting, taker).is_some_and(|arg| arg.get_long().is_some());
        let values = self.values.iter();
        values.map(|value| if is_named { self.setting.option(value) } else { value.clone() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::Args;

    use super::*;
    use crate::cli::build::Build;

    /// Options that are for one run.
    const OF_ONE_RUN: [&str; 8] =
        ["allow-stale", "compare-with", "edition", "no-cache", "quiet", "verbose", "wait", "watch"];

    #[test]
    fn every_option_of_build_is_a_setting_or_for_one_run() {
        let build = Build::augment_args(Command::new("build"));
        let mut options: Vec<&str> = build.get_arguments().filter_map(Arg::get_long).collect();
        let mut known: Vec<&str> = SETTINGS.iter().map(|setting| setting.key).chain(OF_ONE_RUN).collect();
        options.sort_unstable();
        known.sort_unstable();
        assert_eq!(options, known);
    }
}
