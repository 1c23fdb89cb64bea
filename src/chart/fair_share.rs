//! FTE now against the fair share: a row per PCN of an area, or per ICB of England.

mod drawing;
mod names;
mod rows;

use super::axis;
use super::{Caption, Chart, ChartError};
use crate::analysis::{Analysis, Edition, Kind};
use crate::text::claim::{Claimed, Count};
use crate::text::number::{self, Direction};
use crate::text::words::list;

/// Rows of FTE now and the fair share, furthest below it first.
#[derive(Clone, Debug, PartialEq)]
pub struct FairShareDots {
    /// The area's name.
    pub area: String,
    /// The census in words.
    pub period: String,
    /// What a row is.
    pub unit: Unit,
    /// Rows with FTE, furthest below the fair share first.
    pub rows: Vec<Row>,
    /// Rows nearest their fair share that there was no room for; they are between the two halves.
    pub left_out: usize,
    /// Names without a return.
    pub no_return: Vec<String>,
    /// ICBs whose rate must not be shown for want of returns.
    pub too_few: Vec<String>,
    /// What fair shares follow, as words in a sentence.
    pub shared_by: &'static str,
    /// The end of the axis of FTE; a row beyond it is drawn at the edge, with its figure.
    pub end: f64,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A PCN of an ICB.
    Pcn,
    /// An ICB of England.
    Icb,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The name in full.
    pub name: String,
    /// What is drawn.
    pub standing: Standing,
}

/// How a row's FTE stands against its fair share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// FTE now, and FTE if it were shared out by need and list size.
    Share {
        /// FTE now.
        fte: Claimed,
        /// The fair share.
        target: Claimed,
    },
    /// It reported no link worker.
    ReportedNone {
        /// The fair share.
        target: Claimed,
    },
    /// It filed, but has no need value or no patients, and so no fair share.
    NoShare {
        /// FTE now.
        fte: Claimed,
    },
}

const SLUG: &str = "fair-share";
/// How the FTE of a PCN that reported none comes about.
const NO_FTE: &str = "it filed a return without a link worker";
/// What leads to the names of ICBs whose rate must not be shown.
const TOO_FEW: &str = "Not drawn, too few returns for a rate";
const STEPS: f64 = 4.0;

impl Unit {
    /// So many of them, in words.
    fn counted(self, count: Count) -> String {
        list::counted(count, self.one())
    }

    /// One of them, in words.
    fn one(self) -> &'static str {
        match self {
            Self::Pcn => "PCN",
            Self::Icb => "ICB",
        }
    }
}

impl Standing {
    /// FTE less the fair share, where there is one.
    pub fn gap(self) -> Option<Claimed> {
        match self {
            Self::Share { fte, target } => Some(fte.minus(target)),
            Self::ReportedNone { target } => Some(Claimed::derived(0.0, NO_FTE).minus(target)),
            Self::NoShare { .. } => None,
        }
    }

    /// FTE now.
    pub fn fte(self) -> Claimed {
        match self {
            Self::Share { fte, .. } | Self::NoShare { fte } => fte,
            Self::ReportedNone { .. } => Claimed::derived(0.0, NO_FTE),
        }
    }

    /// The fair share, where there is one.
    pub fn target(self) -> Option<Claimed> {
        match self {
            Self::Share { target, .. } | Self::ReportedNone { target } => Some(target),
            Self::NoShare { .. } => None,
        }
    }
}

impl FairShareDots {
    /// The chart by the edition's primary indicator; none where there is no FTE to share out.
    pub fn new(edition: &Edition, area: &Analysis) -> Option<Self> {
        let england = area.kind == Kind::England;
        let rows = if england { rows::of_icbs(edition) } else { rows::of_pcns(area) };
        let no_return =
            if england { rows::icbs_without_a_return(edition) } else { rows::pcns_without_a_return(area) };
        let mut chart = Self {
            area: area.printed_name(),
            period: edition.edition.words(),
            unit: if england { Unit::Icb } else { Unit::Pcn },
            end: axis::top(rows::reach(&rows), STEPS),
            rows,
            left_out: 0,
            no_return,
            too_few: if england { rows::icbs_with_too_few_returns(edition) } else { Vec::new() },
            shared_by: edition.need.indicator().shared_by,
        };
        let shares = chart.rows.iter().filter_map(|row| row.standing.target());
        (shares.fold(0.0, |most, target| target.get().max(most)) > 0.0).then(|| {
            let room = drawing::capacity(&chart);
            (chart.rows, chart.left_out) = rows::outermost(std::mem::take(&mut chart.rows), room);
            chart.end = axis::top(rows::reach(&chart.rows), STEPS);
            chart
        })
    }

    /// What the chart says, in words.
    pub fn alt(&self) -> String {
        let mut alt = format!(
            "Dot chart. Link-worker FTE now and the fair share by {}, {} of {}, {}.",
            self.shared_by,
            self.unit.counted(Claimed::derived(self.rows.len() + self.left_out, "those that filed")),
            self.area,
            self.period
        );
        let below: Vec<String> = self.rows.iter().filter_map(below).collect();
        alt.push_str(&match below.len() {
            0 => " None is below its fair share.".to_owned(),
            count => {
                let count = Claimed::derived(count, "those whose FTE prints below the fair share");
                format!(" {}elow their fair share: {}.", self.of_drawn("B", "b"), self.unit.counted(count))
            }
        });
        for (row, order) in below.iter().zip(["Furthest below", "Next", "Then"]) {
            alt.push_str(&format!(" {order}: {row}."));
        }
        for row in self.rows.iter().filter(|row| row.standing.fte() > self.end) {
            let fte = number::fte(row.standing.fte());
            alt.push_str(&format!(" Beyond the axis: {}, {fte} FTE.", row.name));
        }
        if self.left_out > 0 {
            let left_out = self.unit.counted(self.left_out());
            alt.push_str(&format!(" Not drawn, in the middle of this order: {left_out}."));
        }
        alt.push_str(&self.states());
        if !self.too_few.is_empty() {
            alt.push_str(&format!(" {}", list::named(TOO_FEW, &self.too_few)));
        }
        alt
    }

    /// Says that a count is of rows drawn, where some are not, before a word with a large or a small letter.
    fn of_drawn(&self, large: &str, small: &str) -> String {
        if self.left_out > 0 { format!("Of those drawn, {small}") } else { large.to_owned() }
    }

    /// How many rows there was no room for.
    fn left_out(&self) -> Count {
        Claimed::derived(self.left_out, "those between the two halves of the chart")
    }

    /// The PCNs or ICBs that reported none or filed no return, in words.
    fn states(&self) -> String {
        let none = |row: &&Row| matches!(row.standing, Standing::ReportedNone { .. });
        let counts = [
            (self.of_drawn("R", "r") + "eported none", self.rows.iter().filter(none).count()),
            ("No return".to_owned(), self.no_return.len()),
        ];
        counts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(state, count)| {
                format!(" {state}: {}.", self.unit.counted(Claimed::derived(*count, "those in this state")))
            })
            .collect()
    }

    /// Draws the chart.
    pub fn draw(&self) -> Result<Chart, ChartError> {
        let layout = drawing::Layout::of(self);
        Caption { slug: SLUG, alt: self.alt() }.draw(layout.height(), |canvas| layout.paint(canvas))
    }
}

/// A row below its fair share, in words.
fn below(row: &Row) -> Option<String> {
    let (gap, target) = row.standing.gap().zip(row.standing.target())?;
    (number::direction(gap, 1) == Direction::Fewer).then(|| {
        format!("{}, {} FTE against {}", row.name, number::fte(row.standing.fte()), number::fte(target))
    })
}
