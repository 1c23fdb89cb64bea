//! One made-up area's figures.

use briefings::analysis::{
    Area, FairShare, FairShareChance, FifthRate, Gradient, Half, HalfRate, How, Kind, Measured, PcnFigure,
    Returns, Sensitivity, Withheld,
};
use briefings::measure::chance::Deal;
use briefings::measure::{ErrorOf, Estimate, Fifth, Measure, Reason};
use briefings::panel::Return;
use briefings::subject::{Census, Need};
use briefings::text::{Behind, Claimed};

use super::{Place, Wish, frame, series};

/// An ICB's analysis.
pub fn of(place: &Place, census: Census, wish: Wish) -> Area {
    let mut area = frame(place.code.as_str(), place.name, Kind::Icb);
    fill(&mut area, &place.pcns, wish);
    area.own.series.trend = series::trend(&area, census, wish.quarters);
    (area.own.series.change, area.own.series.change_why_not_shown) =
        series::change(&area, census, wish.quarters);
    area
}

/// Everything that follows from the PCNs.
pub fn fill(area: &mut Area, pcns: &[PcnFigure], wish: Wish) {
    area.own.pcns = pcns.to_vec();
    area.own.level.returns = returns(pcns);
    let filed: Vec<&PcnFigure> = pcns.iter().filter(|p| p.filed != Return::NoReturn).collect();
    let (fte, patients) = (sum(&filed, |p| p.fte), sum(&filed, |p| p.patients));
    let everyone: f64 = pcns.iter().filter_map(|p| p.patients).map(Claimed::get).sum();
    area.own.level.fte = fte.into();
    area.own.level.contracted_fte = sum(&filed, |p| p.contracted).into();
    area.own.level.patients = patients.into();
    let none = filed.iter().filter(|pcn| pcn.filed == Return::ReportedNone);
    let none: f64 = none.filter_map(|pcn| pcn.patients).map(Claimed::get).sum();
    area.own.level.none_share = Some((none / patients).into());
    area.own.level.rate = Some((1e4 * fte / patients).into());
    area.own.level.rate_low = Some((1e4 * fte / everyone).into());
    area.own.level.rate_high = Some((1e4 * (fte + 0.9 * (everyone - patients) / 1e4) / everyone).into());
    area.own.level.rate_why_not_shown = incomplete(patients / everyone);
    for need in wish.needs {
        area.own.need.fifths.insert(need.id(), Fifth::ALL.iter().map(|f| fifth(&filed, *need, *f)).collect());
        area.measures.extend(by_need(area, &filed, *need));
        let (id, level) = (need.id(), 1e4 * fte / patients);
        let sii = area.measures.iter().find(|m| m.id == "sii" && m.indicator == Some(id));
        if let Some(value) = sii.and_then(|sii| sii.value).map(Claimed::get) {
            let line = Gradient { least: (level - value / 2.0).into(), most: (level + value / 2.0).into() };
            area.own.need.gradients.insert(id, line);
        }
        area.own.need.halves.insert(id, halves(&filed, *need));
    }
    area.measures.extend(spread(&filed));
    share_out(area, &filed, wish.needs[0]);
    area.own.need.most_need_half_share = (filed.len() >= 10).then_some(0.476.into());
}

/// The fair shares by one indicator, and what chance and other weights would leave.
fn share_out(area: &mut Area, filed: &[&PcnFigure], need: Need) {
    let fte = area.own.level.fte.get();
    area.own.shares.fair_share = shares(filed, need, fte);
    area.own.shares.fair_share_chance = chance(&mut area.own.shares.fair_share);
    let weights: &[(f64, f64)] =
        if need == Need::SupportGap { &[(0.0, 0.9), (1.0, 1.0), (2.0, 1.3)] } else { &[(0.0, 1.0)] };
    let sensitivity = |&(exponent, by): &(f64, f64)| {
        let moved = by * moved(&area.own.shares.fair_share);
        Sensitivity { exponent, fte: moved.into(), share: (if fte > 0.0 { moved / fte } else { 0.0 }).into() }
    };
    area.own.shares.fair_share_sensitivity = weights.iter().map(sensitivity).collect();
}

/// What chance alone would leave of posts of about one FTE; it marks the PCNs beyond it.
fn chance(shares: &mut [FairShare]) -> Option<FairShareChance> {
    let targets: Vec<f64> = shares.iter().map(|share| share.target.get()).collect();
    let posts = targets.iter().sum::<f64>().round();
    let deal = Deal::of(posts as u64, &targets)?;
    for share in shares.iter_mut() {
        share.beyond_chance = deal.is_beyond(share.fte.get(), share.target.get());
    }
    FairShareChance::of(&deal, shares)
}

/// Why there is no rate where returns cover too few patients.
pub fn incomplete(share: f64) -> Option<Withheld> {
    (share < 0.8).then(|| Reason::Incomplete { share, needed: 0.8 }.into())
}

fn sum(pcns: &[&PcnFigure], of: fn(&PcnFigure) -> Option<Claimed>) -> f64 {
    pcns.iter().filter_map(|p| of(p)).map(Claimed::get).sum()
}

fn returns(pcns: &[PcnFigure]) -> Returns {
    let count = |wanted: fn(&Return) -> bool| pcns.iter().filter(|p| wanted(&p.filed)).count();
    let no_return = count(|r| *r == Return::NoReturn);
    let patients = |counts: fn(&&PcnFigure) -> bool| {
        pcns.iter().filter(counts).filter_map(|p| p.patients).map(Claimed::get).sum::<f64>()
    };
    Returns {
        filed: (pcns.len() - no_return).into(),
        reported_none: count(|r| *r == Return::ReportedNone).into(),
        no_return: no_return.into(),
        pcns: pcns.len().into(),
        completeness: Some((patients(|p| p.filed != Return::NoReturn) / patients(|_| true)).into()),
    }
}

/// The half with more need, and the half with less.
fn halves(filed: &[&PcnFigure], need: Need) -> Vec<HalfRate> {
    let mut order = filed.to_vec();
    order.sort_by(|a, b| b.need[&need].get().total_cmp(&a.need[&need].get()));
    let (more, less) = order.split_at(order.len().div_ceil(2));
    let half = |(half, own): (Half, &[&PcnFigure])| {
        let rate = (!own.is_empty()).then(|| 1e4 * sum(own, |p| p.fte) / sum(own, |p| p.patients));
        HalfRate {
            half,
            pcns: own.len().into(),
            rate: rate.map(Claimed::from),
            lower: rate.map(|rate| (rate - 0.2).max(0.0).into()),
            upper: rate.map(|rate| (rate + 0.2).into()),
        }
    };
    [(Half::MoreNeed, more), (Half::LessNeed, less)].map(half).to_vec()
}

fn fifth(filed: &[&PcnFigure], need: Need, fifth: Fifth) -> FifthRate {
    let own: Vec<&PcnFigure> = filed.iter().copied().filter(|p| p.fifth.get(&need) == Some(&fifth)).collect();
    let (fte, patients) = (sum(&own, |p| p.fte), sum(&own, |p| p.patients));
    let rate = (!own.is_empty()).then(|| 1e4 * fte / patients);
    let half = rate.filter(|_| own.len() > 1).map(|_| 0.4 / (own.len() as f64).sqrt());
    FifthRate {
        need,
        fifth,
        pcns: own.len().into(),
        fte: fte.into(),
        patients: patients.into(),
        rate: rate.map(Claimed::from),
        lower: rate.zip(half).map(|(r, h)| (r - h).max(0.0).into()),
        upper: rate.zip(half).map(|(r, h)| (r + h).into()),
    }
}

fn by_need(area: &Area, filed: &[&PcnFigure], need: Need) -> Vec<Measured> {
    let fifths = &area.own.need.fifths[need.id()];
    let (most, least) = (&fifths[0], &fifths[4]);
    let few = [most, least].iter().find(|f| f.pcns < 3).map(|f| Reason::TooFewInFifth {
        fifth: f.fifth,
        n: f.pcns.get(),
        needed: 3,
    });
    let ends = most.rate.zip(least.rate);
    let gap = ends.map_or(0.0, |(m, l)| m.get() - l.get());
    let n = filed.len();
    let half = 0.6 / (n as f64).sqrt();
    let ten = (n < 10).then_some(Reason::TooFewWithNeed { n, needed: 10 });
    let id = Some(need.id());
    let ratio = ends.filter(|(_, l)| l.get() > 0.0).map_or(1.0, |(m, l)| m.get() / l.get());
    let fte = area.own.level.fte.get();
    let moved = moved(&shares(filed, need, fte));
    vec![
        measured("gap", id, n, around(gap, half), few),
        measured("ratio", id, n, around(ratio, 2.0 * half), few),
        measured("sii", id, n, around(1.1 * gap, half), ten),
        measured("rii", id, n, around(0.98 * ratio, 2.0 * half), ten),
        measured("rii-log", id, n, around(0.97 * ratio, 2.0 * half), ten),
        measured("concentration-index", id, n, around(0.4 * gap, half), ten),
        measured("hoover-need", id, n, exact(if fte > 0.0 { moved / fte } else { 0.0 }), None),
        measured("fair-share-moved", id, n, exact(moved), None),
        measured("level-up", id, n, exact(0.3 * fte), None),
        measured("need-slope", id, n, around(-0.031 + 0.4 * gap, 2.0 * half), ten),
    ]
}

fn spread(filed: &[&PcnFigure]) -> Vec<Measured> {
    let n = filed.len();
    let ten = (n < 10).then_some(Reason::TooFewPcns { n, needed: 10 });
    vec![
        measured("gini", None, n, exact(0.271), ten),
        measured("theil", None, n, exact(0.133), None),
        measured("theil-between", None, n, exact(0.0), Some(Reason::EnglandOnly)),
        measured("theil-within", None, n, exact(0.0), Some(Reason::EnglandOnly)),
        measured("hoover", None, n, exact(0.197), None),
    ]
}

/// A value and half of its interval's width; nothing where it has no interval.
pub struct Around {
    value: f64,
    half: f64,
}

pub fn around(value: f64, half: f64) -> Around {
    Around { value, half }
}

fn exact(value: f64) -> Around {
    around(value, 0.0)
}

/// A measure with a half-width, or why it must not be shown.
pub fn measured(
    id: &'static str,
    indicator: Option<&'static str>,
    n: usize,
    Around { value, half }: Around,
    why: Option<Reason>,
) -> Measured {
    let end = |by: f64| (half > 0.0 && why.is_none()).then_some(value + by * half);
    let estimate = Estimate {
        lower: end(-1.0),
        upper: end(1.0),
        lower_998: end(-1.6),
        upper_998: end(1.6),
        ..Estimate::point(value).unwrap()
    };
    let compares = Measure::find(id).filter(|measure| measure.verdict_of.is_some() && why.is_none());
    let end = |end: Option<f64>| end.map(Claimed::from);
    Measured {
        id,
        indicator,
        value: why.is_none().then(|| value.into()),
        lower: end(estimate.lower),
        upper: end(estimate.upper),
        lower_998: end(estimate.lower_998),
        upper_998: end(estimate.upper_998),
        p: None,
        q: None,
        jackknife_error: None,
        unit: "FTE per 10,000 patients",
        n: n.into(),
        method: How {
            formula: "The rate of the PCNs in England's most-need fifth minus that of the PCNs in its least-need fifth, each total FTE over total patients. The interval reflects variation between PCNs.",
            error: estimate.lower.map(|_| ErrorOf::Fifths),
        },
        too_wide: false,
        verdict: compares.map(|measure| estimate.verdict(measure.unit.null())),
        without_icb: Vec::new(),
        shown: why.is_none(),
        why_not_shown: why.map(Withheld::from),
        behind: Behind::Rows,
    }
}

fn shares(filed: &[&PcnFigure], need: Need, fte: f64) -> Vec<FairShare> {
    let lack = |p: &PcnFigure| if need == Need::SupportGap { p.need[&need].get() } else { 1.0 };
    let weight = |p: &PcnFigure| p.patients.unwrap().get() * lack(p);
    let (all, lists): (f64, f64) = (filed.iter().map(|p| weight(p)).sum(), sum(filed, |p| p.patients));
    let share = |p: &&PcnFigure| {
        let (own, target) = (p.fte.unwrap().get(), fte * weight(p) / all);
        FairShare {
            pcn: p.code,
            name: p.name.clone(),
            fte: own.into(),
            target: target.into(),
            target_by_list_size: (fte * p.patients.unwrap().get() / lists).into(),
            gap: (own - target).into(),
            beyond_chance: false,
        }
    };
    filed.iter().map(share).collect()
}

fn moved(shares: &[FairShare]) -> f64 {
    shares.iter().map(|s| s.gap.get().abs()).sum::<f64>() / 2.0
}
