//! FTE now against the fair share.

use briefings::chart::fair_share::{FairShareDots, Row, Standing, Unit};
use briefings::measure::Reason;
use briefings::panel::Return;
use briefings::text::Claimed;
use briefings::text::words::name::Name;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, LARGEST, NOBODY, TYPICAL};

#[test]
fn the_furthest_below_its_fair_share_comes_first() {
    let edition = chartable::edition();
    let chart = FairShareDots::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert_eq!((chart.unit, chart.rows.len(), chart.left_out), (Unit::Pcn, 23, 0));
    let silent: Vec<String> = chart.no_return.iter().map(plain).collect();
    assert_eq!(silent, ["Fenside and District Integrated"]);
    let gaps: Vec<f64> = chart.rows.iter().filter_map(|row| row.standing.gap()).map(Claimed::get).collect();
    assert!(gaps.is_sorted());
    assert!(gaps.iter().sum::<f64>().abs() < 1e-9, "fair shares add up to today's FTE");
    // The page names them in its text, so that each is named once.
    assert!(!chart.draw(caption()).unwrap().picture.svg.contains("Not drawn"));
}

#[test]
fn reported_none_is_said_beside_its_dot() {
    let mut edition = chartable::edition();
    edition.areas[1].own.pcns[0].filed = Return::ReportedNone;
    edition.areas[1].own.shares.fair_share[0].fte = 0.0.into();
    edition.register();
    let chart = FairShareDots::new(&edition, &edition.areas[1]).unwrap();
    let none = |row: &&Row| matches!(row.standing, Standing::ReportedNone { .. });
    assert_eq!(chart.rows.iter().filter(none).count(), 1);
    let svg = chart.draw(caption()).unwrap().picture.svg;
    assert_eq!(svg.matches(">reported none<").count(), 2, "in the key and beside the row");
    let rings = svg.lines().filter(|line| line.contains("fill=\"none\"") && line.contains("0 1 0 -"));
    assert_eq!(rings.count(), 2, "its dot is open, as in the key");
}

#[test]
fn the_alternative_text_counts_those_below_and_names_the_furthest() {
    let edition = chartable::edition();
    let chart = FairShareDots::new(&edition, area(&edition, TYPICAL)).unwrap();
    let below =
        chart.rows.iter().filter(|row| row.standing.gap().is_some_and(|gap| gap.get() < -0.05)).count();
    let alt = plain(&chart.alt());
    assert!(alt.contains(&format!(" {below} are below the fair share by ")), "{alt}");
    assert!(alt.contains(&format!(" Furthest is {} with ", chart.rows[0].name)), "{alt}");
    assert!(alt.ends_with("The values are in the table of every PCN."), "{alt}");
}

#[test]
fn without_any_fte_there_is_no_fair_share() {
    let edition = chartable::edition();
    assert_eq!(FairShareDots::new(&edition, area(&edition, NOBODY)), None);
}

#[test]
fn fte_beyond_the_axis_is_printed_at_its_end() {
    let edition = chartable::edition();
    let chart = FairShareDots::new(&edition, area(&edition, LARGEST)).unwrap();
    let beyond = chart.rows.iter().filter(|row| row.standing.fte() > chart.end).count();
    assert_eq!((beyond, chart.end), (1, 6.0));
    assert!(chart.draw(caption()).unwrap().picture.svg.contains(">16.4<"));
}

#[test]
fn england_has_a_row_per_icb() {
    let edition = chartable::edition();
    let chart = FairShareDots::new(&edition, &edition.england).unwrap();
    assert_eq!((chart.unit, chart.rows.len()), (Unit::Icb, edition.icbs().count()));
    let gaps = chart.rows.iter().filter_map(|row| row.standing.gap()).map(Claimed::get);
    assert!(gaps.sum::<f64>().abs() < 1e-6);
}

#[test]
fn an_icb_whose_rate_is_withheld_is_named_and_not_drawn() {
    let mut edition = chartable::edition();
    let before = FairShareDots::new(&edition, &edition.england).unwrap();
    assert!(before.too_few.is_empty());
    let icb = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    icb.own.level.rate_why_not_shown = Some(Reason::NotDefined.into());
    let name = plain(&icb.printed_name());
    let chart = FairShareDots::new(&edition, &edition.england).unwrap();
    assert_eq!(chart.rows.len(), before.rows.len() - 1);
    assert!(chart.rows.iter().all(|row| plain(&row.name) != name));
    let said = format!("Not drawn, too few returns for a rate: {name}.");
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.svg.replace("&amp;", "&").contains(&said), "{said}");
    assert!(drawn.picture.svg.contains("fair share of England’s total, by list size and lack of support"));
}

/// The second ICB with so many PCNs that have a fair share.
fn with_rows(rows: usize) -> FairShareDots {
    let mut edition = chartable::edition();
    let share = edition.areas[1].own.shares.fair_share[0].clone();
    edition.areas[1].own.shares.fair_share.resize(rows, share);
    FairShareDots::new(&edition, &edition.areas[1]).unwrap()
}

#[test]
fn a_few_rows_are_never_left_out() {
    let first = (24..90).find(|rows| with_rows(*rows).left_out > 0).unwrap();
    let (all, some) = (with_rows(first - 1), with_rows(first));
    assert!(some.left_out > 8, "{}", some.left_out);
    let taller =
        all.draw(caption()).unwrap().picture.height_pt - some.draw(caption()).unwrap().picture.height_pt;
    assert!((20.0..60.0).contains(&taller), "{taller}");
}

#[test]
fn names_go_without_pcn_and_are_whole_where_they_have_room() {
    let mut edition = chartable::edition();
    let long = "Westminster and Somewhere Long";
    edition.areas[1].own.shares.fair_share[0].name = Name::readable(&format!("{long} PCN"));
    let svg = FairShareDots::new(&edition, &edition.areas[1]).unwrap().draw(caption()).unwrap().picture.svg;
    assert!(svg.contains(&format!(">{long}<")) && !svg.contains(" PCN<"));
}

#[test]
fn rows_that_a_page_cannot_hold_are_counted() {
    let mut edition = chartable::edition();
    let more = edition.areas.remove(2).own.shares.fair_share;
    edition.areas[1].own.shares.fair_share.extend(more.clone());
    edition.areas[1].own.shares.fair_share.extend(more);
    let all = edition.areas[1].own.shares.fair_share.len();
    let chart = FairShareDots::new(&edition, &edition.areas[1]).unwrap();
    assert_eq!(chart.rows.len() + chart.left_out, all);
    assert!(chart.left_out > 0);
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.height_pt <= 690.5);
    let note = format!(
        "{} PCNs in the middle of this order: not drawn; all are in the table of every PCN",
        chart.left_out
    );
    assert!(drawn.picture.svg.contains(&note));
}
