//! The command line: what was typed becomes a request; clap lives here only.
//!
//! Results go to stdout and messages to stderr. Exit codes: 0 done, 1 some areas failed or a check fell
//! short, 2 wrong usage or unusable input.

mod branding;
mod build;
mod check;
mod compare;
mod completions;
mod demo_data;
mod eject_templates;
mod explain;
mod init;
mod inspect;
mod man;
mod measure;
mod progress;
mod selection;
mod settings;
mod sources;
mod summary;
mod terminal;
mod verify;

use std::process::ExitCode;

use crate::subject::error::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use terminal::{UNUSABLE, say};

/// Published NHS tables in; one accessible PDF briefing on social prescribing link workers per ICB out.
#[derive(Debug, Parser)]
#[command(name = "briefings", version, arg_required_else_help = true)]
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
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    typed().and_then(Command::run).unwrap_or_else(|error| {
        say(&format!("error: {}\n", error.chain()));
        ExitCode::from(UNUSABLE)
    })
}

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

impl Command {
    fn run(self) -> Result<ExitCode> {
        match self {
            Self::Init(command) => command.run(),
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
        }
    }
}
