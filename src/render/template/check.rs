//! The user's templates read before a run: every field they ask for, in every branch, against what pages are given.
//!
//! In: templates and the shape of each document's context. Out: faults, each with its template and line.

mod expression;
mod scope;

use std::collections::BTreeMap;

use minijinja::machinery::ast::{Expr, Stmt};
use minijinja::machinery::{Span, parse};

use super::json;
use super::own::{Templates, nearest};
use super::shape::Shape;
use super::{TEMPLATES, syntax};
use scope::Scope;

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Which template.
    pub template: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in words.
    pub problem: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "  `{}` line {}: {}", self.template, self.line, self.problem)
    }
}

/// Reads each document's templates from its main one on, then those of the user's that none of them includes.
///
/// `shapes` has the shape of a document's context by the name of its main template. A template that no document
/// includes is read for its syntax only, for nothing is known of its fields.
pub fn check(templates: &Templates, shapes: &BTreeMap<&str, Shape>) -> Vec<Fault> {
    let mut reader = Reader { templates, faults: Vec::new(), reached: Vec::new(), above: Vec::new() };
    let words = Shape::of(&json(&templates.words()));
    for (main, shape) in shapes {
        let mut scope = Scope::of(shape);
        scope.name("words", words.clone());
        reader.template(main, &mut scope);
    }
    for name in templates.own_pages().filter(|name| !reader.reached.iter().any(|reached| reached == name)) {
        if let Some(Err(fault)) = parsed(templates, name) {
            reader.faults.push(fault);
        }
    }
    reader.faults.sort();
    reader.faults.dedup();
    reader.faults
}

/// A template's tree, or what keeps it from having one.
fn parsed<'t>(templates: &'t Templates, name: &'t str) -> Option<Result<Stmt<'t>, Fault>> {
    let text = templates.text(name)?;
    let fault = |error: minijinja::Error| Fault {
        template: name.to_owned(),
        line: error.line().unwrap_or(1),
        problem: error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
    };
    Some(syntax().and_then(|syntax| parse(text, name, syntax)).map_err(fault))
}

/// What goes through the templates.
struct Reader<'t> {
    templates: &'t Templates,
    faults: Vec<Fault>,
    reached: Vec<String>,
    /// The templates that are being read, the innermost last.
    above: Vec<String>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Span, problem: String) {
        let template = self.above.last().cloned().unwrap_or_default();
        self.faults.push(Fault { template, line: span.start_line.into(), problem });
    }

    fn template(&mut self, name: &str, scope: &mut Scope<'_>) {
        self.reached.push(name.to_owned());
        match parsed(self.templates, name) {
            Some(Ok(tree)) => {
                self.above.push(name.to_owned());
                self.statement(&tree, scope);
                self.above.pop();
            }
            Some(Err(fault)) => self.faults.push(fault),
            None => {}
        }
    }

    fn body(&mut self, body: &[Stmt<'_>], scope: &mut Scope<'_>) {
        for statement in body {
            self.statement(statement, scope);
        }
    }

    fn statement(&mut self, statement: &Stmt<'_>, scope: &mut Scope<'_>) {
        match statement {
            Stmt::Template(template) => self.body(&template.children, scope),
            Stmt::EmitExpr(printed) => self.printed(&printed.expr, scope),
            Stmt::EmitRaw(_) => {}
            Stmt::ForLoop(each) => self.each(each, scope),
            Stmt::IfCond(choice) => {
                self.expression(&choice.expr, scope);
                self.body(&choice.true_body, scope);
                self.body(&choice.false_body, scope);
            }
            Stmt::WithBlock(with) => scope.inside(|scope| {
                for (target, value) in &with.assignments {
                    let shape = self.expression(value, scope);
                    scope.bind(target, shape);
                }
                self.body(&with.body, scope);
            }),
            Stmt::Set(set) => {
                let shape = self.expression(&set.expr, scope);
                scope.bind(&set.target, shape);
            }
            Stmt::SetBlock(set) => {
                self.body(&set.body, scope);
                scope.bind(&set.target, Shape::Unknown);
            }
            other => self.rarer(other, scope),
        }
    }

    /// Statements that the built-in templates do without.
    fn rarer(&mut self, statement: &Stmt<'_>, scope: &mut Scope<'_>) {
        match statement {
            Stmt::AutoEscape(block) => self.body(&block.body, scope),
            Stmt::FilterBlock(block) => self.body(&block.body, scope),
            Stmt::Block(block) => scope.inside(|scope| self.body(&block.body, scope)),
            Stmt::Include(include) if !include.ignore_missing => self.include(&include.name, scope),
            Stmt::Extends(extends) => self.include(&extends.name, scope),
            Stmt::Import(import) => {
                self.known(&import.expr);
                scope.bind(&import.name, Shape::Unknown);
            }
            Stmt::FromImport(import) => {
                self.known(&import.expr);
                for (name, other) in &import.names {
                    scope.bind(other.as_ref().unwrap_or(name), Shape::Unknown);
                }
            }
            Stmt::Macro(declared) => self.declared(declared, scope),
            Stmt::CallBlock(block) => {
                drop(self.call(&block.call, scope));
                self.declared(&block.macro_decl, scope);
            }
            Stmt::Do(call) => drop(self.call(&call.call, scope)),
            _ => {}
        }
    }

    fn each(&mut self, each: &minijinja::machinery::ast::ForLoop<'_>, scope: &mut Scope<'_>) {
        let item = match self.expression(&each.iter, scope) {
            Shape::List(item) => *item,
            Shape::Text(_) | Shape::Flag => {
                let problem = format!("`{}` is not a list", scope::path(&each.iter));
                self.fault(each.iter.span(), problem);
                Shape::Unknown
            }
            Shape::Fields(_) | Shape::Unknown => Shape::Unknown,
        };
        scope.inside(|scope| {
            scope.name("loop", Shape::Unknown);
            scope.bind(&each.target, item);
            if let Some(filter) = &each.filter_expr {
                self.expression(filter, scope);
            }
            self.body(&each.body, scope);
        });
        self.body(&each.else_body, scope);
    }

    fn declared(&mut self, declared: &minijinja::machinery::ast::Macro<'_>, scope: &mut Scope<'_>) {
        scope.name(declared.name, Shape::Unknown);
        scope.inside(|scope| {
            scope.name("caller", Shape::Unknown);
            for argument in &declared.args {
                scope.bind(argument, Shape::Unknown);
            }
            self.body(&declared.body, scope);
        });
    }

    /// Goes on in another template; one that includes itself has no end.
    fn include(&mut self, name: &Expr<'_>, scope: &mut Scope<'_>) {
        let Some(known) = self.known(name) else { return };
        if self.above.contains(&known) {
            self.fault(name.span(), format!("`{known}` includes itself"));
            return;
        }
        scope.inside(|scope| self.template(&known, scope));
    }

    /// The name of a template where it is written out; a fault where there is none of that name.
    fn known(&mut self, name: &Expr<'_>) -> Option<String> {
        let value = name.as_const()?;
        let wanted = value.as_str()?;
        let mut all = TEMPLATES.iter().map(|(name, _)| *name);
        if all.clone().any(|name| name == wanted) {
            return Some(wanted.to_owned());
        }
        let problem = format!("there is no template `{wanted}`{}", nearest(wanted, &mut all));
        self.fault(name.span(), problem);
        None
    }
}
