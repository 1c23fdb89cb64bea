//! That no two formats disagree: every figure in print, in each file that has it.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::process::Command;

use briefings::analysis::Area;
use briefings::render;
use briefings::text::{Cell, Content, Span, Table};
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use super::web::{pages, tree};
use super::{MADE, ending, text};
use crate::support::SMALL;

/// The areas of the edition with the start of their files' names.
fn areas() -> Vec<(&'static Area, &'static str)> {
    let edition = &SMALL.edition;
    let areas = edition.icbs().take(4).chain(edition.regions().take(1)).chain([&edition.england]);
    let stem = |area: &Area| {
        let start =
            if area.place.code == "ENG" { "england".to_owned() } else { format!("{}-", area.place.code) };
        ending(".pdf").into_iter().find(|name| name.starts_with(&start)).unwrap().trim_end_matches(".pdf")
    };
    areas.map(|area| (area, stem(area))).collect()
}

/// Every claim in print: its value by its id.
fn claims() -> BTreeMap<String, f64> {
    let mut reader = csv::Reader::from_reader(text("claims.csv").as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), row[4].parse().unwrap())).collect()
}

/// The tables of an area's paper and record, by what their sheets are called.
fn tables(area: &Area) -> BTreeMap<String, Table> {
    let renderer = crate::support::renderer(&SMALL.edition);
    let paper = renderer.compose(area).unwrap().content;
    let record = render::record(&SMALL.edition, area).unwrap();
    let all = |content: &Content| content.tables().into_iter().cloned().collect::<Vec<Table>>();
    let sheet = |slug: &str| slug.replace('-', " ").to_lowercase();
    all(&paper).into_iter().chain(all(&record)).map(|table| (sheet(table.slug), table)).collect()
}

#[test]
fn web_pages_print_the_values_of_the_claims() {
    let (claims, mut cells, mut sentences) = (claims(), 0, 0);
    for name in pages() {
        let page = tree(text(name));
        for node in page.descendants() {
            if let Some((id, value)) = node.attribute("data-claim").zip(node.attribute("data-value")) {
                let Some(wanted) = claims.get(id) else { continue };
                cells += 1;
                assert_eq!(value.parse::<f64>().unwrap(), *wanted, "{name}: {id}");
            }
            let Some(id) = node.attribute("id").and_then(|id| id.strip_prefix("claim-")) else { continue };
            let said = node.descendants().filter(|node| node.has_tag_name("dd")).find_map(|dd| dd.text());
            let value: f64 = said.unwrap().split([' ', '.']).next().unwrap().parse().unwrap();
            sentences += 1;
            assert_eq!(value.trunc(), claims[id].trunc(), "{name}: {id}");
        }
    }
    assert!(cells > 1_000 && sentences > 200, "{cells} cells, {sentences} sentences");
}

#[test]
fn sheets_show_what_the_tables_print() {
    let mut numbers = 0;
    for (area, stem) in areas() {
        let mut book = Xlsx::new(Cursor::new(&MADE[&format!("{stem}.xlsx")][..])).unwrap();
        for (sheet, table) in tables(area) {
            let name = book.sheet_names().into_iter().find(|name| name.to_lowercase() == sheet).unwrap();
            book.load_tables().unwrap();
            let own = book.table_names_in_sheet(&name)[0].clone();
            let found = book.table_by_name(&own).unwrap();
            assert_eq!(found.data().height(), table.rows.len().max(1), "{stem}: {sheet}");
            for (row, wanted) in found.data().rows().zip(&table.rows) {
                // A code has a column of its own, before all others.
                let shift = row.len() - wanted.len();
                for (cell, wanted) in row[shift..].iter().zip(wanted) {
                    numbers += usize::from(agrees(cell, wanted, &format!("{stem}: {sheet}")));
                }
            }
        }
    }
    assert!(numbers > 500, "{numbers}");
}

/// Whether a cell is a number, which then rounds to what the table prints; else it has the table's words.
fn agrees(cell: &Data, wanted: &Cell, place: &str) -> bool {
    let print = wanted.text().plain();
    let Data::Float(number) = cell else {
        assert_eq!(cell.to_string(), if print.is_empty() { "[x]" } else { &print }, "{place}");
        return false;
    };
    let text = wanted.text();
    let [Span::Figure(figure)] = text.spans() else { panic!("{place}: {print} is {number}") };
    let plain = figure.print.replace(',', "").replace('−', "-").replace('+', "");
    let (digits, scale) = plain.strip_suffix('%').map_or((plain.as_str(), 1.0), |digits| (digits, 100.0));
    let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
    let shown = format!("{:.decimals$}", number * scale);
    // What rounds to nothing is printed without a sign, and keeps its digits in the sheet.
    let is_nothing = |text: &str| text.bytes().all(|c| matches!(c, b'-' | b'0' | b'.'));
    assert!(shown == digits || is_nothing(&shown) && is_nothing(digits), "{place}: {number}, {digits}");
    true
}

#[test]
fn the_data_files_hold_the_values_of_the_claims() {
    let (claims, mut compared) = (claims(), 0);
    let analysis: Value = serde_json::from_str(text("data/analysis.json")).unwrap();
    let mut compare = |id: &str, value: Option<f64>, place: &str| {
        if let Some((wanted, value)) = claims.get(id).zip(value) {
            compared += 1;
            assert!((wanted - value).abs() <= 1e-12 * wanted.abs(), "{place}: {id}: {value} is not {wanted}");
        }
    };
    for area in analysis["areas"].as_array().unwrap().iter().chain([&analysis["england"]]) {
        let code = area["code"].as_str().unwrap();
        for figure in ["fte", "rate", "contracted_fte", "patients", "rate_low", "rate_high", "none_share"] {
            compare(&format!("{code}/{}", figure.replace('_', "-")), area[figure].as_f64(), "analysis.json");
        }
    }
    let mut reader = csv::Reader::from_reader(text("data/pcn.csv").as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|heading| heading == name).unwrap();
    for row in reader.records().map(Result::unwrap) {
        for (figure, column) in [("fte", "fte"), ("patients", "patients"), ("rate", "rate")] {
            for code in [&row[at("icb")], "ENG"] {
                let id = format!("{code}/pcn/{}/{figure}", &row[at("pcn")]);
                compare(&id, row[at(column)].parse().ok(), "pcn.csv");
            }
        }
    }
    let mut reader = csv::Reader::from_reader(text("data/icb.csv").as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|heading| heading == name).unwrap();
    for row in reader.records().map(Result::unwrap) {
        for (figure, column) in [("fte", "fte"), ("rate", "fte_per_10000"), ("rate-low", "lowest_possible")] {
            compare(&format!("{}/{figure}", &row[at("code")]), row[at(column)].parse().ok(), "icb.csv");
        }
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn the_pdf_prints_every_figure_of_its_pages() {
    let test = "the_pdf_prints_every_figure_of_its_pages";
    if Command::new("pdftotext").arg("-v").output().is_err() {
        return println!("{test}: skipped, there is no pdftotext");
    }
    let mut printed = 0;
    let mut reader = csv::Reader::from_reader(text("claims.csv").as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for (area, stem) in areas() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("paper.pdf");
        std::fs::write(&path, &MADE[&format!("{stem}.pdf")]).unwrap();
        let said = Command::new("pdftotext").arg(&path).arg("-").output().unwrap().stdout;
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let said = squeezed(&String::from_utf8(said).unwrap());
        // A front page's facts about the file are no page.
        let own = rows.iter().filter(|row| row[1] == area.place.code && !row[2].starts_with("record."));
        for row in own.filter(|row| !row[2].starts_with("front.") && !row[2].ends_with(".alt")) {
            printed += 1;
            assert!(said.contains(&squeezed(&row[3])), "{stem}: {} at {}", &row[3], &row[2]);
        }
    }
    assert!(printed > 1_000, "{printed}");
}
