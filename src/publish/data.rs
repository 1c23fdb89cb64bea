//! The figures as data: what lies in an edition's `data` folder.

use super::output::{Output, json};
use crate::analysis::Edition;
use crate::document::pcn_table;
use crate::panel::Local;
use crate::subject::error::Result;
use crate::text::csv::{CsvTable, LineEnd};

/// The data files of an edition.
///
/// # Errors
/// Where a figure cannot be written as JSON: a defect of the program.
pub fn data(edition: &Edition) -> Result<Vec<Output>> {
    let pcns = pcn_table(edition, &edition.england);
    let mut outputs = vec![
        Output { path: "data/analysis.json".to_owned(), bytes: json("data/analysis.json", edition)? },
        Output { path: "data/pcn.csv".to_owned(), bytes: pcns.text.into_bytes() },
    ];
    if let Some(local) = &edition.local {
        outputs.push(Output { path: "data/local.csv".to_owned(), bytes: local_csv(local).into_bytes() });
    }
    Ok(outputs)
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
