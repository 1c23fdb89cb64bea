//! What the statements of a template do: loops, conditions, names, other templates.

use minijinja::machinery::ast::{Expr, ForLoop, Macro, Stmt};

use super::reader::{TemplateReader, parsed};
use super::scope::{NameScope, path};
use crate::render::template::built_in::TEMPLATES;
use crate::render::template::shape::Shape;
use crate::subject::nearest::nearest;

impl TemplateReader<'_> {
    /// Reads a template and those that it includes.
    pub(super) fn template(&mut self, name: &str, scope: &mut NameScope<'_>) {
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

    fn body(&mut self, body: &[Stmt<'_>], scope: &mut NameScope<'_>) {
        for statement in body {
            self.statement(statement, scope);
        }
    }

    fn statement(&mut self, statement: &Stmt<'_>, scope: &mut NameScope<'_>) {
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
    fn rarer(&mut self, statement: &Stmt<'_>, scope: &mut NameScope<'_>) {
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

    fn each(&mut self, each: &ForLoop<'_>, scope: &mut NameScope<'_>) {
        let item = match self.expression(&each.iter, scope) {
            Shape::List(item) => *item,
            Shape::Text(_) | Shape::Flag => {
                let problem = format!("`{}` is not a list", path(&each.iter));
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

    fn declared(&mut self, declared: &Macro<'_>, scope: &mut NameScope<'_>) {
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
    fn include(&mut self, name: &Expr<'_>, scope: &mut NameScope<'_>) {
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
