//! What the numbers of an edition are, beside their values.

use crate::subject::Need;

/// What a number is, whichever area it is of.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The last step of its id, where the field's name is not it.
    pub step: Option<&'static str>,
    /// What it is counted in.
    pub unit: &'static str,
    /// How it comes about, in words.
    pub formula: &'static str,
    /// The claims that it takes.
    pub inputs: &'static [Input],
    /// The published rows that it rests on.
    pub basis: &'static [Basis],
    /// Whether it is the sum, or the rate, of exactly the rows that are listed for it.
    pub adds_up: bool,
    /// What else stands behind it.
    pub behind: Behind,
}

/// A claim that another takes, within the same area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A figure of the area: `fte`.
    Own(&'static str),
    /// The same figure of each of its PCNs: `need/*` is of each indicator.
    EachPcn(&'static str),
}

impl Input {
    /// The id of it, or of all of them with `*` for each.
    pub fn id(self, area: &str) -> String {
        match self {
            Self::Own(kind) => format!("{area}/{kind}"),
            Self::EachPcn(kind) => format!("{area}/pcn/*/{kind}"),
        }
    }
}

/// Published rows by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Link-worker rows of the workforce file.
    Workforce,
    /// Practices of the list-size file.
    ListSize,
    /// Practices of the survey or the deprivation file.
    Need,
    /// Practices of the survey that the study used.
    StudySurvey,
    /// The practice map.
    PracticeMap,
    /// Rows of the user's own table of link workers outside the publication.
    Local,
    /// The open data of an earlier edition.
    EarlierEdition,
}

/// What stands behind a figure beside rows of FTE and list sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Nothing more.
    Rows,
    /// Every PCN's return.
    Returns,
    /// Answers or scores by practice.
    Need(Need),
    /// The variables of two ICBs.
    Distance,
    /// What limits of the funnel are worked out from.
    Funnel,
    /// The rows of both dates of a change.
    BothDates,
}

impl About {
    /// What a number is.
    pub const fn new(
        unit: &'static str,
        formula: &'static str,
        inputs: &'static [Input],
        basis: &'static [Basis],
    ) -> Self {
        Self { step: None, unit, formula, inputs, basis, adds_up: false, behind: Behind::Rows }
    }

    /// The same under another last step of its id than the field's name.
    pub const fn step(self, step: &'static str) -> Self {
        Self { step: Some(step), ..self }
    }

    /// The same of a figure that is the sum, or the rate, of exactly the rows that are listed for it.
    pub const fn sum(self) -> Self {
        Self { adds_up: true, ..self }
    }

    /// The same of a figure that rests on more than rows.
    pub const fn behind(self, behind: Behind) -> Self {
        Self { behind, ..self }
    }
}

/// The unit and the formula that a measure brings with it.
#[derive(Clone, Copy, Debug)]
pub struct Method {
    /// What it is counted in.
    pub unit: &'static str,
    /// How it is computed.
    pub formula: &'static str,
    /// How its interval is formed; none where the formula says it, or there is none.
    pub interval: Option<&'static str>,
    /// The claims that it takes.
    pub inputs: &'static [Input],
    /// The published rows that it rests on.
    pub basis: &'static [Basis],
}
