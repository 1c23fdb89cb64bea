//! What an area's rate leaves out, and why: practices in no PCN, PCNs without patients; and PCNs in two ICBs.

use serde::Serialize;

use super::england::England;
use super::estimated::RATE_BASIS;
use super::pcn::elsewhere;
use super::within::Within;
use crate::measure::rate::rate;
use crate::panel::{Return, Row, Unplaced};
use crate::subject::PcnCode;
use crate::text::{About, At, Basis, Claimed, Count, Input, Method, Register, Registry, Subject};

const TABLES: &[Basis] = &[Basis::ListSize, Basis::PracticeMap];
const IN_NO_PCN: Method = Method {
    unit: "practices",
    formula: "practices that the practice map has in no PCN",
    interval: None,
    inputs: &[],
    basis: &[Basis::PracticeMap],
};
const NOT_IN_MAP: Method = Method {
    formula: "practices of the list sizes that the practice map does not have",
    basis: TABLES,
    ..IN_NO_PCN
};

crate::figures! {
    /// Who and what has no part in the rate at the edition's census.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct LeftOut {
        /// Practices that the practice map has in no PCN.
        pub in_no_pcn: Practices => "in-no-pcn".by(IN_NO_PCN).of(Subject::Unplaced { mapped: true }),
        /// Practices of the list sizes that the practice map lacks; England only, since nothing says where they are.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub not_in_map: Option<Practices> => "not-in-map".by(NOT_IN_MAP).of(Subject::Unplaced { mapped: false }),
        /// PCNs that filed and have no registered patients.
        pub without_patients: WithoutPatients => "without-patients",
        /// PCNs of the practice map without patients and without a return.
        pub without_either: Count = About::new(
            "PCNs",
            "PCNs of the practice map without a list size and without a return",
            &[],
            TABLES,
        ),
        /// PCNs whose practices are in more than one ICB.
        pub straddling: Count = About::new(
            "PCNs",
            "PCNs whose practices are in more than one ICB of the practice map",
            &[],
            TABLES,
        ),
        /// PCNs whose patients differ by more than a quarter from the census before.
        pub list_jumps: Count = About::new(
            "PCNs",
            "PCNs whose patients differ by more than a quarter from those of the census before, those that merged or split put together",
            &[],
            TABLES,
        ),
    }
}

crate::figures! {
    /// Practices and their patients.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct Practices {
        /// How many practices.
        pub practices: Count = About::new("", "", &[], TABLES),
        /// Their registered patients, as far as they have a list.
        pub patients: Claimed = About::new(
            "patients",
            "the sum of the list sizes of those practices",
            &[],
            TABLES,
        ).sum(),
    }
}

/// PCNs that filed and have no registered patients.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct WithoutPatients {
    /// How many.
    pub pcns: Count,
    /// Their FTE, which is in totals and in no rate.
    pub fte: Claimed,
    /// The rate if their FTE were in it; none where there is no rate or no such PCN.
    pub rate_with: Option<Claimed>,
}

static PCNS: About = About::new(
    "PCNs",
    "PCNs that filed and have no registered patients in the practice map and list sizes",
    &[Input::EachPcn("fte")],
    RATE_BASIS,
);
static FTE: About =
    About::new("FTE", "the sum of their FTE", &[Input::EachPcn("fte")], &[Basis::Workforce]).sum();
static RATE_WITH: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times the FTE of all PCNs that filed over the patients of those that have any",
    &[Input::Own("fte"), Input::Own("patients")],
    RATE_BASIS,
);

// By hand, since only the FTE is of these PCNs alone.
impl Register for WithoutPatients {
    fn register(&mut self, at: &At, into: &mut Registry) {
        into.claim(&mut self.pcns, at, "pcns", &PCNS);
        into.claim(&mut self.fte, &at.clone().of(Subject::WithoutPatients), "fte", &FTE);
        into.claim(&mut self.rate_with, at, "rate-with", &RATE_WITH);
    }
}

/// What the rate of some rows leaves out.
pub fn left_out(england: &England<'_>, rows: &[&Row], within: &Within, everywhere: bool) -> LeftOut {
    let unplaced = &england.panel.unplaced;
    let here = |practice: &&Unplaced| practice.mapped && (everywhere || within.has(&standing_for(practice)));
    let count = |wanted: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count();
    let census = england.latest.census;
    let jumps = england.panel.lineage.jumps.iter().filter(|jump| jump.census == census);
    let of_area = |pcn: &PcnCode| rows.iter().any(|row| row.pcn == *pcn);
    LeftOut {
        in_no_pcn: Practices::of(unplaced.iter().filter(here)),
        not_in_map: everywhere.then(|| Practices::of(unplaced.iter().filter(|practice| !practice.mapped))),
        without_patients: without_patients(rows),
        without_either: count(&|row| row.patients.is_none() && row.filed == Return::NoReturn).into(),
        straddling: count(&|row| elsewhere(row).is_some()).into(),
        list_jumps: jumps.filter(|jump| jump.pcns.iter().any(of_area)).count().into(),
    }
}

/// A row that has nothing but where a practice is, to ask whether it is in an area.
pub fn standing_for(practice: &Unplaced) -> Row {
    Row {
        pcn: practice.practice.into(),
        name: Default::default(),
        icb: practice.icb,
        published: None,
        sub_icb: practice.sub_icb,
        filed: Return::ReportedNone,
        posts: 0,
        other_role_fte: 0.0,
        patients: practice.patients,
        need: Default::default(),
        answers: None,
        study_need: None,
        spans: Default::default(),
    }
}

fn without_patients(rows: &[&Row]) -> WithoutPatients {
    let without: Vec<f64> =
        rows.iter().filter(|row| row.patients.is_none()).filter_map(|row| row.filed.fte()).collect();
    let with = rows.iter().filter_map(|row| Some((row.filed.fte()?, row.patients?)));
    let (fte, patients) = with.fold((0.0, 0.0), |sum, (fte, patients)| (sum.0 + fte, sum.1 + patients));
    let more: f64 = without.iter().sum();
    WithoutPatients {
        pcns: without.len().into(),
        fte: more.into(),
        rate_with: rate(fte + more, patients).filter(|_| !without.is_empty()).map(Claimed::from),
    }
}

impl Practices {
    fn of<'a>(practices: impl Iterator<Item = &'a Unplaced>) -> Self {
        let lists: Vec<Option<f64>> = practices.map(|practice| practice.patients).collect();
        let patients: f64 = lists.iter().flatten().sum();
        Self { practices: lists.len().into(), patients: patients.into() }
    }
}
