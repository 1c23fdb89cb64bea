//! The figures as data: those that travel inside the PDF, and those of a whole edition.

mod areas;
mod censuses;
mod comparisons;
mod measures;
mod panel;
mod pcns;
mod quarters;
mod shared;

use super::scope::Scope;
use crate::analysis::Edition;
use crate::text::DataTable;

/// What travels inside an area's PDF, in the order in which the pages speak of it.
pub fn all(scope: Scope<'_>) -> Vec<DataTable> {
    vec![measures::of(scope), pcns::of(scope), censuses::of(scope), areas::of(scope)]
}

/// The open data of an edition.
pub fn open(edition: &Edition) -> Vec<DataTable> {
    let england = Scope { edition, area: &edition.england };
    vec![
        DataTable { name: "pcn", ..pcns::of(england) },
        panel::of(england),
        DataTable { name: "icb", ..areas::of(england) },
        DataTable { name: "england", ..censuses::of(england) },
        censuses::of_all(england),
        quarters::of_all(england),
        measures::of_all(england),
        comparisons::of_all(england),
    ]
}
