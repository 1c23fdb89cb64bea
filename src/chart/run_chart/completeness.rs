//! The completeness of returns under the rates, and the axis of time under both.

use super::{Completeness, ENOUGH};
use crate::chart::axis::{Plot, Tick};
use crate::chart::canvas::{Canvas, Dash, Drawn, SMALL, Stroke};
use crate::chart::palette::{AREA, COLUMN, INK};
use crate::chart::time::Time;
use crate::text::number;

/// The widest that a column may be.
const WIDEST: f64 = 10.0;

/// Draws a column per census, the line of enough, and the axis of time.
pub(super) fn paint(canvas: &mut Canvas<'_>, points: &[Completeness], time: &Time, plot: Plot) -> Drawn {
    canvas.words((0.0, plot.top - 14.0), "Patients in PCNs with a return", SMALL)?;
    let upwards = plot.upwards(0.0, 1.0);
    let levels = [0.0, ENOUGH, 1.0].map(|value| Tick { value, label: number::percent_text(value) });
    plot.levels(canvas, upwards, &levels)?;
    columns(canvas, points, time, plot)?;
    let enough = upwards.at(ENOUGH)?;
    let across = [(plot.left, enough), (plot.right, enough)];
    canvas.line(&across, Stroke::solid(INK, 1.0).with(Dash::Dashed))?;
    plot.foot(canvas)?;
    time.figures(canvas, plot)
}

/// Columns of the area's completeness, open where it is not enough.
fn columns(canvas: &mut Canvas<'_>, points: &[Completeness], time: &Time, plot: Plot) -> Drawn {
    let upwards = plot.upwards(0.0, 1.0);
    let half = (time.month() * time.nearest() * 0.7).clamp(1.0, WIDEST) / 2.0;
    let foot = plot.bottom;
    for point in points {
        let (x, y) = (time.at(point.census)?, upwards.at(point.share)?);
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
