//! How the slopes are laid out and drawn.

use super::{NEAR_MONTHS, STEPS, Slope, SlopeChart, words};
use crate::chart::axis::Plot;
use crate::chart::beside::{Beside, beside};
use crate::chart::canvas::{Canvas, Drawn, LABEL, SMALL, Side, Stroke};
use crate::chart::lettering::width;
use crate::chart::mark::Mark;
use crate::chart::palette::{AXIS, Colour, ENGLAND, INK, PAPER, STUDY};
use crate::chart::time::Time;
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::text;
use crate::text::{Chart, number};

const LEFT: f64 = 36.0;
/// Room right of the plot for the names.
const RIGHT: f64 = 122.0;
const PLOT_HEIGHT: f64 = 76.0;
/// The name of the study's figure, under the slopes and inside the plot.
const STUDY_ROW: f64 = 13.0;
/// The figures of the axis of time.
const FOOT: f64 = 18.0;
/// A line of words.
const LINE: f64 = 12.0;
/// Room at both ends of the axis of time.
const MARGIN: f64 = 8.0;
/// Room for a figure of the study that is far from the censuses.
const FAR: f64 = 78.0;
/// Where in that room its foot starts, from the censuses.
const GAP: f64 = 32.0;
/// The mark of the study and the dot of a census nearer than this overlap, so that the mark steps aside.
const OVERLAP: f64 = 7.5;
/// The least room between zero and the edge of the plot for a name of that side, and for the last slope beside it.
const SIDE_ROOM: f64 = 20.0;
const LAST_ROOM: f64 = 14.5;
/// From a dot to where a leader to its name starts.
const DOT_END: f64 = 4.0;
/// Half the width of the caps of an interval.
const CAP: f64 = 1.75;

impl SlopeChart {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "slope-chart", table: "censuses.csv", alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c SlopeChart,
    time: Time,
    /// Where the slopes stand.
    plot: Plot,
    /// The line at the foot of it, under the study's name.
    foot: f64,
    /// Where the study's figure is far from the censuses: before them, or after.
    far: Option<Side>,
}

impl<'c> Layout<'c> {
    /// Lays a chart out.
    fn of(chart: &'c SlopeChart) -> Self {
        let top = LINE * (chart.edges().len() + 1) as f64 + 4.0;
        let plot = Plot { left: LEFT, right: WIDTH_PT - RIGHT, top, bottom: top + PLOT_HEIGHT };
        let outside = outside(chart);
        let far = outside.filter(|(_, months)| *months > NEAR_MONTHS).map(|(side, _)| side);
        let mut held = chart.censuses();
        held.extend(chart.study.filter(|_| outside.is_some() && far.is_none()).map(|study| study.census));
        held.sort();
        let (mut from, mut to) = (plot.left + MARGIN, plot.right - MARGIN);
        match far {
            Some(Side::Start) => from += FAR,
            Some(_) => to -= FAR,
            None => {}
        }
        let foot = plot.bottom + chart.study.map_or(0.0, |_| STUDY_ROW);
        Self { chart, time: Time::new(held, from, to), plot, foot, far }
    }

    /// The height of the whole chart.
    fn height(&self) -> f64 {
        self.foot + FOOT + words::beyond(self.chart).map_or(0.0, |_| LINE)
    }

    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let (chart, plot, under) = (self.chart, self.plot, Plot { bottom: self.foot, ..self.plot });
        let name = text!("FTE per 10,000 patients for ten points more of {}", chart.need);
        canvas.words((0.0, LINE / 2.0), &name, SMALL)?;
        let upwards = plot.upwards(chart.axis.0, chart.axis.1);
        plot.levels(canvas, upwards, &upwards.ticks(STEPS, ""))?;
        let edges = chart.edges();
        self.time.breaks(canvas, &edges, LINE * 1.5 + 1.0, &[under])?;
        let mut taken = self.time.edges(&edges)?;
        taken.extend(self.study_place()?);
        self.time.no_data(canvas, &taken, &[plot])?;
        let zero = upwards.at(0.0)?;
        canvas.line(&[(plot.left, zero), (plot.right, zero)], Stroke::solid(INK, 1.0))?;
        self.foot(canvas)?;
        self.time.figures(canvas, under)?;
        for slope in &chart.slopes {
            self.slope(canvas, self.time.at(slope.census)?, slope, INK)?;
        }
        self.study(canvas)?;
        self.names(canvas)?;
        match words::beyond(chart) {
            Some(note) => canvas.words((0.0, self.foot + FOOT + LINE / 2.0), note, SMALL),
            None => Ok(()),
        }
    }

    /// An interval and its mark; a triangle at the edge of the plot where either goes on beyond it.
    fn slope(&self, canvas: &mut Canvas<'_>, x: f64, slope: &Slope, colour: Colour) -> Drawn {
        let (low, high) = self.chart.axis;
        let upwards = self.plot.upwards(low, high);
        let (from, to) = slope.ends();
        let ends = (upwards.at(from.clamp(low, high))?, upwards.at(to.clamp(low, high))?);
        let stroke = Stroke::solid(colour, 1.0);
        canvas.line(&[(x, ends.0), (x, ends.1)], stroke)?;
        for (is_cut, y, mark) in
            [(from < low, ends.0, Mark::Below(colour)), (to > high, ends.1, Mark::Above(colour))]
        {
            if is_cut {
                canvas.mark((x, y), mark)?;
            } else {
                canvas.line(&[(x - CAP, y), (x + CAP, y)], stroke)?;
            }
        }
        if (low..=high).contains(&slope.value.get()) {
            let spot = (x, upwards.at(slope.value.get())?);
            if colour == STUDY {
                return canvas.mark(spot, Mark::Lozenge(STUDY));
            }
            canvas.disc(spot, 3.0, PAPER)?;
            canvas.disc(spot, 2.5, ENGLAND)?;
        }
        Ok(())
    }

    /// The line at the foot, with a gap before a figure of the study that is far away.
    fn foot(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let (left, right) = (self.plot.left, self.plot.right);
        let parts = match self.far {
            None => vec![(left, right)],
            Some(Side::Start) => vec![(left, left + FAR - GAP), (left + FAR, right)],
            Some(_) => vec![(left, right - FAR), (right - FAR + GAP, right)],
        };
        for (from, to) in parts {
            canvas.line(&[(from, self.foot), (to, self.foot)], Stroke::solid(AXIS, 1.0))?;
        }
        Ok(())
    }

    /// Where the study's figure stands.
    fn study_place(&self) -> Drawn<Option<f64>> {
        let Some(study) = &self.chart.study else { return Ok(None) };
        let middle = (FAR - GAP) / 2.0;
        match self.far {
            None => self.aside(study).map(Some),
            Some(Side::Start) => Ok(Some(self.plot.left + middle)),
            Some(_) => Ok(Some(self.plot.right - middle)),
        }
    }

    /// The place of a figure of the study among the censuses, beside the dot that it would overlap.
    fn aside(&self, study: &Slope) -> Drawn<f64> {
        let (low, high) = self.chart.axis;
        let height = |slope: &Slope| self.plot.upwards(low, high).at(slope.value.get().clamp(low, high));
        let (x, y) = (self.time.at(study.census)?, height(study)?);
        for slope in &self.chart.slopes {
            let (far, high) = (self.time.at(slope.census)? - x, height(slope)? - y);
            if far.abs() < OVERLAP && high.abs() < OVERLAP {
                // So far that the two no longer touch, from however near they are.
                let apart = OVERLAP - far.abs();
                return Ok(if far > 0.0 { x - apart } else { x + apart });
            }
        }
        Ok(x)
    }

    /// The study's figure, its interval and its name, which stands under all intervals.
    fn study(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let (Some(study), Some(x)) = (&self.chart.study, self.study_place()?) else { return Ok(()) };
        // Far from the censuses it has its date under it, and little room beside the gap.
        let words = match self.far {
            Some(_) => "the study".into(),
            None => text!("the study, {}", self.chart.study_as_of.unwrap_or(study.census)),
        };
        let half = width(&words, LABEL) / 2.0 + 1.0;
        let middle = x.max(self.plot.left + half).min(self.plot.right - half);
        let (row, y) = (self.plot.bottom + 1.5, self.plot.bottom + STUDY_ROW / 2.0);
        canvas.bar((middle - half, row), (middle + half, row + STUDY_ROW - 3.0), PAPER)?;
        canvas.words((middle, y), &words, LABEL.bold().in_colour(STUDY).at(Side::Middle))?;
        let lower = self.plot.upwards(self.chart.axis.0, self.chart.axis.1).at(study.ends().0)?;
        canvas.line(&[(x, lower), (x, row + 1.0)], Stroke::solid(STUDY, 0.5))?;
        self.slope(canvas, x, study, STUDY)?;
        if self.far.is_some() {
            let under = Plot { bottom: self.foot, ..self.plot };
            under.figure(canvas, x, &study.census.short())?;
        }
        Ok(())
    }

    /// What stands at the right: the line of no association, at its height, what either side means and the last slope.
    fn names(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let (plot, (low, high)) = (self.plot, self.chart.axis);
        let upwards = plot.upwards(low, high);
        let zero = upwards.at(0.0)?;
        let mut names = vec![Beside::new("no association", SMALL.in_colour(INK), plot, zero).fixed()];
        let last = self.chart.slopes.last().filter(|last| (low..=high).contains(&last.value.get()));
        let last_is = |above: bool| last.is_some_and(|last| (last.value.get() > 0.0) == above);
        for (words, edge, above) in [
            ("more time where it is higher", plot.top, true),
            ("less time where it is higher", plot.bottom, false),
        ] {
            let needed = if last_is(above) { SIDE_ROOM + LAST_ROOM } else { SIDE_ROOM };
            if (zero - edge).abs() >= needed {
                names.push(Beside::new(words, SMALL, plot, edge));
            }
        }
        if let Some(last) = last {
            let value = number::signed(last.value, number::slope_decimals(last.value));
            let words = text!("{} {}", last.census, value);
            let end = self.time.at(last.census)? + DOT_END;
            let name = Beside::new(&words, LABEL.bold(), plot, upwards.at(last.value.get())?);
            // A leader would run through a figure of the study that stands between.
            names.push(if self.far == Some(Side::End) { name } else { name.led_to(end) });
        }
        beside(canvas, plot, names)
    }
}

/// On which side of the censuses the study's figure is, and by how many months; none where it is among them.
fn outside(chart: &SlopeChart) -> Option<(Side, i32)> {
    let study = chart.study?.census;
    let (first, last) = (chart.slopes.first()?.census, chart.slopes.last()?.census);
    let sides = [(Side::Start, first.months_since(study)), (Side::End, study.months_since(last))];
    sides.into_iter().find(|(_, months)| *months > 0)
}
