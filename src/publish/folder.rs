//! An edition's folder: made beside its place, and put there in one step.

use std::path::PathBuf;

use super::disk::remove;
use super::earlier::Earlier;
use super::exception::{Exception, exceptions_csv};
use super::manifest::{HASH, KeptRun, MANIFEST, Manifest, SIGNATURE};
use super::output::{Output, json, write};
use super::session::Session;
use super::sign::PrivateKey;
use super::switch::{switch, sync_folder};
use super::told::Told;
use crate::subject::digest::hex;
use crate::subject::error::Result;
use crate::workers;

/// What a run made.
#[derive(Debug)]
pub struct Outcome {
    /// The edition's folder.
    pub folder: PathBuf,
    /// How many PDFs were written.
    pub pdfs: usize,
    /// Areas that could not be made, with the reason.
    pub failed: Vec<Exception>,
    /// What it made and left out.
    pub told: Told,
    /// Files of an earlier run that were left as they were.
    pub kept: Vec<KeptRun>,
    /// Files of an earlier run that are no longer there.
    pub gone: Vec<String>,
    /// SHA-256 of the manifest.
    pub manifest: String,
}

/// Files that are written side by side: each waits for the disk.
const WRITERS: usize = 8;

/// Room for the names of files and folders, beside their bytes.
const NAMES: u64 = 500_000;

/// What a run makes of an edition's folder.
pub(super) struct Made<'a> {
    pub manifest: Manifest,
    pub outputs: Vec<Output>,
    pub exceptions: Vec<Exception>,
    pub sign: Option<&'a PrivateKey>,
}

/// Writes everything beside the edition's folder, the manifest last, and puts it into its place.
///
/// # Errors
/// Where a file cannot be written; the folder then is as it was.
pub(super) fn place(session: &Session, earlier: &Earlier, made: Made<'_>) -> Result<Outcome> {
    let Made { mut manifest, mut outputs, exceptions, sign } = made;
    outputs.push(Output::new("exceptions.csv", exceptions_csv(&exceptions).into_bytes()));
    outputs.iter().for_each(|output| manifest.add(output));
    earlier.leaves_room(&outputs)?;
    session.has_room(outputs.iter().map(|output| output.bytes.len() as u64).sum::<u64>() + NAMES)?;
    let (place, beside) = (&session.place, session.place.made());
    let put = |output: &Output| write(&beside.join(&output.path), &output.bytes);
    workers::map(&outputs, WRITERS, put).into_iter().collect::<Result<()>>()?;
    let bytes = json(MANIFEST, &manifest)?;
    let sha256 = hex(&bytes);
    if let Some(key) = sign {
        put(&Output::new(SIGNATURE, key.sign(&bytes)))?;
    }
    put(&Output::new(MANIFEST, bytes))?;
    put(&Output::new(HASH, format!("{sha256}  {MANIFEST}\n").into_bytes()))?;
    earlier.carry(&place.folder, &beside, &manifest.kept, &outputs)?;
    let folders = outputs.iter().filter_map(|output| beside.join(&output.path).parent().map(PathBuf::from));
    folders.collect::<std::collections::BTreeSet<_>>().iter().for_each(|folder| sync_folder(folder));
    sync_folder(&beside);
    let gone = earlier.gone(&manifest);
    switch(place)?;
    for old in [&beside, &place.before()] {
        earlier.carry(old, &place.folder, &manifest.kept, &outputs)?;
        // What cannot be removed now is removed by the next run.
        let _ = remove(old);
    }
    let pdfs = outputs.iter().filter(|output| output.path.ends_with(".pdf")).count();
    let failed = exceptions.into_iter().filter(Exception::is_of_a_document).collect();
    Ok(Outcome {
        folder: place.folder.clone(),
        pdfs,
        failed,
        told: Told::default(),
        kept: manifest.kept,
        gone,
        manifest: sha256,
    })
}
