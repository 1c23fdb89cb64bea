//! Made-up ePCN workbooks, under either header.

use std::io::{Cursor, Write};

const CCG: [&str; 11] = [
    "Partner\nOrganisation\nCode",
    "Partner\nName",
    "Practice\nParent\nCCG Code",
    "Practice\nParent\nCCG Name",
    "PCN Code",
    "PCN Name",
    "PCN Parent\nCCG Code",
    "PCN Parent\nCCG Name",
    "Practice to PCN\nRelationship\nStart Date",
    "Practice to PCN\nRelationship\nEnd Date",
    "Practice CCG and PCN\nCCG Match ",
];

/// The header of 2023: sub-ICB locations.
pub fn sub_icb() -> Vec<String> {
    CCG.iter().map(|name| name.replace("CCG", "Sub ICB Loc").replace('\n', "\r\n")).collect()
}

/// The header of 2019, with a question mark, and that of today's table.
pub fn other_years() -> [Vec<String>; 2] {
    let asked = CCG.map(|name| name.replace("CCG Match ", "CCG match?")).to_vec();
    let today = CCG.map(|name| match name {
        "Practice CCG and PCN\nCCG Match " => "Practice Sub ICB and PCN Sub ICB Match?".to_owned(),
        name => name.replace("CCG", "Sub ICB Location"),
    });
    [asked, today.to_vec()]
}

/// A row: practice, its sub-ICB, PCN, the PCN's sub-ICB, start, end.
pub type Line<'a> = [&'a str; 6];

pub fn cells(line: &Line<'_>) -> Vec<String> {
    let [practice, sub, pcn, pcn_sub, start, end] = *line;
    let flag = if sub == pcn_sub { "1" } else { "0" };
    [practice, "NAME", sub, "NHS SOMEWHERE CCG", pcn, "SOME PCN", pcn_sub, "X", start, end, flag]
        .map(str::to_owned)
        .to_vec()
}

pub fn book(header: &[String], lines: &[Line<'_>]) -> Vec<u8> {
    let rows: Vec<Vec<String>> = std::iter::once(header.to_vec()).chain(lines.iter().map(cells)).collect();
    xlsx("A1:K9", &rows)
}

pub fn ccg() -> Vec<String> {
    CCG.map(str::to_owned).to_vec()
}

/// A workbook of two sheets, as few files as will do.
pub fn xlsx(dimension: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let mut sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <dimension ref=\"{dimension}\"/><sheetData>"
    );
    for (at, row) in rows.iter().enumerate() {
        sheet.push_str(&format!("<row r=\"{}\">", at + 1));
        for (column, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let column = char::from(b'A' + u8::try_from(column).unwrap());
            let (kind, value) = match text.as_str() {
                "1" | "0" => ("b", format!("<v>{text}</v>")),
                _ => ("inlineStr", format!("<is><t>{}</t></is>", text.replace('&', "&amp;"))),
            };
            sheet.push_str(&format!("<c r=\"{column}{}\" t=\"{kind}\">{value}</c>", at + 1));
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    zipped(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())])
}

/// The frame of a workbook, and these files of it.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let list = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{REL}\">\
         <sheets><sheet name=\"PCN Core Partner Details\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let root = links
        .replace("/worksheet\"", "/officeDocument\"")
        .replace("worksheets/sheet1.xml", "xl/workbook.xml");
    let frame = [
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", list.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in frame.iter().chain(files) {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The sheet of a workbook.
pub fn unzip(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheet = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet)
        .unwrap();
    sheet
}
