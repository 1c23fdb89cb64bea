//! The fenced blocks of a page.

/// What becomes of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `sh`: run as it is.
    Script,
    /// `console`: each line after `$ ` is run, and what follows it is compared with what it prints.
    Transcript,
    /// `sh not-run`: what needs a compiler, a service or another system.
    NotRun,
    /// Anything else: no commands.
    Other,
}

/// A fenced block.
#[derive(Debug)]
pub struct Block {
    pub kind: Kind,
    /// The line of its fence.
    pub line: usize,
    pub text: String,
}

/// The blocks of a page, in its order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                let kind = match info {
                    "sh" => Kind::Script,
                    "console" => Kind::Transcript,
                    "sh not-run" => Kind::NotRun,
                    _ => Kind::Other,
                };
                open = Some(Block { kind, line: at + 1, text: "\n".to_owned() });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (None, Some(block)) => block.text.push_str(&format!("{line}\n")),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    found
}

impl Block {
    /// Commands, each with the lines that it shows.
    pub fn transcript(&self) -> Vec<(String, Vec<String>)> {
        let mut commands: Vec<(String, Vec<String>)> = Vec::new();
        for line in self.text.lines().filter(|line| !line.is_empty()) {
            match (line.strip_prefix("$ "), commands.last_mut()) {
                (Some(command), _) => commands.push((command.to_owned(), Vec::new())),
                (None, Some((_, shown))) => shown.push(line.to_owned()),
                (None, None) => panic!("a block of console begins with `$ `: {line}"),
            }
        }
        commands
    }
}

/// Whether the lines shown are among those said, in their order; `…` stands for anything.
pub fn assert_shown(shown: &[String], said: &str, at: &str) {
    let mut lines = said.lines();
    for wanted in shown.iter().filter(|line| line.trim() != "…") {
        assert!(
            lines.any(|line| is_like(line, wanted)),
            "{at}: `{wanted}` is not where it should be in:\n{said}"
        );
    }
}

fn is_like(line: &str, wanted: &str) -> bool {
    let mut parts = wanted.trim_end().split('…');
    let Some(mut rest) = parts.next().and_then(|first| line.trim_end().strip_prefix(first)) else {
        return false;
    };
    for part in parts.clone() {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || wanted.trim_end().ends_with('…')
}
