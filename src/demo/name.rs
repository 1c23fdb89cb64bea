//! Invented names for networks and practices, some of them awkward on purpose.

use super::chance::Chance;

const STEMS: [&str; 48] = [
    "ABBER", "ALDREN", "AVEN", "BARROD", "BELVER", "BRAVEN", "BRINDEL", "CALDRE", "CARROW", "CHELVER",
    "CORVEN", "CRANDEL", "DARROW", "DELMER", "DUNSEL", "EASTREN", "ELMSTER", "ENDRED", "FARROD", "FELMER",
    "FENDRE", "GARVEN", "GLENTER", "GORSEL", "HALDREN", "HARVEL", "HESKEL", "INGREN", "KELDER", "KENVER",
    "KIRREN", "LANDREL", "LINVER", "LORREN", "MALVEN", "MERREL", "MORDREN", "NARVEN", "NETTREL", "OLDREN",
    "PENDREL", "RAVEL", "RUDREN", "SELVER", "TARVEN", "THORREL", "WENDREL", "YARREN",
];

const ENDINGS: [&str; 30] = [
    "BECK", "BOURNE", "BRIDGE", "BURY", "BY", "COMBE", "COTE", "DALE", "DEN", "DITCH", "FIELD", "FORD",
    "GATE", "GRAVE", "HAM", "HOLME", "HURST", "LEIGH", "LOW", "MERE", "MINSTER", "MOUTH", "SHAW", "STEAD",
    "STOKE", "THORPE", "TON", "WELL", "WICK", "WORTH",
];

const KINDS: [&str; 9] = [
    "SURGERY",
    "MEDICAL CENTRE",
    "HEALTH CENTRE",
    "FAMILY PRACTICE",
    "GROUP PRACTICE",
    "MEDICAL PRACTICE",
    "HOUSE SURGERY",
    "ROAD SURGERY",
    "MEDICAL GROUP",
];

/// Names that break a page, a join or a decoder if they are not handled with care.
const AWKWARD_NETWORKS: [&str; 9] = [
    "GLENTERBY & FARRODTON PCN",
    "NETWORK #4 PCN",
    "HARBOUR_WEST PCN",
    "CARE@KELDERMOUTH PCN",
    "O'DARROW'S BRIDGE PCN",
    "CALDREMERE, DUNSELTON, FARRODBY AND LINVERDALE PCN",
    "THE ASSOCIATED PRACTICES OF UPPER AND LOWER WENDRELCOMBE WITH THE YARRENTHORPE VALLEYS AND THE SELVERHOLME COASTAL \
     VILLAGES PRIMARY CARE NETWORK",
    "TŴR KIRREN PCN",
    "50% BETTER $ [HEALTH] <NORTH> PCN",
];

const AWKWARD_PRACTICES: [&str; 7] = [
    "DR O'VARREN & PARTNERS",
    "SURGERY #2",
    "THE_OLD_DAIRY HEALTH CENTRE",
    "DOCTORS@THE QUAY",
    "MERRELHAM, MERRELTON & MERRELWICK SURGERIES",
    "MEDDYGFA'R TŴR SURGERY",
    "THE VERY REVEREND AUGUSTUS PENDRELBURY MEMORIAL HEALTH AND WELLBEING CENTRE INCORPORATING THE OLD SCHOOL SURGERY",
];

/// One awkward name in so many, from the second on.
const EVERY: usize = 13;

/// A town that is nowhere; equal numbers give equal towns, and the first 1,440 differ.
fn town(number: usize) -> String {
    let mixed = (number * 617) % (STEMS.len() * ENDINGS.len());
    format!("{}{}", STEMS[mixed % STEMS.len()], ENDINGS[mixed / STEMS.len()])
}

/// The name of the network with this number.
pub(super) fn network(number: usize, chance: &mut Chance) -> String {
    if number % EVERY == 1 && number / EVERY < AWKWARD_NETWORKS.len() {
        return AWKWARD_NETWORKS[number / EVERY].to_owned();
    }
    let town = town(number);
    match chance.below(12) {
        0 => format!("{town} & DISTRICT PCN"),
        1 => format!("NORTH {town} PCN"),
        2 => format!("{town} SOUTH PCN"),
        3 => format!("{town} HEALTH PCN"),
        4 => format!("GREATER {town} PCN"),
        _ => format!("{town} PCN"),
    }
}

/// The name of the practice with this number.
pub(super) fn practice(number: usize, chance: &mut Chance) -> String {
    if number % EVERY == 2 && number / EVERY < AWKWARD_PRACTICES.len() {
        return AWKWARD_PRACTICES[number / EVERY].to_owned();
    }
    let town = town(number / 3 + chance.below(5));
    match chance.below(10) {
        0 => format!("THE {town} {}", chance.pick(&KINDS)),
        1 => format!("DR {town} AND PARTNERS"),
        _ => format!("{town} {}", chance.pick(&KINDS)),
    }
}

/// A name with capitals at the start of words only, as the deprivation files print it.
pub(super) fn title_case(name: &str) -> String {
    let mut start = true;
    let shown = name.chars().map(|letter| {
        let shown = if start { letter } else { lower(letter) };
        start = !(letter.is_alphanumeric() || letter == '\'');
        shown
    });
    shown.collect()
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// A name for files from before letters outside Windows-1252 were published.
pub(super) fn plain(name: &str) -> String {
    name.replace('Ŵ', "W")
}
