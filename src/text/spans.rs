//! Texts: words, names and figures in a row.
//!
//! A literal of the program is words, and may speak of “10 points” or of “95% limits”. What comes from data is a name,
//! or a [`Figure`]: no other number can get into a [`Text`].

use std::borrow::Cow;
use std::fmt;

use super::claim::{Claimed, Origin, Value};

/// A number in print, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it says: `0.43`, `less than 0.1%`.
    pub print: String,
    /// Its value, unrounded.
    pub value: f64,
    /// Where it comes from.
    pub origin: Origin,
}

impl Figure {
    /// A claim, printed as the rule for its kind has it.
    pub fn of<T: Value>(claimed: Claimed<T>, print: String) -> Self {
        Self { print, value: claimed.value.value(), origin: claimed.origin }
    }
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// The program's own words.
    Words(Cow<'static, str>),
    /// What data or the user call something; its digits are no figures.
    Name(String),
    /// A figure.
    Figure(Figure),
}

impl Span {
    /// What it says.
    pub fn print(&self) -> &str {
        match self {
            Self::Words(words) => words,
            Self::Name(name) => name,
            Self::Figure(figure) => &figure.print,
        }
    }
}

/// A text that will be printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    pub(super) spans: Vec<Span>,
}

/// A figure that is in no registry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` has a number that is not a claim: {number}")]
pub struct Unclaimed {
    text: String,
    number: String,
}

/// Words with gaps, and what fills them: `text!("It had {} in {}.", number::count(pcns), census)`.
#[macro_export]
macro_rules! text {
    ($words:literal $(, $part:expr)* $(,)?) => {{
        const PARTS: &[&str] = &[$(stringify!($part)),*];
        const { assert!($crate::text::spans::gaps($words) == PARTS.len(), "a gap for each part, a part for each gap") };
        $crate::text::Text::fill($words, [$($crate::text::Text::from($part)),*])
    }};
}

/// How many gaps `{}` words have.
pub const fn gaps(words: &str) -> usize {
    let (bytes, mut at, mut gaps) = (words.as_bytes(), 0, 0);
    while at + 1 < bytes.len() {
        if bytes[at] == b'{' && bytes[at + 1] == b'}' {
            gaps += 1;
        }
        at += 1;
    }
    gaps
}

impl Text {
    /// What data or the user call something; its digits are no figures.
    pub fn name(name: impl Into<String>) -> Self {
        Self { spans: vec![Span::Name(name.into())] }
    }

    /// Fills the gaps of words in their order; [`text!`](crate::text!) has as many parts as gaps.
    pub fn fill(words: &'static str, parts: impl IntoIterator<Item = Self>) -> Self {
        let mut between = words.split("{}");
        let mut text = Self::from(between.next().unwrap_or(""));
        for (part, words) in parts.into_iter().zip(between) {
            text.push(part);
            text.push(words);
        }
        text
    }

    /// Texts in a row, with words between each two.
    pub fn join(texts: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        let mut joined = Self::default();
        for (at, text) in texts.into_iter().enumerate() {
            if at > 0 {
                joined.push(between);
            }
            joined.push(text);
        }
        joined
    }

    /// Adds a text at the end.
    pub fn push(&mut self, more: impl Into<Self>) {
        for span in more.into().spans {
            match (self.spans.last_mut(), span) {
                (Some(Span::Words(words)), Span::Words(more)) => words.to_mut().push_str(&more),
                (_, span) => self.spans.push(span),
            }
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.print().is_empty())
    }

    /// Its parts.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// What it says.
    pub fn plain(&self) -> String {
        self.spans.iter().map(Span::print).collect()
    }

    /// The figures in it, in their order.
    ///
    /// # Errors
    /// Where one is not in the registry.
    pub fn figures(&self) -> Result<Vec<&Figure>, Unclaimed> {
        let figures = self.spans.iter().filter_map(|span| match span {
            Span::Figure(figure) => Some(figure),
            Span::Words(_) | Span::Name(_) => None,
        });
        figures
            .map(|figure| match figure.origin {
                Origin::Unregistered => Err(Unclaimed { text: self.plain(), number: figure.print.clone() }),
                Origin::Claim(_) | Origin::Derived(_) => Ok(figure),
            })
            .collect()
    }

    /// The same with each character of it replaced.
    pub fn map(&self, replaced: &dyn Fn(char) -> char) -> Self {
        let all = |text: &str| text.chars().map(replaced).collect::<String>();
        let span = |span: &Span| match span {
            Span::Words(words) => Span::Words(all(words).into()),
            Span::Name(name) => Span::Name(all(name)),
            Span::Figure(figure) => Span::Figure(Figure { print: all(&figure.print), ..figure.clone() }),
        };
        Self { spans: self.spans.iter().map(span).collect() }
    }

    /// The first letter made a capital; a figure or a name at the start stays as it is.
    pub fn capital(mut self) -> Self {
        if let Some(Span::Words(words)) = self.spans.first_mut() {
            let mut letters = words.chars();
            let first = letters.next().map(char::to_uppercase).into_iter().flatten();
            *words = first.chain(letters).collect::<String>().into();
        }
        self
    }

    /// Its parts between spaces; a figure stays whole.
    pub fn words(&self) -> Vec<Self> {
        let mut words = vec![Self::default()];
        for span in &self.spans {
            let mut pieces = match span {
                Span::Figure(_) => vec![span.clone()],
                Span::Words(text) => {
                    text.split(char::is_whitespace).map(|w| Span::Words(w.to_owned().into())).collect()
                }
                Span::Name(name) => {
                    name.split(char::is_whitespace).map(|w| Span::Name(w.to_owned())).collect()
                }
            }
            .into_iter();
            if let (Some(word), Some(first)) = (words.last_mut(), pieces.next()) {
                word.push(Self { spans: vec![first] });
            }
            words.extend(pieces.map(|piece| Self { spans: vec![piece] }));
        }
        words.retain(|word| !word.is_empty());
        words
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans.iter().try_for_each(|span| f.write_str(span.print()))
    }
}

/// A text is what it says, wherever it is written as data.
impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(print: &str) -> Figure {
        Figure::of(Claimed::derived(4usize, "places named"), print.to_owned())
    }

    #[test]
    fn gaps_are_filled_in_their_order() {
        let text = text!("{} of {} in {}.", figure("3"), figure("4"), Text::name("Locality 4"));
        assert_eq!(text.plain(), "3 of 4 in Locality 4.");
        assert_eq!(text.figures().unwrap().len(), 2);
        assert_eq!(text!("none"), Text::from("none"));
    }

    #[test]
    fn a_figure_that_is_not_registered_is_refused() {
        let text = text!("It had {} FTE.", Figure::of(Claimed::from(0.43), "0.43".to_owned()));
        assert_eq!(
            text.figures().unwrap_err().to_string(),
            "`It had 0.43 FTE.` has a number that is not a claim: 0.43"
        );
    }

    #[test]
    fn a_text_is_cut_between_words_and_a_figure_stays_whole() {
        let text = text!("{} than {}, or so", "more", figure("less than 0.1%"));
        let words: Vec<String> = text.words().iter().map(Text::plain).collect();
        assert_eq!(words, ["more", "than", "less than 0.1%,", "or", "so"]);
    }

    #[test]
    fn a_capital_is_for_words() {
        assert_eq!(text!("lack of {}", "support").capital().plain(), "Lack of support");
        assert_eq!(Text::default().capital().plain(), "");
    }

    #[test]
    fn joined_texts_keep_their_figures() {
        let joined = Text::join([figure("1").into(), figure("2").into()], ", ");
        assert_eq!((joined.plain(), joined.figures().unwrap().len()), ("1, 2".to_owned(), 2));
    }
}
