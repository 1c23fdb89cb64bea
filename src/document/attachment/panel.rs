//! Every PCN at every census, a row for each.

use super::super::scope::Scope;
use super::shared::columns;
use crate::text::{DataTable, Datum};

const COLUMNS: [[&str; 3]; 5] = [
    ["pcn", "", "Code of the PCN at the edition's census"],
    ["icb", "", "Code of the ICB that it counts in"],
    ["census", "", "The month that the workforce file describes"],
    ["return", "", "What it filed, or those that it was made of then; nothing where that is not known"],
    ["fte", "FTE", "Link workers; nothing without a return"],
];

/// The panel of the edition's PCNs since the last break of the series.
pub fn of(england: Scope<'_>) -> DataTable {
    let mut rows: Vec<Vec<Datum>> = Vec::new();
    for pcn in &england.area.own.pcns {
        rows.extend(pcn.history.iter().map(|past| {
            vec![
                pcn.code.to_string().into(),
                pcn.icb.to_string().into(),
                past.census.to_string().into(),
                past.filed.map(|filed| filed.words()).into(),
                past.fte.into(),
            ]
        }));
    }
    let about = format!("Every PCN at every census to {}", england.census());
    DataTable { name: "panel", about, columns: columns(COLUMNS), rows }
}
