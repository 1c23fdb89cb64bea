//! The data log: what was read, and what it was used for.

use serde::Serialize;

use super::scope::Scope;
use crate::analysis::SourceUsed;
use crate::number;

/// The table of sources.
#[derive(Debug, Serialize)]
pub struct DataLog {
    rows: Vec<Row>,
    note: &'static str,
}

/// Files that served alike.
#[derive(Debug, Serialize)]
struct Row {
    publication: &'static str,
    file: String,
    period: String,
    rows: String,
    used: String,
}

/// Rows that the table may have before files are gathered by publication alone.
const ROWS: usize = 18;

/// Composes the table: one row per file, or per publication and use where a file would repeat it.
pub fn compose(scope: Scope<'_>) -> DataLog {
    let mut rows = gather(&scope.edition.sources, |a, b| a.publication == b.publication && a.used == b.used);
    if rows.len() > ROWS {
        rows = gather(&scope.edition.sources, |a, b| a.publication == b.publication);
    }
    DataLog { rows, note: "Every file by name, with its SHA-256, is in manifest.json." }
}

/// Gathers sources that are alike, in the order in which they first appear.
fn gather(sources: &[SourceUsed], alike: fn(&SourceUsed, &SourceUsed) -> bool) -> Vec<Row> {
    let mut groups: Vec<Vec<&SourceUsed>> = Vec::new();
    for source in sources {
        match groups.iter_mut().find(|group| alike(group[0], source)) {
            Some(group) => group.push(source),
            None => groups.push(vec![source]),
        }
    }
    groups.iter().filter_map(|group| row(group)).collect()
}

fn row(group: &[&SourceUsed]) -> Option<Row> {
    let (first, last) = (group.first()?, group.last()?);
    let same_use = group.iter().all(|source| source.used == first.used);
    Some(Row {
        publication: first.publication,
        file: match group {
            [only] => only.file.clone(),
            _ => format!("{} files", number::count(group.len())),
        },
        period: if first.period == last.period { first.period.clone() } else { format!("{} to {}", first.period, last.period) },
        rows: number::count(group.iter().map(|source| source.rows).sum()),
        used: if same_use { first.used.clone() } else { "several uses, given in manifest.json".to_owned() },
    })
}
