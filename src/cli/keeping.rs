//! What `build` does so that nothing is lost: one run at a time, a clean stop, and a word on files of an earlier run.

use std::path::PathBuf;

use clap::Args;
use etcetera::base_strategy::{self, BaseStrategy};
use indicatif::ProgressBar;

use super::selection::all_cores;
use super::stopped;
use super::terminal::say;
use super::typed;
use super::watch::{self, Limits};
use crate::Request;
use crate::cache::Cache;
use crate::publish::{KeptRun, Outcome, PrivateKey};
use crate::subject::error::{Error, Result};
use crate::text::words::list;

/// How a run keeps what is there.
#[derive(Debug, Args)]
pub struct Keeping {
    /// Wait where another run writes the same edition's folder, in the place of stopping
    #[arg(long)]
    wait: bool,
    /// Sign the manifest with this private key of ed25519 (PEM, as openssl writes it), for `verify --key`
    #[arg(long, value_name = "KEY.pem")]
    sign: Option<PathBuf>,
    /// Make everything anew, and keep nothing of it for later runs
    #[arg(long)]
    no_cache: bool,
    /// End a run that takes longer; nothing is written then
    #[arg(long, value_name = "SECONDS", default_value_t = watch::SECONDS, value_parser = typed::seconds)]
    time_limit: u64,
    /// End a run that takes more memory [default: three quarters of the machine's]
    #[arg(long, value_name = "MB", value_parser = typed::megabytes)]
    memory_limit: Option<u64>,
}

/// Files that a line names.
const NAMED: usize = 6;

impl Keeping {
    /// What signs the manifest.
    pub fn key(&self) -> Result<Option<PrivateKey>> {
        self.sign.as_deref().map(PrivateKey::read).transpose()
    }

    /// What earlier runs made, in the user's cache folder; nothing where the system has none.
    pub fn cache(&self) -> Cache {
        if self.no_cache { Cache::none() } else { user_cache() }
    }

    /// Watches the run from here on, and lets it be stopped; one that is to go on has no limit of time.
    pub fn watch(&self, bar: &ProgressBar, ends: bool) {
        let nothing = if ends { stopped::NOTHING } else { "the edition is as it was last built" };
        stopped::on_ctrl_c(bar.clone(), nothing);
        let seconds = if ends { self.time_limit } else { u64::MAX };
        watch::start(Limits { seconds, megabytes: self.memory_limit }, bar.clone());
    }

    /// Builds, after another run where there is one and this is to wait.
    pub fn build(
        &self,
        request: &mut Request,
        build: impl Fn(&Request) -> Result<Outcome>,
    ) -> Result<Outcome> {
        match build(request) {
            Err(Error::Busy { folder, holder }) if self.wait => {
                say(&format!("waiting: another run writes `{}` ({holder})\n", folder.display()));
                request.wait = true;
                build(request)
            }
            done => done,
        }
    }
}

/// The cache of whoever runs the program.
pub fn user_cache() -> Cache {
    let system = base_strategy::choose_native_strategy().ok();
    system.map_or_else(Cache::none, |system| Cache::at(system.cache_dir().join("briefings")))
}

/// How many areas side by side: as asked for, but no more than the machine has cores; else as memory has room for. Says it
/// where that is not what was asked for.
pub fn jobs(asked: Option<u16>, quiet: bool) -> usize {
    let cores = all_cores();
    match asked.map(usize::from) {
        Some(asked) if asked > cores => {
            if !quiet {
                say(&format!(
                    "note: {cores} areas at a time and not {asked}, since the machine has {cores} cores\n"
                ));
            }
            cores
        }
        Some(asked) => asked,
        None => cores.min(watch::areas_in_memory()),
    }
}

/// What was left of an earlier run and what is gone; nothing where there was none.
pub fn of_earlier(outcome: &Outcome) -> String {
    let mut text = String::new();
    let kept: usize = outcome.kept.iter().map(|run: &KeptRun| run.outputs.len()).sum();
    if kept > 0 {
        text.push_str(&format!("kept from an earlier run, of areas that were not asked for: {kept} files\n"));
    }
    if !outcome.gone.is_empty() {
        let named = list::first(outcome.gone.iter().map(|path| format!("`{path}`")), NAMED);
        text.push_str(&format!("removed, since this run does not make them: {named}\n"));
    }
    text
}
