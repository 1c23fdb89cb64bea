//! Which file imports from which. What is imported through a re-export counts as an import of the file that
//! defines it, so that a circle cannot hide behind the file of a folder.

use std::collections::{BTreeMap, BTreeSet};

use super::File;
use super::tokens::{Token, closing, tokens};

/// Re-exports that are followed before a name counts as defined where it is found.
const DEEPEST: usize = 8;

/// A path in the crate, as `["source", "load"]`; `src/lib.rs` has the empty one.
type Path = Vec<String>;

/// A name of a `use` line.
struct Use {
    path: Path,
    /// What the file calls it; none for all names of a module.
    name: Option<String>,
    public: bool,
    line: usize,
}

#[derive(Default)]
struct Module {
    file: String,
    /// The modules that it declares, in their order.
    children: Vec<String>,
    uses: Vec<Use>,
    /// Paths in its code outside `use` lines.
    paths: Vec<(Path, usize)>,
    /// Names that its code has outside `use` lines.
    words: BTreeSet<String>,
    defined: BTreeSet<String>,
}

/// Every module of the program.
pub struct House {
    modules: BTreeMap<Path, Module>,
    /// The macros that the crate exports: where each is defined.
    macros: BTreeMap<String, Path>,
}

/// One file imports from another.
struct Import<'a> {
    from: &'a Path,
    to: Path,
    line: usize,
}

impl House {
    /// The house that these files of `src` make.
    pub fn of(files: impl IntoIterator<Item = File>) -> Self {
        let (mut modules, mut macros) = (BTreeMap::new(), BTreeMap::new());
        for file in files.into_iter().filter(|file| file.path != "src/main.rs") {
            let stem = file.path.trim_start_matches("src/").trim_end_matches(".rs");
            let path: Path =
                if stem == "lib" { Path::new() } else { stem.split('/').map(str::to_owned).collect() };
            let tokens = tokens(&file.text);
            for at in (2..tokens.len()).filter(|at| tokens[at - 2].text == "macro_export") {
                if let Some(name) = tokens.get(at + 2).filter(|_| tokens[at].text == "macro_rules") {
                    macros.insert(name.text.to_owned(), path.clone());
                }
            }
            modules.insert(path, Module::of(file.path, &tokens));
        }
        Self { modules, macros }
    }

    /// Imports of a folder from one that stands after it in `src/lib.rs`.
    pub fn arrows_up(&self) -> Vec<String> {
        let order = &self.modules[&Path::new()].children;
        let rank = |folder: &str| order.iter().position(|name| name == folder);
        let mut found = Vec::new();
        for import in self.imports() {
            let from = import.from[0].as_str();
            let Some(to) = import.to.first() else {
                found.push(self.say(&import, "against the order of layers, imports"));
                continue;
            };
            // Stricter than the order: nothing that the program computes is in the illustrative data, and only the
            // command line makes it.
            let allowed = match (from, to.as_str()) {
                (from, to) if from == to => true,
                ("demo", "subject") | ("cli", "demo") => true,
                ("demo", _) => ["text/csv", "source/published"].contains(&import.to.join("/").as_str()),
                (_, "demo") => false,
                (from, to) => rank(to) < rank(from),
            };
            if !allowed {
                found.push(self.say(&import, "against the order of layers, imports"));
            }
        }
        found
    }

    /// Imports between files of a folder that come back to where they began.
    pub fn circles(&self) -> Vec<String> {
        let inside: Vec<Import<'_>> =
            self.imports().into_iter().filter(|import| import.to.first() == Some(&import.from[0])).collect();
        let mut next: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
        for import in &inside {
            next.entry(import.from).or_default().insert(&import.to);
        }
        let reaches = |from: &Path, end: &Path| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
            while let Some(path) = open.pop() {
                if seen.insert(path) {
                    open.extend(next.get(path).into_iter().flatten());
                }
            }
            seen.contains(end)
        };
        let mut said = BTreeSet::new();
        let round = inside.iter().filter(|import| reaches(&import.to, import.from));
        let first = round.filter(|import| said.insert((import.from, &import.to)));
        first.map(|import| self.say(import, "is in a circle with")).collect()
    }

    fn say(&self, import: &Import<'_>, what: &str) -> String {
        let files = [import.from, &import.to].map(|path| self.modules[path].file.as_str());
        format!("{}:{}: {what} {}", files[0], import.line, files[1])
    }

    fn imports(&self) -> Vec<Import<'_>> {
        let mut found = Vec::new();
        for (from, module) in self.modules.iter().filter(|(path, _)| !path.is_empty()) {
            let mut add = |path: &Path, line, passed_on: &dyn Fn(&Path) -> bool| {
                let to = self.absolute(from, path, DEEPEST).map(|path| self.home(&path, DEEPEST));
                if let Some(to) = to.filter(|to| to != from && !passed_on(to)) {
                    found.push(Import { from, to, line });
                }
            };
            for used in &module.uses {
                // The file of a folder that only passes on a name of a file below it does not depend on it.
                let needed = used.name.as_ref().is_some_and(|name| module.words.contains(name));
                add(&used.path, used.line, &|to| used.public && to.starts_with(from) && !needed);
            }
            for (path, line) in &module.paths {
                add(path, *line, &|_| false);
            }
        }
        found
    }

    /// A path as written in a module, from the crate's root; none where it is of another crate.
    fn absolute(&self, module: &Path, path: &[String], deep: usize) -> Option<Path> {
        let joined = |base: &[String], rest: &[String]| Some([base, rest].concat());
        let here = &self.modules[module];
        match path[0].as_str() {
            "crate" => joined(&[], &path[1..]),
            "self" => joined(module, &path[1..]),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                joined(&module[..module.len().saturating_sub(up)], &path[up..])
            }
            head if here.children.iter().any(|child| child == head) => joined(module, path),
            head if path.len() > 1 && deep > 0 => {
                let named = |used: &&Use| used.name.as_deref() == Some(head) && used.path[0] != head;
                let used = here.uses.iter().find(named)?;
                joined(&self.absolute(module, &used.path, deep - 1)?, &path[1..])
            }
            _ => None,
        }
    }

    /// The module whose file defines what a path names.
    fn home(&self, path: &[String], deep: usize) -> Path {
        let known = (0..=path.len()).rev().find(|k| self.modules.contains_key(&path[..*k])).unwrap_or(0);
        let (module, rest) = (path[..known].to_vec(), &path[known..]);
        let Some(name) = rest.first().filter(|_| deep > 0) else { return module };
        if let Some(defined) = self.macros.get(name).filter(|_| module.is_empty()) {
            return defined.clone();
        }
        let here = &self.modules[&module];
        let from = |used: &Use, rest: &[String]| {
            let base = self.absolute(&module, &used.path, deep - 1)?;
            Some(self.home(&[&base, rest].concat(), deep - 1))
        };
        let named = here.uses.iter().filter(|used| used.name.as_ref() == Some(name));
        if let Some(home) = named.filter_map(|used| from(used, &rest[1..])).next() {
            return home;
        }
        let all = here.uses.iter().filter(|used| used.name.is_none() && !here.defined.contains(name));
        let mut homes = all.filter_map(|used| from(used, &rest[..1]));
        homes.find(|home| self.modules[home].defined.contains(name)).unwrap_or(module)
    }
}

impl Module {
    fn of(file: String, tokens: &[Token<'_>]) -> Self {
        let mut module = Self { file, ..Self::default() };
        let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
        let mut at = 0;
        while at < tokens.len() {
            let token = tokens[at];
            let after_colons = at > 0 && text(at - 1) == "::";
            if token.text == "use" && text(at + 1) != "<" {
                let public = at > 0 && (text(at - 1) == "pub" || text(at - 1) == ")");
                at += 1;
                tree(tokens, &mut at, &[], &mut |path, name, line| {
                    module.uses.push(Use { path, name, public, line });
                });
            } else if token.is_word() && !after_colons {
                module.words.insert(token.text.to_owned());
                if ["fn", "struct", "enum", "const", "static", "type", "trait"].contains(&token.text) {
                    module.defined.insert(text(at + 1).to_owned());
                }
                if token.text == "mod" && text(at + 2) == ";" {
                    module.children.push(text(at + 1).to_owned());
                }
                let mut path = vec![token.text.to_owned()];
                while text(at + 1) == "::" && tokens.get(at + 2).is_some_and(Token::is_word) {
                    path.push(text(at + 2).to_owned());
                    at += 2;
                }
                if path.len() > 1 {
                    module.paths.push((path, token.line));
                }
            }
            at += 1;
        }
        module
    }
}

/// The names of a `use` line or of a part of it, up to the comma, the bracket or the semicolon that ends it.
fn tree(
    tokens: &[Token<'_>],
    at: &mut usize,
    before: &[String],
    found: &mut dyn FnMut(Path, Option<String>, usize),
) {
    let (mut path, mut line) = (before.to_vec(), 0);
    let (mut called, mut all) = (None, false);
    while *at < tokens.len() && !matches!(tokens[*at].text, "," | "}" | ";") {
        let token = tokens[*at];
        match token.text {
            "::" => {}
            "{" => {
                let end = closing(tokens, *at);
                while *at < end {
                    *at += 1;
                    if *at < end {
                        tree(tokens, at, &path, found);
                    }
                }
                *at = end + 1;
                return;
            }
            "*" => (all, line) = (true, token.line),
            "as" => {
                *at += 1;
                called = Some(tokens[*at].text.to_owned());
            }
            word => {
                path.push(word.to_owned());
                line = token.line;
            }
        }
        *at += 1;
    }
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let name = called.or(path.last().cloned()).filter(|_| !all);
    found(path, name, line);
}
