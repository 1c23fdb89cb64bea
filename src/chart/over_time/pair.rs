//! The same PCNs at both ends of the year, beside the series.

use super::{OverTime, Pair, STEPS};
use crate::chart::WIDTH_PT;
use crate::chart::axis::{self, Plot};
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, SMALL, Side, Stroke};
use crate::chart::lettering::wrap;
use crate::chart::palette::{AREA, ENGLAND, GRID, PAPER};
use crate::text::number;

/// Where the later end stands, of the width; the interval stands at it.
const INSET: f64 = 16.0;
const LINE: f64 = 11.0;
/// Half the width of the caps of an interval.
const CAP: f64 = 3.0;
/// The least between two figures one under the other.
const APART: f64 = 11.0;

/// Draws the pairs, or why there is none.
pub(super) fn paint(chart: &OverTime, canvas: &mut Canvas<'_>, plot: Plot) -> Drawn {
    let left = plot.left - 24.0 + 6.0;
    canvas.words((left, 8.0), "The same PCNs over a year", LABEL.bold())?;
    if let Some(why) = &chart.no_pair {
        for (nth, line) in wrap(why, SMALL, WIDTH_PT - left).iter().enumerate() {
            canvas.words((left, plot.top + LINE * (nth as f64 + 1.0)), line, SMALL)?;
        }
        return Ok(());
    }
    let Some(own) = chart.pairs.first() else { return Ok(()) };
    let top = axis::top(chart.pairs.iter().flat_map(highest).fold(0.0, f64::max), STEPS);
    let (from, to) = (plot.left + INSET, plot.right - INSET);
    for (x, census) in [(from, own.censuses[0]), (to, own.censuses[1])] {
        canvas.line(&[(x, plot.top), (x, plot.bottom)], Stroke::solid(GRID, 0.75))?;
        canvas.furniture((x, plot.bottom + 10.0), &census.short(), SMALL.at(Side::Middle))?;
    }
    plot.foot(canvas)?;
    let upwards = plot.upwards(0.0, top);
    let mut taken: [Option<f64>; 2] = [None, None];
    // The area's last, so that nothing of it is covered.
    for (nth, pair) in chart.pairs.iter().enumerate().rev() {
        let colour = if nth == 0 { AREA } else { ENGLAND };
        let [start, end] = pair.rates.map(|rate| upwards.at(rate.get()));
        let (start, end) = (start?, end?);
        // England's is dashed with open dots, as its line beside it is dashed.
        let stroke = match nth {
            0 => Stroke::solid(colour, 2.0),
            _ => Stroke::solid(colour, 1.5).with(Dash::Dashed),
        };
        canvas.line(&[(from, start), (to, end)], stroke)?;
        if nth == 0 {
            interval(canvas, pair, to, |value| upwards.at(value.clamp(0.0, top)))?;
        }
        for (x, y) in [(from, start), (to, end)] {
            canvas.disc((x, y), 4.0, PAPER)?;
            match nth {
                0 => canvas.disc((x, y), 3.0, colour)?,
                _ => canvas.ring((x, y), 2.5, Stroke::solid(colour, 1.5))?,
            }
        }
        let how = if nth == 0 { LABEL.bold().in_colour(AREA) } else { LABEL };
        for (at, (x, y, side)) in
            [(from - 7.0, start, Side::End), (to + 7.0, end, Side::Start)].into_iter().enumerate()
        {
            let y = clear_of(y, taken[at]);
            taken[at] = Some(y);
            canvas.words((x, y), number::rate(pair.rates[at]), how.at(side))?;
        }
    }
    Ok(())
}

/// Where the later rate could be, by the interval of the change.
fn interval(canvas: &mut Canvas<'_>, pair: &Pair, x: f64, at: impl Fn(f64) -> Drawn<f64>) -> Drawn {
    let Some((lower, upper)) = pair.change else { return Ok(()) };
    let from = pair.rates[0].get();
    let (low, high) = (at(from + lower.get())?, at(from + upper.get())?);
    let thin = Stroke::solid(AREA, 1.25);
    canvas.line(&[(x, low), (x, high)], thin)?;
    for y in [low, high] {
        canvas.line(&[(x - CAP, y), (x + CAP, y)], thin)?;
    }
    Ok(())
}

fn highest(pair: &Pair) -> impl Iterator<Item = f64> + use<> {
    let [from, to] = pair.rates.map(crate::text::Claimed::get);
    [from, to].into_iter().chain(pair.reach())
}

/// The height of a figure, moved from one that is there already.
fn clear_of(y: f64, taken: Option<f64>) -> f64 {
    match taken {
        Some(other) if (y - other).abs() < APART => {
            if y >= other {
                other + APART
            } else {
                other - APART
            }
        }
        _ => y,
    }
}
