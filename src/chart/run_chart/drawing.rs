//! How the lines, and the completeness beneath them, are laid out and drawn.

use super::series::runs;
use super::{ENOUGH, RunChart, STEPS, Series, completeness, words};
use crate::chart::axis::Plot;
use crate::chart::beside::{Beside, beside};
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, SMALL, Side, Spot, Stroke};
use crate::chart::lettering::{width, wrap};
use crate::chart::palette::{AREA, DARK_GREY, ENGLAND, PAPER};
use crate::chart::time::Time;
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::text;
use crate::text::{Chart, number};

const LEFT: f64 = 30.0;
/// Room right of the plots for the names of the lines.
const RIGHT: f64 = 106.0;
const RATE_HEIGHT: f64 = 140.0;
const COMPLETENESS_HEIGHT: f64 = 56.0;
/// From the upper plot to the lower one, with the name of the latter.
const BETWEEN: f64 = 31.0;
/// The figures of the axis of time.
const FOOT: f64 = 18.0;
/// A line of words.
const LINE: f64 = 12.0;
/// Room at both ends of the axis of time, so that a column stands inside.
const MARGIN: f64 = 8.0;

/// What the chart says where a rate is left out.
const LEFT_OUT: &str = "no rate where returns cover under 80% of patients";

impl RunChart {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "run-chart", table: "censuses", alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

/// A chart and where its parts stand.
pub(super) struct Layout<'c> {
    pub chart: &'c RunChart,
    pub time: Time,
    pub rates: Plot,
    pub shares: Plot,
}

impl<'c> Layout<'c> {
    /// Lays a chart out.
    fn of(chart: &'c RunChart) -> Self {
        let top = LINE * (chart.edges().len() + 1) as f64 + 6.0;
        let rates = Plot { left: LEFT, right: WIDTH_PT - RIGHT, top, bottom: top + RATE_HEIGHT };
        let under = rates.bottom + BETWEEN;
        let shares = Plot { top: under, bottom: under + COMPLETENESS_HEIGHT, ..rates };
        let time = Time::new(chart.censuses(), rates.left + MARGIN, rates.right - MARGIN);
        Self { chart, time, rates, shares }
    }

    /// The height of the whole chart.
    fn height(&self) -> f64 {
        self.shares.bottom + FOOT
    }

    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        canvas.words((0.0, LINE / 2.0), "FTE per 10,000 patients", SMALL)?;
        let upwards = self.rates.upwards(0.0, self.chart.top);
        self.rates.levels(canvas, upwards, &upwards.ticks(STEPS, ""))?;
        completeness::paint(canvas, &self.chart.completeness, &self.time, self.shares)?;
        let (edges, plots) = (self.chart.edges(), [self.rates, self.shares]);
        self.time.breaks(canvas, &edges, LINE * 1.5 + 1.0, &plots)?;
        self.time.no_data(canvas, &self.time.edges(&edges)?, &plots)?;
        self.rates.foot(canvas)?;
        for (series, style) in [(&self.chart.england, &ENGLAND_LINE), (&self.chart.region, &REGION_LINE)] {
            if let Some(series) = series {
                self.series(canvas, series, style)?;
            }
        }
        self.series(canvas, &self.chart.area, &AREA_LINE)?;
        self.left_out(canvas)?;
        self.no_rate(canvas)?;
        self.names(canvas)
    }
}

/// How a line and its points are drawn.
struct Style {
    stroke: Stroke,
    radius: f64,
}

const AREA_LINE: Style = Style { stroke: Stroke::solid(AREA, 2.0), radius: 2.5 };
const REGION_LINE: Style = Style { stroke: Stroke::solid(DARK_GREY, 1.25).with(Dash::Dotted), radius: 1.75 };
const ENGLAND_LINE: Style = Style { stroke: Stroke::solid(ENGLAND, 2.0).with(Dash::Dashed), radius: 1.75 };

impl Layout<'_> {
    /// One line with its points.
    fn series(&self, canvas: &mut Canvas<'_>, series: &Series, style: &Style) -> Drawn {
        let upwards = self.rates.upwards(0.0, self.chart.top);
        for run in runs(series, &self.chart.breaks) {
            let spots = run
                .iter()
                .map(|point| Ok((self.time.at(point.census)?, upwards.at(point.rate.get())?)))
                .collect::<Drawn<Vec<Spot>>>()?;
            canvas.line(&spots, style.stroke)?;
        }
        for point in &series.points {
            let spot = (self.time.at(point.census)?, upwards.at(point.rate.get())?);
            canvas.disc(spot, style.radius, style.stroke.colour)?;
        }
        Ok(())
    }

    /// Says so where a rate is left out for want of returns.
    fn left_out(&self, canvas: &mut Canvas<'_>) -> Drawn {
        if self.chart.completeness.iter().all(|point| point.share >= ENOUGH) {
            return Ok(());
        }
        canvas.words((WIDTH_PT, LINE / 2.0), LEFT_OUT, SMALL.at(Side::End))
    }

    /// Says so inside the plot where the area has no rate, above its foot or where no other line is.
    fn no_rate(&self, canvas: &mut Canvas<'_>) -> Drawn {
        if !self.chart.area.points.is_empty() {
            return Ok(());
        }
        let how = LABEL.bold().in_colour(AREA);
        let Plot { left, right, top, bottom } = self.rates;
        let lines = wrap(&text!("{}: {}", &self.chart.area.name, words::NO_RATE), how, right - left - 16.0);
        let height = LINE * lines.len() as f64;
        let tops = [bottom - height - 6.0, top + 6.0, (top + bottom - height) / 2.0];
        let mut spots = Vec::new();
        for series in self.chart.region.iter().chain(&self.chart.england) {
            for point in &series.points {
                spots.push(self.rates.upwards(0.0, self.chart.top).at(point.rate.get())?);
            }
        }
        let free = |from: &f64| spots.iter().all(|y| *y < from - 3.0 || *y > from + height + 3.0);
        let from = tops.into_iter().find(free).unwrap_or(tops[0]);
        for (nth, line) in lines.iter().enumerate() {
            let (half, y) = (width(line, how) / 2.0 + 2.0, from + LINE * (nth as f64 + 0.5));
            let middle = (left + right) / 2.0;
            canvas.bar((middle - half, y - LINE / 2.0), (middle + half, y + LINE / 2.0), PAPER)?;
            canvas.words((middle, y), line, how.at(Side::Middle))?;
        }
        Ok(())
    }

    /// The names at the ends of the lines, each with its last rate.
    fn names(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let last = self.chart.censuses().last().copied();
        let upwards = self.rates.upwards(0.0, self.chart.top);
        let mut names = Vec::new();
        for (nth, series) in self.chart.lines().enumerate() {
            let Some(point) = series.points.last() else { continue };
            // A line that stops before the last census has no rate for it.
            let words = if last == Some(point.census) {
                text!("{} {}", &series.name, number::rate(point.rate))
            } else {
                series.name.clone()
            };
            let how = if nth == 0 { LABEL.bold().in_colour(AREA) } else { LABEL };
            let name = Beside::new(&words, how, self.rates, upwards.at(point.rate.get())?);
            let end = self.time.at(point.census)? + AREA_LINE.radius + 1.0;
            names.push(if last == Some(point.census) { name.led_to(end) } else { name });
        }
        beside(canvas, self.rates, names)
    }
}
