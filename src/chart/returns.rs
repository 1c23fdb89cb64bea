//! Who made a return: a square for each PCN, by what it filed. For areas whose rate must not be shown.

use super::canvas::{Canvas, Dash, Drawn, LABEL, Side, Spot, Stroke};
use super::icbs;
use super::lettering::width;
use super::palette::{AREA, Colour, PALE, PAPER, SOFT_INK};
use super::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::analysis::{Area, Edition, Kind, Returns};
use crate::subject::Census;
use crate::text;
use crate::text::words::list;
use crate::text::{Chart, Count, Text, number};

/// The PCNs of an area in the three states of a return.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnSquares {
    /// The area's name.
    pub area: Text,
    /// The table that has every PCN.
    pub table: &'static str,
    /// The census.
    pub census: Census,
    /// Who filed.
    pub returns: Returns,
}

/// The side of a square, and from one to the next.
const SIDE: f64 = 9.0;
const PITCH: f64 = 11.5;
/// A line of squares.
const LINE: f64 = 13.0;
/// Room between two states, and between their names and the squares.
const BETWEEN: f64 = 9.0;
const NAME_GAP: f64 = 10.0;

/// How the squares of a state look.
#[derive(Clone, Copy)]
enum Square {
    Full(Colour),
    Pale,
    Dashed,
}

impl ReturnSquares {
    /// The chart; none without a PCN.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let table = if area.place.kind == Kind::England || area.place.kind == Kind::Region {
            "pcns.csv"
        } else if icbs::rate(area).is_none() {
            "pcns-few-returns"
        } else {
            "pcns"
        };
        (area.own.level.returns.pcns > 0).then(|| Self {
            area: area.printed_name(),
            table,
            census: edition.edition,
            returns: area.own.level.returns,
        })
    }

    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let Returns { pcns, reported_none, no_return, .. } = self.returns;
        text!(
            "Of {} in {}, {} made no return for {} and {} reported no link worker. A square for each PCN, in three rows by what it filed. The table of PCNs names them.",
            list::counted(pcns, "PCN"),
            &self.area,
            number::count(no_return),
            self.census,
            number::count(reported_none)
        )
    }

    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "returns", table: self.table, alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

/// A state in words, how many PCNs are in it, and how they are drawn.
struct State {
    words: Text,
    pcns: usize,
    square: Square,
}

struct Layout {
    states: Vec<State>,
    left: f64,
}

impl Layout {
    fn of(chart: &ReturnSquares) -> Self {
        let Returns { filed, reported_none, no_return, .. } = chart.returns;
        let some = Count::derived(
            filed.get() - reported_none.get(),
            "PCNs that reported some FTE: returns less those that reported none",
        );
        let state = |words: &'static str, pcns: Count, square| State {
            words: text!("{}: {}", words, number::count(pcns)),
            pcns: pcns.get(),
            square,
        };
        let states = vec![
            state("Reported link workers", some, Square::Full(AREA)),
            state("Reported none", reported_none, Square::Pale),
            state("No return", no_return, Square::Dashed),
        ];
        let names = states.iter().map(|state| width(&state.words, LABEL)).fold(0.0, f64::max);
        Self { states, left: names + NAME_GAP }
    }

    /// Squares side by side: as many as make the lines of the longest state alike.
    fn across(&self) -> usize {
        let fits = |squares: &usize| self.left + *squares as f64 * PITCH <= WIDTH_PT;
        let most = (1..).take_while(fits).last().unwrap_or(1);
        let longest = self.states.iter().map(|state| state.pcns).max().unwrap_or(1).max(1);
        longest.div_ceil(longest.div_ceil(most))
    }

    fn lines(&self, state: &State) -> usize {
        state.pcns.div_ceil(self.across()).max(1)
    }

    fn height(&self) -> f64 {
        let lines: usize = self.states.iter().map(|state| self.lines(state)).sum();
        lines as f64 * LINE + BETWEEN * self.states.len() as f64
    }

    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let mut top = BETWEEN / 2.0;
        for state in &self.states {
            canvas.words((self.left - NAME_GAP, top + LINE / 2.0), &state.words, LABEL.at(Side::End))?;
            for nth in 0..state.pcns {
                let (line, column) = (nth / self.across(), nth % self.across());
                let corner = (self.left + column as f64 * PITCH, top + line as f64 * LINE + 2.0);
                square(canvas, corner, state.square)?;
            }
            top += self.lines(state) as f64 * LINE + BETWEEN;
        }
        Ok(())
    }
}

fn square(canvas: &mut Canvas<'_>, corner: Spot, square: Square) -> Drawn {
    let (x, y) = corner;
    let opposite = (x + SIDE, y + SIDE);
    let around = [(x, y), (x + SIDE, y), opposite, (x, y + SIDE), (x, y)];
    match square {
        Square::Full(colour) => canvas.bar((x, y), opposite, colour),
        Square::Pale => {
            canvas.bar((x, y), opposite, PALE)?;
            canvas.line(&around, Stroke::solid(AREA, 1.0))
        }
        Square::Dashed => {
            canvas.bar((x, y), opposite, PAPER)?;
            canvas.line(&around, Stroke::solid(SOFT_INK, 1.0).with(Dash::Dotted))
        }
    }
}
