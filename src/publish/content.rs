//! The options that a run's fingerprint is computed over, in the order in which the manifest has them.

use serde::Serialize;

use crate::analysis::Edition;
use crate::branding::{Branding, Length};
use crate::compare::EarlierFiles;
use crate::panel::{MapChoice, Options};
use crate::render::template::Templates;
use crate::subject::digest::OwnFile;
use crate::subject::{IcbCode, Need};

/// The options that change what a document says or looks like.
#[derive(Debug, Serialize)]
pub struct Content<'a> {
    geography: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    geography_file: Option<&'a OwnFile>,
    role: &'static str,
    need: Need,
    asked_need: Option<Need>,
    asked_survey: Option<i16>,
    asked_imd: Option<i16>,
    allow_stale: Option<&'a str>,
    similar: Vec<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    prefer: &'a [String],
    indicators: Vec<&'a str>,
    // Options of later versions are left out where they are not used, so that the hash stays what it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    practice_map: Option<MapChoice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    local: Option<&'a OwnFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared_with: Option<&'a EarlierFiles>,
    draft: bool,
    front_sheet: Option<&'a OwnFile>,
    logo: Option<&'a OwnFile>,
    logo_alt: Option<&'a str>,
    contact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<Length>,
    #[serde(skip_serializing_if = "Option::is_none")]
    front_sheet_in_pdf: Option<bool>,
    templates: Vec<OwnFile>,
}

impl<'a> Content<'a> {
    /// What was asked for and what served.
    pub fn of(
        edition: &'a Edition,
        options: &'a Options,
        branding: &'a Branding,
        templates: &Templates,
    ) -> Self {
        let pair = |(icb, others): (&IcbCode, &Vec<IcbCode>)| {
            let others: Vec<&str> = others.iter().map(IcbCode::as_str).collect();
            format!("{icb}: {}", others.join(" "))
        };
        Self {
            geography: &edition.geography,
            geography_file: options.geography.file(),
            role: edition.role,
            need: edition.need,
            asked_need: options.need,
            asked_survey: options.survey,
            asked_imd: options.imd,
            allow_stale: options.allow_stale.as_deref(),
            similar: options.similar.iter().map(pair).collect(),
            prefer: &options.prefer,
            indicators: edition.served.indicators.iter().map(|used| used.source.as_str()).collect(),
            practice_map: Some(options.practice_map).filter(|asked| *asked != MapChoice::Auto),
            local: options.local.as_ref().map(|table| &table.file),
            compared_with: options.earlier.as_ref().map(|earlier| &earlier.files),
            draft: branding.draft,
            front_sheet: branding.front_sheet.as_ref().map(|sheet| &sheet.file),
            logo: branding.logo.as_ref().map(|logo| &logo.file),
            logo_alt: branding.logo.as_ref().map(|logo| logo.alt.as_str()),
            contact: branding.contact.as_deref(),
            front_sheet_in_pdf: Some(branding.front_sheet_as.pdf).filter(|in_pdf| !in_pdf),
            length: Some(branding.length).filter(|length| *length != Length::Paper),
            templates: templates.files(),
        }
    }
}
