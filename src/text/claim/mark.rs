//! Marks in text: which part of it is which claim.
//!
//! A mark is made of noncharacters, which no text of a publication may hold, and is taken out before anything is set.

use super::{Claimed, Of};

/// Before the claim of a number.
const OPEN: char = '\u{FDD0}';
/// Between the claim and the number in print.
const SAYS: char = '\u{FDD1}';
/// After the number.
const CLOSE: char = '\u{FDD2}';
/// Around text whose digits are no figures: names, file names, citations.
const QUOTE: char = '\u{FDD3}';
const UNQUOTE: char = '\u{FDD4}';
/// Between the parts of a claim that a page derived.
const PART: char = '\u{FDD5}';

/// Text that a page prints, without its marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The text as it is set.
    pub plain: String,
    /// The numbers in it, in their order.
    pub printed: Vec<Printed>,
}

/// A number in print.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// What it says: `0.43`.
    pub text: String,
    /// Its place in the registry; none where the page derived it.
    pub claim: Option<u32>,
    /// For a derived number: its value, formula and inputs.
    pub derived: Option<Derived>,
}

/// A number that a page derived.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    /// The value, unrounded.
    pub value: f64,
    /// The formula in words.
    pub formula: String,
    /// The claims that it takes.
    pub from: Vec<u32>,
}

/// A number that is not a claim.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` has a number that is not a claim: {number}")]
pub struct Unclaimed {
    text: String,
    number: String,
}

impl<T: Copy + Into<Wide>> Claimed<T> {
    /// The number in print, marked as what it is.
    pub fn marked(self, text: &str) -> String {
        let claim = match self.of {
            Of::Nothing => String::new(),
            Of::Claim(index) => index.to_string(),
            Of::Derived { formula, from } => {
                let from: Vec<String> = from.iter().flatten().map(u32::to_string).collect();
                let value: Wide = self.value.into();
                format!("{}{PART}{formula}{PART}{}", value.0, from.join(" "))
            }
        };
        format!("{OPEN}{claim}{SAYS}{text}{CLOSE}")
    }
}

/// Any printable number as a float.
pub struct Wide(pub(super) f64);

impl From<f64> for Wide {
    fn from(value: f64) -> Self {
        Self(value)
    }
}

impl From<usize> for Wide {
    fn from(value: usize) -> Self {
        Self(value as f64)
    }
}

/// Text whose digits are no figures.
pub fn quoted(text: &str) -> String {
    format!("{QUOTE}{}{UNQUOTE}", plain(text))
}

/// Whether a character is one that marks are made of.
pub fn is_mark(c: char) -> bool {
    matches!(c, OPEN | SAYS | CLOSE | QUOTE | UNQUOTE | PART)
}

/// Text without its marks.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            OPEN => inside = true,
            SAYS => inside = false,
            CLOSE | QUOTE | UNQUOTE | PART => {}
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// The words of a text between spaces; a number stays whole, and a part of a quotation is one too.
pub fn split(text: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let (mut number, mut quote) = (false, false);
    for c in text.chars() {
        match c {
            OPEN => number = true,
            CLOSE => number = false,
            QUOTE => quote = true,
            UNQUOTE => quote = false,
            _ => {}
        }
        if c.is_whitespace() && !number {
            if quote {
                word.push(UNQUOTE);
            }
            words.push(std::mem::take(&mut word));
            if quote {
                word.push(QUOTE);
            }
        } else {
            word.push(c);
        }
    }
    words.push(word);
    words.retain(|word| !plain(word).is_empty());
    words
}

/// Where in a text its first visible character is; its end where there is none.
pub fn start(text: &str) -> usize {
    match text.chars().next() {
        Some(OPEN) => text.find(SAYS).map_or(text.len(), |at| at + SAYS.len_utf8()),
        Some(QUOTE) => QUOTE.len_utf8(),
        _ => 0,
    }
}

/// Reads a text's marks.
///
/// # Errors
/// Where a number of it is not a claim.
pub fn read(text: &str) -> Result<Reading, Unclaimed> {
    let unclaimed = |number: &str| Unclaimed { text: plain(text), number: number.to_owned() };
    let mut printed = Vec::new();
    let mut bare = String::new();
    let mut rest = text;
    while let Some(at) = rest.find([OPEN, QUOTE]) {
        bare.push_str(&rest[..at]);
        let quote = rest[at..].starts_with(QUOTE);
        let end = if quote { UNQUOTE } else { CLOSE };
        let close = rest[at..].find(end).ok_or_else(|| unclaimed("a mark without an end"))? + at;
        let inner = &rest[at + OPEN.len_utf8()..close];
        if !quote {
            let (claim, says) = inner.split_once(SAYS).ok_or_else(|| unclaimed(inner))?;
            printed.push(number(claim, says).ok_or_else(|| unclaimed(says))?);
        }
        bare.push(' ');
        rest = &rest[close + end.len_utf8()..];
    }
    bare.push_str(rest);
    match loose_number(&bare) {
        Some(number) => Err(unclaimed(&number)),
        None => Ok(Reading { plain: plain(text), printed }),
    }
}

/// A number from its mark; none where it is not registered.
fn number(claim: &str, says: &str) -> Option<Printed> {
    if let Ok(index) = claim.parse() {
        return Some(Printed { text: says.to_owned(), claim: Some(index), derived: None });
    }
    let mut parts = claim.split(PART);
    let value = parts.next()?.parse().ok()?;
    let formula = parts.next()?.to_owned();
    let from = parts.next()?.split(' ').filter_map(|index| index.parse().ok()).collect();
    Some(Printed { text: says.to_owned(), claim: None, derived: Some(Derived { value, formula, from }) })
}

/// Numbers that are words of the subject and no findings.
const FIXED: &[&str] = &[
    "per 10,000",
    "10 in 100",
    "10 points",
    "95% interval",
    "99.8% interval",
    "99.8% limits",
    "95% limits",
    "0.25 FTE below",
    "80% of patients",
    "are 95%",
    "SHA-256",
];

/// The first number in unmarked text that is neither a date, nor part of a code, nor a fixed phrase.
fn loose_number(bare: &str) -> Option<String> {
    let mut text = bare.to_owned();
    for phrase in FIXED {
        text = text.replace(phrase, "");
    }
    let words = text.split(char::is_whitespace);
    let words: Vec<&str> = words.map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let loose = |(at, word): (usize, &&str)| {
        let digits = word.chars().any(char::is_numeric);
        let code = word.starts_with(char::is_alphabetic) && word.chars().all(char::is_alphanumeric);
        let next = words.get(at + 1).copied().unwrap_or_default();
        let rule = matches!((next, words.get(at + 2)), ("is" | "are", Some(&"needed")));
        let date = is_year(word) || (is_month(next) && word.len() <= 2);
        (digits && !code && !date && !rule).then(|| (*word).to_owned())
    };
    words.iter().enumerate().find_map(loose)
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_month(word: &str) -> bool {
    crate::subject::MONTHS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registered_number_is_read_back_and_an_unregistered_one_is_refused() {
        let known: Claimed<f64> = Claimed { value: 0.43, of: Of::Claim(7) };
        let reading = read(&format!("It had {} FTE.", known.marked("0.43"))).unwrap();
        assert_eq!(reading.plain, "It had 0.43 FTE.");
        assert_eq!(reading.printed, [Printed { text: "0.43".to_owned(), claim: Some(7), derived: None }]);
        assert!(read(&Claimed::from(0.43).marked("0.43")).is_err());
    }

    #[test]
    fn what_is_derived_from_no_claim_is_none() {
        let less = Claimed::from(0.3).minus(Claimed { value: 0.1, of: Of::Claim(1) });
        assert!(read(&less.marked("0.2")).is_err());
    }

    #[test]
    fn a_derived_number_keeps_its_formula_and_inputs() {
        let a = Claimed { value: 3.0, of: Of::Claim(1) };
        let b = Claimed { value: 1.5, of: Of::Claim(2) };
        let reading = read(&a.minus(b).marked("1.5")).unwrap();
        let derived = reading.printed[0].derived.clone().unwrap();
        assert_eq!((derived.value, derived.from), (1.5, vec![1, 2]));
        assert_eq!(read(&Claimed::derived(4usize, "places named").marked("4")).unwrap().plain, "4");
    }

    #[test]
    fn a_bare_number_is_refused_and_dates_codes_and_fixed_phrases_are_not() {
        for text in
            ["It had 3 PCNs", "12%", "(1,060)", "about 0.5", "−0.3", "5th? no: 5", "12FTE", "a/12", "½"]
        {
            assert!(read(text).is_err(), "{text}");
        }
        for text in
            ["in March 2022", "31 March 2022", "U00123 and QE1", "FTE per 10,000 patients", "HC3", "none"]
        {
            assert!(read(text).is_ok(), "{text}");
        }
        assert!(read(&format!("{} has none", quoted("Locality 4 PCN"))).is_ok());
    }
}
