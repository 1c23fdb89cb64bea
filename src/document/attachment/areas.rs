//! Every ICB and region, and England.

use super::super::scope::Scope;
use super::shared::columns;
use crate::analysis::{Area, Kind};
use crate::chart::icbs;
use crate::text::words::verdict;
use crate::text::{DataTable, Datum};

const COLUMNS: [[&str; 3]; 17] = [
    ["code", "", "Code of the ICB or region; ENG is England"],
    ["name", "", "Its name"],
    ["kind", "", "ICB, region or England"],
    ["region", "", "The NHS region of an ICB"],
    ["pcns", "PCNs", "Its PCNs at the census"],
    ["returns", "PCNs", "PCNs that made a return"],
    ["reported_none", "PCNs", "PCNs whose return has no link worker"],
    ["no_return", "PCNs", "PCNs that made no return; their link workers are not known"],
    ["patients_covered", "share", "Share of registered patients in PCNs with a return"],
    ["fte", "FTE", "Link workers reported; nothing where nobody made a return"],
    [
        "fte_per_10000",
        "FTE per 10,000 patients",
        "The rate of PCNs with a return; nothing under 80% of patients covered",
    ],
    ["lower_95", "FTE per 10,000 patients", "Lower end of the 95% interval for variation between PCNs"],
    ["upper_95", "FTE per 10,000 patients", "Upper end of it"],
    ["less_england", "FTE per 10,000 patients", "The rate less England's"],
    ["against_england", "", "What that difference amounts to"],
    ["lowest_possible", "FTE per 10,000 patients", "The rate if PCNs without a return had none"],
    [
        "if_missing_well_above_average",
        "FTE per 10,000 patients",
        "The rate if they had the rate that nine in ten stay under",
    ],
];

/// Their figures; no rate where returns cover too few patients.
pub fn of(scope: Scope<'_>) -> DataTable {
    let areas = scope.edition.icbs().chain(scope.edition.regions()).chain([&scope.edition.england]);
    DataTable {
        name: "areas",
        about: format!("Every ICB and region, and England, in {}", scope.census()),
        columns: columns(COLUMNS),
        rows: areas.map(row).collect(),
    }
}

fn row(area: &Area) -> Vec<Datum> {
    let (place, level) = (&area.place, &area.own.level);
    let returns = level.returns;
    let rate = icbs::rate(area);
    let between = level.rate_between_pcns.as_ref().filter(|_| rate.is_some());
    let against = area.compared.against_england.as_ref().filter(|_| rate.is_some());
    let kind = match place.kind {
        Kind::Icb => "ICB",
        Kind::SubIcb => "sub-ICB",
        Kind::Region => "region",
        Kind::England => "England",
    };
    let counts = [returns.pcns, returns.filed, returns.reported_none, returns.no_return];
    let mut cells = vec![
        place.code.clone().into(),
        place.name.clone().into(),
        kind.into(),
        place.region_name.clone().into(),
    ];
    cells.extend(counts.map(|count| count.get().into()));
    cells.extend([
        returns.completeness.into(),
        Some(level.fte).filter(|_| returns.filed > 0).into(),
        rate.into(),
        between.and_then(|found| found.lower).into(),
        between.and_then(|found| found.upper).into(),
        against.map(|against| against.contrast.estimate.value).into(),
        against.map(|against| verdict::short(against.contrast.verdict)).into(),
        level.rate_low.filter(|_| returns.filed > 0).into(),
        level.rate_high.filter(|_| returns.filed > 0).into(),
    ]);
    cells
}
