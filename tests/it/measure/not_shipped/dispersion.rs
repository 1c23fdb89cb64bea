//! How far groups or PCNs lie apart whatever their order: the mean log deviation and the between-group variance.
//!
//! For groups of a survey.

/// A group, or one PCN.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Its people, or registered patients, above zero.
    pub people: f64,
    /// Its value: a share, or a rate in any unit.
    pub value: f64,
    /// The standard error of the value, in the same unit; zero where the value is known.
    pub standard_error: f64,
}

/// The between-group variance, with the standard error that the groups' own errors give it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BetweenGroups {
    /// The variance of the groups' values, in the square of their unit.
    pub variance: f64,
    /// Its standard error, in the same unit.
    pub standard_error: f64,
}

/// The mean of ln(overall value / group value), weighted by people: Theil's second measure (Shorrocks, Econometrica
/// 1980;48:613–25).
///
/// None without people, and where any value is zero or below, which would make it infinite.
pub fn mean_log_deviation(groups: &[Group]) -> Option<f64> {
    let overall = overall(groups)?;
    let terms = shares(groups).map(|(share, group)| share * (overall / group.value).ln());
    groups.iter().all(|g| g.value > 0.0).then(|| terms.sum::<f64>().max(0.0))
}

/// The variance of group values around the overall value, weighted by people (Harper and Lynch, Methods for Measuring
/// Cancer Disparities, National Cancer Institute, 2005); none without people.
///
/// The standard error is that of a quadratic form of independent normal values, the shares of people fixed.
pub fn between_group_variance(groups: &[Group]) -> Option<BetweenGroups> {
    let overall = overall(groups)?;
    let (mut variance, mut of_variance) = (0.0, 0.0);
    for (share, group) in shares(groups) {
        let (apart, error) = (group.value - overall, group.standard_error * group.standard_error);
        variance += share * apart * apart;
        of_variance += 4.0 * (share * apart) * (share * apart) * error;
        // The squares of the matrix diag(share) − share·shareᵀ, each with the two variances that meet in it.
        of_variance += 2.0 * (share * (1.0 - share) * error) * (share * (1.0 - share) * error);
        of_variance -= 2.0 * (share * share * error) * (share * share * error);
    }
    let common: f64 = shares(groups).map(|(s, g)| (s * g.standard_error) * (s * g.standard_error)).sum();
    of_variance += 2.0 * common * common;
    Some(BetweenGroups { variance, standard_error: of_variance.max(0.0).sqrt() })
}

/// The value of all groups together; none without people.
fn overall(groups: &[Group]) -> Option<f64> {
    let mean: f64 = shares(groups).map(|(share, group)| share * group.value).sum();
    (!groups.is_empty() && mean.is_finite()).then_some(mean)
}

/// Each group with its share of all people.
fn shares(groups: &[Group]) -> impl Iterator<Item = (f64, &Group)> {
    let people: f64 = groups.iter().map(|g| g.people).sum();
    groups.iter().map(move |group| (group.people / people, group))
}
