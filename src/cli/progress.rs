//! What a run is doing, while it does it: a line that moves on a terminal, and lines that stay where they are asked for.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::terminal::say;
use crate::publish::Step;

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loudness {
    /// Errors.
    Quiet,
    /// What serves, and a moving line on a terminal.
    Usual,
    /// Each step and each area, a line each.
    Verbose,
}

impl Loudness {
    pub fn of(quiet: bool, verbose: bool) -> Self {
        match (quiet, verbose) {
            (true, _) => Self::Quiet,
            (_, true) => Self::Verbose,
            _ => Self::Usual,
        }
    }
}

/// Tells what a run does, and how long it takes.
pub struct Watch {
    started: Instant,
    bar: ProgressBar,
    is_verbose: bool,
}

/// How often the line of a step without areas moves.
const TICK: Duration = Duration::from_millis(120);

impl Watch {
    #[expect(clippy::disallowed_methods, reason = "who runs it is told the seconds; no page is")]
    pub fn start(loudness: Loudness) -> Self {
        // indicatif draws on a terminal alone, and without colours.
        let bar =
            if loudness == Loudness::Usual { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        Self { started: Instant::now(), bar, is_verbose: loudness == Loudness::Verbose }
    }

    /// The line that moves, for who must take it away.
    pub fn bar(&self) -> &ProgressBar {
        &self.bar
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// The tables are read.
    pub fn reading(&self) {
        self.bar.enable_steady_tick(TICK);
        self.say("reading the tables");
    }

    /// A run came to a step.
    pub fn at(&self, step: Step<'_>) {
        match step {
            Step::Analysing => self.say("working out the figures"),
            Step::Making(areas) => {
                self.say(&format!("making {areas} area{}", if areas == 1 { "" } else { "s" }));
                self.bar.disable_steady_tick();
                self.bar.set_length(areas as u64);
                self.bar.set_style(style("{bar:30} {pos} of {len} areas, {eta} left: {msg}"));
            }
            Step::Made(area) => {
                self.bar.inc(1);
                let of = self.bar.length().unwrap_or_default(); // set when the areas began
                self.say(&format!("{area} ({} of {of})", self.bar.position()));
            }
            Step::Writing => {
                self.bar.set_style(style("{spinner} {msg}"));
                self.say("writing the files");
            }
        }
    }

    /// Says something that stays, above a line that moves.
    pub fn aside(&self, text: &str) {
        self.bar.suspend(|| say(text));
    }

    /// The run is over; a moving line is taken away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn say(&self, what: &str) {
        self.bar.set_message(what.to_owned());
        if self.is_verbose {
            say(&format!("{:6.1} s  {what}\n", self.seconds()));
        }
    }
}

/// A style of the moving line; a template that cannot be read leaves the usual one.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}
