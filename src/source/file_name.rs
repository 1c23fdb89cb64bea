//! What a file's name and ending say: whether it is a publication's, and why it is not opened.

use crate::subject::Mark;

/// Endings of files that are opened.
const OPENED: [&str; 12] =
    [".csv", ".txt", ".tsv", ".tab", ".gz", ".xlsx", ".xlsm", ".xls", ".xlsb", ".zip", ".json", ".geojson"];

/// Endings of downloads that a browser has not finished.
const UNFINISHED: [&str; 5] = [".crdownload", ".part", ".partial", ".download", ".opdownload"];

/// Endings of tables and archives that are not read; other endings are of documents and pictures.
const OTHER_TABLES: [&str; 18] = [
    ".7z",
    ".rar",
    ".tar",
    ".bz2",
    ".xz",
    ".zst",
    ".ods",
    ".numbers",
    ".parquet",
    ".feather",
    ".rds",
    ".rda",
    ".rdata",
    ".sav",
    ".dta",
    ".sas7bdat",
    ".accdb",
    ".mdb",
];

/// Names of the files that mark their folder, or their zip, as no finding.
const MARKERS: [(&str, Mark); 2] =
    [("illustrative.txt", Mark::Illustrative), ("synthetic.txt", Mark::Synthetic)];

/// The mark that a file gives to its folder.
pub fn marker(name: &str) -> Option<Mark> {
    MARKERS.iter().find(|(file, _)| name.eq_ignore_ascii_case(file)).map(|(_, mark)| *mark)
}

/// The mark that a file's own name carries.
pub fn mark_of(name: &str) -> Option<Mark> {
    let name = name.to_lowercase();
    if name.contains("synthetic") {
        Some(Mark::Synthetic)
    } else if name.contains("illustrative") {
        Some(Mark::Illustrative)
    } else {
        None
    }
}

/// Whether a name ends so, in any letters.
pub fn ends_with(name: &str, ending: &str) -> bool {
    name.to_lowercase().ends_with(ending)
}

/// Whether a file may hold a table that can be read.
pub fn may_hold_table(name: &str) -> bool {
    OPENED.iter().any(|ending| ends_with(name, ending)) && marker(base(name)).is_none()
}

/// Whether a program or a system left it beside a file, as `._x.csv` and `~$x.xlsx`.
pub fn is_litter(name: &str) -> bool {
    base(name).starts_with(['.', '~'])
}

/// Whether a browser has not finished it.
pub fn is_unfinished(name: &str) -> bool {
    UNFINISHED.iter().any(|ending| ends_with(name, ending))
}

/// Why a file is not opened.
pub fn why_not_opened(name: &str) -> &'static str {
    if is_unfinished(name) {
        "a download that is not finished: let the browser finish it, or download it again"
    } else if OTHER_TABLES.iter().any(|ending| ends_with(name, ending)) {
        "not a form that is read: save its table as CSV (UTF-8) or .xlsx"
    } else {
        "not a table"
    }
}

/// Whether a file that is not opened may hold a publication's table, so that its name matters.
pub fn is_table_unread(name: &str) -> bool {
    UNFINISHED.iter().chain(&OTHER_TABLES).any(|ending| ends_with(name, ending))
}

/// Whether a name is that of a table which briefings are made from.
///
/// The tables beside them in the same publications (by LSOA, of regions, of the bulletin) have names of their own.
pub fn is_publications(name: &str) -> bool {
    let plain: String =
        base(name).chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let plain = words.join(" ");
    let has = |part: &str| plain.contains(part);
    let lists = has("gp reg pat prac") && !has("lsoa") && !has("region");
    let workforce = has("primary care network") && has("individual level");
    let survey = (has("gpps") || has("gp patient survey")) && has("practice");
    let scores = has("imd") && has("practice") || has("indicator data 93553") || has("indicator data 94240");
    lists || workforce || survey || scores || words.contains(&"epcn")
}

/// A name for messages, without signs that would move a terminal's cursor.
pub fn shown(name: &str) -> String {
    name.chars().map(|sign| if sign.is_control() { '\u{fffd}' } else { sign }).collect()
}

/// The last part of a path, inside a zip or not.
pub fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_publications_are_known_however_they_were_saved() {
        for name in [
            "9.Primary Care Networks – March 2022 Individual Level.csv",
            "primary_care_networks_-_june_2026_individual_level (1).txt",
            "x/gp-reg-pat-prac-all-nov-25.csv.gz",
            "gp_reg_pat_prac_map.7z",
            "GPPS_2025_Practice_data_(weighted)_(csv)_PUBLIC.csv",
            "fingertips-imd-2025-gp-practice.csv",
            "ePCN.xlsx",
        ] {
            assert!(is_publications(name), "{name}");
        }
        for name in [
            "gp-reg-pat-prac-lsoa-all.csv",
            "gp-reg-pat-prac-quin-age-regions.csv",
            "1 General Practice - November 2025 Individual Level.csv",
            "Primary Care Networks Bulletin Tables.xlsx",
            "GPPS_2025_National_data_(weighted).csv",
            "gp-reg-pat-prac-map.zip/notes.csv",
            "Unconfirmed 819145.crdownload",
        ] {
            assert!(!is_publications(name), "{name}");
        }
    }

    #[test]
    fn an_unfinished_download_is_called_one() {
        assert!(why_not_opened("list.csv.crdownload").contains("not finished"));
        assert!(why_not_opened("list.7z").contains("save its table"));
        assert_eq!(why_not_opened("notes.pdf"), "not a table");
    }
}
