//! England's need slope, census by census.

use briefings::chart::slope_chart::SlopeChart;
use briefings::subject::Need;

use crate::read::{caption, plain};
use crate::specimen::chartable;

#[test]
fn early_intervals_are_cut_with_a_triangle_and_said() {
    let edition = chartable::edition();
    let chart = SlopeChart::new(&edition).unwrap();
    let (low, high) = chart.axis;
    assert!(-0.2 < low && high < 0.2, "{low} to {high}");
    let beyond = |upper: bool| {
        let cut = chart.slopes.iter().filter_map(|slope| slope.interval);
        cut.filter(|(l, u)| if upper { u.get() > high } else { l.get() < low }).count()
    };
    let (below, above) = (beyond(false), beyond(true));
    assert!(below > 0 && above > 0);
    let drawn = chart.draw(caption()).unwrap();
    // A triangle has three corners, the study's diamond and its white edge four each.
    assert_eq!(drawn.picture.svg.matches("<polygon").count(), below + above + 2);
    let note = format!("Triangles: at {} censuses the interval goes on beyond the chart", below.max(above));
    assert!(drawn.picture.svg.contains(&note));
    assert!(drawn.picture.height_pt <= 185.0, "{}", drawn.picture.height_pt);
}

#[test]
fn a_slope_beyond_the_axis_has_a_triangle_and_no_dot() {
    let mut edition = chartable::edition();
    let dots = |edition: &_| {
        let svg = SlopeChart::new(edition).unwrap().draw(caption()).unwrap().picture.svg;
        svg.matches("0 1 0 -").count()
    };
    let before = dots(&edition);
    let first = edition.england.own.series.trend[0].need_slope.get_mut("support-gap").unwrap();
    let first = &mut first.estimate;
    (first.value, first.lower, first.upper) = (2.0.into(), Some(1.0.into()), Some(3.0.into()));
    edition.register();
    assert_eq!(dots(&edition), before - 2, "a dot and its white edge");
}

#[test]
fn the_study_is_shown_for_its_own_indicator_alone() {
    let mut edition = chartable::edition();
    let alt = plain(&SlopeChart::new(&edition).unwrap().alt());
    assert!(alt.ends_with(", and the study’s, −0.035."), "{alt}");
    edition.need = Need::Deprivation;
    let chart = SlopeChart::new(&edition).unwrap();
    assert_eq!((&chart.study, chart.study_as_of), (&None, None));
    let drawn = chart.draw(caption()).unwrap();
    assert!(
        !drawn.picture.svg.contains("the study")
            && drawn.picture.svg.contains("ten points more of deprivation")
    );
}

/// The radius of a dot.
const DOT: f64 = 3.0;

/// Where the study's mark and the last dot stand, in points from the left.
fn places(edition: &briefings::analysis::Edition) -> (f64, f64) {
    let svg = SlopeChart::new(edition).unwrap().draw(caption()).unwrap().picture.svg;
    let first = |text: &str| text.split(['"', ',', ' ']).next().unwrap().parse::<f64>().unwrap() / 20.0;
    let study = first(svg.rsplit("<polygon").next().unwrap().split("points=\"").nth(1).unwrap());
    // A dot is a path that starts at its left end.
    let dot = first(svg.rsplit("<path d=\"M").next().unwrap()) + DOT;
    (study, dot)
}

#[test]
fn the_study_stands_at_its_date_or_at_the_edge_after_a_gap() {
    let mut edition = chartable::edition();
    let cut = |edition: &mut briefings::analysis::Edition, censuses: usize| {
        edition.england.own.series.trend.truncate(censuses);
    };
    let (study, last) = places(&edition);
    assert!(study < last - 50.0, "September 2023 is among the censuses: {study} {last}");
    cut(&mut edition, 10);
    let (study, last) = places(&edition);
    let near = study - last;
    assert!((20.0..70.0).contains(&near), "six months after March 2023, to scale: {near}");
    cut(&mut edition, 9);
    let (study, last) = places(&edition);
    assert!(study > last + 30.0, "eighteen months after March 2022: {study} {last}");
    let svg = SlopeChart::new(&edition).unwrap().draw(caption()).unwrap().picture.svg;
    assert!(svg.contains(">Sep 23<"), "the date of its census stands under it");
    edition.england.own.series.trend.drain(..);
    assert_eq!(SlopeChart::new(&edition), None);
}

#[test]
fn a_study_long_before_the_first_census_stands_at_the_left() {
    let mut edition = chartable::edition();
    edition.england.own.series.trend.drain(..16);
    let (study, last) = places(&edition);
    assert!(study < 70.0 && last > 300.0, "{study} {last}");
}

#[test]
fn the_breaks_are_marked_and_said() {
    let edition = chartable::edition();
    let drawn = SlopeChart::new(&edition).unwrap().draw(caption()).unwrap();
    for name in ["new workforce tool, July 2021", "role split in two, April 2023", "no association"] {
        assert!(drawn.picture.svg.contains(name), "{name}");
    }
    assert!(!drawn.picture.svg.contains("stroke-width=\"40\" points"), "dots are not joined");
}

/// The height of words on the chart, in points.
fn height(svg: &str, words: &str) -> f64 {
    let tag = svg.split("<text ").find(|tag| tag.contains(words)).unwrap();
    tag.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap() / 20.0
}

#[test]
fn no_association_stays_at_zero_where_the_last_slope_is_close() {
    let mut edition = chartable::edition();
    let last = |edition: &mut briefings::analysis::Edition, value: f64| {
        let slope =
            edition.england.own.series.trend.last_mut().unwrap().need_slope.get_mut("support-gap").unwrap();
        slope.estimate.value = value.into();
        edition.register();
        SlopeChart::new(edition).unwrap().draw(caption()).unwrap().picture.svg
    };
    let far = last(&mut edition, -0.05);
    let near = last(&mut edition, -0.001);
    let zero = height(&far, "no association");
    assert!((height(&near, "no association") - zero).abs() < 0.01);
    let label = height(&near, "November 2025 ");
    assert!(label - zero >= 10.5, "{label} {zero}");
}

#[test]
fn the_studys_mark_steps_aside_from_a_dot() {
    let mut edition = chartable::edition();
    let study = edition.england.own.models.replication.as_ref().unwrap().published.value;
    for point in &mut edition.england.own.series.trend {
        let slope = &mut point.need_slope.get_mut("support-gap").unwrap().estimate;
        (slope.value, slope.lower, slope.upper) = (study, None, None);
    }
    edition.register();
    let (beside, _) = places(&edition);
    let svg = SlopeChart::new(&edition).unwrap().draw(caption()).unwrap().picture.svg;
    let dots = svg.split("<path d=\"M").skip(1);
    let dots = dots.map(|dot| dot.split([',', ' ']).next().unwrap().parse::<f64>().unwrap() / 20.0 + DOT);
    let nearest = dots.map(|dot| (dot - beside).abs()).fold(f64::INFINITY, f64::min);
    assert!(nearest >= 5.0, "{nearest}");
}
