//! How the dots and the lines are laid out and drawn.

use std::collections::BTreeSet;

use super::words::{drawn, stood};
use super::{Dot, Line, NeedScatter, STEPS};
use crate::analysis::Kind;
use crate::chart::axis::{Plot, Tick};
use crate::chart::beside::{Beside, beside};
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, SMALL, Side, Spot, Stroke};
use crate::chart::mark::{KEY_LINE, Mark, Named, TICK, key, key_height};
use crate::chart::palette::{AREA, ENGLAND, OTHERS, PAPER};
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::text;
use crate::text::{Chart, Text, number};

const PLOT_HEIGHT: f64 = 168.0;
/// Room for the figures left of the plot.
const LEFT: f64 = 26.0;
/// Room for the lines' names right of it.
const RIGHT: f64 = 76.0;
/// The axis of need under it.
const FOOT: f64 = 32.0;
/// A note under that.
const NOTE: f64 = 12.0;

impl NeedScatter {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let table = match (self.kind, self.own_places.is_empty()) {
            (Kind::Icb, true) => "pcns",
            (Kind::Icb, false) => "pcns-few-returns",
            _ => "pcns.csv",
        };
        let sketch = Sketch { slug: "need-scatter", table, alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c NeedScatter,
    names: Vec<Named>,
    plot: Plot,
}

/// The marks of a group of dots: inside the plot, and above its top.
type Marks = [Mark; 2];
const CROWD: Marks = [Mark::Crowd, Mark::Above(OTHERS)];
const OWN: Marks = [Mark::Dot(AREA), Mark::Above(AREA)];

impl<'c> Layout<'c> {
    fn of(chart: &'c NeedScatter) -> Self {
        let names = names(chart);
        let top = key_height(&names, WIDTH_PT) + KEY_LINE + 8.0;
        let plot = Plot { left: LEFT, right: WIDTH_PT - RIGHT, top, bottom: top + PLOT_HEIGHT };
        Self { chart, names, plot }
    }

    fn height(&self) -> f64 {
        self.plot.bottom + FOOT + self.chart.above_words().map_or(0.0, |_| NOTE)
    }

    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let (chart, plot) = (self.chart, self.plot);
        key(canvas, (0.0, 0.0), &self.names, WIDTH_PT)?;
        let under = key_height(&self.names, WIDTH_PT) + KEY_LINE / 2.0;
        canvas.words((0.0, under), "FTE for every 10,000 patients", SMALL)?;
        let upwards = plot.upwards(0.0, chart.top);
        plot.levels(canvas, upwards, &upwards.ticks(STEPS, ""))?;
        plot.foot(canvas)?;
        let ticks =
            [0.0, 20.0, 40.0, 60.0, 80.0, 100.0].map(|value| Tick { value, label: number::text(value, 0) });
        plot.figures(canvas, plot.across(0.0, 100.0), &ticks)?;
        self.dots(canvas, &chart.others, CROWD)?;
        self.line(canvas, chart.own_line, Stroke::solid(AREA, 2.0))?;
        self.line(canvas, chart.england_line, Stroke::solid(ENGLAND, 2.0).with(Dash::Dashed))?;
        self.dots(canvas, &chart.own, OWN)?;
        self.places(canvas)?;
        self.line_names(canvas)?;
        let middle = (plot.left + plot.right) / 2.0;
        let axis = text!("England’s patients in order of {}, least to most", chart.need);
        canvas.words((middle, plot.bottom + 24.0), &axis, LABEL.at(Side::Middle))?;
        match chart.above_words() {
            Some(note) => canvas.words((0.0, plot.bottom + FOOT + NOTE / 2.0), note, SMALL),
            None => Ok(()),
        }
    }

    /// A group of dots; of those a quarter of a point apart only the first is drawn.
    fn dots(&self, canvas: &mut Canvas<'_>, dots: &[Dot], marks: Marks) -> Drawn {
        let mut taken = BTreeSet::new();
        for &dot in dots {
            let [inside, above] = marks;
            let (spot, mark) = if dot.rate > self.chart.top {
                (self.spot(dot.rank, self.chart.top)?, above)
            } else {
                (self.spot(dot.rank, dot.rate)?, inside)
            };
            if taken.insert([spot.0, spot.1].map(|at| (at * 4.0).round().to_bits())) {
                canvas.mark(spot, mark)?;
            }
        }
        Ok(())
    }

    /// The places by need alone, as ticks that stand on the axis.
    fn places(&self, canvas: &mut Canvas<'_>) -> Drawn {
        for &rank in &self.chart.own_places {
            let (x, foot) = self.spot(rank, 0.0)?;
            canvas.mark((x, foot - TICK / 2.0), Mark::Tick(AREA))?;
        }
        Ok(())
    }

    /// A line, as far as it is inside the plot.
    fn line(&self, canvas: &mut Canvas<'_>, line: Option<Line>, stroke: Stroke) -> Drawn {
        let Some([from, to]) = line.and_then(|line| inside(line, self.chart.top)) else { return Ok(()) };
        let ends = [self.spot(from.rank, from.rate)?, self.spot(to.rank, to.rate)?];
        canvas.line(&ends, Stroke::solid(PAPER, 3.5))?;
        canvas.line(&ends, stroke)
    }

    /// The lines' names at their right ends.
    fn line_names(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let own = LABEL.bold().in_colour(AREA);
        let lines: [(Option<Line>, Text, _); 2] = [
            (self.chart.own_line, "line through its own PCNs".into(), own),
            (self.chart.england_line, "England’s line".into(), LABEL),
        ];
        let mut names = Vec::new();
        for (line, words, how) in lines {
            let Some([_, end]) = line.and_then(|line| inside(line, self.chart.top)) else { continue };
            names.push(Beside::new(words, how, self.plot, self.spot(end.rank, end.rate)?.1));
        }
        beside(canvas, self.plot, names)
    }

    fn spot(&self, rank: f64, rate: f64) -> Drawn<Spot> {
        let across = self.plot.across(0.0, 100.0);
        Ok((across.at(rank)?, self.plot.upwards(0.0, self.chart.top).at(rate)?))
    }
}

fn names(chart: &NeedScatter) -> Vec<Named> {
    let count = |dots: &[Dot]| number::count(drawn(dots.len()));
    let others = count(&chart.others);
    if !chart.own_places.is_empty() {
        let own = text!("PCNs of {} ({}), by need alone", &chart.area, number::count(stood(chart)));
        let others = text!("the rest of England ({})", others);
        return vec![Named::new(Mark::Tick(AREA), own), Named::new(Mark::Crowd, others)];
    }
    if chart.own.is_empty() {
        return vec![Named::new(Mark::Crowd, text!("England’s PCNs ({})", others))];
    }
    let own = text!("PCNs of {} ({})", &chart.area, count(&chart.own));
    vec![Named::new(Mark::Dot(AREA), own), Named::new(Mark::Crowd, text!("the rest of England ({})", others))]
}

/// The part of a line between no provision and the top of the chart.
fn inside(line: Line, top: f64) -> Option<[Dot; 2]> {
    let (from, rise) = (line.least.get(), line.most.get() - line.least.get());
    let at = |share: f64| Dot { rank: 100.0 * share, rate: (from + share * rise).clamp(0.0, top) };
    if rise == 0.0 {
        return (0.0..=top).contains(&from).then(|| [at(0.0), at(1.0)]);
    }
    let (foot, head) = (-from / rise, (top - from) / rise);
    let (start, end) = (foot.min(head).max(0.0), foot.max(head).min(1.0));
    (start < end).then(|| [at(start), at(end)])
}
