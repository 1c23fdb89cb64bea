//! What a run was made from, in one hash: pages print its start, and the manifest holds it whole.

use serde::Serialize;

use crate::analysis::Edition;
use crate::branding::Branding;
use crate::panel::{MapChoice, Options};
use crate::render::template::Templates;
use crate::source::Input;
use crate::subject::Need;
use crate::subject::digest::{OwnFile, hex};
use crate::subject::error::{Error, Result};

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
    draft: bool,
    front_sheet: Option<&'a OwnFile>,
    logo: Option<&'a OwnFile>,
    logo_alt: Option<&'a str>,
    contact: Option<&'a str>,
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
        let pair = |(icb, others): (&crate::subject::IcbCode, &Vec<crate::subject::IcbCode>)| {
            let others: Vec<&str> = others.iter().map(crate::subject::IcbCode::as_str).collect();
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
            draft: branding.draft,
            front_sheet: branding.front_sheet.as_ref().map(|sheet| &sheet.file),
            logo: branding.logo.as_ref().map(|logo| &logo.file),
            logo_alt: branding.logo.as_ref().map(|logo| logo.alt.as_str()),
            contact: branding.contact.as_deref(),
            templates: templates.files(),
        }
    }
}

/// SHA-256 over a line `HASH  NAME` for each input that was recognised or marked, in the order of the manifest, and
/// then the options that change content as compact JSON: all of it is in the manifest, so it can be computed again.
///
/// # Errors
/// Where the options cannot be written as JSON: a defect of the program.
pub fn fingerprint(inputs: &[Input], content: &Content<'_>) -> Result<String> {
    let counts = |input: &&Input| input.recognised.is_some() || input.mark.is_some();
    let lines = inputs.iter().filter(counts).map(|input| (input.sha256.as_str(), input.name.as_str()));
    let options = serde_json::to_string(content)
        .map_err(|error| Error::Serialise { what: "the options", source: error.into() })?;
    Ok(fingerprint_of(lines, &options))
}

/// The fingerprint of inputs, each its hash and its name, and of options as compact JSON.
pub fn fingerprint_of<'a>(inputs: impl Iterator<Item = (&'a str, &'a str)>, options: &str) -> String {
    let mut text: String = inputs.map(|(sha256, name)| format!("{sha256}  {name}\n")).collect();
    text.push_str(options);
    hex(text.as_bytes())
}
