//! How lines and words look.

use crate::chart::palette::{Colour, INK, SOFT_INK};

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::chart) struct Stroke {
    pub colour: Colour,
    pub width: f64,
    pub dash: Dash,
}

/// The pattern of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::chart) enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::chart) struct Type {
    pub size: f64,
    pub weight: Weight,
    pub side: Side,
    pub colour: Colour,
}

/// How heavy words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::chart) enum Weight {
    Plain,
    Bold,
}

/// Which part of the words stands at their spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::chart) enum Side {
    Start,
    Middle,
    End,
}

/// Words in the size of axis labels and notes; the floor for a chart.
pub(in crate::chart) const SMALL: Type =
    Type { size: 9.0, weight: Weight::Plain, side: Side::Start, colour: SOFT_INK };

/// Words that carry the chart's figures.
pub(in crate::chart) const LABEL: Type = Type { colour: INK, ..SMALL };

impl Stroke {
    /// An unbroken line.
    pub(in crate::chart) const fn solid(colour: Colour, width: f64) -> Self {
        Self { colour, width, dash: Dash::Solid }
    }

    /// The same line in another pattern.
    pub(in crate::chart) const fn with(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }
}

impl Type {
    /// The same words, bold.
    pub(in crate::chart) const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same words, with another part of them at their spot.
    pub(in crate::chart) const fn at(self, side: Side) -> Self {
        Self { side, ..self }
    }

    /// The same words in another colour.
    pub(in crate::chart) const fn in_colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}
