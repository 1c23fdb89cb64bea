//! One run: what is asked for, and every stage from the published tables to the written folder.

use std::path::PathBuf;

use super::areas::{Asked, choose};
use super::claims;
use super::content::Content;
use super::data::data;
use super::earlier::Earlier;
use super::findings::findings;
use super::folder::{self, Outcome};
use super::index;
use super::making::Making;
use super::manifest::{Manifest, ManifestInput};
use super::ordered::Ordered;
use super::output::Output;
use super::place::Place;
use super::rehearsal::rehearse;
use super::session::Session;
use super::sign::PrivateKey;
use super::step::{Progress, Step};
use super::told::Told;
use crate::analysis::Edition;
use crate::branding::Branding;
use crate::cache::Cache;
use crate::explain::Trace;
use crate::panel::{self, Options, Panel};
use crate::render::template::Templates;
use crate::render::typesetter::Typesetter;
use crate::render::{self, Format, Renderer};
use crate::source::{self, Input, Origin, Publications};
use crate::subject::error::{Error, Result};
use crate::workers::At;

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
    pub branding: Branding,
    /// What the pages are filled into.
    pub templates: Templates,
    /// What each area's publication is written as.
    pub formats: Vec<&'static Format>,
    /// The folder that the edition's folder is made in.
    pub out: PathBuf,
    /// How many areas are typeset side by side.
    pub jobs: usize,
    /// Whether to wait where another run writes the edition's folder.
    pub wait: bool,
    /// What signs the manifest, where it is signed.
    pub sign: Option<PrivateKey>,
    /// What earlier runs made.
    pub cache: Cache,
}

/// What a run's documents share, and the manifest of its folder as far as it is known before they are made.
#[derive(Debug)]
pub struct Run<'a> {
    /// What makes its documents.
    pub renderer: Renderer<'a>,
    manifest: Manifest,
}

impl<'a> Run<'a> {
    /// A run over an edition, with the tables it is made from and what the user makes their own.
    ///
    /// # Errors
    /// Where the options cannot be written as JSON: a defect of the program.
    pub fn of(
        publications: &Publications,
        edition: &'a Edition,
        options: &'a Options,
        branding: &'a Branding,
        templates: &'a Templates,
    ) -> Result<Self> {
        let content = Content::of(edition, options, branding, templates);
        let content = Ordered::of(&content)
            .map_err(|error| Error::Serialise { what: "the options", source: error.into() })?;
        let serves = |input: &Input| edition.served.sources.iter().any(|source| source.file == input.name);
        let inputs =
            publications.inputs.iter().map(|input| ManifestInput::of(input, serves(input))).collect();
        let manifest =
            Manifest::new(edition.edition.to_string(), edition.served.marks.clone(), content, inputs);
        let fingerprint = manifest.fingerprint.clone();
        Ok(Self { renderer: Renderer { edition, branding, templates, fingerprint }, manifest })
    }
}

/// Makes every briefing of an edition.
///
/// # Errors
/// Where the input is broken or lacks something; then nothing is written. An area that cannot be made
/// stops no other: it is an [`Exception`] of the outcome.
pub fn build(request: &Request, progress: Progress<'_>) -> Result<Outcome> {
    let publications =
        source::survey_with(&request.origins, request.options.choice(), request.jobs, &request.cache)?;
    publications.is_usable()?;
    build_from(&publications, request, progress)
}

/// The same, from publications that are read.
///
/// # Errors
/// As [`build`].
pub fn build_from(publications: &Publications, request: &Request, progress: Progress<'_>) -> Result<Outcome> {
    let session = session(publications, request)?;
    progress(Step::Analysing);
    let at = At::new("the panel and the analysis");
    let panel = panel::assemble_with(publications, &request.options, &request.cache)?;
    let edition = Edition::of(&panel, publications)?;
    drop(at);
    make(&session, Trace { publications, panel: &panel, edition: &edition }, request, progress)
}

/// The same, from figures that are known.
///
/// # Errors
/// As [`build`].
pub fn build_of(trace: Trace<'_>, request: &Request, progress: Progress<'_>) -> Result<Outcome> {
    make(&session(trace.publications, request)?, trace, request, progress)
}

/// Makes and writes what is asked for.
fn make(session: &Session, trace: Trace<'_>, request: &Request, progress: Progress<'_>) -> Result<Outcome> {
    let Trace { publications, panel, edition } = trace;
    let chosen = choose(edition, &request.asked)?;
    request.branding.check()?;
    session.has_room((chosen.len() * request.formats.len()) as u64 * LEAST_OF_A_FILE)?;
    let at = At::new("what the user brings");
    let run = Run::of(publications, edition, &request.options, &request.branding, &request.templates)?;
    let typesetter = Typesetter::new(request.jobs);
    rehearse(&run.renderer, &typesetter, &chosen)?;
    drop(at);
    let making = Making {
        renderer: &run.renderer,
        typesetter: &typesetter,
        formats: &request.formats,
        cache: &request.cache,
    };
    progress(Step::Making(chosen.len()));
    let mut made = making.all(&chosen, progress);
    progress(Step::Writing);
    made.is_something()?;
    if request.is_asked(&render::DATA) {
        let data = data(edition, &run.renderer.fingerprint)?;
        data.into_iter().for_each(|(file, about)| made.add_one(file, &about));
    }
    let earlier = Earlier::read(&session.place.folder);
    let kept = made.beside(&earlier, &chosen, &request.asked);
    let claims = claims::table(trace, &made.spoken, &kept.claims()).into_bytes();
    made.add_one(Output::new(claims::FILE, claims), "every figure in print");
    made.exceptions.extend(findings(panel));
    let listed = made.listed(&run.renderer, &chosen, &kept, request.is_asked(&render::HTML));
    made.outputs.extend(index::of(listed)?);
    let mut manifest = run.manifest;
    manifest.options.areas.clone_from(&request.asked.areas);
    manifest.options.regions.clone_from(&request.asked.regions);
    let told = Told::of(edition, &chosen, &made.outputs, &made.exceptions);
    manifest.kept = kept.runs;
    let placed = folder::place(
        session,
        &earlier,
        folder::Made {
            manifest,
            outputs: made.outputs,
            exceptions: made.exceptions,
            sign: request.sign.as_ref(),
        },
    )?;
    Ok(Outcome { told, ..placed })
}

/// No file of an area is smaller.
const LEAST_OF_A_FILE: u64 = 30_000;

/// The right to write the edition's folder, before anything is made for it.
fn session(publications: &Publications, request: &Request) -> Result<Session> {
    let edition = panel::Resolved::of(publications, &request.options)?.edition;
    let place = Place::of(&request.out, &edition.to_string());
    place.is_no_input(&request.origins)?;
    Session::open(place, request.wait)
}

impl Request {
    fn is_asked(&self, format: &Format) -> bool {
        self.formats.iter().any(|asked| asked.id == format.id)
    }
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
