//! Figures that stay in memory while a build is watched.

use crate::Request;
use crate::analysis::Edition;
use crate::explain::Trace;
use crate::panel::{self, Panel};
use crate::source::Publications;
use crate::subject::error::Result;

/// Figures that stay in memory from one build to the next, with the key of what they are made from.
#[derive(Default)]
pub struct Held(Option<(String, Figures)>);

/// An edition, with the tables that it is made from.
pub struct Figures {
    publications: Publications,
    panel: Panel,
    edition: Edition,
    /// What was said of the tables.
    pub notices: String,
}

impl Held {
    /// The figures of a key: those held, else what is made now and held in their place.
    pub fn figures(&mut self, key: String, make: impl FnOnce() -> Result<Figures>) -> Result<&Figures> {
        let held = match self.0.take().filter(|(of, _)| *of == key) {
            Some(held) => held,
            None => (key, make()?),
        };
        Ok(&self.0.insert(held).1)
    }
}

impl Figures {
    /// Works them out.
    pub fn of(publications: Publications, notices: String, request: &Request) -> Result<Self> {
        let panel = panel::assemble_with(&publications, &request.options, &request.cache)?;
        let edition = Edition::of(&panel, &publications)?;
        Ok(Self { publications, panel, edition, notices })
    }

    /// The way back from them to the tables.
    pub fn trace(&self) -> Trace<'_> {
        Trace { publications: &self.publications, panel: &self.panel, edition: &self.edition }
    }
}
