//! Every kind of problem, and every fault that `demo-data --faults` plants: `cargo run --release --example faults` writes
//! the lists into `docs/faults.md`.

use std::path::Path;

use briefings::demo::{Plant, plants};
use briefings::publish::put;
use briefings::subject::error::{Error, Result};
use briefings::subject::problem::{FAULTS, Fault};

/// Where the lists start in the page.
const START: &str = "<!-- The rest is written by `cargo run --release --example faults`. -->\n";

fn main() -> Result<()> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md");
    let text = std::fs::read_to_string(&page).map_err(|source| Error::Read { path: page.clone(), source })?;
    let words = text.split(START).next().unwrap_or_default();
    let kinds: String = FAULTS.iter().map(|fault| kind(fault)).collect();
    let planted: String = plants().map(plant).collect();
    let lists = format!(
        "\n## Kinds of problem\n\n| id | does | what it is | what to do |\n| --- | --- | --- | --- |\n{kinds}\n\
         ## Faults that can be planted\n\n| name | what | gives | figures |\n| --- | --- | --- | --- |\n{planted}"
    );
    put(&page, format!("{words}{START}{lists}").as_bytes())
}

fn kind(fault: &Fault) -> String {
    format!("| `{}` | {} | {} | {} |\n", fault.id, fault.severity.words(), fault.what, fault.remedy)
}

fn plant(plant: &Plant) -> String {
    let gives = plant.fault.map_or_else(|| plant.gives().to_owned(), |fault| format!("`{}`", fault.id));
    format!("| `{}` | {} | {gives} | {} |\n", plant.name, plant.what, plant.figures.words())
}
