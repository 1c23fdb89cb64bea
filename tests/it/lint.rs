//! A lint over every word that a page can print.

use briefings::document::Manuscript;
use briefings::render::template::TEMPLATES;
use serde_json::Value;

use crate::document::all;
use crate::editions::{Composed, LATEST, illustrative, of, real};
use crate::read::{context, plain};

/// Words that no page may use.
const BANNED: &[&str] = &[
    "significant",
    "because of",
    "led to",
    "worst",
    "failing",
    "outlier",
    "impact",
    "drives",
    "deprived patients",
    "deprived pcns",
    "league",
    "rank ",
    "ranked",
    "caused by",
    "due to",
    "p=",
    "±",
    "ranking",
    "rank:",
    "because",
    "leads to",
    "results in",
    "as a result",
    "thanks to",
    "owing to",
    "consequence",
    "driven by",
    "effect of",
    "best icb",
    "best pcn",
];
/// Fields that others write: methods and file names.
const OTHERS: &[&str] = &["file", "publication", "used", "method"];
/// Words in the longest sentence.
const LONGEST: usize = 30;

#[test]
fn no_page_has_banned_words_long_sentences_or_empty_texts() {
    for (_, manuscript) in all() {
        for (field, text) in own_texts(&manuscript, &context(&manuscript)) {
            assert!(!text.trim().is_empty(), "`{field}` is empty in {}", manuscript.title);
            lint(&format!("`{field}` of {}", manuscript.title), &text);
        }
    }
}

#[test]
fn no_page_of_the_illustrative_or_the_real_data_has_them_either() {
    let test = "no_page_of_the_illustrative_or_the_real_data_has_them_either";
    let published = ["2020-03", "2020-12", "2022-03", "2025-11"].map(|when| real(test, of(when)));
    for made in [Some(illustrative(LATEST))].into_iter().chain(published).flatten() {
        for document in made.documents() {
            let Composed { edition, area, manuscript, context, .. } = document;
            // How a measure is computed is cited in the terms of its field.
            let methods = || area.measures.iter().chain(&edition.england.measures);
            let method = |text: &str| methods().any(|measured| text.starts_with(measured.method.formula));
            for (field, text) in own_texts(manuscript, context).into_iter().filter(|(_, text)| !method(text))
            {
                assert!(!text.trim().is_empty(), "`{field}` is empty in {}", manuscript.title);
                lint(&format!("`{field}` of {}", manuscript.title), &text);
            }
        }
    }
}

#[test]
fn no_template_has_banned_words_or_long_sentences() {
    for (name, text) in TEMPLATES {
        for line in text.lines().filter(|line| line.ends_with('.') && !line.starts_with(['#', ' '])) {
            lint(name, line);
        }
    }
}

/// Every text of a context, with the field that holds it.
fn texts(value: &Value, field: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((field.to_owned(), text.clone())),
        Value::Array(items) => items.iter().for_each(|item| texts(item, field, found)),
        Value::Object(fields) => fields.iter().for_each(|(name, item)| texts(item, name, found)),
        Value::Number(number) => panic!("`{field}` holds the bare number {number}"),
        Value::Bool(_) | Value::Null => {}
    }
}

fn own_texts(manuscript: &Manuscript, context: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    texts(context, "", &mut found);
    let charts = manuscript.charts();
    let labels = charts.iter().flat_map(|chart| &chart.picture.labels);
    found.extend(labels.map(|label| ("label".to_owned(), plain(label))));
    found.retain(|(field, text)| {
        !OTHERS.contains(&field.as_str()) && !text.starts_with("The rate of the PCNs in")
    });
    found
}

/// Sentences of a text: a full stop inside a number or an abbreviation does not end one.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ").flat_map(|part| part.split_inclusive("? "))
}

pub fn lint(place: &str, text: &str) {
    // That PCNs are put in order of need is no rank of theirs.
    let small = text.to_lowercase().replace("ranked by need", "");
    for banned in BANNED {
        assert!(!small.contains(banned), "{place} says `{banned}`: {text}");
    }
    assert!(!text.contains("NaN"), "{place} says NaN: {text}");
    let minus_nothing =
        |word: &str| word.starts_with(['−', '-']) && !word.contains(|c: char| ('1'..='9').contains(&c));
    for word in text.split_whitespace().filter(|word| word.contains('0')) {
        assert!(!minus_nothing(word), "{place} says `{word}`");
    }
    // An ordinal beside a figure would be a rank, which intervals that overlap do not carry.
    let ordinal = |word: &str| {
        let small = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let digits = small.trim_end_matches("st").trim_end_matches("nd");
        let digits = digits.trim_end_matches("rd").trim_end_matches("th");
        digits.len() < small.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
    };
    for word in text.split_whitespace().filter(|word| ordinal(word)) {
        assert!(small.contains(&format!("{word} percentile")), "{place} says `{word}`: {text}");
    }
    for sentence in sentences(text) {
        let words = sentence.split_whitespace().count();
        assert!(words <= LONGEST, "{place} has a sentence of {words} words: {sentence}");
    }
}
