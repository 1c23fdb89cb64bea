//! FTE now against the fair share.

use briefings::chart::fair_share::{FairShareDots, Row, Standing, Unit};
use briefings::claim::{Claimed, plain};
use briefings::panel::Return;

use super::area;
use crate::sample::{self, LARGEST, NOBODY, TYPICAL};

#[test]
fn the_furthest_below_its_fair_share_comes_first() {
    let edition = sample::edition();
    let chart = FairShareDots::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert_eq!((chart.unit, chart.rows.len(), chart.left_out), (Unit::Pcn, 23, 0));
    let silent: Vec<String> = chart.no_return.iter().map(|name| plain(name)).collect();
    assert_eq!(silent, ["Fenside and District Integrated PCN"]);
    let gaps: Vec<f64> = chart.rows.iter().filter_map(|row| row.standing.gap()).map(Claimed::get).collect();
    assert!(gaps.is_sorted());
    assert!(gaps.iter().sum::<f64>().abs() < 1e-9, "fair shares add up to today's FTE");
    let drawn = chart.draw().unwrap();
    assert!(drawn.svg.contains("no return (1 PCN): Fenside and District Integrated PCN"));
}

#[test]
fn reported_none_is_said_beside_its_dot() {
    let mut edition = sample::edition();
    edition.areas[1].pcns[0].filed = Return::ReportedNone;
    edition.areas[1].fair_share[0].fte = 0.0.into();
    edition.register();
    let chart = FairShareDots::new(&edition, &edition.areas[1]).unwrap();
    let none = |row: &&Row| matches!(row.standing, Standing::ReportedNone { .. });
    assert_eq!(chart.rows.iter().filter(none).count(), 1);
    assert_eq!(chart.draw().unwrap().svg.matches(">reported none<").count(), 1);
    assert!(plain(&chart.alt()).contains("Reported none: 1 PCN."));
}

#[test]
fn without_any_fte_there_is_no_fair_share() {
    let edition = sample::edition();
    assert_eq!(FairShareDots::new(&edition, area(&edition, NOBODY)), None);
}

#[test]
fn fte_beyond_the_axis_is_printed_at_its_end() {
    let edition = sample::edition();
    let chart = FairShareDots::new(&edition, area(&edition, LARGEST)).unwrap();
    let beyond = chart.rows.iter().filter(|row| row.standing.fte() > chart.end).count();
    assert_eq!((beyond, chart.end), (1, 6.0));
    assert!(chart.draw().unwrap().svg.contains(">16.4<"));
    assert!(plain(&chart.alt()).contains("Medical Alliance PCN, 16.4 FTE."));
}

#[test]
fn england_has_a_row_per_icb() {
    let edition = sample::edition();
    let chart = FairShareDots::new(&edition, &edition.england).unwrap();
    assert_eq!((chart.unit, chart.rows.len()), (Unit::Icb, edition.icbs().count()));
    let gaps = chart.rows.iter().filter_map(|row| row.standing.gap()).map(Claimed::get);
    assert!(gaps.sum::<f64>().abs() < 1e-6);
}

#[test]
fn rows_that_a_page_cannot_hold_are_counted() {
    let mut edition = sample::edition();
    let more = edition.areas.remove(2).fair_share;
    edition.areas[1].fair_share.extend(more.clone());
    edition.areas[1].fair_share.extend(more);
    let all = edition.areas[1].fair_share.len();
    let chart = FairShareDots::new(&edition, &edition.areas[1]).unwrap();
    assert_eq!(chart.rows.len() + chart.left_out, all);
    assert!(chart.left_out > 0);
    let drawn = chart.draw().unwrap();
    assert!(drawn.height_pt <= 690.5);
    let note = format!("{} PCNs in the middle of this order: not drawn", chart.left_out);
    assert!(drawn.svg.contains(&note));
}
