//! Workbooks as Excel saves a CSV.

use std::io;

use briefings::demo::{self, DemoFile};

fn file(path: &str, text: &str) -> DemoFile {
    DemoFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

/// A workbook of sheets, each with a name and the text of a CSV: numbers as numbers, days as days.
pub fn book(sheets: &[(&str, &str)]) -> io::Result<Vec<u8>> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const LINKS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut list, mut links, mut files) = (String::new(), String::new(), Vec::new());
    for (at, (name, text)) in sheets.iter().enumerate() {
        list.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{0}\" r:id=\"rId{0}\"/>", at + 1));
        links.push_str(&format!(
            "<Relationship Id=\"rId{0}\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>",
            at + 1
        ));
        files.push(file(&format!("xl/worksheets/sheet{}.xml", at + 1), &sheet(MAIN, text)));
    }
    let book = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{REL}\"><sheets>{list}</sheets></workbook>");
    let root =
        format!("<Relationship Id=\"rId1\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    // The second form of a cell is that of a day.
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let linked = |links: &str| format!("<Relationships xmlns=\"{LINKS}\">{links}</Relationships>");
    files.push(file("xl/workbook.xml", &book));
    files.push(file("xl/styles.xml", &styles));
    files.push(file("xl/_rels/workbook.xml.rels", &linked(&links)));
    files.push(file("_rels/.rels", &linked(&root)));
    demo::zip(&files)
}

fn sheet(main: &str, text: &str) -> String {
    let mut rows = String::new();
    for line in text.lines() {
        rows.push_str("<row>");
        for cell in line.split(',') {
            let value = match cell {
                // 1 September 2026, as Excel counts days.
                "2026-09-01" => "<c s=\"1\"><v>46266</v></c>".to_owned(),
                number if number.parse::<f64>().is_ok() => format!("<c><v>{number}</v></c>"),
                words => format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>"),
            };
            rows.push_str(&value);
        }
        rows.push_str("</row>");
    }
    format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")
}
