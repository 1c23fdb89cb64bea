//! ICBs in order of their rate.

use briefings::chart::icb_strip::IcbStrip;
use briefings::chart::icbs::Whose;
use briefings::claim::plain;

use super::area;
use crate::sample::compared::withhold;
use crate::sample::{self, REGION, TYPICAL};

#[test]
fn icbs_stand_in_order_with_the_area_and_its_similar_ones_picked_out() {
    let edition = sample::edition();
    let chart = IcbStrip::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert_eq!(chart.stops.len(), 42);
    assert!(chart.stops.iter().map(|stop| stop.rate.get()).is_sorted());
    let count = |whose| chart.stops.iter().filter(|stop| stop.whose == whose).count();
    assert_eq!((count(Whose::Own), count(Whose::Similar)), (1, 5));
    let drawn = chart.draw().unwrap();
    assert!(drawn.height_pt <= 180.0, "{}", drawn.height_pt);
    assert!(drawn.svg.contains("font-weight=\"bold\""), "the area is named");
    assert!(plain(&drawn.alt).contains("NHS Lancashire & South Wolds: 0."));
    assert!(plain(&drawn.alt).ends_with("the order means little."));
}

#[test]
fn withheld_rates_are_left_out_and_named_where_they_are_few() {
    let mut edition = sample::edition();
    withhold(&mut edition.areas[1]);
    let own = IcbStrip::new(&edition, &edition.areas[1]).unwrap();
    assert_eq!((own.stops.len(), own.own_withheld), (41, true));
    let alt = plain(&own.alt());
    assert!(alt.contains("NHS Lancashire & South Wolds has no rate that may be shown."), "{alt}");
    assert!(alt.contains("too few returns for a rate: NHS Lancashire & South Wolds."), "{alt}");
    assert!(own.draw().unwrap().svg.contains("Left out, too few returns"));
    edition.areas[2..8].iter_mut().for_each(withhold);
    let many = IcbStrip::new(&edition, &edition.england).unwrap();
    assert!(plain(&many.alt()).contains("too few returns for a rate: 7 ICBs."));
    edition.areas[1..].iter_mut().for_each(withhold);
    assert_eq!(IcbStrip::new(&edition, &edition.england), None, "one ICB has no order");
}

#[test]
fn a_region_picks_out_its_own_and_england_none() {
    let mut edition = sample::edition();
    edition.areas[7..42].iter_mut().for_each(|icb| icb.region = Some("Y56".to_owned()));
    let own = |of| {
        let chart = IcbStrip::new(&edition, of).unwrap();
        chart.stops.iter().filter(|stop| stop.whose == Whose::Own).count()
    };
    assert_eq!(own(area(&edition, REGION)), 7);
    assert_eq!(own(&edition.england), 0);
    let region = IcbStrip::new(&edition, area(&edition, REGION)).unwrap();
    assert!(plain(&region.alt()).contains("Picked out, 7 ICBs of North East and Yorkshire: "));
}

#[test]
fn an_icb_without_an_interval_is_a_dot_alone() {
    let mut edition = sample::edition();
    let lines = |svg: &str| svg.matches("<polyline").count();
    let with = IcbStrip::new(&edition, &edition.england).unwrap().draw().unwrap();
    edition.areas[5].rate_between_pcns = None;
    let chart = IcbStrip::new(&edition, &edition.england).unwrap();
    assert_eq!(chart.stops.iter().filter(|stop| stop.interval.is_none()).count(), 1);
    assert_eq!(lines(&chart.draw().unwrap().svg) + 1, lines(&with.svg));
}
