//! Link workers outside the publication: shown in a block of their own, and in no other figure.

use std::path::Path;

use briefings::analysis::{Area, Edition};
use briefings::branding::Branding;
use briefings::panel::Options;
use briefings::publish::{Run, data};
use briefings::render::template::{TemplateMarks, Templates};
use briefings::render::typesetter::Typesetter;
use briefings::source::local::{self, LocalTable};
use briefings::subject::error::Result;
use briefings::workers;
use serde_json::Value;

use crate::editions::{EMBEDDED, GIVEN_MORE, LATEST, illustrative};
use crate::read::rows;
use crate::support::{SMALL, renderer};

const HEADER: &str = "area,employer,fte,source,as_of,note\n";

fn read(text: &str) -> Result<LocalTable> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    std::fs::write(&path, text).unwrap();
    local::read(&path)
}

/// The small England with a table.
fn with(rows: &str) -> Result<Edition> {
    let options = Options { local: Some(read(&format!("{HEADER}{rows}"))?), ..Options::default() };
    Ok(briefings::analyse(&SMALL.publications, &options)?.1)
}

fn area<'a>(edition: &'a Edition, code: &str) -> &'a Area {
    edition.areas.iter().chain([&edition.england]).find(|area| area.place.code == code).unwrap()
}

/// Some PCN of the small set's NHS Devon.
fn pcn() -> String {
    SMALL.area().own.pcns[0].code.to_string()
}

#[test]
fn rows_are_added_up_by_employer_and_area_and_into_nothing_else() {
    let pcn = pcn();
    let rows = format!(
        "QJK,Council,1.5,Return,2026-06,\n{pcn},Council,2,Return,2026-06,a hub\nQJK,Charity,4.25,Letter,1 July 2026,\n"
    );
    let edition = with(&rows).unwrap();
    let devon = area(&edition, "QJK").own.local.as_ref().unwrap();
    assert_eq!((devon.fte.get(), devon.file.as_str()), (7.75, "own.csv"));
    let by: Vec<(&str, f64, &[usize])> =
        devon.employers.iter().map(|e| (e.employer.as_str(), e.fte.get(), e.rows.as_slice())).collect();
    assert_eq!(by, [("Charity", 4.25, [4].as_slice()), ("Council", 3.5, [2, 3].as_slice())]);
    assert_eq!(area(&edition, "ENG").own.local.as_ref().unwrap().fte, 7.75);
    assert!(edition.icbs().filter(|icb| icb.place.code != "QJK").all(|icb| icb.own.local.is_none()));
    // Everything but the overlay is what it is without one.
    let strip = |edition: &Edition| {
        let mut value = serde_json::to_value(edition).unwrap();
        let areas = value["areas"].as_array_mut().unwrap();
        areas.iter_mut().for_each(|area| area["local"] = Value::Null);
        value["england"]["local"] = Value::Null;
        value
    };
    assert_eq!(strip(&edition), strip(&SMALL.edition));
    let json = serde_json::to_value(area(&edition, "QJK")).unwrap();
    assert_eq!(json["local"]["employers"][1]["fte"], 3.5);
    let outputs = data(&edition, "").unwrap();
    let csv = outputs.iter().find(|(output, _)| output.path == "data/local.csv").unwrap();
    let text = String::from_utf8(csv.0.bytes.clone()).unwrap();
    assert!(text.contains(&format!("QJK,{pcn},Council,2,June 2026,Return,a hub\n")), "{text}");
    assert!(data(&SMALL.edition, "").unwrap().iter().all(|(output, _)| output.path != "data/local.csv"));
}

/// What a document prints of the overlay.
fn printed(edition: &Edition, code: &str) -> Value {
    let manuscript = renderer(edition).compose(area(edition, code)).unwrap();
    manuscript.said().unwrap();
    crate::read::context(&manuscript)["sure"]["local"].clone()
}

#[test]
fn the_block_stands_apart_says_whose_count_it_is_and_an_area_without_rows_has_none() {
    let edition = with("QJK,Council of 2 towns,1.5,Return,2026-06,\n").unwrap();
    let block = printed(&edition, "QJK");
    let table = &block["table"];
    assert_eq!(rows(table)[0], ["Council of 2 towns", "1.5", "June 2026", "Return"]);
    assert_eq!(rows(table)[1], ["Total", "1.5", "", ""]);
    assert!(table["rows"][1][1]["is_total"] == true && table["rows"][0][1]["is_total"] == false);
    let words = block["sentences"].to_string();
    assert!(
        words.contains("own count, from own.csv") && words.contains("in no rate, chart, measure or total")
    );
    let other = edition.icbs().find(|icb| icb.place.code != "QJK").unwrap();
    assert!(printed(&edition, &other.place.code).is_null());
    assert_eq!(rows(&printed(&edition, "ENG")["table"])[0], ["NHS Devon", "1.5", "June 2026", "1"]);
    let region = area(&edition, "QJK").place.region.clone().unwrap();
    assert_eq!(rows(&printed(&edition, &region)["table"]).last().unwrap()[..2], ["Total", "1.5"]);
    assert!(printed(&SMALL.edition, "QJK").is_null());
}

#[test]
fn what_is_wrong_is_named_by_file_row_column_and_what_was_expected() {
    let cases: [(&str, &[&str]); 13] = [
        ("QJJ,A,1,S,2026-06,\n", &["row 2", "`AREA`", "`QJJ`", "an ICB of this edition", "QJK"]),
        ("U99999,A,1,S,2026-06,\n", &["row 2", "`U99999`", "a PCN of this edition", "the nearest are U"]),
        ("Devon,A,1,S,2026-06,\n", &["`AREA`", "`Devon`", "a PCN code", "an ICB code"]),
        (",A,1,S,2026-06,\n", &["`AREA`", "found ``"]),
        ("QJK,,1,S,2026-06,\n", &["`EMPLOYER`", "at most 60 characters"]),
        ("QJK,A,,S,2026-06,\n", &["`FTE`", "found ``", "a number"]),
        ("QJK,A,-1,S,2026-06,\n", &["`FTE`", "`-1`", "zero or more"]),
        ("QJK,A,NaN,S,2026-06,\n", &["`FTE`", "`NaN`"]),
        ("QJK,A,1,,2026-06,\n", &["`SOURCE`"]),
        ("QJK,A,1,S,last spring,\n", &["`AS_OF`", "`last spring`", "like 2026-03-31"]),
        ("QJK,A,1,S,2026-06,\nQJK,A,1,S,2026-06,\n", &["row 3", "`EMPLOYER`", "not row 2 once more"]),
        (
            "QJK,A,1,S,2026-06,\nQJK,A,2,T,2026-07,\n",
            &["row 3", "`AS_OF`", "`2026-07`", "June 2026, as row 2 has"],
        ),
        ("", &["a header and no rows"]),
    ];
    for (rows, parts) in cases {
        let message = with(rows).unwrap_err().chain();
        for part in parts.iter().chain([&"`own.csv`"]) {
            assert!(message.contains(part), "`{part}` is not in: {message}");
        }
    }
    let message = read("place,employer,fte,source,as_of\nQJK,A,1,S,2026-06\n").unwrap_err().chain();
    assert!(message.contains("no column `AREA`"), "{message}");
    let message = read("area,employer,source,as_of\nQJK,A,S,2026-06\n").unwrap_err().chain();
    assert!(message.contains("no column `FTE`"), "{message}");
}

#[test]
fn a_pcn_and_an_icb_may_have_columns_of_their_own_and_must_agree() {
    let pcn = pcn();
    let place = |rows: &str| {
        let table = read(&format!("pcn,icb,employer,fte,source,as_of\n{rows}"))?;
        let options = Options { local: Some(table), ..Options::default() };
        Ok::<_, briefings::subject::error::Error>(briefings::analyse(&SMALL.publications, &options)?.1)
    };
    let edition =
        place(&format!("{pcn},,A,1,S,2026-06\n,QJK,B,2,S,2026-06\n{pcn},QJK,C,4,S,2026-06\n")).unwrap();
    assert_eq!(area(&edition, "QJK").own.local.as_ref().unwrap().fte, 7.0);
    let other = SMALL.edition.icbs().find(|icb| icb.place.code != "QJK").unwrap().place.code.clone();
    let message = place(&format!("{pcn},{other},A,1,S,2026-06\n")).unwrap_err().chain();
    assert!(
        message.contains(&format!("`{pcn} in {other}`")) && message.contains("expected QJK"),
        "{message}"
    );
    assert!(place(",,A,1,S,2026-06\n").is_err());
}

#[test]
fn the_file_is_in_the_fingerprint_and_a_made_up_one_marks_every_page() {
    let print = |rows: &str| {
        let options =
            Options { local: Some(read(&format!("{HEADER}{rows}")).unwrap()), ..Options::default() };
        let (branding, templates) = (Branding::default(), Templates::default());
        let run = Run::of(&SMALL.publications, &SMALL.edition, &options, &branding, &templates);
        run.unwrap().renderer.fingerprint
    };
    let plain = SMALL.renderer(&Branding::default()).fingerprint.clone();
    let (one, two) = (print("QJK,A,1,S,2026-06,\n"), print("QJK,A,2,S,2026-06,\n"));
    assert!(plain != one && one != two);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("synthetic-own.csv");
    std::fs::write(&path, format!("{HEADER}QJK,A,1,S,2026-06,\n")).unwrap();
    let options = Options { local: Some(local::read(&path).unwrap()), ..Options::default() };
    let marks = briefings::analyse(&SMALL.publications, &options).unwrap().1.served.marks;
    assert!(marks.contains(&briefings::subject::Mark::Synthetic), "{marks:?}");
}

#[test]
fn the_example_of_the_documentation_can_be_read() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let page = std::fs::read_to_string(home.join("local.md")).unwrap();
    let example = std::fs::read_to_string(home.join("local.example.csv")).unwrap();
    assert!(page.contains(example.trim()), "docs/local.md shows the example as it is");
    assert_eq!(GIVEN_MORE.1.england.own.local.as_ref().unwrap().fte, 20.4);
}

#[test]
fn the_longest_block_adds_at_most_one_page() {
    let icbs = illustrative(LATEST).edition.icbs();
    let mut icbs: Vec<(usize, String)> =
        icbs.map(|icb| (icb.own.pcns.len(), icb.place.code.clone())).collect();
    icbs.sort();
    let codes: Vec<String> = icbs.into_iter().rev().map(|(_, code)| code).collect();
    let long = "Association of Community Organisations of Some Long County X";
    let text: String = codes
        .iter()
        .flat_map(|code| (0..9).map(move |n| format!("{code},{long},1.{n},{long},{}-06,{n}\n", 2026)))
        .enumerate()
        .map(|(at, row)| row.replace("County X", &format!("Coun{:>4}", at % 9 + 1)))
        .collect();
    let options = Options { local: Some(read(&format!("{HEADER}{text}")).unwrap()), ..Options::default() };
    let edition = briefings::analyse(&EMBEDDED, &options).unwrap().1;
    let (renderer, typesetter) = (renderer(&edition), Typesetter::new(2));
    let mut wanted: Vec<&Area> = codes.iter().take(8).map(|code| area(&edition, code)).collect();
    wanted.push(&edition.england);
    wanted.extend(edition.regions().take(1));
    let pages = workers::map(&wanted, 2, |area| {
        let manuscript = renderer.compose(area).unwrap();
        let (proof, _) = renderer.prepare(&typesetter, &manuscript, area, TemplateMarks::Off).unwrap();
        (area.place.code.clone(), typesetter.lay_out(proof).unwrap().pages().len())
    });
    let over: Vec<&(String, usize)> = pages.iter().filter(|(_, pages)| *pages > 13).collect();
    assert!(over.is_empty(), "{over:?}");
}

#[test]
fn a_table_is_read_as_excel_saves_it() {
    let was = read(&format!("{HEADER}QJK,Council,6.5,Return,2025-06,Hubs\n")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    let text = format!("\u{feff}{HEADER}\nQJK,Council,6.5,Return,Jun-25,Hubs\n").replace(',', "\t");
    std::fs::write(&path, text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()).unwrap();
    let is = local::read(&path).unwrap();
    let of =
        |table: &LocalTable| table.rows.iter().map(|row| (row.fte, row.as_of.clone())).collect::<Vec<_>>();
    assert_eq!(of(&is), of(&was));
}
