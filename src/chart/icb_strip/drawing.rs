//! How the strip is laid out and drawn.

use super::{IcbStrip, Stop, Way, Whose};
use crate::analysis::Kind;
use crate::chart::axis::{self, Plot};
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, SMALL, Side, Stroke};
use crate::chart::lettering::{cut, width, wrap};
use crate::chart::mark::{KEY_LINE, Mark, Named, key, key_height};
use crate::chart::palette::{AREA, AXIS, Colour, DARK_GREY, ENGLAND, FALL, OTHERS, RISE};
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT, icbs};
use crate::text;
use crate::text::{Chart, Text, number};

/// The height of the plot under a key of one line; a second line takes its height from the plot.
const PLOT_HEIGHT: f64 = 96.0;
const LEFT: f64 = 26.0;
/// Room for England's name right of the plot.
const RIGHT: f64 = 60.0;
/// A line of words.
const LINE: f64 = 12.0;
/// The words at the foot of the plot.
const FOOT: f64 = 16.0;
const STEPS: f64 = 4.0;

impl IcbStrip {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "icb-strip", table: "icbs", alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c IcbStrip,
    names: Vec<Named>,
    note: Vec<Text>,
    plot: Plot,
    rates: (f64, f64),
}

impl<'c> Layout<'c> {
    /// Lays a chart out.
    fn of(chart: &'c IcbStrip) -> Self {
        let names = names(chart);
        let own = if chart.own().is_some() { LINE } else { 0.0 };
        let second = (key_height(&names, WIDTH_PT) - KEY_LINE).clamp(0.0, KEY_LINE);
        let top = key_height(&names, WIDTH_PT) + own + 5.0;
        Self {
            plot: Plot { left: LEFT, right: WIDTH_PT - RIGHT, top, bottom: top + PLOT_HEIGHT - second },
            note: chart.left_out().map_or_else(Vec::new, |note| wrap(&note, SMALL, WIDTH_PT)),
            rates: rates(chart),
            chart,
            names,
        }
    }

    /// The height of the whole chart.
    fn height(&self) -> f64 {
        self.plot.bottom + FOOT + self.note.len() as f64 * LINE
    }

    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let plot = self.plot;
        key(canvas, (0.0, 0.0), &self.names, WIDTH_PT)?;
        let upwards = plot.upwards(self.rates.0, self.rates.1);
        plot.levels(canvas, upwards, &upwards.ticks(STEPS, ""))?;
        plot.foot(canvas)?;
        self.england(canvas)?;
        for whose in [Whose::Other, Whose::Similar, Whose::Own] {
            for (at, stop) in self.chart.stops.iter().enumerate().filter(|(_, stop)| stop.whose == whose) {
                self.stop(canvas, at, stop)?;
            }
        }
        self.own_name(canvas)?;
        let foot = ((plot.left + plot.right) / 2.0, plot.bottom + 8.0);
        canvas.words(foot, "each ICB once, from the lowest rate to the highest", SMALL.at(Side::Middle))?;
        for (line, y) in self.note.iter().zip(0u8..) {
            canvas.words((0.0, plot.bottom + FOOT + LINE * (f64::from(y) + 0.5)), line, SMALL)?;
        }
        Ok(())
    }

    /// England's rate across the plot, named at its right end.
    fn england(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let Some(rate) = self.chart.england else { return Ok(()) };
        let y = self.y(rate.get())?;
        canvas.line(&[(self.plot.left, y), (self.plot.right, y)], Stroke::solid(ENGLAND, 1.5))?;
        canvas.words((self.plot.right + 4.0, y), text!("England {}", number::rate(rate)), LABEL)
    }

    fn stop(&self, canvas: &mut Canvas<'_>, at: usize, stop: &Stop) -> Drawn {
        let (x, y) = (self.x(at)?, self.y(stop.rate.get())?);
        let (colour, wide) = looks(stop);
        if let Some((lower, upper)) = stop.interval {
            let ends = [(x, self.y(lower.get())?), (x, self.y(upper.get())?)];
            canvas.line(&ends, Stroke::solid(colour, wide))?;
        }
        match (stop.whose, stop.clearly) {
            (Whose::Similar, Some(way)) => {
                canvas.mark((x, y), Mark::Diamond)?;
                canvas.mark((x, y), triangle(way, side(way)))?;
                canvas.diamond_edge((x, y))
            }
            _ => canvas.mark((x, y), mark(stop.whose, stop.clearly)),
        }
    }

    /// The area's name and rate above the plot, with a thin line down to its interval.
    fn own_name(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let place = self.chart.stops.iter().position(|stop| Some(stop) == self.chart.own());
        let Some((at, stop)) = place.zip(self.chart.own()) else { return Ok(()) };
        let how = LABEL.bold().in_colour(AREA);
        let rate = number::rate(stop.rate);
        let room = self.plot.right - width(&rate.print, how) - 6.0;
        let words = text!("{} {}", cut(&stop.name, how, room), rate);
        let (x, y, half) = (self.x(at)?, self.plot.top - LINE / 2.0 - 3.0, width(&words, how) / 2.0);
        let head = stop.interval.map_or(stop.rate, |(_, upper)| upper);
        canvas
            .line(&[(x, y + 6.0), (x, self.y(head.get())?)], Stroke::solid(AXIS, 1.0).with(Dash::Dotted))?;
        canvas.words((x.clamp(half, WIDTH_PT - half), y), &words, how.at(Side::Middle))
    }

    /// The place of an ICB by its order.
    fn x(&self, at: usize) -> Drawn<f64> {
        let inside = Plot { left: self.plot.left + 6.0, right: self.plot.right - 6.0, ..self.plot };
        inside.across(0.0, (self.chart.stops.len() - 1) as f64).at(at as f64)
    }

    fn y(&self, rate: f64) -> Drawn<f64> {
        self.plot.upwards(self.rates.0, self.rates.1).at(rate)
    }
}

/// The ends of the axis: zero, or less where an interval reaches below it, and a round value above all.
fn rates(chart: &IcbStrip) -> (f64, f64) {
    let ends = |stop: &Stop| {
        let (lower, upper) = stop.interval.unwrap_or((stop.rate, stop.rate));
        [lower.get(), upper.get(), stop.rate.get()]
    };
    let all = || chart.stops.iter().flat_map(ends).chain(chart.england.map(f64::from));
    axis::range(all().fold(0.0, f64::min), all().fold(0.0, f64::max), STEPS)
}

/// The colour and the width of an interval.
fn looks(stop: &Stop) -> (Colour, f64) {
    match (stop.whose, stop.clearly) {
        (Whose::Own, _) => (AREA, 2.0),
        (Whose::Similar, _) => (DARK_GREY, 1.0),
        (Whose::Other, Some(way)) => (side(way), 1.0),
        (Whose::Other, None) => (OTHERS, 1.0),
    }
}

fn side(way: Way) -> Colour {
    match way {
        Way::Above => RISE,
        Way::Below => FALL,
    }
}

fn triangle(way: Way, colour: Colour) -> Mark {
    match way {
        Way::Above => Mark::Above(colour),
        Way::Below => Mark::Below(colour),
    }
}

fn mark(whose: Whose, clearly: Option<Way>) -> Mark {
    match (whose, clearly) {
        (Whose::Own, None) => Mark::Dot(AREA),
        (Whose::Own, Some(way)) => triangle(way, AREA),
        (Whose::Similar, _) => Mark::Diamond,
        (Whose::Other, None) => Mark::Ring(OTHERS),
        (Whose::Other, Some(way)) => triangle(way, side(way)),
    }
}

fn names(chart: &IcbStrip) -> Vec<Named> {
    let mut names = Vec::new();
    let mut name = |whose, words: Text| {
        let plainest = chart.of(whose).min_by_key(|stop| stop.clearly.is_some());
        names.extend(plainest.map(|stop| Named::new(mark(whose, stop.clearly), words)));
    };
    name(Whose::Own, icbs::own_words(&chart.area, chart.kind));
    let similar =
        if chart.similar_chosen { "ICBs named to compare with" } else { "ICBs with similar populations" };
    name(Whose::Similar, similar.into());
    name(Whose::Other, if chart.kind == Kind::England { "ICBs" } else { "other ICBs" }.into());
    for (way, words) in [(Way::Above, "clearly above England"), (Way::Below, "clearly below England")] {
        if chart.clearly(way).next().is_some() {
            let words = text!("{}: {}", words, number::count(chart.count(way)));
            names.push(Named::new(triangle(way, side(way)), words));
        }
    }
    names.push(Named::new(Mark::Whisker, "95% interval"));
    names
}
