//! What lies in an edition's folder already: what an earlier run made, and what the user has put there.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::changing;
use super::manifest::{KeptRun, MANIFEST, Manifest, ManifestOutput, SEALS};
use super::output::Output;
use crate::subject::error::{Error, Result};
use crate::subject::plain_file;

/// An edition's folder as a run finds it.
#[derive(Debug)]
pub struct Earlier {
    folder: PathBuf,
    /// What the earlier run's manifest says; nothing where there is none that can be read.
    manifest: Option<Manifest>,
}

/// Far over any manifest and any table of claims.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Open data, which is of the whole edition and no area's.
const DATA: &str = "data/";

impl Earlier {
    /// What lies there now.
    pub fn read(folder: &Path) -> Self {
        let manifest = bytes(&folder.join(MANIFEST), LARGEST);
        let manifest = manifest.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { folder: folder.to_owned(), manifest }
    }

    /// Every file that the earlier run's manifest names.
    fn named(&self) -> BTreeSet<&str> {
        let outputs = self.manifest.iter().flat_map(Manifest::all_outputs);
        outputs.map(|output| output.path.as_str()).collect()
    }

    /// What a run for some areas leaves as it is: the documents of other areas, and open data where it makes none.
    pub fn kept(&self, areas: &BTreeSet<&str>, made: &BTreeSet<&str>) -> Vec<KeptRun> {
        let Some(manifest) = &self.manifest else { return Vec::new() };
        let stays = |output: &ManifestOutput| {
            let of_another = output.area.as_deref().map(|area| !areas.contains(area));
            of_another.unwrap_or(output.path.starts_with(DATA))
                && !made.contains(output.path.as_str())
                && self.folder.join(&output.path).is_file()
        };
        let mut kept: Vec<KeptRun> = Vec::new();
        for mut run in manifest.runs() {
            run.outputs.retain(stays);
            match kept.iter_mut().find(|kept| kept.made_by == run.made_by) {
                Some(kept) => kept.outputs.append(&mut run.outputs),
                None => kept.push(run),
            }
        }
        kept.retain(|run| !run.outputs.is_empty());
        kept
    }

    /// The text of a file of the earlier run.
    pub fn text(&self, path: &str) -> Option<String> {
        let bytes = self.named().contains(path).then(|| bytes(&self.folder.join(path), LARGEST))??;
        String::from_utf8(bytes).ok()
    }

    /// Files that the earlier run made and a new manifest does not name.
    pub fn gone(&self, manifest: &Manifest) -> Vec<String> {
        let new: BTreeSet<&str> = manifest.all_outputs().map(|output| output.path.as_str()).collect();
        let gone = self.named().into_iter().filter(|path| !new.contains(path));
        gone.filter(|path| self.folder.join(path).exists()).map(str::to_owned).collect()
    }

    /// Refuses to write over what no earlier run made.
    ///
    /// # Errors
    /// Where something lies in a file's place, or a file where a folder must be.
    pub fn leaves_room(&self, outputs: &[Output]) -> Result<()> {
        let named = self.named();
        for output in outputs {
            let path = self.folder.join(&output.path);
            let folders = Path::new(&output.path).ancestors().skip(1).map(|above| self.folder.join(above));
            let above = folders
                .take_while(|above| *above != self.folder)
                .find(|above| above.is_symlink() || (above.exists() && !above.is_dir()));
            let is_ours = named.contains(output.path.as_str()) && !path.is_dir();
            let is_same =
                || bytes(&path, output.bytes.len() as u64).is_some_and(|bytes| bytes == output.bytes);
            let is_free = is_ours || !path.exists() || is_same();
            let in_the_way = above.or_else(|| (!is_free).then_some(path));
            if let Some(path) = in_the_way {
                return Err(Error::Output {
                    path,
                    problem: "it lies where this run would write, and no earlier run made it".to_owned(),
                    remedy: "move it away, or give another folder with --out",
                });
            }
        }
        Ok(())
    }

    /// Links into the new folder what stays: files that are named here, and all that no manifest names, which is the
    /// user's. Where a folder has them already they are compared, so that what was saved meanwhile is not lost.
    ///
    /// # Errors
    /// Where a file can neither be linked nor copied.
    pub fn carry(&self, from: &Path, to: &Path, kept: &[KeptRun], made: &[Output]) -> Result<()> {
        let mut ours = self.named();
        ours.extend(SEALS);
        ours.insert(MANIFEST);
        ours.extend(made.iter().map(|output| output.path.as_str()));
        kept.iter().flat_map(|run| &run.outputs).for_each(|output| {
            ours.remove(output.path.as_str());
        });
        if from.is_dir() { carry(from, to, "", &ours) } else { Ok(()) }
    }
}

/// The bytes of a plain file; none of one that is not there, larger, or no file.
fn bytes(path: &Path, most: u64) -> Option<Vec<u8>> {
    plain_file::bounded(path, most).ok()?.ok()
}

/// Links every file below a folder that is none of ours.
fn carry(from: &Path, to: &Path, below: &str, ours: &BTreeSet<&str>) -> Result<()> {
    let fail = |path: &Path, source: io::Error| Error::Write { path: path.to_owned(), source };
    let entries: Vec<_> =
        fs::read_dir(from).and_then(Iterator::collect).map_err(|error| fail(from, error))?;
    if entries.is_empty() {
        fs::create_dir_all(to).map_err(|error| fail(to, error))?;
    }
    for entry in entries {
        let name = entry.file_name();
        let path = format!("{below}{}", name.to_string_lossy());
        let to = to.join(&name);
        if entry.file_type().map_err(|error| fail(&entry.path(), error))?.is_dir() {
            carry(&entry.path(), &to, &format!("{path}/"), ours)?;
        } else if !ours.contains(path.as_str()) && !is_same(&entry.path(), &to) {
            let _changing = changing();
            link(&entry.path(), &to).map_err(|error| fail(&entry.path(), error))?;
        }
    }
    Ok(())
}

/// Whether both are one file, or a copy of it.
fn is_same(one: &Path, other: &Path) -> bool {
    let about = |path| fs::symlink_metadata(path).and_then(|about| Ok((about.len(), about.modified()?)));
    matches!((about(one), about(other)), (Ok(one), Ok(other)) if one == other)
}

/// The same file under another name; a copy where the file system has no such names.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    if to.is_symlink() || to.exists() {
        fs::remove_file(to)?;
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    let copy = fs::File::options().write(true).open(to)?;
    copy.set_modified(fs::metadata(from)?.modified()?)?;
    copy.sync_all()
}
