//! The file of settings: TOML, a key for each option, checked line by line before anything is made of it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::ops::Range;
use std::path::Path;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use toml::{Spanned, Value};

use super::registry::{SETTINGS, Setting, Takes};
use crate::subject::error::{Error, Result};
use crate::subject::nearest::nearest;

/// A setting with its values, as they would be typed.
#[derive(Debug)]
pub struct Given {
    pub setting: &'static Setting,
    pub values: Vec<OsString>,
}

/// Reads a file of settings, in its order.
///
/// # Errors
/// Where it cannot be read, is not TOML, or has a key or a value that is none.
pub fn read(path: &Path, command: &Command) -> Result<Vec<Given>> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
    let reader = Reader { path, text: text.unwrap_or_default(), command }; // the next line refuses what is no text
    if text.is_err() {
        return Err(reader.fault(0, "it is not text in UTF-8", "save it as UTF-8 text"));
    }
    let given: BTreeMap<Spanned<String>, Spanned<Value>> = toml::from_str(reader.text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        reader.fault(at, &error.message().replace('\n', ", "), reader.remedy(at))
    })?;
    let mut given: Vec<_> = given.into_iter().collect();
    given.sort_by_key(|(key, _)| key.span().start);
    given.iter().map(|(key, value)| reader.given(key, value)).collect()
}

/// What to do about a line that cannot be read.
const LINE: &str = "a line is key = value, with text in quotes: need = \"deprivation\"";

/// What to do where a backslash of a path was read as the start of a special letter.
const PATHS: &str = "write a path with / or in single quotes: 'C:\\Data\\downloads'";

/// A file that is being read.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    command: &'a Command,
}

impl Reader<'_> {
    fn given(&self, key: &Spanned<String>, value: &Spanned<Value>) -> Result<Given> {
        let setting = self.setting(key)?;
        let values = self.values(setting, value)?;
        for value in &values {
            self.check(setting, value, key.span())?;
        }
        let placed = |value: String| self.placed(setting.takes, value);
        Ok(Given { setting, values: values.into_iter().map(placed).collect() })
    }

    /// The setting of a key, which may be written with `_` for `-`.
    fn setting(&self, key: &Spanned<String>) -> Result<&'static Setting> {
        let name = key.get_ref().replace('_', "-");
        let setting = SETTINGS.iter().find(|setting| setting.key == name);
        setting.ok_or_else(|| {
            let typed = key.get_ref();
            let is_option = |arg: &clap::Arg| arg.get_long() == Some(name.as_str());
            let build = self.command.find_subcommand("build");
            if build.is_some_and(|build| build.get_arguments().any(is_option)) {
                let problem = format!("`{typed}` is for one run, and no setting");
                return self.fault(key.span().start, &problem, &format!("give --{name} on the command line"));
            }
            let known = SETTINGS.iter().map(|setting| setting.key);
            let problem = format!("there is no setting `{typed}`{}", nearest(&name, known));
            self.fault(
                key.span().start,
                &problem,
                "`briefings init NEW-FOLDER` writes a file with all that there are",
            )
        })
    }

    /// The values as text, of the type that the setting takes.
    fn values(&self, setting: &Setting, value: &Spanned<Value>) -> Result<Vec<String>> {
        let one = |value: &Value| match (setting.takes, value) {
            (Takes::Number | Takes::Geography, Value::Integer(number)) => Some(number.to_string()),
            (Takes::YesOrNo, Value::Boolean(yes)) => Some(yes.to_string()),
            (Takes::Number | Takes::YesOrNo, _) => None,
            (_, Value::String(text)) => Some(text.clone()),
            _ => None,
        };
        let values = match value.get_ref() {
            Value::Array(all) if matches!(setting.takes, Takes::Texts | Takes::Paths) => {
                all.iter().map(one).collect()
            }
            single => one(single).map(|value| vec![value]),
        };
        values.ok_or_else(|| {
            let problem = format!("`{}` is {}", setting.key, typed(value.get_ref()));
            let remedy = format!("give {}: {} = {}", setting.takes.words(), setting.key, setting.example);
            self.fault(value.span().start, &problem, &remedy)
        })
    }

    /// Refuses a value that the option would refuse, with the line.
    fn check(&self, setting: &Setting, value: &str, key: Range<usize>) -> Result<()> {
        let refuse = |found: &str, remedy: &str| {
            Err(self.fault(key.start, &format!("`{}` {found}", setting.key), remedy))
        };
        if value.trim().is_empty() {
            return refuse("is empty", "give it a value, or take the line out");
        }
        if value.chars().any(char::is_control) {
            return refuse("has a line end, a tab or another sign in it that no option has", PATHS);
        }
        let build = self.command.find_subcommand("build").unwrap_or(self.command);
        let line = ["build".into(), setting.option(value.as_ref())];
        match build.clone().try_get_matches_from(line).err().as_ref().and_then(expected) {
            Some(expected) => refuse(&format!("is `{value}`"), &expected),
            None => Ok(()),
        }
    }

    /// A value with its path from the file's folder.
    fn placed(&self, takes: Takes, value: String) -> OsString {
        let is_path = match takes {
            Takes::Path | Takes::Paths => true,
            Takes::Geography => value.to_lowercase().ends_with(".csv"),
            _ => false,
        };
        // The file of the working folder has no folder of its own in its path.
        let folder = self.path.parent().unwrap_or(Path::new(""));
        if is_path { folder.join(value).into() } else { value.into() }
    }

    fn remedy(&self, at: usize) -> &'static str {
        let line = self.text.lines().nth(self.line(at) - 1);
        if line.is_some_and(|line| line.contains('\\')) { PATHS } else { LINE }
    }

    fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }

    fn fault(&self, at: usize, problem: &str, remedy: &str) -> Error {
        Error::Settings {
            file: self.path.to_owned(),
            line: self.line(at),
            problem: problem.to_owned(),
            remedy: remedy.to_owned(),
        }
    }
}

/// What an option expects, where it was given a value that is none; that another option is missing is said later.
fn expected(error: &clap::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::InvalidValue => match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(values)) => Some(format!("expected {}", values.join(" or "))),
            _ => Some("expected another value".to_owned()),
        },
        ErrorKind::ValueValidation => std::error::Error::source(error).map(ToString::to_string),
        _ => None,
    }
}

/// A value with its type, as a message says it.
fn typed(value: &Value) -> String {
    match value {
        Value::String(text) => format!("the text \"{text}\""),
        Value::Integer(_) | Value::Float(_) => format!("the number {value}"),
        Value::Boolean(_) => format!("{value}"),
        Value::Datetime(date) => format!("the date {date}"),
        Value::Array(values) if values.iter().all(Value::is_str) => "a list of texts".to_owned(),
        Value::Array(_) => "a list with something else than texts".to_owned(),
        Value::Table(_) => "a table".to_owned(),
    }
}
