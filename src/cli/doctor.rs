//! `briefings doctor`: whether this machine and these folders will do.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::keeping;
use super::selection::{all_cores, origins};
use super::terminal::{SOME_FAILED, print};
use super::watch;
use crate::cache::Room;
use crate::publish::{Beside, Probe, beside, probe};
use crate::source;
use crate::subject::error::Result;

/// Say whether this machine and these folders will do, and what was left in them.
///
/// Writes, renames and syncs a file where editions are to go, and takes it away. The exit code is 1 where something will
/// not do.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings doctor --data downloads --out reports")]
pub struct Doctor {
    /// Folder that editions are to go into
    #[arg(long, value_name = "DIR", default_value = "reports")]
    out: PathBuf,
    /// Remove what earlier runs have kept so that nothing is made twice
    #[arg(long)]
    clear_cache: bool,
    /// Folder with published tables; may be given more than once
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
}

/// What an edition of all areas takes in all formats but charts, in MB: as measured, and rounded up.
const EDITION_MB: u64 = 80;

/// Parts of the names of folders that programs keep the same on several machines.
const SYNCED: [&str; 6] = ["onedrive", "sharepoint", "dropbox", "google drive", "icloud", "nextcloud"];

/// A line of the findings.
struct Line {
    will_do: bool,
    text: String,
}

impl Doctor {
    pub fn run(self) -> Result<ExitCode> {
        let mut lines = of_folder(&self.out);
        lines.extend(beside(&self.out).iter().map(left));
        lines.push(of_machine());
        lines.extend(of_cache(self.clear_cache));
        if !self.data.is_empty() {
            lines.extend(source::unfinished(&origins(&self.data))?.into_iter().map(|name| Line {
                will_do: false,
                text: format!("`{name}` is a download that is not finished: let the browser finish it"),
            }));
        }
        let said =
            lines.iter().map(|line| format!("{}  {}\n", if line.will_do { "ok" } else { "--" }, line.text));
        print(&said.collect::<String>())?;
        let will_do = lines.iter().all(|line| line.will_do);
        Ok(if will_do { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
    }
}

/// What the folder of editions lets a run do.
fn of_folder(out: &Path) -> Vec<Line> {
    let found = match probe(out) {
        Ok(found) => found,
        Err(error) => return vec![Line { will_do: false, text: error.chain() }],
    };
    let Probe { folder, exchanges, locks, free } = found;
    let at = folder.display();
    let mut lines =
        vec![Line { will_do: true, text: format!("`{at}`: a file is written, renamed and synced") }];
    let how = if exchanges {
        "in one step"
    } else {
        "by two renames, which the next run puts right if one dies between them"
    };
    lines.push(Line {
        will_do: true,
        text: format!("`{at}`: the new edition takes the old one’s place {how}"),
    });
    if !locks {
        let text =
            format!("`{at}`: no lock can be held; see to it that no two runs write one edition at once");
        lines.push(Line { will_do: false, text });
    }
    if let Some(free) = free.map(|bytes| bytes / 1_000_000) {
        let text = format!(
            "`{at}`: {free} MB are free; an edition of all areas takes {EDITION_MB} MB beside the one that is there"
        );
        lines.push(Line { will_do: free >= EDITION_MB, text });
    }
    let small = at.to_string().to_lowercase();
    if SYNCED.iter().any(|name| small.contains(name)) || small.starts_with("\\\\") {
        let text = format!(
            "`{at}`: it looks like a synced or a network folder; files that are open elsewhere can stop a run, which then changes nothing"
        );
        lines.push(Line { will_do: true, text });
    }
    lines
}

/// What a run has beside an edition.
fn left(found: &Beside) -> Line {
    let path = found.path.display();
    if found.is_held {
        return Line { will_do: true, text: format!("`{path}`: a run is writing this edition now") };
    }
    Line {
        will_do: true,
        text: format!("`{path}`: a run that died has left it; the next run of this edition takes it away"),
    }
}

/// What earlier runs have kept, once it was cleared where that was asked for.
fn of_cache(clear: bool) -> Option<Line> {
    let cache = keeping::user_cache();
    let at = cache.folder()?.display().to_string();
    if clear {
        cache.clear();
    }
    let Room { files, bytes, most } = cache.room();
    let [bytes, most] = [bytes, most].map(|bytes| bytes / 1_000_000);
    let text = format!(
        "`{at}`: {files} files of earlier runs, {bytes} MB of at most {most} MB; --clear-cache removes them"
    );
    Some(Line { will_do: true, text })
}

/// What the machine gives.
fn of_machine() -> Line {
    let (areas, cores) = (watch::areas_in_memory().min(all_cores()), all_cores());
    let memory = watch::most_memory().map_or("not known".to_owned(), |mb| format!("{mb} MB"));
    let text = format!(
        "{areas} areas at a time (this machine has {cores} cores); a run is ended that takes over {memory} of memory or, \
         without --time-limit, over {} s",
        watch::SECONDS
    );
    Line { will_do: true, text }
}
