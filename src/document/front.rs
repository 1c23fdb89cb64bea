//! What every page carries: title, running line, banners, and the facts about the file.

use super::areas;
use super::front_sheet::{self, FrontSheet, Slots};
use super::scope::Scope;
use crate::analysis::Part;
use crate::branding::Branding;
use crate::content;
use crate::subject::digest::fingerprint_start;
use crate::subject::{Mark, Need};
use crate::text;
use crate::text::words::list;
use crate::text::{Content, DataTable, Text};

content! {
    /// The document's frame.
    #[derive(Debug)]
    pub struct Front {
        title: Text,
        description: Text,
        keywords: Vec<Text>,
        year: Text,
        month: Text,
        day: Text,
        author: Text,
        kicker: &'static str,
        area: Text,
        edition: Text,
        running: Text,
        stamp: Text,
        pub(super) banners: Vec<Text>,
        logo: Option<Logo>,
        contact: Option<Text>,
        attachments: Vec<Attached>,
    }
}

content! {
    /// The user's own logo.
    #[derive(Debug)]
    struct Logo {
        path: Text,
        alt: Text,
    }
}

content! {
    /// The data inside the PDF, as the document lists them.
    #[derive(Debug)]
    struct Attached {
        path: Text,
        description: Text,
    }
}

/// What stands around the pages of any document.
pub struct Frame<'a> {
    /// What the user makes their own.
    pub branding: &'a Branding,
    /// The data inside the PDF.
    pub attachments: &'a [DataTable],
}

impl Attached {
    fn of(attachment: &DataTable) -> Self {
        let (path, about) = (Text::name(attachment.file()), Text::name(&attachment.about));
        Self { path: text!("/{}", path), description: text!("{}, as CSV", about) }
    }
}

impl Frame<'_> {
    /// The frame of an area's document.
    pub fn front(&self, scope: Scope<'_>) -> Front {
        let date = scope.edition.edition.date();
        let branding = self.branding;
        Front {
            title: areas::title(scope),
            description: text!(
                "How many link workers {} has, how they lie by {}, whether that is changing, and how sure we are.",
                scope.name(),
                scope.indicator().name
            ),
            keywords: self.keywords(scope),
            year: Text::name(date.year().to_string()),
            month: Text::name(date.month().to_string()),
            day: Text::name(date.day().to_string()),
            author: "Link worker briefings".into(),
            kicker: "Social prescribing link workers in",
            area: scope.name(),
            running: text!("Link workers in {}, {}", scope.name(), scope.census()),
            stamp: version(),
            edition: scope.census(),
            banners: self.banners(scope),
            logo: branding
                .logo
                .as_ref()
                .map(|logo| Logo { path: text!("/{}", Text::name(logo.path())), alt: Text::name(&logo.alt) }),
            contact: branding.contact.as_ref().map(Text::name),
            attachments: self.attachments.iter().map(Attached::of).collect(),
        }
    }

    /// The page before page one, where the user gives one.
    pub fn front_sheet(&self, scope: Scope<'_>, answer: &Text) -> Option<FrontSheet> {
        self.sheet(scope, answer).filter(|_| self.branding.front_sheet_as.pdf)
    }

    /// The ICB's own fields, in whichever format they are written.
    pub fn sheet(&self, scope: Scope<'_>, answer: &Text) -> Option<FrontSheet> {
        let contact = self.branding.contact.as_ref().map(Text::name);
        let slots = Slots {
            area: scope.name(),
            edition: scope.census(),
            answer: answer.clone(),
            contact: contact.unwrap_or_default(), // `Branding::check` refuses a slot for a contact that is not given
        };
        self.branding.front_sheet.as_ref().map(|sheet| front_sheet::compose(sheet, &slots))
    }

    /// What every page says of itself.
    fn banners(&self, scope: Scope<'_>) -> Vec<Text> {
        let draft = self.branding.draft.then(|| Text::from(DRAFT));
        draft.into_iter().chain(scope.edition.served.marks.iter().map(|mark| banner(scope, *mark))).collect()
    }

    /// Words to find the file by; a mark comes first.
    fn keywords(&self, scope: Scope<'_>) -> Vec<Text> {
        let draft = self.branding.draft.then_some("Draft");
        let marks = scope.edition.served.marks.iter().map(|mark| match mark {
            Mark::Illustrative => "Illustrative data",
            Mark::Synthetic => "Synthetic data",
        });
        let subject = ["social prescribing", "link workers", "Primary Care Networks"];
        let words = draft.into_iter().chain(marks).chain(subject).map(Text::from);
        let area = [scope.name(), Text::name(&scope.area.place.code), scope.census()];
        words.chain(area).collect()
    }
}

/// A content whose frame says the start of what it is made from, in the line of every page and among its keywords.
pub fn stamped(mut content: Content, fingerprint: &str) -> Content {
    let inputs = text!("inputs {}", Text::name(fingerprint_start(fingerprint)));
    for (name, field) in content.fields_of_mut("front") {
        match (*name, field) {
            ("stamp", Content::Text(stamp)) => *stamp = text!("{}, {}", stamp.clone(), inputs.clone()),
            ("keywords", Content::List(words)) => words.push(Content::Text(inputs.clone())),
            _ => {}
        }
    }
    content
}

fn version() -> Text {
    Text::from(concat!("version ", env!("CARGO_PKG_VERSION")))
}

/// What every page says until it is signed off.
const DRAFT: &str = "Draft: not yet signed off";

/// The program and its version.
pub fn program() -> Text {
    Text::from(concat!("Link worker briefings ", env!("CARGO_PKG_VERSION")))
}

/// What of the data is made up.
fn banner(scope: Scope<'_>, mark: Mark) -> Text {
    match mark {
        Mark::Illustrative => "Illustrative data: made up, not a finding".into(),
        Mark::Synthetic => match made_up(scope) {
            Some((made_up, real)) => {
                text!("{} figures are made up; {} figures are real", made_up.capital(), real)
            }
            None => "Synthetic data: part of the input is made up, so this is not a finding".into(),
        },
    }
}

/// The parts of the data that are made up, and those that are not; none where all are or nothing is known of them.
fn made_up(scope: Scope<'_>) -> Option<(Text, Text)> {
    let served = &scope.edition.served;
    let mut parts = vec![(Part::Workforce, "workforce")];
    let has = |need| served.indicators.iter().any(|used| used.need == need);
    parts.extend(has(Need::Deprivation).then_some((Part::Deprivation, "deprivation")));
    parts.extend(has(Need::SupportGap).then_some((Part::Survey, "survey")));
    let names = |wanted: bool| -> Vec<Text> {
        let those = parts.iter().filter(|(part, _)| served.made_up.contains(part) == wanted);
        those.map(|(_, name)| Text::from(*name)).collect()
    };
    let (made_up, real) = (names(true), names(false));
    (!made_up.is_empty() && !real.is_empty()).then(|| (list::and(&made_up), list::and(&real)))
}
