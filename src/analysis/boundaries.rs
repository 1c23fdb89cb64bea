//! An ICB on other boundaries: its PCNs by the ICB that they were in, at the edition's census.

use std::collections::BTreeMap;

use serde::Serialize;

use super::england::England;
use super::estimated::{RATE_BASIS, Withheld};
use super::level::{Level, Returns};
use super::place::{Kind, Place};
use crate::panel::Row;
use crate::subject::IcbCode;
use crate::subject::error::Result;
use crate::text::{About, Basis, Claimed, Input, Subject};

crate::figures! {
    /// What one ICB of other boundaries brings to an ICB of these.
    #[derive(Clone, Debug, Serialize)]
    pub struct Boundary {
        /// Its code.
        pub code: IcbCode,
        /// Its name.
        pub name: String,
        /// Who filed, of the PCNs that it brings.
        pub returns: Returns => "returns",
        /// Their link-worker FTE.
        pub fte: Claimed = About::new(
            "FTE",
            "the sum of the FTE of its PCNs that were in this ICB",
            &[Input::EachPcn("fte")],
            &[Basis::Workforce],
        ).sum(),
        /// Patients of those with a return.
        pub patients: Claimed = About::new(
            "patients",
            "the sum of the patients of its PCNs that were in this ICB and made a return",
            &[Input::EachPcn("patients")],
            RATE_BASIS,
        ).sum(),
        /// FTE per 10,000 over those with a return and patients.
        pub rate: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "10,000 times FTE over patients, over its PCNs that were in this ICB, with a return and patients",
            &[Input::EachPcn("fte"), Input::EachPcn("patients")],
            RATE_BASIS,
        ).sum(),
        /// Why the rate must not be printed, or none where it may.
        pub rate_why_not_shown: Option<Withheld> => "",
        /// The share of all its registered patients that is here; one where it was not split.
        pub share_of_old: Option<Claimed> = About::new(
            "share of patients",
            "patients of all active PCNs that were in this ICB and are in the area, over those of all that were in it",
            &[Input::EachPcn("patients")],
            &[Basis::ListSize, Basis::PracticeMap],
        ),
    } at |part, at| at.step(part.code.as_str()).of(Subject::FormerIcb(part.code))
}

/// The ICBs that an ICB's PCNs were in, by code; none where they were all in this one, and it had no others.
///
/// # Errors
/// Where a built-in lookup is damaged.
pub fn of(england: &England<'_>, place: &Place, rows: &[&Row]) -> Result<Vec<Boundary>> {
    let drawn = &england.panel.drawn;
    let Some(before) = drawn.before.as_ref().filter(|_| place.kind == Kind::Icb) else {
        return Ok(Vec::new());
    };
    let mut parts: BTreeMap<&IcbCode, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        // A PCN that the tables of then do not know began in this one.
        if let Some(icb) = before.icbs.get(&row.pcn).or(row.icb.as_ref()) {
            parts.entry(icb).or_default().push(row);
        }
    }
    let all = |icb: &IcbCode| {
        let whole = england.latest.rows.iter().filter(|row| before.icbs.get(&row.pcn) == Some(icb));
        patients(whole)
    };
    let part = |(icb, rows): (&IcbCode, Vec<&Row>)| {
        let level = Level::of(&rows);
        let (here, whole) = (patients(rows.iter().copied()), all(icb));
        Ok(Boundary {
            code: *icb,
            name: before.name(icb)?,
            returns: level.returns,
            fte: level.fte.into(),
            patients: level.patients.into(),
            rate: level.rate.map(Claimed::from),
            rate_why_not_shown: level.why_not_shown(),
            share_of_old: (whole > 0.0).then(|| (here / whole).into()),
        })
    };
    let parts = parts.into_iter().map(part).collect::<Result<Vec<Boundary>>>()?;
    let whole = |part: &Boundary| part.share_of_old.is_none_or(|share| share >= 1.0);
    let unchanged = parts.iter().all(|part| part.code.as_str() == place.code && whole(part));
    Ok(if unchanged { Vec::new() } else { parts })
}

/// Registered patients of all active PCNs, with a return or not.
fn patients<'a>(rows: impl Iterator<Item = &'a Row>) -> f64 {
    rows.filter_map(|row| row.patients).sum()
}
