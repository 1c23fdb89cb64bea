//! What stands before the tables: cover, contents, notes.

use rust_xlsxwriter::{Table, TableColumn, TableStyle, Url, Workbook, Worksheet, XlsxError};

use super::super::making::Making;
use super::cells::{text, title, wrapped};
use super::sheets::Sheet;
use crate::text::{Content, Text};

/// The shorthand of the tables, after the Analysis Function's.
const SHORTHAND: [[&str; 2]; 6] = [
    ["[x]", "Not known, or not shown: too few returns or too few PCNs."],
    ["[z]", "Not applicable."],
    ["[c]", "Confidential. Not used here: a survey figure that the publisher withheld is [x]."],
    ["[u]", "Of low reliability: from few survey answers. Also written [low]."],
    ["no return", "The PCN made no return, so that its link workers are not known. This is no zero."],
    ["reported none", "The PCN made a return with no link worker. This is a zero."],
];

/// The first sheet: what the workbook is, whether its data is real, and whom to ask.
pub fn cover(book: &mut Workbook, making: &Making<'_>) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name("Cover")?;
    page.set_column_width(0, 100.0)?;
    page.write_string_with_format(0, 0, &making.manuscript.title, &title())?;
    let front = |name: &str| field(&making.manuscript.content, name);
    let mut lines: Vec<String> = front("banners").into_iter().collect();
    lines.extend(front("description"));
    lines.push("The same figures as in the paper and the web page of this edition.".to_owned());
    lines.push("Rates are full-time equivalents (FTE) for every 10,000 registered patients.".to_owned());
    lines.push(
        "Contains public sector information licensed under the Open Government Licence v3.0.".to_owned(),
    );
    lines.extend(front("author").map(|author| format!("Made by {author}.")));
    lines.extend(front("stamp"));
    lines.extend(front("contact").map(|contact| format!("Questions: {contact}")));
    for (row, line) in (1..).zip(&lines) {
        page.write_string_with_format(row, 0, line, &wrapped())?;
    }
    Ok(())
}

/// A field of the frame, as words; several, each a sentence.
fn field(content: &Content, name: &str) -> Option<String> {
    let field = content.field("front")?.field(name)?;
    // A field that is one text has no parts.
    let texts: Vec<Text> = field.texts().into_iter().map(|(_, text)| text).collect();
    (!texts.is_empty()).then(|| Text::join(texts, "; ").plain())
}

/// Every sheet with its table, as links.
pub fn contents(book: &mut Workbook, sheets: &[Sheet]) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name("Contents")?;
    page.write_string_with_format(0, 0, "Contents", &title())?;
    page.write_string_with_format(
        1,
        0,
        "This sheet holds one table: a row for each sheet, with a link.",
        &text(),
    )?;
    let rows: Vec<[String; 3]> = sheets
        .iter()
        .map(|sheet| [sheet.name.clone(), sheet.title.clone(), sheet.rows.len().to_string()])
        .collect();
    listed(page, 2, "contents", &["Sheet", "Table", "Rows"], &rows)?;
    page.set_column_width(0, 34.0)?;
    page.set_column_width(1, 90.0)?;
    for (row, sheet) in (3..).zip(sheets) {
        let link = Url::new(format!("internal:'{}'!A1", sheet.name)).set_text(&sheet.name);
        page.write_url(row, 0, link)?;
        page.write_number(row, 2, sheet.rows.len() as f64)?;
    }
    Ok(())
}

/// The shorthand, and where a table has more to say.
pub fn notes(book: &mut Workbook, sheets: &[Sheet]) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name("Notes")?;
    page.write_string_with_format(0, 0, "Notes", &title())?;
    page.write_string_with_format(
        1,
        0,
        "This sheet holds one table: shorthand, then what each table needs said.",
        &text(),
    )?;
    let shorthand = SHORTHAND.map(|row| row.map(str::to_owned));
    let own =
        sheets.iter().flat_map(|sheet| sheet.notes.iter().map(|note| [sheet.name.clone(), note.clone()]));
    let rows: Vec<[String; 2]> = shorthand.into_iter().chain(own).collect();
    listed(page, 2, "notes", &["Mark or sheet", "Meaning"], &rows)?;
    page.set_column_width(0, 34.0)?;
    page.set_column_width(1, 100.0)?;
    Ok(())
}

/// A table of words, marked as one.
fn listed<const N: usize>(
    page: &mut Worksheet,
    top: u32,
    name: &str,
    headings: &[&str; N],
    rows: &[[String; N]],
) -> Result<(), XlsxError> {
    let columns: Vec<TableColumn> =
        headings.iter().map(|heading| TableColumn::new().set_header(*heading)).collect();
    let table = Table::new().set_name(name).set_columns(&columns).set_style(TableStyle::Light1);
    let last = top + u32::try_from(rows.len()).unwrap_or(u32::MAX).max(1);
    page.add_table(top, 0, last, u16::try_from(N - 1).unwrap_or(u16::MAX), &table)?;
    for (row, cells) in (top + 1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            page.write_string_with_format(row, column, cell, &wrapped())?;
        }
    }
    page.set_freeze_panes(top + 1, 0)?;
    Ok(())
}
