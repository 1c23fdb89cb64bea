//! Which names a template may use, and what they stand for.

use minijinja::machinery::ast::Expr;

use crate::render::template::shape::Shape;

/// Functions that every template has.
const FUNCTIONS: [&str; 4] = ["range", "dict", "namespace", "debug"];
/// Names that inheritance gives.
const INHERITED: [&str; 2] = ["self", "super"];

/// Names in reach, the outermost first.
pub struct NameScope<'s> {
    /// The document's context.
    root: &'s Shape,
    /// What the template has named itself, the latest last.
    named: Vec<(String, Shape)>,
}

impl<'s> NameScope<'s> {
    /// The names of a context.
    pub fn of(root: &'s Shape) -> Self {
        Self { root, named: Vec::new() }
    }

    /// Names given within `read` end with it.
    pub fn inside(&mut self, read: impl FnOnce(&mut Self)) {
        let before = self.named.len();
        read(self);
        self.named.truncate(before);
    }

    /// Gives a name.
    pub fn name(&mut self, name: &str, shape: Shape) {
        self.named.push((name.to_owned(), shape));
    }

    /// Gives the names of a target: one, or several that a list is taken apart into.
    pub fn bind(&mut self, target: &Expr<'_>, shape: Shape) {
        match target {
            Expr::Var(var) => self.name(var.id, shape),
            Expr::List(list) => list.items.iter().for_each(|item| self.bind(item, Shape::Unknown)),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| self.bind(item, Shape::Unknown)),
            _ => {}
        }
    }

    /// What a name stands for; none where nothing has it.
    pub fn find(&self, name: &str) -> Option<Shape> {
        if let Some((_, shape)) = self.named.iter().rev().find(|(known, _)| known == name) {
            return Some(shape.clone());
        }
        match self.root {
            Shape::Fields(fields) if fields.contains_key(name) => {
                fields.get(name).map(|field| field.shape.clone())
            }
            Shape::Unknown => Some(Shape::Unknown),
            _ => (FUNCTIONS.contains(&name) || INHERITED.contains(&name)).then_some(Shape::Unknown),
        }
    }

    /// Every name in reach.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.named.iter().map(|(name, _)| name.as_str()).collect();
        if let Shape::Fields(fields) = self.root {
            names.extend(fields.keys().map(String::as_str));
        }
        names
    }
}

/// An expression as the user wrote it, as far as it is a path.
pub fn path(expression: &Expr<'_>) -> String {
    match expression {
        Expr::Var(var) => var.id.to_owned(),
        Expr::GetAttr(get) => format!("{}.{}", path(&get.expr), get.name),
        Expr::GetItem(get) => format!("{}[{}]", path(&get.expr), path(&get.subscript_expr)),
        Expr::Const(constant) => constant.value.to_string(),
        Expr::Filter(filter) => filter.expr.as_ref().map_or(String::new(), path),
        other => other.description().to_owned(),
    }
}
