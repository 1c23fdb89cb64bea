//! The publications of a run: made side by side, each from what an earlier run made where it can be, and put together.

use std::collections::BTreeSet;

use super::apart::apart;
use super::areas::{Asked, area};
use super::earlier::Earlier;
use super::exception::Exception;
use super::index;
use super::kept::Kept;
use super::output::Output;
use super::step::{Progress, Step};
use crate::analysis::Area;
use crate::cache::Cache;
use crate::document::Spoken;
use crate::render::typesetter::Typesetter;
use crate::render::{self, Format, ListedFile, Renderer};
use crate::subject::error::{Error, Result};
use crate::workers::{self, At};

/// What the chosen areas came to.
#[derive(Default)]
pub struct Published {
    /// Files to be written.
    pub outputs: Vec<Output>,
    files: Vec<ListedFile>,
    /// What the documents say.
    pub spoken: Vec<Spoken>,
    /// What is not there, and why.
    pub exceptions: Vec<Exception>,
}

/// What the publications of a run are made with.
pub struct Making<'a> {
    /// What all documents share.
    pub renderer: &'a Renderer<'a>,
    /// Sets pages.
    pub typesetter: &'a Typesetter,
    /// What is written for each area.
    pub formats: &'a [&'static Format],
    /// What earlier runs made.
    pub cache: &'a Cache,
}

impl Making<'_> {
    /// Makes the publications of the chosen areas, side by side.
    pub fn all(&self, chosen: &[&Area], progress: Progress<'_>) -> Published {
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
    pub fn add_one(&mut self, output: Output, about: &str) {
        self.files.push(ListedFile::of_edition(&output.path, about, &output.bytes));
        self.outputs.push(output);
    }

    /// Refuses a run that made no area, in whose place the edition that is there is better.
    pub fn is_something(&self) -> Result<()> {
        match self.exceptions.iter().find(|exception| exception.is_of_a_document()) {
            Some(first) if self.spoken.is_empty() => Err(Error::NoneMade { first: first.why.clone() }),
            _ => Ok(()),
        }
    }

    /// What stays of an earlier run: nothing beside a run for all areas.
    pub fn beside<'a>(&self, earlier: &'a Earlier, chosen: &[&Area], asked: &Asked) -> Kept<'a> {
        let areas: BTreeSet<&str> = chosen.iter().map(|area| area.place.code.as_str()).collect();
        let paths = self.outputs.iter().map(|output| output.path.as_str()).collect();
        Kept::of(earlier, asked.is_some_areas(), &areas, &paths)
    }

    /// What the index is made of: this run's areas, and those of an earlier run of the same inputs.
    pub fn listed<'a>(
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
