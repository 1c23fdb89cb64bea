//! The figures as data: what lies in an edition's `data` folder.

use serde::Serialize;

use super::output::{Output, json};
use crate::analysis::Edition;
use crate::document::open_data;
use crate::panel::Local;
use crate::render::parquet;
use crate::subject::error::Result;
use crate::text::csv::{CsvTable, LineEnd};
use crate::text::{DataColumn, DataTable};

/// The data files of an edition; those that say what they are say the run's fingerprint too.
///
/// # Errors
/// Where a figure cannot be written as JSON: a defect of the program.
pub fn data(edition: &Edition, fingerprint: &str) -> Result<Vec<(Output, String)>> {
    let mut outputs = Vec::new();
    let mut add = |path: &str, bytes: Vec<u8>, about: &str| {
        outputs.push((Output::new(path, bytes), about.to_owned()));
    };
    let analysis = json(ANALYSIS, &Analysis { fingerprint, edition })?;
    add(ANALYSIS, analysis, "every figure of every area, unrounded");
    let tables = open_data(edition);
    for table in &tables {
        add(&format!("data/{}", table.file()), table.csv().into_bytes(), &table.about);
        add(&format!("data/{}.parquet", table.name), parquet(table, fingerprint)?, &table.about);
    }
    let words = dictionary(&tables).into_bytes();
    add("data/README.csv", words, "what every column of the data says");
    add(METADATA, json(METADATA, &metadata(&tables, fingerprint))?, "the same for machines");
    if let Some(local) = &edition.local {
        let about = "link workers outside the publication";
        add("data/local.csv", local_csv(local).into_bytes(), about);
    }
    Ok(outputs)
}

/// Every figure of every area.
pub const ANALYSIS: &str = "data/analysis.json";

/// An edition as it is written.
#[derive(Serialize)]
struct Analysis<'a> {
    fingerprint: &'a str,
    #[serde(flatten)]
    edition: &'a Edition,
}

/// What describes the tables to machines: CSV on the Web.
pub const METADATA: &str = "data/csv-metadata.json";

/// What every column of every table says.
fn dictionary(tables: &[DataTable]) -> String {
    let mut dictionary = CsvTable::new(LineEnd::Windows);
    dictionary.row(["file", "column", "unit", "meaning"]);
    for table in tables {
        for DataColumn { name, unit, about } in &table.columns {
            dictionary.row([table.file().as_str(), name, unit, about]);
        }
    }
    dictionary.into_text()
}

/// The same for machines, as <https://www.w3.org/TR/tabular-data-primer/> has it.
fn metadata(tables: &[DataTable], fingerprint: &str) -> serde_json::Value {
    let column = |column: &DataColumn| {
        let kind = if column.unit.is_empty() { "string" } else { "number" };
        serde_json::json!({
            "name": column.name.replace('-', "_"),
            "titles": column.name,
            "datatype": kind,
            "dc:description": column.about,
            "required": false,
        })
    };
    let table = |table: &DataTable| {
        let columns: Vec<_> = table.columns.iter().map(column).collect();
        serde_json::json!({
            "url": table.file(),
            "dc:title": table.about,
            "tableSchema": { "columns": columns },
        })
    };
    serde_json::json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dc:identifier": fingerprint,
        "dc:license": { "@id": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" },
        "tables": tables.iter().map(table).collect::<Vec<_>>(),
    })
}

/// Link workers outside the publication, row by row, each in its ICB.
fn local_csv(local: &Local) -> String {
    let mut table = CsvTable::new(LineEnd::Unix);
    table.row(["icb_code", "pcn_code", "employer", "fte", "as_of", "source", "note"]);
    for (icb, row) in &local.rows {
        let pcn = row.pcn.as_ref().map_or_else(String::new, ToString::to_string);
        let fte = row.fte.to_string();
        table.row([icb.as_str(), &pcn, &row.employer, &fte, &row.as_of, &row.source, &row.note]);
    }
    table.into_text()
}
