//! Where an edition's folder lies, and what lies beside it while a run writes it.

use std::path::{Path, PathBuf};

use crate::source::Origin;
use crate::subject::digest::file_name;
use crate::subject::error::{Error, Result};

use super::manifest::MANIFEST;

/// An edition's folder. What lies beside it begins with a dot, which no run reads as input.
#[derive(Debug)]
pub struct Place {
    /// The folder.
    pub folder: PathBuf,
}

impl Place {
    /// The folder of an edition below the folder that is asked for. A link is followed, since folders change places.
    pub fn of(out: &Path, edition: &str) -> Self {
        let folder = out.join(edition);
        let folder = if folder.is_symlink() { folder.canonicalize().unwrap_or(folder) } else { folder };
        Self { folder }
    }

    /// Where the new edition is made.
    pub fn made(&self) -> PathBuf {
        self.beside("new")
    }

    /// Where the old one waits on a system that cannot exchange two folders in one step.
    pub fn before(&self) -> PathBuf {
        self.beside("old")
    }

    /// The lock of the run that writes.
    pub fn lock(&self) -> PathBuf {
        self.beside("lock")
    }

    fn beside(&self, what: &str) -> PathBuf {
        self.folder.with_file_name(format!(".{}.{what}", file_name(&self.folder)))
    }

    /// The folder that it lies in.
    pub fn parent(&self) -> &Path {
        self.folder.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."))
    }

    /// Refuses a folder of the tables that are read: with an edition in it, the next run would not read them.
    ///
    /// # Errors
    /// Where the folder is that of an input or lies in one, and holds something that is no edition.
    pub fn is_no_input(&self, origins: &[Origin]) -> Result<()> {
        let holds = std::fs::read_dir(&self.folder).is_ok_and(|mut entries| entries.next().is_some());
        let Some(folder) = self.folder.canonicalize().ok().filter(|_| holds) else { return Ok(()) };
        let read = origins.iter().filter_map(|origin| match origin {
            Origin::Path(path) => path.canonicalize().ok(),
            _ => None,
        });
        if folder.join(MANIFEST).exists() || !read.into_iter().any(|read| folder.starts_with(read)) {
            return Ok(());
        }
        Err(Error::Output {
            path: self.folder.clone(),
            problem: "it holds tables that this run reads, and the edition would lie among them".to_owned(),
            remedy: "give another folder with --out",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beside_a_folder_is_named_after_it() {
        let place = Place::of(Path::new("reports"), "2026-09");
        assert_eq!(place.made(), Path::new("reports/.2026-09.new"));
        assert_eq!(place.parent(), Path::new("reports"));
        assert_eq!(Place::of(Path::new(""), "2026-09").parent(), Path::new("."));
    }
}
