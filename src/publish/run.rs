//! One run: what is asked for, and every stage from the published tables to the written folder.

use std::path::PathBuf;

use super::areas::{Asked, choose};
use super::claims;
use super::content::Content;
use super::data::data;
use super::exception::Exception;
use super::findings::findings;
use super::folder::{Outcome, pdf_name, write};
use super::manifest::{Manifest, ManifestInput};
use super::ordered::Ordered;
use super::output::Output;
use super::rehearsal::rehearse;
use crate::analysis::{Area, Edition};
use crate::branding::Branding;
use crate::document::Spoken;
use crate::explain::Trace;
use crate::panel::{self, Options, Panel};
use crate::render::Renderer;
use crate::render::template::Templates;
use crate::render::typesetter::Typesetter;
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
    /// The folder that the edition's folder is made in.
    pub out: PathBuf,
    /// How many areas are typeset side by side.
    pub jobs: usize,
}

/// Is told of each area as it is done, with how many there are.
pub type Progress<'a> = &'a (dyn Fn(&str, usize) + Sync);

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
    let (panel, edition) = analyse(publications, &request.options)?;
    let chosen = choose(&edition, &request.asked)?;
    request.branding.check()?;
    let run = Run::of(publications, &edition, &request.options, &request.branding, &request.templates)?;
    let typesetter = Typesetter::new(request.jobs);
    rehearse(&run.renderer, &typesetter, &chosen)?;
    let mut made = typeset(&run.renderer, &typesetter, &chosen, progress);
    made.outputs.extend(data(&edition)?);
    let trace = Trace { publications, panel: &panel, edition: &edition };
    let claims = claims::table(trace, &made.spoken).into_bytes();
    made.outputs.push(Output { path: "claims.csv".to_owned(), bytes: claims });
    made.exceptions.extend(findings(&panel));
    let mut manifest = run.manifest;
    manifest.options.areas.clone_from(&request.asked.areas);
    manifest.options.regions.clone_from(&request.asked.regions);
    write(request.out.join(edition.edition.to_string()), manifest, made.outputs, made.exceptions)
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
struct Made {
    outputs: Vec<Output>,
    spoken: Vec<Spoken>,
    exceptions: Vec<Exception>,
}

/// Composes and typesets the chosen areas, side by side.
fn typeset(
    renderer: &Renderer<'_>,
    typesetter: &Typesetter,
    chosen: &[&Area],
    progress: Progress<'_>,
) -> Made {
    let rendered = workers::map(chosen, typesetter.jobs(), |area| {
        let rendered = renderer.render(typesetter, area);
        progress(&area.place.name, chosen.len());
        rendered
    });
    let mut made = Made::default();
    for (area, rendered) in chosen.iter().zip(rendered) {
        match rendered {
            Ok(document) => {
                let lacking = document.lacking.iter().map(|lacking| Exception::lacking(area, lacking));
                made.exceptions.extend(lacking);
                let path = pdf_name(renderer.edition, area, renderer.branding.length);
                let sheet = path.trim_end_matches(".pdf").to_owned() + "-front-sheet.docx";
                made.outputs.extend(document.front_sheet.map(|bytes| Output { path: sheet, bytes }));
                made.outputs.push(Output { path, bytes: document.bytes });
                made.spoken.push(Spoken { area: area.place.code.clone(), said: document.said });
            }
            Err(error) => made.exceptions.push(Exception::failed(area, &error)),
        }
    }
    made
}
