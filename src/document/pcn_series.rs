//! Each PCN over time: small charts of its FTE, and the same figures as a table.

use serde::Serialize;

use super::figure::{Caption, Figure, Figures};
use super::scope::Scope;
use crate::analysis::PastReturn;
use crate::chart::ChartError;
use crate::chart::small_multiples::{Panel, SmallMultiples};
use crate::panel::Return;
use crate::subject::{Census, MONTHS};
use crate::text::claim::{Claimed, Count};
use crate::text::number::{self, Direction};
use crate::text::words::list;

/// The charts and their table.
#[derive(Debug, Serialize)]
pub struct PcnSeries {
    chart: Figure,
    title: String,
    censuses: Vec<Head>,
    rows: Vec<Row>,
    notes: Vec<String>,
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

/// What stands for a return without a link worker.
const NONE: &str = "none";
/// What stands where a census's tables do not list a PCN, or not all that it was made of.
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
        notes: notes(&chart, &rows),
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
    Caption {
        title: title(chart),
        subtitle: "FTE of each PCN from its first return shown to its last, all on one scale".to_owned(),
        source: scope.workforce_line(),
    }
}

/// How many PCNs moved each way; but of those chosen because they moved, the counts would say nothing.
fn title(chart: &SmallMultiples) -> String {
    let drawn = list::counted(count(chart.panels.len(), "PCNs on the chart"), "PCN");
    if chart.left_out > 0 {
        return format!("The {drawn} whose link worker FTE moved most");
    }
    let twice = chart.returned_twice();
    let of = match twice.get() {
        all if all == chart.panels.len() => drawn,
        _ => format!("{} with two returns or more", list::counted(twice, "PCN")),
    };
    let ways = [Direction::More, Direction::Fewer, Direction::Same];
    let [rose, fell, same] = ways.map(|way| number::count(chart.moved(way)));
    format!("Of {of}, link worker FTE rose in {rose}, fell in {fell} and did not change in {same}")
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
        (Some(Return::ReportedNone), _) => NONE.to_owned(),
        (Some(_), _) => "no return".to_owned(),
        (None, _) => NOT_LISTED.to_owned(),
    }
}

/// What the words in the cells mean, where they stand there, and where the other PCNs are.
fn notes(chart: &SmallMultiples, rows: &[Row]) -> Vec<String> {
    let meanings = [
        (NONE, "None: a return without a link worker."),
        (
            NOT_LISTED,
            "Not listed: the PCN as it is now, or a return of all that it was made of, is not in the tables of that census.",
        ),
    ];
    let stands = |words: &str| rows.iter().flat_map(|row| &row.cells).any(|cell| cell == words);
    let said = meanings.into_iter().filter(|(words, _)| stands(words));
    let mut notes: Vec<String> = said.map(|(_, meaning)| meaning.to_owned()).collect();
    if chart.left_out > 0 {
        let others = list::counted(count(chart.left_out, "PCNs whose FTE moved less"), "PCN");
        notes.push(format!("The attached CSV has the same for the other {others}."));
    }
    notes
}
