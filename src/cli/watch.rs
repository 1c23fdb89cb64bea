//! A thread that watches a run: one that takes too long or too much memory is ended, and it is said what it was at.

use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

use super::stopped;
use super::terminal::{UNUSABLE, say};
use crate::{publish, workers};

/// How often is looked: a text that doubles itself fills a machine in seconds.
const EVERY: Duration = Duration::from_millis(20);

/// What a run may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long.
    pub seconds: u64,
    /// How many MB; three quarters of the machine's where it is not given.
    pub megabytes: Option<u64>,
}

/// How long a run may take where it is not said.
pub const SECONDS: u64 = 900;

const MB: u64 = 1024 * 1024;

/// Memory of what all areas share, and of an area under way: as measured, and rounded up.
const SHARED_MB: u64 = 500;
const AREA_MB: u64 = 100;

/// Starts to watch. Nothing is written while an area is made, so that a run can be ended at any moment.
pub fn start(limits: Limits, bar: ProgressBar) {
    let begin = now();
    let watched = std::thread::Builder::new().spawn(move || {
        // A system that does not say how much memory there is sets no limit to it.
        let mut system = machine();
        let most = limits.megabytes.or_else(most_memory).map_or(u64::MAX, |mb| mb * MB);
        loop {
            if begin.elapsed().as_secs() >= limits.seconds {
                end(&bar, &format!("it took {} seconds, the --time-limit", limits.seconds));
            }
            if system.as_mut().is_some_and(|system| used(system) > most) {
                end(&bar, &format!("it took over {} MB of memory, the --memory-limit", most / MB));
            }
            std::thread::sleep(EVERY);
        }
    });
    if watched.is_err() {
        say("note: this run is not watched, since the system starts no thread for it\n");
    }
}

/// Ends the program.
fn end(bar: &ProgressBar, why: &str) {
    let tasks = workers::all();
    bar.finish_and_clear();
    let left = stopped::in_words(&publish::abandon(), stopped::NOTHING);
    let at = if tasks.is_empty() { "reading files".to_owned() } else { tasks.join("; ") };
    say(&format!("error: this run was ended, since {why}; it was at {at}\n  {left}\n"));
    std::process::exit(UNUSABLE.into());
}

/// What the system says of its memory.
fn machine() -> Option<System> {
    let mut system = System::new().ok()?;
    system.refresh_memory();
    Some(system)
}

/// The MB that a run may have where it is not said: three quarters of the machine's. None where the system does not say.
pub fn most_memory() -> Option<u64> {
    machine().map(|system| total(&system) / 4 * 3 / MB)
}

/// The machine's memory, or as much of it as this program may have.
fn total(system: &System) -> u64 {
    system.cgroup_limits().map_or(u64::MAX, |limits| limits.total_memory).min(system.total_memory())
}

/// The memory of this process; none where the system does not say.
fn used(system: &mut System) -> u64 {
    let this = Pid::from_u32(std::process::id());
    let memory = ProcessRefreshKind::nothing().with_memory();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[this]), false, memory);
    system.process(this).map_or(0, sysinfo::Process::memory)
}

/// How many areas memory has room for side by side.
pub fn areas_in_memory() -> usize {
    // Where the system does not say, it is not the reason to go slow.
    let Some(system) = machine() else { return usize::MAX };
    let of_group = system.cgroup_limits().map_or(u64::MAX, |limits| limits.free_memory);
    let free = of_group.min(system.available_memory()) / MB;
    usize::try_from((free.saturating_sub(SHARED_MB) / AREA_MB).max(1)).unwrap_or(usize::MAX)
}

#[expect(clippy::disallowed_methods, reason = "a run that takes too long is ended; no page knows of it")]
fn now() -> Instant {
    Instant::now()
}
