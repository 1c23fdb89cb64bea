//! Typst source becomes a PDF; typst lives here only.
//!
//! In: page text, theme, charts. Out: the bytes of a PDF/UA-1 and PDF/A-3a file, equal on every run.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use typst::diag::{FileError, FileResult, SourceDiagnostic, SourceResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::chart::FONTS;
use crate::subject::digest::Parts;

/// A document ready to be typeset.
#[derive(Clone, Debug)]
pub struct TypstSource {
    /// The text of the main file.
    pub main: String,
    /// Other files by their path, like `theme.typ` or `charts/fifth-bars.svg`.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The day that the document is dated to.
    pub date: Date,
}

impl TypstSource {
    /// SHA-256 of all that the typesetter gets, and of the program's version.
    pub fn fingerprint(&self) -> String {
        let parts =
            Parts::default().and(env!("CARGO_PKG_VERSION")).and(self.date.to_string()).and(&self.main);
        self.files.iter().fold(parts, |parts, (path, bytes)| parts.and(path).and(bytes)).hex()
    }
}

/// A PDF and how many pages it has.
pub struct Typeset {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// What every document shares: the library and the fonts.
pub struct Typesetter {
    library: LazyHash<Library>,
    fonts: FontStore,
    jobs: usize,
}

impl Typesetter {
    /// A typesetter for so many documents side by side.
    pub fn new(jobs: usize) -> Self {
        let mut fonts = FontStore::new();
        // No others, so that a missing glyph cannot be replaced unseen.
        for data in FONTS {
            for font in Font::iter(Bytes::new(data)) {
                let info = font.info().clone();
                fonts.push((font, info));
            }
        }
        // Typst puts row headers into the tag tree only with this feature.
        let features = [Feature::A11yExtras].into_iter().collect();
        Self { library: LazyHash::new(Library::builder().with_features(features).build()), fonts, jobs }
    }

    /// How many documents are typeset side by side.
    pub fn jobs(&self) -> usize {
        self.jobs
    }

    /// Whether a character is not in every font.
    pub fn lacks(&self, c: char) -> bool {
        let has = |info: &FontInfo| info.coverage.contains(u32::from(c));
        !(0..FONTS.len()).all(|index| self.fonts.book().info(index).is_some_and(has))
    }

    /// Typesets a document.
    ///
    /// # Errors
    /// Typst's diagnostics, each with its file and line.
    pub fn typeset(&self, source: TypstSource) -> Result<Typeset, Vec<Diagnostic>> {
        let day = source.date;
        self.run(source, |document| {
            let bytes = typst_pdf::pdf(&document, &options(day)?)?;
            Ok(Typeset { bytes, pages: document.pages().len() })
        })
    }

    /// Lays a document out on pages. The program has no use for it; the tests draw pages as pictures from it, and a PDF
    /// gives none without another renderer.
    ///
    /// # Errors
    /// As for [`typeset`](Self::typeset).
    pub fn lay_out(&self, source: TypstSource) -> Result<PagedDocument, Vec<Diagnostic>> {
        self.run(source, Ok)
    }

    /// Lays a document out and finishes it.
    fn run<T>(
        &self,
        source: TypstSource,
        finish: impl FnOnce(PagedDocument) -> SourceResult<T>,
    ) -> Result<T, Vec<Diagnostic>> {
        let world =
            DocumentWorld::new(self, source).map_err(|message| vec![Diagnostic { at: None, message }])?;
        let finished = typst::compile::<PagedDocument>(&world).output.and_then(finish);
        // Nothing is shared between documents, and what is kept only costs memory; but what the documents
        // beside this one have just worked out must outlive its end.
        typst::comemo::evict(self.jobs);
        finished.map_err(|errors| errors.iter().map(|error| diagnostic(error, &world)).collect())
    }
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where; none where it is about the whole.
    pub at: Option<SourceLine>,
    /// What, in Typst's words.
    pub message: String,
}

/// A line of a document's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// The file's path.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.at {
            Some(SourceLine { file, line, text }) => {
                write!(f, "  {file} line {line}: {text}\n    {}", self.message)
            }
            None => write!(f, "  {}", self.message),
        }
    }
}

/// Which standards a document follows, and the day it is stamped with.
fn options(date: Date) -> SourceResult<PdfOptions> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|error| {
        typst::ecow::eco_vec![SourceDiagnostic::error(
            typst::syntax::Span::detached(),
            error.message().clone(),
        )]
    })?;
    let stamp = datetime(date).map(Timestamp::new_utc);
    Ok(PdfOptions {
        creator: Smart::Custom(Some(concat!("Link worker briefings ", env!("CARGO_PKG_VERSION")).into())),
        ident: Smart::Auto,
        timestamp: stamp,
        standards,
        ..PdfOptions::default()
    })
}

fn datetime(date: Date) -> Option<Datetime> {
    let part = |value: i8| u8::try_from(value).ok();
    Datetime::from_ymd_hms(date.year().into(), part(date.month())?, part(date.day())?, 0, 0, 0)
}

/// An error of Typst's with the file and line it is about.
fn diagnostic(error: &SourceDiagnostic, world: &DocumentWorld<'_>) -> Diagnostic {
    let at = error.span.id().and_then(|id| {
        let source = world.source(id).ok()?;
        let line = source.lines().byte_to_line(world.range(error.span)?.start)?;
        let text = source.text().lines().nth(line).unwrap_or("").trim().to_owned();
        Some(SourceLine { file: id.vpath().get_without_slash().to_owned(), line: line + 1, text })
    });
    let hints: String = error.hints.iter().map(|hint| format!(" ({})", hint.v)).collect();
    Diagnostic { at, message: format!("{}{hints}", error.message) }
}

/// One document's world: its files and nothing else.
struct DocumentWorld<'a> {
    typesetter: &'a Typesetter,
    main: Source,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    date: Date,
}

impl<'a> DocumentWorld<'a> {
    fn new(typesetter: &'a Typesetter, source: TypstSource) -> Result<Self, String> {
        let main = Source::new(id("main.typ")?, source.main);
        let mut sources = HashMap::new();
        let mut files = HashMap::new();
        for (path, bytes) in source.files {
            let at = id(&path)?;
            if path.ends_with(".typ") {
                let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
                sources.insert(at, Source::new(at, text));
            } else {
                files.insert(at, Bytes::new(bytes));
            }
        }
        Ok(Self { typesetter, main, sources, files, date: source.date })
    }
}

/// The id of a file of the document.
fn id(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(format!("/{path}")).map_err(|error| format!("{path}: {error:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.typesetter.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        let part = |value: i8| u8::try_from(value).ok();
        Datetime::from_ymd(self.date.year().into(), part(self.date.month())?, part(self.date.day())?)
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
