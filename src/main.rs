//! The `briefings` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    briefings::cli::run()
}
