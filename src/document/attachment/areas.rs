//! Every ICB and region, and England.

use super::super::scope::Scope;
use super::file::{Attachment, figure};
use crate::analysis::{Area, Kind};
use crate::chart::icbs;
use crate::text::csv::{CsvTable, LineEnd};
use crate::text::words::verdict;

const HEADER: [&str; 17] = [
    "code",
    "name",
    "kind",
    "region",
    "pcns",
    "returns",
    "reported_none",
    "no_return",
    "patients_covered",
    "fte",
    "fte_per_10000",
    "lower_95",
    "upper_95",
    "less_england",
    "against_england",
    "lowest_possible",
    "if_missing_well_above_average",
];

/// Their figures; no rate where returns cover too few patients.
pub fn of(scope: Scope<'_>) -> Attachment {
    let mut table = CsvTable::new(LineEnd::Windows);
    table.row(HEADER.map(str::to_owned).to_vec());
    let areas = scope.edition.icbs().chain(scope.edition.regions()).chain([&scope.edition.england]);
    areas.for_each(|area| table.row(row(area)));
    Attachment {
        name: "areas.csv".to_owned(),
        description: format!("Every ICB and region, and England, in {}, as CSV", scope.census()),
        text: table.into_text(),
    }
}

fn row(area: &Area) -> Vec<String> {
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
        place.code.clone(),
        place.name.clone(),
        kind.to_owned(),
        place.region_name.clone().unwrap_or(String::new()),
    ];
    cells.extend(counts.map(|count| count.get().to_string()));
    cells.extend([
        figure(returns.completeness),
        figure(Some(level.fte).filter(|_| returns.filed > 0)),
        figure(rate),
        figure(between.and_then(|found| found.lower)),
        figure(between.and_then(|found| found.upper)),
        figure(against.map(|against| against.contrast.estimate.value)),
        against.map_or(String::new(), |against| verdict::short(against.contrast.verdict).to_owned()),
        figure(level.rate_low.filter(|_| returns.filed > 0)),
        figure(level.rate_high.filter(|_| returns.filed > 0)),
    ]);
    cells
}
