//! How the panels are laid out and drawn.

use super::{Level, NeedLevels, Panel};
use crate::analysis::Kind;
use crate::chart::axis::{Plot, Scale};
use crate::chart::canvas::{Canvas, Drawn, LABEL, SMALL, Side, Stroke};
use crate::chart::lettering::width;
use crate::chart::mark::Mark;
use crate::chart::palette::{AREA, ENGLAND, GRID, INK};
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::text;
use crate::text::{Chart, number};

const STEPS: f64 = 3.0;
/// Room between two panels.
const BETWEEN: f64 = 22.0;
/// The heading of a panel, and the name of England's ticks under it.
const HEADING: f64 = 15.0;
const NAME: f64 = 12.0;
/// A row of an ICB's chart, of an overview's, which has more beside it, and the figures under the last.
const ROW: f64 = 24.0;
const OVERVIEW_ROW: f64 = 15.0;
const FOOT: f64 = 15.0;
/// Room between the names of the groups and the plot.
const NAME_GAP: f64 = 8.0;
/// Room right of the plot for the column of rates, and for that of PCNs.
const RATE: f64 = 44.0;
const COUNT: f64 = 32.0;
/// Half the height of England's tick.
const TICK: f64 = 6.5;

impl NeedLevels {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let rows = self.panels.iter().map(|panel| panel.rows.len()).max().unwrap_or(0);
        let height = HEADING + NAME + self.row() * rows as f64 + FOOT;
        let sketch = Sketch { slug: "need-levels", table: "measures.csv", alt: self.alt() };
        sketch.draw(caption, height, |canvas| self.paint(canvas))
    }

    fn row(&self) -> f64 {
        if self.kind == Kind::Icb { ROW } else { OVERVIEW_ROW }
    }

    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let panels = self.panels.len() as f64;
        let wide = (WIDTH_PT - BETWEEN * (panels - 1.0)) / panels;
        let mut named = false;
        for (nth, panel) in self.panels.iter().enumerate() {
            let left = nth as f64 * (wide + BETWEEN);
            let placed = Placed::of(self, panel, left, left + wide);
            placed.paint(canvas)?;
            if !named {
                named = placed.england_name(canvas)?;
            }
        }
        Ok(())
    }
}

/// A panel and where its parts stand.
struct Placed<'c> {
    panel: &'c Panel,
    left: f64,
    right: f64,
    plot: Plot,
    scale: Scale,
    row: f64,
}

impl<'c> Placed<'c> {
    fn of(chart: &NeedLevels, panel: &'c Panel, left: f64, right: f64) -> Self {
        let names = panel.rows.iter().map(|row| width(row.label, LABEL)).fold(0.0, f64::max);
        let top = HEADING + NAME;
        let plot = Plot {
            left: left + names + NAME_GAP,
            right: right - RATE - COUNT,
            top,
            bottom: top + chart.row() * panel.rows.len() as f64,
        };
        Self { panel, left, right, plot, scale: plot.across(0.0, chart.end), row: chart.row() }
    }

    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let by = text!("By {}", self.panel.need.indicator().name);
        let by = if self.panel.of_own { text!("{}, halves of its own PCNs", by) } else { by };
        let by = if self.panel.is_made_up { text!("{} (made up)", by) } else { by };
        canvas.words((self.left, HEADING / 2.0 - 1.0), &by, LABEL.bold())?;
        let columns = HEADING + NAME / 2.0 - 2.0;
        canvas.words((self.right, columns), "PCNs", SMALL.at(Side::End))?;
        canvas.words((self.right - COUNT, columns), "Rate", SMALL.at(Side::End))?;
        for tick in self.scale.ticks(STEPS, "") {
            let x = self.scale.at(tick.value)?;
            canvas.line(&[(x, self.plot.top), (x, self.plot.bottom)], Stroke::solid(GRID, 0.5))?;
            canvas.furniture((x, self.plot.bottom + 8.0), &tick.label, SMALL.at(Side::Middle))?;
        }
        for (nth, row) in self.panel.rows.iter().enumerate() {
            self.row(canvas, self.middle(nth), row)?;
        }
        Ok(())
    }

    fn middle(&self, row: usize) -> f64 {
        self.plot.top + self.row * (row as f64 + 0.5)
    }

    fn row(&self, canvas: &mut Canvas<'_>, y: f64, row: &Level) -> Drawn {
        canvas.words((self.plot.left - NAME_GAP, y), row.label, LABEL.at(Side::End))?;
        canvas.words((self.right, y), number::count(row.pcns), SMALL.at(Side::End))?;
        if let Some(england) = row.england {
            let x = self.scale.at(england.get())?;
            canvas.line(&[(x, y - TICK), (x, y + TICK)], Stroke::solid(ENGLAND, 3.0))?;
        }
        let Some(rate) = row.rate else {
            return canvas.words((self.right - COUNT, y), "not shown", SMALL.at(Side::End));
        };
        let rate_at = (self.right - COUNT, y);
        canvas.words(rate_at, number::rate(rate), LABEL.bold().in_colour(AREA).at(Side::End))?;
        let x = self.scale.at(rate.get())?;
        if let Some((lower, upper)) = row.interval {
            let high = self.scale.high;
            let ends = [lower.get().max(0.0), upper.get().min(high)].map(|value| self.scale.at(value));
            let [from, to] = [ends[0].clone()?, ends[1].clone()?];
            canvas.line(&[(from, y), (to, y)], Stroke::solid(AREA, 1.5))?;
            if upper > high {
                canvas.mark((to, y), Mark::Beyond(AREA))?;
            }
        }
        canvas.mark((x, y), Mark::Large(AREA))
    }

    /// England's name over its first tick; gives whether there is one.
    fn england_name(&self, canvas: &mut Canvas<'_>) -> Drawn<bool> {
        let Some(rate) = self.panel.rows.first().and_then(|row| row.england) else { return Ok(false) };
        let x = self.scale.at(rate.get())?;
        canvas.words((x, HEADING + NAME / 2.0 - 2.0), "England", SMALL.in_colour(INK).at(Side::Middle))?;
        Ok(true)
    }
}
