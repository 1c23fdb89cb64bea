//! How link worker time lies along patients in order of need.

use briefings::chart::concentration::{Concentration, SHARES};
use briefings::measure::concentration::CurvePoint;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, NOBODY, TYPICAL};

/// The typical area with another curve.
fn along(points: &[(f64, f64)]) -> Concentration {
    let mut edition = chartable::edition();
    let curve = points.iter().map(|&(patients, fte)| CurvePoint { patients, fte }).collect();
    edition.areas[1].own.need.curves.insert("support-gap", curve);
    Concentration::new(&edition, &edition.areas[1]).unwrap()
}

#[test]
fn a_curve_is_read_straight_between_its_points() {
    let chart = along(&[(0.0, 0.0), (0.4, 0.2), (0.8, 0.6), (1.0, 1.0)]);
    let expected = [0.1, 0.2, 0.3, 0.4, 0.6];
    for ((reading, share), expected) in chart.area.readings.iter().zip(SHARES).zip(expected) {
        assert!((reading.get() - expected).abs() < 1e-12, "{share}: {}", reading.get());
    }
    assert_eq!(
        plain(&chart.draw(caption()).unwrap().alt)
            .matches("70% of link worker time is with the half")
            .count(),
        1
    );
}

#[test]
fn the_half_with_most_need_is_what_the_analysis_says() {
    let edition = chartable::edition();
    let own = area(&edition, TYPICAL);
    let chart = Concentration::new(&edition, own).unwrap();
    let half = own.own.need.most_need_half_share.unwrap().get();
    assert!((chart.area.most_need_half().get() - half).abs() < 1e-12);
    assert!(chart.draw(caption()).unwrap().picture.svg.contains(">most-need half "));
}

#[test]
fn england_is_beside_an_area_and_alone_in_its_own_briefing() {
    let edition = chartable::edition();
    let drawn = Concentration::new(&edition, area(&edition, TYPICAL)).unwrap().draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains(">this area<") && drawn.picture.svg.contains("stroke-dasharray"));
    let own = Concentration::new(&edition, &edition.england).unwrap();
    assert_eq!(own.england, None);
    let drawn = own.draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains(">England<") && !drawn.picture.svg.contains("stroke-dasharray"));
}

#[test]
fn names_stand_in_a_corner_that_no_curve_enters_or_above_the_plot() {
    let height = |points: &[(f64, f64)]| -> f64 {
        let svg = along(points).draw(caption()).unwrap().picture.svg;
        let tag = svg.split("<text ").find(|tag| tag.contains("equal shares")).unwrap();
        tag.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap() / 20.0
    };
    assert!(height(&[(0.0, 0.0), (0.3, 0.6), (1.0, 1.0)]) > 140.0, "low at the right");
    assert!(height(&[(0.0, 0.0), (0.7, 0.1), (1.0, 1.0)]) < 80.0, "high at the left");
    let both = [(0.0, 0.0), (0.48, 0.02), (0.5, 0.98), (1.0, 1.0)];
    assert!(height(&both) < 80.0, "above the plot");
    let zero = along(&both).draw(caption()).unwrap().picture.svg.matches(">100%<").count();
    assert_eq!(zero, 2, "both axes keep their figures");
}

#[test]
fn without_fte_or_enough_pcns_there_is_no_curve() {
    let mut edition = chartable::edition();
    assert_eq!(Concentration::new(&edition, area(&edition, NOBODY)), None);
    edition.areas[1].own.need.most_need_half_share = None;
    assert_eq!(Concentration::new(&edition, &edition.areas[1]), None);
}
