//! A Rust file as words and signs, which is as much of the language as the rules of the house need.

/// A word, a sign, a string or a character, with the line that it begins in.
#[derive(Clone, Copy)]
pub struct Token<'a> {
    pub text: &'a str,
    pub line: usize,
}

impl Token<'_> {
    pub fn is_word(&self) -> bool {
        self.text.starts_with(of_a_word)
    }
}

fn of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Everything of a file but comments and its modules of tests.
pub fn tokens(code: &str) -> Vec<Token<'_>> {
    let (mut found, mut rest, mut line) = (Vec::new(), code, 1);
    while !rest.is_empty() {
        let (text, after) = rest.split_at(length(rest));
        if !text.starts_with(char::is_whitespace) && !text.starts_with("//") && !text.starts_with("/*") {
            found.push(Token { text, line });
        }
        line += text.matches('\n').count();
        rest = after;
    }
    without_tests(&found)
}

/// How many bytes the first token takes.
fn length(rest: &str) -> usize {
    let until =
        |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until("*/", 2);
    }
    if let Some(raw) = rest.strip_prefix("br").or(rest.strip_prefix('r')) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            return until(&format!("\"{}", "#".repeat(hashes)), rest.len() - raw.len() + hashes + 1);
        }
    }
    match rest.chars().next() {
        Some('"') => quoted(rest),
        Some('\'') if rest[1..].starts_with('\\') => until("'", 3),
        // A character, or else the sign of a lifetime.
        Some('\'') => {
            let mut chars = rest.char_indices().skip(2);
            chars.next().filter(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1)
        }
        Some(c) if of_a_word(c) => rest.find(|c| !of_a_word(c)).unwrap_or(rest.len()),
        _ if ["::", "->", "=>"].iter().any(|sign| rest.starts_with(sign)) => 2,
        Some(c) => c.len_utf8(),
        None => 0,
    }
}

/// How many bytes a string takes, from its first quotation mark.
fn quoted(rest: &str) -> usize {
    let mut escaped = true;
    for (at, c) in rest.char_indices() {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// Where the bracket that opens at a token closes.
pub fn closing(tokens: &[Token<'_>], open: usize) -> usize {
    let (opens, closes) = (
        tokens[open].text,
        match tokens[open].text {
            "(" => ")",
            "[" => "]",
            _ => "}",
        },
    );
    let mut deep = 0;
    for (k, token) in tokens.iter().enumerate().skip(open) {
        deep += i32::from(token.text == opens) - i32::from(token.text == closes);
        if deep == 0 {
            return k;
        }
    }
    tokens.len() - 1
}

fn without_tests<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    const TESTS: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let mut end = at;
        if tokens[at..].iter().map(|token| token.text).take(TESTS.len()).eq(TESTS) {
            while tokens[end].text == "#" {
                end = closing(tokens, end + 1) + 1;
            }
        }
        if end > at && tokens[end].text == "mod" && tokens[end + 2].text == "{" {
            at = closing(tokens, end + 2) + 1;
        } else {
            kept.push(tokens[at]);
            at += 1;
        }
    }
    kept
}

#[test]
fn strings_comments_and_tests_are_no_code() {
    let code = "use a::b; // use c::d;\nlet s = \"use \\\" e\"; let c = '\\''; let r = r#\"use \"f\"#; let l: &'a str;\n\
                #[cfg(test)] #[expect(x)] mod tests { use super::g; }";
    let words: Vec<&str> = tokens(code).into_iter().filter(Token::is_word).map(|token| token.text).collect();
    assert_eq!(
        words,
        ["use", "a", "b", "let", "s", "let", "c", "let", "r", "r#\"use \"f\"#", "let", "l", "a", "str"]
    );
}
