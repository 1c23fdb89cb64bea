//! The worked examples of CONTRIBUTING.md apply to the files as they are, and what they change of a template works.

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
