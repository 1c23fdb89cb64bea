//! The rate census by census, and the same PCNs over the year.

use briefings::analysis::{Change, Contrast, Edition};
use briefings::chart::over_time::OverTime;
use briefings::measure::{Estimate, Reason};
use briefings::subject::Census;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, TYPICAL};

fn svg(edition: &Edition, code: &str) -> String {
    OverTime::new(edition, area(edition, code)).unwrap().draw(caption()).unwrap().picture.svg
}

#[test]
fn rates_without_enough_returns_are_left_out_and_lines_stop_at_breaks() {
    let edition = chartable::edition();
    let chart = OverTime::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert_eq!(chart.filed.len() - chart.area.points.len(), 6);
    assert!(chart.filed[..6].iter().all(|filed| !filed.is_enough));
    let svg = chart.draw(caption()).unwrap().picture.svg;
    // The parts between the early months, the gap, the role split and the list sizes: three for each of two lines,
    // for March 2023 stands alone.
    assert_eq!(svg.matches("stroke-width=\"40\" points").count(), 6);
    let dotted = |line: &&str| line.contains("#3D3D3D") && line.contains("stroke-dasharray=\"20 40\"");
    assert_eq!(svg.lines().filter(dotted).count(), 3, "the region's line is broken where the others are");
}

#[test]
fn breaks_are_numbered_and_named_under_the_chart() {
    let svg = svg(&chartable::edition(), TYPICAL);
    for (number, words) in [("1", "new workforce tool, July 2021"), ("2", "role split in two, April 2023")] {
        assert_eq!(svg.matches(&format!(">{number}<")).count(), 2, "{number}");
        assert!(svg.contains(words), "{words}");
    }
}

#[test]
fn an_icb_stands_beside_its_region_and_a_region_beside_england_alone() {
    let edition = chartable::edition();
    let chart = OverTime::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert!(chart.region.is_some() && chart.england.is_some());
    let own = OverTime::new(&edition, area(&edition, chartable::REGION)).unwrap();
    assert!(own.region.is_none() && own.england.is_some());
    assert_eq!(OverTime::new(&edition, &edition.england).unwrap().region, None);
}

#[test]
fn with_fewer_than_five_rates_reported_fte_stands_in_columns_pale_under_80_per_cent() {
    let mut edition = chartable::edition();
    let own = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    let last = own.own.series.trend.len() - 4;
    own.own.series.trend[..last].iter_mut().for_each(|point| {
        point.rate_why_not_shown = Some(Reason::NotDefined.into());
    });
    edition.register();
    let chart = OverTime::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert!(!chart.has_line());
    let svg = chart.draw(caption()).unwrap().picture.svg;
    assert!(svg.contains("FTE reported in NHS Lancashire &amp; South Wolds"));
    let full = svg.lines().filter(|line| line.contains("<rect") && line.contains("#12436D")).count();
    assert_eq!(full, 4, "as many full columns as rates");
    let pale = svg.lines().filter(|line| line.contains("<rect") && line.contains("#E8F0F8")).count();
    assert_eq!(pale, chart.filed.iter().filter(|filed| filed.fte.is_some() && !filed.is_enough).count());
}

#[test]
fn no_line_runs_through_a_census_whose_rate_is_withheld() {
    let mut edition = chartable::edition();
    let lines = |edition: &Edition| {
        let svg = svg(edition, TYPICAL);
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
fn years_without_a_census_are_folded_with_a_mark() {
    let mut edition = chartable::edition();
    let strokes = |svg: &str| {
        svg.lines()
            .filter(|line| {
                line.contains("#425563")
                    && line.contains("stroke-width=\"20\"")
                    && !line.contains("dasharray")
            })
            .count()
    };
    let before = strokes(&svg(&edition, TYPICAL));
    for area in edition.areas.iter_mut().chain([&mut edition.england]) {
        let keep = |census: Census| !(2022..=2023).contains(&census.year());
        area.own.series.trend.retain(|point| keep(point.census));
    }
    edition.register();
    assert_eq!(strokes(&svg(&edition, TYPICAL)), before + 2);
}

#[test]
fn the_same_pcns_over_the_year_stand_at_the_right_or_why_not() {
    let mut edition = chartable::edition();
    let own = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    own.own.series.change_why_not_shown = Some(Reason::NoEarlierCensus.into());
    edition.register();
    assert!(svg(&edition, TYPICAL).contains("No change is shown:"));
    let estimate = Estimate { lower: Some(-0.1), upper: Some(0.02), ..Estimate::point(-0.04).unwrap() };
    let own = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    own.own.series.change_why_not_shown = None;
    own.own.series.change = Some(Change {
        from: Census::new(2024, 11).unwrap(),
        to: Census::new(2025, 11).unwrap(),
        pcns: 20.into(),
        rate_from: 0.44.into(),
        rate_to: 0.40.into(),
        contrast: Contrast::from(estimate),
    });
    edition.register();
    let chart = OverTime::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert_eq!(chart.pairs.len(), 1, "England has no change of its own here");
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains(">0.44<") && drawn.picture.svg.contains(">0.40<"));
    assert!(plain(&drawn.alt).contains("the same PCNs at both ends of the year"));
}

#[test]
fn lines_that_end_on_one_rate_have_names_that_do_not_touch() {
    let mut edition = chartable::edition();
    let rate = edition.england.own.series.trend.last().unwrap().rate;
    for area in &mut edition.areas {
        area.own.series.trend.last_mut().unwrap().rate = rate;
    }
    let svg = svg(&edition, TYPICAL);
    let heights = |words: &str| -> Vec<f64> {
        let tags = svg.split("<text ").filter(|tag| tag.contains(words));
        tags.map(|tag| tag.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
            .collect()
    };
    let mut places = [heights("Wolds"), heights("region"), heights(">England 0.")].concat();
    places.sort_by(f64::total_cmp);
    assert!(
        places.len() >= 3 && places.windows(2).all(|pair| pair[1] - pair[0] >= 20.0 * 10.0),
        "{places:?}"
    );
}
