//! The area among all ICBs: by rate, by size, and on the map.

use crate::analysis::Kind;
use crate::chart::funnel::{FunnelChart, FunnelDot};
use crate::chart::tile_map::{Class, TileMap};
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::document::scope::Scope;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Chart, Claimed, Count, Text};

content! {
    /// The charts, in their order.
    #[derive(Debug)]
    pub struct Charts {
        funnel: Option<Chart>,
        map: Option<Chart>,
    }
}

/// Draws them.
pub fn compose(scope: Scope<'_>) -> Result<Charts, ChartError> {
    let (edition, area) = (scope.edition, scope.area);
    let funnel = FunnelChart::new(edition, area).map(|chart| chart.draw(funnel_caption(scope, &chart)));
    // England's paper has the map.
    let map = TileMap::new(edition, area).filter(|_| !scope.is_england());
    let map = map.map(|chart| chart.draw(map_caption(scope, &chart)));
    Ok(Charts { funnel: funnel.transpose()?, map: map.transpose()? })
}

fn funnel_caption(scope: Scope<'_>, chart: &FunnelChart) -> Caption {
    let unusual: Vec<Text> = chart.dots.iter().filter(|dot| dot.unusual).map(FunnelDot::short_name).collect();
    let own = chart.dots.iter().find(|dot| dot.own && scope.area.place.kind == Kind::Icb);
    let title = match own {
        Some(dot) if dot.unusual => text!("{} is outside the limits for its size", &dot.name),
        Some(dot) => text!("{} is within the limits for its size", &dot.name),
        None => unusual_title(&unusual),
    };
    Caption {
        title,
        subtitle: text!("FTE per 10,000 registered patients by size of ICB, {}", scope.census()),
        source: scope.census_line(),
    }
}

/// The ICBs outside the limits for their size: one or two by name, more by their number.
fn unusual_title(names: &[Text]) -> Text {
    let many: Count =
        Claimed::derived(names.len(), "ICBs whose rate is outside the 99.8% limits for their size");
    match names {
        [] => "No ICB shown is outside the limits for its size".into(),
        [only] => text!("{} is outside the limits for its size", only),
        [one, other] => text!("{}, and {}, are outside the limits for their size", one, other),
        _ => list::counted_as(
            many,
            "ICB is outside the limits for its size",
            "ICBs are outside the limits for their size",
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
        text!("No ICB differs clearly from England")
    } else {
        text!("{} clearly from England", list::counted_as(clear, "ICB differs", "ICBs differ"))
    };
    let title = match (clear.get(), some.get()) {
        (_, 0) => clearly,
        (0, _) => text!("{}; {} with some evidence", clearly, list::counted_as(some, "does", "do")),
        _ => text!("{}, {} with some evidence", clearly, number::count(some)),
    };
    Caption {
        title,
        subtitle: text!("FTE per 10,000 registered patients by ICB, {}", scope.census()),
        source: scope.census_line(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_two_unusual_icbs_are_named_and_more_are_counted() {
        let title = |names: &[&str]| {
            unusual_title(&names.iter().map(|name| Text::name(*name)).collect::<Vec<_>>()).plain()
        };
        assert_eq!(title(&[]), "No ICB shown is outside the limits for its size");
        assert_eq!(title(&["Kent"]), "Kent is outside the limits for its size");
        assert_eq!(title(&["Kent", "Devon"]), "Kent, and Devon, are outside the limits for their size");
        assert_eq!(title(&["Kent", "Devon", "Essex"]), "3 ICBs are outside the limits for their size");
    }
}
