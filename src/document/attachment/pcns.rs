//! Every PCN of an area.

use super::super::gap;
use super::super::scope::Scope;
use super::shared::columns;
use crate::analysis::PcnFigure;
use crate::subject::Need;
use crate::text::{DataColumn, DataTable, Datum};

const BEFORE: [[&str; 3]; 8] = [
    ["pcn", "", "Code of the PCN"],
    ["name", "", "Its name"],
    ["icb", "", "Code of the ICB that it counts in"],
    ["return", "", "What it filed: no return, reported none, or reported"],
    ["fte", "FTE", "Link workers; nothing without a return"],
    ["contracted_fte", "FTE", "Of which contracted services"],
    ["patients", "patients", "Registered patients of its practices"],
    ["rate", "FTE per 10,000 patients", "10,000 times FTE over patients"],
];
const AFTER: [[&str; 3]; 3] = [
    ["fair_share_fte", "FTE", "What it would have if the area's FTE were shared out by need and list size"],
    ["fair_share_by_list_size_fte", "FTE", "The same by list size alone"],
    ["gap_fte", "FTE", "FTE less its fair share"],
];

/// The PCN table of an area.
pub fn of(scope: Scope<'_>) -> DataTable {
    let needs = scope.needs();
    DataTable {
        name: "pcns",
        about: format!("Every PCN of {} in {}", scope.name(), scope.census()),
        columns: header(&scope.area.own.pcns, &needs),
        rows: scope.area.own.pcns.iter().map(|pcn| cells(scope, pcn, &needs)).collect(),
    }
}

fn header(pcns: &[PcnFigure], needs: &[Need]) -> Vec<DataColumn> {
    let mut header = columns(BEFORE);
    for need in needs {
        let name = need.id().replace('-', "_");
        let unit = if *need == Need::SupportGap { "share" } else { "score" };
        header.push(DataColumn::new(&name, unit, "The need indicator's value"));
        header.push(DataColumn::new(format!("{name}_fifth"), "", "Its fifth of England's PCNs by it"));
    }
    header.extend(columns(AFTER));
    // Every PCN has the same censuses.
    let past = pcns.iter().take(1).flat_map(|pcn| &pcn.history);
    let about = "FTE at that census, of the PCN or those that it was made of; nothing without a return";
    header.extend(past.map(|past| DataColumn::new(format!("fte_{}", past.census), "FTE", about)));
    header
}

/// Where the area's rate must not be shown, nothing is attached that it could be worked out from, or that rests on it.
fn cells(scope: Scope<'_>, pcn: &PcnFigure, needs: &[Need]) -> Vec<Datum> {
    let shown = !scope.is_withheld();
    let share = scope.area.own.shares.fair_share.iter().find(|share| share.pcn == pcn.code).filter(|_| shown);
    let mut cells = vec![
        pcn.code.to_string().into(),
        pcn.name.plain().into(),
        pcn.icb.to_string().into(),
        pcn.filed.words().into(),
        pcn.fte.into(),
        pcn.contracted.into(),
        pcn.patients.filter(|_| shown).into(),
        pcn.rate.filter(|_| shown).into(),
    ];
    for need in needs {
        cells.push(pcn.need.get(need).copied().into());
        let fifth = pcn.fifth.get(need).filter(|_| shown);
        cells.push(fifth.map(|fifth| gap::fifth_words(*fifth)).into());
    }
    cells.extend([
        share.map(|s| s.target).into(),
        share.map(|s| s.target_by_list_size).into(),
        share.map(|s| s.gap).into(),
    ]);
    cells.extend(pcn.history.iter().map(|past| past.fte.into()));
    cells
}
