//! Where there are too few rates for a line: the FTE reported at each census, pale where returns cover too few patients.

use super::layout::Layout;
use crate::chart::axis::{self, Plot};
use crate::chart::canvas::{Canvas, Drawn, LABEL, Side, Stroke};
use crate::chart::palette::{AREA, PALE};
use crate::text;
use crate::text::number;

const STEPS: f64 = 4.0;
/// The widest that a column may be, and the share of the way to the next that it takes.
const WIDEST: f64 = 20.0;
const SHARE: f64 = 0.7;

/// Draws the columns; the first and the last have their figures.
pub(super) fn paint(layout: &Layout<'_>, canvas: &mut Canvas<'_>) -> Drawn {
    let (chart, plot) = (layout.chart, layout.plot);
    canvas.words((0.0, 8.0), text!("FTE reported in {}", &chart.area.name), LABEL.bold())?;
    let filed: Vec<_> = chart.filed.iter().filter_map(|filed| Some((filed, filed.fte?))).collect();
    let most = filed.iter().map(|(_, fte)| fte.get()).fold(0.0, f64::max);
    let inside = Plot { top: plot.top + 10.0, ..plot };
    let upwards = inside.upwards(0.0, axis::top(most, STEPS));
    plot.levels(canvas, upwards, &upwards.ticks(STEPS, ""))?;
    let half = (layout.time.month() * layout.time.nearest() * SHARE).clamp(2.0, WIDEST) / 2.0;
    for (nth, (filed, fte)) in filed.iter().enumerate() {
        let (x, y) = (layout.time.at(filed.census)?, upwards.at(fte.get())?);
        // A column at the end of the axis of time stays inside the plot.
        let x = x.clamp(plot.left + half, plot.right - half);
        let (corner, opposite) = ((x - half, y), (x + half, plot.bottom));
        canvas.bar(corner, opposite, if filed.is_enough { AREA } else { PALE })?;
        if !filed.is_enough {
            let around = [(x - half, plot.bottom), corner, (x + half, y), (x + half, plot.bottom)];
            canvas.line(&around, Stroke::solid(AREA, 0.75))?;
        }
        if nth == 0 || nth + 1 == chart.filed.len() {
            canvas.words((x, y - 7.0), number::fte(*fte), LABEL.bold().at(Side::Middle))?;
        }
    }
    plot.foot(canvas)?;
    layout.time.folds(canvas, plot.bottom)
}
