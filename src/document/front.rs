//! What every page carries: title, running line, banners, and the facts about the file.

use serde::Serialize;

use super::attachment::Attachment;
use super::front_sheet::Filling;
use super::scope::Scope;
use crate::branding::Branding;
use crate::subject::Mark;
use crate::subject::digest::fingerprint_start;
use crate::text::claim::quoted;

/// The document's frame.
#[derive(Debug, Serialize)]
pub struct Front {
    title: String,
    description: String,
    keywords: Vec<String>,
    year: String,
    month: String,
    day: String,
    author: String,
    kicker: String,
    area: String,
    edition: String,
    running: String,
    stamp: String,
    banners: Vec<&'static str>,
    logo: Option<Logo>,
    contact: Option<String>,
    attachment: Attached,
}

/// The user's own logo.
#[derive(Debug, Serialize)]
struct Logo {
    path: String,
    alt: String,
}

/// The data inside the PDF, as the document lists them.
#[derive(Debug, Serialize)]
struct Attached {
    path: String,
    description: String,
}

/// Composes the frame.
pub fn compose(scope: Scope<'_>, attachment: &Attachment) -> Front {
    let date = scope.edition.edition.date();
    Front {
        title: scope.title(),
        description: format!(
            "How many link workers {} has, how they lie by {}, whether that is changing, and how sure we are.",
            scope.name(),
            scope.indicator().name
        ),
        keywords: keywords(scope),
        year: quoted(&date.year().to_string()),
        month: quoted(&date.month().to_string()),
        day: quoted(&date.day().to_string()),
        author: program(),
        kicker: "Social prescribing link workers in".to_owned(),
        area: scope.name(),
        running: format!("Link workers in {}, {}", scope.name(), scope.census()),
        stamp: quoted(concat!("version ", env!("CARGO_PKG_VERSION"))),
        edition: scope.census(),
        banners: scope.edition.marks.iter().map(|mark| banner(*mark)).collect(),
        logo: None,
        contact: None,
        attachment: Attached {
            path: quoted(&format!("/{}", attachment.name)),
            description: attachment.description.clone(),
        },
    }
}

impl Front {
    /// Adds what the user makes their own, and what the run was made from.
    pub fn brand(&mut self, branding: &Branding, fingerprint: &str) {
        let inputs = quoted(&format!("inputs {}", fingerprint_start(fingerprint)));
        self.stamp = format!("{}, {inputs}", self.stamp);
        self.keywords.push(inputs);
        if branding.draft {
            self.keywords.insert(0, "Draft".to_owned());
            self.banners.insert(0, DRAFT);
        }
        self.logo = branding
            .logo
            .as_ref()
            .map(|logo| Logo { path: quoted(&format!("/{}", logo.path())), alt: quoted(&logo.alt) });
        self.contact = branding.contact.as_deref().map(quoted);
    }

    /// What the slots of a front sheet stand for.
    pub fn filling<'a>(&'a self, answer: &'a str) -> Filling<'a> {
        let contact = self.contact.as_deref().unwrap_or_default();
        Filling { area: &self.area, edition: &self.edition, answer, contact }
    }
}

/// What every page says until it is signed off.
const DRAFT: &str = "Draft: not yet signed off";

/// The program and its version.
pub fn program() -> String {
    quoted(concat!("Link worker briefings ", env!("CARGO_PKG_VERSION")))
}

/// What every page says of input that is not a finding.
fn banner(mark: Mark) -> &'static str {
    match mark {
        Mark::Illustrative => "Illustrative data: made up, not a finding",
        Mark::Synthetic => "Synthetic data: part of the input is made up, so this is not a finding",
    }
}

/// Words to find the file by; a mark comes first.
fn keywords(scope: Scope<'_>) -> Vec<String> {
    let marks = scope.edition.marks.iter().map(|mark| match mark {
        Mark::Illustrative => "Illustrative data",
        Mark::Synthetic => "Synthetic data",
    });
    let subject = ["social prescribing", "link workers", "Primary Care Networks"];
    let area = [scope.name(), scope.area.code.clone(), scope.census()];
    marks.chain(subject).map(str::to_owned).chain(area).collect()
}
