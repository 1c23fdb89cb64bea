//! Made-up England: all PCNs, with a slope at each census.

use briefings::analysis::{Area, Contrast, Kind, PcnFigure};
use briefings::measure::Estimate;
use briefings::subject::Census;

use super::{Place, Wish, area, frame, series};

/// England's analysis.
pub fn of(all: &[PcnFigure], places: &[Place], census: Census, wish: Wish) -> Area {
    let mut england = frame("ENG", "England", Kind::England);
    area::fill(&mut england, all, wish);
    england.measures.retain(|m| !matches!(m.id, "theil-between" | "theil-within" | "need-slope"));
    let n = places.iter().map(|p| p.pcns.len()).sum();
    england.measures.push(area::measured("theil-between", None, n, area::around(0.021, 0.0), None));
    england.measures.push(area::measured("theil-within", None, n, area::around(0.112, 0.0), None));
    for (need, value) in wish.needs.iter().zip([-0.0352, 0.0318]) {
        england.measures.push(area::measured(
            "need-slope",
            Some(need.id()),
            n,
            area::around(value, 0.0284),
            None,
        ));
    }
    england.own.series.trend = series::trend(&england, census, wish.quarters);
    for (at, point) in england.own.series.trend.iter_mut().enumerate() {
        if point.rate_why_not_shown.is_some() {
            point.need_slope_why_not_shown = point.rate_why_not_shown;
            continue;
        }
        for need in wish.needs {
            point.need_slope.insert(need.id(), slope(0.02 - 0.006 * at as f64));
        }
    }
    (england.own.series.change, england.own.series.change_why_not_shown) =
        series::change(&england, census, wish.quarters);
    england
}

fn slope(value: f64) -> Contrast {
    let end = |half: f64| Some(value + half);
    Estimate {
        lower: end(-0.028),
        upper: end(0.028),
        lower_998: end(-0.045),
        upper_998: end(0.045),
        ..Estimate::point(value).unwrap()
    }
    .into()
}
