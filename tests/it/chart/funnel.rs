//! Rates against size.

use briefings::chart::funnel::FunnelChart;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::compared::withhold;
use crate::specimen::chartable::{self, NOBODY, TYPICAL};

#[test]
fn the_limits_of_the_chart_are_those_of_the_analysis() {
    let edition = chartable::edition();
    let own = area(&edition, TYPICAL);
    let chart = FunnelChart::new(&edition, own).unwrap();
    let limits = chart.funnel.limits(own.own.level.patients.get());
    let known = own.compared.funnel.unwrap();
    assert_eq!((known.lower_998.get(), known.upper_998.get()), (limits.lower_998, limits.upper_998));
    assert_eq!((known.lower.get(), known.upper.get()), (limits.lower, limits.upper));
    assert_eq!(chart.dots.iter().filter(|dot| dot.own).count(), 1);
}

#[test]
fn those_unusual_for_their_size_have_a_shape_and_a_name() {
    let edition = chartable::edition();
    let chart = FunnelChart::new(&edition, area(&edition, TYPICAL)).unwrap();
    let unusual: Vec<_> = chart.dots.iter().filter(|dot| dot.unusual).collect();
    assert!(unusual.iter().any(|dot| plain(&dot.name) == "NHS Nobody # Here"));
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains("Nobody # Here"), "the label goes without NHS");
    assert!(drawn.picture.svg.contains(">outside the limits for its size<"));
    let alt = plain(&drawn.alt);
    assert!(alt.contains("Outside the limits for its size, below them: NHS Nobody # Here 0.00."), "{alt}");
    assert!(alt.contains("is within the limits for its size."), "{alt}");
    let itself = FunnelChart::new(&edition, area(&edition, NOBODY)).unwrap();
    assert!(!plain(&itself.alt()).contains("is within the limits"));
}

#[test]
fn without_one_unusual_it_says_so_and_withheld_rates_are_counted() {
    let mut edition = chartable::edition();
    let odd = |icb: &&mut briefings::analysis::Area| icb.compared.funnel.is_some_and(|funnel| funnel.unusual);
    edition.areas.iter_mut().filter(odd).for_each(withhold);
    let chart = FunnelChart::new(&edition, &edition.england).unwrap();
    assert!(chart.withheld > 0);
    let alt = plain(&chart.alt());
    assert!(alt.contains("None is outside the limits for its size."), "{alt}");
    assert!(alt.contains("Left out, too few returns for a rate: "), "{alt}");
    edition.funnel = None;
    assert_eq!(FunnelChart::new(&edition, &edition.england), None);
}

#[test]
fn everyone_unusual_for_its_size_is_named_even_in_a_crowd() {
    let mut edition = chartable::edition();
    let names = |svg: &str| svg.matches(">Area").count();
    for icb in edition.areas[5..9].iter_mut() {
        icb.compared.funnel.as_mut().unwrap().unusual = true;
    }
    let drawn = FunnelChart::new(&edition, &edition.england).unwrap().draw(caption()).unwrap();
    assert_eq!(names(&drawn.picture.svg), 4);
}

#[test]
fn england_has_icbs_and_no_others_and_a_label_cuts_no_line() {
    let edition = chartable::edition();
    let svg = |of| FunnelChart::new(&edition, of).unwrap().draw(caption()).unwrap().picture.svg;
    let (england, own) = (svg(&edition.england), svg(area(&edition, TYPICAL)));
    assert!(england.contains(">ICBs<") && !england.contains(">other ICBs<"));
    assert!(own.contains(">other ICBs<"));
    for svg in [england, own] {
        let white = |line: &&str| line.starts_with("<rect") && line.contains("#FFFFFF");
        assert_eq!(svg.lines().filter(white).count(), 0, "no surface clears a place for words");
    }
}
