//! `briefings demo-data`: makes an illustrative data set in the published layouts.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::terminal::print;
use crate::demo::{self, Demo, Plant, Planted, plants};
use crate::publish::put;
use crate::subject::error::{Error, Result};

/// The scale of the data sets of `--faults all`: as small as shows every fault.
const SCALE_OF_ALL: f64 = 0.02;

/// Make an illustrative data set with known truth, in the layouts of the published tables.
///
/// Every briefing made from it says on each page that it is illustrative.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  briefings demo-data --out demo --scale 0.1\n  \
                        briefings demo-data --out demo --faults fte-as-hours,trailing-spaces")]
pub struct DemoData {
    /// Folder to write into, or a zip where it ends in .zip
    #[arg(long, value_name = "DIR", required_unless_present = "faults")]
    out: Option<PathBuf>,
    /// Which made-up England: the same number makes the same files
    #[arg(long, default_value_t = Demo::default().seed)]
    seed: u64,
    /// How large: 1 is about 1,260 PCNs, 0.1 a tenth of them [default: 1, and 0.02 with --faults all]
    #[arg(long, value_parser = scale)]
    scale: Option<f64>,
    /// Faults to plant, by name; `list` prints them, `all` makes a folder DIR/NAME for each
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    faults: Vec<String>,
}

impl DemoData {
    pub fn run(self) -> Result<ExitCode> {
        if self.faults == ["list"] {
            print(&list())?;
            return Ok(ExitCode::SUCCESS);
        }
        let Some(out) = &self.out else {
            return Err(Error::Missing {
                missing: "there is no folder to write into".to_owned(),
                remedy: "give one with --out".to_owned(),
            });
        };
        if self.faults == ["all"] {
            let demo = Demo { seed: self.seed, scale: self.scale.unwrap_or(SCALE_OF_ALL) };
            for plant in plants() {
                make(&demo, &out.join(plant.name), &[plant])?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let chosen: Vec<&Plant> = self.faults.iter().map(|name| named(name)).collect::<Result<_>>()?;
        let scale = self.scale.unwrap_or(Demo::default().scale);
        make(&Demo { seed: self.seed, scale }, out, &chosen)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Makes one data set, and prints what is where.
fn make(demo: &Demo, out: &Path, plants: &[&Plant]) -> Result<()> {
    let fail = |error: std::io::Error| Error::Demo { source: error.into() };
    let (files, planted) = demo.planted(plants).map_err(fail)?;
    if out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        put(out, &demo::zip(&files).map_err(fail)?)?;
    } else {
        for file in &files {
            put(&out.join(&file.path), &file.bytes)?;
        }
    }
    let places: String = plants.iter().zip(&planted).map(|(plant, place)| line(plant, place)).collect();
    print(&format!("{} files in {}\n{places}", files.len(), out.display()))
}

/// Where a fault was planted, for a person.
fn line(plant: &Plant, place: &Planted) -> String {
    let row = place.row.map(|row| format!(" row {row}")).unwrap_or_default();
    let column = place.column.as_ref().map(|column| format!(" column `{column}`")).unwrap_or_default();
    let prefer =
        place.prefer.as_ref().map(|file| format!("; read with --prefer '{file}'")).unwrap_or_default();
    format!("  {}: {}{row}{column}; gives {}{prefer}\n", plant.name, place.file, plant.gives())
}

/// The plant of a name.
fn named(name: &str) -> Result<&'static Plant> {
    Plant::named(name).ok_or_else(|| Error::Unknown {
        asked: format!("there is no fault `{name}` to plant"),
        available: format!("the nearest are {}; `--faults list` prints all", Plant::near(name).join(", ")),
    })
}

/// Every fault with what it does.
fn list() -> String {
    plants().map(|plant| format!("{}\n    {}; gives {}\n", plant.name, plant.what, plant.gives())).collect()
}

fn scale(text: &str) -> std::result::Result<f64, String> {
    text.parse()
        .ok()
        .filter(|scale: &f64| (0.01..=4.0).contains(scale))
        .ok_or_else(|| "expected a number from 0.01 to 4".to_owned())
}
