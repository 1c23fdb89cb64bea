//! Where PCNs stand in order of need: fractional ranks, fifths and percentiles.

use serde::Serialize;

/// One of five groups of England's PCNs by a need indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fifth {
    /// The fifth of PCNs with most need.
    MostNeed,
    /// The next after the most-need fifth.
    Second,
    /// The fifth in the middle.
    Middle,
    /// The next before the least-need fifth.
    Fourth,
    /// The fifth of PCNs with least need.
    LeastNeed,
}

impl Fifth {
    /// The five, from most to least need.
    pub const ALL: [Fifth; 5] =
        [Fifth::MostNeed, Fifth::Second, Fifth::Middle, Fifth::Fourth, Fifth::LeastNeed];

    /// The identity in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Fifth::MostNeed => "most-need",
            Fifth::Second => "second",
            Fifth::Middle => "middle",
            Fifth::Fourth => "fourth",
            Fifth::LeastNeed => "least-need",
        }
    }

    /// The name in a sentence, after "England's".
    pub fn words(self) -> &'static str {
        match self {
            Fifth::MostNeed => "most-need fifth",
            Fifth::Second => "second-most-need fifth",
            Fifth::Middle => "middle fifth",
            Fifth::Fourth => "second-least-need fifth",
            Fifth::LeastNeed => "least-need fifth",
        }
    }
}

/// The fractional rank of each PCN among patients, from least (0) to most need (1), ties averaged.
///
/// A PCN stands at the share of patients in PCNs with less need, plus half of those with equal need (van Ourti).
/// Both need and patients run over the same PCNs.
pub fn ranks(need: &[f64], patients: &[f64]) -> Vec<f64> {
    let total: f64 = patients.iter().sum();
    let mut ranks = vec![0.0; need.len()];
    let mut below = 0.0;
    for tied in in_order(need).chunk_by(|&a, &b| need[a] == need[b]) {
        let here: f64 = tied.iter().map(|&i| patients[i]).sum();
        for &i in tied {
            ranks[i] = (below + here / 2.0) / total;
        }
        below += here;
    }
    ranks
}

/// The positions of the values from least to greatest, equal values together, first come first within them.
pub fn tied_groups(values: &[f64]) -> Vec<Vec<usize>> {
    in_order(values).chunk_by(|&a, &b| values[a] == values[b]).map(<[usize]>::to_vec).collect()
}

/// The positions of the values from least to greatest.
fn in_order(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    order
}

/// England's PCNs in five groups of equal number by need; a PCN without a value is in none.
///
/// The rule is that of `phe_quantile`: ties share the better rank, so groups may differ by the ties.
pub fn fifths(values: &[Option<f64>]) -> Vec<Option<Fifth>> {
    let mut sorted: Vec<f64> = values.iter().copied().flatten().collect();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    let fifth = |value: f64| {
        // Of n PCNs, this one and those with more or equal rank in reverse: n + 1 - (rank from the top).
        let from_bottom = sorted.partition_point(|&other| other <= value);
        // In whole numbers, so that no rounding of n / 5 moves a PCN across a boundary.
        Fifth::ALL[5 - (5 * from_bottom).div_ceil(n)]
    };
    values.iter().map(|value| value.map(fifth)).collect()
}

/// The value below which a share `p` of the values lie, interpolated as R does by default (type 7).
pub fn percentile(values: &[f64], p: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = p * sorted.len().checked_sub(1)? as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
    let floor = place.floor() as usize;
    let low = *sorted.get(floor)?;
    let high = sorted.get(floor + 1).copied().unwrap_or(low);
    Some(low + (place - place.floor()) * (high - low))
}
