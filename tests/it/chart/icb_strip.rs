//! ICBs in order of their rate.

use briefings::chart::icb_strip::IcbStrip;
use briefings::chart::icbs::{Way, Whose};
use briefings::measure::Verdict;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::compared::withhold;
use crate::specimen::chartable::{self, REGION, TYPICAL};

#[test]
fn icbs_stand_in_order_with_the_area_and_its_similar_ones_picked_out() {
    let edition = chartable::edition();
    let chart = IcbStrip::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert_eq!(chart.stops.len(), 42);
    assert!(chart.stops.iter().map(|stop| stop.rate.get()).is_sorted());
    let count = |whose| chart.stops.iter().filter(|stop| stop.whose == whose).count();
    assert_eq!((count(Whose::Own), count(Whose::Similar)), (1, 5));
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.height_pt <= 180.0, "{}", drawn.picture.height_pt);
    assert!(drawn.picture.svg.contains("font-weight=\"bold\""), "the area is named");
    assert!(plain(&drawn.alt).contains("NHS Lancashire & South Wolds: 0."));
    assert!(plain(&drawn.alt).ends_with("The order of neighbours can be chance."));
}

#[test]
fn withheld_rates_are_left_out_and_named_where_they_are_few() {
    let mut edition = chartable::edition();
    withhold(&mut edition.areas[1]);
    let own = IcbStrip::new(&edition, &edition.areas[1]).unwrap();
    assert_eq!((own.stops.len(), own.own_withheld), (41, true));
    let alt = plain(&own.alt());
    assert!(alt.contains("NHS Lancashire & South Wolds has no rate that may be shown."), "{alt}");
    assert!(alt.contains("too few returns for a rate: NHS Lancashire & South Wolds."), "{alt}");
    assert!(own.draw(caption()).unwrap().picture.svg.contains("Left out, too few returns"));
    edition.areas[2..8].iter_mut().for_each(withhold);
    let many = IcbStrip::new(&edition, &edition.england).unwrap();
    assert!(plain(&many.alt()).contains("too few returns for a rate: 7 ICBs."));
    edition.areas[1..].iter_mut().for_each(withhold);
    assert_eq!(IcbStrip::new(&edition, &edition.england), None, "one ICB has no order");
}

#[test]
fn a_region_picks_out_its_own_and_england_none() {
    let mut edition = chartable::edition();
    edition.areas[7..42].iter_mut().for_each(|icb| icb.place.region = Some("Y56".to_owned()));
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
    let mut edition = chartable::edition();
    let lines = |svg: &str| svg.matches("<polyline").count();
    let with = IcbStrip::new(&edition, &edition.england).unwrap().draw(caption()).unwrap();
    edition.areas[5].own.level.rate_between_pcns = None;
    let chart = IcbStrip::new(&edition, &edition.england).unwrap();
    assert_eq!(chart.stops.iter().filter(|stop| stop.interval.is_none()).count(), 1);
    assert_eq!(lines(&chart.draw(caption()).unwrap().picture.svg) + 1, lines(&with.picture.svg));
}

#[test]
fn those_that_differ_clearly_have_a_triangle_a_count_and_for_england_a_name() {
    let mut edition = chartable::edition();
    for icb in &mut edition.areas {
        icb.compared
            .against_england
            .iter_mut()
            .for_each(|against| against.contrast.verdict = Verdict::CouldBeChance);
    }
    let none = IcbStrip::new(&edition, &edition.england).unwrap().draw(caption()).unwrap();
    let places: Vec<usize> =
        (5..10).filter(|&at| edition.areas[at].compared.against_england.is_some()).collect();
    for (&at, value) in places.iter().zip([0.3, -0.2, -0.2]) {
        let against = edition.areas[at].compared.against_england.as_mut().unwrap();
        (against.contrast.verdict, against.contrast.estimate.value) = (Verdict::Clear, value.into());
    }
    let chart = IcbStrip::new(&edition, &edition.england).unwrap();
    let count = |way| chart.stops.iter().filter(|stop| stop.clearly == Some(way)).count();
    assert_eq!((count(Way::Above), count(Way::Below)), (1, 2));
    let drawn = chart.draw(caption()).unwrap();
    assert!(
        drawn.picture.svg.contains(">clearly above England: 1<")
            && drawn.picture.svg.contains(">clearly below England: 2<")
    );
    let triangles = |svg: &str| svg.matches("<polygon").count();
    assert_eq!(
        triangles(&drawn.picture.svg) - triangles(&none.picture.svg),
        5,
        "three ICBs and two in the key"
    );
    let name = plain(&edition.areas[places[0]].printed_name());
    let alt = plain(&drawn.alt);
    assert!(alt.contains(&format!("Clearly above England’s rate: {name}.")), "{alt}");
    let other = plain(&IcbStrip::new(&edition, &edition.areas[1]).unwrap().alt());
    assert!(other.contains("Clearly below England’s rate: 2 ICBs."), "{other}");
}
