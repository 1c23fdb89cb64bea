//! What is odd in a workforce file and yet as published: said once a file, with how many rows it concerns.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::cells::icb;
use super::records::Filing;
use super::table::Column;
use crate::subject::PcnCode;
use crate::subject::problem::{Fault, Problem, Problems, faults};
use crate::subject::role::Role;

/// Staff rows are a hundredth or two over one full-time post at the most.
const ONE_POST: f64 = 1.07;

/// Fewer staff rows than this cannot show that a file holds its rows twice.
const FEW_ROWS: usize = 10;

/// What has been seen so far.
#[derive(Default)]
pub struct Oddities {
    negative: Seen,
    over_one: Seen,
    repeated: Seen,
    sources: BTreeMap<String, usize>,
    two_icbs: BTreeSet<PcnCode>,
    staff: usize,
    staff_repeats: usize,
    /// A hash of each row: a whole file's rows as text would be many times its size.
    rows: HashSet<u64>,
}

/// Rows that are alike.
#[derive(Default)]
struct Seen {
    rows: usize,
    fte: f64,
    first: Option<usize>,
}

impl Seen {
    fn add(&mut self, row: usize, fte: f64) {
        self.rows += 1;
        self.fte += fte;
        self.first.get_or_insert(row + 2);
    }

    fn say(&self, fault: &'static Fault, file: &str, expected: &str) -> Option<Problem> {
        let rows = if self.rows == 1 { "row" } else { "rows" };
        let found = format!("{} link-worker {rows} with {:.2} FTE", self.rows, self.fte);
        Some(Problem::new(fault, file, found, expected).row(self.first?).column("FTE"))
    }
}

/// The columns of a row in which something may be odd.
pub struct OddColumns<'a> {
    /// The role.
    pub role: &'a Column<'a>,
    /// What each of its wordings is.
    pub roles: &'a Roles<'a>,
    /// Staff or contracted services.
    pub source: &'a Column<'a>,
    /// Who it is, where the file says.
    pub identifier: Option<&'a Column<'a>>,
}

/// Of each wording of a role, the link-worker role that it is, and the one that it nearly is.
pub type Roles<'a> = BTreeMap<&'a str, (Option<&'static Role>, Option<&'static str>)>;

/// Whether a data source is contracted services.
pub fn is_contracted(source: &str) -> bool {
    source.to_lowercase().contains("contracted")
}

impl Oddities {
    /// Notes a PCN whose row has another ICB than its filing.
    pub fn see_icb(&mut self, pcn: &PcnCode, code: &str, filing: &Filing) {
        if code != filing.icb.as_str() && icb(code).as_ref() != Ok(&filing.icb) {
            self.two_icbs.insert(*pcn);
        }
    }

    /// Looks at a row that was added to its PCN's filing.
    pub fn see(&mut self, columns: &OddColumns<'_>, row: usize, pcn: &PcnCode, fte: f64) {
        let source = columns.source.text(row);
        let contracted = is_contracted(source);
        if !contracted && !source.to_lowercase().contains("staff") {
            *self.sources.entry(source.to_owned()).or_default() += 1;
        }
        let who = columns.identifier.map_or("", |column| column.text(row));
        let known = !contracted && !matches!(who, "" | "NULL");
        let role = columns.role.text(row);
        let is_link_worker = columns.roles.get(role).is_some_and(|(role, _)| role.is_some());
        let mut key = DefaultHasher::new();
        (pcn.as_str(), role, source, who, fte.to_bits()).hash(&mut key);
        let repeats = (known || is_link_worker) && !self.rows.insert(key.finish());
        self.staff += usize::from(known);
        self.staff_repeats += usize::from(known && repeats);
        if is_link_worker {
            if repeats && !known {
                self.repeated.add(row, fte);
            }
            if fte < 0.0 {
                self.negative.add(row, fte);
            }
            if fte > ONE_POST {
                self.over_one.add(row, fte);
            }
        }
    }

    /// Says it.
    pub fn say(self, file: &str, problems: &mut Problems) {
        let seen = [
            self.negative.say(&faults::FTE_NEGATIVE, file, "zero or more"),
            self.over_one.say(&faults::FTE_OVER_ONE, file, "one post a row"),
            self.repeated.say(&faults::REPEATED, file, "rows that differ"),
        ];
        seen.into_iter().flatten().for_each(|problem| problems.push(problem));
        for (source, rows) in self.sources {
            let found = format!("`{source}` in {rows} rows");
            let expected = "staff or contracted services";
            problems.push(Problem::new(&faults::SOURCE, file, found, expected).column("DATA_SOURCE"));
        }
        for pcn in self.two_icbs {
            let found = format!("two ICBs for {pcn}");
            problems
                .push(Problem::new(&faults::TWO_ICBS, file, found, "one ICB for a PCN").column("ICB_CODE"));
        }
        if self.staff >= FEW_ROWS && self.staff_repeats * 3 > self.staff {
            let found = format!("{} of {} staff rows a second time", self.staff_repeats, self.staff);
            problems.push(Problem::new(&faults::DOUBLED, file, found, "each person and role once"));
        }
    }
}
