//! One made-up area's figures.

use briefings::analysis::{Analysis, FairShare, FifthRate, Kind, Measured, PcnFigure, Returns, Sensitivity};
use briefings::measure::Fifth;
use briefings::panel::Return;
use briefings::subject::{Census, Need};

use super::{Place, Wish, frame, series};

/// An ICB's analysis.
pub fn of(place: &Place, census: Census, wish: Wish) -> Analysis {
    let mut area = frame(place.code.as_str(), place.name, Kind::Icb);
    fill(&mut area, &place.pcns, wish);
    area.trend = series::trend(&area, census, wish.quarters);
    (area.change, area.change_why_not_shown) = series::change(&area, census, wish.quarters);
    area
}

/// Everything that follows from the PCNs.
pub fn fill(area: &mut Analysis, pcns: &[PcnFigure], wish: Wish) {
    area.pcns = pcns.to_vec();
    area.returns = returns(pcns);
    let filed: Vec<&PcnFigure> = pcns.iter().filter(|p| p.filed != Return::NoReturn).collect();
    area.fte = sum(&filed, |p| p.filed.fte());
    area.contracted_fte = sum(&filed, |p| p.filed.contracted());
    area.patients = sum(&filed, |p| p.patients);
    let everyone: f64 = pcns.iter().filter_map(|p| p.patients).sum();
    area.rate = Some(1e4 * area.fte / area.patients);
    area.rate_low = Some(1e4 * area.fte / everyone);
    area.rate_high = Some(1e4 * (area.fte + 0.9 * (everyone - area.patients) / 1e4) / everyone);
    let covered = area.returns.completeness.unwrap();
    area.rate_why_not_shown =
        (covered < 0.8).then(|| format!("returns cover {:.0}% of patients; 80% is needed", 100.0 * covered));
    for need in wish.needs {
        area.fifths.insert(need.id(), Fifth::ALL.iter().map(|f| fifth(&filed, *need, *f)).collect());
        area.measures.extend(by_need(area, &filed, *need));
    }
    area.measures.extend(spread(&filed));
    area.fair_share = shares(&filed, wish.needs[0], area.fte);
    area.fair_share_sensitivity = [(0.0, 0.9), (1.0, 1.0), (2.0, 1.3)]
        .map(|(exponent, by)| {
            let fte = by * moved(&area.fair_share);
            Sensitivity { exponent, fte, share: fte / area.fte }
        })
        .to_vec();
    area.most_need_half_share = (filed.len() >= 10).then_some(0.476);
}

fn sum(pcns: &[&PcnFigure], of: fn(&PcnFigure) -> Option<f64>) -> f64 {
    pcns.iter().filter_map(|p| of(p)).sum()
}

fn returns(pcns: &[PcnFigure]) -> Returns {
    let count = |wanted: fn(&Return) -> bool| pcns.iter().filter(|p| wanted(&p.filed)).count();
    let no_return = count(|r| *r == Return::NoReturn);
    let all: f64 = pcns.iter().filter_map(|p| p.patients).sum();
    let covered: f64 = pcns.iter().filter(|p| p.filed != Return::NoReturn).filter_map(|p| p.patients).sum();
    Returns {
        filed: pcns.len() - no_return,
        reported_none: count(|r| *r == Return::ReportedNone),
        no_return,
        pcns: pcns.len(),
        completeness: Some(covered / all),
    }
}

fn fifth(filed: &[&PcnFigure], need: Need, fifth: Fifth) -> FifthRate {
    let own: Vec<&PcnFigure> = filed.iter().copied().filter(|p| p.fifth.get(&need) == Some(&fifth)).collect();
    let (fte, patients) = (sum(&own, |p| p.filed.fte()), sum(&own, |p| p.patients));
    let rate = (!own.is_empty()).then(|| 1e4 * fte / patients);
    let half = rate.filter(|_| own.len() > 1).map(|_| 0.4 / (own.len() as f64).sqrt());
    FifthRate {
        fifth,
        pcns: own.len(),
        fte,
        patients,
        rate,
        lower: rate.zip(half).map(|(r, h)| (r - h).max(0.0)),
        upper: rate.zip(half).map(|(r, h)| r + h),
    }
}

fn by_need(area: &Analysis, filed: &[&PcnFigure], need: Need) -> Vec<Measured> {
    let fifths = &area.fifths[need.id()];
    let (most, least) = (&fifths[0], &fifths[4]);
    let few = [most, least].iter().find(|f| f.pcns < 3).map(|f| {
        let which = if f.fifth == Fifth::MostNeed { "most-need" } else { "least-need" };
        let many = if f.pcns == 0 {
            "no PCNs".to_owned()
        } else {
            format!("only {} PCN{}", f.pcns, if f.pcns == 1 { "" } else { "s" })
        };
        format!("{many} in England's {which} fifth; 3 are needed")
    });
    let ends = most.rate.zip(least.rate);
    let gap = ends.map_or(0.0, |(m, l)| m - l);
    let n = filed.len();
    let half = 0.6 / (n as f64).sqrt();
    let ten = (n < 10).then(|| format!("only {n} PCNs with a return and a value of need; 10 are needed"));
    let id = Some(need.id());
    let ratio = ends.map_or(1.0, |(m, l)| m / l);
    let shares = shares(filed, need, area.fte);
    vec![
        measured("gap", id, n, (gap, half), &few),
        measured("ratio", id, n, (ratio, 2.0 * half), &few),
        measured("sii", id, n, (1.1 * gap, half), &ten),
        measured("rii", id, n, (0.98 * ratio, 2.0 * half), &ten),
        measured("rii-log", id, n, (0.97 * ratio, 2.0 * half), &ten),
        measured("concentration-index", id, n, (0.4 * gap, half), &ten),
        measured("hoover-need", id, n, (moved(&shares) / area.fte, 0.0), &None),
        measured("fair-share-moved", id, n, (moved(&shares), 0.0), &None),
        measured("level-up", id, n, (0.3 * area.fte, 0.0), &None),
        measured("need-slope", id, n, (-0.031 + 0.4 * gap, 2.0 * half), &ten),
    ]
}

fn spread(filed: &[&PcnFigure]) -> Vec<Measured> {
    let n = filed.len();
    let ten = (n < 10).then(|| format!("only {n} PCNs with a return; 10 are needed"));
    vec![
        measured("gini", None, n, (0.271, 0.0), &ten),
        measured("theil", None, n, (0.133, 0.0), &None),
        measured(
            "theil-between",
            None,
            n,
            (0.0, 0.0),
            &Some("this figure compares ICBs, so it is given for England only".to_owned()),
        ),
        measured(
            "theil-within",
            None,
            n,
            (0.0, 0.0),
            &Some("this figure compares ICBs, so it is given for England only".to_owned()),
        ),
        measured("hoover", None, n, (0.197, 0.0), &None),
    ]
}

/// A measure with a half-width, or why it must not be shown.
pub fn measured(
    id: &'static str,
    indicator: Option<&'static str>,
    n: usize,
    (value, half): (f64, f64),
    why: &Option<String>,
) -> Measured {
    let end = |by: f64| (half > 0.0 && why.is_none()).then_some(value + by * half);
    Measured {
        id,
        indicator,
        value: why.is_none().then_some(value),
        lower: end(-1.0),
        upper: end(1.0),
        lower_998: end(-1.6),
        upper_998: end(1.6),
        unit: "FTE per 10,000 patients",
        n,
        method: "The rate of the PCNs in England's most-need fifth minus that of the PCNs in its least-need fifth, each total FTE over total patients. The interval reflects variation between PCNs: ratio estimator (Cochran, Sampling Techniques, 1977), t with Welch degrees of freedom.",
        shown: why.is_none(),
        why_not_shown: why.clone(),
    }
}

fn shares(filed: &[&PcnFigure], need: Need, fte: f64) -> Vec<FairShare> {
    let weight = |p: &PcnFigure| p.patients.unwrap() * p.need[&need];
    let (all, lists): (f64, f64) = (filed.iter().map(|p| weight(p)).sum(), sum(filed, |p| p.patients));
    let share = |p: &&PcnFigure| {
        let target = fte * weight(p) / all;
        FairShare {
            pcn: p.code.clone(),
            name: p.name.clone(),
            fte: p.filed.fte().unwrap(),
            target,
            target_by_list_size: fte * p.patients.unwrap() / lists,
            gap: p.filed.fte().unwrap() - target,
        }
    };
    filed.iter().map(share).collect()
}

fn moved(shares: &[FairShare]) -> f64 {
    shares.iter().map(|s| s.gap.abs()).sum::<f64>() / 2.0
}
