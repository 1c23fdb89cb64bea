//! Fair share: where today's FTE would be if it followed need and list size.

use serde::Serialize;

use super::england::counted;
use super::measured::{BASIS, INPUTS};
use crate::claim::{About, At, Basis, Claimed, Register, Registry};
use crate::measure::concentration::{concentration_curve, share_at_top};
use crate::measure::fair_share::fair_share;
use crate::measure::{Sample, observation};
use crate::panel::Row;
use crate::subject::PcnCode;
use crate::words::name::Name;

/// A PCN's fair share of its area's FTE.
#[derive(Clone, Debug, Serialize)]
pub struct FairShare {
    /// The PCN.
    pub pcn: PcnCode,
    /// Its name.
    pub name: Name,
    /// Its FTE.
    pub fte: Claimed,
    /// FTE if the area's were shared out by need and list size.
    pub target: Claimed,
    /// FTE if the area's were shared out by list size alone.
    pub target_by_list_size: Claimed,
    /// FTE less the target; negative is below the fair share.
    pub gap: Claimed,
}

/// FTE to move under another weight of need.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sensitivity {
    /// The exponent κ of need: 0 is list size alone.
    pub exponent: f64,
    /// FTE that would sit in other PCNs.
    pub fte: Claimed,
    /// The same as a share of the area's FTE.
    pub share: Claimed,
}

/// The fair share of each PCN with a return, patients and a value.
pub fn by_pcn(rows: &[&Row], sample: &Sample<'_>) -> Vec<FairShare> {
    let (Ok(by_need), Ok(by_list)) = (fair_share(sample, 1), fair_share(sample, 0)) else {
        return Vec::new();
    };
    counted(rows.iter().copied())
        .zip(by_need.into_iter().zip(by_list))
        .filter_map(|((row, fte, _), (need, list))| {
            let need = need?;
            Some(FairShare {
                pcn: row.pcn.clone(),
                name: Name::readable(&row.name),
                fte: fte.into(),
                target: need.target.into(),
                target_by_list_size: list?.target.into(),
                gap: need.gap.into(),
            })
        })
        .collect()
}

/// FTE that would sit in other PCNs with the exponents 0, 1 and 2 of need.
pub fn sensitivity(sample: &Sample<'_>) -> Vec<Sensitivity> {
    let with_need = sample.observations.iter().filter(|o| o.need.is_some());
    let total = observation::total_fte(with_need);
    (0..=2u8)
        .filter_map(|exponent| {
            let shares = fair_share(sample, exponent).ok()?;
            let fte = shares.iter().flatten().map(|share| share.gap.abs()).sum::<f64>() / 2.0;
            Some(Sensitivity { exponent: exponent.into(), fte: fte.into(), share: (fte / total).into() })
        })
        .collect()
}

/// Share of FTE with the half of patients in most need, read from the concentration curve.
pub fn most_need_half(sample: &Sample<'_>) -> Option<Claimed> {
    let enough = sample.with_need().len() >= crate::measure::PCNS_FOR_SLOPE;
    enough.then(|| share_at_top(&concentration_curve(sample.observations), 0.5)).flatten().map(Claimed::from)
}

static FTE: About = About::new("FTE", "the PCN's FTE", &["pcn/*/fte"], &[Basis::Workforce]);
static TARGET: About = About::new(
    "FTE",
    "the area's FTE times the PCN's weight over the weights of all its PCNs; a weight is list size times need",
    INPUTS,
    BASIS,
);
static BY_LIST_SIZE: About =
    About::new("FTE", "the area's FTE times the PCN's patients over its patients", INPUTS, BASIS);
static GAP: About = About::new("FTE", "the PCN's FTE less its fair share", INPUTS, BASIS);
static TO_MOVE: About = About::new(
    "FTE",
    "half the sum of the differences from fair shares, whichever way, with need to this power as the weight",
    INPUTS,
    BASIS,
);
static SHARE: About =
    About::new("share of FTE", "FTE that would sit in other PCNs over the area's FTE", INPUTS, BASIS);

impl Register for FairShare {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = at.step(&format!("fair-share/{}", self.pcn));
        into.claim(&mut self.fte, &at, "fte", &FTE);
        into.claim(&mut self.target, &at, "target", &TARGET);
        into.claim(&mut self.target_by_list_size, &at, "by-list-size", &BY_LIST_SIZE);
        into.claim(&mut self.gap, &at, "gap", &GAP);
    }
}

impl Register for Sensitivity {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = at.step(&format!("fair-share-weight/{}", self.exponent));
        into.claim(&mut self.fte, &at, "fte", &TO_MOVE);
        into.claim(&mut self.share, &at, "share", &SHARE);
    }
}
