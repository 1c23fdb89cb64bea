//! What pages hold, as a tree that every format takes: texts, flags, lists and fields by name.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::chart::Chart;
use super::spans::Text;
use super::table::{Cell, Column, Kind, Table};

/// A part of what a page holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// Text that will be printed.
    Text(Text),
    /// Yes or no.
    Flag(bool),
    /// Things alike, in their order.
    List(Vec<Content>),
    /// Fields by name, in their order.
    Fields(Vec<(&'static str, Content)>),
    /// A table.
    Table(Box<Table>),
    /// A chart.
    Chart(Box<Chart>),
}

/// What can stand on a page.
pub trait ToContent {
    /// As a tree.
    fn content(&self) -> Content;
}

/// A struct of what a page holds; each field is [`ToContent`], and its name is what templates call it.
#[macro_export]
macro_rules! content {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$doc:meta])* $field_vis:vis $field:ident : $type:ty),* $(,)?
    }) => {
        $(#[$meta])* $vis struct $name { $($(#[$doc])* $field_vis $field: $type),* }

        impl $crate::text::ToContent for $name {
            fn content(&self) -> $crate::text::Content {
                $crate::text::Content::Fields(vec![$((stringify!($field), self.$field.content())),*])
            }
        }
    };
}

impl Content {
    /// Every text with the way to it: `page_one.cards[0].value`.
    pub fn texts(&self) -> Vec<(String, Text)> {
        let mut found = Vec::new();
        self.gather(String::new(), &mut found);
        found
    }

    /// A field by its name.
    pub fn field(&self, name: &str) -> Option<&Self> {
        let Self::Fields(fields) = self else { return None };
        fields.iter().find(|(own, _)| *own == name).map(|(_, field)| field)
    }

    /// The fields of a field, to be changed; none where it has none.
    pub fn fields_of_mut(&mut self, name: &str) -> &mut [(&'static str, Self)] {
        let Self::Fields(fields) = self else { return &mut [] };
        match fields.iter_mut().find(|(own, _)| *own == name) {
            Some((_, Self::Fields(inside))) => inside,
            _ => &mut [],
        }
    }

    /// The charts, in the order of the pages.
    pub fn charts(&self) -> Vec<&Chart> {
        match self {
            Self::Chart(chart) => vec![chart],
            Self::List(items) => items.iter().flat_map(Self::charts).collect(),
            Self::Fields(fields) => fields.iter().flat_map(|(_, field)| field.charts()).collect(),
            Self::Nothing | Self::Text(_) | Self::Flag(_) | Self::Table(_) => Vec::new(),
        }
    }

    /// The tables, in the order of the pages.
    pub fn tables(&self) -> Vec<&Table> {
        match self {
            Self::Table(table) => vec![table],
            Self::List(items) => items.iter().flat_map(Self::tables).collect(),
            Self::Fields(fields) => fields.iter().flat_map(|(_, field)| field.tables()).collect(),
            Self::Nothing | Self::Text(_) | Self::Flag(_) | Self::Chart(_) => Vec::new(),
        }
    }

    /// The same with every text of it changed, those of tables and charts too.
    pub fn map(&self, change: &mut dyn FnMut(&Text) -> Text) -> Self {
        match self {
            Self::Text(text) => Self::Text(change(text)),
            Self::List(items) => Self::List(items.iter().map(|item| item.map(change)).collect()),
            Self::Fields(fields) => {
                Self::Fields(fields.iter().map(|(name, field)| (*name, field.map(change))).collect())
            }
            Self::Table(_) | Self::Chart(_) => self.parts().map(change),
            Self::Nothing | Self::Flag(_) => self.clone(),
        }
    }

    /// What templates call the parts of a table or a chart; anything else is its own part.
    pub fn parts(&self) -> Self {
        match self {
            Self::Table(table) => table_parts(table),
            Self::Chart(chart) => chart_parts(chart),
            other => other.clone(),
        }
    }

    fn gather(&self, place: String, found: &mut Vec<(String, Text)>) {
        match self {
            Self::Text(text) => found.push((place, text.clone())),
            Self::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    item.gather(format!("{place}[{at}]"), found);
                }
            }
            Self::Fields(fields) => {
                for (name, field) in fields {
                    let dot = if place.is_empty() { "" } else { "." };
                    field.gather(format!("{place}{dot}{name}"), found);
                }
            }
            Self::Table(_) | Self::Chart(_) => self.parts().gather(place, found),
            Self::Nothing | Self::Flag(_) => {}
        }
    }
}

/// As data, a text is what it says.
impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) => text.serialize(serializer),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Fields(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                fields.iter().try_for_each(|(name, field)| map.serialize_entry(name, field))?;
                map.end()
            }
            Self::Table(_) | Self::Chart(_) => self.parts().serialize(serializer),
        }
    }
}

fn table_parts(table: &Table) -> Content {
    Content::Fields(vec![
        ("slug", table.slug.content()),
        ("title", table.title.content()),
        ("subtitle", table.subtitle.content()),
        ("columns", Content::List(table.columns.iter().map(column_parts).collect())),
        (
            "rows",
            Content::List(
                table.rows.iter().map(|row| Content::List(row.iter().map(cell_parts).collect())).collect(),
            ),
        ),
        ("notes", table.notes.content()),
    ])
}

fn column_parts(column: &Column) -> Content {
    let side = if column.kind == Kind::Figures { "r" } else { "l" };
    Content::Fields(vec![
        ("heading", column.heading.content()),
        ("unit", column.unit.content()),
        ("side", side.content()),
        ("is_file", (column.kind == Kind::Files).content()),
    ])
}

fn cell_parts(cell: &Cell) -> Content {
    let code = if let Cell::Coded(_, code) = cell { code.content() } else { Content::Nothing };
    Content::Fields(vec![
        ("text", cell.text().content()),
        ("code", code),
        ("is_total", matches!(cell, Cell::Total(_)).content()),
    ])
}

fn chart_parts(chart: &Chart) -> Content {
    Content::Fields(vec![
        ("path", Text::name(chart.path()).content()),
        ("title", chart.title.content()),
        ("subtitle", chart.subtitle.content()),
        ("source", chart.source.content()),
        ("alt", chart.described().content()),
    ])
}

impl ToContent for Table {
    fn content(&self) -> Content {
        Content::Table(Box::new(self.clone()))
    }
}

impl ToContent for Chart {
    fn content(&self) -> Content {
        Content::Chart(Box::new(self.clone()))
    }
}

impl ToContent for Text {
    fn content(&self) -> Content {
        Content::Text(self.clone())
    }
}

impl ToContent for &'static str {
    fn content(&self) -> Content {
        Content::Text(Text::from(*self))
    }
}

impl ToContent for bool {
    fn content(&self) -> Content {
        Content::Flag(*self)
    }
}

impl<T: ToContent> ToContent for Option<T> {
    fn content(&self) -> Content {
        self.as_ref().map_or(Content::Nothing, T::content)
    }
}

impl<T: ToContent> ToContent for Vec<T> {
    fn content(&self) -> Content {
        Content::List(self.iter().map(T::content).collect())
    }
}

impl<T: ToContent, const N: usize> ToContent for [T; N] {
    fn content(&self) -> Content {
        Content::List(self.iter().map(T::content).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::content! {
        struct Card { value: Text, note: Option<&'static str> }
    }

    #[test]
    fn a_struct_of_texts_is_a_tree_and_each_text_has_its_place() {
        let cards = vec![Card { value: "a".into(), note: None }, Card { value: "b".into(), note: Some("c") }];
        let content = Content::Fields(vec![("cards", cards.content()), ("wide", true.content())]);
        let places: Vec<String> = content.texts().into_iter().map(|(place, _)| place).collect();
        assert_eq!(places, ["cards[0].value", "cards[1].value", "cards[1].note"]);
        let json = serde_json::to_string(&content).unwrap();
        assert_eq!(json, r#"{"cards":[{"value":"a","note":null},{"value":"b","note":"c"}],"wide":true}"#);
    }
}
