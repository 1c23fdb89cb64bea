//! What the files of the house keep: layers without an arrow up or a circle, short files, plain signatures, and
//! comments that a clone can follow.

mod imports;
mod tokens;

use std::fs;
use std::path::Path;

use crate::support::files;

use imports::House;
use tokens::{Token, closing, tokens};

/// Lines of the longest file.
const LONGEST: usize = 300;
/// Documents that are not in a clone; in small letters, so that this file does not cite them.
const ELSEWHERE: &[&str] = &["methods", "design", "typst", "style", "paper"];
/// A document of [`ELSEWHERE`] that nothing else is named like, and so is not named at all.
const NEVER: &str = "methods";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A text file of the repository and its path in it.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The lines that break a rule, each with its place. The rule is given the line before too.
    fn broken(&self, rule: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let before = std::iter::once("").chain(self.text.lines());
        let lines = before.zip(self.text.lines()).enumerate();
        let broken = lines.filter(|(_, (before, line))| rule(before, line));
        broken.map(|(k, (_, line))| format!("{}:{}: {}", self.path, k + 1, line.trim())).collect()
    }
}

/// Every text file of a folder of the repository.
fn texts(folder: &str) -> impl Iterator<Item = File> {
    let named = move |(path, bytes)| {
        Some(File { path: format!("{folder}/{path}"), text: String::from_utf8(bytes).ok()? })
    };
    files(&root().join(folder)).into_iter().filter_map(named)
}

/// Every Rust file of a folder.
fn code(folder: &str) -> impl Iterator<Item = File> {
    texts(folder).filter(|file| file.path.ends_with(".rs"))
}

/// Every text file of the repository but what is built or hidden.
fn repository() -> Vec<File> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            found.extend(texts(name));
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push(File { path: name.to_owned(), text });
        }
    }
    found
}

fn none(rule: &str, broken: impl IntoIterator<Item = String>) {
    let broken: Vec<String> = broken.into_iter().collect();
    assert!(broken.is_empty(), "{rule}:\n{}", broken.join("\n"));
}

#[test]
fn no_folder_imports_from_one_above_it() {
    none("a folder imports from those before it in src/lib.rs", House::read().arrows_up());
}

#[test]
fn no_files_of_a_folder_import_each_other_in_a_circle() {
    none("files of a folder form no circle", House::read().circles());
}

#[test]
fn no_file_is_long() {
    let long = |file: File| {
        let lines = file.text.lines().count();
        (lines > LONGEST).then(|| format!("{}:{lines}: {lines} lines", file.path))
    };
    let all = code("src").chain(code("tests")).chain(texts("templates"));
    none("no file is over 300 lines", all.filter_map(long));
}

#[test]
fn no_function_takes_a_tuple_apart_in_its_signature() {
    let all = code("src").chain(code("tests"));
    none("two arguments are two parameters or a struct", all.flat_map(|file| tuple_patterns(&file)));
}

/// Where a function's parameter is a pattern of a tuple.
fn tuple_patterns(file: &File) -> Vec<String> {
    let tokens = tokens(&file.text);
    let mut found = Vec::new();
    for at in (0..tokens.len()).filter(|at| tokens[*at].text == "fn") {
        let Some(open) = parameters(&tokens, at) else { continue };
        for k in open + 1..closing(&tokens, open) {
            let begins = matches!(tokens[k - 1].text, "," | "&") || k == open + 1;
            if begins && tokens[k].text == "(" && tokens[closing(&tokens, k) + 1].text == ":" {
                found.push(format!("{}:{}: a tuple pattern for arguments", file.path, tokens[k].line));
            }
        }
    }
    found
}

/// The bracket that opens the parameters of the function at a token `fn`: after its name and its generics.
fn parameters(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut deep = 0;
    for (k, token) in tokens.iter().enumerate().skip(at + 2) {
        match token.text {
            "<" => deep += 1,
            ">" => deep -= 1,
            "(" if deep == 0 => return Some(k),
            _ if deep == 0 => return None,
            _ => {}
        }
    }
    None
}

#[test]
fn no_text_is_marked_with_noncharacters() {
    let marked = |_: &str, line: &str| {
        let small = line.to_lowercase();
        small.contains("u{fdd")
            || small.contains("u{fde")
            || line.contains(|c| ('\u{FDD0}'..='\u{FDEF}').contains(&c))
    };
    none("no noncharacter travels in text", code("src").flat_map(|file| file.broken(marked)));
}

#[test]
fn no_claim_is_known_by_the_shape_of_its_name() {
    let shape = |_: &str, line: &str| line.contains("contains(\"/");
    none("what a claim rests on is data beside it", code("src").flat_map(|file| file.broken(shape)));
}

#[test]
fn every_default_in_the_place_of_a_figure_has_its_reason() {
    let bare = |before: &str, line: &str| {
        line.contains("unwrap_or_default()") && !line.contains("//") && !before.trim_start().starts_with("//")
    };
    none("a default has a comment that says why", code("src").flat_map(|file| file.broken(bare)));
}

#[test]
fn nothing_cites_what_a_clone_does_not_have() {
    let ends = [".rs", ".md", ".py", ".typ", ".j2", ".toml"];
    let read = repository().into_iter().filter(|file| ends.iter().any(|end| file.path.ends_with(end)));
    none("a clone has what is cited", read.flat_map(|file| file.broken(|_, line| cites(&file.path, line))));
}

/// Whether a line cites a document by name, or a folder beside the clone other than that of the real data.
fn cites(path: &str, line: &str) -> bool {
    let beside = concat!("../", "shared");
    let may = ["tests/", "benches/"].iter().any(|folder| path.starts_with(folder));
    let folder = |(at, _): (usize, &str)| !may || !line[at + beside.len()..].starts_with("/real");
    line.match_indices(beside).any(folder) || ELSEWHERE.iter().any(|name| names(line, name))
}

/// Whether a line names a document as one does that cites it: as a file, or with a section.
fn names(line: &str, small: &str) -> bool {
    let name = small.to_uppercase();
    let of_a_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(&name).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + name.len()..]);
        let section = after.trim_start_matches([' ', '§']).trim_start_matches("section ");
        let cited = after.starts_with(".md") || section.starts_with(|c: char| c.is_ascii_digit());
        !before.ends_with(of_a_word) && !after.starts_with(of_a_word) && (cited || small == NEVER)
    })
}
