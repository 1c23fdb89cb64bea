//! Texts, tables and charts as HTML.

use std::fmt::Write;

use minijinja::value::Value;
use serde::Serialize;

use super::claims::Claims;
use crate::text::table::Kind;
use crate::text::{Cell, Chart, DataColumn, DataTable, Datum, Figure, NO_FIGURE, Span, Table, Text};

/// A text as it stands in HTML, escaped.
pub fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if c.is_control() && c != '\n' => {}
            c => safe.push(c),
        }
    }
    safe
}

/// A text whose figures link to what they are.
pub fn linked(text: &Text, claims: &mut Claims<'_>) -> Value {
    let mut html = String::new();
    for span in text.spans() {
        match span {
            Span::Figure(figure) => {
                let print = plain(&figure.print);
                match claims.anchor(figure) {
                    // Writing to a string cannot fail.
                    Some(anchor) => {
                        let _ = write!(html, "<a class=\"figure\" href=\"#{}\">{print}</a>", plain(&anchor));
                    }
                    None => html.push_str(&print),
                }
            }
            span => html.push_str(&plain(span.print())),
        }
    }
    Value::from_safe_string(html)
}

/// A table's words, ready for the template.
#[derive(Clone, Debug, Serialize)]
pub struct HtmlTable {
    anchor: String,
    title: Option<String>,
    subtitle: Option<String>,
    columns: Vec<HtmlColumn>,
    rows: Vec<Vec<HtmlCell>>,
    notes: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct HtmlColumn {
    heading: String,
    unit: Option<String>,
    is_figures: bool,
}

#[derive(Clone, Debug, Serialize)]
struct HtmlCell {
    text: String,
    code: Option<String>,
    is_total: bool,
    /// The unrounded value that it begins with, to sort by.
    value: Option<f64>,
    /// The claim that it prints.
    claim: Option<String>,
    /// The page that it leads to.
    link: Option<String>,
}

/// A table; figures in it name their claim, and are no links: a table of links is slow to pass by keyboard.
pub fn table(table: &Table, claims: &Claims<'_>) -> HtmlTable {
    let words = |text: &Option<Text>| text.as_ref().map(Text::plain);
    let column = |column: &crate::text::Column| HtmlColumn {
        heading: column.heading.plain(),
        unit: words(&column.unit),
        is_figures: column.kind == Kind::Figures,
    };
    HtmlTable {
        anchor: format!("table-{}", table.slug),
        title: words(&table.title),
        subtitle: words(&table.subtitle),
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(|row| row.iter().map(|own| cell(own, claims)).collect()).collect(),
        notes: table.notes.iter().map(Text::plain).collect(),
    }
}

impl HtmlTable {
    /// The same with a link on each row's name, by its code.
    pub fn linked(mut self, link: impl Fn(&str) -> Option<String>) -> Self {
        for cell in self.rows.iter_mut().filter_map(|row| row.first_mut()) {
            cell.link = cell.code.as_deref().and_then(&link);
        }
        self
    }
}

fn cell(cell: &Cell, claims: &Claims<'_>) -> HtmlCell {
    let text = cell.text();
    let figure = only_figure(&text);
    HtmlCell {
        code: if let Cell::Coded(_, code) = cell { Some(code.plain()) } else { None },
        is_total: matches!(cell, Cell::Total(_)),
        value: first_figure(&text).map(|figure| figure.value),
        claim: figure.and_then(|figure| claims.id(figure)),
        link: None,
        text: text.plain(),
    }
}

/// The figure of a text that is one figure and nothing else.
pub fn only_figure(text: &Text) -> Option<&Figure> {
    if let [Span::Figure(figure)] = text.spans() { Some(figure) } else { None }
}

/// The figure that a text begins with, as `8 of 13` does.
fn first_figure(text: &Text) -> Option<&Figure> {
    if let [Span::Figure(figure), ..] = text.spans() { Some(figure) } else { None }
}

/// A table of data inside the publication.
pub fn attached(data: &DataTable) -> HtmlTable {
    let column = |column: &DataColumn| HtmlColumn {
        heading: column.name.replace('_', " "),
        unit: None,
        is_figures: !column.unit.is_empty(),
    };
    let cell = |datum: &Datum| HtmlCell {
        value: match datum {
            Datum::Count(count) => Some(*count as f64),
            Datum::Number(number) => Some(*number),
            Datum::Nothing | Datum::Words(_) => None,
        },
        text: if *datum == Datum::Nothing { NO_FIGURE.to_owned() } else { datum.print() },
        code: None,
        is_total: false,
        claim: None,
        link: None,
    };
    HtmlTable {
        anchor: format!("file-{}", data.name),
        title: Some(data.about.clone()),
        subtitle: None,
        columns: data.columns.iter().map(column).collect(),
        rows: data.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        notes: Vec::new(),
    }
}

/// A chart's words and picture, ready for the template.
#[derive(Debug, Serialize)]
pub struct HtmlChart {
    anchor: String,
    title: String,
    subtitle: String,
    source: String,
    alt: String,
    svg: Value,
    width: f64,
    height: f64,
    /// The table that has its figures.
    figures: Option<HtmlTable>,
    /// Where that table stands, where it is too long to stand twice.
    figures_at: Option<String>,
}

/// A table of more rows than this stands on a page once.
const LONG: usize = 100;

/// CSS pixels in a point.
const PIXELS: f64 = 4.0 / 3.0;

/// A chart, with the table that has its figures.
pub fn chart(chart: &Chart, figures: Option<&HtmlTable>) -> HtmlChart {
    let anchor = format!("chart-{}", chart.slug);
    let is_long = |table: &&HtmlTable| table.rows.len() > LONG;
    HtmlChart {
        figures_at: figures.filter(is_long).map(|table| table.anchor.clone()),
        figures: figures.map(|table| HtmlTable { anchor: format!("figures-{anchor}"), ..table.clone() }),
        anchor,
        title: chart.title.plain(),
        subtitle: chart.subtitle.plain(),
        source: chart.source.plain(),
        alt: chart.alt.plain(),
        svg: Value::from_safe_string(chart.picture.svg.clone()),
        width: chart.picture.width_pt * PIXELS,
        height: chart.picture.height_pt * PIXELS,
    }
}
