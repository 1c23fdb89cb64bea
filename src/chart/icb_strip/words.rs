//! What the strip says, in words.

use super::{IcbStrip, Stop, Way, Whose};
use crate::analysis::Kind;
use crate::text::claim::{Claimed, Count};
use crate::text::number;
use crate::text::words::list;

const DRAWN: &str = "ICBs on the chart: those whose rate may be shown";
const APART: &str =
    "ICBs whose 95% interval for variation between PCNs is all above or all below England's rate";
const WITHHELD: &str = "ICBs with too few returns for a rate";
const OWN: &str = "ICBs of the region on the chart";

/// The whole of it.
pub(super) fn alt(chart: &IcbStrip) -> String {
    let mut alt = format!(
        "Dot chart of the rates of {}, {}, from the lowest to the highest, each with its 95% interval for variation \
         between PCNs.",
        list::counted(Claimed::derived(chart.stops.len(), DRAWN), "ICB"),
        chart.period
    );
    if let Some((first, last)) = chart.stops.first().zip(chart.stops.last()) {
        alt.push_str(&format!(
            " Rates go from {} to {} FTE per 10,000 patients",
            number::rate(first.rate),
            number::rate(last.rate)
        ));
        let england = chart.england.map(|rate| format!("; England’s is {}", number::rate(rate)));
        alt.push_str(&format!("{}.", england.unwrap_or_default()));
    }
    alt.push_str(&own(chart));
    if let Some(england) = chart.england {
        alt.push_str(&apart(chart, england.get()));
    }
    for (way, words) in [(Way::Above, "above"), (Way::Below, "below")] {
        alt.push_str(&clearly(chart, way, words));
    }
    if let Some(note) = left_out(chart) {
        alt.push_str(&format!(" {note}"));
    }
    alt.push_str(" The order of neighbours can be chance.");
    alt
}

/// The area's own rate, or that it has none.
fn own(chart: &IcbStrip) -> String {
    if chart.own_withheld {
        return format!(" {} has no rate that may be shown.", chart.area);
    }
    if let Some(stop) = chart.own() {
        return format!(" {}: {}{}.", stop.name, number::rate(stop.rate), interval(stop));
    }
    let many = chart.of(Whose::Own).count();
    if chart.kind != Kind::Region || many == 0 {
        return String::new();
    }
    let named: Vec<String> =
        chart.of(Whose::Own).map(|stop| format!("{} {}", stop.name, number::rate(stop.rate))).collect();
    let counted = list::counted(Claimed::derived(many, OWN), "ICB");
    format!(" {}", list::named(&format!("Picked out, {counted} of {}", chart.area), &named))
}

fn interval(stop: &Stop) -> String {
    let words = |(lower, upper)| format!(" (interval {} to {})", number::rate(lower), number::rate(upper));
    stop.interval.map(words).unwrap_or_default()
}

/// How many ICBs differ clearly from England one way.
pub(super) fn count(chart: &IcbStrip, way: Way) -> Count {
    Claimed::derived(
        chart.clearly(way).count(),
        match way {
            Way::Above => "ICBs on the chart whose rate is clearly above England's",
            Way::Below => "ICBs on the chart whose rate is clearly below England's",
        },
    )
}

/// The ICBs that differ clearly from England one way: for England by name.
fn clearly(chart: &IcbStrip, way: Way, words: &str) -> String {
    let lead = format!("Clearly {words} England’s rate");
    let names: Vec<String> = chart.clearly(way).map(|stop| stop.name.clone()).collect();
    if chart.kind == Kind::England && !names.is_empty() {
        return format!(" {}", list::named(&lead, &names));
    }
    format!(" {lead}: {}.", list::counted(count(chart, way), "ICB"))
}

/// How many intervals do not hold England's rate.
fn apart(chart: &IcbStrip, england: f64) -> String {
    let count = |above: bool| {
        let apart =
            |stop: &&Stop| stop.contains(england) == Some(false) && (stop.rate.get() > england) == above;
        number::count(Claimed::derived(chart.stops.iter().filter(apart).count(), APART))
    };
    format!(" Intervals all above England’s rate: {}; all below: {}.", count(true), count(false))
}

/// The ICBs that are left out, by name where they are few; it is a note under the chart too.
pub(super) fn left_out(chart: &IcbStrip) -> Option<String> {
    /// So many names fit a line or two.
    const FEW: usize = 4;
    let counted = list::counted(Claimed::derived(chart.withheld.len(), WITHHELD), "ICB");
    match chart.withheld.len() {
        0 => None,
        1..=FEW => Some(list::named("Left out, too few returns for a rate", &chart.withheld)),
        _ => Some(format!("Left out, too few returns for a rate: {counted}.")),
    }
}
