//! Made-up ICBs and their PCNs.

use std::collections::BTreeMap;

use briefings::analysis::PcnFigure;
use briefings::measure::Fifth;
use briefings::panel::Return;
use briefings::subject::Need;
use briefings::text::Claimed;
use briefings::text::words::name::Name;

use super::Place;

/// Codes, names and numbers of PCNs.
const ICBS: [(&str, &str, usize); 42] = [
    ("QE1", "NHS Lancashire and South Cumbria", 24),
    ("QF7", "NHS South Yorkshire", 30),
    ("QGH", "NHS Herefordshire and Worcestershire", 15),
    ("QH8", "NHS Mid and South Essex", 27),
    ("QHG", "NHS Bedfordshire, Luton and Milton Keynes", 24),
    ("QHL", "NHS Birmingham and Solihull", 35),
    ("QHM", "NHS North East and North Cumbria", 65),
    ("QJ2", "NHS Derby and Derbyshire", 18),
    ("QJG", "NHS Suffolk and North East Essex", 22),
    ("QJK", "NHS Devon", 31),
    ("QJM", "NHS Lincolnshire", 15),
    ("QK1", "NHS Leicester, Leicestershire and Rutland", 26),
    ("QKK", "NHS South East London", 37),
    ("QKS", "NHS Kent and Medway", 42),
    ("QM7", "NHS Hertfordshire and West Essex", 35),
    ("QMF", "NHS North East London", 49),
    ("QMJ", "NHS North Central London", 33),
    ("QMM", "NHS Norfolk and Waveney", 17),
    ("QNC", "NHS Staffordshire and Stoke-on-Trent", 25),
    ("QNQ", "NHS Frimley", 16),
    ("QNX", "NHS Sussex & Isles #1 [test_@<x>]", 8),
    ("QOC", "NHS Shropshire, Telford and Wrekin", 8),
    ("QOP", "NHS Greater Manchester", 64),
    ("QOQ", "NHS Humber and North Yorkshire", 43),
    ("QOX", "NHS Bath and North East Somerset, Swindon and Wiltshire", 25),
    ("QPM", "NHS Northamptonshire", 16),
    ("QR1", "NHS Gloucestershire", 15),
    ("QRL", "NHS Hampshire and Isle of Wight", 42),
    ("QRV", "NHS North West London", 45),
    ("QSL", "NHS Somerset", 13),
    ("QT1", "NHS Nottingham and Nottinghamshire", 24),
    ("QT6", "NHS Cornwall and the Isles of Scilly", 15),
    ("QU9", "NHS Buckinghamshire, Oxfordshire and Berkshire West", 50),
    ("QUA", "NHS Black Country", 34),
    ("QUE", "NHS Cambridgeshire and Peterborough", 22),
    ("QUY", "NHS Bristol, North Somerset and South Gloucestershire", 20),
    ("QVV", "NHS Dorset", 18),
    ("QWE", "NHS South West London", 39),
    ("QWO", "NHS West Yorkshire", 52),
    ("QWU", "NHS Coventry and Warwickshire", 19),
    ("QXU", "NHS Surrey Heartlands", 24),
    ("QYG", "NHS Cheshire and Merseyside", 54),
];

/// Names as PCNs have them, some of which mean something in Typst.
const NAMES: [&str; 20] = [
    "Great Yarmouth & Northern Villages PCN",
    "Pendle East PCN",
    "Wyre Rural Extended Neighbourhood (WREN) PCN",
    "H-Blackley, Harpurhey & Charlestown PCN",
    "Bradford City 4 PCN",
    "South East Oxford Health Alliance (SEOXHA) PCN",
    "Burnley East_West PCN",
    "PCN #1 <North> @ the Lakes",
    "St. James's PCN",
    "The Valleys Health & Social Care PCN",
    "Canbury, Churchill, Orchard, Berrylands & Surbiton Health Centre PCN",
    "Morecambe Bay PCN",
    "*Star* PCN [A/B]",
    "Ribble Medical Group PCN",
    "Blackpool South Central PCN",
    "Chorley Together PCN",
    "Lancaster PCN",
    "Northenden & Brooklands (Wythenshawe) PCN",
    "Preston North and East PCN",
    "Skelmersdale PCN",
];

/// Numbers from 0 to 1 in a fixed order.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1u64 << 31) as f64
    }

    /// About normal around zero, with unit spread.
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.roll()).sum::<f64>() - 6.0
    }

    /// Around zero, within one of it.
    pub fn around(&mut self) -> f64 {
        (0..6).map(|_| self.roll()).sum::<f64>() / 3.0 - 1.0
    }
}

/// All ICBs with their PCNs.
pub fn places() -> Vec<Place> {
    let mut dice = Dice(20_220_331);
    let mut serial = 0;
    let place = |(at, (code, name, count)): (usize, &(&str, &'static str, usize))| {
        let low_need = *code == "QNX";
        let pcns = (0..*count)
            .map(|index| {
                serial += 1;
                let level = if low_need { -1.2 } else { (at as f64 * 0.7).sin() * 0.5 };
                let mut pcn = pcn(&mut dice, serial, level);
                pcn.icb = code.parse().unwrap();
                let second = if index < NAMES.len() { "" } else { " Two" };
                pcn.name = Name::readable(&format!("{}{second}", NAMES[index % NAMES.len()]));
                silence(&mut pcn, code, index);
                pcn
            })
            .collect();
        Place { code: code.parse().unwrap(), name, pcns }
    };
    ICBS.iter().enumerate().map(place).collect()
}

fn pcn(dice: &mut Dice, serial: usize, level: f64) -> PcnFigure {
    let patients = (48_000.0 + 14_000.0 * dice.bell()).max(9_000.0).round();
    let lack = dice.bell() * 0.8 + level;
    let need = BTreeMap::from([
        (Need::SupportGap, (0.37 + 0.06 * lack).into()),
        (Need::Deprivation, (22.0 + 6.0 * (0.6 * lack + 0.8 * dice.bell()).max(-2.5)).into()),
    ]);
    let wanted = patients / 10_000.0 * (0.36 - 0.012 * lack + 0.17 * dice.bell());
    let fte = (wanted * 5.0).round().max(0.0) / 5.0;
    let contracted = if dice.roll() < 0.3 { fte } else { 0.0 };
    let filed = if fte > 0.0 {
        Return::Reported { staff: fte - contracted, contracted }
    } else {
        Return::ReportedNone
    };
    PcnFigure {
        code: format!("U{:05}", 10_000 + serial * 7).parse().unwrap(),
        name: Name::readable(""),
        icb: "QE1".parse().unwrap(),
        filed,
        fte: filed.fte().map(Claimed::from),
        contracted: filed.contracted().map(Claimed::from),
        patients: Some(patients.into()),
        rate: Some((1e4 * fte / patients).into()),
        need,
        rough: false,
        fifth: BTreeMap::new(),
        before: None,
        straddles: None,
        history: Vec::new(),
    }
}

/// Takes some returns away, and lets one PCN span two ICBs.
fn silence(pcn: &mut PcnFigure, icb: &str, index: usize) {
    let missing = match icb {
        "QNX" => matches!(index, 1 | 4 | 6),
        "QOC" => false,
        "QHM" | "QOX" => index % 9 == 4,
        _ => index % 23 == 7,
    };
    if missing {
        pcn.filed = Return::NoReturn;
        (pcn.fte, pcn.contracted, pcn.rate) = (None, None, None);
    }
    if icb == "QE1" && index == 3 {
        pcn.straddles = Some(("NHS Greater Manchester".to_owned(), 0.124.into()));
    }
}

/// Puts England's PCNs into fifths.
pub fn fifths(places: &mut [Place], needs: &[Need]) {
    for place in places.iter_mut().flat_map(|p| &mut p.pcns) {
        place.need.retain(|need, _| needs.contains(need));
    }
    for need in needs {
        let mut all: Vec<&mut PcnFigure> = places.iter_mut().flat_map(|p| &mut p.pcns).collect();
        all.sort_by(|a, b| b.need[need].get().total_cmp(&a.need[need].get()));
        let count = all.len();
        for (at, pcn) in all.into_iter().enumerate() {
            pcn.fifth.insert(*need, Fifth::ALL[at * 5 / count]);
        }
    }
}
