//! `briefings demo-data`: makes an illustrative data set in the published layouts.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::terminal::print;
use super::typed;
use crate::demo::{self, Demo};
use crate::publish::put;
use crate::subject::error::{Error, Result};

/// Make an illustrative data set with known truth, in the layouts of the published tables.
///
/// Every briefing made from it says on each page that it is illustrative.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings demo-data --out demo --scale 0.1")]
pub struct DemoData {
    /// Folder to write into, or a zip where it ends in .zip
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Which made-up England: the same number makes the same files
    #[arg(long, default_value_t = Demo::default().seed, value_parser = typed::seed)]
    seed: u64,
    /// How large: 1 is about 1,260 PCNs, 0.1 a tenth of them
    #[arg(long, default_value_t = Demo::default().scale, value_parser = scale)]
    scale: f64,
}

impl DemoData {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let fail = |error: std::io::Error| Error::Demo { source: error.into() };
        let files = Demo { seed: self.seed, scale: self.scale }.files().map_err(fail)?;
        if self.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
            put(&self.out, &demo::zip(&files).map_err(fail)?)?;
        } else {
            for file in &files {
                put(&self.out.join(&file.path), &file.bytes)?;
            }
        }
        print(&format!("{} files in {}\n", files.len(), self.out.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn scale(text: &str) -> std::result::Result<f64, String> {
    text.parse()
        .ok()
        .filter(|scale: &f64| (0.01..=demo::LARGEST).contains(scale))
        .ok_or_else(|| format!("expected a number from 0.01 to {}", demo::LARGEST))
}
