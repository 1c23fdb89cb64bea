//! What is worked out from an area's PCNs.

use briefings::analysis::{FairShare, FifthRate, Measured, PcnFigure};
use briefings::measure::Fifth;
use briefings::panel::Return;
use briefings::subject::Need;

pub(super) fn fifth_rates(pcns: &[PcnFigure]) -> Vec<FifthRate> {
    Fifth::ALL
        .into_iter()
        .map(|fifth| {
            let own: Vec<&PcnFigure> = pcns
                .iter()
                .filter(|pcn| pcn.fifth[&Need::SupportGap] == fifth && pcn.rate.is_some())
                .collect();
            let fte: f64 = own.iter().filter_map(|pcn| pcn.filed.fte()).sum();
            let patients: f64 = own.iter().filter_map(|pcn| pcn.patients).sum();
            let rate = (!own.is_empty()).then(|| fte / patients * 10_000.0);
            let half = (own.len() > 1).then(|| {
                if own.iter().all(|pcn| pcn.rate == Some(0.0)) {
                    0.0
                } else {
                    0.45 / (own.len() as f64).sqrt()
                }
            });
            FifthRate {
                fifth,
                pcns: own.len(),
                fte,
                patients,
                rate,
                lower: rate.zip(half).map(|(rate, half)| rate - half),
                upper: rate.zip(half).map(|(rate, half)| rate + half),
            }
        })
        .collect()
}

pub(super) fn gap(rates: &[FifthRate]) -> Measured {
    let shown = rates[0].pcns >= 3 && rates[4].pcns >= 3;
    let value = rates[0].rate.zip(rates[4].rate).map(|(most, least)| most - least).filter(|_| shown);
    Measured {
        id: "gap",
        indicator: Some("support-gap"),
        value,
        lower: None,
        upper: None,
        lower_998: None,
        upper_998: None,
        unit: "FTE per 10,000 patients",
        n: 0,
        method: "",
        shown,
        why_not_shown: None,
    }
}

pub(super) fn fair_share(pcns: &[PcnFigure]) -> Vec<FairShare> {
    let weight = |pcn: &PcnFigure| pcn.patients.unwrap() * pcn.need[&Need::SupportGap];
    let filed = || pcns.iter().filter(|pcn| pcn.filed != Return::NoReturn);
    let fte: f64 = filed().filter_map(|pcn| pcn.filed.fte()).sum();
    let weights: f64 = filed().map(weight).sum();
    filed()
        .map(|pcn| {
            let target = fte * weight(pcn) / weights;
            let own = pcn.filed.fte().unwrap();
            let gap = own - target;
            let (pcn, name) = (pcn.code.clone(), pcn.name.clone());
            FairShare { pcn, name, fte: own, target, target_by_list_size: target, gap }
        })
        .collect()
}
