//! The command line: what was typed becomes a request; clap lives here only.
//!
//! Results go to stdout and messages to stderr. Exit codes: 0 done, 1 some areas failed or a check fell
//! short, 2 wrong usage or unusable input.

/// The latest census of the built-in data, as `--version` says it.
macro_rules! illustrative_to {
    () => {
        "September 2026"
    };
}

mod again;
mod branding;
mod build;
mod check;
mod compare;
mod completions;
mod demo_data;
mod doctor;
mod eject_templates;
mod explain;
mod held;
mod init;
mod inspect;
mod keeping;
mod man;
mod measure;
mod progress;
mod selection;
mod settings;
mod sources;
mod stopped;
mod summary;
mod terminal;
mod typed;
mod verify;
mod watch;

use std::panic;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use terminal::{UNUSABLE, say};

use crate::subject::error::{Error, Result};
use crate::workers;

/// The version, the commit, and how far the built-in data goes.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (",
    env!("BRIEFINGS_COMMIT"),
    "; built-in illustrative data to ",
    illustrative_to!(),
    ")"
);

/// Published NHS tables in; one accessible PDF briefing on social prescribing link workers per ICB out.
#[derive(Debug, Parser)]
#[command(name = "briefings", version = VERSION, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Build(build::Build),
    Sources(sources::Sources),
    Check(check::Check),
    Compare(compare::Compare),
    Measure(measure::MeasureCommand),
    Explain(explain::Explain),
    Inspect(inspect::Inspect),
    Verify(verify::Verify),
    DemoData(demo_data::DemoData),
    EjectTemplates(eject_templates::EjectTemplates),
    Completions(completions::Completions),
    Man(man::Man),
    Doctor(doctor::Doctor),
}

/// Runs the command that was typed; what breaks off says so in a line.
pub fn run() -> ExitCode {
    panic::set_hook(Box::new(|broke| {
        let (words, at) = (broke.payload_as_str().unwrap_or("it does not say which"), broke.location());
        let at = at.map_or_else(String::new, |at| format!(", {}:{}", at.file(), at.line()));
        say(&format!("a defect of the program{at}: {words}; please report it\n"));
    }));
    panic::catch_unwind(done).unwrap_or(ExitCode::from(UNUSABLE))
}

fn done() -> ExitCode {
    let threads = THREADS * selection::all_cores();
    let ready = if workers::can_start(threads) { typed() } else { Err(Error::NoThreads { threads }) };
    ready.and_then(Command::run).unwrap_or_else(|error| {
        say(&format!("error: {}\n", error.chain()));
        ExitCode::from(UNUSABLE)
    })
}

/// Threads for each core, of all parts of the program together.
const THREADS: usize = 4;

/// Every command with every option.
fn full() -> clap::Command {
    settings::with_options(Cli::command())
}

/// The command that was typed, with the settings that it leaves open; a mistake of usage ends here.
fn typed() -> Result<Command> {
    let command = full();
    let settled = settings::settle(&command, std::env::args_os().collect())?;
    if let Some(said) = settled.said {
        say(&said);
    }
    let matches = command.get_matches_from(settled.args);
    Ok(Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command)
}

/// The build that was typed with the settings as they are now, and the file of these where one was named; in words, why
/// it is none.
fn typed_again() -> again::Typed {
    let command = full();
    let settled = settings::settle(&command, std::env::args_os().collect());
    let settled = settled.map_err(|error| format!("error: {}\n", error.chain()))?;
    let matches = command.try_get_matches_from(settled.args);
    let typed = matches.and_then(|matches| Cli::from_arg_matches(&matches));
    match typed.map_err(|error| error.to_string())?.command {
        Command::Build(build) => Ok((build, settled.named)),
        _ => Err("error: it is no build\n".to_owned()),
    }
}

impl Command {
    fn run(self) -> Result<ExitCode> {
        match self {
            Self::Init(command) => command.run(),
            Self::Build(command) if command.goes_on() => again::again(command, typed_again),
            Self::Build(command) => command.run(),
            Self::Sources(command) => command.run(),
            Self::Check(command) => command.run(),
            Self::Compare(command) => command.run(),
            Self::Measure(command) => command.run(),
            Self::Explain(command) => command.run(),
            Self::Inspect(command) => command.run(),
            Self::Verify(command) => command.run(),
            Self::DemoData(command) => command.run(),
            Self::EjectTemplates(command) => command.run(),
            Self::Completions(command) => command.run(full()),
            Self::Man(command) => command.run(full()),
            Self::Doctor(command) => command.run(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::source;
    use crate::subject::Census;

    #[test]
    fn the_version_says_the_latest_census_of_the_built_in_data() {
        let publications = source::load(&super::selection::origins(&[]), 2).unwrap();
        let latest = publications.workforce.keys().next_back().copied().map(Census::words);
        assert_eq!(latest.as_deref(), Some(illustrative_to!()));
    }
}
