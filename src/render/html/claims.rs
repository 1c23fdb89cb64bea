//! What the figures of a page are: the claims that its sentences link to.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::text::{Derived, Figure, Origin, Registry};

/// The claims that a page speaks of, in order of id.
pub struct Claims<'a> {
    registry: &'a Registry,
    spoken: BTreeMap<String, Spoken>,
}

/// A claim as the page explains it.
#[derive(Clone, Debug, Serialize)]
pub struct Spoken {
    id: String,
    anchor: String,
    value: f64,
    unit: String,
    formula: String,
    inputs: Vec<String>,
}

impl<'a> Claims<'a> {
    /// None yet, of an edition's.
    pub fn new(registry: &'a Registry) -> Self {
        Self { registry, spoken: BTreeMap::new() }
    }

    /// The anchor of what a figure is, which the page then explains; none for a number that a page derived without one.
    pub fn anchor(&mut self, figure: &Figure) -> Option<String> {
        let spoken = self.spoken(figure)?;
        let anchor = spoken.anchor.clone();
        self.spoken.entry(spoken.id.clone()).or_insert(spoken);
        Some(anchor)
    }

    /// The id of a figure that is a claim.
    pub fn id(&self, figure: &Figure) -> Option<String> {
        let Origin::Claim(index) = figure.origin else { return None };
        self.registry.get(index).map(|claim| claim.id.to_string())
    }

    /// Those spoken of so far.
    pub fn into_spoken(self) -> Vec<Spoken> {
        self.spoken.into_values().collect()
    }

    fn spoken(&self, figure: &Figure) -> Option<Spoken> {
        match figure.origin {
            Origin::Claim(index) => {
                let claim = self.registry.get(index)?;
                let id = claim.id.to_string();
                Some(Spoken {
                    anchor: format!("claim-{id}"),
                    value: claim.value,
                    unit: claim.unit().to_owned(),
                    formula: claim.formula(),
                    inputs: claim.inputs(),
                    id,
                })
            }
            Origin::Derived(derived) => Some(self.derived(figure, derived)),
            Origin::Unregistered => None,
        }
    }

    /// A number that a page works out has no id of its own; it is known by its formula and value.
    fn derived(&self, figure: &Figure, derived: Derived) -> Spoken {
        let inputs = derived.from.iter().flatten().filter_map(|index| self.registry.get(*index));
        let inputs: Vec<String> = inputs.map(|claim| claim.id.to_string()).collect();
        let id = format!("{} = {} ({})", derived.formula, figure.print, inputs.join("; "));
        let word = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        Spoken {
            anchor: format!("derived-{}", id.chars().map(word).collect::<String>()),
            id,
            value: figure.value,
            unit: String::new(),
            formula: derived.formula.to_owned(),
            inputs,
        }
    }
}
