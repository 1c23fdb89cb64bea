//! What is typed in an option, read and refused in plain words.

use std::fmt::Display;
use std::str::FromStr;

/// A number of a range.
fn number<N: Copy + FromStr + PartialOrd + Display>(
    text: &str,
    from: N,
    to: N,
    what: &str,
) -> Result<N, String> {
    let number = text.trim().parse().ok().filter(|number| (&from..=&to).contains(&number));
    number.ok_or_else(|| format!("expected {what} from {from} to {to}"))
}

/// Text of some letters.
fn words(text: &str, most: usize, what: &str) -> Result<String, String> {
    let (text, letters) = (text.trim(), text.trim().chars().count());
    match letters {
        0 => Err(format!("expected {what}")),
        letters if letters > most => {
            Err(format!("expected {what} of at most {most} letters, found {letters}"))
        }
        _ => Ok(text.to_owned()),
    }
}

/// A year.
pub fn year(text: &str) -> Result<i16, String> {
    number(text, 2000, 2100, "a year")
}

/// How many areas side by side.
pub fn jobs(text: &str) -> Result<u16, String> {
    number(text, 1, 256, "a whole number")
}

/// Which made-up England.
pub fn seed(text: &str) -> Result<u64, String> {
    number(text, 0, u64::MAX, "a whole number")
}

/// How long.
pub fn seconds(text: &str) -> Result<u64, String> {
    number(text, 1, 86_400, "a whole number of seconds")
}

/// How much memory.
pub fn megabytes(text: &str) -> Result<u64, String> {
    number(text, 50, 1_000_000, "a whole number of MB")
}

/// A reason, which is printed.
pub fn reason(text: &str) -> Result<String, String> {
    words(text, 300, "a reason")
}

/// Whom to ask.
pub fn contact(text: &str) -> Result<String, String> {
    words(text, 200, "an e-mail address or a team")
}

/// A SHA-256.
pub fn hash(text: &str) -> Result<String, String> {
    let is_hash = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash {
        Ok(text.to_lowercase())
    } else {
        Err("expected a SHA-256: 64 digits and letters from a to f".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_is_refused_in_plain_words() {
        assert_eq!(jobs(" 4 "), Ok(4));
        for text in ["0", "257", "x", "", "-1", "1e3", "99999999999999999999"] {
            assert_eq!(jobs(text).unwrap_err(), "expected a whole number from 1 to 256", "{text}");
        }
        assert_eq!(
            seed("99999999999999999999999").unwrap_err(),
            "expected a whole number from 0 to 18446744073709551615"
        );
        assert_eq!(year("abc").unwrap_err(), "expected a year from 2000 to 2100");
        assert_eq!(reason("  ").unwrap_err(), "expected a reason");
        assert_eq!(
            reason(&"r".repeat(40_000)).unwrap_err(),
            "expected a reason of at most 300 letters, found 40000"
        );
        assert!(hash("00").is_err() && hash(&"0A".repeat(32)).is_ok());
    }
}
