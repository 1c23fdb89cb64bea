//! Zips and workbooks that unpack to far more than they hold, or to somewhere else.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{MB, check, holds, says};

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1))
}

fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, options()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A zip of a file of zeros as often as wanted: packed once, and copied as it is.
fn bomb(name: &str, megabytes: usize, times: usize) -> Vec<u8> {
    let once = pack(&[(name, &vec![0; megabytes * MB])]);
    let mut archive = ZipArchive::new(Cursor::new(once)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..times {
        let to = if times == 1 { name.to_owned() } else { format!("{number}-{name}") };
        writer.raw_copy_file_rename(archive.by_index_raw(0).unwrap(), to).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Writes over the size that both headers of a zip's first file say it unpacks to.
fn lies(mut zip: Vec<u8>, size: u32) -> Vec<u8> {
    for (signature, field) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let at = zip.windows(4).position(|window| window == signature).unwrap() + field;
        zip[at..at + 4].copy_from_slice(&size.to_le_bytes());
    }
    zip
}

#[test]
fn a_zip_that_unpacks_to_more_than_any_table() {
    says(
        "gp-reg-pat-prac-bomb.zip",
        &bomb("gp-reg-pat-prac-a.csv", 300, 1),
        &["\"zip-too-large\"", "gp-reg-pat-prac-bomb.zip", "300 MB", "at most 128 MB"],
    );
}

#[test]
fn a_zip_of_many_tables_that_are_too_much_together() {
    says(
        "gp-reg-pat-prac-bomb.zip",
        &bomb("gp-reg-pat-prac-a.csv", 100, 100),
        &["\"zip-too-large\"", "gp-reg-pat-prac-bomb.zip", "at most 512 MB"],
    );
}

#[test]
fn a_zip_that_says_it_unpacks_to_less() {
    let zip = lies(bomb("gp-reg-pat-prac-a.csv", 300, 1), 1000);
    says("gp-reg-pat-prac-bomb.zip", &zip, &["\"zip-damaged\"", "gp-reg-pat-prac-bomb.zip"]);
}

#[test]
fn a_zip_of_zips_that_unpack_to_more() {
    let inner = bomb("gp-reg-pat-prac-a.csv", 100, 100);
    let nested = pack(&[
        ("gp-reg-pat-prac-one.zip", &inner),
        ("gp-reg-pat-prac-two.zip", &inner),
        ("gp-reg-pat-prac-three.zip", &inner),
    ]);
    says("gp-reg-pat-prac-nested.zip", &nested, &["\"zip-too-large\"", "at most 512 MB"]);
    says("gp-reg-pat-prac-zips.zip", &bomb("gp-reg-pat-prac-a.zip", 150, 20), &["\"zip-too-large\""]);
}

#[test]
fn a_zip_of_a_hundred_thousand_files() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..100_000 {
        writer.start_file(format!("{number}.csv"), options()).unwrap();
    }
    let zip = writer.finish().unwrap().into_inner();
    says(
        "gp-reg-pat-prac-many.zip",
        &zip,
        &["\"zip-too-large\"", "gp-reg-pat-prac-many.zip", "at most 1000"],
    );
}

#[test]
fn paths_that_lead_out_of_a_zip() {
    for out in ["../a.csv", "/etc/a.csv", "b/../../a.csv", "..\\a.csv", "\\a.csv"] {
        let zip = pack(&[(out, b"a,b\n1,2\n")]);
        says("gp-reg-pat-prac-out.zip", &zip, &["\"zip-path-climbs\"", "gp-reg-pat-prac-out.zip"]);
    }
}

#[test]
fn zips_that_fill_memory_together() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in
        ["gp-reg-pat-prac-a.zip", "gp-reg-pat-prac-b.zip", "gp-reg-pat-prac-c.zip", "gp-reg-pat-prac-d.zip"]
    {
        let mut writer = ZipWriter::new(std::fs::File::create(data.join(name)).unwrap());
        writer.start_file("filler.bin", stored).unwrap();
        writer.write_all(&vec![0; 90 * MB]).unwrap();
        writer.start_file("gp-reg-pat-prac-a.csv", stored).unwrap();
        writer.write_all(name.as_bytes()).unwrap();
        writer.finish().unwrap();
    }
    holds(&check(&data), &["\"zips-too-large\"", "gp-reg-pat-prac-c.zip", "at most 256 MB"]);
}

/// A part of a workbook that links to another.
fn linked(kind: &str, to: &str) -> String {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{kinds}/{kind}\" Target=\"{to}\"/></Relationships>"
    )
}

#[test]
fn a_workbook_that_says_it_is_as_large_as_can_be() {
    let sheets =
        "<workbook><sheets><sheet name=\"PCN Core Partner Details\" sheetId=\"1\"/></sheets></workbook>";
    let sheet = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c>\
                 </row></sheetData></worksheet>";
    let book =
        pack(&[("xl/workbook.xml", sheets.as_bytes()), ("xl/worksheets/sheet1.xml", sheet.as_bytes())]);
    says("ePCN-book.xlsx", &book, &["ePCN-book.xlsx"]);
}

#[test]
fn a_workbook_with_one_long_text_in_a_million_cells() {
    let sheets = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"PCN Core Partner Details\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let strings = format!("<sst><si><t>{}</t></si></sst>", "A".repeat(20 * MB));
    let cells: String = (1..=500_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let book = pack(&[
        ("xl/workbook.xml", sheets.as_bytes()),
        ("_rels/.rels", linked("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/_rels/workbook.xml.rels", linked("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    says("ePCN-book.xlsx", &book, &["\"zip-too-large\"", "ePCN-book.xlsx"]);
}

#[test]
fn workbooks_that_unpack_to_more_than_memory() {
    for part in ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] {
        says("ePCN-book.xlsx", &bomb(part, 1100, 1), &["ePCN-book.xlsx"]);
    }
}
