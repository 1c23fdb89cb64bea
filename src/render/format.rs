//! What a publication is written as: a registry with a renderer for each format.

use super::making::{File, Making, stem};
use super::renderer::{Renderer, record, said};
use super::template::TemplateMarks;
use super::typesetter::Typesetter;
use super::{charts, docx, html, xlsx};
use crate::analysis::Area;
use crate::cache::{Cache, Key, Thing};
use crate::document::Said;
use crate::subject::error::{Error, Result};

/// A format.
#[derive(Debug)]
pub struct Format {
    /// As on the command line.
    pub id: &'static str,
    /// What it is, for those who look for a file.
    pub about: &'static str,
    /// Whether it is made where none is asked for.
    pub is_default: bool,
    /// What the name of the area's file ends in, where there is one file.
    ends: Option<&'static str>,
    /// Makes an area's files; none for a format of the whole edition.
    make: Option<Make>,
}

/// Makes the files of a format.
type Make = fn(&Making<'_>) -> Result<Vec<File>>;

/// Every format, in the order in which a publication lists its files.
pub const FORMATS: &[&Format] = &[&PDF, &HTML, &XLSX, &CHARTS, &DATA];

const PDF: Format = Format {
    id: "pdf",
    about: "the paper, to attach to board papers",
    is_default: true,
    ends: Some(".pdf"),
    make: Some(pdf),
};

/// Web pages, which an index leads to.
pub const HTML: Format = Format {
    id: "html",
    about: "the paper and its record as a web page",
    is_default: true,
    ends: Some(".html"),
    make: Some(web_page),
};

const XLSX: Format = Format {
    id: "xlsx",
    about: "every table as a workbook",
    is_default: true,
    ends: Some(".xlsx"),
    make: Some(workbook),
};

const CHARTS: Format = Format {
    id: "charts",
    about: "every chart as SVG and PNG, for slides",
    is_default: false,
    ends: None,
    make: Some(charts::of),
};

/// The data files are of the whole edition.
pub const DATA: Format = Format { id: "data", about: "open data", is_default: true, ends: None, make: None };

/// The formats made where none is asked for.
pub fn by_default() -> Vec<&'static Format> {
    FORMATS.iter().copied().filter(|format| format.is_default).collect()
}

/// An area's files, and what they say.
pub struct Published {
    /// SHA-256 of what the paper is made from.
    pub fingerprint: String,
    /// The files.
    pub files: Vec<File>,
    /// Every text with figures.
    pub said: Vec<Said>,
}

/// Makes an area's files in these formats; what an earlier run made of the same is taken from the cache.
///
/// # Errors
/// Where a chart, a template or the typesetting fails, or a number is not a claim.
pub fn publish(
    renderer: &Renderer<'_>,
    typesetter: &Typesetter,
    area: &Area,
    formats: &[&'static Format],
    cache: &Cache,
) -> Result<Published> {
    let manuscript = renderer.compose(area)?;
    let record = record(renderer.edition, area)?;
    let stem = stem(renderer, area);
    let said = said(&manuscript, &record, area)?;
    let (paper, _) = renderer.prepare(typesetter, &manuscript, area, TemplateMarks::Off)?;
    let fingerprint = paper.fingerprint();
    let manuscript = manuscript.stamped(&fingerprint);
    let named = formats.iter().filter_map(|format| Some((format!("{stem}{}", format.ends?), format.about)));
    let files = named.collect();
    let making = Making { renderer, typesetter, area, manuscript, record, stem, files };
    let mut files = Vec::new();
    let of_paper = Key::new("a paper").and(&fingerprint).and(&making.stem);
    let of_pages = making.key(&fingerprint, &said)?;
    for format in formats {
        let Some(make) = format.make else { continue };
        let (thing, key) =
            if format.id == PDF.id { (Thing::Document, &of_paper) } else { (Thing::Page, &of_pages) };
        files.extend(cache.or_make(thing, &key.clone().and(format.id), || make(&making))?);
    }
    let sheet = making.manuscript.sheet.as_ref();
    if let Some(bytes) = sheet.map(|sheet| docx::front_sheet(sheet, &making.manuscript.title)).transpose()? {
        let path = format!("{}-front-sheet.docx", making.stem);
        files.push(File::new(path, "the front sheet for Word", bytes));
    }
    Ok(Published { fingerprint, files, said })
}

/// The area's only file of a format.
fn file(making: &Making<'_>, format: &Format, bytes: Vec<u8>) -> File {
    let ends = format.ends.unwrap_or_default(); // a format of one file has an ending
    File::new(format!("{}{ends}", making.stem), format.about, bytes)
}

fn pdf(making: &Making<'_>) -> Result<Vec<File>> {
    let pdf = making.renderer.pdf(making.typesetter, &making.manuscript, making.area)?;
    let file = file(making, &PDF, pdf.bytes);
    Ok(vec![File { pages: Some(pdf.pages), lacking: pdf.lacking, ..file }])
}

fn web_page(making: &Making<'_>) -> Result<Vec<File>> {
    let page = html::record(making).map_err(|error| Error::Compose {
        document: "record",
        area: making.area.place.code.clone(),
        source: error.into(),
    })?;
    Ok(vec![file(making, &HTML, page.into_bytes())])
}

fn workbook(making: &Making<'_>) -> Result<Vec<File>> {
    Ok(vec![file(making, &XLSX, xlsx::workbook(making)?)])
}
