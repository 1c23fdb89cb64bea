//! One run: what is asked for, and every stage from the published tables to the written folder.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::apart::apart;
use super::areas::{Asked, area, choose};
use super::claims;
use super::content::Content;
use super::data::data;
use super::earlier::Earlier;
use super::exception::Exception;
use super::findings::findings;
use super::folder::{self, Outcome};
use super::index;
use super::kept::Kept;
use super::manifest::{Manifest, ManifestInput};
use super::ordered::Ordered;
use super::output::Output;
use super::place::Place;
use super::rehearsal::rehearse;
use super::session::Session;
use super::sign::PrivateKey;
use super::told::Told;
use crate::analysis::{Area, Edition};
use crate::branding::Branding;
use crate::cache::Cache;
use crate::document::Spoken;
use crate::explain::Trace;
use crate::panel::{self, Options, Panel};
use crate::render::template::Templates;
use crate::render::typesetter::Typesetter;
use crate::render::{self, Format, ListedFile, Renderer};
use crate::source::{self, Input, Origin, Publications};
use crate::subject::error::{Error, Result};
use crate::workers::{self, At};

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

/// What a run does.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// It works out the figures.
    Analysing,
    /// It begins with so many areas.
    Making(usize),
    /// It is done with an area.
    Made(&'a str),
    /// It writes the files.
    Writing,
}

/// Is told of each step.
pub type Progress<'a> = &'a (dyn Fn(Step<'_>) + Sync);

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
    let chosen = choose(&edition, &request.asked)?;
    request.branding.check()?;
    session.has_room((chosen.len() * request.formats.len()) as u64 * LEAST_OF_A_FILE)?;
    let at = At::new("what the user brings");
    let run = Run::of(publications, &edition, &request.options, &request.branding, &request.templates)?;
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
        let data = data(&edition, &run.renderer.fingerprint)?;
        data.into_iter().for_each(|(file, about)| made.add_one(file, &about));
    }
    let earlier = Earlier::read(&session.place.folder);
    let kept = made.beside(&earlier, &chosen, &request.asked);
    let trace = Trace { publications, panel: &panel, edition: &edition };
    let claims = claims::table(trace, &made.spoken, &kept.claims()).into_bytes();
    made.add_one(Output::new(claims::FILE, claims), "every figure in print");
    made.exceptions.extend(findings(&panel));
    let listed = made.listed(&run.renderer, &chosen, &kept, request.is_asked(&render::HTML));
    made.outputs.extend(index::of(listed)?);
    let mut manifest = run.manifest;
    manifest.options.areas.clone_from(&request.asked.areas);
    manifest.options.regions.clone_from(&request.asked.regions);
    let told = Told::of(&edition, &chosen, &made.outputs, &made.exceptions);
    manifest.kept = kept.runs;
    let placed = folder::place(
        &session,
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

/// What the chosen areas came to.
#[derive(Default)]
struct Published {
    outputs: Vec<Output>,
    files: Vec<ListedFile>,
    spoken: Vec<Spoken>,
    exceptions: Vec<Exception>,
}

/// What the publications of a run are made with.
struct Making<'a> {
    renderer: &'a Renderer<'a>,
    typesetter: &'a Typesetter,
    formats: &'a [&'static Format],
    cache: &'a Cache,
}

impl Making<'_> {
    /// Makes the publications of the chosen areas, side by side.
    fn all(&self, chosen: &[&Area], progress: Progress<'_>) -> Published {
        let published = workers::map(chosen, self.typesetter.jobs(), |area| {
            let _at = At::new(format!("{} ({})", area.place.name, area.place.code));
            let published =
                apart(|| render::publish(self.renderer, self.typesetter, area, self.formats, self.cache));
            progress(Step::Made(&area.place.name));
            published
        });
        let mut made = Published::default();
        for (area, published) in chosen.iter().zip(published) {
            match published {
                Ok(published) => made.add(area, published),
                Err(error) => made.exceptions.push(Exception::failed(area, &error)),
            }
        }
        made
    }
}

impl Published {
    fn add(&mut self, area: &Area, published: render::Published) {
        for file in published.files {
            let lacking = file.lacking.iter().map(|lacking| Exception::lacking(area, lacking));
            self.exceptions.extend(lacking);
            let listed = ListedFile::of_edition(&file.path, &file.about, &file.bytes);
            let area = Some(area.place.code.clone());
            self.files.push(ListedFile { area: area.clone(), pages: file.pages, ..listed });
            let fingerprint = Some(published.fingerprint.clone());
            self.outputs.push(Output { path: file.path, area, fingerprint, bytes: file.bytes });
        }
        self.spoken.push(Spoken { area: area.place.code.clone(), said: published.said });
    }

    /// Adds a file of the whole edition.
    fn add_one(&mut self, output: Output, about: &str) {
        self.files.push(ListedFile::of_edition(&output.path, about, &output.bytes));
        self.outputs.push(output);
    }

    /// Refuses a run that made no area, in whose place the edition that is there is better.
    fn is_something(&self) -> Result<()> {
        match self.exceptions.iter().find(|exception| exception.is_of_a_document()) {
            Some(first) if self.spoken.is_empty() => Err(Error::NoneMade { first: first.why.clone() }),
            _ => Ok(()),
        }
    }

    /// What stays of an earlier run: nothing beside a run for all areas.
    fn beside<'a>(&self, earlier: &'a Earlier, chosen: &[&Area], asked: &Asked) -> Kept<'a> {
        let areas: BTreeSet<&str> = chosen.iter().map(|area| area.place.code.as_str()).collect();
        let paths = self.outputs.iter().map(|output| output.path.as_str()).collect();
        Kept::of(earlier, asked.is_some_areas(), &areas, &paths)
    }

    /// What the index is made of: this run's areas, and those of an earlier run of the same inputs.
    fn listed<'a>(
        &mut self,
        renderer: &'a Renderer<'a>,
        chosen: &[&'a Area],
        kept: &Kept<'_>,
        with_page: bool,
    ) -> index::Made<'a> {
        let mut files = std::mem::take(&mut self.files);
        files.extend(kept.files(&renderer.fingerprint));
        let mut areas = chosen.to_vec();
        let of_kept = kept.areas_of(&renderer.fingerprint);
        areas.extend(of_kept.iter().filter_map(|code| area(renderer.edition, code).ok()));
        index::Made { renderer, areas, files, with_page }
    }
}
