//! One run: what is asked for, and every stage from the published tables to the written folder.

use std::path::PathBuf;

use super::areas::{Asked, choose};
use super::claims;
use super::content::Content;
use super::data::data;
use super::exception::Exception;
use super::findings::findings;
use super::folder::{Outcome, write};
use super::index::{self, Made};
use super::manifest::{Manifest, ManifestInput};
use super::ordered::Ordered;
use super::output::Output;
use super::rehearsal::rehearse;
use super::told::Told;
use crate::analysis::{Area, Edition};
use crate::branding::Branding;
use crate::document::Spoken;
use crate::explain::Trace;
use crate::panel::{self, Options, Panel};
use crate::render::template::Templates;
use crate::render::typesetter::Typesetter;
use crate::render::{self, Format, ListedFile, Renderer};
use crate::source::{self, Input, Origin, Publications};
use crate::subject::error::{Error, Result};
use crate::workers;

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
    let publications = source::load_choosing(&request.origins, request.options.choice(), request.jobs)?;
    build_from(&publications, request, progress)
}

/// The same, from publications that are read.
///
/// # Errors
/// As [`build`].
pub fn build_from(publications: &Publications, request: &Request, progress: Progress<'_>) -> Result<Outcome> {
    progress(Step::Analysing);
    let (panel, edition) = analyse(publications, &request.options)?;
    let chosen = choose(&edition, &request.asked)?;
    request.branding.check()?;
    let run = Run::of(publications, &edition, &request.options, &request.branding, &request.templates)?;
    let typesetter = Typesetter::new(request.jobs);
    rehearse(&run.renderer, &typesetter, &chosen)?;
    let making = Making { renderer: &run.renderer, typesetter: &typesetter, formats: &request.formats };
    progress(Step::Making(chosen.len()));
    let mut made = making.all(&chosen, progress);
    progress(Step::Writing);
    let is_asked = |format: &Format| request.formats.iter().any(|asked| asked.id == format.id);
    if is_asked(&render::DATA) {
        data(&edition)?.into_iter().for_each(|(file, about)| made.add_one(file, &about));
    }
    let trace = Trace { publications, panel: &panel, edition: &edition };
    let claims = claims::table(trace, &made.spoken).into_bytes();
    made.add_one(Output { path: "claims.csv".to_owned(), bytes: claims }, "every figure in print");
    made.exceptions.extend(findings(&panel));
    let (files, with_page) = (std::mem::take(&mut made.files), is_asked(&render::HTML));
    made.outputs.extend(index::of(Made { renderer: &run.renderer, areas: &chosen, files, with_page })?);
    let mut manifest = run.manifest;
    manifest.options.areas.clone_from(&request.asked.areas);
    manifest.options.regions.clone_from(&request.asked.regions);
    let told = Told::of(&edition, &chosen, &made.outputs, &made.exceptions);
    let folder = request.out.join(edition.edition.to_string());
    Ok(Outcome { told, ..write(folder, manifest, made.outputs, made.exceptions)? })
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
}

impl Making<'_> {
    /// Makes the publications of the chosen areas, side by side.
    fn all(&self, chosen: &[&Area], progress: Progress<'_>) -> Published {
        let published = workers::map(chosen, self.typesetter.jobs(), |area| {
            let published = render::publish(self.renderer, self.typesetter, area, self.formats);
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
            let listed = ListedFile::of_edition(&file.path, file.about, &file.bytes);
            let area = Some(area.place.code.clone());
            self.files.push(ListedFile { area, pages: file.pages, ..listed });
            self.outputs.push(Output { path: file.path, bytes: file.bytes });
        }
        self.spoken.push(Spoken { area: area.place.code.clone(), said: published.said });
    }

    /// Adds a file of the whole edition.
    fn add_one(&mut self, output: Output, about: &str) {
        self.files.push(ListedFile::of_edition(&output.path, about, &output.bytes));
        self.outputs.push(output);
    }
}
