//! PCNs over time.

use briefings::chart::small_multiples::SmallMultiples;
use briefings::text::number::Direction;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, LARGEST, REGION, SMALLEST, TYPICAL};

#[test]
fn the_panels_are_the_pcns_that_moved_most_in_order_of_name() {
    let edition = chartable::edition();
    let chart = SmallMultiples::new(area(&edition, LARGEST)).unwrap();
    assert_eq!((chart.panels.len(), chart.left_out, chart.censuses.len()), (12, 53, 9));
    assert!(chart.panels.iter().map(|panel| plain(&panel.name)).is_sorted());
    assert!(chart.panels.iter().all(|panel| !plain(&panel.name).ends_with("PCN")));
    let drawn = chart.draw(caption()).unwrap();
    let small = SmallMultiples::new(area(&edition, SMALLEST)).unwrap();
    assert_eq!((small.panels.len(), small.left_out), (8, 0));
    let typical = SmallMultiples::new(area(&edition, TYPICAL)).unwrap();
    assert_eq!((typical.panels.len(), typical.left_out), (24, 0));
    let tallest = typical.draw(caption()).unwrap().picture.height_pt;
    assert!(drawn.picture.height_pt < tallest && tallest <= 330.0, "{tallest}");
}

#[test]
fn every_pcn_went_one_of_three_ways() {
    let edition = chartable::edition();
    let chart = SmallMultiples::new(area(&edition, TYPICAL)).unwrap();
    let [more, fewer, same] =
        [Direction::More, Direction::Fewer, Direction::Same].map(|way| chart.moved(way).get());
    let twice = |panel: &&briefings::chart::small_multiples::Panel| {
        panel.points.iter().filter(|point| point.fte.is_some()).count() > 1
    };
    assert_eq!(more + fewer + same, chart.panels.iter().filter(twice).count());
    assert_eq!(chart.returned_twice().get(), more + fewer + same);
    let alt = plain(&chart.alt());
    let said = format!("FTE rose in {more}, fell in {fewer} and was the same in {same}.");
    assert!(alt.contains(&said), "{alt}");
    assert!(alt.contains("Largest rise: ") && alt.contains("Largest fall: "), "{alt}");
}

#[test]
fn a_missing_return_is_a_gap_and_a_band_without_a_value_and_never_a_zero() {
    let edition = chartable::edition();
    let mut own = area(&edition, TYPICAL).own.pcns[6].clone();
    let mut alone = chartable::edition();
    let steady = own.history.iter().rfind(|past| past.fte.is_some()).copied().unwrap();
    own.history.iter_mut().for_each(|past| (past.filed, past.fte) = (steady.filed, steady.fte));
    let mut gap = own.clone();
    gap.history[4].filed = Some(briefings::panel::Return::NoReturn);
    gap.history[4].fte = None;
    let lines = |area: &briefings::analysis::Area| {
        let svg = SmallMultiples::new(area).unwrap().draw(caption()).unwrap().picture.svg;
        let bands = svg.lines().filter(|line| line.starts_with("<rect") && line.contains("#EEEEEE")).count();
        (svg.matches("stroke-width=\"25\"").count(), bands, svg.contains(">no return<"))
    };
    alone.areas[1].own.pcns = vec![own.clone(), own.clone()];
    assert_eq!(lines(&alone.areas[1]), (2, 0, false));
    alone.areas[1].own.pcns = vec![own, gap];
    assert_eq!(lines(&alone.areas[1]), (3, 2, true));
}

#[test]
fn one_far_above_the_others_is_cut_at_the_top_and_told() {
    let mut edition = chartable::edition();
    let plain_top = SmallMultiples::new(&edition.areas[1]).unwrap().top;
    edition.areas[1].own.pcns[0].history.iter_mut().for_each(|past| past.fte = past.fte.map(|_| 99.0.into()));
    edition.areas[1].own.pcns[0].history[0].fte = Some(60.0.into());
    edition.register();
    let chart = SmallMultiples::new(&edition.areas[1]).unwrap();
    assert!(chart.top <= plain_top * 2.0, "{}", chart.top);
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains(">above the top of the panel<"));
    assert!(drawn.picture.svg.contains(">99.0<"));
}

#[test]
fn england_regions_and_a_single_census_have_none() {
    let mut edition = chartable::edition();
    assert_eq!(SmallMultiples::new(&edition.england), None);
    assert_eq!(SmallMultiples::new(area(&edition, REGION)), None);
    edition.areas[1].own.pcns.iter_mut().for_each(|pcn| {
        pcn.history.drain(..8);
    });
    assert_eq!(SmallMultiples::new(&edition.areas[1]), None);
}

#[test]
fn a_long_name_has_two_lines_and_takes_no_height() {
    let mut edition = chartable::edition();
    let mut height = |name: &str| {
        edition.areas[1]
            .own
            .pcns
            .iter_mut()
            .for_each(|pcn| pcn.name = briefings::text::words::name::Name::readable(name));
        let drawn = SmallMultiples::new(&edition.areas[1]).unwrap().draw(caption()).unwrap();
        (drawn.picture.height_pt, drawn.picture.svg)
    };
    let (short, _) = height("Wolds PCN");
    let (long, svg) = height("Blackpool Central West PCN");
    assert!(svg.contains(">Blackpool<") && svg.contains(">Central West<"), "{svg}");
    assert!((short - long).abs() < 1e-9);
}
