//! Rates by England's fifths of need, as far as they lie in an area.

use std::collections::BTreeMap;

use serde::Serialize;

use super::england::England;
use crate::measure::{Fifth, PCNS_PER_END_FIFTH, Scope, gap};
use crate::panel::Row;
use crate::subject::Need;
use crate::text::{About, Basis, Claimed, Count, Input, Subject};

const INPUTS: &[Input] = &[Input::EachPcn("fte"), Input::EachPcn("patients")];
const BASIS: &[Basis] = &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap, Basis::Need];

crate::figures! {
    /// One fifth of England's PCNs, as far as it lies in the area.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct FifthRate {
        /// By which indicator.
        #[serde(skip)]
        pub need: Need,
        /// Which fifth.
        pub fifth: Fifth,
        /// PCNs with a return.
        pub pcns: Count = About::new(
            "PCNs",
            "the area's PCNs with a return in this fifth of England's PCNs",
            &[Input::EachPcn("fte")],
            BASIS,
        ),
        /// Their FTE.
        pub fte: Claimed = About::new("FTE", "the sum of their FTE", &[Input::EachPcn("fte")], BASIS).sum(),
        /// Their registered patients.
        pub patients: Claimed = About::new(
            "patients",
            "the sum of their patients",
            &[Input::EachPcn("patients")],
            BASIS,
        ).sum(),
        /// FTE per 10,000 patients; none where no PCN with a return is in this fifth.
        pub rate: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "10,000 times their FTE over their patients",
            INPUTS,
            BASIS,
        ).sum(),
        /// Lower end of the 95% interval for variation between PCNs; none under three PCNs.
        pub lower: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "lower end of the 95% interval of the rate for variation between PCNs: ratio estimator, or for England clustered by ICB; t, not below zero",
            INPUTS,
            BASIS,
        ),
        /// Upper end of it.
        pub upper: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "upper end of the 95% interval of the rate for variation between PCNs: ratio estimator, or for England clustered by ICB; t",
            INPUTS,
            BASIS,
        ),
    } at |own, at| at.step(own.fifth.id()).of(Subject::Fifth(own.need, own.fifth))
}

/// Rates by fifth for each indicator, by its id.
pub fn by_indicator(
    england: &England<'_>,
    rows: &[&Row],
    scope: Scope,
) -> BTreeMap<&'static str, Vec<FifthRate>> {
    let rates = |need| {
        let observations = england.observations(rows.iter().copied(), need);
        gap::by_fifth(&observations, scope).iter().map(|fifth| fifth_rate(need, fifth)).collect()
    };
    england.needs().into_iter().map(|need| (need.id(), rates(need))).collect()
}

fn fifth_rate(need: Need, fifth: &gap::FifthRate) -> FifthRate {
    let estimate = fifth.estimate().ok();
    // Two PCNs give an interval that spans the page and tells nothing.
    let interval = estimate.filter(|_| fifth.pcns >= PCNS_PER_END_FIFTH);
    FifthRate {
        need,
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

impl FifthRate {
    /// Whether it has PCNs enough to be shown.
    pub fn is_shown(&self) -> bool {
        self.pcns.get() >= PCNS_PER_END_FIFTH
    }
}
