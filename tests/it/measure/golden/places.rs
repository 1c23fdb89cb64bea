//! Places side by side: shares, funnels, many comparisons and peers.

use briefings::measure::comparison::benjamini_hochberg;
use briefings::measure::funnel::{FunnelLimits, RateFunnel};
use briefings::measure::peers::{distances, nearest};
use briefings::measure::quantile::{normal_quantile, t_quantile};
use briefings::measure::rank::percentile;
use briefings::measure::rate::{Provision, pooled_rate};
use briefings::measure::survey::share;

use super::{Answer, Row};
use crate::measure::fixtures::{pcns, table};
use crate::measure::not_shipped::{bonferroni, chi_squared_quantile, holm, share_limits, sizes};

pub fn answer(row: &Row) -> Answer {
    match row.file.as_str() {
        "wilson" => wilson(row),
        "byar" => poisson(row),
        "phe_mean" => mean(row),
        "funnel_proportion" => share_funnel(row),
        "funnel_od" => rate_funnel(row),
        "p_adjust" => adjusted(row),
        _ => peers(row),
    }
}

fn count(row: &Row) -> (f64, f64) {
    let line = table("counts.csv").into_iter().find(|line| line["id"] == row.case).unwrap();
    (line["x"].parse().unwrap(), line["n"].parse().unwrap())
}

fn wilson(row: &Row) -> Answer {
    let (x, n) = count(row);
    let share = share(x, n).unwrap();
    Answer::Value(match row.stat.as_str() {
        "value" => share.value,
        "lower95_0cl" => share.lower.unwrap(),
        "upper95_0cl" => share.upper.unwrap(),
        "lower99_8cl" => share.lower_998.unwrap(),
        "upper99_8cl" => share.upper_998.unwrap(),
        _ => return Answer::Unmatched,
    })
}

/// Exact limits of a count below ten, Byar's above: no figure of ours is a count, but our quantiles must give them.
fn poisson(row: &Row) -> Answer {
    let (x, n) = count(row);
    let p = if row.stat.contains("99_8") { 0.999 } else { 0.975 };
    let byar = |x: f64, z: f64| x * (1.0 - 1.0 / (9.0 * x) + z / (3.0 * x.sqrt())).powi(3);
    let limit = match &row.stat[..5] {
        "value" => x,
        "lower" if x == 0.0 => 0.0,
        "lower" if x < 10.0 => chi_squared_quantile(1.0 - p, 2.0 * x).unwrap() / 2.0,
        "upper" if x < 10.0 => chi_squared_quantile(p, 2.0 * x + 2.0).unwrap() / 2.0,
        "lower" => byar(x, -normal_quantile(p)),
        "upper" => byar(x + 1.0, normal_quantile(p)),
        _ => return Answer::Unmatched,
    };
    Answer::Value(1e4 * limit / n)
}

/// A mean of PCN rates is never ours, but its t interval must come from our quantiles.
fn mean(row: &Row) -> Answer {
    let rates: Vec<f64> =
        pcns("pcn24.csv").iter().filter(|p| p.icb == row.case).map(|p| 1e4 * p.fte / p.patients).collect();
    let n = rates.len() as f64;
    let mean = rates.iter().sum::<f64>() / n;
    let deviation = (rates.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    let reach = t_quantile(0.975, n - 1.0).unwrap() * deviation / n.sqrt();
    Answer::Value(match row.stat.as_str() {
        "value" => mean,
        "lowercl" => mean - reach,
        "uppercl" => mean + reach,
        "stdev" => deviation,
        _ => return Answer::Unmatched,
    })
}

/// The reference draws all counts but the last, in percent.
fn share_funnel(row: &Row) -> Answer {
    let counts: Vec<(f64, f64)> = table("counts.csv")
        .iter()
        .filter(|line| line["id"] != "call")
        .map(|line| (line["x"].parse().unwrap(), line["n"].parse().unwrap()))
        .collect();
    let overall = counts.iter().map(|c| c.0).sum::<f64>() / counts.iter().map(|c| c.1).sum::<f64>();
    let largest = counts.iter().map(|c| c.1).fold(0.0, f64::max);
    let size = sizes(1.1 * largest)[row.case[3..].parse::<usize>().unwrap() - 1];
    let [lower, upper, lower_998, upper_998] = share_limits(overall, size);
    Answer::Value(match row.stat.as_str() {
        "Population" => size,
        "lower_2s_limit" => 100.0 * lower,
        "upper_2s_limit" => 100.0 * upper,
        "lower_3s_limit" => 100.0 * lower_998,
        "upper_3s_limit" => 100.0 * upper_998,
        _ => return Answer::Unmatched,
    })
}

fn rate_funnel(row: &Row) -> Answer {
    let provisions: Vec<Provision> = pcns(&format!("{}.csv", row.case))
        .iter()
        .map(|p| Provision { fte: p.fte, patients: p.patients })
        .collect();
    let funnel = RateFunnel::of(&provisions).unwrap();
    let limits: Option<FunnelLimits> =
        row.part.strip_prefix('L').map(|patients| funnel.limits(patients.parse().unwrap()));
    Answer::Value(match (row.stat.as_str(), limits) {
        ("phi_winsorised", _) => funnel.dispersion,
        ("tau2", _) => funnel.between,
        ("lower95", Some(limits)) => limits.lower,
        ("upper95", Some(limits)) => limits.upper,
        ("lower998", Some(limits)) => limits.lower_998,
        ("upper998", Some(limits)) => limits.upper_998,
        ("phi_pearson_winsorised", _) => pearson(&provisions),
        _ => return Answer::Unmatched,
    })
}

/// The dispersion on Pearson's scale, (F − E)/√E, which our funnel's square-root scale stands in for.
fn pearson(provisions: &[Provision]) -> f64 {
    let overall = pooled_rate(provisions).unwrap();
    let z: Vec<f64> = provisions
        .iter()
        .map(|p| p.patients * overall / 1e4)
        .zip(provisions)
        .map(|(expected, p)| (p.fte - expected) / expected.sqrt())
        .collect();
    let (low, high) = (percentile(&z, 0.1).unwrap(), percentile(&z, 0.9).unwrap());
    z.iter().map(|z| z.clamp(low, high).powi(2)).sum::<f64>() / z.len() as f64
}

fn adjusted(row: &Row) -> Answer {
    let lines = table("pvalues.csv");
    let place = lines.iter().position(|line| line["id"] == row.case).unwrap();
    let p: Vec<f64> = lines.iter().map(|line| line["p"].parse().unwrap()).collect();
    match row.stat.as_str() {
        "BH" => Answer::Value(benjamini_hochberg(&p)[place]),
        "holm" => Answer::Value(holm(&p)[place]),
        "bonferroni" => Answer::Value(bonferroni(&p)[place]),
        _ => Answer::Unmatched,
    }
}

fn peers(row: &Row) -> Answer {
    let lines = table("peers.csv");
    let variables = ["pop_millions", "imd", "pct_18_39", "pct_65_84", "pct_rural", "pct_minority"];
    let rows: Vec<Vec<f64>> =
        lines.iter().map(|line| variables.iter().map(|v| line[*v].parse().unwrap()).collect()).collect();
    let distances = distances(&rows);
    let place = |icb: &str| lines.iter().position(|line| line["icb"] == icb).unwrap();
    Answer::Value(match row.case.split_once('-') {
        Some((one, other)) => distances[place(one)][place(other)],
        None => nearest(&distances, place(&row.case))[0] as f64 + 1.0,
    })
}
