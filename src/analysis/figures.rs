//! What the PCNs of one area say, whatever the other areas are.

use std::collections::BTreeMap;

use serde::Serialize;

use super::boundaries::{self, Boundary};
use super::curve;
use super::england::England;
use super::estimated::{self, RATE_BASIS, Withheld};
use super::fifths::{self, FifthRate};
use super::gradient::{self, Gradient, HalfRate};
use super::here::Here;
use super::level::AreaLevel;
use super::local::{self, Local};
use super::model::{self, PanelModel, Replication};
use super::pcn::{self, PcnFigure};
use super::place::Place;
use super::reconfiguration::{self, Reconfiguration};
use super::sensitivity::{self, Alternative};
use super::share::{self, FairShare, FairShareChance, Sensitivity};
use super::trend::{self, Change, TrendPoint};
use super::trend_line::{self, TrendLine, Xmr};
use crate::measure::Scope;
use crate::measure::concentration::CurvePoint;
use crate::subject::error::Result;
use crate::text::{About, Behind, Claimed};

crate::figures! {
    /// Everything that is computed from the PCNs of one area alone.
    #[derive(Debug, Serialize)]
    pub struct AreaFigures {
        /// How many link workers it has.
        #[serde(flatten)]
        pub level: AreaLevel => "",
        /// How they lie along patients in order of need.
        #[serde(flatten)]
        pub need: ByNeed => "",
        /// How that came about.
        #[serde(flatten)]
        pub series: Series => "",
        /// Where they would be by fair shares.
        #[serde(flatten)]
        pub shares: FairShares => "",
        /// Several censuses in one model; England only.
        #[serde(flatten)]
        pub models: Models => "",
        /// What other choices would change.
        pub sensitivities: Vec<Alternative> => "otherwise",
        /// The ICBs that its PCNs were in on other boundaries, by code; none where that changes nothing. ICBs only.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub boundaries: Vec<Boundary> => "boundaries",
        /// Link workers outside the publication, in no other figure; none where the user gives none.
        pub local: Option<Local> => "local",
        /// Every active PCN, by code.
        #[serde(skip)]
        pub pcns: Vec<PcnFigure> => "pcn",
    }
}

crate::figures! {
    /// An area's link workers by need.
    #[derive(Debug, Default, Serialize)]
    pub struct ByNeed {
        /// Rates by England's fifths of need, most need first, for each indicator.
        pub fifths: BTreeMap<&'static str, Vec<FifthRate>> => "fifths",
        /// Rates of the area's own halves by need, for each indicator.
        pub halves: BTreeMap<&'static str, Vec<HalfRate>> => "halves",
        /// The line of the slope index, for each indicator that has one.
        pub gradients: BTreeMap<&'static str, Gradient> => "gradient",
        /// Share of FTE along patients from least to most need, for each indicator.
        pub curves: BTreeMap<&'static str, Vec<CurvePoint>>,
        /// Share of FTE along patients from the lowest to the highest rate.
        pub lorenz: Vec<CurvePoint>,
        /// Share of link-worker FTE with the half of patients in most need (primary indicator).
        pub most_need_half_share: Option<Claimed> = About::new(
            "share of FTE",
            "the concentration curve at half of patients, from the most need downwards",
            estimated::INPUTS,
            RATE_BASIS,
        ),
    }
}

crate::figures! {
    /// An area's censuses and the change between them.
    #[derive(Debug, Default, Serialize)]
    pub struct Series {
        /// Every census up to this one at which the area has PCNs, oldest first.
        pub trend: Vec<TrendPoint> => "trend",
        /// What happened to PCNs from census to census, oldest first.
        pub reconfigured: Vec<Reconfiguration> => "reconfigured",
        /// Change over four quarters on PCNs with a return in both.
        pub change: Option<Change> => "change".by(trend::YEAR).behind(Behind::BothDates),
        /// Why there is no change, where there is none.
        pub change_why_not_shown: Option<Withheld> => "change".behind(Behind::BothDates),
        /// Change since the last break on PCNs with a return at every census since.
        pub matched_change: Option<Change> => "matched-change".by(trend::SINCE_BREAK),
        /// Usual movement of the rate from quarter to quarter.
        pub xmr: Option<Xmr> => "xmr",
        /// A robust straight line through the rates.
        #[serde(rename = "course")]
        pub trend_line: Option<TrendLine> => "course",
    }
}

crate::figures! {
    /// An area's fair shares, by the primary indicator.
    #[derive(Debug, Default, Serialize)]
    pub struct FairShares {
        /// Today's FTE shared out by the primary indicator's fair shares, by PCN code.
        pub fair_share: Vec<FairShare> => "fair-share",
        /// What chance alone would leave away from fair shares.
        pub fair_share_chance: Option<FairShareChance> => "fair-share-chance",
        /// FTE to move for other weights of need: exponent, FTE, share of the total.
        pub fair_share_sensitivity: Vec<Sensitivity> => "fair-share-weight",
    }
}

crate::figures! {
    /// England's need slope over several censuses.
    #[derive(Debug, Default, Serialize)]
    pub struct Models {
        /// The need slope of every census since the last break in one model, for each indicator; England only.
        pub panel_model: BTreeMap<&'static str, PanelModel> => "panel-model",
        /// The study's model at every census, beside its published result; England only.
        pub replication: Option<Replication> => "study",
    }
}

impl AreaFigures {
    /// Those of one area.
    ///
    /// # Errors
    /// Where a built-in lookup is damaged.
    pub fn of(england: &England<'_>, place: &Place) -> Result<Self> {
        let rows = place.within.rows(england.latest);
        let primary = england.observations(rows.iter().copied(), england.panel.resolved.need);
        let scope = Scope::from(place.kind);
        let here = Here { england, within: &place.within, rows: &rows, primary: &primary, scope };
        Ok(Self {
            level: AreaLevel::of(&here),
            need: ByNeed::of(&here),
            series: Series::of(&here),
            shares: FairShares::of(&here),
            models: Models::of(&here),
            sensitivities: sensitivity::alternatives(england, &place.within, scope),
            boundaries: boundaries::of(england, place, &rows)?,
            local: local::of(england.panel.local.as_ref(), place),
            pcns: pcn::figures(england, &rows)?,
        })
    }
}

impl ByNeed {
    fn of(here: &Here<'_>) -> Self {
        Self {
            fifths: fifths::by_indicator(here.england, here.rows, here.scope),
            halves: gradient::halves(here.england, here.rows, here.scope),
            gradients: gradient::by_indicator(here.england, here.rows, here.scope),
            curves: curve::concentration(here.england, here.rows),
            lorenz: curve::lorenz(here.england, here.rows),
            most_need_half_share: share::most_need_half(&here.sample()),
        }
    }
}

impl Series {
    fn of(here: &Here<'_>) -> Self {
        let Here { england, within, scope, .. } = *here;
        let change = trend::change(england, within, scope);
        let trend = trend::points(england, within, scope);
        Self {
            reconfigured: reconfiguration::of(england, within),
            change_why_not_shown: change.as_ref().err().map(|reason| Withheld::from(*reason)),
            change: change.ok(),
            matched_change: trend::matched_change(england, within, scope),
            xmr: trend_line::xmr(england, within),
            trend_line: trend_line::fit(england, &trend),
            trend,
        }
    }
}

impl FairShares {
    fn of(here: &Here<'_>) -> Self {
        let sample = here.sample();
        let (fair_share, fair_share_chance) = share::by_pcn(here.rows, &sample);
        let need = here.england.panel.resolved.need;
        Self { fair_share, fair_share_chance, fair_share_sensitivity: share::sensitivity(&sample, need) }
    }
}

impl Models {
    fn of(here: &Here<'_>) -> Self {
        if here.scope != Scope::England {
            return Self::default();
        }
        Self { panel_model: model::panel_models(here.england), replication: model::replication(here.england) }
    }
}
