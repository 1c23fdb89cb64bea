//! One table on its sheet.

use rust_xlsxwriter::{Format, FormatAlign, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError};

use super::sheets::{Sheet, Value};

/// Points of headings and text.
const TITLE: f64 = 14.0;
const TEXT: f64 = 11.0;
/// The widest that a column of words gets, in characters, and the narrowest.
const WIDEST: usize = 60;
const NARROWEST: usize = 9;

/// The format of a title.
pub fn title() -> Format {
    Format::new().set_bold().set_font_size(TITLE).set_font_name("Arial")
}

/// The format of words.
pub fn text() -> Format {
    Format::new().set_font_size(TEXT).set_font_name("Arial").set_align(FormatAlign::Top)
}

/// The format of words that may need several lines.
pub fn wrapped() -> Format {
    text().set_text_wrap()
}

/// Writes a sheet: its title, what must be known, and the table.
pub fn write(book: &mut Workbook, sheet: &Sheet) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name(&sheet.name)?;
    page.write_string_with_format(0, 0, &sheet.title, &title())?;
    let about = "This sheet holds one table. [x] is a figure that is not known or not shown; see Notes.";
    page.write_string_with_format(1, 0, about, &text())?;
    let mut row = 2;
    for note in &sheet.notes {
        page.write_string_with_format(row, 0, note, &text())?;
        row += 1;
    }
    table(page, sheet, row)
}

fn table(page: &mut Worksheet, sheet: &Sheet, top: u32) -> Result<(), XlsxError> {
    let columns: Vec<TableColumn> =
        sheet.headings.iter().map(|heading| TableColumn::new().set_header(heading)).collect();
    let table = Table::new()
        .set_name(table_name(&sheet.name))
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
        .set_banded_rows(false);
    // Excel knows no table without a row, so that one which is empty has a row that says so.
    let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).max(1);
    let last = u16::try_from(sheet.headings.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.add_table(top, 0, top + rows, last, &table)?;
    let heading = wrapped().set_bold().set_align(FormatAlign::Bottom);
    for (column, words) in (0..).zip(&sheet.headings) {
        page.write_string_with_format(top, column, words, &heading)?;
        page.set_column_width(column, width(sheet, usize::from(column)))?;
    }
    for (row, values) in (top + 1..).zip(&sheet.rows) {
        for (column, value) in (0..).zip(values) {
            write_value(page, row, column, value)?;
        }
    }
    page.set_freeze_panes(top + 1, 1)?;
    page.set_repeat_rows(top, top)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_value(page: &mut Worksheet, row: u32, column: u16, value: &Value) -> Result<(), XlsxError> {
    match value {
        // A name that begins like a formula is written as words, and Excel takes it for no more.
        Value::Words(words) => page.write_string_with_format(row, column, words, &wrapped())?,
        Value::Number { value, decimals, is_percent } => {
            let format = match decimals {
                Some(decimals) => text().set_num_format(shown(*decimals, *is_percent)),
                None => text(),
            };
            page.write_number_with_format(row, column, *value, &format)?
        }
    };
    Ok(())
}

/// A number format with so many decimals, and commas between thousands.
fn shown(decimals: usize, is_percent: bool) -> String {
    let point = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
    format!("{}0{point}{}", if is_percent { "" } else { "#,##" }, if is_percent { "%" } else { "" })
}

/// A column as wide as its widest cell, within bounds.
fn width(sheet: &Sheet, column: usize) -> f64 {
    let heading = sheet.headings.get(column).map_or(0, |heading| longest_word(heading));
    let cells = sheet.rows.iter().filter_map(|row| row.get(column)).map(|value| match value {
        Value::Words(words) => words.chars().count(),
        Value::Number { .. } => NARROWEST,
    });
    let widest = cells.chain([heading, NARROWEST]).max().unwrap_or(NARROWEST).min(WIDEST);
    widest as f64 + 2.0
}

fn longest_word(words: &str) -> usize {
    words.split(' ').map(|word| word.chars().count()).max().unwrap_or(0)
}

/// The table's name, which Excel takes without spaces and marks.
fn table_name(sheet: &str) -> String {
    let letters = sheet.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    format!("table_{}", letters.collect::<String>().to_lowercase())
}
