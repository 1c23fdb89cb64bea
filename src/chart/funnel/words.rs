//! What the funnel says, in words.

use super::{FunnelChart, FunnelDot};
use crate::text::claim::Claimed;
use crate::text::number;
use crate::text::words::list;

const DRAWN: &str = "ICBs on the chart: those whose rate may be shown";
const WITHHELD: &str = "ICBs with too few returns for a rate";

/// The whole of it.
pub(super) fn alt(chart: &FunnelChart) -> String {
    let mut alt = format!(
        "Funnel chart of {}, {}: FTE per 10,000 patients against registered patients, with 95% limits and 99.8% limits \
         for ICBs of each size around England’s {}. The limits are wider for small ICBs.",
        list::counted(Claimed::derived(chart.dots.len(), DRAWN), "ICB"),
        chart.period,
        number::rate(chart.overall)
    );
    let named = |above: bool| -> Vec<String> {
        let out = |dot: &&FunnelDot| dot.unusual && (dot.rate.get() > chart.overall.get()) == above;
        chart.dots.iter().filter(out).map(|dot| format!("{} {}", dot.name, number::rate(dot.rate))).collect()
    };
    let (above, below) = (named(true), named(false));
    for (way, names) in [("above", &above), ("below", &below)] {
        if !names.is_empty() {
            let lead = format!("Outside the limits for its size, {way} them");
            alt.push_str(&format!(" {}", list::named(&lead, names)));
        }
    }
    if above.is_empty() && below.is_empty() {
        alt.push_str(" None is outside the limits for its size.");
    }
    for dot in chart.dots.iter().filter(|dot| dot.own && !dot.unusual) {
        let rate = number::rate(dot.rate);
        alt.push_str(&format!(" {}, {rate}, is within the limits for its size.", dot.name));
    }
    if chart.withheld > 0 {
        let many = list::counted(Claimed::derived(chart.withheld, WITHHELD), "ICB");
        alt.push_str(&format!(" Left out, too few returns for a rate: {many}."));
    }
    alt
}
