//! The shape of what pages are given: which fields there are, and of what kind.

use std::collections::BTreeMap;

use serde_json::Value;

/// Texts, flags, lists and fields as JSON, which can hold nothing else of them.
pub fn json(content: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(content).unwrap_or_default() // no figure is read from it
}

/// What a field holds, over every document that was looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Shape {
    /// Nothing in any document, or more than one kind of thing.
    #[default]
    Unknown,
    /// Text that will be printed; the first that was seen.
    Text(String),
    /// Yes or no.
    Flag,
    /// A list of things alike.
    List(Box<Shape>),
    /// Fields by name.
    Fields(BTreeMap<String, FieldShape>),
}

/// A field of a context.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldShape {
    /// What it holds where it holds something.
    pub shape: Shape,
    /// Whether it holds nothing in some documents.
    pub may_be_none: bool,
}

/// A field as the reference page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedField {
    /// Its path: `page_one.cards[].value`.
    pub path: String,
    /// What it holds, in words.
    pub holds: String,
    /// A text that it held.
    pub example: String,
}

impl Shape {
    /// The shape of what one document says.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null | Value::Number(_) => Self::Unknown,
            Value::Bool(_) => Self::Flag,
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => {
                Self::List(Box::new(items.iter().map(Self::of).fold(Self::Unknown, Self::and)))
            }
            Value::Object(fields) => {
                let field = |(name, value): (&String, &Value)| {
                    (name.clone(), FieldShape { shape: Self::of(value), may_be_none: value.is_null() })
                };
                Self::Fields(fields.iter().map(field).collect())
            }
        }
    }

    /// What two documents, or two items of a list, hold between them.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, known) | (known, Self::Unknown) => known,
            (Self::Text(first), Self::Text(_)) => Self::Text(first),
            (Self::Flag, Self::Flag) => Self::Flag,
            (Self::List(a), Self::List(b)) => Self::List(Box::new(a.and(*b))),
            (Self::Fields(a), Self::Fields(b)) => Self::Fields(both(a, b)),
            _ => Self::Unknown,
        }
    }

    /// Every field with its path, in order of name.
    pub fn listed(&self) -> Vec<ListedField> {
        let mut found = Vec::new();
        list(self, "", "", &mut found);
        found
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Unknown => "nothing here",
            Self::Text(_) => "text",
            Self::Flag => "yes or no",
            Self::List(_) => "a list",
            Self::Fields(fields) if has(fields, TABLE) => "a table",
            Self::Fields(fields) if has(fields, CHART) => "a chart",
            Self::Fields(_) => "fields",
        }
    }
}

/// The fields that every table has, and those that every chart has: the reference page lists them once.
const TABLE: &[&str] = &["columns", "notes", "rows", "slug"];
const CHART: &[&str] = &["alt", "path", "source", "subtitle"];

fn has(fields: &BTreeMap<String, FieldShape>, names: &[&str]) -> bool {
    names.iter().all(|name| fields.contains_key(*name))
}

/// Fields of either; one that the other lacks may be none.
fn both(
    mut a: BTreeMap<String, FieldShape>,
    mut b: BTreeMap<String, FieldShape>,
) -> BTreeMap<String, FieldShape> {
    for (name, field) in &mut a {
        let other = b.remove(name);
        field.may_be_none |= other.as_ref().is_none_or(|other| other.may_be_none);
        field.shape = std::mem::take(&mut field.shape).and(other.map_or(Shape::Unknown, |other| other.shape));
    }
    a.extend(b.into_iter().map(|(name, field)| (name, FieldShape { may_be_none: true, ..field })));
    a
}

fn list(shape: &Shape, path: &str, or_none: &str, found: &mut Vec<ListedField>) {
    if !path.is_empty() {
        let example = if let Shape::Text(text) = shape { text.clone() } else { String::new() };
        found.push(ListedField {
            path: path.to_owned(),
            holds: format!("{}{or_none}", shape.words()),
            example,
        });
    }
    match shape {
        Shape::List(item) => list(item, &format!("{path}[]"), "", found),
        Shape::Fields(fields) if !has(fields, TABLE) && !has(fields, CHART) => {
            let dot = if path.is_empty() { "" } else { "." };
            for (name, field) in fields {
                let or_none = if field.may_be_none { ", or none" } else { "" };
                list(&field.shape, &format!("{path}{dot}{name}"), or_none, found);
            }
        }
        Shape::Unknown | Shape::Text(_) | Shape::Flag | Shape::Fields(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_a_list_are_taken_together() {
        let value = serde_json::json!({"rows": [{"a": null}, {"a": "x", "b": true}], "none": null});
        let listed: Vec<(String, String)> =
            Shape::of(&value).listed().into_iter().map(|field| (field.path, field.holds)).collect();
        let line = |path: &str, holds: &str| (path.to_owned(), holds.to_owned());
        assert_eq!(
            listed,
            [
                line("none", "nothing here, or none"),
                line("rows", "a list"),
                line("rows[]", "fields"),
                line("rows[].a", "text, or none"),
                line("rows[].b", "yes or no, or none"),
            ]
        );
    }
}
