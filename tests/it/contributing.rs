//! The worked examples of CONTRIBUTING.md apply to the files as they are, what they change of a template works, and the
//! tests that it names are there.

use std::fs;
use std::path::Path;

use briefings::branding::Branding;
use briefings::publish::rehearse;
use briefings::render::template::Templates;
use briefings::render::typesetter::Typesetter;

use crate::support::SMALL;

/// A fenced block that names a file: ```` ```diff src/document.rs ````.
struct Block {
    kind: String,
    path: String,
    text: String,
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn blocks() -> Vec<Block> {
    let guide = fs::read_to_string(repository().join("CONTRIBUTING.md")).unwrap();
    let mut blocks = Vec::new();
    for fenced in guide.split("\n```").skip(1).step_by(2) {
        let (head, text) = fenced.split_once('\n').unwrap();
        if let Some((kind, path)) = head.split_once(' ') {
            blocks.push(Block { kind: kind.to_owned(), path: path.to_owned(), text: format!("{text}\n") });
        }
    }
    blocks
}

impl Block {
    /// One side of a difference: its lines without their sign.
    fn side(&self, sign: char) -> String {
        let lines = self.text.lines().filter(|line| line.starts_with([' ', sign]));
        lines.map(|line| format!("{}\n", &line[1..])).collect()
    }

    /// The file with the difference applied.
    fn applied(&self) -> String {
        let text = fs::read_to_string(repository().join(&self.path)).unwrap();
        let before = self.side('-');
        assert_eq!(text.matches(&before).count(), 1, "in {}:\n{before}", self.path);
        text.replacen(&before, &self.side('+'), 1)
    }
}

#[test]
fn every_worked_example_applies_to_the_files_as_they_are() {
    let blocks = blocks();
    assert!(blocks.len() >= 9, "{}", blocks.len());
    for block in blocks {
        match block.kind.as_str() {
            "diff" => assert_ne!(block.side('-'), block.applied()),
            _ => assert!(!repository().join(&block.path).exists(), "{} is there already", block.path),
        }
    }
}

/// The names of tests that the guide says will fail, in backticks: words of small letters with at least three `_`.
fn tests_named(guide: &str) -> Vec<&str> {
    let quoted = guide.split('`').skip(1).step_by(2);
    let is_name = |text: &&str| {
        text.matches('_').count() >= 3
            && text
                .trim_end_matches('…')
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    quoted.filter(is_name).collect()
}

#[test]
fn every_test_that_the_guide_names_is_there() {
    let guide = fs::read_to_string(repository().join("CONTRIBUTING.md")).unwrap();
    // Blocks of code have backticks of their own.
    let prose: String = guide.split("\n```").step_by(2).collect();
    let code = code(&repository().join("tests/it")) + &code(&repository().join("src"));
    let is_there = |name: &str| match name.strip_suffix('…') {
        Some(start) => code.contains(&format!("fn {start}")),
        None => code.contains(&format!("fn {name}()")),
    };
    let named = tests_named(&prose);
    assert!(named.len() >= 9, "{named:?}");
    let gone: Vec<&str> = named.into_iter().filter(|name| !is_there(name)).collect();
    assert!(gone.is_empty(), "CONTRIBUTING.md names tests that are not there (renamed?): {gone:?}");
}

/// The text of all Rust files below a folder.
fn code(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&code(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    text
}

#[test]
fn another_colour_is_set() {
    let style = blocks().into_iter().find(|block| block.path == "templates/style.typ").unwrap().applied();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("style.typ"), style).unwrap();
    let pdf = |templates| {
        let branding = Branding::default();
        let (renderer, typesetter) = (SMALL.renderer_of(&branding, templates), Typesetter::new(1));
        rehearse(&renderer, &typesetter, &[SMALL.area()]).unwrap();
        renderer.pdf(&typesetter, &renderer.compose(SMALL.area()).unwrap(), SMALL.area()).unwrap().bytes
    };
    assert_ne!(pdf(&Templates::read(folder.path()).unwrap()), pdf(&Templates::default()));
}
