//! England's slope, census by census, as a chart.

use super::super::scope::Scope;
use crate::analysis::{Contrast, TrendPoint};
use crate::chart::slope_chart::SlopeChart;
use crate::chart::{Caption, ChartError};
use crate::subject::Census;
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::list;
use crate::text::{Chart, Claimed, Text};

/// The chart of England's slope by census.
pub fn chart(scope: Scope<'_>) -> Result<Option<Chart>, ChartError> {
    let chart = SlopeChart::new(scope.edition);
    let study = chart.as_ref().is_some_and(|chart| chart.study.is_some());
    let published =
        if study { "; the study, by the survey of 2019: Wilding and others, BJGP 2024" } else { "" };
    let caption = Caption {
        title: message(scope),
        subtitle: text!(
            "England’s need slope with its 95% interval, by {}, to {}",
            scope.indicator().name,
            scope.census()
        ),
        source: text!(
            "Source: NHS England workforce and list sizes; {}{}.",
            scope.source_of(scope.edition.need),
            published
        ),
    };
    chart.map(|chart| chart.draw(caption)).transpose()
}

/// The chart's message: whether the last slope has a direction, and at how many earlier censuses one had.
fn message(scope: Scope<'_>) -> Text {
    let id = scope.indicator().id;
    let slope = |point: &TrendPoint| Some((point.census, way(point.need_slope.get(id)?)));
    let ways: Vec<(Census, Direction)> =
        scope.edition.england.own.series.trend.iter().filter_map(slope).collect();
    let Some((&(last, way), earlier)) = ways.split_last() else {
        return "The association with link worker time at each census".into();
    };
    match way {
        Direction::Fewer => clear("less", last, &Earlier::of(earlier, way)),
        Direction::More => clear("more", last, &Earlier::of(earlier, way)),
        Direction::Same => unclear(last, earlier),
    }
}

/// At how many of the earlier censuses an interval lay wholly on one side.
struct Earlier {
    all: usize,
    count: usize,
    words: Text,
}

impl Earlier {
    fn of(earlier: &[(Census, Direction)], way: Direction) -> Self {
        let count = earlier.iter().filter(|(_, other)| *other == way).count();
        let like =
            Claimed::derived(count, "earlier censuses whose slope lies on this side of zero, by its verdict");
        let of = Claimed::derived(earlier.len(), "censuses with a slope before the last");
        let words = text!(
            "{} of {}",
            number::count(like),
            list::counted_as(of, "earlier census", "earlier censuses")
        );
        Self { all: earlier.len(), count, words }
    }
}

/// The message where the last slope has a direction.
fn clear(size: &'static str, last: Census, earlier: &Earlier) -> Text {
    let so_far = match earlier.count {
        _ if earlier.all == 0 => Text::default(),
        0 => text!("; at no earlier census"),
        _ => text!(", as at {}", &earlier.words),
    };
    text!("An association with {} link worker time in {}{}", size, last, so_far)
}

/// The message where it has none.
fn unclear(last: Census, earlier: &[(Census, Direction)]) -> Text {
    let sides = [(Direction::Fewer, "less link worker time"), (Direction::More, "more link worker time")];
    let said: Vec<Text> = sides
        .into_iter()
        .map(|(way, size)| (Earlier::of(earlier, way), size))
        .filter(|(found, _)| found.count > 0)
        .map(|(found, size)| text!("at {} {}", found.words, size))
        .collect();
    if said.is_empty() {
        return text!("No clear association at any census to {}", last);
    }
    text!("No association to be told in {}; {}", last, list::and(&said))
}

/// On which side of no association a slope is; the same where that could be chance.
fn way(slope: &Contrast) -> Direction {
    match slope.verdict {
        verdict if !verdict.speaks() => Direction::Same,
        _ if slope.estimate.value < 0.0 => Direction::Fewer,
        _ => Direction::More,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_counts_the_earlier_censuses() {
        let at = |month, way| (Census::new(2022, month).unwrap(), way);
        let earlier = [
            at(3, Direction::Fewer),
            at(6, Direction::Same),
            at(9, Direction::Fewer),
            at(10, Direction::More),
        ];
        let last = Census::new(2022, 12).unwrap();
        let less = |earlier: &[(Census, Direction)]| {
            clear("less", last, &Earlier::of(earlier, Direction::Fewer)).plain()
        };
        let said = "An association with less link worker time in December 2022";
        assert_eq!(less(&earlier), format!("{said}, as at 2 of 4 earlier censuses"));
        assert_eq!(less(&earlier[1..2]), format!("{said}; at no earlier census"));
        assert_eq!(less(&[]), said);
        assert_eq!(
            unclear(last, &earlier[..3]).plain(),
            "No association to be told in December 2022; at 2 of 3 earlier censuses less link worker time"
        );
        assert_eq!(
            unclear(last, &earlier[1..2]).plain(),
            "No clear association at any census to December 2022"
        );
    }
}
