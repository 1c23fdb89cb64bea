//! The edition at a glance: every area with its headline, in one table, and the map of ICBs.

use super::cell;
use super::compared;
use super::front::{Frame, Front};
use super::page_one;
use super::scope::Scope;
use crate::analysis::{Area, Edition};
use crate::branding::Branding;
use crate::chart::ChartError;
use crate::content;
use crate::measure::Verdict;
use crate::text;
use crate::text::number;
use crate::text::words::verdict;
use crate::text::{Cell, Chart, Column, Content, Table, Text, ToContent};

content! {
    /// The page.
    #[derive(Debug)]
    struct Index {
        front: Front,
        title: Text,
        areas: Table,
        map: Option<Chart>,
        map_key: Vec<Text>,
        /// Words of the table that stand for more and less, from the least on.
        order: Vec<Text>,
    }
}

/// Composes it, of these areas.
pub fn compose(edition: &Edition, areas: &[&Area], branding: &Branding) -> Result<Content, ChartError> {
    let england = Scope { edition, area: &edition.england };
    let front = Frame { branding, attachments: &[] }.front(england);
    let (map, map_key) = compared::map(england)?;
    let title = text!("Social prescribing link workers, {}", england.census());
    // Whoever pastes the table elsewhere takes with it that figures are made up.
    let made_up = (!front.banners.is_empty()).then(|| Text::join(front.banners.iter().cloned(), "; "));
    let areas = Table { subtitle: made_up, ..table(england, areas) };
    Ok(Index { front, title, areas, map, map_key, order: order() }.content())
}

fn order() -> Vec<Text> {
    let verdicts = [Verdict::TooFewPcns, Verdict::SomeEvidence, Verdict::Clear].map(verdict::short);
    let [clearly_below, below, chance, above, clearly_above] = compared::BESIDE_ENGLAND;
    [verdicts[0], clearly_below, below, chance, verdicts[1], verdicts[2], above, clearly_above]
        .map(Text::from)
        .to_vec()
}

fn table(england: Scope<'_>, areas: &[&Area]) -> Table {
    let columns = vec![
        Column::words("Area"),
        Column::words("Region"),
        Column::figures("FTE"),
        Column { unit: Some("patients".into()), ..Column::figures("FTE per 10,000") },
        Column::words("Against England"),
        Column::figures("PCNs reporting none"),
        Column { unit: Some(england.indicator().name.into()), ..Column::figures("Gap by") },
        Column::words("Gap, evidence"),
        Column { unit: Some("FTE per 10,000 patients".into()), ..Column::figures("Change over a year,") },
        Column::words("Change, evidence"),
        Column::words("Headline"),
    ];
    let rows = areas.iter().map(|area| row(Scope { area, ..england }));
    let note = "[x]: not known or not shown. [z]: not applicable. Rates count PCNs with a return only.";
    let title = text!("Social prescribing link workers by area, {}", england.census());
    Table::new("areas", title, columns).rows(rows).notes(vec![note.into()])
}

fn row(scope: Scope<'_>) -> Vec<Cell> {
    let level = &scope.area.own.level;
    let gap = scope.primary("gap").ok();
    let change = scope.area.own.series.change.as_ref().filter(|_| !scope.is_withheld());
    let region = scope.region().map_or("England".into(), |region| region.name());
    vec![
        Cell::Coded(scope.name(), Text::name(&scope.area.place.code)),
        region.into(),
        cell::fte(level.returns, level.fte).into(),
        Cell::known(scope.rate().ok().map(number::rate)),
        compared::against_england(scope),
        cell::reported_none(level.returns).into(),
        Cell::known(gap.map(|gap| number::signed(gap.value, 2))),
        Cell::known(gap.map(|gap| verdict::short(gap.verdict()))),
        Cell::known(change.map(|change| number::signed(change.contrast.estimate.value, 2))),
        Cell::known(change.map(|change| verdict::short(change.contrast.verdict))),
        page_one::finding(scope).into(),
    ]
}
