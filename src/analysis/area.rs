//! One area: its own figures, and those that rest on other areas too.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compare::{self, AgainstEngland, InFunnel};
use super::estimated::Contrast;
use super::figures::AreaFigures;
use super::measured::Measured;
use super::peers::Similar;
use super::place::Place;
use super::pooled::PooledPlace;
use super::since::Since;
use crate::subject::Need;
use crate::text::Text;

crate::figures! {
    /// All that any page may say about one area.
    #[derive(Debug, Serialize)]
    pub struct Area {
        /// What it is called, and what it is.
        #[serde(flatten)]
        pub place: Place,
        /// What its own PCNs say.
        #[serde(flatten)]
        pub own: AreaFigures => "",
        /// Every measure, for each indicator that it takes.
        pub measures: Vec<Measured> => "",
        /// What it is among the other areas.
        #[serde(flatten)]
        pub compared: Comparisons => "",
    } at |area, at| at.of_area(&area.place.code)
}

crate::figures! {
    /// What can be said of an area only when all of them are known.
    #[derive(Debug, Default, Serialize)]
    pub struct Comparisons {
        /// How far the rate is from England's, allowing for the number of areas; none for England.
        pub against_england: Option<AgainstEngland> => "against-england",
        /// The share of patients whose PCN reported none, less England's; none for England.
        pub none_against_england: Option<Contrast> => "reported-none-against-england".by(compare::NONE_AGAINST),
        /// Where the rate lies in the funnel of ICBs; ICBs only.
        pub funnel: Option<InFunnel> => "",
        /// The need slope among those of all ICBs, for each indicator; ICBs only.
        pub pooled: BTreeMap<&'static str, PooledPlace> => "need-slope-pooled",
        /// Similar ICBs, nearest first, or those that the user named; ICBs only.
        pub similar: Vec<Similar> => "similar",
        /// Whether the user named them.
        pub similar_chosen: bool,
        /// What moved since an earlier edition, where one is given and both show the rate.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub since: Option<Since> => "since",
    }
}

impl Area {
    /// The name in text for a page; its digits are no figures.
    pub fn printed_name(&self) -> Text {
        Text::name(&self.place.name)
    }

    /// A measure's result; `need` is ignored by measures that take no indicator.
    pub fn measure(&self, id: &str, need: Need) -> Option<&Measured> {
        self.measures.iter().find(|m| m.id == id && m.indicator.is_none_or(|i| i == need.id()))
    }
}
