//! What happened to an area's PCNs from census to census: mergers, splits, new codes and names.

use jiff::civil::Date;
use serde::Serialize;

use super::england::England;
use super::within::Within;
use crate::panel::{Known, ReconfigurationKind, Reconfigured, Section};
use crate::subject::Census;
use crate::text::{About, At, Basis, Claimed, Subject};

crate::figures! {
    /// What happened to some PCNs between two censuses.
    #[derive(Clone, Debug, Serialize)]
    pub struct Reconfiguration {
        /// What it was.
        pub kind: ReconfigurationKind,
        /// The last census with the PCNs as they were.
        pub before: Census,
        /// The first with the PCNs as they are after it.
        pub after: Census,
        /// The days of the practice maps that tell it; it happened between these.
        pub maps: [Date; 2],
        /// As they were, by code.
        pub from: Vec<Known>,
        /// As they are after it, by code.
        pub to: Vec<Known>,
        /// Their registered patients before.
        pub patients: Claimed = About::new(
            "patients",
            "the sum of the patients of the PCNs as they were",
            &[],
            &[Basis::ListSize, Basis::PracticeMap],
        ).sum(),
        /// Whether the two censuses are compared; not so across a break.
        pub compared: bool,
    } at |own, at| own.place(at)
}

/// What happened in an area, oldest first.
pub fn of(england: &England<'_>, within: &Within) -> Vec<Reconfiguration> {
    let sections = &england.panel.sections;
    let at = |census: Census| sections.iter().find(|section| section.census == census);
    let any = |pcns: &[Known], section: Option<&Section>| {
        section.is_some_and(|section| {
            pcns.iter().filter_map(|pcn| section.row(&pcn.code)).any(|row| within.has(row))
        })
    };
    let here = |found: &&Reconfigured| any(&found.to, at(found.after)) || any(&found.from, at(found.before));
    let reconfiguration = |found: &Reconfigured| Reconfiguration {
        kind: found.kind,
        before: found.before,
        after: found.after,
        maps: found.maps,
        from: found.from.clone(),
        to: found.to.clone(),
        patients: found.patients.into(),
        compared: england.panel.breaks.join(found.before, found.after),
    };
    england.panel.lineage.reconfigured.iter().filter(here).map(reconfiguration).collect()
}

impl Reconfiguration {
    /// Where its patients go: by the census after it and the first of the PCNs as they were.
    fn place(&self, at: &At) -> At {
        let at = at.step(&self.after.to_string()).on(self.before);
        match self.from.first() {
            Some(Known { code, .. }) => at.step(code.as_str()).of(Subject::Reconfigured(self.after, *code)),
            None => at,
        }
    }
}
