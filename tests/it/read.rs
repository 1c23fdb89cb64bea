//! What a reader reads: the one place where tests take the program's texts apart.

use std::fmt::Display;

use std::sync::LazyLock;

use briefings::analysis::{Area, Edition};
use briefings::branding::Branding;
use briefings::chart::{Caption, ChartError};
use briefings::document::{self, Manuscript};
use serde_json::Value;

/// A text as it is read.
pub fn plain(text: &(impl Display + ?Sized)) -> String {
    text.to_string()
}

/// What the pages of a document print, as it is read.
pub fn context(manuscript: &Manuscript) -> Value {
    serde_json::to_value(&manuscript.content).unwrap()
}

/// Words around a chart whose own words are tested.
pub fn caption() -> Caption {
    Caption { title: "title".into(), subtitle: "subtitle".into(), source: "source".into() }
}

/// Nothing of a user's own.
static PLAIN: LazyLock<Branding> = LazyLock::new(Branding::default);

/// The document of an area, without anything of a user's own.
pub fn compose(edition: &Edition, area: &Area) -> Result<Manuscript, ChartError> {
    document::compose(edition, area, &PLAIN)
}

/// What the cells of a table's rows say, in order.
pub fn rows(table: &Value) -> Vec<Vec<String>> {
    let said = |cell: &Value| cell["text"].as_str().unwrap().to_owned();
    let row = |row: &Value| row.as_array().unwrap().iter().map(said).collect();
    table["rows"].as_array().map(|rows| rows.iter().map(row).collect()).unwrap_or_default() // no table, no rows
}

/// What a table's rows say in the column with a heading.
pub fn column(table: &Value, heading: &str) -> Vec<String> {
    let headings = table["columns"].as_array().unwrap();
    let at = headings.iter().position(|column| column["heading"] == heading).unwrap_or_else(|| {
        panic!("no column {heading} in {headings:?}");
    });
    rows(table).into_iter().map(|row| row[at].clone()).collect()
}
