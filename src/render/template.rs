//! Page text from a template and a context.
//!
//! In: a template's name, a document's content and the standing words. Out: Typst markup.
//! minijinja lives here only; the theme is plain Typst and never passes through it.

mod built_in;
mod check;
mod escape;
mod marks;
mod own;
mod shape;
mod syntax;
mod words;

use std::fmt::{self, Display};
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};

use crate::text::{Content, Text};

pub use built_in::{PLAIN_TYPST, TEMPLATES, ejected};
pub use check::{TemplateFault, check};
pub use marks::{TemplateMarks, template_at};
pub use own::Templates;
pub use shape::{ListedField, Shape, json};

/// Steps of one document, a thousand times what a built-in one takes; a template that loops without end is then an error.
const MOST_STEPS: u64 = 50_000_000;

/// A template could not be filled.
#[derive(Debug, thiserror::Error)]
#[error("cannot fill the template `{name}`")]
pub struct TemplateError {
    name: String,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl TemplateError {
    /// Of a template, with why.
    pub(super) fn of(name: &str, error: Error) -> Self {
        Self { name: name.to_owned(), source: error.into() }
    }
}

impl Templates {
    /// Fills a template.
    ///
    /// Every field that it prints must be there and be text: a missing field, a none and a bare number are errors.
    pub fn render(
        &self,
        name: &str,
        content: &Content,
        marks: TemplateMarks,
    ) -> Result<String, TemplateError> {
        self.environment(marks)
            .and_then(|pages| pages.get_template(name)?.render(value(content)))
            .map_err(|error| TemplateError::of(name, error))
    }

    /// Strict fields, and an escape for every text.
    fn environment(&self, marks: TemplateMarks) -> Result<Environment<'_>, Error> {
        let mut pages = Environment::new();
        pages.set_syntax(syntax::syntax()?);
        pages.set_fuel(Some(MOST_STEPS));
        pages.set_undefined_behavior(UndefinedBehavior::Strict);
        pages.set_auto_escape_callback(|_| AutoEscape::Custom("typst".into()));
        pages.set_formatter(print_text);
        pages.add_global("words", Value::from(Serde(self.words())));
        for (name, text) in self.pages() {
            match marks {
                TemplateMarks::Off => pages.add_template(name, text)?,
                TemplateMarks::On => pages.add_template_owned(name, marks::around(name, text))?,
            }
        }
        Ok(pages)
    }
}

/// A text of the content.
#[derive(Debug)]
struct Print(Text);

impl Object for Print {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.0.is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The content as templates see it.
fn value(content: &Content) -> Value {
    match content {
        Content::Nothing => Value::from(()),
        Content::Text(text) => Value::from_object(Print(text.clone())),
        Content::Flag(flag) => Value::from(*flag),
        Content::List(items) => items.iter().map(value).collect(),
        Content::Fields(fields) => {
            Value::from_pairs(fields.iter().map(|(name, field)| (*name, value(field))))
        }
        Content::Table(_) | Content::Chart(_) => value(&content.parts()),
    }
}

/// Prints a text of the content or of the standing words, escaped; refuses everything else, since no template computes.
fn print_text(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let text = match (value.downcast_object_ref::<Print>(), value.as_str()) {
        (Some(print), _) => print.0.plain(),
        (None, Some(text)) => text.to_owned(),
        (None, None) => {
            let found =
                if value.is_undefined() { "no such field".to_owned() } else { value.kind().to_string() };
            return Err(Error::new(
                ErrorKind::InvalidOperation,
                format!("a page prints text only, found {found}"),
            ));
        }
    };
    out.write_str(&escape::typst(&text)).map_err(Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(template: &'static str, content: &Content) -> Result<String, Error> {
        let templates = Templates::default();
        let mut pages = templates.environment(TemplateMarks::Off)?;
        pages.add_template("test", template)?;
        pages.get_template("test")?.render(value(content))
    }

    fn row() -> Content {
        let text = |text: &'static str| Content::Text(Text::from(text));
        let name = text("A & B #U1 [x] $x5");
        Content::Fields(vec![("name", name), ("share", Content::Nothing), ("flag", Content::Flag(true))])
    }

    #[test]
    fn text_is_escaped() {
        let page = fill("#row[<< name >>]", &row()).unwrap();
        assert_eq!(page, r"#row[A & B \u{23}U1 \u{5b}x\u{5d} \u{24}x5]");
    }

    #[test]
    fn a_none_a_flag_and_a_missing_field_are_errors() {
        for template in ["<< share >>", "<< flag >>", "<< absent >>", "<< absent.deeper >>"] {
            assert!(fill(template, &row()).is_err(), "{template}");
        }
    }

    #[test]
    fn a_condition_may_ask_for_a_none() {
        assert_eq!(fill("<% if share %><< share >><% endif %>.", &row()).unwrap(), ".");
    }

    #[test]
    fn typst_code_passes_through() {
        let code = "#let f(x) = { let y = {x}; (y, y) }\n#f[<< name >>]\n//% for n in [name]\n- << n >>\n//% endfor\n";
        let page = fill(code, &row()).unwrap();
        assert!(page.starts_with("#let f(x) = { let y = {x}; (y, y) }\n#f[A & B"), "{page}");
        assert!(page.ends_with("5\n"), "{page}");
    }

    #[test]
    fn an_unknown_template_is_an_error_with_its_name() {
        let error =
            Templates::default().render("briefing/absent.typ.j2", &row(), TemplateMarks::Off).unwrap_err();
        assert_eq!(error.to_string(), "cannot fill the template `briefing/absent.typ.j2`");
    }
}
