//! The area among all ICBs: by rate, by size, and on the map.

use serde::Serialize;

use crate::analysis::{Analysis, Kind};
use crate::chart::ChartError;
use crate::chart::funnel::{FunnelChart, FunnelDot};
use crate::chart::icb_strip::IcbStrip;
use crate::chart::tile_map::{Class, TileMap};
use crate::document::figure::{Caption, Figure, Figures};
use crate::document::scope::Scope;
use crate::measure::Verdict;
use crate::text::claim::{Claimed, Count};
use crate::text::number;
use crate::text::words::list;

/// The charts, in their order.
#[derive(Debug, Serialize)]
pub struct Charts {
    strip: Figure,
    funnel: Option<Figure>,
    map: Option<Figure>,
}

/// Draws them.
pub fn compose(scope: Scope<'_>, figures: &mut Figures) -> Result<Charts, ChartError> {
    let (edition, area) = (scope.edition, scope.area);
    let strip = IcbStrip::new(edition, area).map(|chart| chart.draw());
    let strip = figures.place(strip, strip_caption(scope))?;
    let mut funnel = None;
    if let Some(chart) = FunnelChart::new(edition, area) {
        funnel = Some(figures.place(Some(chart.draw()), funnel_caption(scope, &chart))?);
    }
    let mut map = None;
    if let Some(chart) = TileMap::new(edition, area) {
        map = Some(figures.place(Some(chart.draw()), map_caption(scope, &chart))?);
    }
    Ok(Charts { strip, funnel, map })
}

fn strip_caption(scope: Scope<'_>) -> Caption {
    Caption {
        title: if scope.is_england() { differing(scope) } else { against(scope) },
        subtitle: format!(
            "FTE per 10,000 registered patients by ICB, {}. The order of neighbours can be chance",
            scope.census()
        ),
        source: scope.census_line(),
    }
}

/// How far the area's rate is from England's.
fn against(scope: Scope<'_>) -> String {
    let name = scope.name();
    let Some(against) = scope.area.against_england.as_ref().filter(|_| scope.rate().is_ok()) else {
        return format!("{name} has no rate that may be shown: too few returns");
    };
    let way = if against.estimate.value > 0.0 { "above" } else { "below" };
    match against.verdict {
        Verdict::Clear => format!("The rate of {name} is clearly {way} England’s"),
        Verdict::SomeEvidence => format!("Some evidence that the rate of {name} is {way} England’s"),
        Verdict::CouldBeChance => format!("The rate of {name} could differ from England’s by chance"),
        Verdict::TooFewPcns => format!("Too few PCNs to set the rate of {name} beside England’s"),
    }
}

/// How many ICBs differ clearly from England.
fn differing(scope: Scope<'_>) -> String {
    let clear = |icb: &&Analysis| {
        icb.against_england.as_ref().is_some_and(|against| against.verdict == Verdict::Clear)
    };
    let many = scope.edition.icbs().filter(clear).count();
    let many = Claimed::derived(many, "ICBs whose rate differs clearly from England's");
    format!("{} clearly from England", list::counted_as(many, ("ICB differs", "ICBs differ")))
}

fn funnel_caption(scope: Scope<'_>, chart: &FunnelChart) -> Caption {
    let unusual: Vec<String> =
        chart.dots.iter().filter(|dot| dot.unusual).map(FunnelDot::short_name).collect();
    let own = chart.dots.iter().find(|dot| dot.own && scope.area.kind == Kind::Icb);
    let title = match own {
        Some(dot) if dot.unusual => format!("{} is outside the limits for its size", dot.name),
        Some(dot) => format!("{} is within the limits for its size", dot.name),
        None => unusual_title(&unusual),
    };
    Caption {
        title,
        subtitle: format!("FTE per 10,000 registered patients by size of ICB, {}", scope.census()),
        source: scope.census_line(),
    }
}

/// The ICBs outside the limits for their size: one or two by name, more by their number.
fn unusual_title(names: &[String]) -> String {
    let many: Count =
        Claimed::derived(names.len(), "ICBs whose rate is outside the 99.8% limits for their size");
    match names {
        [] => "No ICB shown is outside the limits for its size".to_owned(),
        [only] => format!("{only} is outside the limits for its size"),
        [one, other] => format!("{one}, and {other}, are outside the limits for their size"),
        _ => list::counted_as(
            many,
            ("ICB is outside the limits for its size", "ICBs are outside the limits for their size"),
        ),
    }
}

fn map_caption(scope: Scope<'_>, chart: &TileMap) -> Caption {
    let count = |classes: [Class; 2]| classes.map(|class| chart.count(class).get()).iter().sum::<usize>();
    let clear = Claimed::derived(
        count([Class::ClearlyAbove, Class::ClearlyBelow]),
        "ICBs on the map whose rate differs clearly from England's",
    );
    let some = Claimed::derived(
        count([Class::MaybeAbove, Class::MaybeBelow]),
        "ICBs on the map whose rate differs from England's with some evidence",
    );
    let clearly = if clear == 0 {
        "No ICB differs clearly from England".to_owned()
    } else {
        format!("{} clearly from England", list::counted_as(clear, ("ICB differs", "ICBs differ")))
    };
    let title = match (clear.get(), some.get()) {
        (_, 0) => clearly,
        (0, _) => format!("{clearly}; {} with some evidence", list::counted_as(some, ("does", "do"))),
        _ => format!("{clearly}, {} with some evidence", number::count(some)),
    };
    Caption {
        title,
        subtitle: format!("FTE per 10,000 registered patients by ICB, {}", scope.census()),
        source: scope.census_line(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::claim::plain;

    #[test]
    fn one_or_two_unusual_icbs_are_named_and_more_are_counted() {
        let title = |names: &[&str]| {
            plain(&unusual_title(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>()))
        };
        assert_eq!(title(&[]), "No ICB shown is outside the limits for its size");
        assert_eq!(title(&["Kent"]), "Kent is outside the limits for its size");
        assert_eq!(title(&["Kent", "Devon"]), "Kent, and Devon, are outside the limits for their size");
        assert_eq!(title(&["Kent", "Devon", "Essex"]), "3 ICBs are outside the limits for their size");
    }
}
