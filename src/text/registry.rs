//! The registry of an edition's claims.

use std::sync::Arc;

use super::about::{About, Basis, Behind, Method};
use super::claim::{Claimed, Derived, Origin, Value};
use super::id::{ClaimId, Subject};
use super::spans::Figure;
use crate::subject::Census;

/// A number of the edition.
#[derive(Debug)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// Its value, unrounded.
    pub value: f64,
    /// What it is.
    pub about: &'static About,
    /// What else stands behind it.
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

    /// All of it but the rows behind it.
    fn what(&self) -> String {
        let (value, unit) = (self.value.to_bits(), self.unit());
        format!("{} {value:x} {unit} {} {}", self.id, self.formula(), self.inputs().join(" "))
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

impl Registry {
    /// All that a figure in print is, beside its letters: its value, and the claims that it comes from.
    pub fn what(&self, figure: &Figure) -> String {
        let claim = |index: u32| self.get(index).map_or_else(String::new, Claim::what);
        let of = match figure.origin {
            Origin::Claim(index) => claim(index),
            Origin::Derived(Derived { formula, from }) => {
                let from = from.into_iter().flatten().map(claim);
                format!("{formula}\n{}", from.collect::<Vec<_>>().join("\n"))
            }
            Origin::Unregistered => String::new(),
        };
        format!("{:x}\n{of}", figure.value.to_bits())
    }
}

/// Where in the registry the numbers of a value go.
#[derive(Clone, Debug)]
pub struct At {
    /// The area's code.
    pub area: Arc<str>,
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
            area: code.into(),
            subject: Subject::Area,
            census,
            steps: String::new(),
            method: None,
            behind: Behind::Rows,
        }
    }

    /// The same at another area.
    pub fn of_area(&self, code: &str) -> Self {
        Self { area: code.into(), ..self.clone() }
    }

    /// One step further into the id; an empty one is none.
    pub fn step(&self, step: &str) -> Self {
        Self { steps: self.further(step), area: self.area.clone(), subject: self.subject.clone(), ..*self }
    }

    /// The steps with one more.
    fn further(&self, step: &str) -> String {
        match (self.steps.as_str(), step) {
            ("", one) | (one, "") => one.to_owned(),
            (steps, step) => [steps, "/", step].concat(),
        }
    }

    /// The same for figures of a part of the area.
    pub fn of(self, subject: Subject) -> Self {
        Self { subject, ..self }
    }

    /// The same by a measure's method, which figures without a unit of their own take theirs from.
    pub fn by(self, method: Method) -> Self {
        Self { method: Some(method), ..self }
    }

    /// The same with how the interval is formed, where the method has not said it.
    pub fn with_interval(self, interval: Option<&'static str>) -> Self {
        let with = |method: Method| Method { interval: interval.or(method.interval), ..method };
        Self { method: self.method.map(with), ..self }
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
        let (area, subject) = (self.area.clone(), self.subject.clone());
        ClaimId { area, subject, census: self.census, kind: self.further(step) }
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
        // A count beside what a measure finds has a unit of its own, and is not found by the measure.
        let method = at.method.filter(|_| about.unit.is_empty());
        into.claims.push(Claim { id: at.id(step), value: self.value.value(), about, behind, method });
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
        self.claims.iter().find(|claim| *claim.id.area == *area && claim.id.kind == kind)
    }

    /// Every claim.
    pub fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter()
    }
}
