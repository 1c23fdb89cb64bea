//! Tables without an answer: every figure is finite or says why it is not there.

use std::fs;

use briefings::measure::MEASURES;
use serde_json::Value;

use super::{fixture, measure};

/// A table in rows of cells, the header first.
type Table = Vec<Vec<String>>;

fn read(name: &str) -> Table {
    let text = fs::read_to_string(fixture(name)).unwrap();
    text.lines().map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

fn column(table: &Table, name: &str) -> usize {
    table[0].iter().position(|known| known == name).unwrap()
}

/// The table with other cells in a column, in the rows of one ICB or of all.
fn with(mut table: Table, name: &str, cell: &str, icb: Option<&str>) -> Table {
    let (at, of) = (column(&table, name), column(&table, "icb"));
    for row in table.iter_mut().skip(1).filter(|row| icb.is_none_or(|icb| row[of] == icb)) {
        row[at] = cell.to_owned();
    }
    table
}

fn all(table: Table, cells: &[(&str, &str)]) -> Table {
    cells.iter().fold(table, |table, (name, cell)| with(table, name, cell, None))
}

fn without(mut table: Table, names: &[&str]) -> Table {
    for name in names {
        let at = column(&table, name);
        table.iter_mut().for_each(|row| drop(row.remove(at)));
    }
    table
}

fn only(mut table: Table, name: &str, cell: &str) -> Table {
    let at = column(&table, name);
    let header = table.remove(0);
    table.retain(|row| row[at] == cell);
    std::iter::once(header).chain(table).collect()
}

const NEED: [&str; 3] = ["need_num", "need_den", "imd_score"];

/// Every degenerate form of a table.
fn forms(table: &Table) -> Vec<(&'static str, Table)> {
    let of = || table.clone();
    let first = table[1][column(table, "pcn")].clone();
    let mut forms = vec![
        ("as it is", of()),
        ("one PCN", only(of(), "pcn", &first)),
        ("no FTE at all", all(of(), &[("fte", "0")])),
        ("equal FTE", all(of(), &[("fte", "1.5")])),
        ("equal rates", all(of(), &[("fte", "1.5"), ("list_size", "30000")])),
        ("all alike", all(of(), &[("fte", "1"), ("need_num", "8"), ("need_den", "40"), ("imd_score", "20")])),
        ("one ICB", all(of(), &[("icb", "Q01")])),
        ("no need", without(of(), &NEED)),
        ("no deprivation", without(of(), &NEED[2..])),
        ("no survey", without(of(), &NEED[..2])),
        ("an area without a return", with(of(), "fte", "", Some("Q01"))),
        ("no return at all", all(of(), &[("fte", "")])),
        ("no patients", all(of(), &[("list_size", "")])),
        (
            "nothing",
            all(of(), &["list_size", "fte", "need_num", "need_den", "imd_score"].map(|name| (name, ""))),
        ),
        ("zeros with a sign", all(of(), &["fte", "need_num", "imd_score"].map(|name| (name, "-0")))),
    ];
    if table[0][0] == "quarter" {
        forms.push(("one quarter", only(of(), "quarter", "2023-07")));
    }
    forms
}

#[test]
fn every_figure_is_finite_or_says_why_it_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["pcn24.csv", "pcn300.csv", "pcn_panel.csv"] {
        for (form, table) in forms(&read(name)) {
            let path = folder.path().join(name);
            let rows: Vec<String> = table.iter().map(|row| row.join(",")).collect();
            fs::write(&path, rows.join("\n")).unwrap();
            let done = measure(&path);
            let place = format!("{name}, {form}");
            assert_eq!(done.status.code(), Some(0), "{place}: {}", String::from_utf8_lossy(&done.stderr));
            let text = String::from_utf8(done.stdout).unwrap();
            assert!(!text.split([' ', ',', '\n', '[']).any(is_minus_nothing), "{place}: minus zero");
            let json: Value = serde_json::from_str(&text).unwrap();
            assert!(MEASURES.iter().all(|measure| holds(&json["england"], measure.id)), "{place}");
            walk(&json, "", &place);
        }
    }
}

fn is_minus_nothing(word: &str) -> bool {
    word.starts_with('-') && word.parse() == Ok(0.0)
}

fn holds(area: &Value, id: &str) -> bool {
    area["measures"].as_array().unwrap().iter().any(|measured| measured["id"] == id)
}

/// Fields that may be null: what an area need not have. A number that is not finite would be null elsewhere.
const OPTIONAL: &[&str] = &[
    "against_england",
    "change",
    "change_why_not_shown",
    "completeness",
    "course",
    "edition",
    "fair_share_chance",
    "funnel",
    "hamed_rao",
    "indicator",
    "jackknife_error",
    "lower",
    "lower_998",
    "mann_kendall",
    "local",
    "matched",
    "matched_change",
    "most_need_half_share",
    "p",
    "q",
    "rate",
    "rate_between_pcns",
    "rate_high",
    "none_against_england",
    "none_share",
    "rate_low",
    "rate_why_not_shown",
    "rate_with",
    "region",
    "region_name",
    "replication",
    "signals",
    "trend",
    "trend_within_pcns",
    "upper",
    "upper_998",
    "why_not_shown",
    "xmr",
];

/// Checks every figure of a value; `field` is the name that it goes by.
fn walk(value: &Value, field: &str, place: &str) {
    match value {
        Value::Null => assert!(OPTIONAL.contains(&field), "{place}: `{field}` is null"),
        Value::Bool(_) => {}
        Value::Number(number) => {
            assert!(number.as_f64().is_some_and(f64::is_finite), "{place}: {field} {number}")
        }
        Value::String(text) => {
            let small = text.to_lowercase();
            let wrong = small
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| matches!(word, "nan" | "inf" | "infinity"));
            assert!(!wrong, "{place}: {text}");
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, field, place)),
        Value::Object(fields) => {
            let measured = fields.contains_key("shown");
            if measured {
                answered(value, place);
            }
            for (name, item) in fields.iter().filter(|(name, _)| !(measured && *name == "value")) {
                walk(item, name, place);
            }
            assert_eq!(value["lower"].is_null(), value["upper"].is_null(), "{place}: half an interval");
        }
    }
}

/// Checks that a measure has a value, or else a reason.
fn answered(measured: &Value, place: &str) {
    let why = measured["why_not_shown"].as_str();
    let fine = match measured["shown"].as_bool().unwrap() {
        true => measured["value"].as_f64().is_some_and(f64::is_finite) && why.is_none(),
        false => measured["value"].is_null() && why.is_some_and(|why| !why.is_empty()),
    };
    assert!(fine, "{place}: {measured}");
}
