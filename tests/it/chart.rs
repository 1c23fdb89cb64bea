//! What each chart draws and says, for areas from 8 PCNs to England.

mod compared;
mod concentration;
mod fair_share;
mod funnel;
mod need_levels;
mod need_scatter;
mod over_time;
mod returns;
mod slope_chart;
mod small_multiples;
mod tile_map;
mod xmr;

use briefings::analysis::{Area, Edition};
use briefings::chart::WIDTH_PT;
use briefings::chart::compared::Compared;
use briefings::chart::concentration::Concentration;
use briefings::chart::fair_share::FairShareDots;
use briefings::chart::funnel::FunnelChart;
use briefings::chart::need_levels::NeedLevels;
use briefings::chart::need_scatter::NeedScatter;
use briefings::chart::over_time::OverTime;
use briefings::chart::returns::ReturnSquares;
use briefings::chart::slope_chart::SlopeChart;
use briefings::chart::small_multiples::SmallMultiples;
use briefings::chart::tile_map::TileMap;
use briefings::chart::xmr::XmrChart;
use briefings::text::Chart;

use crate::read::{caption, plain};
use crate::specimen::chartable::{self, LARGEST, NOBODY, SMALLEST, TYPICAL};

fn area<'e>(edition: &'e Edition, code: &str) -> &'e Area {
    edition.areas.iter().find(|area| area.place.code == code).unwrap()
}

/// The charts that stand beside another or beside text.
const NARROW: [&str; 2] = ["concentration-curve", "funnel"];

/// Every chart of the four areas and of England.
fn charts() -> Vec<Chart> {
    let edition = chartable::edition();
    let areas = [TYPICAL, LARGEST, SMALLEST, NOBODY].map(|code| area(&edition, code));
    let drawn = areas.into_iter().chain([&edition.england]).flat_map(|area| {
        [
            NeedLevels::new(&edition, area).map(|chart| chart.draw(caption())),
            ReturnSquares::new(&edition, area).map(|chart| chart.draw(caption())),
            NeedScatter::new(&edition, area).map(|chart| chart.draw(caption())),
            FairShareDots::new(&edition, area).map(|chart| chart.draw(caption())),
            OverTime::new(&edition, area).map(|chart| chart.draw(caption())),
            SlopeChart::new(&edition).map(|chart| chart.draw(caption())),
            Concentration::new(&edition, area).map(|chart| chart.draw(caption())),
            XmrChart::new(area).map(|chart| chart.draw(caption())),
            Compared::new(&edition, area).map(|chart| chart.draw(caption())),
            FunnelChart::new(&edition, area).map(|chart| chart.draw(caption())),
            SmallMultiples::new(area).map(|chart| chart.draw(caption())),
        ]
    });
    let mapped = chartable::compared::mapped();
    let map = |area: &Area| TileMap::new(&mapped, area).map(|chart| chart.draw(caption()));
    let maps = [map(&mapped.areas[1]), map(&mapped.england)];
    let drawn: Vec<Chart> = drawn.chain(maps).flatten().map(Result::unwrap).collect();
    // A chart that is added to the list adds one for each of the five places that has it.
    assert_eq!(drawn.len(), 54, "all but the fair share and the curve of an area without FTE");
    drawn
}

/// The tags of an SVG that are opened and never closed, or the other way round.
fn unbalanced(svg: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("a tag without an end");
        assert!(!text.contains('&') || text.contains(';'), "a bare & in {text}");
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name.to_owned());
        }
    }
    open
}

#[test]
fn every_picture_is_well_formed_opaque_and_legible() {
    for chart in charts() {
        assert_eq!(unbalanced(&chart.picture.svg), [""; 0], "{}", chart.slug);
        assert!(!chart.picture.svg.contains("opacity"), "{}", chart.slug);
        assert!(!chart.picture.svg.chars().any(|c| c.is_control() && c != '\n'));
        let view = format!("viewBox=\"0 0 {} ", chart.picture.width_pt * 20.0);
        assert!(chart.picture.svg.contains(&view), "{}", chart.slug);
        for size in chart.picture.svg.split("font-size=\"").skip(1) {
            assert!(size.starts_with("180\""), "9 points are 180 units: {}", &size[..8]);
        }
    }
}

#[test]
fn every_picture_is_small_and_fits_its_page() {
    for chart in charts() {
        assert!(chart.picture.svg.len() < 120_000, "{}: {} bytes", chart.slug, chart.picture.svg.len());
        assert!(chart.picture.width_pt == WIDTH_PT || NARROW.contains(&chart.slug));
        assert!((60.0..=690.5).contains(&chart.picture.height_pt), "{}", chart.picture.height_pt);
    }
}

#[test]
fn every_alternative_text_says_enough_and_claims_no_cause() {
    const NEVER: [&str; 7] = ["significant", "worst", "because", "led to", "impact", "outlier", "undefined"];
    for chart in charts() {
        chart.alt.figures().unwrap();
        let alt = plain(&chart.alt);
        assert!(alt.len() >= 60, "{alt}");
        assert!(alt.ends_with('.'), "{alt}");
        assert!(!alt.contains("  "), "{alt}");
        for word in NEVER {
            assert!(!alt.to_lowercase().contains(word), "{alt}");
        }
    }
}

#[test]
fn drawing_twice_gives_the_same_bytes() {
    assert_eq!(charts(), charts());
}

#[test]
fn names_are_escaped_in_the_picture_and_plain_in_words() {
    let edition = chartable::edition();
    let chart = NeedScatter::new(&edition, area(&edition, TYPICAL)).unwrap().draw(caption()).unwrap();
    assert!(chart.picture.svg.contains("NHS Lancashire &amp; South Wolds"));
    assert!(plain(&chart.alt).contains("NHS Lancashire & South Wolds"));
}
