//! Every change from quarter to quarter, with the limits of usual movement.

use super::super::scope::Scope;
use super::shared::{columns, of_every_area};
use crate::text::{DataTable, Datum};

const RATE: &str = "FTE per 10,000 patients";

const COLUMNS: [[&str; 3]; 8] = [
    ["census", "", "The later of the two censuses"],
    ["pcns", "PCNs", "PCNs with a return at both"],
    ["change", RATE, "The rate of those PCNs less that of the quarter before"],
    ["mean", RATE, "The mean of the area's changes"],
    [
        "lower_limit",
        RATE,
        "The mean less 2.66 mean moving ranges, of which those 3.267 times their mean or more are left out once",
    ],
    ["upper_limit", RATE, "The mean and as much more"],
    ["signal", "", "Why the change is unlike usual movement; nothing where it is not"],
    ["limits", "", "trial where the changes are too few for limits that last"],
];

/// The changes of an area; none where too few patients are covered for a rate.
fn of(scope: Scope<'_>) -> DataTable {
    let xmr = scope.area.own.series.xmr.as_ref().filter(|_| !scope.is_withheld());
    let rows = xmr.into_iter().flat_map(|xmr| {
        let limits = [xmr.limits.mean, xmr.limits.lower, xmr.limits.upper];
        xmr.changes.iter().zip(&xmr.signals).map(move |(change, signal)| {
            let mut cells: Vec<Datum> =
                vec![change.census.to_string().into(), change.n.get().into(), change.value.into()];
            cells.extend(limits.map(Datum::from));
            cells.push(signal.map(|signal| signal.id()).into());
            cells.push(if xmr.trial { "trial" } else { "final" }.into());
            cells
        })
    });
    DataTable { name: "quarters", about: String::new(), columns: columns(COLUMNS), rows: rows.collect() }
}

/// The changes of every area.
pub fn of_all(england: Scope<'_>) -> DataTable {
    let about =
        format!("Every change from quarter to quarter to {}, with its limits (XmR)", england.census());
    DataTable { about, ..of_every_area(england, "quarters", of) }
}
