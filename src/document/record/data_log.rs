//! The data log: what was read, and what it was used for.

use super::super::annex::period;
use super::super::scope::Scope;
use crate::analysis::SourceUsed;
use crate::content;
use crate::text;
use crate::text::number;
use crate::text::table::Kind;
use crate::text::{Cell, Claimed, Column, Count, Table, Text};

content! {
    /// What was read.
    #[derive(Debug)]
    pub struct DataLog {
        table: Table,
    }
}

/// Rows that the table may have before files are gathered by publication alone.
const ROWS: usize = 8;

/// Composes the table: one row per file, or per publication and use where a file would repeat it.
pub fn compose(scope: Scope<'_>) -> DataLog {
    let mut rows =
        gather(&scope.edition.served.sources, |a, b| a.publication == b.publication && a.used == b.used);
    if rows.len() > ROWS {
        rows = gather(&scope.edition.served.sources, |a, b| a.publication == b.publication);
    }
    let columns = vec![
        Column::words("Publication"),
        Column { kind: Kind::Files, ..Column::words("File") },
        Column::words("Period"),
        Column::figures("Rows"),
        Column::words("Used for"),
    ];
    let note = "Every file by name, with its SHA-256, is in manifest.json.";
    DataLog { table: Table::new("data-log", "What was read", columns).rows(rows).notes(vec![note.into()]) }
}

/// Gathers sources that are alike, in the order in which they first appear.
fn gather(sources: &[SourceUsed], alike: fn(&SourceUsed, &SourceUsed) -> bool) -> Vec<Vec<Cell>> {
    let mut groups: Vec<Vec<&SourceUsed>> = Vec::new();
    for source in sources {
        match groups.iter_mut().find(|group| alike(group[0], source)) {
            Some(group) => group.push(source),
            None => groups.push(vec![source]),
        }
    }
    groups.iter().filter_map(|group| row(group)).collect()
}

fn row(group: &[&SourceUsed]) -> Option<Vec<Cell>> {
    let first = group.first()?;
    // `returns and FTE, Mar 20` and `returns and FTE, Jun 20` are one use.
    let uses = |source: &SourceUsed| source.used.split(", ").next().unwrap_or(&source.used).to_owned();
    let one_use = group.iter().all(|source| uses(source) == uses(first));
    let file = match group {
        [only] => Text::name(&only.file),
        _ => text!("{} files", number::count(Claimed::derived(group.len(), "files of one publication"))),
    };
    let used = match group {
        [only] => Text::name(&only.used),
        _ if one_use => Text::name(uses(first)),
        _ => "several uses, given in manifest.json".into(),
    };
    let count = number::count(rows(group));
    Some(vec![first.publication.into(), file.into(), period(group).into(), count.into(), used.into()])
}

/// The rows of a group.
fn rows(group: &[&SourceUsed]) -> Count {
    match group {
        [only] => only.rows,
        _ => Claimed::derived(
            group.iter().map(|source| source.rows.get()).sum(),
            "the sum of the rows of the files",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(period: &str, used: &str) -> SourceUsed {
        SourceUsed {
            publication: "Workforce",
            file: "a.csv".to_owned(),
            period: period.to_owned(),
            rows: 10.into(),
            used: used.to_owned(),
        }
    }

    #[test]
    fn many_files_become_one_row_from_the_first_month_to_the_last() {
        let months = ["June 2020", "March 2021", "March 2020"];
        let files: Vec<SourceUsed> = months.map(|m| source(m, &format!("returns and FTE, {m}"))).to_vec();
        let rows = gather(&files, |a, b| a.publication == b.publication);
        assert_eq!(rows.len(), 1);
        let cells: Vec<String> = rows[0].iter().map(|cell| cell.text().plain()).collect();
        assert_eq!(cells[2..], ["March 2020 to March 2021", "30", "returns and FTE"]);
    }
}
