//! The change from quarter to quarter.

use briefings::chart::xmr::{Way, XmrChart};

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, TYPICAL, charted};

fn drawn_of(changes: &[f64]) -> XmrChart {
    let mut edition = chartable::edition();
    edition.areas[1].own.series.xmr = Some(charted::xmr(changes));
    edition.register();
    XmrChart::new(&edition.areas[1]).unwrap()
}

#[test]
fn fewer_than_eight_changes_are_not_drawn() {
    let mut edition = chartable::edition();
    for (changes, drawn) in [(7, false), (8, true)] {
        edition.areas[1].own.series.xmr = Some(charted::xmr(&vec![0.01; changes]));
        assert_eq!(XmrChart::new(&edition.areas[1]).is_some(), drawn, "{changes}");
    }
    edition.areas[1].own.series.xmr = None;
    assert_eq!(XmrChart::new(&edition.areas[1]), None);
}

#[test]
fn what_is_outside_usual_movement_has_a_shape_and_its_date() {
    let changes = [0.01, -0.01, 0.012, -0.008, 0.01, 0.2, 0.01, -0.01, 0.008, -0.01, 0.01, 0.0];
    for (sign, way, said) in [
        (1.0, Way::Up, "Outside usual movement, up: +0.20 in May 2024."),
        (-1.0, Way::Down, "Outside usual movement, down: −0.20 in May 2024."),
    ] {
        let chart = drawn_of(&changes.map(|change| sign * change));
        let outside = chart.changes.iter().enumerate();
        let outside: Vec<(usize, Way)> =
            outside.filter_map(|(nth, change)| Some((nth, change.outside?))).collect();
        assert_eq!(outside, [(5, way)]);
        let drawn = chart.draw(caption()).unwrap();
        assert_eq!(drawn.picture.svg.matches("<polygon").count(), 2, "its triangle, there and in the key");
        assert!(drawn.picture.svg.contains(">May 24<"));
        let key = |words: &str| drawn.picture.svg.contains(&format!("unlike usual movement, {words}<"));
        assert_eq!((key("up"), key("down")), (way == Way::Up, way == Way::Down), "what is drawn alone");
        let alt = plain(&drawn.alt);
        assert!(alt.contains(said), "{alt}");
        assert!(alt.contains("trial limits"), "{alt}");
        assert!(drawn.picture.height_pt <= 165.0);
    }
}

#[test]
fn limits_of_enough_changes_are_no_trial() {
    let chart =
        drawn_of(&[0.01, -0.01, 0.012, -0.008, 0.01, 0.0, 0.01, -0.01, 0.012, -0.008, 0.01, 0.0, 0.01]);
    assert!(!chart.trial);
    let alt = plain(&chart.alt());
    assert!(!alt.contains("trial") && alt.ends_with("All changes lie within these limits."), "{alt}");
}

#[test]
fn the_axis_goes_little_beyond_the_limits_or_what_is_drawn() {
    let steady = drawn_of(&[0.01, -0.01, 0.012, -0.008, 0.01, 0.0, 0.01, -0.01, 0.012, -0.008]);
    let (lower, upper) = (steady.limits.0.get(), steady.limits.1.get());
    let room = 0.15 * (upper - lower);
    assert!((steady.axis.0 - (lower - room)).abs() < 1e-9 && (steady.axis.1 - (upper + room)).abs() < 1e-9);
    let jump = drawn_of(&[0.01, -0.01, 0.012, -0.008, 0.01, 0.2, 0.01, -0.01, 0.008, -0.01, 0.01, 0.0]);
    assert!(jump.axis.1 > 0.2 && jump.axis.1 < 0.2 + 0.21 * (0.2 - jump.limits.0.get()), "{:?}", jump.axis);
}

#[test]
fn nothing_that_moves_is_a_level_line_with_its_names_apart() {
    let drawn = drawn_of(&[0.0; 9]).draw(caption()).unwrap();
    for name in ["upper limit 0.00", "mean 0.00", "lower limit 0.00"] {
        assert!(drawn.picture.svg.contains(name), "{name}");
    }
}

#[test]
fn a_missing_quarter_parts_the_line() {
    let mut edition = chartable::edition();
    let lines = |edition: &_| {
        let drawn = XmrChart::new(area(edition, TYPICAL)).unwrap().draw(caption()).unwrap();
        drawn.picture.svg.matches("stroke=\"#3D3D3D\"").count()
    };
    assert_eq!(lines(&edition), 1);
    let xmr = edition.areas[1].own.series.xmr.as_mut().unwrap();
    for change in &mut xmr.changes[..4] {
        change.census = change.census.earlier(3);
    }
    assert_eq!(lines(&edition), 2);
}
