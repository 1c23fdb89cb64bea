//! What is worked out from an area's PCNs.

use briefings::analysis::{FairShare, FairShareChance, FifthRate, How, Measured, PcnFigure};
use briefings::measure::chance::Deal;
use briefings::measure::{Fifth, Verdict};
use briefings::panel::Return;
use briefings::subject::Need;
use briefings::text::Behind;
use briefings::text::claim::Claimed;

pub(super) fn fifth_rates(pcns: &[PcnFigure]) -> Vec<FifthRate> {
    Fifth::ALL
        .into_iter()
        .map(|fifth| {
            let own: Vec<&PcnFigure> = pcns
                .iter()
                .filter(|pcn| pcn.fifth[&Need::SupportGap] == fifth && pcn.rate.is_some())
                .collect();
            let fte: f64 = own.iter().filter_map(|pcn| pcn.filed.fte()).sum();
            let patients: f64 = own.iter().filter_map(|pcn| pcn.patients).map(Claimed::get).sum();
            let rate = (!own.is_empty()).then(|| fte / patients * 10_000.0);
            let half = (own.len() > 1).then(|| {
                if own.iter().all(|pcn| pcn.rate == Some(0.0.into())) {
                    0.0
                } else {
                    0.45 / (own.len() as f64).sqrt()
                }
            });
            FifthRate {
                need: Need::SupportGap,
                fifth,
                pcns: own.len().into(),
                fte: fte.into(),
                patients: patients.into(),
                rate: rate.map(Claimed::from),
                lower: rate.zip(half).map(|(rate, half)| (rate - half).into()),
                upper: rate.zip(half).map(|(rate, half)| (rate + half).into()),
            }
        })
        .collect()
}

pub(super) fn gap(rates: &[FifthRate]) -> Measured {
    let shown = rates[0].pcns >= 3 && rates[4].pcns >= 3;
    let ends = rates[0].rate.zip(rates[4].rate).filter(|_| shown);
    Measured {
        id: "gap",
        indicator: Some("support-gap"),
        value: ends.map(|(most, least)| (most.get() - least.get()).into()),
        lower: None,
        upper: None,
        lower_998: None,
        upper_998: None,
        p: None,
        q: None,
        jackknife_error: None,
        unit: "FTE per 10,000 patients",
        n: 0.into(),
        method: How { formula: "", error: None },
        too_wide: false,
        verdict: shown.then_some(Verdict::TooFewPcns),
        without_icb: Vec::new(),
        shown,
        why_not_shown: None,
        behind: Behind::Rows,
    }
}

pub(super) fn fair_share(pcns: &[PcnFigure]) -> Vec<FairShare> {
    let weight = |pcn: &PcnFigure| pcn.patients.unwrap().get() * pcn.need[&Need::SupportGap].get();
    let filed = || pcns.iter().filter(|pcn| pcn.filed != Return::NoReturn);
    let fte: f64 = filed().filter_map(|pcn| pcn.filed.fte()).sum();
    let weights: f64 = filed().map(weight).sum();
    filed()
        .map(|pcn| {
            let target = fte * weight(pcn) / weights;
            let own = pcn.filed.fte().unwrap();
            FairShare {
                pcn: pcn.code.clone(),
                name: pcn.name.clone(),
                fte: own.into(),
                target: target.into(),
                target_by_list_size: target.into(),
                gap: (own - target).into(),
                beyond_chance: false,
            }
        })
        .collect()
}

/// What chance alone would leave of posts of one FTE each.
pub fn chance(shares: &[FairShare]) -> Option<FairShareChance> {
    let targets: Vec<f64> = shares.iter().map(|share| share.target.get()).collect();
    let posts = targets.iter().sum::<f64>().round();
    FairShareChance::of(&Deal::of(posts as u64, &targets)?, shares)
}
