//! The shapes of the charts, and the key line that names them.

use super::canvas::{Canvas, Drawn, LABEL, Spot, Stroke};
use super::lettering::{cut, width};
use super::palette::{BAND, Colour, DARK_GREY, OTHERS, PAPER};
use crate::text::Text;

/// A shape that stands for something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// A filled circle with a white edge.
    Dot(Colour),
    /// A larger one, which carries a chart's message.
    Large(Colour),
    /// A small open circle, for a crowd.
    Crowd,
    /// An open circle, white inside.
    Ring(Colour),
    /// An open diamond, white inside.
    Diamond,
    /// A short upright line on an axis: a place along it and nothing more.
    Tick(Colour),
    /// A filled triangle that points up: above the top of a plot.
    Above(Colour),
    /// A filled triangle that points down: below the foot of a plot.
    Below(Colour),
    /// The same two, open: with less evidence.
    OpenAbove(Colour),
    OpenBelow(Colour),
    /// A filled diamond with a white edge.
    Lozenge(Colour),
    /// A filled triangle that points right: beyond the end of a plot.
    Beyond(Colour),
    /// A pale hatched band: nothing is known there.
    Hatched,
}

/// What a mark stands for.
pub(super) struct Named {
    pub mark: Mark,
    pub words: Text,
}

impl Named {
    /// A mark and its words.
    pub(super) fn new(mark: Mark, words: impl Into<Text>) -> Self {
        Self { mark, words: words.into() }
    }
}

impl Canvas<'_> {
    /// Draws a mark around a spot.
    pub(super) fn mark(&mut self, spot: Spot, mark: Mark) -> Drawn {
        let (x, y) = spot;
        match mark {
            Mark::Dot(colour) => {
                self.disc(spot, 3.75, PAPER)?;
                self.disc(spot, 3.0, colour)
            }
            Mark::Large(colour) => {
                self.disc(spot, 4.25, PAPER)?;
                self.disc(spot, 3.5, colour)
            }
            Mark::Crowd => self.ring(spot, 1.5, Stroke::solid(OTHERS, 0.5)),
            Mark::Ring(colour) => {
                self.disc(spot, 3.0, PAPER)?;
                self.ring(spot, 2.5, Stroke::solid(colour, 1.0))
            }
            Mark::Diamond => self.diamond(spot),
            Mark::Tick(colour) => {
                self.line(&[(x, y - TICK / 2.0), (x, y + TICK / 2.0)], Stroke::solid(colour, 1.5))
            }
            Mark::Above(colour) => {
                self.surface(&[(x, y - 3.5), (x + 3.5, y + 2.5), (x - 3.5, y + 2.5)], colour)
            }
            Mark::Below(colour) => {
                self.surface(&[(x, y + 3.5), (x + 3.5, y - 2.5), (x - 3.5, y - 2.5)], colour)
            }
            Mark::OpenAbove(colour) => {
                self.open(&[(x, y - 3.5), (x + 3.5, y + 2.5), (x - 3.5, y + 2.5)], colour)
            }
            Mark::OpenBelow(colour) => {
                self.open(&[(x, y + 3.5), (x + 3.5, y - 2.5), (x - 3.5, y - 2.5)], colour)
            }
            Mark::Lozenge(colour) => {
                self.surface(&lozenge(spot, 4.75), PAPER)?;
                self.surface(&lozenge(spot, 3.75), colour)
            }
            Mark::Beyond(colour) => {
                self.surface(&[(x + 3.5, y), (x - 2.5, y + 3.5), (x - 2.5, y - 3.5)], colour)
            }
            Mark::Hatched => self.hatched((x - 3.0, y - 5.0), (x + 3.0, y + 5.0)),
        }
    }

    /// An open diamond, white inside.
    pub(super) fn diamond(&mut self, spot: Spot) -> Drawn {
        self.surface(&lozenge(spot, 4.25), PAPER)?;
        self.diamond_edge(spot)
    }

    /// The edge of a diamond.
    pub(super) fn diamond_edge(&mut self, spot: Spot) -> Drawn {
        self.closed(&lozenge(spot, 4.25), Stroke::solid(DARK_GREY, 1.0))
    }

    /// A pale surface between its upper left and lower right corner, hatched with one line to and fro.
    pub(super) fn hatched(&mut self, upper: Spot, lower: Spot) -> Drawn {
        self.bar(upper, lower, BAND)?;
        let mut sides = [upper.0, lower.0].into_iter().cycle();
        let mut spots = Vec::new();
        let mut y = lower.1;
        while y >= upper.1 {
            spots.extend(sides.next().map(|x| (x, y)));
            y -= HATCH;
        }
        self.line(&spots, Stroke::solid(OTHERS, 0.5))
    }

    /// A surface that is white inside.
    fn open(&mut self, corners: &[Spot], colour: Colour) -> Drawn {
        self.surface(corners, PAPER)?;
        self.closed(corners, Stroke::solid(colour, 1.25))
    }

    /// A pale surface that is longer than high, hatched with one line up and down.
    pub(super) fn hatched_along(&mut self, upper: Spot, lower: Spot) -> Drawn {
        self.bar(upper, lower, BAND)?;
        let mut sides = [lower.1, upper.1].into_iter().cycle();
        let mut spots = Vec::new();
        let mut x = upper.0;
        while x <= lower.0 {
            spots.extend(sides.next().map(|y| (x, y)));
            x += HATCH;
        }
        self.line(&spots, Stroke::solid(OTHERS, 0.75))
    }

    /// A line around a surface, back to where it began and over its first corner.
    fn closed(&mut self, corners: &[Spot], edge: Stroke) -> Drawn {
        let around: Vec<Spot> = corners.iter().chain(corners.iter().take(2)).copied().collect();
        self.line(&around, edge)
    }
}

/// The corners of a diamond, as far from its middle.
fn lozenge(middle: Spot, far: f64) -> [Spot; 4] {
    let (x, y) = middle;
    [(x, y - far), (x + far, y), (x, y + far), (x - far, y)]
}

/// The length of a tick.
pub(super) const TICK: f64 = 9.0;
/// From one line of a hatched surface to the next.
const HATCH: f64 = 3.0;
/// The width of a mark in a key.
const MARK: f64 = 10.0;
/// The height of one line of a key.
pub(super) const KEY_LINE: f64 = 13.0;
/// Room between two entries of a key.
const ENTRY_GAP: f64 = 14.0;
/// Room between a mark and its words.
const MARK_GAP: f64 = 3.0;

/// The lines that a key takes.
pub(super) fn key_height(entries: &[Named], room: f64) -> f64 {
    places(entries, room).last().map_or(0.0, |(_, y)| y + KEY_LINE)
}

/// Draws a key from its upper left corner.
pub(super) fn key(canvas: &mut Canvas<'_>, corner: Spot, entries: &[Named], room: f64) -> Drawn {
    for (entry, (x, y)) in entries.iter().zip(places(entries, room)) {
        let (left, middle) = (corner.0 + x, corner.1 + y + KEY_LINE / 2.0);
        canvas.mark((left + MARK / 2.0, middle), entry.mark)?;
        let words = cut(&entry.words, LABEL, room - MARK - MARK_GAP);
        canvas.words((left + MARK + MARK_GAP, middle), &words, LABEL)?;
    }
    Ok(())
}

/// Where each entry starts; one that does not fit its line starts another.
fn places(entries: &[Named], room: f64) -> Vec<Spot> {
    let (mut x, mut y) = (0.0, 0.0);
    let mut places = Vec::new();
    for entry in entries {
        let wide = MARK + MARK_GAP + width(&entry.words, LABEL);
        if x > 0.0 && x + wide > room {
            (x, y) = (0.0, y + KEY_LINE);
        }
        places.push((x, y));
        x += wide + ENTRY_GAP;
    }
    places
}
