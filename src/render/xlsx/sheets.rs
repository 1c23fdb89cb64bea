//! Which tables are in a workbook, each with a sheet of its own.

use std::collections::BTreeSet;

use super::super::making::Making;
use crate::text::{Block, Cell, Column, DataTable, Datum, NO_FIGURE, Span, Table, Text};

/// A sheet with one table.
pub struct Sheet {
    /// Its name, which says what is in it.
    pub name: String,
    /// The table's title.
    pub title: String,
    /// What else a reader must know, as sentences.
    pub notes: Vec<String>,
    /// Headings, none empty and no two alike.
    pub headings: Vec<String>,
    /// Rows, with a value for each heading.
    pub rows: Vec<Vec<Value>>,
}

/// What stands in a cell.
pub enum Value {
    /// Words.
    Words(String),
    /// A number, and how many decimals are shown; as a share where it is one.
    Number { value: f64, decimals: Option<usize>, is_percent: bool },
}

/// Characters of the longest name that Excel takes.
const LONGEST: usize = 31;

/// Every table of the paper and the record, then the data that travel inside the PDF.
pub fn all(making: &Making<'_>) -> Vec<Sheet> {
    let mut known = BTreeSet::new();
    let mut sheets = Vec::new();
    for section in making.sections() {
        for block in &section.blocks {
            if let Block::Table(table) = block
                && known.insert(table.slug)
            {
                sheets.push(of_table(table, &section.heading.plain()));
            }
        }
    }
    sheets.extend(making.manuscript.attachments.iter().map(of_data));
    sheets
}

fn of_table(table: &Table, page: &str) -> Sheet {
    // A code has a column of its own here.
    let alone = |heading: String| heading.trim_end_matches(" and code").to_owned();
    let heading = |column: &Column| match &column.unit {
        Some(unit) => format!("{} ({})", column.heading, unit),
        None => alone(column.heading.plain()),
    };
    let subtitle = table.subtitle.iter().map(|text| format!("{}.", text.plain().trim_end_matches('.')));
    let has_code = |row: &Vec<Cell>| row.iter().any(|cell| matches!(cell, Cell::Coded(..)));
    let coded = table.rows.iter().any(has_code);
    let code = coded.then(|| "Code".to_owned());
    Sheet {
        name: name(table.slug),
        title: table.title.as_ref().map_or_else(|| page.to_owned(), Text::plain),
        notes: subtitle.chain(table.notes.iter().map(Text::plain)).collect(),
        headings: unlike(code.into_iter().chain(table.columns.iter().map(heading)).collect()),
        rows: table.rows.iter().map(|row| values(row, coded)).collect(),
    }
}

/// A row; the code of a name goes into a column of its own, since a cell holds one thing.
fn values(row: &[Cell], coded: bool) -> Vec<Value> {
    let code = row.iter().find_map(|cell| match cell {
        Cell::Coded(_, code) => Some(code.plain()),
        _ => None,
    });
    let code = coded.then(|| Value::Words(code.unwrap_or_else(|| NO_FIGURE.to_owned())));
    code.into_iter().chain(row.iter().map(value)).collect()
}

fn value(cell: &Cell) -> Value {
    let text = cell.text();
    if let [Span::Figure(figure)] = text.spans()
        && let Some(number) = printed(&figure.print)
    {
        return number.unrounded(figure.value);
    }
    let words = text.plain();
    Value::Words(if words.trim().is_empty() { NO_FIGURE.to_owned() } else { words })
}

/// A printed figure as a number; none for one that is more than digits, as `less than 0.1%`.
fn printed(print: &str) -> Option<Value> {
    let digits = print.replace(',', "").replace('−', "-");
    let (digits, is_percent) = match digits.strip_suffix('%') {
        Some(digits) => (digits, true),
        None => (digits.as_str(), false),
    };
    let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
    let value: f64 = digits.parse().ok()?;
    let value = if is_percent { value / 100.0 } else { value };
    Some(Value::Number { value, decimals: Some(decimals), is_percent })
}

impl Value {
    /// The same with all its digits, where those round to what is printed; a share that is rounded down does not.
    fn unrounded(self, exact: f64) -> Self {
        match self {
            Self::Number { value, decimals: Some(decimals), is_percent } => {
                let shown = |value: f64| {
                    let value = if is_percent { value * 100.0 } else { value };
                    let shown = format!("{value:.decimals$}");
                    // What rounds to nothing is printed without a sign.
                    if shown.bytes().any(|c| (b'1'..=b'9').contains(&c)) {
                        shown
                    } else {
                        shown.replace('-', "")
                    }
                };
                let value = if shown(exact) == shown(value) { exact } else { value };
                Self::Number { value, decimals: Some(decimals), is_percent }
            }
            other => other,
        }
    }
}

/// A table of data, with its figures as they are.
fn of_data(data: &DataTable) -> Sheet {
    let number = |value| Value::Number { value, decimals: None, is_percent: false };
    let cell = |datum: &Datum| match datum {
        Datum::Nothing => Value::Words(NO_FIGURE.to_owned()),
        Datum::Words(words) => Value::Words(words.clone()),
        Datum::Count(count) => number(*count as f64),
        Datum::Number(value) => number(*value),
    };
    Sheet {
        name: name(&format!("data-{}", data.name)),
        title: data.about.clone(),
        notes: vec!["Figures are unrounded.".to_owned()],
        headings: unlike(data.columns.iter().map(|column| column.name.clone()).collect()),
        rows: data.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    }
}

/// A sheet's name: the table's, in words.
fn name(slug: &str) -> String {
    let short = |word: &str| match word {
        "pcn" => "PCN".to_owned(),
        "pcns" => "PCNs".to_owned(),
        "icbs" => "ICBs".to_owned(),
        word => word.to_owned(),
    };
    let words = slug.split('-').map(short).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).take(LONGEST).collect()
}

/// Headings of which none is empty and no two are alike, as a table of Excel needs them.
fn unlike(headings: Vec<String>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for (at, heading) in headings.into_iter().enumerate() {
        let heading = if heading.is_empty() { format!("Column {}", at + 1) } else { heading };
        let alike = known.iter().filter(|other| other.eq_ignore_ascii_case(&heading)).count();
        known.push(if alike == 0 { heading } else { format!("{heading} {}", alike + 1) });
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(print: &str, exact: f64) -> Option<(f64, Option<usize>, bool)> {
        match printed(print)?.unrounded(exact) {
            Value::Number { value, decimals, is_percent } => Some((value, decimals, is_percent)),
            Value::Words(_) => None,
        }
    }

    #[test]
    fn a_printed_figure_keeps_its_digits_where_they_round_to_it() {
        assert_eq!(number("0.48", 0.4812), Some((0.4812, Some(2), false)));
        assert_eq!(number("−0.34", -0.338), Some((-0.338, Some(2), false)));
        assert_eq!(number("0.00", -0.0021), Some((-0.0021, Some(2), false)));
        assert_eq!(number("1,273", 1273.0), Some((1273.0, Some(0), false)));
        assert_eq!(number("93%", 0.9349), Some((0.9349, Some(0), true)));
        assert_eq!(number("98%", 0.989), Some((0.98, Some(0), true)));
        assert_eq!(number("less than 0.1%", 0.0004), None);
    }

    #[test]
    fn headings_are_unlike_and_none_is_empty() {
        let headings = ["FTE", "", "fte"].map(str::to_owned).to_vec();
        assert_eq!(unlike(headings), ["FTE", "Column 2", "fte 2"]);
    }
}
