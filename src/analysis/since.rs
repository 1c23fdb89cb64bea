//! What moved in each area since an earlier edition, in parts that add up.

use std::collections::BTreeMap;

use serde::Serialize;

use super::estimated::Contrast;
use super::published::Parts;
use crate::compare::{AreaCompared, Compared, EarlierEdition, EarlierFiles, Part, Split};
use crate::subject::error::Result;
use crate::subject::{Census, PcnCode};
use crate::text::{About, At, Basis, Claimed, Count, Input, Method, Register, Registry, Subject};

const EARLIER: &[Basis] = &[Basis::EarlierEdition];
const BOTH: &[Basis] = &[Basis::EarlierEdition, Basis::Workforce, Basis::ListSize, Basis::PracticeMap];

/// The earlier edition that this one is compared with.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedWith {
    /// Which it is, and what was read of it.
    #[serde(flatten)]
    pub of: EarlierFiles,
    /// What else differs between the two, as sentences.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// What moved since an earlier edition, by the codes of areas of which both show the rate.
pub struct SinceEarlier {
    /// The earlier edition.
    pub with: ComparedWith,
    /// What moved.
    pub areas: BTreeMap<String, Since>,
}

crate::figures! {
    /// What moved in an area since an earlier edition.
    #[derive(Clone, Debug, Serialize)]
    pub struct Since {
        /// What the earlier edition has.
        pub then: Then => "then",
        /// By how much FTE differs.
        pub fte_change: Claimed = About::new(
            "FTE",
            "the FTE of this edition less that of the earlier one",
            &[Input::Own("fte"), Input::Own("since/then/fte")],
            BOTH,
        ),
        /// By how much the rate differs.
        pub rate_change: Claimed = About::new(
            "FTE per 10,000 patients",
            "the rate of this edition less that of the earlier one",
            &[Input::Own("rate"), Input::Own("since/then/rate")],
            BOTH,
        ),
        /// What that is made of, in the order of the steps; the parts add up to it.
        pub parts: Vec<SincePart> => "",
        /// The change in the PCNs with a return in both, by themselves.
        pub same_pcns: Option<Contrast> => "same-pcns-alone".by(ALONE),
    }
}

/// How the same PCNs are compared by themselves.
const ALONE: Method = Method {
    unit: "FTE per 10,000 patients",
    formula: "The rate of the PCNs with a return in both editions, on their own patients at each, this edition less the earlier one.",
    interval: None,
    inputs: &[],
    basis: BOTH,
};

crate::figures! {
    /// What the earlier edition has for an area.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct Then {
        /// Its census.
        pub census: Census,
        /// FTE.
        pub fte: Claimed = About::new("FTE", "the FTE that the earlier edition has for the area", &[], EARLIER),
        /// The rate.
        pub rate: Claimed = About::new(
            "FTE per 10,000 patients",
            "the rate that the earlier edition has for the area",
            &[],
            EARLIER,
        ),
    } at |own, at| at.clone().on(own.census)
}

crate::figures! {
    /// What FTE and rate differ by after a step from the earlier edition to this one.
    #[derive(Clone, Debug, Serialize)]
    pub struct SincePart {
        /// Which part.
        pub part: Part,
        /// FTE.
        pub fte: Claimed = About::new("FTE", "the FTE after this step from the earlier edition to this one, less that before it", &[], BOTH),
        /// The rate; none where a step leaves no PCN with a return.
        pub rate: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "the rate after this step from the earlier edition to this one, less that before it",
            &[],
            BOTH,
        ),
        /// How many PCNs it rests on.
        pub pcns: Count = About::new("PCNs", "PCNs whose return or patients differ by this step", &[], BOTH),
        /// These, where they are not simply those with a return in both.
        pub moved: Vec<MovedPcn> => "",
    } at |own, at| at.step(own.part.id())
}

/// A PCN that a part rests on.
#[derive(Clone, Debug, Serialize)]
pub struct MovedPcn {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its FTE before the step; none where the area has no return of it.
    pub before: Option<Claimed>,
    /// Its FTE after it.
    pub after: Option<Claimed>,
    /// The census that each is of.
    #[serde(skip)]
    of: [Census; 2],
}

static BEFORE: About =
    About::new("FTE", "the PCN's FTE before this step: as the earlier edition has it", &[], EARLIER);
static AFTER: About = About::new(
    "FTE",
    "the PCN's FTE after this step: as this edition has it, or has it for the earlier census where that is revised",
    &[],
    BOTH,
);

impl Register for MovedPcn {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = at.step(&self.code);
        let at = match PcnCode::given(&self.code) {
            Some(code) => at.of(Subject::Pcn(code)),
            None => at,
        };
        into.claim(&mut self.before, &at.clone().on(self.of[0]), "before", &BEFORE);
        into.claim(&mut self.after, &at.on(self.of[1]), "after", &AFTER);
    }
}

impl SinceEarlier {
    /// Compares an edition with an earlier one.
    ///
    /// # Errors
    /// Where that is no earlier one, or counts another role.
    pub fn of(earlier: &EarlierEdition, now: &Parts<'_>) -> Result<Self> {
        let compared = Compared::of(&earlier.published, &now.published())?;
        let since =
            |area: &AreaCompared| Some((area.code.clone(), Since::of(area, [compared.from, compared.to])?));
        Ok(Self {
            areas: compared.areas.iter().filter_map(since).collect(),
            with: ComparedWith { of: earlier.files.clone(), notes: compared.notes.clone() },
        })
    }
}

impl Since {
    /// Of an area; none where either edition must not show its rate.
    fn of(area: &AreaCompared, ends: [Census; 2]) -> Option<Self> {
        let [then, now] = [area.rate[0]?, area.rate[1]?];
        Some(Self {
            then: Then { census: ends[0], fte: area.fte[0].into(), rate: then.into() },
            fte_change: (area.fte[1] - area.fte[0]).into(),
            rate_change: (now - then).into(),
            parts: area.parts.iter().map(|split| SincePart::of(split, ends)).collect(),
            same_pcns: area.same_estimate.map(Contrast::from),
        })
    }

    /// A part.
    pub fn part(&self, wanted: Part) -> Option<&SincePart> {
        self.parts.iter().find(|part| part.part == wanted)
    }
}

impl SincePart {
    fn of(split: &Split, [then, now]: [Census; 2]) -> Self {
        let of = [then, if split.part == Part::Revision { then } else { now }];
        let claimed = |fte: Option<f64>| fte.map(Claimed::from);
        let is_named = !matches!(split.part, Part::SamePcns | Part::ListSizes);
        let moved = split.moved.iter().filter(|_| is_named).map(|pcn| MovedPcn {
            code: pcn.code.clone(),
            name: pcn.name.clone(),
            before: claimed(pcn.fte[0]),
            after: claimed(pcn.fte[1]),
            of,
        });
        Self {
            part: split.part,
            fte: split.fte.into(),
            rate: claimed(split.rate),
            pcns: split.pcns.len().into(),
            moved: moved.collect(),
        }
    }
}
