//! Every ICB of England: who filed, the rate or why not, and what of it is chance; England's overview has more.

use super::super::areas;
use super::super::cell;
use super::super::scope::Scope;
use crate::content;
use crate::panel::Return;
use crate::text;
use crate::text::number;
use crate::text::words::interval::Interval;
use crate::text::words::{list, verdict};
use crate::text::{Cell, Claimed, Column, Figure, Table, Text};

/// More PCNs without a return than this are not named in England's overview.
const NAMED: usize = 40;

content! {
    /// The tables of ICBs.
    #[derive(Debug)]
    pub struct Icbs {
        table: Table,
        /// By the primary indicator: in England's overview only.
        need: Option<Table>,
    }
}

/// Composes the tables.
pub fn compose(scope: Scope<'_>) -> Icbs {
    let headings = ["Returns", "Patients covered", "FTE", "FTE per 10,000", "95% interval", "99.8% limits"]
        .map(Column::figures);
    let table = Table {
        slug: "icbs",
        title: Some(text!("Every ICB of England, {}", scope.census())),
        subtitle: None,
        columns: [Column::words("ICB")].into_iter().chain(headings).collect(),
        rows: by_name(scope).into_iter().map(|icb| row(scope, icb)).collect(),
        notes: areas::compared(scope).into_iter().chain(notes(scope)).collect(),
    };
    Icbs { table, need: scope.is_england().then(|| by_need(scope)) }
}

/// The ICBs in order of name.
fn by_name(scope: Scope<'_>) -> Vec<Scope<'_>> {
    let mut areas: Vec<Scope<'_>> = scope.edition.icbs().map(|area| Scope { area, ..scope }).collect();
    areas.sort_by_key(|area| area.area.place.name.to_lowercase());
    areas
}

fn row(of: Scope<'_>, icb: Scope<'_>) -> Vec<Cell> {
    let returns = icb.area.own.level.returns;
    let shown = icb.rate().is_ok();
    let interval = icb.area.own.level.rate_between_pcns.as_ref().filter(|_| shown);
    let limits = icb.area.compared.funnel.as_ref().filter(|_| shown);
    let limits = limits
        .map(|limits| text!("{} to {}", number::rate(limits.lower_998), number::rate(limits.upper_998)));
    vec![
        marked(of, icb).into(),
        cell::returns(returns).into(),
        cell::covered(returns),
        cell::fte(returns, icb.area.own.level.fte).into(),
        Cell::known(icb.rate().ok().map(number::rate)),
        Cell::known(interval.and_then(|estimate| Interval::from(estimate).figures(2))),
        Cell::known(limits),
    ]
}

/// The name, with what the ICB is to the area of the briefing.
fn marked(of: Scope<'_>, icb: Scope<'_>) -> Text {
    let name = icb.name();
    if !of.is_england() && of.edition.icbs_of(of.area).any(|own| own.place.code == icb.area.place.code) {
        return text!("{} (this {})", name, if of.is_region() { "region" } else { "ICB" });
    }
    let similar = of.area.compared.similar.iter().any(|similar| similar.code == icb.area.place.code);
    if similar { text!("{} (similar)", name) } else { name }
}

fn notes(scope: Scope<'_>) -> Vec<Text> {
    let mut notes = [
        "In order of name. The 95% interval shows variation between PCNs.",
        "The 99.8% limits are those of the funnel at the ICB’s number of patients.",
        "[x]: not shown, with too few returns, or too few PCNs for an interval.",
    ]
    .map(Text::from)
    .to_vec();
    if scope.edition.icbs().any(|icb| icb.own.level.returns.is_amber()) {
        notes.push("Amber: returns cover 80% to 95% of patients.".into());
    }
    if scope.is_england() {
        notes.extend(missing(scope));
    }
    notes
}

/// England's PCNs without a return, by name as far as a page can hold them.
fn missing(scope: Scope<'_>) -> Option<Text> {
    let silent = scope.area.own.pcns.iter().filter(|pcn| pcn.filed == Return::NoReturn);
    let mut names: Vec<Text> = silent.map(|pcn| pcn.name.without_pcn()).collect();
    names.sort_by_key(|name| name.plain().to_lowercase());
    let lead = text!("{} made no return", list::counted(scope.area.own.level.returns.no_return, "PCN"));
    match names.len() {
        0 => None,
        1..=NAMED => Some(list::named(&lead, &names)),
        _ => Some(text!("{}; each ICB’s own briefing names them.", lead)),
    }
}

fn by_need(scope: Scope<'_>) -> Table {
    let indicator = scope.indicator();
    let row = |icb: Scope<'_>| {
        vec![
            icb.name().into(),
            compared(icb, "gap", |gap| number::signed(gap, 2)),
            Cell::known(icb.primary("gap").ok().map(|gap| verdict::short(gap.verdict()))),
            compared(icb, "fair-share-moved", number::fte),
            compared(icb, "level-up", number::fte),
        ]
    };
    let away = text!("FTE away from shares by {}", indicator.shared_by);
    let columns = vec![
        Column::words("ICB"),
        Column::figures("Gap"),
        Column::words("Could the gap be chance"),
        Column::figures(away),
        Column::figures("FTE to level up"),
    ];
    Table {
        slug: "icbs-by-need",
        title: Some(text!("Every ICB by {}, {}", indicator.name, scope.census())),
        subtitle: None,
        columns,
        rows: by_name(scope).into_iter().map(row).collect(),
        notes: vec![
            text!("Gap: FTE per 10,000 patients in PCNs {} less PCNs {}.", indicator.most, indicator.least),
            "Away: the FTE that would sit in other PCNs. To level up: the FTE to add to reach England’s level.".into(),
            "[x]: not shown, with too few returns, or too few PCNs in an end fifth.".into(),
            "A gap in one ICB rests on few PCNs. Of so many compared, some show evidence by chance alone.".into(),
        ],
    }
}

/// A comparison of the ICB's PCNs, where there are enough returns for its rate.
fn compared(scope: Scope<'_>, id: &str, print: fn(Claimed) -> Figure) -> Cell {
    Cell::known(scope.primary(id).ok().map(|found| print(found.value)))
}
