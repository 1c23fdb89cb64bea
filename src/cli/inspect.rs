//! `briefings inspect`: prints one stage of one area.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::branding::BrandingOptions;
use super::selection::Selection;
use super::terminal::{print, print_json};
use crate::analysis::Area;
use crate::panel::{Panel, Row, Section};
use crate::publish::Run;
use crate::render::{self, Renderer};
use crate::subject::error::Result;
use crate::{analyse, publish};

/// Print what a stage holds for one area: to check a figure, or to see what a template may use.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings inspect --area QJK --stage context")]
pub struct Inspect {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    branding: BrandingOptions,
    /// The area, by code or name (England is ENG)
    #[arg(long, value_name = "CODE-OR-NAME")]
    area: String,
    /// The stage
    #[arg(long, value_enum)]
    stage: Stage,
}

/// A stage between tables and PDF.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stage {
    /// The area's PCNs at every census, as JSON
    Panel,
    /// Every figure that a page may print, as JSON
    Analysis,
    /// What the pages print, as JSON
    Context,
    /// What stands behind the pages and is not printed in them, as JSON
    Record,
    /// The Typst source
    Typst,
    /// The charts of the pages and of the record, as SVG
    Charts,
}

impl Inspect {
    pub fn run(self) -> Result<ExitCode> {
        let publications = self.selection.load()?;
        let options = self.selection.options()?;
        let (branding, templates) = self.branding.read()?;
        branding.check()?;
        let (panel, edition) = analyse(&publications, &options)?;
        let Run { renderer, .. } = Run::of(&publications, &edition, &options, &branding, &templates)?;
        let area = publish::area(&edition, &self.area)?;
        publish::read_templates(&renderer, &[area])?;
        self.stage.print(&panel, &renderer, area)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Stage {
    fn print(self, panel: &Panel, renderer: &Renderer<'_>, area: &Area) -> Result<()> {
        match self {
            Self::Panel => print_json("inspect", &of_area(panel, area)),
            Self::Analysis => print_json("inspect", area),
            Self::Context => print_json("inspect", &renderer.compose(area)?.content),
            Self::Typst => {
                let manuscript = renderer.compose(area)?;
                print(&renderer.source(&manuscript, area)?)
            }
            Self::Record => print_json("inspect", &render::record(renderer.edition, area)?),
            Self::Charts => {
                let (manuscript, record) = (renderer.compose(area)?, render::record(renderer.edition, area)?);
                let charts = manuscript.charts().into_iter().chain(record.charts());
                print(&charts.map(|chart| format!("{}\n", chart.picture.svg)).collect::<String>())
            }
        }
    }
}

/// The rows of an area, by census.
fn of_area<'a>(panel: &'a Panel, area: &Area) -> Vec<(String, Vec<&'a Row>)> {
    let rows = |section: &'a Section| (section.census.to_string(), area.place.within.rows(section));
    panel.sections.iter().map(rows).collect()
}
