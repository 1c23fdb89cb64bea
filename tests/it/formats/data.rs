//! Open data: the same in CSV and Parquet, with every column explained.

use std::collections::BTreeMap;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

use super::{MADE, text};

fn tables() -> Vec<&'static str> {
    let of_data = |path: &&String| path.starts_with("data/") && path.ends_with(".parquet");
    MADE.keys().filter(of_data).map(|path| path.trim_end_matches(".parquet")).collect()
}

fn rows(path: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(text(path).as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (header, rows.collect())
}

#[test]
fn csv_and_parquet_hold_the_same_cells() {
    let tables = tables();
    let names: Vec<&str> = tables.iter().map(|table| table.trim_start_matches("data/")).collect();
    assert_eq!(names, ["censuses", "comparisons", "england", "icb", "measures", "panel", "pcn", "quarters"]);
    let analysis: Value = serde_json::from_str(text("data/analysis.json")).unwrap();
    for table in tables {
        let (header, rows) = rows(&format!("{table}.csv"));
        let bytes = bytes::Bytes::from_static(&MADE[&format!("{table}.parquet")]);
        let reader = SerializedFileReader::new(bytes).unwrap();
        let said = reader.metadata().file_metadata().key_value_metadata().unwrap();
        let run = said.iter().find(|pair| pair.key == "fingerprint").and_then(|pair| pair.value.as_deref());
        assert_eq!(run, analysis["fingerprint"].as_str(), "{table}");
        let mut read = 0;
        for (row, wanted) in reader.get_row_iter(None).unwrap().map(Result::unwrap).zip(&rows) {
            read += 1;
            for ((name, field), (heading, cell)) in row.get_column_iter().zip(header.iter().zip(wanted)) {
                assert_eq!(name, heading, "{table}");
                let found = match field {
                    Field::Null => String::new(),
                    Field::Str(words) => words.clone(),
                    Field::Long(count) => count.to_string(),
                    Field::Double(number) => number.to_string(),
                    other => panic!("{table}: {other:?}"),
                };
                assert_eq!(&found, cell, "{table}: {name}");
            }
        }
        assert!(read == rows.len() && read > 0, "{table}: {read} of {}", rows.len());
    }
}

#[test]
fn every_column_is_explained_for_people_and_for_machines() {
    let (_, said) = rows("data/README.csv");
    let metadata: Value = serde_json::from_str(text("data/csv-metadata.json")).unwrap();
    let described: BTreeMap<&str, &Value> =
        metadata["tables"].as_array().unwrap().iter().map(|t| (t["url"].as_str().unwrap(), t)).collect();
    for table in tables() {
        let file = format!("{}.csv", table.trim_start_matches("data/"));
        let (header, _) = rows(&format!("data/{file}"));
        let own: Vec<&Vec<String>> = said.iter().filter(|row| row[0] == file).collect();
        assert_eq!(own.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), header, "{file}");
        assert!(own.iter().all(|row| row[3].len() > 3), "{file}");
        let columns = described[file.as_str()]["tableSchema"]["columns"].as_array().unwrap();
        let titles: Vec<&str> = columns.iter().map(|column| column["titles"].as_str().unwrap()).collect();
        assert_eq!(titles, header, "{file}");
    }
}

#[test]
fn the_tables_say_what_the_analysis_says() {
    let analysis: Value = serde_json::from_str(text("data/analysis.json")).unwrap();
    let areas = analysis["areas"]
        .as_array()
        .unwrap()
        .iter()
        .chain([&analysis["england"]])
        .filter(|area| area["kind"] != "sub-icb");
    let by_code: BTreeMap<&str, &Value> = areas.map(|area| (area["code"].as_str().unwrap(), area)).collect();
    let (header, rows) = rows("data/icb.csv");
    let at = |name: &str| header.iter().position(|heading| heading == name).unwrap();
    assert_eq!(rows.len(), by_code.len());
    for row in rows {
        let area = by_code[row[at("code")].as_str()];
        // JSON is read back to the last digit but one.
        let alike = |cell: &str, value: Option<f64>| match value {
            Some(value) => (cell.parse::<f64>().unwrap() - value).abs() <= 1e-15 * value.abs(),
            None => cell.is_empty(),
        };
        assert!(alike(&row[at("fte")], area["fte"].as_f64()), "{row:?}");
        let rate = area["rate"].as_f64().filter(|_| area["rate_why_not_shown"].is_null());
        assert!(alike(&row[at("fte_per_10000")], rate), "{row:?}");
        assert_eq!(row[at("no_return")], area["returns"]["no_return"].to_string());
    }
}
