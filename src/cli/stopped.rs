//! A run that is ended before it is done: what it leaves.

use indicatif::ProgressBar;

use super::terminal::say;
use crate::publish::{self, Left};

/// The exit code of a program that was told to stop.
const STOPPED: i32 = 130;

/// Makes Ctrl-C, and a request to end, leave nothing half made, and say what there is; in other words where nothing was
/// under way.
pub fn on_ctrl_c(bar: ProgressBar, nothing: &'static str) {
    let stop = move || {
        bar.finish_and_clear();
        say(&format!("stopped: {}\n", in_words(&publish::abandon(), nothing)));
        std::process::exit(STOPPED);
    };
    // Where whoever started the program has settled what these signals do, that stands.
    let _ = ctrlc::try_set_handler(stop);
}

/// What a run that was ended before its end says.
pub const NOTHING: &str = "nothing was written";

/// What a run that was ended has left.
pub fn in_words(left: &[Left], nothing: &str) -> String {
    let said = left.iter().filter_map(|left| {
        let folder = left.folder.display();
        match (left.is_new, left.folder.exists()) {
            (true, _) => Some(format!("`{folder}` is the new edition, whole")),
            (false, true) => Some(format!("`{folder}` is as it was")),
            (false, false) => None,
        }
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { nothing.to_owned() } else { said.join(", ") }
}
