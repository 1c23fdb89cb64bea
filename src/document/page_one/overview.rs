//! What England's and a region's page one answers beside the level: from how many, where it is very low, and whether the
//! study still holds.

use super::super::scope::Scope;
use super::super::study;
use crate::analysis::{Area, TrendPoint};
use crate::chart::icbs::{self, Way};
use crate::content;
use crate::measure::Verdict;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Claimed, Count, Text};

content! {
    /// An answer under its heading.
    #[derive(Debug)]
    pub struct Point {
        heading: &'static str,
        sentences: Vec<Text>,
    }
}

/// So many ICBs are named; more are counted.
const NAMED: usize = 4;

/// Composes them.
pub fn compose(scope: Scope<'_>) -> Vec<Point> {
    let points = [
        ("From how many", from_how_many(scope)),
        ("Where it is low", low(scope)),
        (
            "The study",
            if scope.is_england() { study::verdict(scope).into_iter().collect() } else { Vec::new() },
        ),
    ];
    let said = points.into_iter().filter(|(_, sentences)| !sentences.is_empty());
    said.map(|(heading, sentences)| Point { heading, sentences }).collect()
}

/// FTE at the first census that may be compared, and how far returns covered then.
fn from_how_many(scope: Scope<'_>) -> Vec<Text> {
    let parts = scope.edition.breaks().of_fte().split(&scope.area.own.series.trend, |point| point.census);
    let Some([first, .., last]) = parts.last().map(|part| part.points()) else { return Vec::new() };
    let covered = |point: &TrendPoint| {
        point
            .returns
            .completeness
            .map_or("an unknown share".into(), |share| Text::from(number::coverage(share)))
    };
    if first.returns.filed == 0 {
        return Vec::new();
    }
    vec![text!(
        "From {} FTE in {} to {} now; returns covered {} of patients then and {} now.",
        number::fte(first.fte),
        first.census,
        number::fte(last.fte),
        covered(first),
        covered(last)
    )]
}

/// The ICBs clearly below England, and those that hold the PCNs reporting none.
fn low(scope: Scope<'_>) -> Vec<Text> {
    let own = || scope.edition.icbs_of(scope.area);
    let below = own().filter(|icb| icbs::against(icb) == Some((Verdict::Clear, Way::Below)));
    let mut below: Vec<&Area> = below.collect();
    below.sort_by(|a, b| rate(a).total_cmp(&rate(b)));
    let names: Vec<Text> = below.iter().map(|icb| with_rate(icb)).collect();
    let england = scope.england().rate().map_or("".into(), |rate| text!("’s {}", number::rate(rate)));
    let mut sentences = vec![match names.len() {
        0 => "No ICB here is clearly below England.".into(),
        1..=NAMED => list::named(&text!("Clearly below England{}", england), &names),
        many => {
            let many = Claimed::derived(many, "ICBs whose rate is clearly below England's");
            list::named(
                &text!("{} are clearly below England{}, the lowest", list::counted(many, "ICB"), england),
                &names[..NAMED],
            )
        }
    }];
    sentences.extend(holding_none(own().collect()));
    sentences
}

fn with_rate(icb: &Area) -> Text {
    match icbs::rate(icb) {
        Some(rate) => text!("{} ({})", icbs::short_name(icb), number::rate(rate)),
        None => icbs::short_name(icb),
    }
}

fn rate(icb: &Area) -> f64 {
    icbs::rate(icb).map_or(f64::INFINITY, Claimed::get)
}

/// The fewest ICBs that hold half of the PCNs reporting none.
fn holding_none(icbs: Vec<&Area>) -> Option<Text> {
    const ALL: &str = "PCNs of these ICBs that reported none";
    let none = |icb: &Area| icb.own.level.returns.reported_none.get();
    let all: usize = icbs.iter().map(|icb| none(icb)).sum();
    let mut most = icbs;
    most.sort_by(|a, b| none(b).cmp(&none(a)).then_with(|| a.place.code.cmp(&b.place.code)));
    let mut held = 0;
    let mut named = Vec::new();
    for icb in most {
        if 2 * held >= all || named.len() == NAMED || none(icb) == 0 {
            break;
        }
        held += none(icb);
        let returns = icb.own.level.returns;
        let of = text!("{} of {}", number::count(returns.reported_none), number::count(returns.filed));
        named.push(text!("{} ({})", icbs::short_name(icb), of));
    }
    let count: Count = Claimed::derived(all, ALL);
    (all > 0 && !named.is_empty()).then(|| {
        let lead = text!("ICBs with the most of the {} reporting none", list::counted(count, "PCN"));
        list::named(&lead, &named)
    })
}
