//! Every number of an edition made a claim: its own numbers here, those of its parts beside their types.

use super::area::Area;
use super::edition::Edition;
use super::trend::{SINCE_BREAK, YEAR};
use crate::text::{About, At, Basis, Input, Method, Register, Registry};

impl Edition {
    /// Makes every number a claim; what is not registered cannot be printed.
    pub fn register(&mut self) {
        let mut claims = Registry::default();
        let whole = At::area(&self.england.place.code, self.edition);
        claims.claim(&mut self.other_role_fte, &whole, "other-role-fte", &OTHER_ROLE);
        self.funnel.register(&whole, &mut claims);
        for source in &mut self.served.sources {
            source.register(&whole, &mut claims);
        }
        for indicator in &mut self.served.indicators {
            indicator.register(&whole, &mut claims);
        }
        for area in self.areas.iter_mut().chain([&mut self.england]) {
            let at = At::area(&area.place.code, self.edition);
            area.register(&at, &mut claims);
        }
        self.claims = claims;
    }
}

const BASIS: &[Basis] = &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap];
const INPUTS: &[Input] = &[Input::Own("fte"), Input::Own("patients")];
static OTHER_ROLE: About =
    About::new("FTE", "the sum of England's rows in the role that is not counted", &[], &[]);
static FTE: About =
    About::new("FTE", "the sum of the FTE of its PCNs", &[Input::EachPcn("fte")], &[Basis::Workforce]);
static CONTRACTED: About = About::new(
    "FTE",
    "the sum of the FTE of contracted services of its PCNs",
    &[Input::EachPcn("contracted-fte")],
    &[Basis::Workforce],
);
static PATIENTS: About = About::new(
    "patients",
    "the sum of the patients of its PCNs with a return",
    &[Input::EachPcn("patients")],
    BASIS,
);
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
    &[Input::EachPcn("fte"), Input::EachPcn("patients"), Input::EachPcn("need/*")],
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

impl Register for Area {
    fn register(&mut self, at: &At, into: &mut Registry) {
        self.own.level.returns.register(&at.step("returns"), into);
        self.own.level.left_out.register(at, into);
        self.own.series.reconfigured.iter_mut().for_each(|change| change.register(at, into));
        into.claim(&mut self.own.level.fte, at, "fte", &FTE);
        into.claim(&mut self.own.level.contracted_fte, at, "contracted-fte", &CONTRACTED);
        into.claim(&mut self.own.level.patients, at, "patients", &PATIENTS);
        into.claim(&mut self.own.level.rate, at, "rate", &RATE);
        into.claim(&mut self.own.level.rate_low, at, "rate-low", &LOW);
        into.claim(&mut self.own.level.rate_high, at, "rate-high", &HIGH);
        self.own.level.rate_why_not_shown.register(at, into);
        let between = at.step("rate-between-pcns").by(BETWEEN);
        self.own.level.rate_between_pcns.register(&between, into);
        for (indicator, fifths) in &mut self.own.need.fifths {
            let at = at.step(&format!("fifths/{indicator}"));
            fifths.iter_mut().for_each(|fifth| fifth.register(&at, into));
        }
        self.compared.against_england.register(at, into);
        self.compared.funnel.register(at, into);
        self.measures.iter_mut().for_each(|measured| measured.register(at, into));
        for (indicator, place) in &mut self.compared.pooled {
            place.register(&at.step(&format!("need-slope-pooled/{indicator}")), into);
        }
        self.own.sensitivities.iter_mut().for_each(|alternative| alternative.register(at, into));
        self.own.series.trend.iter_mut().for_each(|point| point.register(at, into));
        let series = &mut self.own.series;
        for (over, change) in [(YEAR, &mut series.change), (SINCE_BREAK, &mut series.matched_change)] {
            if let Some(change) = change {
                change.register(at, over, into);
            }
        }
        self.own.series.change_why_not_shown.register(&at.step("change"), into);
        self.own.series.xmr.register(at, into);
        self.own.series.trend_line.register(at, into);
        for (indicator, model) in &mut self.own.models.panel_model {
            model.register(&at.step(&format!("panel-model/{indicator}")), into);
        }
        self.own.models.replication.register(at, into);
        self.compared.similar.iter_mut().for_each(|similar| similar.register(at, into));
        self.own.shares.fair_share_chance.register(at, into);
        self.own.shares.fair_share.iter_mut().for_each(|share| share.register(at, into));
        self.own.shares.fair_share_sensitivity.iter_mut().for_each(|weight| weight.register(at, into));
        into.claim(&mut self.own.need.most_need_half_share, at, "most-need-half-share", &HALF);
        self.own.boundaries.iter_mut().for_each(|boundary| boundary.register(at, into));
        self.own.pcns.iter_mut().for_each(|pcn| pcn.register(at, into));
        self.own.local.register(at, into);
    }
}
