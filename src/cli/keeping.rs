//! What `build` does so that nothing is lost: one run at a time, a clean stop, and a word on files of an earlier run.

use clap::Args;
use indicatif::ProgressBar;

use super::terminal::say;
use crate::Request;
use crate::publish::{self, KeptRun, Left, Outcome, Progress};
use crate::source::Publications;
use crate::subject::error::{Error, Result};

/// How a run keeps what is there.
#[derive(Debug, Args)]
pub struct Keeping {
    /// Wait where another run writes the same edition's folder, in the place of stopping
    #[arg(long)]
    wait: bool,
}

/// The exit code of a program that was told to stop.
const STOPPED: i32 = 130;

/// Files that a line names.
const NAMED: usize = 6;

impl Keeping {
    /// Builds, after another run where there is one and this is to wait.
    pub fn build(
        &self,
        publications: &Publications,
        request: &mut Request,
        progress: Progress<'_>,
    ) -> Result<Outcome> {
        match crate::build_from(publications, request, progress) {
            Err(Error::Busy { folder, holder }) if self.wait => {
                say(&format!("waiting: another run writes `{}` ({holder})\n", folder.display()));
                request.wait = true;
                crate::build_from(publications, request, progress)
            }
            done => done,
        }
    }
}

/// Makes Ctrl-C, and a request to end, leave nothing half made, and say what there is.
pub fn stop_cleanly(bar: ProgressBar) {
    let stop = move || {
        bar.finish_and_clear();
        say(&stopped(&publish::abandon()));
        std::process::exit(STOPPED);
    };
    // Where whoever started the program has settled what these signals do, that stands.
    let _ = ctrlc::try_set_handler(stop);
}

fn stopped(left: &[Left]) -> String {
    let said = left.iter().map(|left| {
        let folder = left.folder.display();
        if left.is_new {
            format!("stopped: `{folder}` is the new edition, whole\n")
        } else if left.folder.exists() {
            format!("stopped: `{folder}` is as it was\n")
        } else {
            "stopped: nothing was written\n".to_owned()
        }
    });
    if left.is_empty() { "stopped: nothing was written\n".to_owned() } else { said.collect() }
}

/// What was left of an earlier run and what is gone; nothing where there was none.
pub fn of_earlier(outcome: &Outcome) -> String {
    let mut text = String::new();
    let kept: usize = outcome.kept.iter().map(|run: &KeptRun| run.outputs.len()).sum();
    if kept > 0 {
        text.push_str(&format!("kept from an earlier run, of areas that were not asked for: {kept} files\n"));
    }
    let gone = outcome.gone.len();
    if gone > 0 {
        let named: Vec<String> = outcome.gone.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
        let more = if gone > NAMED { format!(" and {} more", gone - NAMED) } else { String::new() };
        text.push_str(&format!("removed, since this run does not make them: {}{more}\n", named.join(", ")));
    }
    text
}
