//! Rates by England's fifths of need, as far as they lie in an area.

use std::collections::BTreeMap;

use serde::Serialize;

use super::england::England;
use crate::measure::{Fifth, PCNS_PER_END_FIFTH, Scope, gap};
use crate::panel::Row;
use crate::text::{About, At, Basis, Claimed, Count, Input, Register, Registry};

/// One fifth of England's PCNs, as far as it lies in the area.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FifthRate {
    /// Which fifth.
    pub fifth: Fifth,
    /// PCNs with a return.
    pub pcns: Count,
    /// Their FTE.
    pub fte: Claimed,
    /// Their registered patients.
    pub patients: Claimed,
    /// FTE per 10,000 patients; none where no PCN with a return is in this fifth.
    pub rate: Option<Claimed>,
    /// Lower end of the 95% interval for variation between PCNs; none under three PCNs.
    pub lower: Option<Claimed>,
    /// Upper end of it.
    pub upper: Option<Claimed>,
}

/// Rates by fifth for each indicator, by its id.
pub fn by_indicator(
    england: &England<'_>,
    rows: &[&Row],
    scope: Scope,
) -> BTreeMap<&'static str, Vec<FifthRate>> {
    let rates = |need| {
        let observations = england.observations(rows.iter().copied(), need);
        gap::by_fifth(&observations, scope).iter().map(fifth_rate).collect()
    };
    england.needs().into_iter().map(|need| (need.id(), rates(need))).collect()
}

fn fifth_rate(fifth: &gap::FifthRate) -> FifthRate {
    let estimate = fifth.estimate().ok();
    // Two PCNs give an interval that spans the page and tells nothing.
    let interval = estimate.filter(|_| fifth.pcns >= PCNS_PER_END_FIFTH);
    FifthRate {
        fifth: fifth.fifth,
        pcns: fifth.pcns.into(),
        fte: fifth.fte.into(),
        patients: fifth.patients.into(),
        rate: estimate.map(|e| e.value.into()),
        // A rate is never below zero, whatever its interval.
        lower: interval.and_then(|e| e.lower).map(|lower| lower.max(0.0).into()),
        upper: interval.and_then(|e| e.upper).map(Claimed::from),
    }
}

const BASIS: &[Basis] = &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap, Basis::Need];
static PCNS: About = About::new(
    "PCNs",
    "the area's PCNs with a return in this fifth of England's PCNs",
    &[Input::EachPcn("fte")],
    BASIS,
);
static FTE: About = About::new("FTE", "the sum of their FTE", &[Input::EachPcn("fte")], BASIS);
static PATIENTS: About =
    About::new("patients", "the sum of their patients", &[Input::EachPcn("patients")], BASIS);
static RATE: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times their FTE over their patients",
    &[Input::EachPcn("fte"), Input::EachPcn("patients")],
    BASIS,
);
static LOWER: About = About::new(
    "FTE per 10,000 patients",
    "lower end of the 95% interval of the rate for variation between PCNs: ratio estimator, or for England clustered by ICB; t, not below zero",
    &[Input::EachPcn("fte"), Input::EachPcn("patients")],
    BASIS,
);
static UPPER: About = About::new(
    "FTE per 10,000 patients",
    "upper end of the 95% interval of the rate for variation between PCNs: ratio estimator, or for England clustered by ICB; t",
    &[Input::EachPcn("fte"), Input::EachPcn("patients")],
    BASIS,
);

impl FifthRate {
    /// Whether it has PCNs enough to be shown.
    pub fn is_shown(&self) -> bool {
        self.pcns.get() >= PCNS_PER_END_FIFTH
    }
}

impl Register for FifthRate {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = at.step(self.fifth.id());
        into.claim(&mut self.pcns, &at, "pcns", &PCNS);
        into.claim(&mut self.fte, &at, "fte", &FTE);
        into.claim(&mut self.patients, &at, "patients", &PATIENTS);
        into.claim(&mut self.rate, &at, "rate", &RATE);
        into.claim(&mut self.lower, &at, "lower", &LOWER);
        into.claim(&mut self.upper, &at, "upper", &UPPER);
    }
}
