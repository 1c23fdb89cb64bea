//! A table of no format: each way of setting one takes its title, columns, cells and notes from here.

use super::spans::Text;

/// A figure that is not known or must not be shown, in the shorthand of the Analysis Function for tables.
pub const NO_FIGURE: &str = "[x]";

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is called in files and templates, unlike any other table of its document.
    pub slug: &'static str,
    /// Its title; none where it stands under a heading that says the same.
    pub title: Option<Text>,
    /// What its title leaves open.
    pub subtitle: Option<Text>,
    /// Its columns; the first names the row.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// What a reader must know of it, as sentences.
    pub notes: Vec<Text>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading.
    pub heading: Text,
    /// What its figures are counted in, or the rest of a heading on two lines.
    pub unit: Option<Text>,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, set from the left.
    Words,
    /// Figures, set from the right.
    Figures,
    /// Names of files, set so that they break anywhere.
    Files,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, names and figures.
    Text(Text),
    /// A name, and the code that goes with it.
    Coded(Text, Text),
    /// A sum or a name over all rows, set strong.
    Total(Text),
    /// A figure that is not known or must not be shown.
    Withheld,
}

impl Column {
    /// A column of words.
    pub fn words(heading: impl Into<Text>) -> Self {
        Self { heading: heading.into(), unit: None, kind: Kind::Words }
    }

    /// A column of figures.
    pub fn figures(heading: impl Into<Text>) -> Self {
        Self { heading: heading.into(), unit: None, kind: Kind::Figures }
    }
}

impl Table {
    /// A table with a title and columns, and no rows yet.
    pub fn new(slug: &'static str, title: impl Into<Text>, columns: Vec<Column>) -> Self {
        Self { slug, title: Some(title.into()), subtitle: None, columns, rows: Vec::new(), notes: Vec::new() }
    }

    /// The same with these rows.
    pub fn rows(self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        Self { rows: rows.into_iter().collect(), ..self }
    }

    /// The same with notes, as sentences.
    pub fn notes(self, notes: Vec<Text>) -> Self {
        Self { notes, ..self }
    }
}

impl Cell {
    /// A figure, or that there is none to show.
    pub fn known(figure: Option<impl Into<Text>>) -> Self {
        figure.map_or(Self::Withheld, |figure| Self::Text(figure.into()))
    }

    /// What it says.
    pub fn text(&self) -> Text {
        match self {
            Self::Text(text) | Self::Total(text) | Self::Coded(text, _) => text.clone(),
            Self::Withheld => NO_FIGURE.into(),
        }
    }
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}
