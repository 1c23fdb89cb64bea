//! The scatter of provision against need.

use briefings::chart::need_scatter::NeedScatter;
use briefings::subject::Need;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, LARGEST, TYPICAL};

#[test]
fn the_scatter_picks_out_the_areas_own_pcns() {
    let edition = chartable::edition();
    let chart = NeedScatter::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert_eq!(area(&edition, TYPICAL).own.level.returns.filed, chart.own.len());
    assert_eq!(chart.own.len() + chart.others.len(), edition.scatter.points.len());
    let (from, to) = chart.line.unwrap();
    assert!(chart.needs.0 <= from.need && to.need <= chart.needs.1);
    assert!(NeedScatter::new(&edition, &edition.england).unwrap().own.is_empty());
}

#[test]
fn points_above_the_top_of_the_scatter_are_counted_in_words() {
    let edition = chartable::edition();
    let chart = NeedScatter::new(&edition, area(&edition, LARGEST)).unwrap();
    let all = || chart.own.iter().chain(&chart.others);
    let above = all().filter(|dot| dot.rate > chart.top).count();
    assert!((1..=edition.scatter.points.len() / 200).contains(&above), "{above}");
    let note = format!("Above the top of the chart at 1.00 (triangles): {above} PCNs, 1 of them");
    let alt = plain(&chart.alt());
    assert!(alt.contains(&note), "{alt}");
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains(&note));
    assert_eq!(drawn.picture.svg.matches("<polygon").count(), above);
}

#[test]
fn a_score_has_no_unit_and_a_share_is_in_per_cent() {
    let mut edition = chartable::edition();
    let chart = NeedScatter::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert!(chart.draw(caption()).unwrap().picture.svg.contains(">30%<"));
    edition.need = Need::Deprivation;
    edition.scatter.points.iter_mut().for_each(|point| point.need *= 70.0);
    let chart = NeedScatter::new(&edition, area(&edition, TYPICAL)).unwrap();
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains(">20<"));
    assert!(drawn.picture.svg.contains(">Index of Multiple Deprivation score<"));
    let alt = plain(&drawn.alt);
    assert!(alt.contains("deprivation from 16 to 26"), "{alt}");
}

#[test]
fn the_pcns_of_an_area_whose_rate_is_withheld_are_not_picked_out() {
    let mut edition = chartable::edition();
    let typical = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    crate::specimen::chartable::compared::withhold(typical);
    let chart = NeedScatter::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert!(chart.withheld && chart.own.is_empty());
    assert_eq!(chart.others.len(), edition.scatter.points.len());
    let alt = plain(&chart.alt());
    assert!(
        alt.contains("The PCNs of NHS Lancashire & South Wolds are not picked out: too few returns."),
        "{alt}"
    );
}

#[test]
fn an_area_without_a_return_is_not_on_the_scatter_and_is_told() {
    let mut edition = chartable::edition();
    edition.scatter.points.retain(|point| point.icb.as_str() != TYPICAL);
    let chart = NeedScatter::new(&edition, area(&edition, TYPICAL)).unwrap();
    let drawn = chart.draw(caption()).unwrap();
    assert!(plain(&drawn.alt).contains("No PCN of NHS Lancashire & South Wolds is on the chart."));
}
