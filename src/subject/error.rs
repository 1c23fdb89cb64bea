//! What can go wrong between a published table and a PDF, in words for an analyst.

use std::io;
use std::path::PathBuf;

use super::cannot_write;
use crate::subject::problem::{Problem, Problems};

/// A cause from a library, kept for the chain without leaking the library's type.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Any failure of the program.
///
/// A gap in the data is not one of these: it is a finding, and a page prints it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read `{path}`: check that it exists and that you may open it")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that no edition can be made from.
    #[error("{first}{more}")]
    Unusable {
        /// The first problem that stops a run.
        first: Box<Problem>,
        /// How many more there are, in words.
        more: String,
    },
    /// No input of a kind that an edition cannot do without.
    #[error("{missing}; {remedy}")]
    Missing {
        /// What is not there.
        missing: String,
        /// Where to get it or what to do.
        remedy: String,
    },
    /// The command line asks for something that the data does not have.
    #[error("{asked}; {available}")]
    Unknown {
        /// What was asked for.
        asked: String,
        /// What there is.
        available: String,
    },
    /// The nearest extract is too far from the census.
    #[error(
        "the nearest {kind} to {census} is of {date}, over 18 months away; add a nearer one to the data \
         folder, or give a reason with --allow-stale, which the briefing prints"
    )]
    Stale {
        /// What is stale.
        kind: &'static str,
        /// The census.
        census: String,
        /// The nearest date.
        date: String,
    },
    /// An ePCN workbook has practices in sub-ICBs that no table places in an ICB.
    #[error(
        "no table says which ICB these sub-ICBs of `{file}` are in: {sub_icbs}; add the workforce file or the \
         practice map (gp-reg-pat-prac-map) of a month near {census}, which has both codes"
    )]
    Unplaced {
        /// The workbook.
        file: String,
        /// The sub-ICBs.
        sub_icbs: String,
        /// The census.
        census: String,
    },
    /// An embedded lookup is broken: a defect of the program.
    #[error("the built-in table `{table}` is damaged: {reason}; reinstall the program")]
    Lookup {
        /// Which.
        table: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A file of the user's own cannot be used.
    #[error("`{path}` cannot be used: {problem}; {remedy}")]
    Own {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: String,
        /// What to do.
        remedy: String,
    },
    /// The user's front sheet cannot be used.
    #[error("`{file}` line {line}: {problem}; {remedy}")]
    FrontSheet {
        /// Which file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
        /// What to do.
        remedy: String,
    },
    /// The user's settings cannot be used.
    #[error("`{file}` line {line}: {problem}; {remedy}")]
    Settings {
        /// Which file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
        /// What to do.
        remedy: String,
    },
    /// The user's logo cannot be used.
    #[error("the logo `{file}` cannot be used: found {found}, expected {expected}")]
    Logo {
        /// Which file.
        file: String,
        /// What it is.
        found: String,
        /// What it should be.
        expected: String,
    },
    /// The user's templates cannot be used.
    #[error("the templates in `{folder}` cannot be used:\n{faults}\n  nothing was written")]
    Templates {
        /// Their folder.
        folder: String,
        /// What is wrong, a line each.
        faults: String,
    },
    /// Files are in the way.
    #[error("`{folder}` already has {files}; {remedy}")]
    InTheWay {
        /// The folder.
        folder: String,
        /// What is there.
        files: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A file that was given to `verify` cannot be checked.
    #[error("`{path}` cannot be checked: {problem}; {remedy}")]
    Verify {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A part of the program has broken off.
    #[error("a defect of the program: {message}; please report it, with the version and the options")]
    Defect {
        /// What it said.
        message: String,
    },
    /// The system starts no more threads.
    #[error(
        "the system starts no {threads} threads for this program; end other programs, or raise the limit"
    )]
    NoThreads {
        /// How many it needs.
        threads: usize,
    },
    /// No area that was asked for can be made.
    #[error("none of the areas could be made, and nothing was written: {first}")]
    NoneMade {
        /// Why the first could not.
        first: String,
    },
    /// A page cannot be composed.
    #[error("cannot compose {document} for {area}")]
    Compose {
        /// The document kind.
        document: &'static str,
        /// The area's code.
        area: String,
        /// Why.
        source: Cause,
    },
    /// A document cannot be typeset.
    #[error("cannot typeset {document} for {area}:\n{diagnostics}")]
    Typeset {
        /// The document kind.
        document: &'static str,
        /// The area's code.
        area: String,
        /// What Typst said.
        diagnostics: String,
    },
    /// An output cannot be written.
    #[error("cannot write `{path}`: {}", cannot_write::what_to_do(source))]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder that an edition cannot be written into.
    #[error("cannot write `{path}`: {problem}; {remedy}")]
    Output {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: String,
        /// What to do.
        remedy: &'static str,
    },
    /// Another run writes the same folder.
    #[error("another run writes `{folder}` ({holder}): wait until it is done, or give --wait")]
    Busy {
        /// The edition's folder.
        folder: PathBuf,
        /// What it says of itself.
        holder: String,
    },
    /// Data cannot be put into JSON or CSV: a defect of the program.
    #[error("cannot write `{what}` as text")]
    Serialise {
        /// What.
        what: &'static str,
        /// Why.
        source: Cause,
    },
    /// Illustrative data cannot be made.
    #[error("cannot make illustrative data")]
    Demo {
        /// Why.
        source: Cause,
    },
}

/// A result of this program.
pub type Result<T> = std::result::Result<T, Error>;

impl From<Box<Problem>> for Error {
    fn from(first: Box<Problem>) -> Self {
        Self::Unusable { first, more: String::new() }
    }
}

impl Error {
    /// The first of some problems that stop a run.
    pub fn of_problems(problems: &Problems) -> Self {
        match problems.first_stop() {
            Some((first, more)) => {
                Self::Unusable { first: Box::new(first.clone()), more: Self::and_more(more) }
            }
            None => Self::Lookup { table: "problems", reason: "none stops a run".to_owned() },
        }
    }

    /// The end of a message where there are more problems than the one it names.
    pub fn and_more(count: usize) -> String {
        match count {
            0 => String::new(),
            1 => "\n  and one more problem: `briefings check` lists both".to_owned(),
            count => format!("\n  and {count} more problems: `briefings check` lists all"),
        }
    }

    /// What a part of the program said as it broke off.
    pub fn defect(broke: &(dyn std::any::Any + Send)) -> Self {
        let text = broke.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let message = text.or_else(|| broke.downcast_ref::<String>().cloned());
        Self::Defect { message: message.unwrap_or_else(|| "it does not say which".to_owned()) }
    }

    /// The message with every cause behind it, once each.
    pub fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(next) = cause {
            let words = next.to_string();
            if !text.contains(&words) {
                text.push_str("\n  because: ");
                text.push_str(&words);
            }
            cause = next.source();
        }
        text
    }
}
