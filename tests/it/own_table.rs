//! `briefings measure` on tables of the user's own: the reference figures, broken tables, and tables without an answer.

mod degenerate;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::program;
use briefings::measure::survey::{Answers, drawn_shares};
use serde_json::Value;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn measure(table: &Path) -> Output {
    program().arg("measure").arg(table).output().unwrap()
}

fn json(table: &Path) -> Value {
    let done = measure(table);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

/// A reference figure: file, case and statistic of `expected.csv`, where it is in England, and how many of it that is.
type Agreed = (&'static str, &'static str, &'static str, &'static str, f64);

/// A need slope is printed for ten points, of a share 0.1 and of a score 10.
const AGREED: [(&str, &[Agreed]); 3] = [
    (
        "pcn24.csv",
        &[
            ("distribution", "pcn24", "gini_weighted", "gini//value", 1.0),
            ("distribution", "pcn24", "hoover_from_idisw", "hoover//value", 1.0),
            ("jackknife", "pcn24", "theil", "theil//jackknife_error", 1.0),
            ("sii_pcn", "pcn24_need", "sii", "sii/support-gap/value", 1.0),
            ("sii_pcn_ci", "pcn24_need", "lower_t_HC3", "sii/support-gap/lower", 1.0),
            ("sii_pcn", "pcn24_imd", "rii_ratio", "rii/deprivation/value", 1.0),
            ("concentration", "pcn24_need", "ci", "concentration-index/support-gap/value", 1.0),
            ("quintile_rates", "pcn24_imd_score", "gap_most_minus_least", "gap/deprivation/value", 1.0),
            ("quintile_rates", "pcn24_imd_score", "ratio_most_to_least", "ratio/deprivation/value", 1.0),
            ("fair_share", "pcn24", "fte_to_add_level_up_to_mean_rate", "level-up/deprivation/value", 1.0),
            ("ols_slope", "pcn24_unweighted_imd", "coef", "need-slope/deprivation/value", 10.0),
        ],
    ),
    (
        "pcn300.csv",
        &[
            ("distribution", "pcn300", "gini_weighted", "gini//value", 1.0),
            ("jackknife", "pcn300", "gini", "gini//jackknife_error", 1.0),
            ("jackknife", "pcn300", "theil", "theil//jackknife_error", 1.0),
            ("distribution", "pcn300", "hoover_from_idisw", "hoover//value", 1.0),
            ("sii_pcn", "pcn300_need", "rii_ratio", "rii/support-gap/value", 1.0),
            ("sii_pcn_ci", "pcn300_imd", "upper_t_HC3", "sii/deprivation/upper", 1.0),
            ("concentration", "pcn300_imd", "ci", "concentration-index/deprivation/value", 1.0),
            ("distribution", "pcn300", "hoover_from_idisw", "hoover-need/deprivation/value", 1.0),
            ("distribution", "pcn300", "fte_to_move_equal_rate", "fair-share-moved/deprivation/value", 1.0),
            ("ols_slope_ci", "pcn300_unweighted_need", "lower_t_HC3", "need-slope/support-gap/lower", 0.1),
        ],
    ),
    (
        "pcn_panel.csv",
        &[
            ("panel", "2023-07", "slope", "need-slope/support-gap/value", 0.1),
            ("panel", "diff_last_first", "est", "/panel_model/support-gap/change/value", 0.1),
            ("panel", "linear_interaction", "need_t", "/panel_model/support-gap/trend/value", 0.1),
            (
                "panel",
                "fe_linear_interaction",
                "need_t",
                "/panel_model/support-gap/trend_within_pcns/value",
                0.1,
            ),
        ],
    ),
];

/// A number of `expected.csv`, computed by others.
fn expected(file: &str, case: &str, stat: &str) -> f64 {
    let text = fs::read_to_string(fixture("expected/expected.csv")).unwrap();
    let start = format!("{file},{case},{stat},");
    let mut rows = text.lines().filter_map(|row| row.strip_prefix(&start));
    rows.next().unwrap_or_else(|| panic!("no {start}")).split(',').next().unwrap().parse().unwrap()
}

/// A figure by a JSON pointer, or by measure, indicator and field.
fn figure(england: &Value, place: &str) -> f64 {
    if place.starts_with('/') {
        return england.pointer(place).unwrap().as_f64().unwrap();
    }
    let parts: Vec<&str> = place.split('/').collect();
    let wanted = |m: &&Value| m["id"] == parts[0] && m["indicator"].as_str().unwrap_or_default() == parts[1];
    let measured = england["measures"].as_array().unwrap().iter().find(wanted).unwrap();
    measured[parts[2]].as_f64().unwrap_or_else(|| panic!("{place} is {}", measured[parts[2]]))
}

fn close(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 1e-8 * wanted.abs()
}

#[test]
fn measures_agree_with_reference_software() {
    for (table, agreed) in AGREED {
        let england = &json(&fixture(table))["england"];
        for (file, case, stat, place, factor) in agreed {
            let (found, wanted) = (figure(england, place), factor * expected(file, case, stat));
            assert!(close(found, wanted), "{table} {place}: {found}, and {stat} of {case} is {wanted}");
        }
    }
}

/// By lack of support, fair shares follow list size times the share drawn towards the ICB's, which has golden rows of its
/// own: here worked out again from the table.
#[test]
fn fair_shares_by_lack_of_support_follow_drawn_shares() {
    for table in ["pcn24.csv", "pcn300.csv"] {
        let path = fixture(table);
        let rows: Vec<BTreeMap<String, String>> =
            csv::Reader::from_path(&path).unwrap().deserialize().map(Result::unwrap).collect();
        let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().ok();
        let answers = |row: &BTreeMap<String, String>| Answers {
            cluster: row["icb"][1..].parse().unwrap(),
            no: number(row, "need_num").unwrap(),
            base: number(row, "need_den").unwrap(),
        };
        let drawn = drawn_shares(&rows.iter().map(answers).collect::<Vec<_>>());
        let filed = rows.iter().zip(&drawn).filter_map(|(row, drawn)| {
            Some((number(row, "fte")?, number(row, "list_size").unwrap() * drawn))
        });
        let filed: Vec<(f64, f64)> = filed.collect();
        let (fte, weights) = filed.iter().fold((0.0, 0.0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
        let moved = filed.iter().map(|of| (of.0 - fte * of.1 / weights).abs()).sum::<f64>() / 2.0;
        let england = &json(&path)["england"];
        for (id, wanted) in [("fair-share-moved", moved), ("hoover-need", moved / fte), ("level-up", moved)] {
            let found = figure(england, &format!("{id}/support-gap/value"));
            assert!(close(found, wanted), "{table} {id}: {found}, not {wanted}");
        }
    }
}

/// The panel's rows of two quarters, the earlier under another name.
fn pairs(folder: &Path, before: &str, named: &str) -> Value {
    let text = fs::read_to_string(fixture("pcn_panel.csv")).unwrap();
    let kept =
        text.lines().filter(|row| ["quarter", before, "2023-07"].iter().any(|start| row.starts_with(start)));
    let rows: Vec<String> = kept.map(|row| row.replace(before, named)).collect();
    let path = folder.join(format!("{named}.csv"));
    fs::write(&path, rows.join("\n")).unwrap();
    json(&path)["england"].clone()
}

#[test]
fn a_change_is_over_four_quarters_and_no_other_number() {
    let folder = tempfile::tempdir().unwrap();
    let three = pairs(folder.path(), "2022-10", "2022-10");
    assert_eq!(three["change"], Value::Null);
    assert_eq!(three["change_why_not_shown"], "the data holds no workforce file from a year before");
    let four = pairs(folder.path(), "2022-10", "2022-07");
    let reference = |stat| expected("ratio_change", "ALL", stat);
    assert_eq!(four["change"]["pcns"].as_f64().unwrap(), reference("n_pairs"));
    let end = |end: &str| figure(&four, &format!("/change/estimate/{end}"));
    assert!(close(end("value"), reference("change_per_10k")), "{}", end("value"));
    // Student's t at 0.975 with 23 degrees of freedom, from a printed table.
    let half = 2.068_66 * reference("se_per_10k");
    assert!(((end("upper") - end("lower")) / 2.0 - half).abs() < 1e-6, "{}", end("upper") - end("lower"));
}

#[test]
fn a_broken_table_is_an_error_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let good = "pcn,icb,list_size,fte,need_num,need_den\nP1,A,10000,1.5,3,40\nP2,A,20000,0.5,4,40\n";
    let broken = [
        ("column.csv", good.replacen("list_size", "size", 1), vec!["row 1", "`LIST_SIZE`"]),
        ("letters.csv", good.replace("0.5", "half"), vec!["row 3", "`FTE`", "`half`", "a number"]),
        ("below.csv", good.replace("0.5", "-0.5"), vec!["row 3", "`FTE`", "`-0.5`", "zero or more"]),
        ("twice.csv", good.replace("P2", "P1"), vec!["row 3", "`PCN`", "`P1`", "an earlier row"]),
        ("answers.csv", good.replace(",4,40", ",44,40"), vec!["row 3", "`NEED_NUM`", "`44`", "not over"]),
        (
            "empty.csv",
            good.lines().take(1).map(|row| format!("{row}\n")).collect(),
            vec!["a header and no rows"],
        ),
    ];
    for (name, text, parts) in broken {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let done = measure(&path);
        assert_eq!(done.status.code(), Some(2), "{name}");
        assert!(done.stdout.is_empty(), "{name}");
        let message = String::from_utf8(done.stderr).unwrap();
        assert!(message.starts_with("error: ") && message.contains(name), "{message}");
        for part in parts {
            assert!(message.contains(part), "`{part}` is not in: {message}");
        }
    }
}

#[test]
fn a_number_as_programs_write_it_is_read_and_a_reason_names_the_column_without_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("table.csv");
    fs::write(&table, "pcn,icb,list_size,fte,imd_score\nP01,Q01,40000,1e-09,\nP02,Q01,30000,2,\n").unwrap();
    let found = json(&table);
    assert_eq!(found["england"]["fte"], 2.000_000_001);
    let measures = found["england"]["measures"].as_array().unwrap();
    let gap = measures.iter().find(|measured| measured["id"] == "gap").unwrap();
    assert_eq!(gap["why_not_shown"], "no row has a number in the column imd_score");
}

#[test]
fn a_table_of_ones_own_is_read_however_it_was_saved() {
    let text = fs::read_to_string(fixture("pcn24.csv")).unwrap();
    let was = json(&fixture("pcn24.csv"));
    let utf_16 = format!("\u{feff}{}", text.replace(',', "\t"));
    let forms = [
        text.replace(',', ";").into_bytes(),
        utf_16.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.replace('\n', "\n\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        format!("Our PCNs\n\n{text}\nSource: our own count\n").into_bytes(),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pcn24.csv");
    for form in forms {
        fs::write(&path, form).unwrap();
        assert_eq!(json(&path), was);
    }
    fs::write(&path, text.replacen("pcn", "network", 1)).unwrap();
    let said = String::from_utf8_lossy(&measure(&path).stderr).into_owned();
    assert!(said.contains("no column `PCN`") && said.contains("your table"), "{said}");
    assert!(!said.contains("download") && !said.contains("published"), "{said}");
}
