//! What another choice would change: a missing return as none, the other role, the other ICB of a PCN that spans two,
//! the patients of practices in no PCN.

use serde::Serialize;

use super::england::{England, provisions};
use super::left_out::standing_for;
use super::measured::{Measured, Subject};
use super::pcn::elsewhere;
use super::results::{Jackknife, Wanted, results};
use super::within::Within;
use crate::measure::rate::rate_between_pcns;
use crate::measure::{MEASURES, PCNS_FOR_SPREAD, Scope, Unit};
use crate::panel::{Return, Row};

/// A choice that could have been made otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Otherwise {
    /// PCNs without a return had no link worker.
    NoReturnAsNone,
    /// The role with mental-health training is counted too.
    BothRoles,
    /// A PCN whose practices span two ICBs counts in the other one.
    OtherIcb,
    /// The patients of practices in no PCN are served too.
    InNoPcn,
}

/// The measures that are shown under other choices.
const MEASURES_SHOWN: [&str; 4] = ["gap", "sii", "concentration-index", "need-slope"];

/// How a rate under another choice is computed, as printed.
const RATE_METHOD: &str = "10,000 times FTE over patients, with the interval for variation between PCNs.";

crate::figures! {
    /// One figure under another choice.
    #[derive(Clone, Debug, Serialize)]
    pub struct Alternative {
        /// The choice.
        pub choice: Otherwise,
        /// What it would be: `rate`, or a measure's id.
        #[serde(flatten)]
        pub measured: Measured => "",
    } at |own, at| at.step(own.choice.id())
}

impl Otherwise {
    /// Every choice.
    pub const ALL: [Self; 4] = [Self::NoReturnAsNone, Self::BothRoles, Self::OtherIcb, Self::InNoPcn];

    /// As in `analysis.json` and in claims.
    pub fn id(self) -> &'static str {
        match self {
            Self::NoReturnAsNone => "no-return-as-none",
            Self::BothRoles => "both-roles",
            Self::OtherIcb => "other-icb",
            Self::InNoPcn => "in-no-pcn",
        }
    }

    /// Whether the choice changes anything in these rows.
    fn matters(self, rows: &[&Row], otherwise: &[Row]) -> bool {
        match self {
            Self::NoReturnAsNone => {
                // Where nobody filed, all would be none: that would be no sensitivity, and a zero out of nothing.
                rows.iter().any(|row| row.filed != Return::NoReturn)
                    && rows.iter().any(|row| row.filed == Return::NoReturn && row.patients.is_some())
            }
            Self::BothRoles => rows.iter().any(|row| row.other_role_fte != 0.0),
            Self::InNoPcn => {
                otherwise.len() > rows.len() && rows.iter().any(|row| row.filed != Return::NoReturn)
            }
            Self::OtherIcb => {
                otherwise.len() != rows.len() || rows.iter().zip(otherwise).any(|(a, b)| a.pcn != b.pcn)
            }
        }
    }

    /// The rows of an area under the choice.
    fn rows(self, england: &England<'_>, within: &Within) -> Vec<Row> {
        match self {
            Self::NoReturnAsNone | Self::BothRoles => {
                within.rows(england.latest).into_iter().map(|row| self.changed(row)).collect()
            }
            Self::OtherIcb => {
                let moves = |row: &&Row| within.has(row) || !row.spans.is_empty();
                let latest = england.latest.rows.iter().filter(moves);
                latest.map(|row| self.changed(row)).filter(|row| within.has(row)).collect()
            }
            Self::InNoPcn => {
                let practices = england.panel.unplaced.iter().filter(|p| p.mapped && p.patients.is_some());
                let theirs = practices.map(standing_for).filter(|row| within.has(row));
                within.rows(england.latest).into_iter().cloned().chain(theirs).collect()
            }
        }
    }

    fn changed(self, row: &Row) -> Row {
        let mut row = row.clone();
        match self {
            Self::NoReturnAsNone if row.filed == Return::NoReturn => row.filed = Return::ReportedNone,
            Self::BothRoles if row.other_role_fte != 0.0 => {
                if let Some((fte, contracted)) = row.filed.fte().zip(row.filed.contracted()) {
                    let staff = fte - contracted + row.other_role_fte;
                    row.filed = Return::Reported { staff, contracted };
                }
            }
            Self::OtherIcb => {
                if let Some((icb, _)) = elsewhere(&row) {
                    row.icb = Some(*icb);
                }
            }
            Self::NoReturnAsNone | Self::BothRoles | Self::InNoPcn => {}
        }
        row
    }

    /// The rate and the chosen measures of the rows under the choice.
    fn under(self, england: &England<'_>, rows: &[Row], scope: Scope) -> Vec<Measured> {
        let places = england.observations(rows, england.panel.resolved.need);
        let n = provisions(rows.iter().filter(|row| england.latest.row(&row.pcn).is_some())).len();
        let subject = Subject { id: "rate", need: None, unit: Unit::Rate, n, method: RATE_METHOD };
        let mut rate = subject.measured(rate_between_pcns(&places, scope));
        rate.verdict = None;
        // A practice in no PCN is no PCN, so that there is no variation between PCNs to speak of.
        if places.len() < PCNS_FOR_SPREAD || self == Self::InNoPcn {
            (rate.lower, rate.upper, rate.lower_998, rate.upper_998) = (None, None, None, None);
        }
        let rows: Vec<&Row> = rows.iter().collect();
        let chosen: Vec<_> = MEASURES.iter().filter(|m| MEASURES_SHOWN.contains(&m.id)).copied().collect();
        let wanted = Wanted { measures: &chosen, jackknife: Jackknife::Errors };
        std::iter::once(rate).chain(results(england, &rows, scope, wanted)).collect()
    }
}

/// What the choices that matter here would change.
pub fn alternatives(england: &England<'_>, within: &Within, scope: Scope) -> Vec<Alternative> {
    let rows = within.rows(england.latest);
    let mut alternatives = Vec::new();
    for choice in Otherwise::ALL {
        let otherwise = choice.rows(england, within);
        if choice.matters(&rows, &otherwise) {
            let ranked = if choice == Otherwise::NoReturnAsNone { england.if_all_filed() } else { england };
            let measured = choice.under(ranked, &otherwise, scope);
            alternatives.extend(measured.into_iter().map(|measured| Alternative { choice, measured }));
        }
    }
    alternatives
}
