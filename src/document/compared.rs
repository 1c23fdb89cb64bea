//! Compared with others: an area among ICBs; for England every ICB by region, the map and the regions in a table.

use super::areas;
use super::boundaries;
use super::cell;
use super::scope::Scope;
use crate::analysis::Area;
use crate::chart::compared::Compared as Rows;
use crate::chart::icbs;
use crate::chart::tile_map::TileMap;
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::measure::Verdict;
use crate::text;
use crate::text::number;
use crate::text::words::{list, verdict};
use crate::text::{Cell, Chart, Claimed, Column, Table, Text};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct Compared {
        heading: &'static str,
        sentences: Vec<Text>,
        chart: Option<Chart>,
        /// England's page only.
        map: Option<Chart>,
        /// What the codes on the map stand for.
        map_key: Vec<Text>,
        /// England's regions, or a region's ICBs.
        parts: Option<Table>,
        /// The ICB on other boundaries, where areas are redrawn.
        boundaries: Option<boundaries::Boundaries>,
    }
}

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Result<Compared, ChartError> {
    let chart = Rows::new(scope.edition, scope.area);
    let (map, map_key) = match scope.is_england() {
        true => map(scope)?,
        false => (None, Vec::new()),
    };
    Ok(Compared {
        heading: if scope.is_england() { "ICBs and regions compared" } else { "Compared with others" },
        sentences: sentences(scope),
        chart: chart.map(|chart| chart.draw(caption(scope))).transpose()?,
        map,
        map_key,
        parts: (!scope.is_icb()).then(|| parts(scope)),
        boundaries: boundaries::compose(scope),
    })
}

fn sentences(scope: Scope<'_>) -> Vec<Text> {
    let mut sentences: Vec<Text> = areas::compared(scope).into_iter().collect();
    if scope.is_england() {
        sentences.extend(among(scope));
        return sentences;
    }
    sentences.extend(beside(scope));
    sentences.extend(span(scope));
    sentences
}

/// The area beside England.
fn beside(scope: Scope<'_>) -> Option<Text> {
    let Some(against) = &scope.area.compared.against_england else {
        return Some("This area’s rate is not set beside those of others, since it is not shown.".into());
    };
    let way = if against.contrast.estimate.value > 0.0 { "above" } else { "below" };
    let level = text!("The rate of {} is {} England’s", scope.name(), way);
    Some(text!("{}: {}.", level, verdict::about(against.contrast.verdict, "difference")))
}

/// How many ICBs differ.
fn among(scope: Scope<'_>) -> Vec<Text> {
    let count = |wanted: Verdict| {
        let is = |icb: &&Area| icbs::against(icb).is_some_and(|(verdict, _)| verdict == wanted);
        scope.edition.icbs().filter(is).count()
    };
    let clear = Claimed::derived(count(Verdict::Clear), "ICBs whose rate differs clearly from England's");
    let some =
        Claimed::derived(count(Verdict::SomeEvidence), "ICBs with some evidence of a difference and no more");
    let clear = list::counted_as(clear, "ICB differs", "ICBs differ");
    vec![text!(
        "{} clearly from England, and for {} more there is some evidence; some of these may differ by chance alone.",
        clear,
        number::count(some)
    )]
}

/// From where to where rates ran.
fn span(scope: Scope<'_>) -> Option<Text> {
    let mut rated: Vec<(Claimed, &Area)> =
        scope.edition.icbs().filter_map(|icb| Some((icbs::rate(icb)?, icb))).collect();
    rated.sort_by(|a, b| a.0.get().total_cmp(&b.0.get()));
    let (low, high) = (rated.first()?, rated.last()?);
    let many = Claimed::derived(rated.len(), "ICBs with a rate");
    let end = |(rate, icb): &(Claimed, &Area)| text!("{} ({})", number::rate(*rate), icbs::short_name(icb));
    (rated.len() > 1).then(|| {
        text!(
            "Across {}, rates ran from {} to {}; the order of neighbours can be chance.",
            list::counted(many, "ICB"),
            end(low),
            end(high)
        )
    })
}

fn caption(scope: Scope<'_>) -> Caption {
    let which = match (scope.is_england(), scope.is_region()) {
        (true, _) => "every ICB under its region",
        (_, true) => "the region, its ICBs and the other regions",
        _ => "those most alike, the highest and the lowest",
    };
    Caption {
        title: title(scope),
        subtitle: text!("FTE for every 10,000 patients with 95% intervals: {}", which),
        source: scope.census_line(),
    }
}

/// The verdict, in at most ten words.
fn title(scope: Scope<'_>) -> Text {
    if scope.is_england() {
        return differing(scope);
    }
    let what = if scope.is_region() { "region" } else { "ICB" };
    let Some((verdict, way)) = icbs::against(scope.area) else {
        return text!("Too few returns to give this {} a rate", what);
    };
    let way = if way == icbs::Way::Above { "above" } else { "below" };
    match verdict {
        Verdict::Clear => text!("This {}’s rate is clearly {} England’s", what, way),
        Verdict::SomeEvidence => text!("Some evidence that this {}’s rate is {} England’s", what, way),
        Verdict::CouldBeChance => text!("This {}’s difference from England could be chance", what),
        Verdict::TooFewPcns => text!("Too few PCNs to set this {} beside England", what),
    }
}

fn differing(scope: Scope<'_>) -> Text {
    let clear = |icb: &&Area| icbs::against(icb).is_some_and(|(verdict, _)| verdict == Verdict::Clear);
    let many = scope.edition.icbs().filter(clear).count();
    let many = Claimed::derived(many, "ICBs whose rate differs clearly from England's");
    if many == 0 {
        return "No ICB differs clearly from England".into();
    }
    text!("{} clearly from England", list::counted_as(many, "ICB differs", "ICBs differ"))
}

/// The map of ICBs, and what the codes on it stand for.
pub fn map(scope: Scope<'_>) -> Result<(Option<Chart>, Vec<Text>), ChartError> {
    let map = TileMap::new(scope.edition, scope.area);
    let key = map.as_ref().map(TileMap::key).into_iter().flatten().collect();
    Ok((map.map(|map| map.draw(of_map(scope))).transpose()?, key))
}

fn of_map(scope: Scope<'_>) -> Caption {
    Caption {
        title: "The map shows which ICBs differ from England".into(),
        subtitle: text!("FTE for every 10,000 patients by ICB, {}", scope.census()),
        source: scope.census_line(),
    }
}

/// A row for each region of England or each ICB of a region, then the whole.
fn parts(scope: Scope<'_>) -> Table {
    let edition = scope.edition;
    let of: Vec<&Area> =
        if scope.is_england() { edition.regions().collect() } else { edition.icbs_of(scope.area).collect() };
    let mut parts: Vec<Scope<'_>> = of.into_iter().map(|area| Scope { area, ..scope }).collect();
    parts.sort_by_key(|part| part.area.place.name.to_lowercase());
    let figures =
        ["Returns", "Patients covered", "FTE", "FTE per 10,000", "PCNs reporting none"].map(Column::figures);
    let (first, title) = match scope.is_england() {
        true => ("Region", text!("NHS regions, {}", scope.census())),
        false => ("ICB", text!("ICBs of {}, {}", scope.name(), scope.census())),
    };
    let columns = [Column::words(first)].into_iter().chain(figures).chain([Column::words("Against England")]);
    let rows = parts.into_iter().map(|part| row(part, false)).chain([row(scope, true)]);
    let table = Table::new("parts", title, columns.collect()).rows(rows);
    let stands = |sign: &Cell| table.rows.iter().flatten().any(|cell| cell.text() == sign.text());
    let mut notes: Vec<Text> = Vec::new();
    if stands(&Cell::Withheld) {
        notes.push("[x]: not shown, with too few returns.".into());
    }
    if stands(&"[z]".into()) {
        notes.push("[z]: not applicable.".into());
    }
    table.notes(notes)
}

/// What a difference from England amounts to, from the lowest on.
pub const BESIDE_ENGLAND: [&str; 5] =
    ["clearly below", "below, some evidence", "could be chance", "above, some evidence", "clearly above"];

/// What the difference of an area's rate from England's amounts to, and which way it goes.
pub fn against_england(scope: Scope<'_>) -> Cell {
    let [clearly_below, below, chance, above, clearly_above] = BESIDE_ENGLAND;
    let words = |(verdict, way)| match (verdict, way) {
        (Verdict::Clear, icbs::Way::Above) => clearly_above,
        (Verdict::Clear, icbs::Way::Below) => clearly_below,
        (Verdict::SomeEvidence, icbs::Way::Above) => above,
        (Verdict::SomeEvidence, icbs::Way::Below) => below,
        (Verdict::CouldBeChance, _) => chance,
        (Verdict::TooFewPcns, _) => verdict::short(Verdict::TooFewPcns),
    };
    match icbs::against(scope.area) {
        Some(against) => words(against).into(),
        None if scope.is_england() => "[z]".into(),
        None => Cell::Withheld,
    }
}

fn row(scope: Scope<'_>, is_total: bool) -> Vec<Cell> {
    let level = &scope.area.own.level;
    let against = against_england(scope);
    let cells = vec![
        scope.name().into(),
        cell::returns(level.returns).into(),
        Cell::known(level.returns.completeness.map(number::coverage)),
        cell::fte(level.returns, level.fte).into(),
        Cell::known(scope.rate().ok().map(number::rate)),
        cell::reported_none(level.returns).into(),
        against,
    ];
    if is_total { cells.into_iter().map(|cell| Cell::Total(cell.text())).collect() } else { cells }
}
