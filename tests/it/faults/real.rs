//! The real tables of `../shared/real`: what `check` says of them, and nothing else.

use std::collections::BTreeMap;

use briefings::panel::Options;
use serde_json::Value;

use super::{balances, finding};
use crate::support::real;

/// What is said of an edition: kinds of problem with their counts. One that is new here is a line here, or a false alarm.
type Said = &'static [(&'static str, u64)];

const OF_2022_03: Said = &[
    ("extract-far", 7),
    ("pcn-without-patients", 1),
    ("pcn-straddles", 4),
    ("nearly-complete", 12),
    ("incomplete", 11),
    ("practice-without-list", 1),
    ("list-jump", 48),
    ("pcn-reconfigured", 63),
    ("in-no-pcn", 1),
    ("not-in-map", 1),
    ("series-break", 1),
    ("suppressed", 2),
    ("fte-over-one", 10),
    ("repeated-rows", 9),
];

const OF_2025_11: Said = &[
    ("extract-far", 7),
    ("census-gap", 1),
    ("pcn-straddles", 23),
    ("nearly-complete", 2),
    ("list-jump", 186),
    ("pcn-reconfigured", 187),
    ("in-no-pcn", 1),
    ("other-role", 1),
    ("series-break", 3),
    ("suppressed", 2),
    ("fte-over-one", 10),
    ("repeated-rows", 9),
];

/// Files that are no tables of a kind that is read, and what is said of them.
const NOT_READ: [&str; 1] = ["ICB boundaries"];

fn says(test: &str, edition: &str, said: Said) {
    let Some(folder) = real(test) else { return };
    let options = Options { edition: Some(edition.parse().unwrap()), ..Options::default() };
    let finding = finding(&folder, &options);
    balances(&finding);
    let groups = finding["problems"].as_array().unwrap().iter();
    let groups: BTreeMap<&str, u64> =
        groups.map(|group| (group["kind"].as_str().unwrap(), group["count"].as_u64().unwrap())).collect();
    assert_eq!(groups, said.iter().copied().collect::<BTreeMap<_, _>>());
    for file in finding["files"].as_array().unwrap() {
        let known = NOT_READ.iter().any(|start| file["recognised_as"].as_str().unwrap().starts_with(start));
        assert!(known || !file["kind"].is_null(), "{file}");
    }
    assert!(finding["reconciliation"].as_array().unwrap().iter().all(|line: &Value| line["agrees"] == true));
}

#[test]
fn march_2022_says_what_is_known_of_it() {
    says("march_2022_says_what_is_known_of_it", "2022-03", OF_2022_03);
}

#[test]
fn november_2025_says_what_is_known_of_it() {
    says("november_2025_says_what_is_known_of_it", "2025-11", OF_2025_11);
}
