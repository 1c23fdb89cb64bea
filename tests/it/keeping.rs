//! Nothing is lost: an edition's folder is the old one or the new one, whatever happens to a run.

mod at_once;
mod earlier;
#[cfg(unix)]
mod places;
#[cfg(unix)]
mod stops;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use briefings::verify::{Against, Checked};

use crate::support::{program, small};

/// A folder with the tables of a small made-up England and, below `out`, an edition of one area.
struct House {
    home: tempfile::TempDir,
}

/// What the first run is asked for, beside the area.
const FIRST: &[&str] = &["--draft"];

impl House {
    /// With an earlier edition.
    fn new() -> Self {
        let house = Self::empty();
        let made = house.build(FIRST).output().unwrap();
        assert!(made.status.success(), "{}", said(&made));
        house
    }

    /// Without one.
    fn empty() -> Self {
        let home = tempfile::tempdir().unwrap();
        small(home.path());
        Self { home }
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("small-illustrative.zip")
    }

    fn out(&self) -> PathBuf {
        self.home.path().join("out")
    }

    fn folder(&self) -> PathBuf {
        self.out().join("2026-09")
    }

    /// A build of one area into the folder.
    fn build(&self, options: &[&str]) -> Command {
        let mut command = self.build_into(&self.out(), options);
        command.args(["--area", "QJK"]);
        command
    }

    fn build_into(&self, out: &Path, options: &[&str]) -> Command {
        let mut command = program();
        command.arg("build").arg("--data").arg(self.data()).arg("--out").arg(out).args(options);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// The folder as `verify` finds it.
    fn verify(&self) -> Checked {
        verify(&self.folder())
    }

    /// The fingerprint of an edition that is whole.
    fn fingerprint(&self) -> String {
        let checked = self.verify();
        assert!(checked.is_as_made(), "{}", checked.words());
        checked.made_from.unwrap().fingerprint
    }

    /// The names beside the edition's folder.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.out()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "2026-09").collect()
    }
}

fn verify(folder: &Path) -> Checked {
    Against::default().verify(folder).remove(0)
}

/// What a run said on standard error.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn holds(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "`{part}` is not in: {said}");
    }
    assert!(!said.contains("panicked"), "{said}");
}
