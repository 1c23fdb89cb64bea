//! The names at the ends of the lines, and which censuses the axis of time names.

use super::{RunChart, Series};
use crate::chart::WIDTH_PT;
use crate::chart::axis::Plot;
use crate::chart::canvas::{Canvas, Drawn, LABEL, Type};
use crate::chart::lettering::wrap;
use crate::chart::palette::AREA;
use crate::number;

/// The words at the end of a line.
struct Name {
    lines: Vec<String>,
    how: Type,
    middle: f64,
}

/// The height of a line of a name.
const LINE: f64 = 10.5;
/// Room between the plot and the names.
const GAP: f64 = 6.0;
/// Room between two names.
const APART: f64 = 4.0;

/// Names each line beside its end, with its last rate where that may be printed.
pub(super) fn names(canvas: &mut Canvas<'_>, chart: &RunChart, plot: Plot) -> Drawn {
    let mut names = Vec::new();
    for (series, how) in [(Some(&chart.area), LABEL.bold().in_colour(AREA)), (chart.england.as_ref(), LABEL)]
    {
        if let Some(series) = series {
            names.extend(Name::of(series, how, chart, plot)?);
        }
    }
    names.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    spread(&mut names, plot);
    for name in &names {
        let mut y = name.middle - name.height() / 2.0 + LINE / 2.0;
        for line in &name.lines {
            canvas.words((plot.right + GAP, y), line, name.how)?;
            y += LINE;
        }
    }
    Ok(())
}

impl Name {
    fn of(series: &Series, how: Type, chart: &RunChart, plot: Plot) -> Drawn<Option<Self>> {
        let Some(last) = series.points.last() else {
            return Ok(None);
        };
        // A line that stops before the last census has no rate for it.
        let words = if chart.censuses().last() == Some(&last.census) {
            format!("{} {}", series.name, number::rate(last.rate))
        } else {
            series.name.clone()
        };
        let lines = wrap(&words, how, WIDTH_PT - plot.right - GAP);
        Ok(Some(Self { lines, how, middle: plot.upwards(0.0, chart.top).at(last.rate.get())? }))
    }

    fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE
    }
}

/// Moves names apart and into the height of the plot; they come from the highest to the lowest.
fn spread(names: &mut [Name], plot: Plot) {
    let mut free = plot.top;
    for name in names.iter_mut() {
        name.middle = name.middle.max(free + name.height() / 2.0);
        free = name.middle + name.height() / 2.0 + APART;
    }
    let mut free = plot.bottom;
    for name in names.iter_mut().rev() {
        name.middle = name.middle.min(free - name.height() / 2.0);
        free = name.middle - name.height() / 2.0 - APART;
    }
}
