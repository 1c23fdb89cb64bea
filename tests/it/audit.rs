//! What outsiders found in whole editions: every document of several, held to rules that no single page can hold.

mod behind;
mod sums;
mod verdicts;
mod withheld;

use briefings::analysis::Edition;
use briefings::subject::Need;
use serde_json::Value;

use crate::editions::{Composed, LATEST, Made, illustrative, of, real};
use crate::read::plain;

/// Editions by either indicator, early and late, of the illustrative and, where it is there, of the real data.
fn made(test: &str) -> impl Iterator<Item = &'static Made> {
    let made_up = [LATEST, LATEST.by(Need::Deprivation), of("2022-03"), of("2020-12")];
    let published = [of("2022-03"), of("2022-03").by(Need::Deprivation), of("2025-11")];
    let made_up = made_up.map(|wanted| (wanted, Some(illustrative(wanted))));
    let published = published.map(|wanted| (wanted, real(test, wanted)));
    made_up.into_iter().chain(published).filter_map(|(wanted, made)| {
        let by = wanted.need.unwrap_or(Need::SupportGap);
        made.inspect(|made| assert_eq!(made.edition.need, by))
    })
}

fn editions(test: &str) -> impl Iterator<Item = &'static Edition> {
    made(test).map(|made| &made.edition)
}

/// Every document of the editions.
fn documents(test: &str) -> impl Iterator<Item = &'static Composed> {
    made(test).flat_map(Made::documents)
}

/// Every text of a document, with its place: fields of pages, then the words on charts and those in their stead.
fn texts(document: &Composed) -> Vec<(String, String)> {
    let mut found = Vec::new();
    gather(&document.context, "", &mut found);
    for chart in document.manuscript.charts() {
        found.push((format!("charts.{}.alt", chart.slug), plain(&chart.alt)));
        found.extend(
            chart.picture.labels.iter().map(|label| (format!("charts.{}", chart.slug), plain(label))),
        );
    }
    found
}

fn gather(value: &Value, place: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((place.to_owned(), text.clone())),
        Value::Array(items) => items.iter().for_each(|item| gather(item, &format!("{place}[]"), found)),
        Value::Object(fields) => {
            let under =
                |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
            fields.iter().for_each(|(name, item)| gather(item, &under(name), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
