//! How the dots and England's line are laid out and drawn.

use std::collections::BTreeSet;

use super::words::drawn;
use super::{Dot, NeedScatter, STEPS};
use crate::chart::axis::Plot;
use crate::chart::canvas::{Canvas, Drawn, LABEL, SMALL, Side, Spot, Stroke};
use crate::chart::mark::{KEY_LINE, Mark, Named, key, key_height};
use crate::chart::palette::{AREA, ENGLAND, OTHERS, PAPER};
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::text;
use crate::text::{Chart, number};

const PLOT_HEIGHT: f64 = 140.0;
/// Room for the figures left of the plot.
const LEFT: f64 = 26.0;
/// Room for the line's name right of it.
const RIGHT: f64 = 56.0;
/// The axis of need under it.
const FOOT: f64 = 34.0;
/// A note under that.
const NOTE: f64 = 14.0;

impl NeedScatter {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "need-scatter", table: "pcns.csv", alt: self.alt() };
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
    /// Lays a chart out.
    fn of(chart: &'c NeedScatter) -> Self {
        let names = names(chart);
        let top = key_height(&names, WIDTH_PT) + KEY_LINE + 10.0;
        let plot = Plot { left: LEFT, right: WIDTH_PT - RIGHT, top, bottom: top + PLOT_HEIGHT };
        Self { chart, names, plot }
    }

    /// The height of the whole chart.
    fn height(&self) -> f64 {
        self.plot.bottom + FOOT + self.chart.above_words().map_or(0.0, |_| NOTE)
    }

    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let (chart, plot) = (self.chart, self.plot);
        key(canvas, (0.0, 0.0), &self.names, WIDTH_PT)?;
        let under = key_height(&self.names, WIDTH_PT) + KEY_LINE / 2.0;
        canvas.words((0.0, under), "FTE per 10,000 patients", SMALL)?;
        let upwards = plot.upwards(0.0, chart.top);
        plot.levels(canvas, upwards, &upwards.ticks(STEPS, ""))?;
        plot.foot(canvas)?;
        let across = plot.across(chart.needs.0, chart.needs.1);
        plot.figures(canvas, across, &across.ticks(STEPS, chart.unit))?;
        self.dots(canvas, &chart.others, CROWD)?;
        self.line(canvas)?;
        self.dots(canvas, &chart.own, OWN)?;
        let middle = (plot.left + plot.right) / 2.0;
        canvas.words((middle, plot.bottom + 25.0), chart.axis, LABEL.at(Side::Middle))?;
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
                (self.spot(Dot { rate: self.chart.top, ..dot })?, above)
            } else {
                (self.spot(dot)?, inside)
            };
            if taken.insert([spot.0, spot.1].map(|at| (at * 4.0).round().to_bits())) {
                canvas.mark(spot, mark)?;
            }
        }
        Ok(())
    }

    /// England's line, as far as it is inside the plot, with its name at the right end.
    fn line(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let Some((from, to)) = self.chart.line.and_then(|(from, to)| inside(from, to, self.chart.top)) else {
            return Ok(());
        };
        let ends = [self.spot(from)?, self.spot(to)?];
        canvas.line(&ends, Stroke::solid(PAPER, 3.5))?;
        canvas.line(&ends, Stroke::solid(ENGLAND, 2.0))?;
        for (words, down) in [("England’s", -5.0), ("fitted line", 5.0)] {
            canvas.words((self.plot.right + 5.0, ends[1].1 + down), words, LABEL)?;
        }
        Ok(())
    }

    fn spot(&self, dot: Dot) -> Drawn<Spot> {
        let across = self.plot.across(self.chart.needs.0, self.chart.needs.1);
        Ok((across.at(dot.need)?, self.plot.upwards(0.0, self.chart.top).at(dot.rate)?))
    }
}

fn names(chart: &NeedScatter) -> Vec<Named> {
    let count = |dots: &[Dot]| number::count(drawn(dots.len()));
    let others = count(&chart.others);
    if chart.own.is_empty() {
        return vec![Named::new(Mark::Crowd, text!("England’s PCNs ({})", others))];
    }
    let own = text!("PCNs of {} ({})", &chart.area, count(&chart.own));
    vec![Named::new(Mark::Dot(AREA), own), Named::new(Mark::Crowd, text!("the rest of England ({})", others))]
}

/// The part of a line between no provision and the top of the chart.
fn inside(from: Dot, to: Dot, top: f64) -> Option<(Dot, Dot)> {
    let rise = to.rate - from.rate;
    let at =
        |share: f64| Dot { need: from.need + share * (to.need - from.need), rate: from.rate + share * rise };
    if rise == 0.0 {
        return (0.0..=top).contains(&from.rate).then_some((from, to));
    }
    let (foot, head) = (-from.rate / rise, (top - from.rate) / rise);
    let (start, end) = (foot.min(head).max(0.0), foot.max(head).min(1.0));
    (start < end).then(|| (at(start), at(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(need: f64, rate: f64) -> Dot {
        Dot { need, rate }
    }

    #[test]
    fn a_line_is_cut_where_it_leaves_the_plot() {
        let cut = inside(dot(0.0, -1.0), dot(4.0, 3.0), 2.0);
        assert_eq!(cut, Some((dot(1.0, 0.0), dot(3.0, 2.0))));
        assert_eq!(inside(dot(0.0, 3.0), dot(4.0, 4.0), 2.0), None);
        assert_eq!(inside(dot(0.0, 3.0), dot(4.0, 3.0), 2.0), None);
        let level = (dot(0.0, 1.0), dot(4.0, 1.0));
        assert_eq!(inside(level.0, level.1, 2.0), Some(level));
    }
}
