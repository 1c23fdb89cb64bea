//! The `briefings` command.

use std::process::ExitCode;

/// Typesetting allocates much and from many threads, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    briefings::cli::run()
}
