//! Provision by need: an area's rates in England's fifths.

use briefings::chart::need_levels::NeedLevels;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::compared::withhold;
use crate::specimen::chartable::{self, LARGEST, SMALLEST, TYPICAL};
use crate::specimen::{self, PLAIN};

#[test]
fn each_indicator_has_a_panel_and_deprivation_comes_first() {
    let edition = specimen::edition(PLAIN);
    let chart = NeedLevels::new(&edition, specimen::find(&edition, specimen::TYPICAL)).unwrap();
    let names: Vec<&str> = chart.panels.iter().map(|panel| panel.need.indicator().name).collect();
    assert_eq!(names, ["deprivation", "lack of support"]);
    assert!(chart.panels.iter().all(|panel| panel.rows.len() == 5 && !panel.of_own));
}

#[test]
fn a_group_of_fewer_than_three_pcns_has_its_count_and_no_mark() {
    let mut edition = chartable::edition();
    let own = edition.areas.iter_mut().find(|area| area.place.code == LARGEST).unwrap();
    own.own.need.fifths.get_mut("support-gap").unwrap()[1].pcns = 2.into();
    edition.register();
    let chart = NeedLevels::new(&edition, area(&edition, LARGEST)).unwrap();
    let panel = &chart.panels[0];
    assert!(!panel.of_own && panel.rows[1].rate.is_none());
    let svg = chart.draw(caption()).unwrap().picture.svg;
    assert!(svg.contains(">not shown<"));
    let dots =
        svg.lines().filter(|line| line.contains("0 1 0 -") && line.contains("fill=\"#12436D\"")).count();
    assert_eq!(dots, chart.panels[0].rows.iter().filter(|row| row.rate.is_some()).count());
}

#[test]
fn with_fewer_than_three_usable_fifths_the_areas_own_halves_stand_in() {
    let mut edition = chartable::edition();
    let own = edition.areas.iter_mut().find(|area| area.place.code == SMALLEST).unwrap();
    own.own.need.fifths.get_mut("support-gap").unwrap().iter_mut().for_each(|fifth| fifth.pcns = 2.into());
    edition.register();
    let chart = NeedLevels::new(&edition, area(&edition, SMALLEST)).unwrap();
    assert!(chart.panels[0].of_own);
    let labels: Vec<&str> = chart.panels[0].rows.iter().map(|row| row.label).collect();
    assert_eq!(labels, ["More lacking", "Less lacking"]);
    let svg = chart.draw(caption()).unwrap().picture.svg;
    assert!(svg.contains("By lack of support, halves of its own PCNs"));
}

#[test]
fn england_is_named_once_and_beside_no_area_of_its_own() {
    let edition = chartable::edition();
    let svg = |area| NeedLevels::new(&edition, area).unwrap().draw(caption()).unwrap().picture.svg;
    let ticks = |svg: &str| svg.lines().filter(|line| line.contains("#F46A25")).count();
    let own = svg(area(&edition, LARGEST));
    assert_eq!((own.matches(">England<").count(), ticks(&own)), (1, 5));
    let england = svg(&edition.england);
    assert_eq!((england.matches(">England<").count(), ticks(&england)), (0, 0));
}

#[test]
fn an_area_whose_rate_is_withheld_has_no_levels() {
    let mut edition = chartable::edition();
    let own = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    withhold(own);
    assert_eq!(NeedLevels::new(&edition, area(&edition, TYPICAL)), None);
}

#[test]
fn the_alternative_text_gives_both_ends_and_where_the_values_are() {
    let edition = chartable::edition();
    let chart = NeedLevels::new(&edition, area(&edition, LARGEST)).unwrap();
    let alt = plain(&chart.alt());
    let rows = &chart.panels[0].rows;
    let [most, least] = [0, rows.len() - 1].map(|at| format!("{:.2}", rows[at].rate.unwrap().get()));
    assert!(
        alt.contains(&format!("{most} where lack of support is highest and {least} where it is lowest")),
        "{alt}"
    );
    let described = plain(&chart.draw(caption()).unwrap().described());
    assert_eq!(described, format!("{alt} The values are in measures.csv, attached."));
}
