//! What the tests share: places, builds, and the real data where it is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use briefings::Request;
use briefings::analysis::{Area, Edition};
use briefings::branding::Branding;
use briefings::cache::Cache;
use briefings::demo::Demo;
use briefings::document::Manuscript;
use briefings::panel::{Options, Panel};
use briefings::publish::{Outcome, Run};
use briefings::render::template::{TemplateError, TemplateMarks, Templates};
use briefings::render::{Renderer, by_default};
use briefings::source::{self, Origin, Publications};

/// The data set that the binary embeds.
pub fn embedded() -> Origin {
    Origin::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/illustrative.zip"))
}

/// The real data beside the project; none, with a printed line, in a clone on its own.
pub fn real(test: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    if !path.is_dir() {
        println!("{test}: skipped, ../shared/real is not there");
        return None;
    }
    Some(path)
}

/// An edition of some data.
pub fn edition(origin: Origin, options: &Options) -> Edition {
    let publications = source::load(&[origin], 2).unwrap();
    briefings::analyse(&publications, options).unwrap().1
}

/// Where no cache can be: tests make everything, unless they are about what is kept.
pub const NO_CACHE: &str = "/dev/null/no-cache";

/// The program.
pub fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_briefings"));
    program.env("XDG_CACHE_HOME", NO_CACHE);
    program
}

/// One area, asked for by its code.
pub fn asked(code: &str) -> briefings::publish::Asked {
    briefings::publish::Asked { areas: vec![code.to_owned()], regions: Vec::new() }
}

/// A request for everything of the latest edition.
pub fn request(origin: Origin, out: &Path) -> Request {
    Request {
        origins: vec![origin],
        options: Options::default(),
        asked: Default::default(),
        branding: Branding::default(),
        templates: Templates::default(),
        formats: by_default(),
        out: out.to_owned(),
        jobs: 2,
        wait: false,
        sign: None,
        cache: Cache::none(),
    }
}

/// Builds without a progress bar.
pub fn build(request: &Request) -> briefings::subject::error::Result<Outcome> {
    briefings::build(request, &|_| ())
}

/// Every file below a folder, with its bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A document filled into the built-in templates.
pub fn fill(manuscript: &Manuscript) -> Result<String, TemplateError> {
    PLAIN.templates.render(manuscript.kind.main, &manuscript.content, TemplateMarks::Off)
}

/// A small made-up England with its tables, made once.
pub struct Small {
    pub publications: Publications,
    pub panel: Panel,
    pub edition: Edition,
    pub options: Options,
}

/// A file with the small set, in a folder of the test's own.
pub fn small(folder: &Path) -> Origin {
    static ZIP: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let demo = Demo { scale: 0.05, ..Demo::default() };
        briefings::demo::zip(&demo.files().unwrap()).unwrap()
    });
    let path = folder.join("small-illustrative.zip");
    fs::write(&path, &*ZIP).unwrap();
    Origin::Path(path)
}

impl Small {
    /// Reads it.
    pub fn read() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let publications = source::load(&[small(folder.path())], 2).unwrap();
        let options = Options::default();
        let (panel, edition) = briefings::analyse(&publications, &options).unwrap();
        Self { publications, panel, edition, options }
    }

    /// What makes its documents, with somebody's branding.
    pub fn renderer<'a>(&'a self, branding: &'a Branding) -> Renderer<'a> {
        self.renderer_of(branding, &PLAIN.templates)
    }

    /// The same, with somebody's templates too.
    pub fn renderer_of<'a>(&'a self, branding: &'a Branding, templates: &'a Templates) -> Renderer<'a> {
        Run::of(&self.publications, &self.edition, &self.options, branding, templates).unwrap().renderer
    }

    /// An area that every made-up England has.
    pub fn area(&self) -> &Area {
        briefings::publish::choose(&self.edition, &asked("QJK")).unwrap()[0]
    }
}

/// No options, and nothing that a user makes their own.
#[derive(Default)]
struct Plain {
    options: Options,
    branding: Branding,
    templates: Templates,
}

static PLAIN: LazyLock<Plain> = LazyLock::new(Plain::default);

/// What makes an edition's documents as they come, from no files.
pub fn renderer(edition: &Edition) -> Renderer<'_> {
    let plain = &PLAIN;
    let run = Run::of(&Publications::default(), edition, &plain.options, &plain.branding, &plain.templates);
    run.unwrap().renderer
}

/// The made-up England, shared by tests that do not change it.
pub static SMALL: LazyLock<Small> = LazyLock::new(Small::read);
