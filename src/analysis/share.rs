//! Fair share: where today's FTE would be if it followed need and list size.

use super::england::counted;
use super::{FairShare, Sensitivity};
use crate::measure::concentration::{concentration_curve, share_at_top};
use crate::measure::fair_share::fair_share;
use crate::measure::{Sample, observation};
use crate::panel::Row;
use crate::words::name::readable;

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
                name: readable(&row.name),
                fte,
                target: need.target,
                target_by_list_size: list?.target,
                gap: need.gap,
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
            Some(Sensitivity { exponent: exponent.into(), fte, share: fte / total })
        })
        .collect()
}

/// Share of FTE with the half of patients in most need, read from the concentration curve.
pub fn most_need_half(sample: &Sample<'_>) -> Option<f64> {
    let enough = sample.with_need().len() >= crate::measure::PCNS_FOR_SLOPE;
    enough.then(|| share_at_top(&concentration_curve(sample.observations), 0.5)).flatten()
}
