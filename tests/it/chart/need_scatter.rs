//! The scatter of provision against need.

use briefings::chart::need_scatter::NeedScatter;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, LARGEST, TYPICAL};

#[test]
fn the_scatter_picks_out_the_areas_own_pcns() {
    let edition = chartable::edition();
    let chart = NeedScatter::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert_eq!(area(&edition, TYPICAL).own.level.returns.filed, chart.own.len());
    assert_eq!(chart.own.len() + chart.others.len(), edition.scatter.points.len());
    let (own, england) = (chart.own_line.unwrap(), chart.england_line.unwrap());
    let gradient = &area(&edition, TYPICAL).own.need.gradients["support-gap"];
    assert_eq!((own.least, own.most), (gradient.least, gradient.most));
    assert_ne!(own, england);
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
    let drawn = chart.draw(caption()).unwrap();
    assert!(drawn.picture.svg.contains(&note));
    assert_eq!(drawn.picture.svg.matches("<polygon").count(), above);
}

#[test]
fn the_line_drawn_is_the_line_spoken_of() {
    let edition = chartable::edition();
    let chart = NeedScatter::new(&edition, area(&edition, TYPICAL)).unwrap();
    let line = chart.own_line.unwrap();
    let printed = |value: f64| format!("{value:.2}");
    let alt = plain(&chart.alt());
    let ends = format!("goes from {} FTE", printed(line.least.get()));
    assert!(
        alt.contains(&ends) && alt.contains(&format!("to {} at its most", printed(line.most.get()))),
        "{alt}"
    );
    let svg = chart.draw(caption()).unwrap().picture.svg;
    assert!(
        svg.contains(">0<")
            && svg.contains(">100<")
            && svg.contains("order of lack of support, least to most")
    );
}

#[test]
fn of_the_pcns_of_an_area_whose_rate_is_withheld_only_the_need_is_drawn() {
    let mut edition = chartable::edition();
    let typical = edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap();
    crate::specimen::chartable::compared::withhold(typical);
    let chart = NeedScatter::new(&edition, area(&edition, TYPICAL)).unwrap();
    assert!(chart.own.is_empty() && chart.own_line.is_none());
    let own = edition.scatter.points.iter().filter(|point| point.icb.as_str() == TYPICAL).count();
    assert_eq!(chart.others.len() + own, edition.scatter.points.len());
    assert!(own > 0 && chart.own_places.len() == own, "{own}");
    let alt = plain(&chart.alt());
    assert!(!alt.contains("picked out") && alt.contains(&format!("the need alone of {own} PCNs")), "{alt}");
}
