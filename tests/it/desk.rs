//! A working folder, in which a test runs the program as a person does.

use crate::support::program;
use std::fs;
use std::path::{Path, PathBuf};

/// A working folder as people name them, with a small made-up England in `downloads`.
pub struct Desk {
    _temporary: tempfile::TempDir,
    pub folder: PathBuf,
}

/// The exit code, the results and what is said beside them.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub said: String,
}

impl Desk {
    pub fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("Q3 – Übersicht für März");
        fs::create_dir(&folder).unwrap();
        Self { _temporary: temporary, folder }
    }

    pub fn with_data() -> Self {
        let desk = Self::new();
        assert_eq!(desk.run("demo-data --out downloads --scale 0.02").code, 0);
        desk
    }

    pub fn set(&self, text: &str) {
        self.write("briefings.toml", text);
    }

    pub fn write(&self, path: impl AsRef<Path>, text: &str) {
        fs::write(self.folder.join(path), text).unwrap();
    }

    /// Runs a command whose words have no spaces.
    pub fn run(&self, line: &str) -> Ran {
        let words: Vec<&str> = line.split_whitespace().collect();
        self.run_words(&words)
    }

    pub fn run_words(&self, words: &[&str]) -> Ran {
        let mut command = program();
        let output = command.current_dir(&self.folder).args(words).output().unwrap();
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Ran { code: output.status.code().unwrap(), out: text(&output.stdout), said: text(&output.stderr) }
    }
}
