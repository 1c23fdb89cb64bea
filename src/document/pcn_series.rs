//! Each PCN over time: small charts of its FTE, and the same figures as a table.

use serde::Serialize;

use super::figure::{Caption, Figure, Figures};
use super::scope::Scope;
use crate::analysis::PastReturn;
use crate::chart::ChartError;
use crate::chart::small_multiples::{Panel, SmallMultiples};
use crate::claim::{Claimed, Count};
use crate::number::{self, Direction};
use crate::panel::Return;
use crate::subject::{Census, MONTHS};
use crate::words::list;

/// The charts and their table.
#[derive(Debug, Serialize)]
pub struct PcnSeries {
    chart: Figure,
    title: String,
    censuses: Vec<Head>,
    rows: Vec<Row>,
    note: String,
}

/// A census at the head of its column.
#[derive(Debug, Serialize)]
struct Head {
    month: &'static str,
    year: String,
}

/// One PCN.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    cells: Vec<String>,
}

/// What stands where a census's tables do not list a PCN.
const NOT_LISTED: &str = "not listed";

/// Composes both; none where there are no small charts.
pub fn compose(scope: Scope<'_>, figures: &mut Figures) -> Result<Option<PcnSeries>, ChartError> {
    let Some(chart) = SmallMultiples::new(scope.area) else {
        return Ok(None);
    };
    let rows: Vec<Row> = chart.panels.iter().map(row).collect();
    Ok(Some(PcnSeries {
        title: "FTE of these PCNs at each census".to_owned(),
        censuses: chart.censuses.iter().copied().map(Head::of).collect(),
        note: note(&chart, &rows),
        rows,
        chart: figures.place(Some(chart.draw()), caption(scope, &chart))?,
    }))
}

impl Head {
    fn of(census: Census) -> Self {
        let month = usize::try_from(census.month() - 1).ok().and_then(|at| MONTHS.get(at));
        Self { month: month.map_or("", |name| &name[..3]), year: census.year().to_string() }
    }
}

fn caption(scope: Scope<'_>, chart: &SmallMultiples) -> Caption {
    let drawn = list::counted(count(chart.panels.len(), "PCNs on the chart"), "PCN");
    let which = match chart.left_out {
        0 => "FTE of each PCN".to_owned(),
        _ => format!("FTE of the {drawn} that moved most"),
    };
    let [rose, fell] = [Direction::More, Direction::Fewer].map(|way| number::count(chart.moved(way)));
    Caption {
        title: format!("Of {drawn}, link worker time rose in {rose} and fell in {fell}"),
        subtitle: format!("{which} between the first and the last return shown, all on one scale"),
        source: scope.workforce_line(),
    }
}

fn count(value: usize, formula: &'static str) -> Count {
    Claimed::derived(value, formula)
}

fn row(panel: &Panel) -> Row {
    Row { name: panel.name.clone(), cells: panel.points.iter().map(cell).collect() }
}

/// The return in words, or its FTE.
fn cell(point: &PastReturn) -> String {
    match (point.filed, point.fte) {
        (Some(Return::Reported { .. }), Some(fte)) => number::fte(fte),
        (Some(Return::ReportedNone), _) => "none".to_owned(),
        (Some(_), _) => "no return".to_owned(),
        (None, _) => NOT_LISTED.to_owned(),
    }
}

fn note(chart: &SmallMultiples, rows: &[Row]) -> String {
    let mut note = vec!["None: a return without a link worker.".to_owned()];
    if rows.iter().flat_map(|row| &row.cells).any(|cell| cell == NOT_LISTED) {
        note.push("Not listed: the PCN is not in the tables of that census.".to_owned());
    }
    if chart.left_out > 0 {
        let others = list::counted(count(chart.left_out, "PCNs whose FTE moved less"), "PCN");
        note.push(format!("The attached CSV has the same for the other {others}."));
    }
    note.join(" ")
}
