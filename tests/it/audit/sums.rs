//! What a reader would add up or read aloud: levels and differences, ends of sentences, and numbers with their nouns.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{documents, texts};
use crate::editions::Composed;
use crate::read::{column, rows};

fn number(text: &str) -> Option<f64> {
    crate::read::plain(text).replace('−', "-").replace(['+', ','], "").parse().ok()
}

#[test]
fn the_two_ends_of_a_gap_and_the_gap_add_up_as_printed() {
    let mut added = 0;
    for document in documents("the_two_ends_of_a_gap_and_the_gap_add_up_as_printed") {
        let Composed { edition, area, context: value, .. } = document;
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let by_need = rows(&value["record"]["inequality"]["measures"]["by_need"]);
        let gaps = by_need.iter().filter(|row| row[0] == "Gap");
        for (fifths, row) in list(&value["record"]["inequality"]["fifths"]).iter().zip(gaps) {
            let Some(gap) = number(&row[2]) else { continue };
            let rates = column(fifths, "FTE per 10,000");
            let (most, least) = (number(&rates[0]).unwrap(), number(&rates[4]).unwrap());
            let off = (most - least - gap).abs();
            assert!(
                off < 1e-9,
                "{} in {}: {most} less {least} is not {gap}",
                area.place.code,
                edition.edition
            );
            added += 1;
        }
    }
    assert!(added > 100, "only {added} gaps");
}

/// Every text, with the one that follows it in the same list, as both are read.
fn read_on(document: &Composed) -> Vec<(String, String)> {
    let all = texts(document);
    let next = |at: usize, place: &str| {
        let next = all.get(at + 1).filter(|(next, _)| next == place && place.ends_with("[]"));
        next.map_or("", |(_, next)| next.as_str())
    };
    all.iter()
        .enumerate()
        .map(|(at, (place, text))| (place.clone(), format!("{text} {}", next(at, place))))
        .collect()
}

/// A full stop between a digit and a digit: `in 1. 7 PCNs` is read as 1.7.
fn runs_on(text: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(". ")
        .any(|(at, _)| digit(text[..at].chars().last()) && digit(text[at + 2..].chars().next()))
}

#[test]
fn no_sentence_ends_in_a_digit_that_the_next_would_be_read_into() {
    assert!(runs_on("FTE fell in 1. 7 PCNs stayed.") && !runs_on("In 2022. Of 7 PCNs"));
    let mut found = BTreeMap::new();
    for document in documents("no_sentence_ends_in_a_digit_that_the_next_would_be_read_into") {
        for (place, said) in read_on(document).into_iter().filter(|(_, said)| runs_on(said)) {
            found.entry(place).or_insert((document.area.place.code.clone(), said));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Nouns that are counted, one and many.
const NOUNS: &[[&str; 2]] = &[
    ["PCN", "PCNs"],
    ["ICB", "ICBs"],
    ["practice", "practices"],
    ["patient", "patients"],
    ["post", "posts"],
    ["census", "censuses"],
    ["region", "regions"],
];

/// Where a number and its noun, or the words after them, do not agree.
fn disagrees(text: &str) -> Option<String> {
    // A PCN's name can end in a number: Sedgefield 2 PCN.
    if [" took the name ", " became ", " also has "].iter().any(|of_names| text.contains(of_names)) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_end_matches([',', '.', ';', ':', ')', '?']).to_owned();
    for at in 0..words.len().saturating_sub(1) {
        let count = words[at].trim_start_matches('(');
        let is_number = !count.is_empty() && count.chars().all(|c| c.is_ascii_digit() || c == ',');
        let noun = bare(words[at + 1]);
        if !is_number || !NOUNS.iter().flatten().any(|known| *known == noun) {
            continue;
        }
        let one = NOUNS.iter().any(|[one, _]| *one == noun);
        let rest = words[at + 1..].join(" ");
        let verb = words.get(at + 2).map(|word| bare(word)).unwrap_or_default();
        let ended = words[at + 1].ends_with(['.', ',', ';', ':', ')']);
        let plural_verb =
            !ended && ["are", "were", "have", "make", "differ", "their"].contains(&verb.as_str());
        let their = rest.split(". ").nth(1).is_some_and(|next| next.starts_with("Their "));
        if (count == "1") != one || (count == "1" && (plural_verb || their)) {
            return Some(format!("{count} {rest}"));
        }
    }
    None
}

#[test]
fn nouns_and_verbs_agree_with_their_numbers() {
    for wrong in ["1 PCNs made", "In 7 PCN of", "1 PCN made none. Their patients", "1 PCN have none", "0 ICB"]
    {
        assert!(disagrees(wrong).is_some(), "{wrong}");
    }
    assert_eq!(disagrees("1 PCN made none. Its patients; 21 PCNs, 1,273 PCNs and 0 ICBs."), None);
    let mut found = BTreeMap::new();
    for document in documents("nouns_and_verbs_agree_with_their_numbers") {
        let Composed { edition, area, .. } = document;
        for (place, said) in read_on(document) {
            if let Some(wrong) = disagrees(&said) {
                found.entry(place).or_insert((edition.edition.to_string(), area.place.code.clone(), wrong));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
