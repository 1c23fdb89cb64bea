//! How the curves are laid out and drawn, with their names in a corner that no curve enters.

use super::{Concentration, Curve, HALF, SHARES};
use crate::chart::axis::{Plot, Tick};
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, SMALL, Side, Size, Spot, Stroke, Type};
use crate::chart::lettering::width;
use crate::chart::mark::Mark;
use crate::chart::palette::{AREA, DARK_GREY, ENGLAND, PALE};
use crate::chart::room::Taken;
use crate::chart::{Caption, ChartError, Sketch};
use crate::text;
use crate::text::{Chart, Text, number};

/// The chart stands beside text.
const SIZE: Size = Size { width: 232.0, height: 190.0 };
const LEFT: f64 = 30.0;
const RIGHT: f64 = 14.0;
/// The name of the axis upwards.
const HEAD: f64 = 18.0;
/// The axis of patients and its name.
const FOOT: f64 = 30.0;
/// A line of a name.
const LINE: f64 = 11.0;
/// The line that stands before a name.
const SAMPLE: f64 = 12.0;
/// Room between names and the frame of the plot.
const INSET: f64 = 3.0;
/// Room between a sample and its name.
const SAMPLE_GAP: f64 = 3.0;

const AREA_LINE: Stroke = Stroke::solid(AREA, 2.25);
const ENGLAND_LINE: Stroke = Stroke::solid(ENGLAND, 1.5).with(Dash::Dashed);
const EQUAL_LINE: Stroke = Stroke::solid(DARK_GREY, 0.75);

/// A name on the chart.
struct Name {
    words: Text,
    how: Type,
    sample: Sample,
}

/// What stands before a name.
enum Sample {
    Line(Stroke),
    Dot,
}

impl Concentration {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let sketch = Sketch { slug: "concentration-curve", table: "shares", alt: self.alt() };
        sketch.draw_sized(caption, SIZE, |canvas| Layout::of(self)?.paint(canvas))
    }
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c Concentration,
    names: [Option<Name>; 4],
    /// The upper left corner of the names.
    corner: Spot,
    plot: Plot,
}

impl<'c> Layout<'c> {
    /// Lays a chart out; where curves enter both corners, the names stand above the plot.
    fn of(chart: &'c Concentration) -> Drawn<Self> {
        let plot = Plot { left: LEFT, right: SIZE.width - RIGHT, top: HEAD, bottom: SIZE.height - FOOT };
        let mut layout = Self { chart, names: names(chart), corner: (LEFT, HEAD), plot };
        match layout.free_corner()? {
            Some(corner) => layout.corner = corner,
            None => layout.plot.top += layout.height() + INSET,
        }
        Ok(layout)
    }

    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let plot = self.plot;
        let (across, upwards) = (plot.across(0.0, 1.0), plot.upwards(0.0, 1.0));
        let half = across.at(0.5)?;
        canvas.bar((half, plot.top), (plot.right, plot.bottom), PALE)?;
        canvas.words((0.0, HEAD / 2.0 - 2.0), "Share of link worker time", SMALL)?;
        let ticks = [0.0, 0.5, 1.0].map(|value| Tick { value, label: number::percent_text(value) });
        plot.levels(canvas, upwards, &ticks)?;
        plot.foot(canvas)?;
        plot.figures(canvas, across, &ticks)?;
        let along = text!("Patients, from least to most {}", self.chart.need);
        canvas.words(((plot.left + plot.right) / 2.0, plot.bottom + 22.0), along, SMALL.at(Side::Middle))?;
        canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.top)], EQUAL_LINE)?;
        if let Some(england) = &self.chart.england {
            canvas.line(&self.spots(england)?, ENGLAND_LINE)?;
        }
        canvas.line(&self.spots(&self.chart.area)?, AREA_LINE)?;
        let read = (across.at(SHARES[HALF])?, upwards.at(self.chart.area.readings[HALF].get())?);
        canvas.mark(read, Mark::Dot(AREA))?;
        self.names(canvas)
    }

    /// A curve on the page.
    fn spots(&self, curve: &Curve) -> Drawn<Vec<Spot>> {
        let (across, upwards) = (self.plot.across(0.0, 1.0), self.plot.upwards(0.0, 1.0));
        curve.points.iter().map(|point| Ok((across.at(point.patients)?, upwards.at(point.fte)?))).collect()
    }

    /// The corner of the plot that no curve enters: low at the right, else high at the left.
    fn free_corner(&self) -> Drawn<Option<Spot>> {
        let plot = self.plot;
        let size = (self.width() + INSET, self.height() + INSET);
        let diagonal = vec![(plot.left, plot.bottom), (plot.right, plot.top)];
        let lines = self.chart.curves().map(|curve| self.spots(curve)).chain([Ok(diagonal)]);
        let lines = lines.collect::<Drawn<Vec<Vec<Spot>>>>()?;
        let low = (plot.right - size.0, plot.bottom - size.1);
        let high = (plot.left + INSET, plot.top + INSET);
        let is_free = |corner: &Spot| {
            let (left, top) = (corner.0 - INSET, corner.1 - INSET);
            let names = Taken { left, top, right: corner.0 + size.0, bottom: corner.1 + size.1 };
            lines.iter().all(|line| names.is_clear_of(line))
        };
        Ok([low, high].into_iter().find(is_free))
    }

    fn width(&self) -> f64 {
        let wide = self.names.iter().flatten().map(|name| width(&name.words, name.how));
        SAMPLE + SAMPLE_GAP + wide.fold(0.0, f64::max)
    }

    fn height(&self) -> f64 {
        self.names.iter().flatten().count() as f64 * LINE
    }

    /// The names, each after a piece of its line.
    fn names(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let (left, top) = self.corner;
        let mut y = top + LINE / 2.0;
        for name in self.names.iter().flatten() {
            match name.sample {
                Sample::Line(stroke) => canvas.line(&[(left, y), (left + SAMPLE, y)], stroke)?,
                Sample::Dot => canvas.mark((left + SAMPLE / 2.0, y), Mark::Dot(AREA))?,
            }
            canvas.words((left + SAMPLE + SAMPLE_GAP, y), &name.words, name.how)?;
            y += LINE;
        }
        Ok(())
    }
}

fn names(chart: &Concentration) -> [Option<Name>; 4] {
    let own = if chart.england.is_some() { "this area".into() } else { chart.area.name.clone() };
    let half = text!("most-need half {}", number::percent(chart.area.most_need_half()));
    let line = |words, stroke| Name { words, how: LABEL, sample: Sample::Line(stroke) };
    [
        Some(Name { how: LABEL.bold().in_colour(AREA), ..line(own, AREA_LINE) }),
        Some(Name { words: half, how: LABEL, sample: Sample::Dot }),
        chart.england.as_ref().map(|england| line(england.name.clone(), ENGLAND_LINE)),
        Some(line("equal shares".into(), EQUAL_LINE)),
    ]
}
