//! What the tables of data have alike.

use super::super::scope::Scope;
use crate::text::{DataColumn, DataTable};

/// Columns, each with its unit and what it says.
pub fn columns<const N: usize>(columns: [[&'static str; 3]; N]) -> Vec<DataColumn> {
    columns.into_iter().map(|[name, unit, about]| DataColumn::new(name, unit, about)).collect()
}

/// The table of every area: those of each, with the area's code before them.
pub fn of_every_area(england: Scope<'_>, name: &'static str, of: fn(Scope<'_>) -> DataTable) -> DataTable {
    let edition = england.edition;
    let areas = edition.icbs().chain(edition.regions()).chain([&edition.england]);
    let mut all = DataTable { name, rows: Vec::new(), ..of(england) };
    all.columns.insert(0, DataColumn::new("area", "", "Code of the ICB or region; ENG is England"));
    for area in areas {
        let own = of(Scope { area, ..england }).rows;
        let code = area.place.code.as_str();
        all.rows.extend(own.into_iter().map(|row| std::iter::once(code.into()).chain(row).collect()));
    }
    all
}
