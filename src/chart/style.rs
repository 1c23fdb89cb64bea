//! How lines and words look.

use super::palette::{Colour, INK, SOFT_INK};

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    pub colour: Colour,
    pub width: f64,
    pub dash: Dash,
}

/// The pattern of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub size: f64,
    pub weight: Weight,
    pub side: Side,
    pub colour: Colour,
}

/// How heavy words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Plain,
    Bold,
}

/// Which part of the words stands at their spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    Middle,
    End,
}

/// Words in the size of axis labels and notes; the floor for a chart.
pub(super) const SMALL: Type = Type { size: 9.0, weight: Weight::Plain, side: Side::Start, colour: SOFT_INK };

/// Words that carry the chart's figures.
pub(super) const LABEL: Type = Type { colour: INK, ..SMALL };

impl Stroke {
    /// An unbroken line.
    pub(super) const fn solid(colour: Colour, width: f64) -> Self {
        Self { colour, width, dash: Dash::Solid }
    }

    /// The same line in another pattern.
    pub(super) const fn with(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }
}

impl Type {
    /// The same words, bold.
    pub(super) const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same words, with another part of them at their spot.
    pub(super) const fn at(self, side: Side) -> Self {
        Self { side, ..self }
    }

    /// The same words in another colour.
    pub(super) const fn in_colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}
