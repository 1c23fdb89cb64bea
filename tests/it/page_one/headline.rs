//! Which finding a page leads with, by the rules and from `analysis.json` alone.

use serde_json::Value;

use super::Checked;
use super::rules::{pcns, percent, printed, speaks, strength_of, with_commas};

/// A finding, with which way it goes where it has one, and its strength.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found<'a> {
    ReportedNone(&'a str),
    /// By which indicator, and whether there is less time where need is highest.
    Gradient(&'a str, bool, &'a str),
    /// Whether the rate fell.
    Change(bool, &'a str),
    Nothing,
}

/// The indicators that may lead: deprivation first, and no made-up survey beside real deprivation scores.
fn leading(checked: &Checked<'_>) -> Vec<&'static str> {
    let listed = |list: &str, id: &str, key: Option<&str>| {
        let items = checked.data[list].as_array().unwrap();
        items.iter().any(|item| key.map_or(item, |key| &item[key]) == id)
    };
    let there = |id: &&str| listed("indicators", id, Some("need"));
    let made_up = |part: &str| listed("made_up", part, None);
    let mut ids: Vec<&str> = ["deprivation", "support-gap"].into_iter().filter(there).collect();
    if ids.len() > 1 && made_up("survey") && !made_up("deprivation") {
        ids.retain(|id| *id != "support-gap");
    }
    ids
}

fn sii<'a>(checked: &'a Checked<'_>, id: &str) -> Option<&'a Value> {
    let of = |m: &&Value| m["id"] == "sii" && m["indicator"] == id && m["shown"] == true;
    checked.area["measures"].as_array().unwrap().iter().find(of)
}

/// Whether a value is below zero in print; none where it prints as zero.
fn is_less(value: &Value) -> Option<bool> {
    let value = value.as_f64()?;
    (printed(value, 2) != "0.00").then_some(value < 0.0)
}

/// Those that a page could lead with, in the order of the rules.
fn candidates(checked: &Checked<'_>) -> Vec<(Found<'static>, &'static str)> {
    let mut found = Vec::new();
    if checked.rate().is_none() {
        return found;
    }
    let none = &checked.area["none_against_england"];
    if !none.is_null() {
        let share = |of: &Value| of["none_share"].as_f64().unwrap();
        let (own, england) = (share(checked.area), share(&checked.data["england"]));
        let strength = strength_of(none, 0.0);
        assert!((none["value"].as_f64().unwrap() - (own - england)).abs() < 1e-9);
        if own > england && (own >= 1.5 * england || own > 0.25) {
            found.push((Found::ReportedNone(strength), strength));
        }
    }
    for id in leading(checked) {
        let Some(sii) = sii(checked, id) else { continue };
        let strength = strength_of(sii, 0.0);
        assert_eq!(sii["verdict"], strength);
        found.extend(is_less(&sii["value"]).map(|less| (Found::Gradient(id, less, strength), strength)));
    }
    let estimate = &checked.area["change"]["estimate"];
    if !estimate.is_null() {
        let strength = strength_of(estimate, 0.0);
        found.extend(is_less(&estimate["value"]).map(|fell| (Found::Change(fell, strength), strength)));
    }
    found
}

/// The finding: clear before some evidence, then in order.
pub fn choose(checked: &Checked<'_>) -> Found<'static> {
    let found = candidates(checked);
    let first =
        |wanted: &str| found.iter().find(|(_, strength)| *strength == wanted).map(|(found, _)| *found);
    first("clear").or_else(|| first("some evidence")).unwrap_or(Found::Nothing)
}

/// What the chart by need is titled: the strongest gradient that may lead.
pub fn chart_title(checked: &Checked<'_>) -> String {
    let ids = leading(checked);
    let known: Vec<&str> = ids.iter().filter_map(|id| Some(strength_of(sii(checked, id)?, 0.0))).collect();
    let gradients = candidates(checked).into_iter().filter(|(found, _)| matches!(found, Found::Gradient(..)));
    let speaking: Vec<_> = gradients.filter(|(_, strength)| speaks(strength)).collect();
    let clear = speaking.iter().find(|(_, strength)| *strength == "clear").or(speaking.first());
    let Some((Found::Gradient(id, less, strength), _)) = clear else {
        let told = known.iter().any(|strength| *strength != "too few PCNs to tell");
        return if told {
            "Differences by need could be chance"
        } else {
            "Too few PCNs to tell a difference by need"
        }
        .to_owned();
    };
    let place =
        if *id == "deprivation" { "where deprivation is highest" } else { "where support is most lacking" };
    match (*strength, *less) {
        ("clear", true) => format!("Less link worker time {place}"),
        ("clear", false) => format!("More link worker time {place}"),
        (_, less) => format!("Some evidence of {} time {place}", if less { "less" } else { "more" }),
    }
}

impl Found<'_> {
    /// The sentence that says it.
    pub fn words(self, checked: &Checked<'_>) -> String {
        let area = checked.area;
        match self {
            Self::ReportedNone(strength) => {
                let share = |of: &Value| percent(of["none_share"].as_f64().unwrap());
                let how = if strength == "clear" {
                    "clearly more than"
                } else {
                    "with some evidence that this is more than"
                };
                format!(
                    "{} of {} with a return reported no link worker; {} of patients live there, {how} England’s {}.",
                    with_commas(&area["returns"]["reported_none"].to_string()),
                    pcns(area["returns"]["filed"].as_u64().unwrap()),
                    share(area),
                    share(&checked.data["england"])
                )
            }
            Self::Gradient(id, less, strength) => {
                let (most, least) = match id {
                    "deprivation" => {
                        ("serving the most deprived populations", "serving the least deprived populations")
                    }
                    _ => ("where lack of support was highest", "where lack of support was lowest"),
                };
                let size = if less { "less" } else { "more" };
                match strength {
                    "clear" => format!("PCNs {most} had clearly {size} link worker time than those {least}."),
                    _ => format!(
                        "There is some evidence that PCNs {most} had {size} link worker time than those {least}."
                    ),
                }
            }
            Self::Change(fell, strength) => {
                let change = &area["change"];
                let rate = |end: &str| printed(change[end].as_f64().unwrap(), 2);
                let how = match (strength, fell) {
                    ("clear", true) => "The rate clearly fell over the year",
                    ("clear", false) => "The rate clearly rose over the year",
                    (_, true) => "There is some evidence that the rate fell over the year",
                    (_, false) => "There is some evidence that the rate rose over the year",
                };
                let from = in_words(change["from"].as_str().unwrap());
                let same = pcns(change["pcns"].as_u64().unwrap());
                format!(
                    "{how}, from {} in {from} to {} now, in the same {same}.",
                    rate("rate_from"),
                    rate("rate_to")
                )
            }
            Self::Nothing if checked.area["kind"] != "icb" && chart_title(checked).contains("chance") => {
                "Differences between PCNs with more and less need could be chance.".to_owned()
            }
            Self::Nothing => "Nothing else on this page differs by more than PCNs commonly do.".to_owned(),
        }
    }
}

/// `2021-03` as `March 2021`.
fn in_words(census: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month) = census.split_once('-').unwrap();
    format!("{} {year}", MONTHS[month.parse::<usize>().unwrap() - 1])
}
