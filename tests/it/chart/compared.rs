//! Rates compared: which rows there are, in which order, and what they show.

use briefings::chart::compared::{Compared, Role};
use briefings::text::Claimed;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::compared::withhold;
use crate::specimen::chartable::{self, REGION, TYPICAL};

fn rates(chart: &Compared) -> Vec<f64> {
    chart.shown().filter_map(|row| row.rate).map(Claimed::get).collect()
}

#[test]
fn an_icb_stands_among_those_most_alike_and_the_ends_and_nobody_is_named_twice() {
    let edition = chartable::edition();
    let chart = Compared::new(&edition, area(&edition, TYPICAL)).unwrap();
    let of = |role| chart.shown().filter(|row| row.role == role).count();
    assert_eq!((of(Role::Own), of(Role::Alike)), (1, 5));
    let mut names: Vec<String> = chart.shown().map(|row| plain(&row.name)).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert!(names.len() == all && (9..=12).contains(&all), "{names:?}");
    assert!(rates(&chart).is_sorted_by(|a, b| a >= b), "from the highest to the lowest");
    let mut every: Vec<f64> = edition.icbs().filter_map(|icb| icb.own.level.rate).map(Claimed::get).collect();
    every.sort_by(f64::total_cmp);
    let drawn = rates(&chart);
    assert_eq!((drawn[0], drawn[all - 1]), (every[every.len() - 1], every[0]));
}

#[test]
fn england_has_every_icb_under_its_region_and_those_withheld_last() {
    let mut edition = chartable::edition();
    let own = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    withhold(own);
    let chart = Compared::new(&edition, &edition.england).unwrap();
    assert_eq!(chart.groups.len(), 1, "one region");
    assert_eq!(chart.groups[0][0].role, Role::Own, "the region heads its ICBs");
    assert_eq!(chart.groups[0].len(), edition.icbs().count(), "the region and all ICBs but one");
    assert!(
        chart.withheld.len() == 1 && chart.withheld[0].rate.is_none() && chart.withheld[0].range.is_some()
    );
    let svg = chart.draw(caption()).unwrap().picture.svg;
    assert!(svg.contains(">range, too few returns<"));
    assert!(svg.contains(">–<"), "no rate is printed for it");
}

#[test]
fn an_icb_whose_rate_is_withheld_is_last_with_the_range_that_is_known() {
    let mut edition = chartable::edition();
    let own = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    withhold(own);
    let rate = format!("{:.4}", own.own.level.rate.unwrap().get());
    let chart = Compared::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert!(chart.withheld.len() == 1 && chart.shown().all(|row| row.role != Role::Own));
    let drawn = chart.draw(caption()).unwrap();
    assert!(!drawn.picture.svg.contains(&rate) && drawn.picture.svg.contains("range of a rate not known"));
}

#[test]
fn a_regions_rows_are_its_icbs_and_the_other_regions() {
    let edition = chartable::edition();
    let chart = Compared::new(&edition, area(&edition, REGION)).unwrap();
    assert_eq!(chart.shown().next().unwrap().role, Role::Own);
    assert_eq!(chart.shown().count(), 1 + edition.icbs().count());
}

#[test]
fn a_long_name_goes_on_on_a_second_line_and_is_never_cut() {
    let edition = chartable::edition();
    let chart = Compared::new(&edition, &edition.england).unwrap();
    let svg = chart.draw(caption()).unwrap().picture.svg;
    assert!(svg.contains(">Bath and North East Somerset, Swindon and<") && svg.contains(">Wiltshire<"));
    assert!(!svg.contains('…'));
}
