//! Every comparison with its intervals and its one verdict.

use super::super::scope::Scope;
use super::shared::{columns, of_every_area};
use crate::analysis::Contrast;
use crate::text::words::verdict;
use crate::text::{DataTable, Datum};

const COLUMNS: [[&str; 3]; 9] = [
    ["comparison", "", "What is compared"],
    ["indicator", "", "The need indicator that it goes by"],
    ["value", "as unit says", "The difference; nothing where it must not be shown"],
    ["lower_95", "as unit says", "Lower end of its 95% interval"],
    ["upper_95", "as unit says", "Upper end of it"],
    ["lower_998", "as unit says", "Lower end of its 99.8% interval"],
    ["upper_998", "as unit says", "Upper end of it"],
    ["verdict", "", "What the difference amounts to"],
    ["unit", "", "What it is counted in"],
];
const RATE: &str = "FTE per 10,000 patients";

/// The comparisons of an area: with England, over the year, and those among its measures.
fn of(scope: Scope<'_>) -> DataTable {
    let compared = &scope.area.compared;
    let rate = compared.against_england.as_ref().map(|against| &against.contrast);
    let none = compared.none_against_england.as_ref();
    let change = scope.area.own.series.change.as_ref().map(|change| &change.contrast);
    let own = [
        ("rate-against-england", rate, RATE),
        ("reported-none-against-england", none, "share of patients"),
        ("change-over-a-year", change, RATE),
    ];
    let mut rows: Vec<Vec<Datum>> = Vec::new();
    if !scope.is_withheld() {
        rows.extend(own.into_iter().filter_map(|(name, contrast, unit)| Some(row(name, contrast?, unit))));
        for measured in scope.area.measures.iter().filter(|measured| measured.shown) {
            let Some(spoken) = measured.verdict else { continue };
            let ends = [measured.lower, measured.upper, measured.lower_998, measured.upper_998];
            let what: [Datum; 2] = [measured.id.into(), measured.indicator.into()];
            let rest: [Datum; 2] = [verdict::short(spoken).into(), measured.unit.into()];
            let values = [measured.value].into_iter().chain(ends).map(Datum::from);
            rows.push(what.into_iter().chain(values).chain(rest).collect());
        }
    }
    DataTable { name: "comparisons", about: String::new(), columns: columns(COLUMNS), rows }
}

/// The comparisons of every area.
pub fn of_all(england: Scope<'_>) -> DataTable {
    let about = format!("Every comparison of every area in {}", england.census());
    DataTable { about, ..of_every_area(england, "comparisons", of) }
}

fn row(name: &str, contrast: &Contrast, unit: &'static str) -> Vec<Datum> {
    let estimate = &contrast.estimate;
    let ends = [estimate.lower, estimate.upper, estimate.lower_998, estimate.upper_998];
    let values = [Some(estimate.value)].into_iter().chain(ends).map(Datum::from);
    let what: [Datum; 2] = [name.into(), Datum::Nothing];
    let rest: [Datum; 2] = [verdict::short(contrast.verdict).into(), unit.into()];
    what.into_iter().chain(values).chain(rest).collect()
}
