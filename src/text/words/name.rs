//! PCN names for print: published in capitals, set as a reader would write them.

use serde::Serialize;

use crate::text::Text;

/// Capitals that stay: abbreviations in common use, and those that PCNs use of themselves.
const KEPT: &[&str] = &[
    "PCN", "NHS", "GP", "CIC", "ASOP", "FABB", "GOSK", "HIPC", "IGPC", "LOCC", "PCCO", "SAPA", "TABA",
    "TASC", "WACA",
];
/// Words that stay small inside a name.
const SMALL: &[&str] = &[
    "and", "of", "the", "in", "on", "upon", "by", "at", "for", "to", "with", "le", "de", "la", "cum", "under",
];
/// Short words that are words, not abbreviations.
const SHORT: &[&str] = &[
    "AIR", "AN", "ASH", "BAR", "BAY", "BE", "BOW", "BOX", "CAM", "DON", "DR", "ELM", "ELY", "END", "EXE",
    "EYE", "FEN", "GO", "HAM", "HAY", "HUB", "IS", "IT", "LEA", "LEE", "LTD", "LYE", "MID", "MY", "NEW",
    "OAK", "OLD", "ONE", "OUR", "OX", "RED", "RYE", "SEA", "SID", "SIX", "SKY", "ST", "TEN", "TOP", "TWO",
    "UP", "USK", "WAY", "WEY", "WYE", "YEO",
];

/// A name as printed; its digits are no figures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// A published name as a reader would write it.
    pub fn readable(published: &str) -> Self {
        Self(readable(published))
    }

    /// The name in text for a page.
    pub fn printed(&self) -> Text {
        Text::name(&self.0)
    }

    /// The name in text where it goes without saying that it is a PCN's.
    pub fn without_pcn(&self) -> Text {
        Text::name(self.0.strip_suffix(" PCN").unwrap_or(&self.0))
    }

    /// Whether two published names say the same: case, punctuation, `&` and the letters PCN aside.
    pub fn same(one: &str, other: &str) -> bool {
        said(one) == said(other)
    }

    /// The name in data.
    pub fn plain(&self) -> &str {
        &self.0
    }
}

/// The letters and digits of a name that tell it from others.
fn said(published: &str) -> String {
    let spelt = published.to_uppercase().replace('&', " AND ").replace("PRIMARY CARE NETWORK", " ");
    let words =
        spelt.split(|c: char| !c.is_alphanumeric()).filter(|word| !matches!(*word, "PCN" | "AND" | "THE"));
    words.collect()
}

/// A name in capitals as a reader would write it; a name that has words in small letters already stays as published.
///
/// An abbreviation keeps its capitals: a listed one, one alone in brackets, one whose letters begin the words in
/// brackets beside it, and any word without a vowel or of three letters that is not a common word.
fn readable(published: &str) -> String {
    let curly = published.trim().replace('\'', "’");
    let trimmed = curly.as_str();
    let written = |word: &str| word.contains(char::is_lowercase) && !SMALL.contains(&word);
    if trimmed.split_whitespace().any(written) {
        let words =
            trimmed.split_whitespace().map(|word| if is_loud(word) { set(word, 0) } else { word.to_owned() });
        return words.collect::<Vec<_>>().join(" ");
    }
    let words: Vec<&str> = trimmed.split_whitespace().collect();
    let set = words
        .iter()
        .enumerate()
        .map(|(at, word)| if initials(&words, at) { (*word).to_owned() } else { set(word, at) });
    set.collect::<Vec<_>>().join(" ")
}

/// Whether a word spells the first letters of the words in brackets after it.
fn initials(words: &[&str], at: usize) -> bool {
    let rest = &words[at + 1..];
    let Some(end) = rest.iter().position(|w| w.ends_with(')')) else {
        return false;
    };
    let spelt: String =
        rest[..=end].iter().filter_map(|w| w.trim_start_matches('(').chars().next()).collect();
    rest.first().is_some_and(|w| w.starts_with('(')) && end > 0 && spelt == *words.get(at).unwrap_or(&"")
}

/// Whether a word in brackets is five capitals or more: most often a place; an abbreviation stands without its brackets.
fn is_loud(word: &str) -> bool {
    let inside = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.is_some_and(|inside| inside.len() >= 5 && inside.chars().all(|c| c.is_ascii_uppercase()))
}

/// One word between spaces, part by part: `ST.`, `STOKE-ON-TRENT`, `(WREN)`.
fn set(word: &str, at: usize) -> String {
    if word.starts_with('(') && word.ends_with(')') && word.len() <= 9 && !is_loud(word) {
        return word.to_owned();
    }
    if is_loud(word) && !word.contains(['A', 'E', 'I', 'O', 'U', 'Y']) {
        return word.trim_matches(['(', ')']).to_owned();
    }
    let mut text = String::with_capacity(word.len());
    let mut part = String::new();
    let mut first = at == 0;
    for c in word.chars() {
        if c.is_alphanumeric() || matches!(c, '\'' | '’') {
            part.push(c);
        } else {
            text.push_str(&piece(&part, first));
            first = first && part.is_empty();
            part.clear();
            text.push(c);
        }
    }
    text + &piece(&part, first)
}

/// One run of letters.
fn piece(part: &str, first: bool) -> String {
    let small = part.to_lowercase();
    if SMALL.contains(&small.as_str()) && !first {
        return small;
    }
    if KEPT.contains(&part) || is_abbreviation(part) {
        return part.to_owned();
    }
    let mut letters = small.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// Whether a run of capitals is more likely an abbreviation than a word.
fn is_abbreviation(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let vowelless = !part.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    let ordinary = SHORT.contains(&part) || SMALL.contains(&part.to_lowercase().as_str());
    let digits = part.chars().any(|c| c.is_ascii_digit());
    !ordinary && !part.contains(['\'', '’']) && (vowelless || (letters <= 3 && !digits)) && letters > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_a_readable_name() {
        for (published, printed) in [
            ("GREAT YARMOUTH & NORTHERN VILLAGES PCN", "Great Yarmouth & Northern Villages PCN"),
            ("WYRE RURAL EXTENDED NEIGHBOURHOOD (WREN) PCN", "Wyre Rural Extended Neighbourhood (WREN) PCN"),
            ("HIPC (HOLISTIC PATIENT CENTRED CARE) PCN", "HIPC (Holistic Patient Centred Care) PCN"),
            ("ABCD (ALPHA BETA CITY DELTA) PCN", "ABCD (Alpha Beta City Delta) PCN"),
            ("WF NETWORK OF INDEPENDENT PRACTICES PCN", "WF Network of Independent Practices PCN"),
            ("STOKE-ON-TRENT CENTRAL PCN", "Stoke-on-Trent Central PCN"),
            ("ST. JAMES'S AND THE VALLEYS PCN", "St. James’s and the Valleys PCN"),
            ("HONITON/OTTERY/SID VALLEY (HOSMS) PCN", "Honiton/Ottery/Sid Valley (Hosms) PCN"),
            ("THE LAKES PCN", "The Lakes PCN"),
            ("AFFINITY (BNSSG) PCN", "Affinity BNSSG PCN"),
            ("PRESTON NORTH and EAST PCN", "Preston North and East PCN"),
            ("BRADFORD CITY 4 PCN", "Bradford City 4 PCN"),
            ("GHH PCN", "GHH PCN"),
        ] {
            assert_eq!(readable(published), printed);
        }
    }

    #[test]
    fn a_name_with_small_letters_stays_as_published() {
        assert_eq!(readable("South Ribble & iCare PCN"), "South Ribble & iCare PCN");
        assert_eq!(readable("North (DEVON) and Co PCN"), "North (Devon) and Co PCN");
        assert_eq!(readable(&readable("THE LAKES PCN")), "The Lakes PCN");
    }
}
