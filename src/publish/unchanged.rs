//! A run that would make what lies there already, known before anything is read as a table.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::folder::Outcome;
use super::manifest::{HASH, MANIFEST, Manifest, ManifestOutput, SIGNATURE};
use super::run::Request;
use super::told::Told;
use crate::cache::{Key, Thing};
use crate::source;
use crate::subject::digest::{file_name, hex};
use crate::subject::error::Result;
use crate::subject::plain_file;
use crate::workers;

/// What a request would be made from: every byte that it would read, and every option.
#[derive(Debug)]
pub struct Rerun {
    /// Of the figures.
    figures: Key,
    /// Of all of it.
    key: Key,
}

/// What an earlier run of the same came to.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    /// The name of the edition's folder.
    folder: String,
    /// SHA-256 of the manifest.
    manifest: String,
    /// SHA-256 of the signature, where there is one.
    signature: Option<String>,
    pdfs: usize,
    told: Told,
    /// What it said of its inputs.
    notices: String,
}

/// What lies there, as a run that made it would say it.
#[derive(Debug)]
pub struct Unchanged {
    /// What the earlier run came to.
    pub outcome: Outcome,
    /// What it said of its inputs.
    pub notices: String,
}

impl Rerun {
    /// Of a request, as its files are now.
    ///
    /// # Errors
    /// Where a place of the input cannot be read.
    pub fn of(request: &Request) -> Result<Self> {
        let inputs = source::stamp(&request.origins, request.jobs)?;
        let out = std::path::absolute(&request.out).unwrap_or_else(|_| request.out.clone());
        let Request { options, asked, branding, templates, formats, sign, .. } = request;
        let local = options.local.as_ref().map(|table| (&table.file, table.mark));
        let sheet = branding.front_sheet.as_ref().map(|sheet| &sheet.file);
        let logo = branding.logo.as_ref().map(|logo| (&logo.file, &logo.alt));
        let formats: Vec<&str> = formats.iter().map(|format| format.id).collect();
        let figures = [
            format!("{:?} {:?} {:?}", options.edition, options.need, (options.survey, options.imd)),
            format!("{:?} {:?} {:?}", options.allow_stale, options.similar, options.prefer),
            format!("{} {:?} {local:?}", options.allow_unread, options.practice_map),
            format!("{} {:?}", options.geography.id(), options.geography.file()),
            format!("{:?}", options.earlier.as_ref().map(|earlier| &earlier.files)),
        ];
        let figures = figures.iter().fold(Key::new("figures").and(inputs), |key, part| key.and(part));
        let others = [
            format!("{:?} {:?} {:?}", asked.areas, asked.regions, formats),
            format!("{} {:?} {:?} {sheet:?}", branding.draft, branding.contact, branding.length),
            format!("{:?} {logo:?} {:?}", branding.front_sheet_as, templates.files()),
            format!("{:?}", sign.as_ref().map(|key| hex(&key.sign(b"a run")))),
        ];
        let key = figures.clone().and("a run").and(out.as_os_str().as_encoded_bytes());
        Ok(Self { figures, key: others.iter().fold(key, |key, part| key.and(part)) })
    }

    /// What the figures would be made from: the inputs and the options of the analysis.
    pub fn figures(&self) -> String {
        self.figures.text()
    }

    /// What an earlier run of the same came to, where every file that it made is there as it was.
    pub fn unchanged(&self, request: &Request) -> Option<Unchanged> {
        let before: Before = request.cache.get(Thing::Run, &self.key)?;
        let folder = request.out.join(&before.folder);
        let manifest = before.manifest_in(&folder, request.jobs)?;
        let Before { manifest: sha256, pdfs, told, notices, .. } = before;
        let (failed, gone) = (Vec::new(), Vec::new());
        let outcome = Outcome { folder, pdfs, failed, told, kept: manifest.kept, gone, manifest: sha256 };
        Some(Unchanged { outcome, notices })
    }

    /// Remembers what a run came to; not where an area failed, or the files of the input have changed since it began.
    pub fn remember(&self, request: &Request, outcome: &Outcome, notices: &str) {
        let is_same = Self::of(request).is_ok_and(|now| now.key.text() == self.key.text());
        if !outcome.failed.is_empty() || !is_same {
            return;
        }
        let before = Before {
            folder: file_name(&outcome.folder),
            manifest: outcome.manifest.clone(),
            signature: sha256(&outcome.folder.join(SIGNATURE)),
            pdfs: outcome.pdfs,
            told: outcome.told.clone(),
            notices: notices.to_owned(),
        };
        request.cache.put(Thing::Run, &self.key, &before);
    }
}

impl Before {
    /// The manifest, where it and every file that it names are as they were.
    fn manifest_in(&self, folder: &Path, jobs: usize) -> Option<Manifest> {
        let bytes = plain_file::bounded(&folder.join(MANIFEST), LARGEST).ok()?.ok()?;
        let seal = format!("{}  {MANIFEST}\n", self.manifest);
        let sealed = hex(&bytes) == self.manifest
            && sha256(&folder.join(HASH)) == Some(hex(seal.as_bytes()))
            && sha256(&folder.join(SIGNATURE)) == self.signature;
        let manifest: Manifest = sealed.then(|| serde_json::from_slice(&bytes).ok())??;
        let outputs: Vec<&ManifestOutput> = manifest.all_outputs().collect();
        let are_there = workers::map(&outputs, jobs, |output| output.lies_in(folder));
        are_there.into_iter().all(|there| there).then_some(manifest)
    }
}

/// Far over any manifest.
const LARGEST: u64 = 64 * 1024 * 1024;

impl ManifestOutput {
    /// Whether the file lies in a folder as it was made.
    fn lies_in(&self, folder: &Path) -> bool {
        let bytes = plain_file::bounded(&folder.join(&self.path), self.bytes);
        bytes.is_ok_and(|bytes| bytes.is_ok_and(|bytes| hex(&bytes) == self.sha256))
    }
}

fn sha256(path: &Path) -> Option<String> {
    Some(hex(&plain_file::bounded(path, LARGEST).ok()?.ok()?))
}
