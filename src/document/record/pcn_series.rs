//! Each PCN over time: small charts of its FTE, and the same figures as a table.

use super::super::scope::Scope;
use crate::analysis::PastReturn;
use crate::chart::small_multiples::{Panel, SmallMultiples};
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::panel::Return;
use crate::subject::Census;
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::list;
use crate::text::{Cell, Chart, Claimed, Column, Count, Table, Text};

content! {
    /// The charts and their table.
    #[derive(Debug)]
    pub struct PcnSeries {
        chart: Chart,
        table: Table,
    }
}

/// What stands for a return without a link worker.
const NONE: &str = "none";
/// What stands where a census's tables do not list a PCN, or not all that it was made of.
const NOT_LISTED: &str = "not listed";

/// Composes both; none where there are no small charts.
pub fn compose(scope: Scope<'_>) -> Result<Option<PcnSeries>, ChartError> {
    let Some(chart) = SmallMultiples::new(scope.area) else {
        return Ok(None);
    };
    let rows: Vec<Vec<Cell>> = chart.panels.iter().map(row).collect();
    let columns = chart.censuses.iter().copied().map(head);
    let table = Table::new(
        "pcn-series",
        "FTE of these PCNs at each census",
        [Column::words("PCN")].into_iter().chain(columns).collect(),
    );
    let notes = notes(&chart, &rows);
    Ok(Some(PcnSeries { table: table.rows(rows).notes(notes), chart: chart.draw(caption(scope, &chart))? }))
}

/// A census at the head of its column, the year under the month.
fn head(census: Census) -> Column {
    let month = Text::name(&census.month_name()[..3]);
    Column { unit: Some(Text::name(census.year().to_string())), ..Column::figures(month) }
}

fn caption(scope: Scope<'_>, chart: &SmallMultiples) -> Caption {
    Caption {
        title: title(chart),
        subtitle: "FTE of each PCN from its first return shown to its last, all on one scale".into(),
        source: scope.workforce_line(),
    }
}

/// How many PCNs moved each way; but of those chosen because they moved, the counts would say nothing.
fn title(chart: &SmallMultiples) -> Text {
    let drawn = list::counted(count(chart.panels.len(), "PCNs on the chart"), "PCN");
    if chart.left_out > 0 {
        return text!("The {} whose link worker FTE moved most", drawn);
    }
    let twice = chart.returned_twice();
    let of = match twice.get() {
        all if all == chart.panels.len() => drawn,
        _ => text!("{} with two returns or more", list::counted(twice, "PCN")),
    };
    let ways = [Direction::More, Direction::Fewer, Direction::Same];
    let [rose, fell, same] = ways.map(|way| number::count(chart.moved(way)));
    text!("Of {}, link worker FTE rose in {}, fell in {} and did not change in {}", of, rose, fell, same)
}

fn count(value: usize, formula: &'static str) -> Count {
    Claimed::derived(value, formula)
}

fn row(panel: &Panel) -> Vec<Cell> {
    let name = Cell::from(panel.name.clone());
    std::iter::once(name).chain(panel.points.iter().map(|point| cell(point).into())).collect()
}

/// The return in words, or its FTE.
fn cell(point: &PastReturn) -> Text {
    match (point.filed, point.fte) {
        (Some(Return::Reported { .. }), Some(fte)) => number::fte(fte).into(),
        (Some(Return::ReportedNone), _) => NONE.into(),
        (Some(_), _) => "no return".into(),
        (None, _) => NOT_LISTED.into(),
    }
}

/// What the words in the cells mean, where they stand there, and where the other PCNs are.
fn notes(chart: &SmallMultiples, rows: &[Vec<Cell>]) -> Vec<Text> {
    let meanings = [
        (NONE, "None: a return without a link worker."),
        (
            NOT_LISTED,
            "Not listed: the PCN as it is now, or a return of all that it was made of, is not in the tables of that census.",
        ),
    ];
    let stands = |words: &'static str| rows.iter().flatten().any(|cell| *cell == Cell::from(words));
    let said = meanings.into_iter().filter(|(words, _)| stands(words));
    let mut notes: Vec<Text> = said.map(|(_, meaning)| meaning.into()).collect();
    if chart.left_out > 0 {
        let others = list::counted(count(chart.left_out, "PCNs whose FTE moved less"), "PCN");
        notes.push(text!("The open data has the same for the other {}, in panel.csv.", others));
    }
    notes
}
