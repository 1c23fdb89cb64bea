//! All tables below some places, read into one [`Publications`].

use super::archive::FILE_LIMIT;
use super::cross_check;
use super::file::Handle;
use super::file_name::{is_publications, is_unfinished};
use super::listing::{self, Origin};
use super::missing::{missing, not_there};
use super::publications::{Choice, Input, Publications, Recognised, Unopened};
use super::recognise::{Known, Parsed, Stamp, parse};
use crate::cache::Cache;
use crate::subject::error::{Error, Result};
use crate::subject::problem::{Problem, Severity, faults};
use crate::workers;

/// Reads every table below the given places.
///
/// # Errors
/// Where a place cannot be read, a file of a known kind is broken, two files describe one period,
/// or there is no workforce file at all.
pub fn load(origins: &[Origin], jobs: usize) -> Result<Publications> {
    load_choosing(origins, Choice::default(), jobs)
}

/// The same, with a choice among files.
///
/// # Errors
/// As [`load`], and where there is no file of a preferred name.
pub fn load_choosing(origins: &[Origin], choice: Choice<'_>, jobs: usize) -> Result<Publications> {
    let publications = survey_of(origins, choice, jobs)?;
    publications.is_usable()?;
    Ok(publications)
}

/// How many files are opened at once for each thread, and how many bytes by all threads; one file may hold as many.
///
/// A national folder is larger than memory should hold, and a table takes about three times its bytes while it is read.
const AT_ONCE: (usize, u64) = (4, FILE_LIMIT);

/// How many files at the start of some are opened at once.
fn at_once(handles: &[Handle], jobs: usize) -> usize {
    let mut bytes = 0_u64;
    let fits = handles.iter().take(jobs.max(1) * AT_ONCE.0).take_while(|handle| {
        bytes = bytes.saturating_add(handle.size);
        bytes <= AT_ONCE.1
    });
    fits.count().max(1)
}

/// Reads every table, without asking whether an edition can be made from them: for `check`.
///
/// # Errors
/// Where a place cannot be read, or there is no file of a preferred name.
pub fn survey_of(origins: &[Origin], choice: Choice<'_>, jobs: usize) -> Result<Publications> {
    survey_with(origins, choice, jobs, &Cache::none())
}

/// The same, with what earlier runs have read.
///
/// # Errors
/// As [`survey_of`].
pub fn survey_with(
    origins: &[Origin],
    choice: Choice<'_>,
    jobs: usize,
    cache: &Cache,
) -> Result<Publications> {
    let listing = listing::list(origins)?;
    let mut publications = Publications {
        others: listing.others,
        preferred: choice.prefer.iter().cloned().collect(),
        ..Publications::default()
    };
    for problem in listing.problems {
        if !publications.others.iter().any(|other| other.name == problem.file) {
            publications.others.push(Unopened { name: problem.file.clone(), why: problem.found.clone() });
        }
        publications.problems.push(unreadable(problem, choice));
    }
    publications.knows_preferred(&listing.handles)?;
    let mut handles = listing.handles.as_slice();
    while !handles.is_empty() {
        let (now, later) = handles.split_at(at_once(handles, jobs));
        for (handle, parsed) in now.iter().zip(workers::map(now, jobs, |handle| parse(handle, cache))) {
            let (stamp, parsed) = parsed?;
            publications.take(handle, stamp, parsed, choice);
        }
        handles = later;
    }
    publications.drop_half_lists();
    publications.settle_by_pcn();
    publications.settle_aside(choice.allow_unread);
    cross_check::look(&mut publications);
    Ok(publications)
}

/// Downloads below the given places that a browser has not finished.
///
/// # Errors
/// Where a place cannot be read.
pub fn unfinished(origins: &[Origin]) -> Result<Vec<String>> {
    let others = listing::list(origins)?.others.into_iter().map(|other| other.name);
    Ok(others.filter(|name| is_unfinished(name)).collect())
}

/// The name and the SHA-256 of every table below the given places, none of which is read.
///
/// # Errors
/// Where a place cannot be read, or a publication's file is damaged or too large.
pub fn hashes(origins: &[Origin]) -> Result<Vec<(String, String)>> {
    let listing = listing::list(origins)?;
    let stops = |problem: &Problem| is_publications(&problem.file);
    if let Some(problem) = listing.problems.into_iter().find(stops) {
        return Err(Box::new(problem).into());
    }
    let mut hashes = Vec::with_capacity(listing.handles.len());
    for handle in &listing.handles {
        match handle.open()? {
            Ok(file) => hashes.push((file.name, file.sha256)),
            Err(problem) if stops(&problem) => return Err(problem.into()),
            // A file that no briefing needs may be what it likes.
            Err(_) => {}
        }
    }
    Ok(hashes)
}

/// A problem of a file whose header is not known: it stops a run where the file's name is a publication's.
fn unreadable(problem: Problem, choice: Choice<'_>) -> Problem {
    let stops = !choice.allow_unread && is_publications(&problem.file);
    match (stops, problem.fault.severity) {
        (true, Severity::Note) => problem.under(&faults::UNREAD_PUBLICATION),
        (false, Severity::Stops) => problem.turned(&faults::UNREAD),
        _ => problem,
    }
}

impl Publications {
    /// Refuses files of which something stops a run, or that lack what every edition needs.
    ///
    /// # Errors
    /// The first problem that stops a run, or all that is missing.
    pub fn is_usable(&self) -> Result<()> {
        if self.problems.first_stop().is_some() {
            return Err(Error::of_problems(&self.problems));
        }
        match missing(self).as_slice() {
            [] => Ok(()),
            missing => Err(not_there(missing, self)),
        }
    }

    /// Refuses a preferred name that no file has.
    fn knows_preferred(&self, handles: &[Handle]) -> Result<()> {
        let unknown = |name: &&String| !handles.iter().any(|handle| handle.name == **name);
        match self.preferred.iter().find(unknown) {
            None => Ok(()),
            Some(name) => Err(Error::Unknown {
                asked: format!("there is no file `{name}` to prefer"),
                available: "`briefings check` lists the files by name".to_owned(),
            }),
        }
    }

    /// Puts what a file says into its place; what cannot be read is a problem and not the end.
    fn take(&mut self, handle: &Handle, stamp: Option<Stamp>, parsed: Parsed, choice: Choice<'_>) {
        // A file that cannot be opened has no hash and no encoding.
        let stamp = stamp.unwrap_or_default();
        let mut input = Input {
            name: handle.name.clone(),
            sha256: stamp.sha256,
            encoding: stamp.encoding,
            mark: handle.mark,
            recognised: None,
            note: None,
        };
        if self.is_there(&mut input) {
            self.inputs.push(input);
            return;
        }
        match parsed {
            Parsed::Known(known) => {
                let Known { kind, why, reading, problems } = *known;
                self.problems.append(problems);
                self.add(reading.says, &reading.read.period);
                input.recognised = Some(Recognised { kind, why, read: reading.read });
            }
            Parsed::Unread(note) => input.note = Some(note),
            Parsed::Broken { note, problems, known } => {
                self.problems.append(problems.map(|problem| match known && !choice.allow_unread {
                    true => problem,
                    false => unreadable(problem, choice),
                }));
                input.note = Some(note);
            }
        }
        self.inputs.push(input);
    }

    /// Whether the same bytes were read before, which is said once; a mark of either holds for both.
    fn is_there(&mut self, input: &mut Input) -> bool {
        let is_same = |first: &&mut Input| !first.sha256.is_empty() && first.sha256 == input.sha256;
        let Some(first) = self.inputs.iter_mut().find(is_same) else { return false };
        first.mark = first.mark.or(input.mark);
        let found = format!("the same bytes as `{}`", first.name);
        self.problems.push(Problem::new(&faults::SAME_FILE, &input.name, found, "each file once"));
        input.note = Some(format!("the same file as {}; it is read once", first.name));
        true
    }

    /// Leaves out list sizes of one sex where the other's file is not there; where no others are, a run stops.
    fn drop_half_lists(&mut self) {
        let whole = self.lists.values().any(|list| list.missing_sex().is_none());
        let fault = if whole { &faults::ONE_SEX_LEFT } else { &faults::ONE_SEX };
        for half in self.lists.values() {
            let Some(sex) = half.missing_sex() else { continue };
            let expected = "both, or list sizes of all patients";
            let problem = Problem::new(fault, &half.files[0], "one sex", expected);
            let remedy = format!("add the {sex} file of the same publication and month");
            self.problems.push(problem.remedy(remedy));
        }
        self.lists.retain(|_, list| list.missing_sex().is_none());
    }
}
