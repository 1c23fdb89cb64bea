//! Bars by fifth of need.

use briefings::analysis::FifthRate;
use briefings::chart::ChartError;
use briefings::chart::fifth_bars::{FifthBar, FifthBars};
use briefings::measure::Fifth;
use briefings::subject::Need;
use briefings::text::Claimed;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, SMALLEST, TYPICAL};

fn fifth(fifth: Fifth, pcns: usize, rate: Option<f64>, interval: Option<(f64, f64)>) -> FifthRate {
    FifthRate {
        need: Need::SupportGap,
        fifth,
        pcns: pcns.into(),
        fte: 0.0.into(),
        patients: 0.0.into(),
        rate: rate.map(Claimed::from),
        lower: interval.map(|ends| ends.0.into()),
        upper: interval.map(|ends| ends.1.into()),
    }
}

/// The typical area with bars that can be checked by eye, and so many PCNs in the middle fifth, none with a return.
fn bars_with(silent: usize) -> FifthBars {
    bars_of(silent, 1)
}

/// The same with so many PCNs with a return in the fourth fifth.
fn bars_of(silent: usize, fourth: usize) -> FifthBars {
    let mut edition = chartable::edition();
    let england = [0.42, 0.43, 0.44, 0.45, 0.46].into_iter().zip(Fifth::ALL);
    let england = england.map(|(rate, which)| fifth(which, 200, Some(rate), None)).collect();
    edition.england.own.need.fifths.insert("support-gap", england);
    let own = &mut edition.areas[1];
    let bars = vec![
        fifth(Fifth::MostNeed, 6, Some(0.41), Some((0.31, 0.51))),
        fifth(Fifth::Second, 5, Some(0.0), Some((0.0, 0.0))),
        fifth(Fifth::Middle, 0, None, None),
        fifth(Fifth::Fourth, fourth, Some(0.3), None),
        fifth(Fifth::LeastNeed, 4, Some(0.494), Some((-0.05, 0.63))),
    ];
    own.own.need.fifths.insert("support-gap", bars);
    let members =
        [(Fifth::MostNeed, 7), (Fifth::Second, 5), (Fifth::Middle, silent), (Fifth::Fourth, fourth)];
    let members = members.into_iter().flat_map(|(fifth, many)| std::iter::repeat_n(fifth, many));
    for (pcn, fifth) in own.own.pcns.iter_mut().zip(members.chain(std::iter::repeat(Fifth::LeastNeed))) {
        pcn.fifth.insert(Need::SupportGap, fifth);
    }
    own.own.pcns.truncate(16 + silent + fourth);
    own.measures[0].shown = true;
    own.measures[0].value = Some((-0.084).into());
    edition.register();
    FifthBars::new(&edition, &edition.areas[1]).unwrap()
}

fn plain_bars() -> FifthBars {
    bars_with(0)
}

#[test]
fn a_fifth_without_a_return_has_no_bar() {
    let chart = plain_bars();
    let bar = |label,
               members: usize,
               pcns: usize,
               rate: Option<f64>,
               interval: Option<(f64, f64)>,
               england: f64| FifthBar {
        label,
        members: members.into(),
        pcns: pcns.into(),
        rate: rate.map(Claimed::from),
        interval: interval.map(|(lower, upper)| (lower.into(), upper.into())),
        england: Some(england.into()),
    };
    assert_eq!(
        chart.bars,
        [
            bar("Most need", 7, 6, Some(0.41), Some((0.31, 0.51)), 0.42),
            bar("Second", 5, 5, Some(0.0), None, 0.43),
            bar("Middle", 0, 0, None, None, 0.44),
            bar("Fourth", 1, 1, None, None, 0.45),
            bar("Least need", 4, 4, Some(0.494), Some((-0.05, 0.63)), 0.46),
        ]
    );
    assert!((chart.top - 0.63).abs() < 1e-9, "the axis ends with the data");
    let drawn = chart.draw(caption()).unwrap();
    assert_eq!(drawn.picture.svg.matches(">no PCN<").count(), 1);
    assert_eq!(drawn.picture.svg.matches(">0 PCNs<").count(), 1);
    assert_eq!(drawn.picture.svg.matches(">0.00<").count(), 1, "reported none is a zero");
}

#[test]
fn a_fifth_with_pcns_of_which_none_made_a_return_says_so() {
    let silent = bars_with(2);
    let drawn = silent.draw(caption()).unwrap();
    assert_eq!(
        (drawn.picture.svg.matches(">no return<").count(), drawn.picture.svg.matches(">no PCN<").count()),
        (1, 0)
    );
    assert_eq!(drawn.picture.svg.matches(">2 PCNs<").count(), 1);
    let alt = plain(&drawn.alt);
    assert!(alt.contains("Middle: no return of 2 PCNs; England 0.44."), "{alt}");
}

#[test]
fn a_fifth_of_fewer_than_three_pcns_has_no_bar_and_no_figure() {
    let drawn = |fourth| bars_of(0, fourth).draw(caption()).unwrap();
    let many = drawn(3);
    assert!(many.picture.svg.contains(">0.30<") && !many.picture.svg.contains("not shown"));
    assert!(plain(&many.alt).contains("Fourth: 0.30; England 0.45."));
    for (fourth, pcns) in [(1, "1 PCN"), (2, "2 PCNs")] {
        let few = drawn(fourth);
        let alt = plain(&few.alt);
        assert!(few.picture.svg.contains(">not shown<") && few.picture.svg.contains(&format!(">{pcns}<")));
        assert!(!few.picture.svg.contains("0.30") && !alt.contains("0.30"), "{alt}");
        assert!(alt.contains(&format!("Fourth: {pcns}, not shown; England 0.45.")), "{alt}");
        let bars = |svg: &str| svg.matches("<rect").count();
        assert_eq!(bars(&many.picture.svg) - bars(&few.picture.svg), 1);
        assert!((few.picture.height_pt - many.picture.height_pt).abs() < 1e-9);
    }
}

#[test]
fn the_axis_is_never_more_than_doubled_by_an_interval() {
    let top = |upper: f64| {
        let mut edition = chartable::edition();
        let own = &mut edition.areas[1];
        let bars = Fifth::ALL.map(|which| fifth(which, 3, Some(0.5), Some((0.1, upper))));
        own.own.need.fifths.insert("support-gap", bars.to_vec());
        edition.england.own.need.fifths.clear();
        edition.register();
        FifthBars::new(&edition, &edition.areas[1]).unwrap().top
    };
    assert_eq!([0.9, 1.0, 1.01].map(top), [0.9, 1.0, 0.5]);
}

#[test]
fn an_interval_that_would_dwarf_the_bars_goes_on_above_them() {
    let mut chart = plain_bars();
    assert!(!chart.draw(caption()).unwrap().picture.svg.contains("goes on above"));
    chart.bars[0].interval = Some((Claimed::derived(-2.0, "made up"), Claimed::derived(3.1, "made up")));
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains(">goes on above<"));
    assert!(plain(&drawn.alt).contains("0.41 (interval −2.00 to 3.10)"));
}

#[test]
fn the_bars_in_words() {
    insta::assert_snapshot!(
        plain(&plain_bars().alt()),
        @"Bar chart. Link-worker FTE per 10,000 patients by fifth of need, NHS Lancashire & South \
         Wolds, November 2025, with England beside it. Most need: 0.41 (interval 0.31 to 0.51); \
         England 0.42. Second: 0.00; England 0.43. Middle: no PCN; England 0.44. \
         Fourth: 1 PCN, not shown; England 0.45. Least need: 0.49 (interval −0.05 to 0.63); England \
         0.46. Most need: PCNs where lack of support was highest. Least need: PCNs where lack of support \
         was lowest. Intervals are 95%, for variation between PCNs."
    );
}

#[test]
fn levels_are_in_words_and_no_difference_of_theirs() {
    let edition = chartable::edition();
    for code in [TYPICAL, SMALLEST] {
        let alt = plain(&FifthBars::new(&edition, area(&edition, code)).unwrap().alt());
        assert!(
            !["than the fifth", "fewer than", "more than"].iter().any(|words| alt.contains(words)),
            "{alt}"
        );
    }
}

#[test]
fn an_area_whose_rate_is_withheld_has_no_chart() {
    let mut edition = chartable::edition();
    crate::specimen::chartable::compared::withhold(&mut edition.areas[1]);
    assert_eq!(FifthBars::new(&edition, &edition.areas[1]), None);
}

#[test]
fn a_value_beyond_its_axis_is_an_error_and_never_moved() {
    let chart = FifthBars { top: 0.3, ..plain_bars() };
    let ChartError { slug, reason } = chart.draw(caption()).unwrap_err();
    assert_eq!(slug, "fifth-bars");
    assert_eq!(reason, "0.41 is outside the axis from 0 to 0.3");
}

#[test]
fn deprivation_is_named_where_it_stands_for_need() {
    let mut edition = chartable::edition();
    edition.need = Need::Deprivation;
    for area in edition.areas.iter_mut().chain([&mut edition.england]) {
        let rates = area.own.need.fifths["support-gap"].clone();
        area.own.need.fifths.insert("deprivation", rates);
    }
    let drawn = FifthBars::new(&edition, area(&edition, SMALLEST)).unwrap().draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains("Most need: PCNs serving the most deprived populations."));
}
