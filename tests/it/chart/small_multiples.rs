//! PCNs over time.

use briefings::chart::small_multiples::SmallMultiples;
use briefings::claim::plain;
use briefings::number::Direction;

use super::area;
use crate::sample::{self, LARGEST, REGION, SMALLEST, TYPICAL};

#[test]
fn the_panels_are_the_pcns_that_moved_most_in_order_of_name() {
    let edition = sample::edition();
    let chart = SmallMultiples::new(area(&edition, LARGEST)).unwrap();
    assert_eq!((chart.panels.len(), chart.left_out, chart.censuses.len()), (12, 53, 9));
    assert!(chart.panels.iter().map(|panel| &panel.name).is_sorted());
    assert!(chart.panels.iter().all(|panel| !plain(&panel.name).ends_with("PCN")));
    let all = SmallMultiples::new(area(&edition, TYPICAL)).unwrap();
    assert_eq!((all.panels.len(), all.left_out), (24, 0));
    let drawn = all.draw().unwrap();
    assert!(drawn.height_pt <= 330.0, "{}", drawn.height_pt);
    let small = SmallMultiples::new(area(&edition, SMALLEST)).unwrap();
    assert_eq!((small.panels.len(), small.left_out), (8, 0));
    assert!(small.draw().unwrap().height_pt < drawn.height_pt);
}

#[test]
fn every_pcn_went_one_of_three_ways() {
    let edition = sample::edition();
    let chart = SmallMultiples::new(area(&edition, TYPICAL)).unwrap();
    let [more, fewer, same] =
        [Direction::More, Direction::Fewer, Direction::Same].map(|way| chart.moved(way).get());
    let filed = chart.panels.iter().filter(|panel| panel.ends().is_some()).count();
    assert_eq!(more + fewer + same, filed);
    let alt = plain(&chart.alt());
    let said = format!("FTE rose in {more}, fell in {fewer} and was the same in {same}.");
    assert!(alt.contains(&said), "{alt}");
    assert!(alt.contains("Largest rise: ") && alt.contains("Largest fall: "), "{alt}");
}

#[test]
fn a_missing_return_is_a_gap_and_an_open_mark_and_never_a_zero() {
    let edition = sample::edition();
    let mut own = area(&edition, TYPICAL).pcns[6].clone();
    let mut alone = sample::edition();
    let steady = own.history.iter().rfind(|past| past.fte.is_some()).copied().unwrap();
    own.history.iter_mut().for_each(|past| (past.filed, past.fte) = (steady.filed, steady.fte));
    let mut gap = own.clone();
    gap.history[4].filed = Some(briefings::panel::Return::NoReturn);
    gap.history[4].fte = None;
    let lines = |area: &briefings::analysis::Analysis| {
        let svg = SmallMultiples::new(area).unwrap().draw().unwrap().svg;
        (svg.matches("stroke-width=\"5\"").count(), svg.contains(">no return<"))
    };
    alone.areas[1].pcns = vec![own.clone(), own.clone()];
    assert_eq!(lines(&alone.areas[1]), (2, false));
    alone.areas[1].pcns = vec![own, gap];
    assert_eq!(lines(&alone.areas[1]), (3, true));
}

#[test]
fn one_far_above_the_others_is_cut_at_the_top_and_told() {
    let mut edition = sample::edition();
    let plain_top = SmallMultiples::new(&edition.areas[1]).unwrap().top;
    edition.areas[1].pcns[0].history.iter_mut().for_each(|past| past.fte = past.fte.map(|_| 99.0.into()));
    edition.areas[1].pcns[0].history[0].fte = Some(60.0.into());
    edition.register();
    let chart = SmallMultiples::new(&edition.areas[1]).unwrap();
    assert!(chart.top <= plain_top * 2.0, "{}", chart.top);
    let drawn = chart.draw().unwrap();
    assert!(drawn.svg.contains(">above the top of the panel<"));
    assert!(drawn.svg.contains(">99.0<"));
}

#[test]
fn england_regions_and_a_single_census_have_none() {
    let mut edition = sample::edition();
    assert_eq!(SmallMultiples::new(&edition.england), None);
    assert_eq!(SmallMultiples::new(area(&edition, REGION)), None);
    edition.areas[1].pcns.iter_mut().for_each(|pcn| {
        pcn.history.drain(..8);
    });
    assert_eq!(SmallMultiples::new(&edition.areas[1]), None);
}
