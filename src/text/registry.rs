//! The registry of an edition's claims.

use super::claim::{Claimed, Origin, Value};
use super::id::{ClaimId, Subject};
use crate::subject::{Census, Need};

/// What a number is, whichever area it is of.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The last step of its id, where the field's name is not it.
    pub step: Option<&'static str>,
    /// What it is counted in.
    pub unit: &'static str,
    /// How it comes about, in words.
    pub formula: &'static str,
    /// The claims that it takes.
    pub inputs: &'static [Input],
    /// The published rows that it rests on.
    pub basis: &'static [Basis],
    /// Whether it is the sum, or the rate, of exactly the rows that are listed for it.
    pub adds_up: bool,
    /// What else stands behind it.
    pub behind: Behind,
}

/// A claim that another takes, within the same area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A figure of the area: `fte`.
    Own(&'static str),
    /// The same figure of each of its PCNs: `need/*` is of each indicator.
    EachPcn(&'static str),
}

impl Input {
    /// The id of it, or of all of them with `*` for each.
    pub fn id(self, area: &str) -> String {
        match self {
            Self::Own(kind) => format!("{area}/{kind}"),
            Self::EachPcn(kind) => format!("{area}/pcn/*/{kind}"),
        }
    }
}

/// Published rows by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Link-worker rows of the workforce file.
    Workforce,
    /// Practices of the list-size file.
    ListSize,
    /// Practices of the survey or the deprivation file.
    Need,
    /// Practices of the survey that the study used.
    StudySurvey,
    /// The practice map.
    PracticeMap,
    /// Rows of the user's own table of link workers outside the publication.
    Local,
}

/// What stands behind a figure beside rows of FTE and list sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Nothing more.
    Rows,
    /// Every PCN's return.
    Returns,
    /// Answers or scores by practice.
    Need(Need),
    /// The variables of two ICBs.
    Distance,
    /// What limits of the funnel are worked out from.
    Funnel,
    /// The rows of both dates of a change.
    BothDates,
}

impl About {
    /// What a number is.
    pub const fn new(
        unit: &'static str,
        formula: &'static str,
        inputs: &'static [Input],
        basis: &'static [Basis],
    ) -> Self {
        Self { step: None, unit, formula, inputs, basis, adds_up: false, behind: Behind::Rows }
    }

    /// The same under another last step of its id than the field's name.
    pub const fn step(self, step: &'static str) -> Self {
        Self { step: Some(step), ..self }
    }

    /// The same of a figure that is the sum, or the rate, of exactly the rows that are listed for it.
    pub const fn sum(self) -> Self {
        Self { adds_up: true, ..self }
    }

    /// The same of a figure that rests on more than rows.
    pub const fn behind(self, behind: Behind) -> Self {
        Self { behind, ..self }
    }
}

/// The unit and the formula that a measure brings with it.
#[derive(Clone, Copy, Debug)]
pub struct Method {
    /// What it is counted in.
    pub unit: &'static str,
    /// How it is computed.
    pub formula: &'static str,
    /// How its interval is formed; none where the formula says it, or there is none.
    pub interval: Option<&'static str>,
    /// The claims that it takes.
    pub inputs: &'static [Input],
    /// The published rows that it rests on.
    pub basis: &'static [Basis],
}

/// A number of the edition.
#[derive(Debug)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// Its value, unrounded.
    pub value: f64,
    /// What it is.
    pub about: &'static About,
    /// Whether it is a change between two dates.
    pub behind: Behind,
    method: Option<Method>,
}

impl Claim {
    /// What it is counted in.
    pub fn unit(&self) -> &'static str {
        self.method.map_or(self.about.unit, |method| method.unit)
    }

    /// How it comes about, in words: first what it is, then how a measure computes it.
    pub fn formula(&self) -> String {
        let method = self.method.map(|method| [Some(method.formula), method.interval]);
        let parts = [self.about.formula].into_iter().chain(method.into_iter().flatten().flatten());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The ids of the claims that it takes; `*` stands for each.
    pub fn inputs(&self) -> Vec<String> {
        let inputs = self.method.map_or(self.about.inputs, |method| method.inputs);
        inputs.iter().map(|input| input.id(&self.id.area)).collect()
    }

    /// The published rows that it rests on.
    pub fn basis(&self) -> &'static [Basis] {
        self.method.map_or(self.about.basis, |method| method.basis)
    }
}

/// Every claim of an edition.
#[derive(Debug, Default)]
pub struct Registry {
    claims: Vec<Claim>,
}

/// Where in the registry the numbers of a value go.
#[derive(Clone, Debug)]
pub struct At {
    /// The area's code.
    pub area: String,
    /// What of the area they are of.
    pub subject: Subject,
    /// The census.
    pub census: Census,
    /// The steps of the id so far, without the area.
    steps: String,
    /// What a measure brings with it.
    pub method: Option<Method>,
    /// What stands behind all of them, where the figures themselves do not say it.
    pub behind: Behind,
}

impl At {
    /// At an area.
    pub fn area(code: &str, census: Census) -> Self {
        Self {
            area: code.to_owned(),
            subject: Subject::Area,
            census,
            steps: String::new(),
            method: None,
            behind: Behind::Rows,
        }
    }

    /// One step further into the id; an empty one is none.
    pub fn step(&self, step: &str) -> Self {
        let mut at = self.clone();
        if !step.is_empty() {
            at.steps.push_str(step);
            at.steps.push('/');
        }
        at
    }

    /// The same for figures of a part of the area.
    pub fn of(self, subject: Subject) -> Self {
        Self { subject, ..self }
    }

    /// The same by a measure's method, or by none.
    pub fn by(self, method: impl Into<Option<Method>>) -> Self {
        Self { method: method.into(), ..self }
    }

    /// The same at another census.
    pub fn on(self, census: Census) -> Self {
        Self { census, ..self }
    }

    /// The same where more than rows stands behind every figure.
    pub fn behind(self, behind: Behind) -> Self {
        Self { behind, ..self }
    }

    fn id(&self, step: &str) -> ClaimId {
        let kind = format!("{}{step}", self.steps);
        ClaimId { area: self.area.clone(), subject: self.subject.clone(), census: self.census, kind }
    }
}

/// A value whose numbers become claims.
pub trait Register {
    /// Registers each of them.
    fn register(&mut self, at: &At, into: &mut Registry);
}

impl<T: Register> Register for Option<T> {
    fn register(&mut self, at: &At, into: &mut Registry) {
        if let Some(value) = self {
            value.register(at, into);
        }
    }
}

impl<T: Register> Register for Vec<T> {
    fn register(&mut self, at: &At, into: &mut Registry) {
        self.iter_mut().for_each(|value| value.register(at, into));
    }
}

/// Each under a step with its key.
impl<T: Register> Register for std::collections::BTreeMap<&'static str, T> {
    fn register(&mut self, at: &At, into: &mut Registry) {
        self.iter_mut().for_each(|(key, value)| value.register(&at.step(key), into));
    }
}

/// A number, or none, that becomes a claim.
pub trait Registrable {
    /// Makes it one, where there is a number.
    fn claim(&mut self, at: &At, step: &str, about: &'static About, into: &mut Registry);
}

impl<T: Value> Registrable for Claimed<T> {
    fn claim(&mut self, at: &At, step: &str, about: &'static About, into: &mut Registry) {
        // More claims than this would not fit in memory either.
        let Ok(index) = u32::try_from(into.claims.len()) else { return };
        let behind = if about.behind == Behind::Rows { at.behind } else { about.behind };
        let id = at.id(step);
        into.claims.push(Claim { id, value: self.value.value(), about, behind, method: at.method });
        self.origin = Origin::Claim(index);
    }
}

impl<T: Registrable> Registrable for Option<T> {
    fn claim(&mut self, at: &At, step: &str, about: &'static About, into: &mut Registry) {
        if let Some(number) = self {
            number.claim(at, step, about, into);
        }
    }
}

impl Registry {
    /// Makes a number, where there is one, a claim.
    pub fn claim(&mut self, number: &mut impl Registrable, at: &At, step: &str, about: &'static About) {
        number.claim(at, step, about, self);
    }

    /// A claim by its place.
    pub fn get(&self, index: u32) -> Option<&Claim> {
        self.claims.get(usize::try_from(index).ok()?)
    }

    /// A claim by its id.
    pub fn find(&self, id: &str) -> Option<&Claim> {
        let (area, kind) = id.split_once('/')?;
        self.claims.iter().find(|claim| claim.id.area == area && claim.id.kind == kind)
    }

    /// Every claim.
    pub fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter()
    }
}
