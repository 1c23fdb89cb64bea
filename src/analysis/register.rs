//! Every number of an edition made a claim: its own numbers here, those of its parts beside their types.

use super::trend::{CHANGE_STEP, MATCHED_STEP};
use super::{Analysis, Edition};
use crate::text::claim::{About, At, Basis, Method, Register, Registry};

impl Edition {
    /// Makes every number a claim; what is not registered cannot be printed.
    pub fn register(&mut self) {
        let mut claims = Registry::default();
        let whole = At { id: self.england.code.clone(), census: self.edition, method: None };
        claims.claim(&mut self.other_role_fte, &whole, "other-role-fte", &OTHER_ROLE);
        self.funnel.register(&whole, &mut claims);
        for source in &mut self.sources {
            source.register(&whole, &mut claims);
        }
        for indicator in &mut self.indicators {
            indicator.register(&whole, &mut claims);
        }
        for area in self.areas.iter_mut().chain([&mut self.england]) {
            let at = At { id: area.code.clone(), ..whole };
            area.register(&at, &mut claims);
        }
        self.claims = claims;
    }
}

const BASIS: &[Basis] = &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap];
const INPUTS: &[&str] = &["fte", "patients"];
static OTHER_ROLE: About =
    About::new("FTE", "the sum of England's rows in the role that is not counted", &[], &[]);
static FTE: About = About::new("FTE", "the sum of the FTE of its PCNs", &["pcn/*/fte"], &[Basis::Workforce]);
static CONTRACTED: About = About::new(
    "FTE",
    "the sum of the FTE of contracted services of its PCNs",
    &["pcn/*/contracted-fte"],
    &[Basis::Workforce],
);
static PATIENTS: About =
    About::new("patients", "the sum of the patients of its PCNs with a return", &["pcn/*/patients"], BASIS);
static RATE: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times FTE over patients, over PCNs with a return and patients",
    INPUTS,
    BASIS,
);
static LOW: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times FTE over the patients of all active PCNs: PCNs without a return had none",
    INPUTS,
    BASIS,
);
static HIGH: About = About::new(
    "FTE per 10,000 patients",
    "the rate with PCNs without a return at the 90th percentile of those with one",
    INPUTS,
    BASIS,
);
static HALF: About = About::new(
    "share of FTE",
    "the concentration curve at half of patients, from the most need downwards",
    &["pcn/*/fte", "pcn/*/patients", "pcn/*/need/*"],
    BASIS,
);
/// How the rate's interval is computed.
const BETWEEN: Method = Method {
    unit: "FTE per 10,000 patients",
    formula: "The rate with its interval for variation between PCNs.",
    interval: None,
    inputs: INPUTS,
    basis: BASIS,
};

impl Register for Analysis {
    fn register(&mut self, at: &At, into: &mut Registry) {
        self.returns.register(&at.step("returns"), into);
        self.left_out.register(at, into);
        self.reconfigured.iter_mut().for_each(|became| became.register(at, into));
        into.claim(&mut self.fte, at, "fte", &FTE);
        into.claim(&mut self.contracted_fte, at, "contracted-fte", &CONTRACTED);
        into.claim(&mut self.patients, at, "patients", &PATIENTS);
        into.some(&mut self.rate, at, "rate", &RATE);
        into.some(&mut self.rate_low, at, "rate-low", &LOW);
        into.some(&mut self.rate_high, at, "rate-high", &HIGH);
        self.rate_why_not_shown.register(at, into);
        let between = At { method: Some(BETWEEN), ..at.step("rate-between-pcns") };
        self.rate_between_pcns.register(&between, into);
        for (indicator, fifths) in &mut self.fifths {
            let at = at.step(&format!("fifths/{indicator}"));
            fifths.iter_mut().for_each(|fifth| fifth.register(&at, into));
        }
        self.against_england.register(at, into);
        self.funnel.register(at, into);
        self.measures.iter_mut().for_each(|measured| measured.register(at, into));
        for (indicator, place) in &mut self.pooled {
            place.register(&at.step(&format!("need-slope-pooled/{indicator}")), into);
        }
        self.sensitivities.iter_mut().for_each(|alternative| alternative.register(at, into));
        self.trend.iter_mut().for_each(|point| point.register(at, into));
        for (step, change) in [(CHANGE_STEP, &mut self.change), (MATCHED_STEP, &mut self.matched_change)] {
            if let Some(change) = change {
                change.register(at, step, into);
            }
        }
        self.change_why_not_shown.register(&at.step("change"), into);
        self.xmr.register(at, into);
        self.trend_line.register(at, into);
        for (indicator, model) in &mut self.panel_model {
            model.register(&at.step(&format!("panel-model/{indicator}")), into);
        }
        self.replication.register(at, into);
        self.similar.iter_mut().for_each(|similar| similar.register(at, into));
        self.fair_share_chance.register(at, into);
        self.fair_share.iter_mut().for_each(|share| share.register(at, into));
        self.fair_share_sensitivity.iter_mut().for_each(|weight| weight.register(at, into));
        into.some(&mut self.most_need_half_share, at, "most-need-half-share", &HALF);
        self.boundaries.iter_mut().for_each(|boundary| boundary.register(at, into));
        self.pcns.iter_mut().for_each(|pcn| pcn.register(at, into));
        self.local.register(at, into);
    }
}
