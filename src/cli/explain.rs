//! `briefings explain`: a printed figure back to its rows.

use std::process::ExitCode;

use clap::Args;

use super::selection::Selection;
use super::terminal::print;
use crate::analysis::Edition;
use crate::branding::Branding;
use crate::explain::{self, Trace};
use crate::subject::error::{Error, Result};
use crate::{analyse, publish, render};

/// Trace a figure: its value, its formula, its inputs, and every row of the workforce file behind it.
///
/// Give the same data and options as to `build`. The ids are in its claims.csv, an area's code first (England is ENG).
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings explain QE1/rate --data downloads --edition 2022-03")]
pub struct Explain {
    /// The figure's id, as in claims.csv: QE1/rate
    #[arg(value_name = "CLAIM-ID")]
    id: String,
    #[command(flatten)]
    selection: Selection,
}

impl Explain {
    pub fn run(self) -> Result<ExitCode> {
        let publications = self.selection.load()?;
        let (panel, edition) = analyse(&publications, &self.selection.options()?)?;
        let trace = Trace { publications: &publications, panel: &panel, edition: &edition };
        let steps: Vec<&str> = self.id.split('/').collect();
        if let [code, "page", ..] = steps.as_slice() {
            return self.derived(&edition, code);
        }
        print(&explain::words(trace, trace.claim(&self.id)?))?;
        Ok(ExitCode::SUCCESS)
    }

    /// A number that a page works out: its document is composed again.
    fn derived(&self, edition: &Edition, code: &str) -> Result<ExitCode> {
        let area = publish::area(edition, code)?;
        let manuscript = render::compose(edition, area, &Branding::default())?;
        let said = render::said(&manuscript, &render::record(edition, area)?, area)?;
        match explain::derived(edition, &area.place.code, &said, &self.id) {
            Some(words) => print(&words)?,
            None => {
                return Err(Error::Unknown {
                    asked: format!("there is no figure `{}` in this edition", self.id),
                    available: "claims.csv lists those printed".to_owned(),
                });
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
