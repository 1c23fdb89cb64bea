//! What sets ICBs beside each other, and PCNs beside their own past.

use briefings::analysis::{
    AgainstEngland, Area, Contrast, Edition, Funnel, InFunnel, Kind, PastReturn, Similar,
};
use briefings::measure::funnel::RateFunnel;
use briefings::measure::rate::Provision;
use briefings::measure::{Estimate, Reason};
use briefings::panel::Return;
use briefings::subject::Census;

use super::TYPICAL;

/// The tiles of the 42 ICBs.
const TILES: &str = include_str!("../../../../data/lookup/tiles-42.csv");

/// Gives every ICB an interval, its difference from England and its place in the funnel, and the typical one five similar.
pub fn compare(edition: &mut Edition) {
    let england = edition.england.own.level.rate.unwrap().get();
    let provision = |icb: &Area| {
        let (rate, patients) = (icb.own.level.rate.unwrap().get(), icb.own.level.patients.get());
        Provision { fte: rate * patients / 1e4, patients }
    };
    let places: Vec<Provision> = edition.icbs().map(provision).collect();
    let funnel = RateFunnel::of(&places).unwrap();
    edition.funnel = Some(Funnel {
        overall: funnel.overall.into(),
        dispersion: funnel.dispersion.into(),
        between: funnel.between.into(),
    });
    let names: Vec<(String, String)> =
        edition.icbs().map(|icb| (icb.place.code.clone(), icb.place.name.clone())).collect();
    for area in edition.areas.iter_mut().filter(|area| area.place.kind == Kind::Icb) {
        beside(area, &funnel, england);
        if area.place.code == TYPICAL {
            let similar = |(code, name): &(String, String)| Similar {
                code: code.clone(),
                name: name.clone(),
                distance: 1.0.into(),
            };
            area.compared.similar = names[10..15].iter().map(similar).collect();
        }
    }
}

fn beside(area: &mut Area, funnel: &RateFunnel, england: f64) {
    let (rate, pcns) = (area.own.level.rate.unwrap().get(), area.own.level.returns.filed.get() as f64);
    let half = 0.5 / pcns.sqrt();
    let around = |value: f64| Estimate {
        lower: Some(value - half),
        upper: Some(value + half),
        lower_998: Some(value - 1.6 * half),
        upper_998: Some(value + 1.6 * half),
        ..Estimate::point(value).unwrap()
    };
    area.own.level.rate_between_pcns = Some(around(rate).into());
    let difference = around(rate - england);
    area.compared.against_england = Some(AgainstEngland {
        contrast: Contrast { estimate: difference.into(), verdict: difference.verdict(0.0) },
        q: None,
        comparisons: 42.into(),
    });
    let limits = funnel.limits(area.own.level.patients.get());
    area.compared.funnel = Some(InFunnel {
        lower: limits.lower.into(),
        upper: limits.upper.into(),
        lower_998: limits.lower_998.into(),
        upper_998: limits.upper_998.into(),
        unusual: limits.is_unusual(rate),
    });
}

/// Takes an area's rate from print.
pub fn withhold(area: &mut Area) {
    area.own.level.rate_why_not_shown = Some(Reason::Incomplete { share: 0.5, needed: 0.8 }.into());
}

/// The edition with the codes of the 42 ICBs, in the order of their tiles.
pub fn mapped() -> Edition {
    let mut edition = super::edition();
    let codes: Vec<&str> = TILES.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    let icbs = edition.areas.iter_mut().filter(|area| area.place.kind == Kind::Icb);
    icbs.zip(codes).for_each(|(area, code)| code.clone_into(&mut area.place.code));
    edition.register();
    edition
}

/// Nine censuses up to the edition's: every seventh PCN misses the fifth, every eleventh is not there at first.
pub fn history(nth: usize, filed: Return) -> Vec<PastReturn> {
    let last = Census::new(2025, 11).unwrap();
    let past = |back: i32| {
        let grown = 1.0 + if nth.is_multiple_of(3) { 0.1 } else { -0.08 } * f64::from(back);
        let then = match filed {
            _ if back > 6 && nth % 11 == 5 => None,
            _ if back == 4 && nth % 7 == 3 => Some(Return::NoReturn),
            Return::Reported { staff, contracted } => {
                Some(Return::Reported { staff: staff * grown, contracted: contracted * grown })
            }
            other => Some(other),
        };
        PastReturn {
            census: last.earlier(2 * back),
            filed: then,
            fte: then.and_then(Return::fte).map(Into::into),
        }
    };
    (0..9).rev().map(past).collect()
}
