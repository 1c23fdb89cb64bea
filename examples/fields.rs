//! Every field that a template may use: `cargo run --release --example fields` writes the list into `docs/templates.md`.

use std::path::Path;
use std::sync::Arc;

use briefings::branding::{Branding, FrontSheet, Length, Logo, SheetFormats};
use briefings::compare::{EarlierEdition, EarlierFiles};
use briefings::panel::Options;
use briefings::publish::{self, Run, put};
use briefings::render::template::{ListedField, Shape, Templates};
use briefings::source::{self, Origin, Publications};
use briefings::subject::Census;
use briefings::subject::error::{Error, Result};

/// Where the list starts in the page.
const START: &str = "<!-- The rest is written by `cargo run --release --example fields`. -->\n";

/// Characters of an example value.
const LONGEST: usize = 70;

fn main() -> Result<()> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = home.join("docs/templates.md");
    let text = std::fs::read_to_string(&page).map_err(|source| Error::Read { path: page.clone(), source })?;
    let words = text.split(START).next().unwrap_or_default();
    put(&page, format!("{words}{START}{}", list(&fields(home)?)).as_bytes())
}

/// The fields of every document of the illustrative edition, with all that a user may add.
fn fields(home: &Path) -> Result<Vec<ListedField>> {
    let branding = Branding {
        length: Length::Paper,
        front_sheet_as: SheetFormats::default(),
        draft: true,
        logo: Some(Logo::read(&home.join("tests/fixtures/logo.svg"), "Logo of the sample board")?),
        contact: Some("sample.analytics@example.org".to_owned()),
        front_sheet: Some(FrontSheet::read(&home.join("templates/front-sheet.example.toml"))?),
    };
    let local = source::local::read(&home.join("docs/local.example.csv"))?;
    let publications = source::load(&[Origin::Path(home.join("data/illustrative.zip"))], 2)?;
    let options =
        Options { local: Some(local), earlier: Some(earlier(&publications)?), ..Options::default() };
    let (_, edition) = briefings::analyse(&publications, &options)?;
    let templates = Templates::default();
    let renderer = Run::of(&publications, &edition, &options, &branding, &templates)?.renderer;
    let shapes = publish::shapes(&renderer, &publish::choose(&edition, &publish::Asked::default())?);
    Ok(shapes.into_values().fold(Shape::Unknown, Shape::and).listed())
}

/// The edition of a quarter before, as if its folder had been read.
fn earlier(publications: &Publications) -> Result<Arc<EarlierEdition>> {
    let options = Options { edition: Census::new(2026, 6), ..Options::default() };
    let published = briefings::analyse(publications, &options)?.1.published();
    let files = EarlierFiles {
        edition: published.census,
        version: published.version.clone(),
        fingerprint: "0".repeat(64),
        files: Vec::new(),
    };
    Ok(Arc::new(EarlierEdition { published, files }))
}

/// A table for each group of fields.
fn list(fields: &[ListedField]) -> String {
    let mut text = String::new();
    let mut group = "";
    for field in fields {
        let top = field.path.split(['.', '[']).next().unwrap_or_default();
        if top != group {
            text.push_str(&format!(
                "\n### `{top}`\n\n| field | holds | for example |\n| --- | --- | --- |\n"
            ));
            group = top;
        }
        text.push_str(&format!("| `{}` | {} | {} |\n", field.path, field.holds, example(&field.example)));
    }
    text
}

/// A value on one line, cut where it is long.
fn example(text: &str) -> String {
    let line = text.replace(['\n', '|'], " ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    format!("{}…", line.chars().take(LONGEST).collect::<String>().trim_end())
}
