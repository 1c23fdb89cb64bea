//! What an expression of a template stands for; a field that pages are not given is a fault.

use minijinja::machinery::Span;
use minijinja::machinery::ast::{Call, CallArg, CallType, Expr, GetAttr, GetItem};

use super::reader::TemplateReader;
use super::scope::{NameScope, path};
use crate::render::template::shape::Shape;
use crate::subject::nearest::nearest;

impl TemplateReader<'_> {
    /// Reads what is printed, which must be text.
    pub(super) fn printed(&mut self, expression: &Expr<'_>, scope: &NameScope<'_>) {
        let what = match self.expression(expression, scope) {
            Shape::List(_) => "a list; print its items, one by one",
            Shape::Fields(_) => "a group of fields; print one of them",
            Shape::Flag => "yes or no; ask for it with `if`",
            Shape::Text(_) | Shape::Unknown => return,
        };
        self.fault(expression.span(), format!("`{}` is {what}", path(expression)));
    }

    /// What an expression stands for, its parts read on the way.
    pub(super) fn expression(&mut self, expression: &Expr<'_>, scope: &NameScope<'_>) -> Shape {
        match expression {
            Expr::Var(var) => scope.find(var.id).unwrap_or_else(|| {
                let near = nearest(var.id, scope.names().into_iter());
                self.unknown(expression.span(), var.id, &near)
            }),
            Expr::GetAttr(get) => self.field(get, get.span(), scope),
            Expr::GetItem(get) => self.item(get, scope),
            Expr::IfExpr(choice) => {
                self.expression(&choice.test_expr, scope);
                let otherwise = choice.false_expr.as_ref().map(|e| self.expression(e, scope));
                self.expression(&choice.true_expr, scope).and(otherwise.unwrap_or(Shape::Unknown))
            }
            Expr::Test(test) => {
                self.asked(&test.expr, test.name, scope);
                self.arguments(&test.args, scope)
            }
            Expr::Filter(filter) => {
                if let Some(of) = &filter.expr {
                    self.asked(of, filter.name, scope);
                }
                self.arguments(&filter.args, scope)
            }
            Expr::Call(call) => self.call(call, scope),
            other => self.parts(other, scope),
        }
    }

    /// Expressions that are no more than their parts.
    fn parts(&mut self, expression: &Expr<'_>, scope: &NameScope<'_>) -> Shape {
        let mut read = |parts: &[&Expr<'_>]| parts.iter().for_each(|part| drop(self.expression(part, scope)));
        match expression {
            Expr::UnaryOp(of) => read(&[&of.expr]),
            Expr::BinOp(of) => read(&[&of.left, &of.right]),
            Expr::Compare(of) => {
                read(&[&of.expr]);
                of.ops.iter().for_each(|op| read(&[&op.expr]));
            }
            Expr::Slice(of) => {
                read(&[&of.expr]);
                [&of.start, &of.stop, &of.step].into_iter().flatten().for_each(|end| read(&[end]));
            }
            Expr::List(of) => of.items.iter().for_each(|item| read(&[item])),
            Expr::Tuple(of) => of.items.iter().for_each(|item| read(&[item])),
            Expr::Map(of) => of.keys.iter().chain(&of.values).for_each(|item| read(&[item])),
            _ => {}
        }
        Shape::Unknown
    }

    /// Reads what `is defined` and `default` ask of: its last step need not be there.
    fn asked(&mut self, of: &Expr<'_>, by: &str, scope: &NameScope<'_>) {
        match of {
            Expr::GetAttr(get) if ["defined", "undefined", "default"].contains(&by) => {
                self.expression(&get.expr, scope);
            }
            Expr::Var(_) if ["defined", "undefined", "default"].contains(&by) => {}
            other => drop(self.expression(other, scope)),
        }
    }

    fn field(&mut self, get: &GetAttr<'_>, span: Span, scope: &NameScope<'_>) -> Shape {
        let of = self.expression(&get.expr, scope);
        self.step(of, &path(&get.expr), get.name, span)
    }

    fn item(&mut self, get: &GetItem<'_>, scope: &NameScope<'_>) -> Shape {
        let of = self.expression(&get.expr, scope);
        self.expression(&get.subscript_expr, scope);
        let at = get.subscript_expr.as_const();
        match (of, at.as_ref().and_then(|at| at.as_str())) {
            (of, Some(name)) => self.step(of, &path(&get.expr), name, get.expr.span()),
            (Shape::List(item), None) => *item,
            _ => Shape::Unknown,
        }
    }

    /// One step into a shape.
    fn step(&mut self, of: Shape, above: &str, name: &str, span: Span) -> Shape {
        let wanted = format!("{above}.{name}");
        match of {
            Shape::Unknown => Shape::Unknown,
            Shape::Fields(mut fields) => match fields.remove(name) {
                Some(field) => field.shape,
                None => {
                    let all: Vec<String> = fields.keys().map(|name| format!("{above}.{name}")).collect();
                    let near = nearest(&wanted, all.iter().map(String::as_str));
                    self.unknown(span, &wanted, &near)
                }
            },
            Shape::Text(_) => self.unknown(span, &wanted, &format!(" (`{above}` is text)")),
            Shape::Flag => self.unknown(span, &wanted, &format!(" (`{above}` is yes or no)")),
            Shape::List(_) => {
                self.unknown(span, &wanted, &format!(" (`{above}` is a list; go through it with `for`)"))
            }
        }
    }

    fn unknown(&mut self, span: Span, wanted: &str, near: &str) -> Shape {
        self.fault(span, format!("there is no field `{wanted}`{near}"));
        Shape::Unknown
    }

    /// Reads a call: what it is called on, and its arguments.
    pub(super) fn call(&mut self, call: &Call<'_>, scope: &NameScope<'_>) -> Shape {
        match call.identify_call() {
            CallType::Method(of, _) | CallType::Object(of) => drop(self.expression(of, scope)),
            CallType::Function(_) => drop(self.expression(&call.expr, scope)),
            CallType::Block(_) => {}
        }
        self.arguments(&call.args, scope)
    }

    fn arguments(&mut self, arguments: &[CallArg<'_>], scope: &NameScope<'_>) -> Shape {
        for argument in arguments {
            match argument {
                CallArg::Pos(e) | CallArg::Kwarg(_, e) | CallArg::PosSplat(e) | CallArg::KwargSplat(e) => {
                    self.expression(e, scope);
                }
            }
        }
        Shape::Unknown
    }
}
