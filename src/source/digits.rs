//! Numbers as text: which are numbers, and which were damaged by a spreadsheet or written in another country.

/// A finite number with all its digits: `1.2E+04` was 12,345 before a spreadsheet shortened it.
pub fn number(text: &str) -> Option<f64> {
    let value: f64 = text.parse().ok()?;
    (value.is_finite() && !text.contains(['e', 'E'])).then_some(value)
}

/// The same for a table of the user's own, where a program wrote `1e-09` for a number next to nothing.
pub fn any_number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// `1,234,567.8` without its commas; none where it has none or they do not part thousands.
pub fn without_thousands(text: &str) -> Option<String> {
    let (whole, rest) = text.split_once('.').map_or((text, ""), |(whole, rest)| (whole, rest));
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && !group.starts_with('0'));
    let parts = first && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
    (parts && text.contains(',') && !rest.contains(',')).then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_part_thousands_or_are_no_number() {
        assert_eq!(without_thousands("1,234,567.5").as_deref(), Some("1234567.5"));
        assert_eq!(without_thousands("-12,000").as_deref(), Some("-12000"));
        for text in ["0,8", "0,853", "1,23", "12,3456", "1,2,3", "1.2,345", ",5", "", "12"] {
            assert_eq!(without_thousands(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_has_all_its_digits() {
        assert_eq!((number("-12.5"), number("0")), (Some(-12.5), Some(0.0)));
        for text in ["1,200", "8.5E+05", "1e3", "", "inf", "NaN", "12 000", "1O"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
