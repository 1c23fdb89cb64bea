//! Every PCN of an area at the edition's census.

use std::collections::BTreeMap;

use super::england::England;
use super::estimated::RATE_BASIS;
use crate::measure::{Fifth, survey};
use crate::panel::{Return, Row};
use crate::subject::error::Result;
use crate::subject::{Census, IcbCode, Need, PcnCode};
use crate::text::words::name::Name;
use crate::text::{About, At, Basis, Behind, Claimed, Registrable, Registry, Subject};

const MAP: &[Basis] = &[Basis::ListSize, Basis::PracticeMap];

crate::figures! {
    /// One PCN at the edition's census.
    #[derive(Clone, Debug)]
    pub struct PcnFigure {
        /// Its code.
        pub code: PcnCode,
        /// Its name as printed.
        pub name: Name,
        /// The ICB it counts in.
        pub icb: IcbCode,
        /// The ICB that it was in on other boundaries, where the edition has such.
        pub before: Option<IcbCode>,
        /// What it filed.
        pub filed: Return,
        /// Its FTE; none without a return.
        pub fte: Option<Claimed> = About::new(
            "FTE",
            "the sum of the PCN's rows in the role that is counted; zero where it filed without one",
            &[],
            &[Basis::Workforce],
        ).sum(),
        /// Of which contracted services.
        pub contracted: Option<Claimed> = About::new(
            "FTE",
            "the sum of its rows of contracted services",
            &[],
            &[Basis::Workforce],
        ).step("contracted-fte").sum(),
        /// Registered patients; none where no practice of it has a list.
        pub patients: Option<Claimed> = About::new(
            "patients",
            "the sum of its practices' list sizes",
            &[],
            MAP,
        ).sum(),
        /// FTE per 10,000; none without a return or patients.
        pub rate: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "10,000 times its FTE over its patients",
            &[],
            RATE_BASIS,
        ).sum(),
        /// Need values by indicator, on the panel's scale.
        pub need: BTreeMap<Need, Claimed> = About::new(
            "share of respondents, or score",
            "from its practices: weighted answers of lack of support over all weighted answers, or the patient-weighted mean score",
            &[],
            &[Basis::Need, Basis::PracticeMap],
        ),
        /// Whether its share that lacks support is rough: few answers, or a wide interval.
        pub rough: bool,
        /// England's fifth by indicator.
        pub fifth: BTreeMap<Need, Fifth>,
        /// The other ICB of a PCN whose practices span two, with the share of its patients there.
        pub straddles: Option<(String, Claimed)> = About::new(
            "share of patients",
            "patients of its practices in the other ICB over all its patients",
            &[],
            MAP,
        ).step("elsewhere"),
        /// Every census since the last break, oldest first and with the edition's own at the end.
        pub history: Vec<PastReturn> => "fte",
    } at |pcn, at| at.step(pcn.code.as_str()).of(Subject::Pcn(pcn.code))
}

crate::figures! {
    /// What a PCN filed at a census.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct PastReturn {
        /// When.
        pub census: Census,
        /// What it filed, or those that it was made of then; none where that census's tables do not have all of it.
        pub filed: Option<Return>,
        /// Its FTE; none without a return.
        pub fte: Option<Claimed> = About::new(
            "FTE",
            "the sum of the PCN's rows in the role that is counted, or of the PCNs that it was made of at that census; zero where all filed without one",
            &[],
            &[Basis::Workforce],
        ).step(""),
    } at |past, at| at.step(&past.census.to_string()).on(past.census)
}

/// Every PCN of some rows, as tables print it.
pub fn figures(england: &England<'_>, rows: &[&Row]) -> Result<Vec<PcnFigure>> {
    let drawn = &england.panel.drawn;
    let before = drawn.before.as_ref();
    let figure = |row: &&Row| {
        let needs = england.needs().into_iter();
        let (fte, patients) = (row.filed.fte(), row.patients);
        let Some(icb) = row.icb else { return Ok(None) };
        let straddles = match elsewhere(row) {
            Some((other, share)) => Some((drawn.name(other)?, share.into())),
            None => None,
        };
        Ok(Some(PcnFigure {
            code: row.pcn,
            name: Name::readable(&row.name),
            icb,
            before: before.and_then(|before| before.icbs.get(&row.pcn)).cloned(),
            filed: row.filed,
            fte: fte.map(Claimed::from),
            contracted: row.filed.contracted().map(Claimed::from),
            patients: patients.map(Claimed::from),
            rate: fte.zip(patients).map(|(fte, patients)| (1e4 * fte / patients).into()),
            need: row.need.iter().map(|(need, value)| (need, Claimed::from(value))).collect(),
            rough: row.answers.is_some_and(|(no, base)| is_rough(no, base)),
            fifth: needs.filter_map(|need| Some((need, england.fifth(&row.pcn, need)?))).collect(),
            straddles,
            history: england.history(&row.pcn).iter().map(PastReturn::of).collect(),
        }))
    };
    rows.iter().filter_map(|row| figure(row).transpose()).collect()
}

/// Whether a survey's share needs a word of caution.
fn is_rough(no: f64, base: f64) -> bool {
    survey::share(no, base).is_ok_and(|share| survey::is_weak(&share, base))
}

impl PastReturn {
    fn of(past: &(Census, Option<Return>)) -> Self {
        let (census, filed) = *past;
        Self { census, filed, fte: filed.and_then(Return::fte).map(Claimed::from) }
    }
}

/// The other ICB that a PCN's practices are in, with the share of its patients there.
pub fn elsewhere(row: &Row) -> Option<(&IcbCode, f64)> {
    let others = row.spans.iter().filter(|(icb, _)| Some(*icb) != row.icb.as_ref());
    let (icb, patients) = others.max_by(|a, b| a.1.total_cmp(b.1))?;
    Some((icb, patients / row.patients?))
}

/// One for each indicator.
impl Registrable for BTreeMap<Need, Claimed> {
    fn claim(&mut self, at: &At, step: &str, about: &'static About, into: &mut Registry) {
        for (need, value) in self {
            value.claim(&at.step(step).behind(Behind::Need(*need)), need.id(), about, into);
        }
    }
}

/// The number beside a name.
impl Registrable for (String, Claimed) {
    fn claim(&mut self, at: &At, step: &str, about: &'static About, into: &mut Registry) {
        self.1.claim(at, step, about, into);
    }
}
