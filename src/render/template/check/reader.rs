//! What goes through the templates, and the faults that it gathers.

use minijinja::machinery::ast::Stmt;
use minijinja::machinery::{Span, parse};

use crate::render::template::own::Templates;
use crate::render::template::syntax::syntax;

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateFault {
    /// Which template.
    pub template: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in words.
    pub problem: String,
}

impl std::fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "  `{}` line {}: {}", self.template, self.line, self.problem)
    }
}

/// What goes through the templates.
pub(super) struct TemplateReader<'t> {
    pub(super) templates: &'t Templates,
    pub(super) faults: Vec<TemplateFault>,
    pub(super) reached: Vec<String>,
    /// The templates that are being read, the innermost last.
    pub(super) above: Vec<String>,
}

impl<'t> TemplateReader<'t> {
    /// A reader that has read nothing yet.
    pub(super) fn new(templates: &'t Templates) -> Self {
        Self { templates, faults: Vec::new(), reached: Vec::new(), above: Vec::new() }
    }

    /// Notes a fault in the template that is being read.
    pub(super) fn fault(&mut self, span: Span, problem: String) {
        let template = self.above.last().map_or(String::new(), String::clone);
        self.faults.push(TemplateFault { template, line: span.start_line.into(), problem });
    }
}

/// A template's tree, or what keeps it from having one.
pub(super) fn parsed<'t>(templates: &'t Templates, name: &'t str) -> Option<Result<Stmt<'t>, TemplateFault>> {
    let text = templates.text(name)?;
    let fault = |error: minijinja::Error| TemplateFault {
        template: name.to_owned(),
        line: error.line().unwrap_or(1),
        problem: error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
    };
    Some(syntax().and_then(|syntax| parse(text, name, syntax)).map_err(fault))
}
