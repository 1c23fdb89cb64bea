//! The registry of an edition's claims.

use crate::subject::{Census, PcnCode};

use super::mark::Wide;
use super::{Claimed, Of};

/// What a number is, whichever area it is of.
#[derive(Debug)]
pub struct About {
    /// What it is counted in.
    pub unit: &'static str,
    /// How it comes about, in words.
    pub formula: &'static str,
    /// The claims that it takes, by their ids within the area; `*` stands for each.
    pub inputs: &'static [&'static str],
    /// The published rows that it rests on.
    pub basis: &'static [Basis],
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

impl About {
    /// What a number is.
    pub const fn new(
        unit: &'static str,
        formula: &'static str,
        inputs: &'static [&'static str],
        basis: &'static [Basis],
    ) -> Self {
        Self { unit, formula, inputs, basis }
    }
}

/// A number of the edition.
#[derive(Debug)]
pub struct Claim {
    /// Its id, an area's code first: `QE1/rate`, `QE1/pcn/U12345/fte`.
    pub id: String,
    /// Its value, unrounded.
    pub value: f64,
    /// The census that it describes.
    pub census: Census,
    about: &'static About,
    method: Option<Method>,
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
    pub inputs: &'static [&'static str],
    /// The published rows that it rests on.
    pub basis: &'static [Basis],
}

impl Claim {
    /// The area's code.
    pub fn area(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// The PCN, where it is of one.
    pub fn pcn(&self) -> Option<PcnCode> {
        self.id.split_once("/pcn/")?.1.split('/').next()?.parse().ok()
    }

    /// The ICB of other boundaries, where it is of the part of the area that was in one.
    pub fn part(&self) -> Option<&str> {
        self.id.split_once("/boundaries/")?.1.split('/').next()
    }

    /// What it is counted in.
    pub fn unit(&self) -> &'static str {
        self.method.map_or(self.about.unit, |method| method.unit)
    }

    /// How it comes about, in words: first what it is, then how a measure computes it.
    pub fn formula(&self) -> String {
        let formula = self.method.map(|method| method.formula).unwrap_or_default();
        let interval = self.method.and_then(|method| method.interval).unwrap_or_default();
        let parts = [self.about.formula, formula, interval];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }

    /// The ids of the claims that it takes; `*` stands for each.
    pub fn inputs(&self) -> Vec<String> {
        self.method
            .map_or(self.about.inputs, |method| method.inputs)
            .iter()
            .map(|input| format!("{}/{input}", self.area()))
            .collect()
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
    /// The id so far, the area's code first.
    pub id: String,
    /// The census.
    pub census: Census,
    /// What a measure brings with it.
    pub method: Option<Method>,
}

impl At {
    /// One step further into the id.
    pub fn step(&self, step: &str) -> Self {
        Self { id: format!("{}/{step}", self.id), census: self.census, method: self.method }
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

impl Registry {
    /// Makes a number a claim.
    pub fn claim<T: Copy + Into<Wide>>(
        &mut self,
        number: &mut Claimed<T>,
        at: &At,
        step: &str,
        about: &'static About,
    ) {
        // More claims than this would not fit in memory either.
        let Ok(index) = u32::try_from(self.claims.len()) else { return };
        self.claims.push(Claim {
            id: format!("{}/{step}", at.id),
            value: number.value.into().0,
            census: at.census,
            about,
            method: at.method,
        });
        number.of = Of::Claim(index);
    }

    /// As [`claim`](Self::claim), where there is a number.
    pub fn some<T: Copy + Into<Wide>>(
        &mut self,
        number: &mut Option<Claimed<T>>,
        at: &At,
        step: &str,
        about: &'static About,
    ) {
        if let Some(number) = number {
            self.claim(number, at, step, about);
        }
    }

    /// A claim by its place.
    pub fn get(&self, index: u32) -> Option<&Claim> {
        self.claims.get(usize::try_from(index).ok()?)
    }

    /// A claim by its id.
    pub fn find(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// Every claim.
    pub fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter()
    }
}
