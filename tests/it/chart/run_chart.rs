//! The rate census by census.

use briefings::analysis::Edition;
use briefings::chart::run_chart::RunChart;
use briefings::measure::Reason;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, TYPICAL};

#[test]
fn rates_without_enough_returns_are_left_out() {
    let edition = chartable::edition();
    let chart = RunChart::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert_eq!(chart.completeness.len() - chart.area.points.len(), 6);
    assert!(chart.completeness[..6].iter().all(|point| point.share < 0.8));
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains("no rate where returns cover under 80% of patients"));
    // The parts between the early months, the gap, the role split and the list sizes: three for
    // each of two lines, for March 2023 stands alone; the other is the line of enough.
    let lines = drawn.picture.svg.matches("stroke-width=\"40\" points").count();
    assert_eq!(lines, 6, "{lines}");
    let dotted = |line: &&str| line.contains("#3D3D3D") && line.contains("stroke-dasharray=\"20 40\"");
    assert_eq!(
        drawn.picture.svg.lines().filter(dotted).count(),
        3,
        "the region's line is dotted, and broken where the others are"
    );
}

#[test]
fn an_icb_stands_beside_its_region_and_a_region_beside_england_alone() {
    let edition = chartable::edition();
    let chart = RunChart::new(&edition, area(&edition, TYPICAL)).unwrap();
    let alt = plain(&chart.alt());
    assert!(alt.contains(" North East and Yorkshire region: 0."), "{alt}");
    assert!(
        alt.contains("NHS Lancashire & South Wolds was above North East and Yorkshire region at "),
        "{alt}"
    );
    let own = RunChart::new(&edition, area(&edition, chartable::REGION)).unwrap();
    assert!(own.region.is_none() && own.england.is_some());
    assert_eq!(RunChart::new(&edition, &edition.england).unwrap().region, None);
}

#[test]
fn a_regions_rate_with_too_few_returns_is_left_out() {
    let mut edition = chartable::edition();
    let shown = |edition: &Edition| {
        RunChart::new(edition, area(edition, TYPICAL)).unwrap().region.map(|region| region.points.len())
    };
    let before = shown(&edition).unwrap();
    let region = edition.areas.last_mut().unwrap();
    region.own.series.trend.last_mut().unwrap().rate_why_not_shown = Some(Reason::NotDefined.into());
    assert_eq!(shown(&edition), Some(before - 1));
    let region = edition.areas.last_mut().unwrap();
    region.own.series.trend.iter_mut().for_each(|point| point.rate = None);
    assert_eq!(shown(&edition), None);
}

#[test]
fn lines_that_end_on_one_rate_have_names_that_do_not_touch() {
    let mut edition = chartable::edition();
    let rate = edition.england.own.series.trend.last().unwrap().rate;
    for area in &mut edition.areas {
        area.own.series.trend.last_mut().unwrap().rate = rate;
    }
    let drawn = RunChart::new(&edition, area(&edition, TYPICAL)).unwrap().draw(caption()).unwrap();
    let height = |words: &str| -> f64 {
        let tag = drawn.picture.svg.split("<text ").find(|tag| tag.contains(words)).unwrap();
        tag.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let mut places = [height("South Wolds 0."), height("Yorkshire region"), height(">England 0.")];
    places.sort_by(f64::total_cmp);
    assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 20.0 * 10.5), "{places:?}");
}

#[test]
fn change_is_never_said_across_a_break() {
    let edition = chartable::edition();
    let chart = RunChart::new(&edition, &edition.england).unwrap();
    assert_eq!(chart.england, None);
    insta::assert_snapshot!(
        plain(&chart.alt()),
        @"Line chart. Link-worker FTE per 10,000 patients, March 2020 to November 2025. England: \
         0.32 in September 2021 and 0.40 in March 2023. Then 0.41 in June 2023 and 0.42 in March \
         2024. Then 0.43 in June 2024 and 0.44 in November 2025. At 6 of 21 censuses under 80% of \
         patients were in PCNs with a return; those rates are left out. No \
         data between March 2022 and March 2023. The line is not joined across: role split in two, \
         April 2023; new source of list sizes, April 2024. Rates may not be alike across: new \
         workforce tool, July 2021."
    );
}

#[test]
fn a_single_census_has_no_run_chart() {
    let mut edition = chartable::edition();
    for area in edition.areas.iter_mut().chain([&mut edition.england]) {
        area.own.series.trend.drain(..area.own.series.trend.len() - 1);
    }
    assert_eq!(RunChart::new(&edition, &edition.areas[0]), None);
}

#[test]
fn two_censuses_years_apart_are_two_points_and_a_gap() {
    let mut edition = chartable::edition();
    for area in edition.areas.iter_mut().chain([&mut edition.england]) {
        let (march, last) = (area.own.series.trend[8].clone(), area.own.series.trend.len() - 1);
        area.own.series.trend = vec![march, area.own.series.trend[last].clone()];
    }
    let chart = RunChart::new(&edition, &edition.areas[0]).unwrap();
    assert!(plain(&chart.alt()).contains("No data between March 2022 and November 2025."));
    let drawn = chart.draw(caption()).unwrap();
    assert_eq!(drawn.picture.svg.matches(">no data<").count(), 2);
    assert_eq!(drawn.picture.svg.matches("stroke-width=\"40\" points").count(), 0);
}

#[test]
fn no_line_runs_through_a_census_whose_rate_is_withheld() {
    let mut edition = chartable::edition();
    let lines = |edition: &Edition| {
        let svg =
            RunChart::new(edition, area(edition, TYPICAL)).unwrap().draw(caption()).unwrap().picture.svg;
        svg.lines()
            .filter(|line| line.contains("#12436D") && line.contains("stroke-width=\"40\" points"))
            .count()
    };
    let before = lines(&edition);
    let own = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    let within = own.own.series.trend.len() - 4;
    own.own.series.trend[within].rate_why_not_shown = Some(Reason::NotDefined.into());
    assert_eq!(lines(&edition), before + 1);
}

#[test]
fn an_area_without_any_rate_is_told_inside_the_plot() {
    let mut edition = chartable::edition();
    let own = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    own.own.series.trend.iter_mut().for_each(|point| point.rate = None);
    let drawn = RunChart::new(&edition, area(&edition, TYPICAL)).unwrap().draw(caption()).unwrap();
    let words = "Wolds: too few returns at every census for a rate";
    assert!(plain(&drawn.alt).contains(words), "{}", plain(&drawn.alt));
    assert!(drawn.picture.svg.contains(": too few returns at every census"));
}

#[test]
fn the_figures_of_time_are_evenly_apart_and_the_last_only_where_it_has_room() {
    let edition = chartable::edition();
    let svg = RunChart::new(&edition, area(&edition, TYPICAL)).unwrap().draw(caption()).unwrap().picture.svg;
    for year in [20, 21, 22, 23, 24, 25] {
        assert!(svg.contains(&format!(">Mar {year}<")), "{year}");
    }
    let mut edition = edition;
    for area in edition.areas.iter_mut().chain([&mut edition.england]) {
        area.own.series.trend.truncate(area.own.series.trend.len() - 2);
    }
    let svg = RunChart::new(&edition, area(&edition, TYPICAL)).unwrap().draw(caption()).unwrap().picture.svg;
    assert!(svg.contains(">Mar 25<") && !svg.contains(">Jun 25<"), "three months later has no room");
}

#[test]
fn a_name_that_is_moved_is_led_back_to_its_line() {
    let leaders = |edition: &Edition| {
        let svg =
            RunChart::new(edition, area(edition, TYPICAL)).unwrap().draw(caption()).unwrap().picture.svg;
        svg.lines().filter(|line| line.contains("#425563") && line.contains("stroke-width=\"10\"")).count()
    };
    let mut edition = chartable::edition();
    let far = [0.1, 0.25, 0.4];
    let codes = [TYPICAL, chartable::REGION];
    for (code, rate) in codes.iter().zip(far) {
        let own = edition.areas.iter_mut().find(|area| area.place.code == *code).unwrap();
        own.own.series.trend.last_mut().unwrap().rate = Some(rate.into());
    }
    edition.register();
    assert_eq!(leaders(&edition), 0);
    let rate = edition.england.own.series.trend.last().unwrap().rate;
    for area in &mut edition.areas {
        area.own.series.trend.last_mut().unwrap().rate = rate;
    }
    assert_eq!(leaders(&edition), 2, "the outer two of three");
}
