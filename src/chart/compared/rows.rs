//! Which areas have a row, and in which order.

use super::{Compared, DWARFS, Role, Row, STEPS};
use crate::analysis::{Area, Edition, Kind};
use crate::chart::{axis, icbs};
use crate::text;
use crate::text::{Claimed, Text, number};

/// So many of the highest and of the lowest rates stand beside an ICB.
const ENDS: usize = 3;

impl Compared {
    /// The chart; none with fewer than two areas to draw.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let (groups, withheld) = match area.place.kind {
            Kind::Icb | Kind::SubIcb => beside(edition, area),
            Kind::Region => of_region(edition, area),
            Kind::England => by_region(edition),
        };
        let mut chart = Self {
            area: area.printed_name(),
            kind: area.place.kind,
            census: edition.edition,
            england: icbs::rate(&edition.england),
            groups: groups.into_iter().filter(|group| !group.is_empty()).collect(),
            withheld,
            icbs: edition.icbs().filter(|icb| icbs::rate(icb).is_some()).count(),
            end: 0.0,
        };
        chart.end = axis::top(reach(&chart), STEPS);
        (chart.shown().count() > 1).then_some(chart)
    }
}

/// An ICB, those most alike, and the highest and the lowest, in order of rate; last the ICB itself where it has none.
fn beside(edition: &Edition, area: &Area) -> (Vec<Vec<Row>>, Vec<Row>) {
    let mut rated: Vec<&Area> = edition.icbs().filter(|icb| icbs::rate(icb).is_some()).collect();
    rated.sort_by(|a, b| by_rate(b, a));
    let is_end = |at: usize| at < ENDS || at + ENDS >= rated.len();
    let role = |icb: &Area| match icbs::whose(area, icb) {
        icbs::Whose::Own => Some(Role::Own),
        icbs::Whose::Similar => Some(Role::Alike),
        icbs::Whose::Other => None,
    };
    let row = |(at, icb): (usize, &&Area)| {
        let role = role(icb).or_else(|| is_end(at).then_some(Role::Other))?;
        Some(Row::of(icb, role))
    };
    let rows = rated.iter().enumerate().filter_map(row).collect();
    let own = icbs::rate(area).is_none().then(|| Row::of(area, Role::Own));
    (vec![rows], own.into_iter().collect())
}

/// A region with its ICBs, then the other regions.
fn of_region(edition: &Edition, area: &Area) -> (Vec<Vec<Row>>, Vec<Row>) {
    let (own, withheld) = region(edition, area);
    let mut others: Vec<&Area> =
        edition.regions().filter(|other| other.place.code != area.place.code).collect();
    others.sort_by(|a, b| by_rate(b, a));
    let others = others.into_iter().filter(|other| icbs::rate(other).is_some());
    (vec![own, others.map(|other| Row::of(other, Role::Other)).collect()], withheld)
}

/// Every region with its ICBs, the highest rate first.
fn by_region(edition: &Edition) -> (Vec<Vec<Row>>, Vec<Row>) {
    let mut regions: Vec<&Area> = edition.regions().collect();
    regions.sort_by_key(|region| region.place.name.to_lowercase());
    let (mut groups, mut withheld) = (Vec::new(), Vec::new());
    for of in regions {
        let (rows, without) = region(edition, of);
        groups.push(rows);
        withheld.extend(without);
    }
    let mut alone: Vec<&Area> = edition.icbs().filter(|icb| icb.place.region.is_none()).collect();
    alone.sort_by(|a, b| by_rate(b, a));
    let (rated, without): (Vec<&Area>, Vec<&Area>) =
        alone.into_iter().partition(|icb| icbs::rate(icb).is_some());
    groups.push(rated.into_iter().map(|icb| Row::of(icb, Role::Other)).collect());
    withheld.extend(without.into_iter().map(|icb| Row::of(icb, Role::Other)));
    (groups, withheld)
}

/// A region at the head of its ICBs with a rate, and those without one.
fn region(edition: &Edition, area: &Area) -> (Vec<Row>, Vec<Row>) {
    let mut own: Vec<&Area> = edition.icbs_of(area).collect();
    own.sort_by(|a, b| by_rate(b, a));
    let (rated, without): (Vec<&Area>, Vec<&Area>) =
        own.into_iter().partition(|icb| icbs::rate(icb).is_some());
    let other = |icb: &Area| Row::of(icb, Role::Other);
    let rows = std::iter::once(Row::of(area, Role::Own)).chain(rated.into_iter().map(other));
    (rows.collect(), without.into_iter().map(other).collect())
}

/// By rate, then by code.
fn by_rate(a: &Area, b: &Area) -> std::cmp::Ordering {
    let rate = |area: &Area| icbs::rate(area).map_or(f64::NEG_INFINITY, Claimed::get);
    rate(a).total_cmp(&rate(b)).then_with(|| b.place.code.cmp(&a.place.code))
}

impl Row {
    fn of(area: &Area, role: Role) -> Self {
        let level = &area.own.level;
        let rate = icbs::rate(area);
        let interval = level.rate_between_pcns.as_ref().filter(|_| rate.is_some());
        let returns = level.returns;
        let filed = returns.filed > 0;
        let none = text!("{} of {}", number::count(returns.reported_none), number::count(returns.filed));
        Self {
            name: icbs::short_name(area),
            role,
            rate,
            interval: interval.and_then(|found| found.lower.zip(found.upper)),
            against: icbs::against(area),
            range: level.rate_low.zip(level.rate_high).filter(|_| rate.is_none() && filed),
            fte: if filed { number::fte(level.fte).into() } else { "not known".into() },
            none: if filed { none } else { "not known".into() },
            coverage: returns
                .completeness
                .map_or(Text::from("not known"), |share| number::coverage(share).into()),
        }
    }
}

/// What the axis must reach: every rate, and every interval and range that would not dwarf them.
fn reach(chart: &Compared) -> f64 {
    let rates = chart.shown().filter_map(|row| row.rate).chain(chart.england).map(Claimed::get);
    let highest = rates.fold(0.0, f64::max);
    let all = || chart.shown().chain(&chart.withheld);
    let ends = all().filter_map(|row| row.interval.or(row.range)).map(|(_, upper)| upper.get());
    ends.filter(|end| *end <= highest * DWARFS).fold(highest, f64::max)
}
