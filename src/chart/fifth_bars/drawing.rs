//! How the bars are laid out and drawn.

use super::{FifthBar, FifthBars};
use crate::analysis::Kind;
use crate::chart::axis::{Plot, Scale};
use crate::chart::canvas::{Canvas, Drawn, LABEL, SMALL, Side, Spot, Type};
use crate::chart::lettering::width;
use crate::chart::mark::{KEY_LINE, Mark, Named, key, key_height};
use crate::chart::palette::{AREA, INK, PAPER};
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::subject::Need;
use crate::text::words::list::counted;
use crate::text::{Chart, Claimed, number};

const STEPS: f64 = 5.0;
const PLOT_HEIGHT: f64 = 87.0;
/// Room for the figures left of the plot.
const LEFT: f64 = 26.0;
/// The names of the fifths under the plot.
const FOOT: f64 = 27.0;
/// The note under them.
const NOTE: f64 = 11.0;
/// The width of the area's bar, of England's, and of the room between them.
const BAR: f64 = 40.0;
const ENGLAND_BAR: f64 = 28.0;
const BETWEEN: f64 = 4.0;
/// How far into the area's bar its interval stands, so that the figure has the bar's other side.
const INTERVAL_AT: f64 = 31.0;
/// From a bar up to its figure.
const FIGURE: f64 = 6.5;

impl FifthBars {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let table = match self.need {
            Need::SupportGap => "fifths-support-gap",
            Need::Deprivation => "fifths-deprivation",
        };
        let sketch = Sketch { slug: "fifth-bars", table, alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c FifthBars,
    names: Vec<Named>,
    plot: Plot,
    scale: Scale,
}

impl<'c> Layout<'c> {
    /// Lays a chart out.
    fn of(chart: &'c FifthBars) -> Self {
        let names = names(chart);
        let top = key_height(&names, WIDTH_PT) + KEY_LINE + 12.0;
        let plot = Plot { left: LEFT, right: WIDTH_PT, top, bottom: top + PLOT_HEIGHT };
        Self { chart, names, plot, scale: plot.upwards(0.0, chart.top) }
    }

    /// The height of the whole chart.
    fn height(&self) -> f64 {
        self.plot.bottom + FOOT + NOTE + 1.0
    }

    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        key(canvas, (0.0, 0.0), &self.names, WIDTH_PT)?;
        let under = key_height(&self.names, WIDTH_PT) + KEY_LINE / 2.0;
        canvas.words((0.0, under), "FTE per 10,000 patients of PCNs with a return", SMALL)?;
        self.plot.levels(canvas, self.scale, &self.scale.ticks(STEPS, ""))?;
        let slot = (self.plot.right - self.plot.left) / self.chart.bars.len() as f64;
        let mut middle = self.plot.left + slot / 2.0;
        for bar in &self.chart.bars {
            self.fifth(canvas, middle, bar)?;
            middle += slot;
        }
        self.plot.foot(canvas)?;
        canvas.words((0.0, self.plot.bottom + FOOT + NOTE / 2.0), self.chart.ends(), SMALL)
    }

    fn fifth(&self, canvas: &mut Canvas<'_>, middle: f64, bar: &FifthBar) -> Drawn {
        let wide = match self.chart.kind {
            Kind::England => BAR,
            _ => BAR + BETWEEN + ENGLAND_BAR,
        };
        let left = middle - wide / 2.0;
        match bar.rate {
            Some(rate) => self.area(canvas, left, bar, rate)?,
            None => self.empty(canvas, left + BAR / 2.0, bar)?,
        }
        if let Some(rate) = bar.england {
            self.england(canvas, left + BAR + BETWEEN, rate)?;
        }
        let foot = self.plot.bottom;
        canvas.words((middle, foot + 9.0), bar.label, LABEL.bold().at(Side::Middle))?;
        let pcns = if bar.pcns > 0 { bar.pcns } else { bar.members };
        canvas.words((middle, foot + 20.0), counted(pcns, "PCN"), SMALL.at(Side::Middle))
    }

    fn area(&self, canvas: &mut Canvas<'_>, left: f64, bar: &FifthBar, rate: Claimed) -> Drawn {
        let height = self.scale.at(rate.get())?;
        let (upper, lower) = ((left, height), (left + BAR, self.plot.bottom));
        canvas.bar(upper, lower, AREA)?;
        let mut middle = left + BAR / 2.0;
        if let Some((lower, upper)) = bar.interval {
            self.interval(canvas, left + INTERVAL_AT, lower.get(), upper.get())?;
            middle = left + INTERVAL_AT / 2.0 - 2.0;
        }
        figure(canvas, (middle, height - FIGURE), rate, LABEL.bold())
    }

    /// The interval; an end beyond the axis has no cap there, and at the top an arrow.
    fn interval(&self, canvas: &mut Canvas<'_>, x: f64, lower: f64, upper: f64) -> Drawn {
        let Plot { top, bottom, .. } = self.plot;
        let ends = [(lower, lower < 0.0, bottom), (upper, self.chart.is_above(upper), top)];
        let mut places = [bottom, top];
        let mut caps = Vec::new();
        for ((value, beyond, edge), place) in ends.into_iter().zip(&mut places) {
            *place = if beyond { edge } else { self.scale.at(value)? };
            if !beyond {
                caps.push(*place);
            }
        }
        canvas.whisker(x, places, &caps)?;
        if self.chart.is_above(upper) {
            canvas.mark((x, top), Mark::Above(INK))?;
        }
        Ok(())
    }

    fn england(&self, canvas: &mut Canvas<'_>, left: f64, rate: Claimed) -> Drawn {
        let height = self.scale.at(rate.get())?;
        canvas.pale_bar((left, height), (left + ENGLAND_BAR, self.plot.bottom))?;
        let middle = left + ENGLAND_BAR / 2.0;
        figure(canvas, (middle, height - FIGURE), rate, LABEL)
    }

    /// Why a fifth has no bar.
    fn empty(&self, canvas: &mut Canvas<'_>, middle: f64, bar: &FifthBar) -> Drawn {
        let words = bar.why_empty();
        let spot = (middle, self.plot.bottom - 9.0);
        clear(canvas, spot, width(words, LABEL))?;
        canvas.words(spot, words, LABEL.at(Side::Middle))
    }
}

/// The figure of a bar, clear of the grid behind it.
fn figure(canvas: &mut Canvas<'_>, spot: Spot, rate: Claimed, how: Type) -> Drawn {
    let words = number::rate(rate);
    clear(canvas, spot, width(&words.print, how))?;
    canvas.words(spot, words, how.at(Side::Middle))
}

/// Clears the place of words around their middle.
fn clear(canvas: &mut Canvas<'_>, middle: Spot, wide: f64) -> Drawn {
    let (x, y) = middle;
    let (half, tall) = (wide / 2.0 + 1.0, 4.5);
    canvas.bar((x - half, y - tall), (x + half, y + tall), PAPER)
}

fn names(chart: &FifthBars) -> Vec<Named> {
    let mut names = vec![Named::new(Mark::Bar, &chart.area)];
    if chart.bars.iter().any(|bar| bar.england.is_some()) {
        names.push(Named::new(Mark::PaleBar, "England"));
    }
    if chart.bars.iter().any(|bar| bar.interval.is_some()) {
        names.push(Named::new(Mark::Whisker, "95% interval for variation between PCNs"));
    }
    let ends = chart.bars.iter().filter_map(|bar| bar.interval);
    if ends.map(|(_, upper)| upper.get()).any(|upper| chart.is_above(upper)) {
        names.push(Named::new(Mark::Above(INK), "goes on above"));
    }
    names
}
