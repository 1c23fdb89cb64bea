//! One edition: every area of a census, and England beside them.

use serde::Serialize;

use super::area::{Area, Comparisons};
use super::compare::{self, Funnel, InFunnel};
use super::england::England;
use super::figures::AreaFigures;
use super::influence;
use super::measured::Measured;
use super::peers::{Peers, SimilarBy};
use super::place::{self, Kind, Place};
use super::pooled::PooledSlopes;
use super::published::Parts;
use super::scatter::Scatter;
use super::since::{ComparedWith, SinceEarlier};
use super::sources::Served;
use crate::compare::Published;
use crate::measure::funnel::RateFunnel;
use crate::panel::Panel;
use crate::panel::reconcile::{self, Compared};
use crate::source::Publications;
use crate::subject::error::Result;
use crate::subject::series::Breaks;
use crate::subject::{Census, Need};
use crate::text::{About, At, Claimed, Register, Registry};
use crate::workers;

crate::figures! {
    /// One edition: every area of a census, and England beside them.
    #[derive(Debug, Serialize)]
    pub struct Edition {
        /// The census that the edition is for.
        pub edition: Census,
        /// How areas were drawn: `edition` puts today's PCNs in this census's ICBs; else `as-published`, the year of a
        /// generation of ICBs, or `file:NAME.csv`.
        pub geography: String,
        /// The role counted, by its id.
        pub role: &'static str,
        /// The primary need indicator.
        pub need: Need,
        /// The earlier edition that it is compared with, where one is given.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub compared_with: Option<ComparedWith>,
        /// What it was made from.
        #[serde(flatten)]
        pub served: Served => "",
        /// The variables that similar ICBs are near each other on.
        #[serde(flatten)]
        pub similar: SimilarBy,
        /// The funnel of the ICBs' rates.
        pub funnel: Option<Funnel> => "",
        /// ICBs, then regions, then sub-ICBs, each by code.
        pub areas: Vec<Area> => "",
        /// England.
        pub england: Area => "",
        /// The censuses between quarters, which are drawn and in no usual movement, change or model.
        pub between_quarters: Vec<Census>,
        /// England's PCNs by need and rate.
        #[serde(skip)]
        pub scatter: Scatter,
        /// Published totals of this census beside ours.
        pub reconciliation: Vec<Compared>,
        /// FTE in the role that is not counted, England.
        #[serde(skip)]
        pub other_role_fte: Claimed = About::new(
            "FTE",
            "the sum of England's rows in the role that is not counted",
            &[],
            &[],
        ),
        /// Link workers outside the publication, row by row.
        #[serde(skip)]
        pub local: Option<crate::panel::Local>,
        /// Every number of all this, as a claim.
        #[serde(skip)]
        pub claims: Registry,
    }
}

/// How many areas are analysed side by side; the figures are the same for any number.
const AT_ONCE: usize = 4;

/// What areas are set beside.
struct Beside<'a> {
    peers: &'a Peers<'a>,
    funnel: Option<&'a RateFunnel>,
    since: Option<&'a SinceEarlier>,
}

/// What is known of the areas, in their order, before they are set beside each other.
struct Apart {
    places: Vec<Place>,
    figures: Vec<AreaFigures>,
    measures: Vec<Vec<Measured>>,
}

impl Apart {
    /// Of England, which takes longest, and then of every other area.
    fn of(england: &England<'_>, publications: &Publications) -> Result<Self> {
        let mut places = vec![Place::england()];
        places.extend(place::all(england, publications)?);
        let made = workers::map(&places, AT_ONCE, |place| {
            Ok((AreaFigures::of(england, place)?, influence::of_area(england, place)?))
        });
        let made: Result<Vec<(AreaFigures, Vec<Measured>)>> = made.into_iter().collect();
        let (figures, measures) = made?.into_iter().unzip();
        Ok(Self { places, figures, measures })
    }

    /// What moved in them since an earlier edition, where one is given.
    fn since(&self, panel: &Panel) -> Result<Option<SinceEarlier>> {
        let Some(earlier) = &panel.earlier else { return Ok(None) };
        let now = Parts {
            census: panel.resolved.edition,
            geography: panel.resolved.geography.id(),
            role: panel.resolved.role,
            areas: self.places.iter().zip(&self.figures).collect(),
        };
        SinceEarlier::of(earlier, &now).map(Some)
    }

    /// All of them joined with what they are beside each other.
    fn joined(self, england: &England<'_>, beside: &Beside<'_>) -> Vec<Area> {
        let Self { places, figures, measures } = self;
        let Beside { peers, funnel, since } = beside;
        let pooled = PooledSlopes::of(england);
        let icbs = places.iter().filter(|place| place.kind == Kind::Icb);
        let names = icbs.map(|place| (place.code.as_str(), place.name.as_str())).collect();
        let level = figures.first().and_then(|whole| whole.level.rate).map(Claimed::get);
        let none = figures.first().and_then(|whole| whole.level.none_share).map(Claimed::get);
        let against = level.map(|level| compare::against_england(&places, &figures, level));
        let mut against = against.into_iter().flatten();
        let compared: Vec<Comparisons> = places
            .iter()
            .zip(&figures)
            .map(|(place, own)| Comparisons {
                against_england: against.next().flatten(),
                none_against_england: none
                    .filter(|_| place.kind != Kind::England)
                    .and_then(|none| compare::none_against_england(own, none)),
                funnel: funnel
                    .filter(|_| place.kind == Kind::Icb)
                    .and_then(|funnel| InFunnel::of(funnel, own)),
                pooled: pooled.place(england, place),
                similar: peers.similar(place, &names),
                similar_chosen: peers.are_named(place),
                since: since.and_then(|since| since.areas.get(&place.code)).cloned(),
            })
            .collect();
        let with_pooled = places.iter().zip(measures).map(|(place, mut measures)| {
            measures.extend(pooled.measured(england, place));
            measures
        });
        let measures = with_pooled.collect();
        let measures =
            if level.is_some() { compare::adjusted_over_icbs(&places, measures) } else { measures };
        let joined = places.into_iter().zip(figures).zip(measures).zip(compared);
        joined.map(|(((place, own), measures), compared)| Area { place, own, measures, compared }).collect()
    }
}

impl Edition {
    /// Computes every area of a panel; `publications` name the files that it came from.
    ///
    /// # Errors
    /// Where a built-in lookup is damaged, or the earlier edition cannot be compared with.
    pub fn of(panel: &Panel, publications: &Publications) -> Result<Self> {
        let england = England::of(panel)?;
        let apart = Apart::of(&england, publications)?;
        let peers = Peers::of(&england);
        let funnel = compare::funnel(&apart.places, &apart.figures);
        let since = apart.since(panel)?;
        let beside = Beside { peers: &peers, funnel: funnel.as_ref(), since: since.as_ref() };
        let mut areas = apart.joined(&england, &beside);
        let whole = areas.remove(0);
        let mut edition = Self {
            edition: panel.resolved.edition,
            geography: panel.resolved.geography.id(),
            role: panel.resolved.role,
            need: panel.resolved.need,
            compared_with: since.map(|since| since.with),
            served: Served::of(&england, publications),
            similar: peers.into(),
            funnel: funnel.as_ref().map(Funnel::from),
            areas,
            england: whole,
            between_quarters: panel.quarters.between().to_vec(),
            scatter: Scatter::of(&england),
            reconciliation: reconcile::of_census(publications, panel.resolved.edition)?,
            other_role_fte: england.latest.rows.iter().map(|row| row.other_role_fte).sum::<f64>().into(),
            local: panel.local.clone(),
            claims: Registry::default(),
        };
        edition.register();
        Ok(edition)
    }

    /// Makes every number a claim; what is not registered cannot be printed.
    pub fn register(&mut self) {
        let mut claims = Registry::default();
        Register::register(self, &At::area(&self.england.place.code, self.edition), &mut claims);
        self.claims = claims;
    }

    /// As its open data have it, for another to be compared with.
    pub fn published(&self) -> Published {
        let areas = self.areas.iter().chain([&self.england]);
        let parts = Parts {
            census: self.edition,
            geography: self.geography.clone(),
            role: self.role,
            areas: areas.map(|area| (&area.place, &area.own)).collect(),
        };
        parts.published()
    }

    /// England, or another area, by its code.
    pub fn area(&self, code: &str) -> Option<&Area> {
        [&self.england].into_iter().chain(&self.areas).find(|area| area.place.code == code)
    }

    /// The ICBs, by code.
    pub fn icbs(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter().filter(|area| area.place.kind == Kind::Icb)
    }

    /// The breaks that no line or change of this edition crosses unsaid.
    pub fn breaks(&self) -> Breaks {
        Breaks::of(self.role, &self.geography)
    }

    /// The NHS regions, by code.
    pub fn regions(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter().filter(|area| area.place.kind == Kind::Region)
    }

    /// The ICBs that make up an area: itself, a region's, or all of England's.
    pub fn icbs_of<'a>(&'a self, area: &'a Area) -> impl Iterator<Item = &'a Area> {
        self.icbs().filter(move |icb| match area.place.kind {
            Kind::England => true,
            Kind::Region => icb.place.region.as_ref() == Some(&area.place.code),
            Kind::Icb | Kind::SubIcb => icb.place.code == area.place.code,
        })
    }
}
