//! What outsiders found in whole editions: every document of several, held to rules that no single page can hold.

mod behind;
mod sums;
mod verdicts;
mod withheld;

use std::sync::OnceLock;

use briefings::analysis::{Analysis, Edition};
use briefings::document::Manuscript;
use briefings::panel::Options;
use briefings::publish;
use briefings::source::Origin;
use briefings::subject::Need;
use briefings::text::claim::plain;
use serde_json::Value;

use crate::support::{edition, embedded, real};

/// Editions by either indicator, early and late, of the illustrative and, where it is there, of the real data.
fn editions(test: &str) -> &'static [Edition] {
    static EDITIONS: OnceLock<Vec<Edition>> = OnceLock::new();
    EDITIONS.get_or_init(|| {
        let of = |origin: &Origin, when: &str, need: Need| {
            let edition_of = Some(when.parse().unwrap());
            edition(origin.clone(), &Options { edition: edition_of, need: Some(need), ..Options::default() })
        };
        let made_up = embedded();
        let mut editions = vec![
            of(&made_up, "2026-09", Need::SupportGap),
            of(&made_up, "2026-09", Need::Deprivation),
            of(&made_up, "2022-03", Need::SupportGap),
            of(&made_up, "2020-12", Need::SupportGap),
        ];
        if let Some(path) = real(test) {
            let path = Origin::Path(path);
            editions.push(of(&path, "2022-03", Need::SupportGap));
            editions.push(of(&path, "2022-03", Need::Deprivation));
            editions.push(of(&path, "2025-11", Need::SupportGap));
        }
        editions
    })
}

/// Every document of the editions, with what it is about.
fn documents(test: &str) -> impl Iterator<Item = (&'static Edition, &'static Analysis, Manuscript)> {
    editions(test).iter().flat_map(|edition| {
        let areas = publish::choose(edition, &publish::Asked::default()).unwrap();
        areas.into_iter().map(move |area| (edition, area, briefings::render::compose(edition, area).unwrap()))
    })
}

/// Every text of a document, with its place: fields of pages, then the words on charts and those in their stead.
fn texts(manuscript: &Manuscript) -> Vec<(String, String)> {
    let mut found = Vec::new();
    gather(&manuscript.value(), "", &mut found);
    for chart in &manuscript.charts {
        found.push((format!("charts.{}.alt", chart.slug), plain(&chart.alt)));
        found.extend(chart.labels.iter().map(|label| (format!("charts.{}", chart.slug), plain(label))));
    }
    found
}

fn gather(value: &Value, place: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((place.to_owned(), plain(text))),
        Value::Array(items) => items.iter().for_each(|item| gather(item, &format!("{place}[]"), found)),
        Value::Object(fields) => {
            let under =
                |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
            fields.iter().for_each(|(name, item)| gather(item, &under(name), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
