//! Charts as files of their own, for slides: SVG and PNG of 16 to 9, their rows, and what they say in words.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use super::html::plain;
use super::making::{CHARTS, File, IN_WORDS, Making};
use crate::chart::slide::{SLIDE_PT, slide};
use crate::chart::{ChartError, FONTS};
use crate::subject::error::{Error, Result};
use crate::text::csv::{CsvTable, LineEnd};
use crate::text::{Block, Chart, Table};

const ABOUT: &str = "a chart for slides";
/// Pixels in a point.
const PIXELS: f64 = 4.0 / 3.0;
/// How much finer a PNG is than the slide's own pixels.
const FINE: f32 = 2.0;

/// A picture that could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the picture cannot be drawn: {0}")]
struct Undrawn(String);

/// Every chart of the paper and the record, once.
///
/// # Errors
/// Where a picture cannot be drawn.
pub fn of(making: &Making<'_>) -> Result<Vec<File>> {
    let sections = making.sections();
    let blocks = || sections.iter().flat_map(|section| &section.blocks);
    let tables: Vec<&Table> = blocks()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect();
    let mut words = CsvTable::new(LineEnd::Windows);
    words.row(["file", "title", "subtitle", "in_words", "source", "figures"]);
    let mut files: Vec<File> = Vec::new();
    let mut known: Vec<&str> = Vec::new();
    for block in blocks() {
        let Block::Chart(chart) = block else { continue };
        if known.contains(&chart.slug) {
            continue;
        }
        known.push(chart.slug);
        let svg = svg(chart).map_err(|error| failed(making, error.into()))?;
        let png = png(&svg).map_err(|error| failed(making, error.into()))?;
        let path = |ends: &str| format!("{CHARTS}{}/{}.{ends}", making.stem, chart.slug);
        files.push(File::new(path("svg"), ABOUT, svg.into_bytes()));
        files.push(File::new(path("png"), ABOUT, png));
        let rows = rows(making, chart, &tables);
        let figures = if rows.is_some() { format!("{}.csv", chart.slug) } else { String::new() };
        files.extend(rows.map(|rows| File::new(path("csv"), "the figures of a chart", rows.into_bytes())));
        let said = [&chart.title, &chart.subtitle, &chart.alt, &chart.source].map(|text| text.plain());
        words.row([format!("{}.svg", chart.slug)].into_iter().chain(said).chain([figures]));
    }
    let path = format!("{CHARTS}{}/{IN_WORDS}", making.stem);
    files.push(File::new(path, "what each chart says, in words", words.into_text().into_bytes()));
    Ok(files)
}

fn failed(making: &Making<'_>, source: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::Compose { document: "charts", area: making.area.place.code.clone(), source }
}

/// The rows that the chart draws: those of the table or of the attached file that it names.
fn rows(making: &Making<'_>, chart: &Chart, tables: &[&Table]) -> Option<String> {
    let file = making.manuscript.attachments.iter().find(|file| file.file() == chart.table);
    if let Some(file) = file {
        return Some(file.csv());
    }
    let table = tables.iter().find(|table| table.slug == chart.table)?;
    let mut rows = CsvTable::new(LineEnd::Windows);
    rows.row(table.columns.iter().map(|column| column.heading.plain()));
    for row in &table.rows {
        rows.row(row.iter().map(|cell| cell.text().plain()));
    }
    Some(rows.into_text())
}

/// The chart on a slide, with its title and its words for those who do not see it.
fn svg(chart: &Chart) -> std::result::Result<String, ChartError> {
    let slide = slide(chart)?;
    let (wide, high) = (SLIDE_PT.0 * PIXELS, SLIDE_PT.1 * PIXELS);
    let scale = (slide.room.0 / chart.picture.width_pt).min(slide.room.1 / chart.picture.height_pt);
    let left = slide.corner.0 + (slide.room.0 - chart.picture.width_pt * scale) / 2.0;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
         role=\"img\"><title>{}</title><desc>{}</desc><rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>{}\
         <g transform=\"translate({} {}) scale({scale})\">{}</g></svg>\n",
        plain(&chart.title.plain()),
        plain(&chart.alt.plain()),
        slide.picture.svg,
        left * PIXELS,
        slide.corner.1 * PIXELS,
        chart.picture.svg
    ))
}

/// The fonts of the program, and no others.
static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    FONTS.iter().for_each(|font| fonts.load_font_data(font.to_vec()));
    Arc::new(fonts)
});

fn png(svg: &str) -> std::result::Result<Vec<u8>, Undrawn> {
    let options = Options { fontdb: Arc::clone(&DATABASE), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| Undrawn(error.to_string()))?;
    let size =
        tree.size().to_int_size().scale_by(FINE).ok_or_else(|| Undrawn("it has no size".to_owned()))?;
    let mut pixels =
        Pixmap::new(size.width(), size.height()).ok_or_else(|| Undrawn("it has no size".to_owned()))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(FINE, FINE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Undrawn(error.to_string()))
}
