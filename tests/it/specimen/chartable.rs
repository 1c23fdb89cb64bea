//! The edition of charts: 42 areas, from 8 PCNs to 65, with every state, and what sets them beside each other.

pub mod charted;
pub mod compared;
mod trend;

use std::collections::BTreeMap;

use briefings::analysis::{Area, Edition, Kind, PcnFigure};
use briefings::measure::Fifth;
use briefings::measure::concentration::share_at_top;
use briefings::panel::Return;
use briefings::subject::{Mark, Need};
use briefings::text::Claimed;
use briefings::text::words::name::Name;

use super::pcn::Dice;
use super::{Wish, area, assembled, frame};
use trend::trend;

/// November 2025, by one indicator.
const WISH: Wish =
    Wish { census: (2025, 11), quarters: 9, marks: &[Mark::Illustrative], needs: &[Need::SupportGap] };

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
    let mut dice = Dice(7);
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
        let level = 0.30 + dice.around() * 0.12;
        for nth in 0..count {
            let serial = pcns.len();
            pcns.push(pcn(&mut dice, serial, nth, &code, level));
        }
    }
    fifths(&mut pcns);
    build(&pcns)
}

fn pcn(dice: &mut Dice, serial: usize, nth: usize, icb: &str, level: f64) -> PcnFigure {
    let need = level + dice.around() * 0.16;
    let patients = 28_000.0 + dice.roll() * 45_000.0;
    let posts = (patients / 10_000.0 * (0.52 - 0.35 * need + dice.around() * 0.6)).max(0.0);
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
        code: format!("U{serial:05}").parse().unwrap(),
        name: Name::readable(&format!(
            "{} {}PCN",
            PLACES[nth % PLACES.len()],
            if nth < 12 { "" } else { "South " }
        )),
        icb: icb.parse().unwrap(),
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
    charted::slopes(&mut england.own.series.trend);
    england.own.models.replication = Some(charted::replication());
    let mut codes: Vec<&str> = pcns.iter().map(|pcn| pcn.icb.as_str()).collect();
    codes.dedup();
    let icb = |(nth, code): (usize, &&str)| {
        let own: Vec<PcnFigure> = pcns.iter().filter(|pcn| pcn.icb.as_str() == *code).cloned().collect();
        analysis(code, &area_name(code), Kind::Icb, &own, nth as f64 * 0.02 - 0.05)
    };
    let region = analysis(REGION, "North East and Yorkshire", Kind::Region, pcns, 0.01);
    let areas = codes.iter().enumerate().map(icb).chain([region]).collect();
    let mut edition = assembled(WISH, pcns, areas, england);
    compared::compare(&mut edition);
    edition.register();
    edition
}

fn analysis(code: &str, name: &str, kind: Kind, pcns: &[PcnFigure], shift: f64) -> Area {
    let mut area = frame(code, name, kind);
    area.place.region = (kind == Kind::Icb).then(|| REGION.to_owned());
    area.place.region_name = None;
    area::fill(&mut area, pcns, WISH);
    area.own.need.curves = charted::curves(pcns);
    let half = area.own.need.curves.values().next().and_then(|curve| share_at_top(curve, 0.5));
    area.own.need.most_need_half_share = half.map(Claimed::from);
    area.own.series.trend = trend(code, shift);
    area.own.series.xmr = Some(charted::moving(code));
    area
}
