//! What a text can be made of: words of the program, figures, months, days and codes; no other string, and no number.

use jiff::civil::Date;

use super::spans::{Figure, Span, Text};
use crate::subject::{Census, IcbCode, PcnCode, day_in_words};

impl From<&'static str> for Text {
    fn from(words: &'static str) -> Self {
        Self { spans: if words.is_empty() { Vec::new() } else { vec![Span::Words(words.into())] } }
    }
}

impl From<Figure> for Text {
    fn from(figure: Figure) -> Self {
        Self { spans: vec![Span::Figure(figure)] }
    }
}

impl From<&Text> for Text {
    fn from(text: &Text) -> Self {
        text.clone()
    }
}

/// A month in words: `March 2022`.
impl From<Census> for Text {
    fn from(census: Census) -> Self {
        Self::name(census.words())
    }
}

impl From<&Census> for Text {
    fn from(census: &Census) -> Self {
        (*census).into()
    }
}

/// A day in words: `31 March 2022`.
impl From<Date> for Text {
    fn from(day: Date) -> Self {
        Self::name(day_in_words(day))
    }
}

impl From<&PcnCode> for Text {
    fn from(code: &PcnCode) -> Self {
        Self::name(code.as_str())
    }
}

impl From<&IcbCode> for Text {
    fn from(code: &IcbCode) -> Self {
        Self::name(code.as_str())
    }
}
