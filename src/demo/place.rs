//! England's ICBs, from the published lookup, and sub-ICBs, which are invented.

use jiff::civil::Date;

use super::chance::{real, whole};

/// The ICBs of 2022 and of 2026 with their succession; public facts.
const LOOKUP: &str = include_str!("../../data/lookup/icb.csv");

/// An ICB that had ended before has no part in the illustration.
const LAST_DAY_OF_42: &str = "2026-03-31";

/// How many PCNs and sub-ICBs each ICB of 2022 has in the illustration, by code.
const ICBS_2022: [(&str, usize, usize); 42] = [
    ("QE1", 41, 6),
    ("QF7", 30, 4),
    ("QGH", 16, 1),
    ("QH8", 26, 4),
    ("QHG", 23, 1),
    ("QHL", 31, 1),
    ("QHM", 64, 6),
    ("QJ2", 20, 1),
    ("QJG", 21, 3),
    ("QJK", 30, 2),
    ("QJM", 15, 1),
    ("QK1", 26, 3),
    ("QKK", 39, 1),
    ("QKS", 41, 2),
    ("QM7", 33, 3),
    ("QMF", 45, 2),
    ("QMJ", 32, 1),
    ("QMM", 18, 1),
    ("QNC", 25, 5),
    ("QNQ", 18, 3),
    ("QNX", 38, 3),
    ("QOC", 9, 1),
    ("QOP", 64, 6),
    ("QOQ", 39, 5),
    ("QOX", 27, 1),
    ("QPM", 17, 1),
    ("QR1", 14, 1),
    ("QRL", 41, 2),
    ("QRV", 44, 1),
    ("QSL", 12, 1),
    ("QT1", 24, 2),
    ("QT6", 13, 1),
    ("QU9", 48, 3),
    ("QUA", 29, 1),
    ("QUE", 22, 1),
    ("QUY", 20, 1),
    ("QVV", 17, 1),
    ("QWE", 37, 1),
    ("QWO", 52, 5),
    ("QWU", 21, 3),
    ("QXU", 23, 1),
    ("QYG", 55, 6),
];

/// One line of the lookup.
pub(super) struct Icb {
    pub(super) code: String,
    pub(super) ons: String,
    /// The legal name.
    pub(super) name: String,
    pub(super) region_code: String,
    pub(super) region_ons: String,
    pub(super) region_name: String,
    from: String,
    successors: Vec<String>,
}

impl Icb {
    /// The name without `NHS` and `Integrated Care Board`.
    pub(super) fn place(&self) -> &str {
        let name = self.name.strip_prefix("NHS ").unwrap_or(&self.name);
        name.strip_suffix(" Integrated Care Board").unwrap_or(name)
    }
}

/// A part of an ICB, which keeps its code when ICBs change: a CCG until July 2022.
pub(super) struct SubIcb {
    pub(super) code: String,
    pub(super) ons: String,
    /// Which part it is, in words; empty where it is the only one.
    pub(super) part: &'static str,
    before: usize,
    after: usize,
    /// Its place among the ICBs of 2022, from 0.
    icb_2022: usize,
    /// How many PCNs it has.
    pub(super) pcns: usize,
}

/// England's ICBs and sub-ICBs.
pub(super) struct Places {
    icbs: Vec<Icb>,
    pub(super) subs: Vec<SubIcb>,
}

impl Places {
    /// Reads the lookup and cuts each ICB of 2022 in parts.
    pub(super) fn new(scale: f64) -> Self {
        let icbs = lookup();
        let subs = (0..ICBS_2022.len()).flat_map(|icb| parts(&icbs, icb, scale)).collect();
        Self { icbs, subs }
    }

    /// The ICB of a sub-ICB on a day.
    pub(super) fn icb(&self, sub: usize, on: Date) -> &Icb {
        let sub = &self.subs[sub];
        &self.icbs[if on < april_2026() { sub.before } else { sub.after }]
    }

    /// The ICB of 2022 that a sub-ICB is a part of, as a number from 0.
    pub(super) fn icb_2022(&self, sub: usize) -> usize {
        self.subs[sub].icb_2022
    }

    /// The first sub-ICB of an ICB of 2022.
    pub(super) fn first_sub(&self, code: &str) -> Option<usize> {
        self.subs.iter().position(|sub| self.icbs[sub.before].code == code)
    }

    /// A sub-ICB's name from July 2022.
    pub(super) fn sub_name(&self, sub: usize, on: Date) -> String {
        format!("NHS {} ICB - {}", self.icb(sub, on).place(), self.subs[sub].code)
    }

    /// A sub-ICB's name while it was a CCG.
    pub(super) fn ccg_name(&self, sub: usize) -> String {
        let place = self.icbs[self.subs[sub].before].place();
        match self.subs[sub].part {
            "" => format!("NHS {place} CCG"),
            part => format!("NHS {place} {part} CCG"),
        }
    }
}

/// The day on which 36 ICBs took the place of 42.
fn april_2026() -> Date {
    jiff::civil::date(2026, 4, 1)
}

fn lookup() -> Vec<Icb> {
    let mut reader = csv::Reader::from_reader(LOOKUP.as_bytes());
    let ended =
        |line: &csv::StringRecord| line.get(7).is_some_and(|last| !last.is_empty() && last < LAST_DAY_OF_42);
    reader.records().flatten().filter(|line| !ended(line)).map(|line| icb(&line)).collect()
}

fn icb(line: &csv::StringRecord) -> Icb {
    let text = |column: usize| line.get(column).unwrap_or("").to_owned();
    let successors = line.get(8).unwrap_or("");
    Icb {
        code: text(0),
        ons: text(1),
        name: text(2),
        region_code: text(3),
        region_ons: text(4),
        region_name: text(5),
        from: text(6),
        successors: successors.split('+').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
    }
}

/// The sub-ICBs of one ICB; where it was split in 2026, each part goes to the next successor.
fn parts(icbs: &[Icb], icb_2022: usize, scale: f64) -> Vec<SubIcb> {
    const PARTS: [&str; 6] = ["Central", "North", "South", "East", "West", "Coast"];
    let (code, pcns, subs) = ICBS_2022[icb_2022];
    let pcns = whole(real(pcns) * scale).max(3) as usize;
    let before = icbs.iter().position(|icb| icb.code == code).unwrap_or(0);
    (0..subs)
        .map(|part| SubIcb {
            code: format!("Z{:02}{}", icb_2022 + 1, ['A', 'B', 'C', 'D', 'E', 'F'][part]),
            ons: format!("E389{:03}{part:02}", icb_2022 + 1),
            part: if subs == 1 { "" } else { PARTS[part] },
            before,
            after: successor(icbs, before, part),
            icb_2022,
            pcns: (pcns * (part + 1)) / subs - (pcns * part) / subs,
        })
        .collect()
}

fn successor(icbs: &[Icb], before: usize, part: usize) -> usize {
    let successors = &icbs[before].successors;
    if successors.is_empty() {
        return before;
    }
    let code = &successors[part % successors.len()];
    icbs.iter().position(|icb| &icb.code == code && icb.from == "2026-04-01").unwrap_or(before)
}
