//! Page text from a template and a context.
//!
//! In: a template's name and a context whose every field is text. Out: Typst markup.
//! minijinja lives here only; the theme is plain Typst and never passes through it.

mod built_in;
mod check;
mod escape;
mod marks;
mod own;
mod shape;
mod syntax;

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;

use crate::text::claim;

pub use built_in::{TEMPLATES, THEME_NAME, ejected};
pub use check::{TemplateFault, check};
pub use marks::{TemplateMarks, template_at};
pub use own::Templates;
pub use shape::{ListedField, Shape};

/// A template could not be filled.
#[derive(Debug, thiserror::Error)]
#[error("cannot fill the template `{name}`")]
pub struct TemplateError {
    name: String,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl Templates {
    /// Fills a template.
    ///
    /// Every field that it prints must be there and be text: a missing field, a none and a bare number are errors.
    pub fn render(
        &self,
        name: &str,
        context: &impl Serialize,
        marks: TemplateMarks,
    ) -> Result<String, TemplateError> {
        self.environment(marks)
            .and_then(|pages| pages.get_template(name)?.render(Serde(context)))
            .map_err(|error| TemplateError { name: name.to_owned(), source: error.into() })
    }

    /// Strict fields, and an escape for every text.
    fn environment(&self, marks: TemplateMarks) -> Result<Environment<'_>, Error> {
        let mut pages = Environment::new();
        pages.set_syntax(syntax::syntax()?);
        pages.set_undefined_behavior(UndefinedBehavior::Strict);
        pages.set_auto_escape_callback(|_| AutoEscape::Custom("typst".into()));
        pages.set_formatter(print_text);
        for (name, text) in self.pages() {
            match marks {
                TemplateMarks::Off => pages.add_template(name, text)?,
                TemplateMarks::On => pages.add_template_owned(name, marks::around(name, text))?,
            }
        }
        Ok(pages)
    }
}

/// Prints text, escaped; refuses everything else, since a context field is what will be printed, and a number that is
/// not a claim.
fn print_text(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let Some(text) = value.as_str() else {
        let found = if value.is_undefined() { "no such field".to_owned() } else { value.kind().to_string() };
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("a page prints text only, found {found}"),
        ));
    };
    let reading = claim::read(text)
        .map_err(|unclaimed| Error::new(ErrorKind::InvalidOperation, unclaimed.to_string()))?;
    out.write_str(&escape::typst(&reading.plain)).map_err(Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(template: &'static str, context: &impl Serialize) -> Result<String, Error> {
        let templates = Templates::default();
        let mut pages = templates.environment(TemplateMarks::Off)?;
        pages.add_template("test", template)?;
        pages.get_template("test")?.render(Serde(context))
    }

    #[derive(Serialize)]
    struct Fields {
        name: &'static str,
        share: Option<&'static str>,
        fte: f64,
    }

    const FIELDS: Fields = Fields { name: "A & B #U1 [x] $x5", share: None, fte: 1.5 };

    #[test]
    fn text_is_escaped() {
        let page = fill("#row[<< name >>]", &FIELDS).unwrap();
        assert_eq!(page, r"#row[A & B \u{23}U1 \u{5b}x\u{5d} \u{24}x5]");
    }

    #[test]
    fn a_number_that_is_no_claim_is_an_error() {
        let error = fill("<< name >>", &Fields { name: "3 PCNs", share: None, fte: 1.5 }).unwrap_err();
        assert!(error.to_string().contains("not a claim"), "{error}");
    }

    #[test]
    fn a_none_a_number_and_a_missing_field_are_errors() {
        for template in ["<< share >>", "<< fte >>", "<< absent >>", "<< absent.deeper >>"] {
            assert!(fill(template, &FIELDS).is_err(), "{template}");
        }
    }

    #[test]
    fn a_condition_may_ask_for_a_none() {
        assert_eq!(fill("<% if share %><< share >><% endif %>.", &FIELDS).unwrap(), ".");
    }

    #[test]
    fn typst_code_passes_through() {
        let code = "#let f(x) = { let y = {x}; (y, y) }\n#f[<< name >>]\n//% for n in [name]\n- << n >>\n//% endfor\n";
        let page = fill(code, &FIELDS).unwrap();
        assert!(page.starts_with("#let f(x) = { let y = {x}; (y, y) }\n#f[A & B"), "{page}");
        assert!(page.ends_with("5\n"), "{page}");
    }

    #[test]
    fn an_unknown_template_is_an_error_with_its_name() {
        let error =
            Templates::default().render("briefing/absent.typ.j2", &FIELDS, TemplateMarks::Off).unwrap_err();
        assert_eq!(error.to_string(), "cannot fill the template `briefing/absent.typ.j2`");
    }
}
