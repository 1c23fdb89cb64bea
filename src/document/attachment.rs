//! The area's PCN table as data, to travel inside the PDF.

use super::scope::Scope;
use crate::analysis::PcnFigure;
use crate::subject::Need;
use crate::text::Claimed;
use crate::text::csv::{CsvTable, LineEnd};

/// A file inside the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What it is, for the list of attachments.
    pub description: String,
    /// Its text: CSV with a header row, figures unrounded.
    pub text: String,
}

/// The PCN table of an area.
pub fn of(scope: Scope<'_>) -> Attachment {
    let needs = scope.needs();
    let mut table = CsvTable::new(LineEnd::Windows);
    table.row(header(&scope.area.own.pcns, &needs));
    scope.area.own.pcns.iter().for_each(|pcn| table.row(cells(scope, pcn, &needs)));
    Attachment {
        name: format!("pcns-{}-{}.csv", scope.area.place.code.to_lowercase(), scope.edition.edition),
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
        cells.push(fifth.map_or("", |fifth| super::gap::fifth_words(*fifth)).to_owned());
    }
    cells.extend([
        figure(share.map(|s| s.target)),
        figure(share.map(|s| s.target_by_list_size)),
        figure(share.map(|s| s.gap)),
    ]);
    cells.extend(pcn.history.iter().map(|past| figure(past.fte)));
    cells
}

/// A figure as data: unrounded, and empty where it is not known.
fn figure(value: Option<Claimed>) -> String {
    value.map_or_else(String::new, |value| value.get().to_string())
}
