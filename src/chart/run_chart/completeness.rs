//! The completeness of returns under the rates, and the axis of time under both.

use super::ENOUGH;
use super::drawing::Layout;
use super::series::gaps;
use crate::chart::WIDTH_PT;
use crate::chart::axis::{Scale, Tick};
use crate::chart::canvas::{Canvas, Dash, Drawn, SMALL, Stroke};
use crate::chart::lettering::width;
use crate::chart::palette::{AREA, COLUMN, INK};
use crate::number;
use crate::subject::Census;

/// The widest that a column may be.
const WIDEST: f64 = 10.0;
/// Room between two figures of the axis of time.
const GAP: f64 = 9.0;

/// Draws a column per census, the line of enough, and the axis of time.
pub(super) fn paint(canvas: &mut Canvas<'_>, layout: &Layout<'_>) -> Drawn {
    let plot = layout.shares;
    canvas.words((0.0, plot.top - 14.0), "Patients in PCNs with a return", SMALL)?;
    let upwards = plot.upwards(0.0, 1.0);
    let levels = [0.0, ENOUGH, 1.0].map(|value| Tick { value, label: number::percent_text(value) });
    plot.levels(canvas, upwards, &levels)?;
    columns(canvas, layout, upwards)?;
    let enough = upwards.at(ENOUGH)?;
    let across = [(plot.left, enough), (plot.right, enough)];
    canvas.line(&across, Stroke::solid(INK, 1.0).with(Dash::Dashed))?;
    plot.foot(canvas)?;
    time(canvas, layout)
}

/// Columns of the area's completeness, open where it is not enough.
fn columns(canvas: &mut Canvas<'_>, layout: &Layout<'_>, upwards: Scale) -> Drawn {
    let half = (layout.month()? * nearest(&layout.censuses) * 0.7).clamp(1.0, WIDEST) / 2.0;
    let foot = layout.shares.bottom;
    for point in &layout.chart.completeness {
        let (x, y) = (layout.x(point.census)?, upwards.at(point.share)?);
        let (left, right) = (x - half, x + half);
        if point.share < ENOUGH {
            let around = [(left, foot), (left, y), (right, y), (right, foot)];
            canvas.line(&around, Stroke::solid(AREA, 1.0))?;
        } else {
            canvas.bar((left, y), (right, foot), COLUMN)?;
        }
    }
    Ok(())
}

/// The figures of the axis of time, as many as have room.
fn time(canvas: &mut Canvas<'_>, layout: &Layout<'_>) -> Drawn {
    let mut taken: Vec<f64> = Vec::new();
    for census in by_interest(&layout.censuses) {
        let x = layout.x(census)?;
        let label = census.short();
        let room = width(&label, SMALL) + GAP;
        if taken.iter().all(|other| (other - x).abs() >= room) {
            taken.push(x);
            let scale = Scale { values: (0.0, WIDTH_PT), places: (0.0, WIDTH_PT) };
            layout.shares.figures(canvas, scale, &[Tick { value: x, label }])?;
        }
    }
    Ok(())
}

/// Censuses in the order in which they deserve a figure: the last, the first and its month in each
/// year, the edges of a gap; the others only where the axis is short.
fn by_interest(censuses: &[Census]) -> Vec<Census> {
    let (Some(&first), Some(&last)) = (censuses.first(), censuses.last()) else {
        return Vec::new();
    };
    let yearly = censuses.iter().copied().filter(|census| census.month() == first.month());
    let edges = gaps(censuses).flat_map(|(before, after)| [before, after]);
    let others = censuses.iter().copied().filter(|_| last.months_since(first) <= SHORT);
    [last].into_iter().chain(yearly).chain(edges).chain(others).collect()
}

/// An axis of so many months names more than one census a year.
const SHORT: i32 = 24;

/// The fewest months between two censuses.
fn nearest(censuses: &[Census]) -> f64 {
    let months = censuses.windows(2).map(|pair| pair[1].months_since(pair[0]));
    months.min().map_or(3.0, f64::from)
}
