//! Every PCN of an area at the edition's census.

use std::collections::BTreeMap;

use super::england::England;
use crate::measure::{Fifth, survey};
use crate::panel::{Panel, Return, Row, Section};
use crate::subject::error::Result;
use crate::subject::{Census, IcbCode, Need, PcnCode};
use crate::text::words::name::Name;
use crate::text::{About, At, Basis, Claimed, Register, Registry};

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
    pub fte: Option<Claimed>,
    /// Of which contracted services.
    pub contracted: Option<Claimed>,
    /// Registered patients; none where no practice of it has a list.
    pub patients: Option<Claimed>,
    /// FTE per 10,000; none without a return or patients.
    pub rate: Option<Claimed>,
    /// Need values by indicator, on the panel's scale.
    pub need: BTreeMap<Need, Claimed>,
    /// Whether its share that lacks support is rough: few answers, or a wide interval.
    pub rough: bool,
    /// England's fifth by indicator.
    pub fifth: BTreeMap<Need, Fifth>,
    /// The other ICB of a PCN whose practices span two, with the share of its patients there.
    pub straddles: Option<(String, Claimed)>,
    /// Every census since the last break, oldest first and with the edition's own at the end.
    pub history: Vec<PastReturn>,
}

/// What a PCN filed at a census.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PastReturn {
    /// When.
    pub census: Census,
    /// What it filed, or those that it was made of then; none where that census's tables do not have all of it.
    pub filed: Option<Return>,
    /// Its FTE; none without a return.
    pub fte: Option<Claimed>,
}

/// Every PCN of some rows, as tables print it.
pub fn figures(england: &England<'_>, rows: &[&Row]) -> Result<Vec<PcnFigure>> {
    let drawn = &england.panel.drawn;
    let before = drawn.before.as_ref();
    let comparable = since_last_break(england.panel);
    let figure = |row: &&Row| {
        let needs = england.needs().into_iter();
        let (fte, patients) = (row.filed.fte(), row.patients);
        let Some(icb) = row.icb.clone() else { return Ok(None) };
        let straddles = match elsewhere(row) {
            Some((other, share)) => Some((drawn.name(other)?, share.into())),
            None => None,
        };
        Ok(Some(PcnFigure {
            code: row.pcn.clone(),
            name: Name::readable(&row.name),
            icb,
            before: before.and_then(|before| before.icbs.get(&row.pcn)).cloned(),
            filed: row.filed,
            fte: fte.map(Claimed::from),
            contracted: row.filed.contracted().map(Claimed::from),
            patients: patients.map(Claimed::from),
            rate: fte.zip(patients).map(|(fte, patients)| (1e4 * fte / patients).into()),
            need: row.need.iter().map(|(need, value)| (*need, Claimed::from(*value))).collect(),
            rough: row.answers.is_some_and(|(no, base)| is_rough(no, base)),
            fifth: needs.filter_map(|need| Some((need, england.fifth(&row.pcn, need)?))).collect(),
            straddles,
            history: comparable
                .iter()
                .map(|section| PastReturn::of(england.panel, section, &row.pcn))
                .collect(),
        }))
    };
    rows.iter().filter_map(|row| figure(row).transpose()).collect()
}

/// Whether a survey's share needs a word of caution.
fn is_rough(no: f64, base: f64) -> bool {
    survey::share(no, base).is_ok_and(|share| survey::is_weak(&share, base))
}

/// The censuses that no break of a PCN's own series parts from the edition's.
fn since_last_break(panel: &Panel) -> &[Section] {
    panel
        .breaks
        .of_pcns()
        .split(&panel.sections, |section| section.census)
        .last()
        .map_or(&[], |part| part.points())
}

impl PastReturn {
    fn of(panel: &Panel, section: &Section, pcn: &PcnCode) -> Self {
        let filed = panel.lineage.past(pcn, section).map(|row| row.filed);
        Self { census: section.census, filed, fte: filed.and_then(Return::fte).map(Claimed::from) }
    }
}

/// The other ICB that a PCN's practices are in, with the share of its patients there.
pub fn elsewhere(row: &Row) -> Option<(&IcbCode, f64)> {
    let others = row.spans.iter().filter(|(icb, _)| Some(*icb) != row.icb.as_ref());
    let (icb, patients) = others.max_by(|a, b| a.1.total_cmp(b.1))?;
    Some((icb, patients / row.patients?))
}

const MAP: &[Basis] = &[Basis::ListSize, Basis::PracticeMap];
static FTE: About = About::new(
    "FTE",
    "the sum of the PCN's rows in the role that is counted; zero where it filed without one",
    &[],
    &[Basis::Workforce],
);
static PAST: About = About::new(
    "FTE",
    "the sum of the PCN's rows in the role that is counted, or of the PCNs that it was made of at that census; zero where all filed without one",
    &[],
    &[Basis::Workforce],
);
static CONTRACTED: About =
    About::new("FTE", "the sum of its rows of contracted services", &[], &[Basis::Workforce]);
static PATIENTS: About = About::new("patients", "the sum of its practices' list sizes", &[], MAP);
static RATE: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times its FTE over its patients",
    &[],
    &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap],
);
static NEED: About = About::new(
    "share of respondents, or score",
    "from its practices: weighted answers of lack of support over all weighted answers, or the patient-weighted mean score",
    &[],
    &[Basis::Need, Basis::PracticeMap],
);
static ELSEWHERE: About = About::new(
    "share of patients",
    "patients of its practices in the other ICB over all its patients",
    &[],
    MAP,
);

impl Register for PcnFigure {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = at.step(&format!("pcn/{}", self.code));
        into.claim(&mut self.fte, &at, "fte", &FTE);
        into.claim(&mut self.contracted, &at, "contracted-fte", &CONTRACTED);
        into.claim(&mut self.patients, &at, "patients", &PATIENTS);
        into.claim(&mut self.rate, &at, "rate", &RATE);
        for (need, value) in &mut self.need {
            into.claim(value, &at, &format!("need/{}", need.id()), &NEED);
        }
        if let Some((_, share)) = &mut self.straddles {
            into.claim(share, &at, "elsewhere", &ELSEWHERE);
        }
        for past in &mut self.history {
            let at = at.clone().on(past.census);
            into.claim(&mut past.fte, &at, &format!("fte/{}", past.census), &PAST);
        }
    }
}
