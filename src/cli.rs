//! The command line: what was typed becomes a request; clap lives here only.
//!
//! Results go to stdout and messages to stderr. Exit codes: 0 done, 1 some areas failed or a check fell
//! short, 2 wrong usage or unusable input.

mod branding;
mod build;
mod check;
mod demo_data;
mod eject_templates;
mod explain;
mod inspect;
mod keeping;
mod measure;
mod selection;
mod terminal;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
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
    Build(build::Build),
    Check(check::Check),
    Measure(measure::MeasureCommand),
    Explain(explain::Explain),
    Inspect(inspect::Inspect),
    Verify(verify::Verify),
    DemoData(demo_data::DemoData),
    EjectTemplates(eject_templates::EjectTemplates),
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Build(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Measure(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Inspect(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::DemoData(command) => command.run(),
        Command::EjectTemplates(command) => command.run(),
    };
    done.unwrap_or_else(|error| {
        say(&format!("error: {}\n", error.chain()));
        ExitCode::from(UNUSABLE)
    })
}
