//! Every PCN of an area.

use super::super::gap;
use super::super::scope::Scope;
use super::file::{Attachment, figure};
use crate::analysis::PcnFigure;
use crate::subject::Need;
use crate::text::csv::{CsvTable, LineEnd};

/// The PCN table of an area.
pub fn of(scope: Scope<'_>) -> Attachment {
    let needs = scope.needs();
    let mut table = CsvTable::new(LineEnd::Windows);
    table.row(header(&scope.area.own.pcns, &needs));
    scope.area.own.pcns.iter().for_each(|pcn| table.row(cells(scope, pcn, &needs)));
    Attachment {
        name: "pcns.csv".to_owned(),
        description: format!("Every PCN of {} in {}, as CSV", scope.name(), scope.census()),
        text: table.into_text(),
    }
}

fn header(pcns: &[PcnFigure], needs: &[Need]) -> Vec<String> {
    let mut names: Vec<String> =
        ["pcn", "name", "icb", "return", "fte", "contracted_fte", "patients", "rate"]
            .map(str::to_owned)
            .to_vec();
    for need in needs {
        names.push(need.id().replace('-', "_"));
        names.push(format!("{}_fifth", need.id().replace('-', "_")));
    }
    names.extend(["fair_share_fte", "fair_share_by_list_size_fte", "gap_fte"].map(str::to_owned));
    // Every PCN has the same censuses.
    names.extend(pcns.iter().take(1).flat_map(|pcn| &pcn.history).map(|past| format!("fte_{}", past.census)));
    names
}

/// Where the area's rate must not be shown, nothing is attached that it could be worked out from, or that rests on it.
fn cells(scope: Scope<'_>, pcn: &PcnFigure, needs: &[Need]) -> Vec<String> {
    let shown = !scope.is_withheld();
    let share = scope.area.own.shares.fair_share.iter().find(|share| share.pcn == pcn.code).filter(|_| shown);
    let mut cells = vec![
        pcn.code.to_string(),
        pcn.name.plain().to_owned(),
        pcn.icb.to_string(),
        pcn.filed.words().to_owned(),
        figure(pcn.fte),
        figure(pcn.contracted),
        figure(pcn.patients.filter(|_| shown)),
        figure(pcn.rate.filter(|_| shown)),
    ];
    for need in needs {
        cells.push(figure(pcn.need.get(need).copied()));
        let fifth = pcn.fifth.get(need).filter(|_| shown);
        cells.push(fifth.map_or("", |fifth| gap::fifth_words(*fifth)).to_owned());
    }
    cells.extend([
        figure(share.map(|s| s.target)),
        figure(share.map(|s| s.target_by_list_size)),
        figure(share.map(|s| s.gap)),
    ]);
    cells.extend(pcn.history.iter().map(|past| figure(past.fte)));
    cells
}
