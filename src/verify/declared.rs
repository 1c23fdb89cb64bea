//! What a PDF says of itself, in the XMP packet that PDF/A leaves uncompressed.

use serde::Serialize;

use crate::subject::digest::FINGERPRINT_DIGITS;

/// What a document of this program says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Declared {
    /// Its title.
    pub title: String,
    /// The program and its version.
    pub program: String,
    /// Words to find it by: marks, the area's name and code, the edition, the start of the fingerprint.
    pub keywords: String,
    /// The first digits of the fingerprint; none where it gives none.
    pub inputs: Option<String>,
    /// Whether it says that it is a draft, and which marks it has.
    pub marks: Vec<&'static str>,
}

/// The keywords of documents that are no finding, or not signed off, with the words for it.
pub const MARKS: [(&str, &str); 3] =
    [("Draft", "draft"), ("Illustrative data", "illustrative"), ("Synthetic data", "synthetic")];

/// The program's name as documents give it.
const PROGRAM: &str = "Link worker briefings ";

/// What the last packet of this program in a file says; none where there is none.
pub fn declared(pdf: &[u8]) -> Option<Declared> {
    let mut rest = pdf;
    let mut last = None;
    while let Some(start) = find(rest, b"<x:xmpmeta") {
        let packet = &rest[start..];
        let end = find(packet, b"</x:xmpmeta>")?;
        last = read(&String::from_utf8_lossy(&packet[..end])).or(last);
        rest = &packet[end..];
    }
    last
}

/// Whether the bytes end as a PDF does, once: each later change appends an end of its own.
pub fn ends(pdf: &[u8]) -> usize {
    let mut rest = pdf;
    let mut count = 0;
    while let Some(at) = find(rest, b"%%EOF") {
        count += 1;
        rest = &rest[at + 5..];
    }
    count
}

fn read(packet: &str) -> Option<Declared> {
    let program = element(packet, "xmp:CreatorTool").filter(|tool| tool.starts_with(PROGRAM))?;
    let keywords = element(packet, "pdf:Keywords").unwrap_or_default(); // says nothing of itself
    let first = keywords.split(", ").take(MARKS.len());
    let marks = first.filter_map(|word| MARKS.iter().find(|(key, _)| *key == word)).map(|(_, mark)| *mark);
    let inputs = keywords.rsplit(", ").find_map(|word| word.strip_prefix("inputs "));
    Some(Declared {
        title: element(packet, "dc:title").unwrap_or_default(), // is then not the title
        inputs: inputs.filter(|digits| digits.len() == FINGERPRINT_DIGITS).map(str::to_owned),
        marks: marks.collect(),
        program,
        keywords,
    })
}

/// The text of the first element of a name, without the elements inside it.
fn element(packet: &str, name: &str) -> Option<String> {
    let (_, after) = packet.split_once(&format!("<{name}"))?;
    let (_, inside) = after.split_once('>')?;
    let (inside, _) = inside.split_once(&format!("</{name}>"))?;
    let mut text = String::new();
    for (at, part) in inside.split('<').enumerate() {
        text.push_str(if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    Some(unescaped(text.trim()))
}

fn unescaped(text: &str) -> String {
    const ENTITIES: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: &str = "<x:xmpmeta><dc:title><rdf:Alt><rdf:li xml:lang=\"x\">A &amp; B: May 2025</rdf:li></rdf:Alt>\
        </dc:title><pdf:Keywords>Synthetic data, a, NHS C, D and E, QE1, inputs 0123abcd</pdf:Keywords>\
        <xmp:CreatorTool>Link worker briefings 0.1.0</xmp:CreatorTool></x:xmpmeta>";

    #[test]
    fn a_packet_says_title_program_inputs_and_marks() {
        let found = declared(PACKET.as_bytes()).unwrap();
        assert_eq!(
            (found.title.as_str(), found.program.as_str()),
            ("A & B: May 2025", "Link worker briefings 0.1.0")
        );
        assert_eq!(
            (found.inputs.as_deref(), found.marks.as_slice()),
            (Some("0123abcd"), ["synthetic"].as_slice())
        );
    }

    #[test]
    fn packets_of_others_and_broken_ones_say_nothing() {
        let other = PACKET.replace("Link worker briefings", "Some editor");
        assert_eq!(declared(other.as_bytes()), None);
        let both = format!("{PACKET}{other}");
        assert!(declared(both.as_bytes()).is_some(), "a picture inside may have a packet of its own");
        for cut in 0..PACKET.len() - 1 {
            assert_eq!(declared(&PACKET.as_bytes()[..cut]), None, "cut at {cut}");
        }
        assert_eq!(declared(b"\xff<x:xmpmeta\xfe</x:xmpmeta>"), None);
    }
}
