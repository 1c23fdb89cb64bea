//! How the changes and their limits are laid out and drawn.

use super::{Change, DECIMALS, STEPS, Way, XmrChart};
use crate::chart::axis::{Plot, Scale};
use crate::chart::beside::{Beside, beside};
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, SMALL, Side, Spot, Stroke};
use crate::chart::lettering::width;
use crate::chart::mark::{KEY_LINE, Mark, Named, key, key_height};
use crate::chart::palette::{AXIS, DARK_GREY, FALL, INK, OTHERS, RISE, SOFT_INK};
use crate::chart::room::Taken;
use crate::chart::time::Time;
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::subject::QUARTER;
use crate::text;
use crate::text::{Chart, number};

const LEFT: f64 = 36.0;
/// Room right of the plot for the names of the lines.
const RIGHT: f64 = 92.0;
const PLOT_HEIGHT: f64 = 100.0;
/// The name of the axis, above the plot.
const HEAD: f64 = 18.0;
/// The figures of the axis of time.
const FOOT: f64 = 18.0;
/// Room at both ends of the axis of time.
const MARGIN: f64 = 16.0;
/// From a mark to the middle of its date, and half the height of that.
const DATE: (f64, f64) = (9.5, 4.5);

impl XmrChart {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "xmr", table: "quarterly-changes", alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c XmrChart,
    names: Vec<Named>,
    time: Time,
    plot: Plot,
}

impl<'c> Layout<'c> {
    /// Lays a chart out.
    fn of(chart: &'c XmrChart) -> Self {
        let names = names(chart);
        let top = key_height(&names, WIDTH_PT) + HEAD;
        let plot = Plot { left: LEFT, right: WIDTH_PT - RIGHT, top, bottom: top + PLOT_HEIGHT };
        let censuses = chart.changes.iter().map(|change| change.census).collect();
        let time = Time::new(censuses, plot.left + MARGIN, plot.right - MARGIN);
        Self { chart, names, time, plot }
    }

    /// The height of the whole chart.
    fn height(&self) -> f64 {
        self.plot.bottom + FOOT
    }

    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let (chart, plot) = (self.chart, self.plot);
        key(canvas, (0.0, 0.0), &self.names, WIDTH_PT)?;
        let under = key_height(&self.names, WIDTH_PT) + KEY_LINE / 2.0;
        canvas.words((0.0, under), "Change in FTE per 10,000 patients from the quarter before", SMALL)?;
        let upwards = self.upwards();
        plot.levels(canvas, upwards, &upwards.ticks(STEPS, ""))?;
        let zero = upwards.at(0.0)?;
        canvas.line(&[(plot.left, zero), (plot.right, zero)], Stroke::solid(AXIS, 0.75))?;
        plot.foot(canvas)?;
        self.time.figures(canvas, plot)?;
        let dashed = Stroke::solid(SOFT_INK, 1.0).with(Dash::Dashed);
        let lines = [
            (chart.limits.1, "upper limit", dashed),
            (chart.mean, "mean", Stroke::solid(SOFT_INK, 1.0)),
            (chart.limits.0, "lower limit", dashed),
        ];
        let mut names = Vec::new();
        for (value, name, stroke) in lines {
            let y = upwards.at(value.get())?;
            canvas.line(&[(plot.left, y), (plot.right, y)], stroke)?;
            let words = text!("{} {}", name, number::signed(value, DECIMALS));
            names.push(Beside::new(&words, LABEL, plot, y).led_to(plot.right));
        }
        beside(canvas, plot, names)?;
        self.changes(canvas)
    }

    fn upwards(&self) -> Scale {
        self.plot.upwards(self.chart.axis.0, self.chart.axis.1)
    }

    fn spot(&self, change: &Change) -> Drawn<Spot> {
        Ok((self.time.at(change.census)?, self.upwards().at(change.value.get())?))
    }

    /// The changes as a line, each with its mark; those unlike usual movement with their date.
    fn changes(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let spots =
            self.chart.changes.iter().map(|change| self.spot(change)).collect::<Drawn<Vec<Spot>>>()?;
        // No break lies between them: changes are of one part of the series.
        for part in self.joined() {
            canvas.line(&spots[part], Stroke::solid(DARK_GREY, 1.25))?;
        }
        let mut dates: Vec<Taken> = Vec::new();
        for (change, &spot) in self.chart.changes.iter().zip(&spots) {
            canvas.mark(spot, mark(change.outside))?;
            let Some(way) = change.outside else { continue };
            let date = self.date(change, spot, way);
            let wider = Taken { left: date.left - 2.0, right: date.right + 2.0, ..date };
            if self.is_free(date, &spots)? && !dates.iter().any(|other| wider.meets(other)) {
                dates.push(date);
                let middle = ((date.left + date.right) / 2.0, (date.top + date.bottom) / 2.0);
                canvas.furniture(middle, &change.census.short(), SMALL.in_colour(INK).at(Side::Middle))?;
            }
        }
        Ok(())
    }

    /// The stretches of changes that follow each other by a quarter.
    fn joined(&self) -> Vec<std::ops::Range<usize>> {
        let mut parts = Vec::new();
        let mut from = 0;
        let near = |a: &Change, b: &Change| b.census.months_since(a.census) <= QUARTER;
        for part in self.chart.changes.chunk_by(near) {
            parts.push(from..from + part.len());
            from += part.len();
        }
        parts.retain(|part| part.len() > 1);
        parts
    }

    /// Where the date of a change would stand: over a mark that points up, under one that points down.
    fn date(&self, change: &Change, spot: Spot, way: Way) -> Taken {
        let (x, y) = spot;
        let half = width(&change.census.short(), SMALL) / 2.0;
        let (far, high) = DATE;
        let middle = if way == Way::Up { y - far } else { y + far };
        Taken { left: x - half, right: x + half, top: middle - high, bottom: middle + high }
    }

    /// Whether a date is inside the plot and touches neither the line nor the limits.
    fn is_free(&self, date: Taken, spots: &[Spot]) -> Drawn<bool> {
        let plot = self.plot;
        let mut free = date.top >= plot.top && date.bottom <= plot.bottom && date.is_clear_of(spots);
        for value in [self.chart.limits.0, self.chart.mean, self.chart.limits.1] {
            let y = self.upwards().at(value.get())?;
            free &= date.is_clear_of(&[(plot.left, y), (plot.right, y)]);
        }
        Ok(free)
    }
}

/// The mark of a change.
fn mark(outside: Option<Way>) -> Mark {
    match outside {
        None => Mark::Ring(OTHERS),
        Some(Way::Up) => Mark::Above(RISE),
        Some(Way::Down) => Mark::Below(FALL),
    }
}

/// The marks that are drawn.
fn names(chart: &XmrChart) -> Vec<Named> {
    [
        (None, "within usual movement"),
        (Some(Way::Up), "unlike usual movement, up"),
        (Some(Way::Down), "unlike usual movement, down"),
    ]
    .into_iter()
    .filter(|(way, _)| chart.changes.iter().any(|change| change.outside == *way))
    .map(|(way, words)| Named { mark: mark(way), words: words.into() })
    .collect()
}
