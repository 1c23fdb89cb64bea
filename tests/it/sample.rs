//! An edition made up for the charts: 42 areas, from 8 PCNs to 65, with every state.

pub mod charted;
pub mod compared;
mod figures;
mod trend;

use std::collections::BTreeMap;

use briefings::analysis::*;
use briefings::measure::Fifth;
use briefings::measure::concentration::share_at_top;
use briefings::panel::{Drawn, Geography, Return};
use briefings::subject::Mark;
use briefings::subject::{Census, IcbCode, Need, PcnCode};
use briefings::text::claim::{Claimed, Registry};
use briefings::text::words::name::Name;

use figures::{fair_share, fifth_rates, gap};
use trend::trend;

/// The typical area, of 24 PCNs.
pub const TYPICAL: &str = "QT1";
/// The largest, of 65.
pub const LARGEST: &str = "QT2";
/// The smallest, of 8: one without a return, and nobody in the middle fifth.
pub const SMALLEST: &str = "QT3";
/// An area whose PCNs all reported none.
pub const NOBODY: &str = "QT4";

/// The region of every area.
pub const REGION: &str = "Y63";

/// Evenly spread numbers from 0 to 1, the same on every run.
struct Spread(u64);

impl Spread {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64) / ((1u64 << 53) as f64)
    }

    /// Around zero, roughly normal.
    fn around(&mut self) -> f64 {
        (0..6).map(|_| self.next()).sum::<f64>() / 3.0 - 1.0
    }
}

const PLACES: [&str; 12] = [
    "Wolds & Coast",
    "Riverside #1",
    "North_Vale",
    "St Anne’s @ the Quay",
    "Eastgate",
    "Holme Valley",
    "Central Northport and Harbour Medical Alliance",
    "Marches",
    "Upper Dale",
    "Oakfield",
    "Bay",
    "Fenside and District Integrated",
];

fn area_name(code: &str) -> String {
    match code {
        TYPICAL => "NHS Lancashire & South Wolds",
        LARGEST => "NHS Bath and North East Somerset, Swindon and Wiltshire",
        SMALLEST => "NHS Isle of Little",
        NOBODY => "NHS Nobody # Here",
        other => return format!("NHS Area {other}"),
    }
    .to_owned()
}

/// The whole edition, November 2025.
pub fn edition() -> Edition {
    let mut spread = Spread(7);
    let mut pcns: Vec<PcnFigure> = Vec::new();
    for index in 0..42 {
        let code = format!("QT{}", char::from(b'0' + index % 10));
        let code =
            if index < 10 { code } else { format!("Q{}{}", char::from(b'A' + index / 10), index % 10) };
        let count = match code.as_str() {
            TYPICAL => 24,
            LARGEST => 65,
            SMALLEST => 8,
            _ => 20 + usize::from(index % 4) * 5,
        };
        let level = 0.30 + spread.around() * 0.12;
        for nth in 0..count {
            let serial = pcns.len();
            pcns.push(pcn(&mut spread, (serial, nth), &code, level));
        }
    }
    fifths(&mut pcns);
    build(&pcns)
}

fn pcn(spread: &mut Spread, (serial, nth): (usize, usize), icb: &str, level: f64) -> PcnFigure {
    let need = level + spread.around() * 0.16;
    let patients = 28_000.0 + spread.next() * 45_000.0;
    let posts = (patients / 10_000.0 * (0.52 - 0.35 * need + spread.around() * 0.6)).max(0.0);
    let posts = if serial % 251 == 50 { posts + 14.0 } else { (posts * 5.0).round() / 5.0 };
    let filed = match (icb, nth) {
        (NOBODY, _) => Return::ReportedNone,
        (SMALLEST, 5) => Return::NoReturn,
        (SMALLEST, _) => Return::Reported { staff: posts, contracted: 0.0 },
        (_, nth) if nth % 17 == 11 => Return::NoReturn,
        _ if posts < 0.1 => Return::ReportedNone,
        _ => Return::Reported { staff: posts * 0.7, contracted: posts * 0.3 },
    };
    PcnFigure {
        code: format!("U{serial:05}").parse::<PcnCode>().unwrap(),
        name: Name::readable(&format!(
            "{} {}PCN",
            PLACES[nth % PLACES.len()],
            if nth < 12 { "" } else { "South " }
        )),
        icb: icb.parse::<IcbCode>().unwrap(),
        filed,
        fte: filed.fte().map(Claimed::from),
        contracted: filed.contracted().map(Claimed::from),
        patients: Some(patients.into()),
        rate: filed.fte().map(|fte| (fte / patients * 10_000.0).into()),
        need: BTreeMap::from([(Need::SupportGap, need.into()), (Need::Deprivation, (need * 70.0).into())]),
        rough: false,
        fifth: BTreeMap::new(),
        before: None,
        straddles: None,
        history: compared::history(nth, filed),
    }
}

fn fifths(pcns: &mut [PcnFigure]) {
    let mut order: Vec<usize> = (0..pcns.len()).collect();
    let need = |at: usize| pcns[at].need[&Need::SupportGap].get();
    order.sort_by(|a, b| need(*b).total_cmp(&need(*a)));
    for (rank, index) in order.iter().enumerate() {
        let fifth = Fifth::ALL[rank * 5 / pcns.len()];
        let fifth = if pcns[*index].icb.as_str() == SMALLEST && fifth == Fifth::Middle {
            Fifth::Second
        } else {
            fifth
        };
        pcns[*index].fifth.insert(Need::SupportGap, fifth);
    }
}

fn build(pcns: &[PcnFigure]) -> Edition {
    let mut england = analysis("ENG", "England", Kind::England, pcns, 0.0);
    charted::slopes(&mut england.trend);
    england.replication = Some(charted::replication());
    let mut codes: Vec<&str> = pcns.iter().map(|pcn| pcn.icb.as_str()).collect();
    codes.dedup();
    let icbs = codes
        .iter()
        .enumerate()
        .map(|(nth, code)| {
            let own: Vec<PcnFigure> = pcns.iter().filter(|pcn| pcn.icb.as_str() == *code).cloned().collect();
            analysis(code, &area_name(code), Kind::Icb, &own, nth as f64 * 0.02 - 0.05)
        })
        .collect::<Vec<Analysis>>();
    let region = analysis(REGION, "North East and Yorkshire", Kind::Region, pcns, 0.01);
    let areas = icbs.into_iter().chain([region]).collect();
    let points = pcns
        .iter()
        .filter_map(|pcn| {
            let need = pcn.need[&Need::SupportGap].get();
            Some(Point { icb: pcn.icb.clone(), need, rate: pcn.rate?.get() })
        })
        .collect();
    let mut edition = Edition {
        edition: Census::new(2025, 11).unwrap(),
        geography: "edition".to_owned(),
        role: "link-worker",
        need: Need::SupportGap,
        indicators: Vec::new(),
        marks: vec![Mark::Illustrative],
        similar_by: Vec::new(),
        similar_values: BTreeMap::new(),
        between_quarters: Vec::new(),
        funnel: None,
        areas,
        england,
        points,
        line: Some(Line { intercept: 0.52, slope: -0.35 }),
        reconciliation: Vec::new(),
        cautions: Vec::new(),
        sources: Vec::new(),
        extracts: briefings::analysis::Extracts {
            lists: jiff::civil::date(2025, 11, 1),
            map: jiff::civil::date(2025, 11, 1),
            doubled: None,
            derived: 0,
            far: Vec::new(),
            allow_stale: None,
        },
        local: None,
        other_role_fte: 0.0.into(),
        drawn: Drawn::on(Geography::default(), Census::new(2025, 11).unwrap()),
        places: Default::default(),
        claims: Registry::default(),
    };
    compared::compare(&mut edition);
    edition.register();
    edition
}

fn returns(pcns: &[PcnFigure], filed: usize, patients: f64) -> Returns {
    let none = pcns.iter().filter(|pcn| pcn.filed == Return::ReportedNone).count();
    let all: f64 = pcns.iter().filter_map(|pcn| pcn.patients).map(Claimed::get).sum();
    Returns {
        filed: filed.into(),
        reported_none: none.into(),
        no_return: (pcns.len() - filed).into(),
        pcns: pcns.len().into(),
        completeness: Some((patients / all).into()),
    }
}

fn analysis(code: &str, name: &str, kind: Kind, pcns: &[PcnFigure], shift: f64) -> Analysis {
    let filed = || pcns.iter().filter(|pcn| pcn.filed != Return::NoReturn);
    let patients: f64 = filed().filter_map(|pcn| pcn.patients).map(Claimed::get).sum();
    let fte: f64 = pcns.iter().filter_map(|pcn| pcn.filed.fte()).sum();
    let rates = fifth_rates(pcns);
    let curves = charted::curves(pcns);
    let shares = fair_share(pcns);
    Analysis {
        code: code.to_owned(),
        name: name.to_owned(),
        kind,
        region: (kind == Kind::Icb).then(|| REGION.to_owned()),
        region_name: None,
        returns: returns(pcns, filed().count(), patients),
        left_out: crate::specimen::nothing_left_out(),
        fte: fte.into(),
        contracted_fte: 0.0.into(),
        patients: patients.into(),
        rate: Some((fte / patients * 10_000.0).into()),
        rate_low: None,
        rate_high: None,
        rate_between_pcns: None,
        rate_why_not_shown: None,
        against_england: None,
        funnel: None,
        measures: vec![gap(&rates)],
        fifths: BTreeMap::from([("support-gap", rates)]),
        pooled: BTreeMap::new(),
        sensitivities: Vec::new(),
        most_need_half_share: curves
            .values()
            .next()
            .and_then(|curve| share_at_top(curve, 0.5))
            .map(Claimed::from),
        curves,
        lorenz: Vec::new(),
        trend: trend(code, shift),
        reconfigured: Vec::new(),
        change: None,
        change_why_not_shown: None,
        matched_change: None,
        xmr: Some(charted::moving(code)),
        trend_line: None,
        panel_model: BTreeMap::new(),
        replication: None,
        fair_share_chance: figures::chance(&shares),
        fair_share: shares,
        fair_share_sensitivity: Vec::new(),
        similar: Vec::new(),
        similar_chosen: false,
        boundaries: Vec::new(),
        local: None,
        pcns: pcns.to_vec(),
    }
}
