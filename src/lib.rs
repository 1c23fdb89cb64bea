//! Link worker briefings: published NHS tables in, one accessible PDF per Integrated Care Board out.
//!
//! [`build`] is the table of contents: each line of it is a stage, and each stage is a module.
//! The middle is pure: between `source` and `publish` there is no clock, network, environment,
//! randomness or hash order, so the same input gives the same bytes.

pub mod analysis;
pub mod chart;
pub mod check;
pub mod claim;
pub mod cli;
pub mod demo;
pub mod document;
pub mod error;
pub mod explain;
pub mod imprint;
pub mod measure;
pub mod number;
pub mod panel;
pub mod press;
pub mod problem;
pub mod publish;
pub mod reconcile;
pub mod role;
pub mod series;
pub mod source;
pub mod subject;
pub mod template;
pub mod verify;
pub mod words;
pub mod workers;

use std::path::PathBuf;

use analysis::Edition;
use error::Result;
use explain::Trace;
use imprint::Imprint;
use panel::{Options, Panel};
use press::Press;
use publish::{Asked, Exception, Issue, Outcome, Typeset};
use source::{Origin, Publications};

/// What to build, from what, and where to.
#[derive(Debug)]
pub struct Request {
    /// Where the published tables are.
    pub origins: Vec<Origin>,
    /// Which edition, and what serves it.
    pub options: Options,
    /// Which areas to make.
    pub asked: Asked,
    /// What the user makes their own.
    pub imprint: Imprint,
    /// The folder that the edition's folder is made in.
    pub out: PathBuf,
    /// How many areas are typeset side by side.
    pub jobs: usize,
}

/// Is told of each area as it is done, with how many there are.
pub type Progress<'a> = &'a (dyn Fn(&str, usize) + Sync);

/// Makes every briefing of an edition.
///
/// # Errors
/// Where the input is broken or lacks something; then nothing is written. An area that cannot be made
/// stops no other: it is an [`Exception`] of the outcome.
pub fn build(request: &Request, progress: Progress<'_>) -> Result<Outcome> {
    let publications = source::load_preferring(&request.origins, &request.options.prefer, request.jobs)?;
    let (panel, edition) = analyse(&publications, &request.options)?;
    let chosen = publish::choose(&edition, &request.asked)?;
    request.imprint.check()?;
    let issue = Issue::of(&publications, &edition, &request.options, &request.imprint)?;
    let press = Press::new(request.jobs);
    publish::rehearse(&issue, &press, &chosen)?;
    let (made, mut exceptions) = typeset(&issue, &press, &chosen, (request.jobs, progress));
    let (mut outputs, mut spoken) = (Vec::new(), Vec::new());
    for document in made {
        outputs.push(document.output);
        spoken.push(document.spoken);
        exceptions.extend(document.exceptions);
    }
    outputs.extend(publish::data(&edition)?);
    let trace = Trace { publications: &publications, panel: &panel, edition: &edition };
    outputs.push(publish::claims(trace, &spoken)?);
    exceptions.extend(publish::findings(&panel));
    publish::write(
        &publish::Folder { request, issue: &issue, publications: &publications },
        outputs,
        exceptions,
    )
}

/// The stages between reading and writing: panel and analysis.
///
/// # Errors
/// Where the publications do not hold what the options ask for.
pub fn analyse(publications: &Publications, options: &Options) -> Result<(Panel, Edition)> {
    let panel = panel::assemble(publications, options)?;
    let edition = Edition::of(&panel, publications)?;
    Ok((panel, edition))
}

/// Composes and typesets the chosen areas, side by side.
fn typeset(
    issue: &Issue<'_>,
    press: &Press,
    chosen: &[&analysis::Analysis],
    (jobs, progress): (usize, Progress<'_>),
) -> (Vec<Typeset>, Vec<Exception>) {
    let made = workers::map(chosen, jobs, |area| {
        let typeset = issue.typeset(press, area);
        progress(&area.name, chosen.len());
        typeset.map_err(|error| Exception::failed(area, &error))
    });
    let mut documents = Vec::new();
    let mut exceptions = Vec::new();
    for result in made {
        match result {
            Ok(document) => documents.push(document),
            Err(exception) => exceptions.push(exception),
        }
    }
    (documents, exceptions)
}
