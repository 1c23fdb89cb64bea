//! Text made safe for Typst, in markup and in string literals alike.

use std::fmt::Write;

/// Text as Typst prints it: every risky character as `\u{hex}`.
///
/// The escape means the same in markup and in a string literal, and is an error in code, so that a text in the wrong
/// place is loud and never an injection.
pub fn typst(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        push(&mut safe, before, c, rest.peek().copied());
        before = Some(c);
    }
    safe
}

/// Adds one character, given its neighbours.
fn push(safe: &mut String, before: Option<char>, c: char, after: Option<char>) {
    let inside_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\n' | '\r' | '\t' => safe.push(' '),
        c if c.is_control() => {}
        ' ' => safe.push(' '),
        c if !c.is_ascii() || c.is_ascii_alphanumeric() => safe.push(c),
        ',' | '%' | '&' | '(' | ')' | ';' | '!' | '?' | ':' if before.is_some() => safe.push(c),
        '.' if inside_word(before) && inside_word(after) => safe.push(c),
        c => {
            // Writing to a string cannot fail.
            let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Typst's own rules read back from the escaped text.
    fn unescape(text: &str) -> String {
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("\\u{") {
            plain.push_str(&rest[..at]);
            let end = rest[at..].find('}').unwrap() + at;
            plain.push(char::from_u32(u32::from_str_radix(&rest[at + 3..end], 16).unwrap()).unwrap());
            rest = &rest[end + 1..];
        }
        plain + rest
    }

    const NASTY: &[&str] = &[
        "A#B $ @x",
        "- item",
        "+ item",
        "= H",
        "1. x",
        "/ T: d",
        "// c",
        "/* c */",
        "`raw`",
        "~",
        "<label>",
        "\\",
        "\\u{41}",
        "https://example.org",
        "\"quoted\"",
        "it's",
        "[x]",
        "]",
        "{y}",
        "*bold*",
        "_soft_",
        "#set text(red)",
        "$x^2$",
        "--",
        "...",
        "<< x >>",
        "<% x %>",
        "//% for",
        ":",
        ";",
        "(a)",
        "#(",
        "a.b",
        "a.",
        ".a",
        "3.5",
        "",
        " ",
        "&",
        "%",
        "|",
        "^",
    ];

    #[test]
    fn nasty_text_and_its_pairs_come_back_as_they_were() {
        for a in NASTY {
            for b in NASTY {
                let text = format!("{a}{b}");
                assert_eq!(unescape(&typst(&text)), text);
            }
        }
    }

    #[test]
    fn no_character_with_a_meaning_in_typst_is_left_bare() {
        for text in NASTY {
            let safe = typst(text);
            let bare = safe.replace("\\u{", "").replace('}', "");
            assert!(
                !bare.contains([
                    '#', '$', '@', '*', '_', '`', '<', '>', '[', ']', '\\', '"', '~', '/', '=', '-', '{',
                    '\''
                ]),
                "{safe}"
            );
        }
    }

    #[test]
    fn line_ends_become_spaces_and_control_characters_go() {
        assert_eq!(typst("a\r\nb\tc\u{7}"), "a  b c");
    }

    #[test]
    fn a_full_stop_stays_within_a_number_only() {
        assert_eq!(typst("1. x 0.43"), r"1\u{2e} x 0.43");
    }
}
