//! How the lines, and what stands beneath and beside them, are laid out and drawn.

use super::layout::{HEAD, LINE, Layout, PARTED};
use super::series::runs;
use super::{OverTime, STEPS, Series, columns, pair};
use crate::chart::axis::Plot;
use crate::chart::beside::{Beside, beside};
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, SMALL, Side, Spot, Stroke};
use crate::chart::lettering::width;
use crate::chart::palette::{AREA, DARK_GREY, ENGLAND, PAPER, SOFT_INK};
use crate::chart::time::edge_words;
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::text;
use crate::text::{Chart, number};

/// The figures of the axis of time, and the row of coverage under them.
const FOOT: f64 = 17.0;
const COVERAGE: f64 = 13.0;
/// Breaks nearer than this share a line, since their numbers would touch.
const TOGETHER: f64 = 12.0;

impl OverTime {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "over-time", table: "censuses.csv", alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

impl Layout<'_> {
    fn height(&self) -> f64 {
        self.plot.bottom + FOOT + COVERAGE + LINE * self.chart.edges().len() as f64
    }

    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        if self.chart.has_line() {
            self.lines(canvas)?
        } else {
            columns::paint(self, canvas)?
        }
        self.coverage(canvas)?;
        self.breaks(canvas)?;
        pair::paint(self.chart, canvas, Plot { left: PARTED + 24.0, right: WIDTH_PT - 40.0, ..self.plot })
    }

    /// The rates as lines.
    fn lines(&self, canvas: &mut Canvas<'_>) -> Drawn {
        canvas.words((0.0, HEAD / 2.0), "FTE for every 10,000 patients, PCNs with a return", LABEL.bold())?;
        let upwards = self.plot.upwards(0.0, self.chart.top);
        self.plot.levels(canvas, upwards, &upwards.ticks(STEPS, ""))?;
        self.plot.foot(canvas)?;
        self.time.folds(canvas, self.plot.bottom)?;
        for (series, style) in [(&self.chart.england, &ENGLAND_LINE), (&self.chart.region, &REGION_LINE)] {
            if let Some(series) = series {
                self.series(canvas, series, style)?;
            }
        }
        self.series(canvas, &self.chart.area, &AREA_LINE)?;
        self.names(canvas)
    }

    /// One line with its points.
    fn series(&self, canvas: &mut Canvas<'_>, series: &Series, style: &Style) -> Drawn {
        let upwards = self.plot.upwards(0.0, self.chart.top);
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

    /// The names at the ends of the lines, each with its last rate.
    fn names(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let last = self.chart.censuses().last().copied();
        let upwards = self.plot.upwards(0.0, self.chart.top);
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
            let room = PARTED - self.plot.right - 10.0;
            let name = Beside::within(&words, how, room, upwards.at(point.rate.get())?);
            let end = self.time.at(point.census)? + AREA_LINE.radius + 1.0;
            names.push(if last == Some(point.census) { name.led_to(end) } else { name });
        }
        beside(canvas, self.plot, names)
    }

    /// The axis of time with, under each of its figures, the share of patients that returns cover.
    fn coverage(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let y = self.plot.bottom + FOOT + COVERAGE / 2.0;
        for census in self.time.figures(canvas, self.plot)? {
            let filed = self.chart.filed.iter().find(|filed| filed.census == census);
            if let Some(share) = filed.and_then(|filed| filed.coverage) {
                canvas.words((self.time.at(census)?, y), number::coverage(share), SMALL.at(Side::Middle))?;
            }
        }
        canvas.words((self.plot.right + 6.0, y), "covered", SMALL)
    }

    /// Numbered lines at the breaks; what they are stands under the chart.
    fn breaks(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let edges = self.chart.edges();
        let dotted = Stroke::solid(SOFT_INK, 1.0).with(Dash::Dotted);
        let mut places: Vec<(f64, Vec<String>)> = Vec::new();
        for (nth, x) in self.time.edges(&edges)?.into_iter().enumerate() {
            let number = (nth + 1).to_string();
            match places.last_mut().filter(|(last, _)| x - *last < TOGETHER) {
                Some((_, numbers)) => numbers.push(number),
                None => places.push((x, vec![number])),
            }
        }
        for (x, numbers) in places {
            let numbers = numbers.join(", ");
            let half = width(&numbers, SMALL.bold()) / 2.0 + 2.0;
            // Above the strokes of a folded axis.
            canvas.line(&[(x, self.plot.top - 2.0), (x, self.plot.bottom - 6.0)], dotted)?;
            canvas.bar((x - half, self.plot.top - LINE), (x + half, self.plot.top - 2.0), PAPER)?;
            let spot = (x, self.plot.top - LINE / 2.0 - 1.0);
            canvas.furniture(spot, &numbers, SMALL.bold().at(Side::Middle))?;
        }
        let mut y = self.plot.bottom + FOOT + COVERAGE + LINE / 2.0;
        for (nth, edge) in edges.iter().enumerate() {
            canvas.furniture((0.0, y), &(nth + 1).to_string(), SMALL.bold())?;
            canvas.words((9.0, y), edge_words(edge), SMALL)?;
            y += LINE;
        }
        Ok(())
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
