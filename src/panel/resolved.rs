//! What an edition is made from: census, indicators, surveys and indices.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::geography::Geography;
use super::section::Section;
use crate::compare::EarlierEdition;
use crate::source::kind::{FINGERTIPS, SURVEY};
use crate::source::local::LocalTable;
use crate::source::{Choice, Publications, SURVEY_PUBLISHED_IN};
use crate::subject::error::{Error, Result};
use crate::subject::role::{LINK_WORKER, Role};
use crate::subject::{Census, IcbCode, Need};

/// The first census that takes the 2025 index.
const IMD_2025_FROM: (i16, i8) = (2025, 11);

/// Where practices' PCNs are taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum MapChoice {
    /// The practice map of the GP publication, or an ePCN workbook where none is within 18 months
    #[default]
    Auto,
    /// The practice map of the GP publication
    GpList,
    /// An ePCN workbook
    Epcn,
}

/// What the user asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The census; the latest where none is given.
    pub edition: Option<Census>,
    /// The primary indicator.
    pub need: Option<Need>,
    /// The survey's year.
    pub survey: Option<i16>,
    /// The index's year.
    pub imd: Option<i16>,
    /// Why an extract over 18 months away may serve.
    pub allow_stale: Option<String>,
    /// The ICBs to set beside an ICB in the place of the nearest five.
    pub similar: BTreeMap<IcbCode, Vec<IcbCode>>,
    /// Files, by name, that serve where another describes the same period.
    pub prefer: Vec<String>,
    /// Whether a run goes on without a publication's file that cannot be read.
    pub allow_unread: bool,
    /// How areas are drawn.
    pub geography: Geography,
    /// Where practices' PCNs are taken from.
    pub practice_map: MapChoice,
    /// Link workers outside the publication, to show beside.
    pub local: Option<LocalTable>,
    /// An earlier edition, to say what moved since.
    pub earlier: Option<Arc<EarlierEdition>>,
}

impl Options {
    /// Which files are taken.
    pub fn choice(&self) -> Choice<'_> {
        Choice { prefer: &self.prefer, allow_unread: self.allow_unread }
    }
}

/// What an edition is made from.
#[derive(Clone, Debug, Serialize)]
pub struct Resolved {
    /// The census.
    pub edition: Census,
    /// The primary indicator.
    pub need: Need,
    /// The survey's year, where there is one.
    pub survey: Option<i16>,
    /// The index's year, where there is one.
    pub imd: Option<i16>,
    /// The role that is counted, by its id.
    pub role: &'static str,
    /// Why an extract over 18 months away may serve, in the user's words.
    pub allow_stale: Option<String>,
    /// The ICBs to set beside an ICB in the place of the nearest five.
    pub similar: BTreeMap<IcbCode, Vec<IcbCode>>,
    /// How areas are drawn.
    pub geography: Geography,
    /// Where practices' PCNs are taken from.
    pub practice_map: MapChoice,
}

impl Resolved {
    /// Settles what the edition is made from.
    ///
    /// # Errors
    /// Where something asked for is not among the publications, or there is no indicator at all.
    pub fn of(publications: &Publications, options: &Options) -> Result<Self> {
        let edition = edition(publications, options.edition)?;
        let survey = survey(publications, options.survey, edition)?;
        let imd = imd(publications, options.imd, edition)?;
        let need = primary(options.need, survey, imd)?;
        Ok(Self {
            edition,
            need,
            survey,
            imd,
            role: LINK_WORKER.id,
            allow_stale: options.allow_stale.clone(),
            similar: options.similar.clone(),
            geography: options.geography.clone(),
            practice_map: options.practice_map,
        })
    }

    /// Refuses a similar ICB that the edition does not have.
    pub(super) fn check_similar(&self, latest: &Section) -> Result<()> {
        let known: BTreeSet<&IcbCode> = latest.rows.iter().filter_map(|row| row.icb.as_ref()).collect();
        let named = self.similar.iter().flat_map(|(icb, beside)| std::iter::once(icb).chain(beside));
        match named.into_iter().find(|icb| !known.contains(icb)) {
            None => Ok(()),
            Some(icb) => Err(Error::Unknown {
                asked: format!("the list of similar ICBs names {icb}, which is not one of this edition"),
                available: format!("the edition has {}", list(known.into_iter())),
            }),
        }
    }

    /// The role that is counted.
    pub fn role(&self) -> &'static Role {
        &LINK_WORKER
    }
}

fn edition(publications: &Publications, asked: Option<Census>) -> Result<Census> {
    let known = publications.workforce.keys();
    let edition = asked.or_else(|| known.clone().next_back().copied());
    edition.filter(|census| publications.workforce.contains_key(census)).ok_or_else(|| Error::Unknown {
        asked: asked.map_or("no census".to_owned(), |c| format!("there is no workforce file for {c}")),
        available: format!("the data folder has {}", list(known)),
    })
}

/// The year of the last survey that was published by a census.
pub fn survey_by(census: Census) -> i16 {
    census.year() - i16::from(census.month() < SURVEY_PUBLISHED_IN)
}

/// The year of the index that serves a census.
pub fn index_by(census: Census) -> i16 {
    if (census.year(), census.month()) >= IMD_2025_FROM { 2025 } else { 2019 }
}

/// The latest survey published by the census, or the one asked for.
fn survey(publications: &Publications, asked: Option<i16>, edition: Census) -> Result<Option<i16>> {
    let years = publications.survey.keys();
    match asked {
        Some(year) if !publications.survey.contains_key(&year) => Err(Error::Unknown {
            asked: format!("there is no GP Patient Survey of {year}"),
            available: format!("the data folder has {}", list(years)),
        }),
        Some(year) => Ok(Some(year)),
        None => Ok(years.rev().find(|year| **year <= survey_by(edition)).copied()),
    }
}

/// IMD 2025 from November 2025, the earlier one before; any other where that is not there.
fn imd(publications: &Publications, asked: Option<i16>, edition: Census) -> Result<Option<i16>> {
    let years = publications.deprivation.keys();
    let recent = index_by(edition) >= 2025;
    match asked {
        Some(year) if !publications.deprivation.contains_key(&year) => Err(Error::Unknown {
            asked: format!("there is no deprivation score of IMD {year}"),
            available: format!("the data folder has {}", list(years)),
        }),
        Some(year) => Ok(Some(year)),
        None => Ok(years.rev().find(|year| recent || **year < 2025).copied()),
    }
}

fn primary(asked: Option<Need>, survey: Option<i16>, imd: Option<i16>) -> Result<Need> {
    let there = |need| match need {
        Need::SupportGap => survey.is_some(),
        Need::Deprivation => imd.is_some(),
    };
    let need = asked.unwrap_or(if survey.is_some() { Need::SupportGap } else { Need::Deprivation });
    if there(need) {
        return Ok(need);
    }
    let (missing, remedy) = match need {
        Need::SupportGap => (
            "no GP Patient Survey practice file that was published by this census",
            format!(
                "download \"GP Patient Survey, practice data, weighted (csv)\" from NHS England ({SURVEY}), or use \
                 --need deprivation"
            ),
        ),
        Need::Deprivation => (
            "no deprivation score by practice that serves this census",
            format!(
                "download \"Deprivation score (IMD)\" by GP practice from the Fingertips public health profiles (OHID, \
                 {FINGERTIPS}), or a GP Patient Survey practice file"
            ),
        ),
    };
    Err(Error::Missing { missing: missing.to_owned(), remedy })
}

/// `2021-12, 2022-03`, or `none`.
fn list<T: ToString>(items: impl Iterator<Item = T>) -> String {
    let words: Vec<String> = items.map(|item| item.to_string()).collect();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}
