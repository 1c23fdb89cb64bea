//! Trials as tables in Markdown.

use std::ops::RangeInclusive;

use briefings::measure::Scope;

use crate::data_set::{CONTRASTS, Target, Trial};

const ANY: RangeInclusive<usize> = 0..=usize::MAX;
const FEW: RangeInclusive<usize> = 0..=19;
const SOME: RangeInclusive<usize> = 20..=39;
const MANY: RangeInclusive<usize> = 40..=usize::MAX;

/// The tables' rows: which intervals, of ICBs with how many PCNs.
const ROWS: [(&str, Target, RangeInclusive<usize>); 16] = [
    ("England, `need-slope`", Target::EnglandSlope, ANY),
    ("England, `sii`", Target::EnglandIndex, ANY),
    ("England, `need-slope-pooled`", Target::PooledMean, ANY),
    ("ICBs, `need-slope`", Target::IcbSlope, ANY),
    ("– under 20 PCNs", Target::IcbSlope, FEW),
    ("– 20 to 39 PCNs", Target::IcbSlope, SOME),
    ("– 40 PCNs and more", Target::IcbSlope, MANY),
    ("ICBs, `sii`", Target::IcbIndex, ANY),
    ("– under 20 PCNs", Target::IcbIndex, FEW),
    ("– 20 to 39 PCNs", Target::IcbIndex, SOME),
    ("– 40 PCNs and more", Target::IcbIndex, MANY),
    ("ICBs, `need-slope-pooled`", Target::PooledSlope, ANY),
    ("– under 20 PCNs", Target::PooledSlope, FEW),
    ("– 20 to 39 PCNs", Target::PooledSlope, SOME),
    ("– 40 PCNs and more", Target::PooledSlope, MANY),
    ("– true slope in the furthest tenth", Target::FarSlope, ANY),
];

/// One table as Markdown.
pub fn print(data_sets: &[Vec<Trial>]) {
    println!(
        "| estimate | intervals | 95% holds truth | 99.8% holds truth | half-width | RMSE | mean error |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (name, target, pcns) in ROWS {
        let wanted = |trial: &&Trial| trial.target == target && pcns.contains(&trial.pcns);
        let rows: Vec<Vec<&Trial>> =
            data_sets.iter().map(|trials| trials.iter().filter(wanted).collect()).collect();
        println!("| {name} | {} |", cells(&rows));
    }
    println!();
}

/// A table of England's contrasts as Markdown.
pub fn print_contrasts(data_sets: &[Vec<Trial>]) {
    println!(
        "| estimate | errors | truth | intervals | 95% holds truth | 99.8% holds truth | half-width | RMSE | mean error |"
    );
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (place, (name, ..)) in CONTRASTS.iter().enumerate() {
        for (errors, scope) in [("PCN by PCN", Scope::Area), ("clustered by ICB", Scope::England)] {
            let wanted = |trial: &&Trial| trial.target == Target::Contrast(place, scope);
            let rows: Vec<Vec<&Trial>> =
                data_sets.iter().map(|trials| trials.iter().filter(wanted).collect()).collect();
            let truth = format!("{:.3}", Mean::over(&rows, |trial| trial.truth).value).replace('-', "−");
            println!("| {name} | {errors} | {truth} | {} |", cells(&rows));
        }
    }
    println!();
}

fn cells(data_sets: &[Vec<&Trial>]) -> String {
    let covered =
        |which: usize| Mean::over(data_sets, |trial| 100.0 * f64::from(u8::from(trial.covered[which])));
    let [inner, outer] = [covered(0), covered(1)];
    let error = Mean::over(data_sets, |trial| trial.error);
    let cells = [
        data_sets.iter().map(Vec::len).sum::<usize>().to_string(),
        format!("{:.1}% ({:.1})", inner.value, inner.error),
        format!("{:.2}% ({:.2})", outer.value, outer.error),
        format!("{:.3}", Mean::over(data_sets, |trial| trial.half_width).value),
        format!("{:.4}", Mean::over(data_sets, |trial| trial.error * trial.error).value.sqrt()),
        // Rounded first and zero added, so that none is printed as minus nothing.
        format!("{:+.4} ({:.4})", (1e4 * error.value).round() / 1e4 + 0.0, error.error),
    ];
    cells.join(" | ").replace('-', "−")
}

/// A mean over trials.
struct Mean {
    value: f64,
    /// Its Monte Carlo standard error; data sets are independent, the trials of one are not.
    error: f64,
}

impl Mean {
    fn over(data_sets: &[Vec<&Trial>], of: impl Fn(&Trial) -> f64) -> Self {
        let (sets, trials) = (data_sets.len() as f64, data_sets.iter().map(Vec::len).sum::<usize>() as f64);
        let value = data_sets.iter().flatten().map(|trial| of(trial)).sum::<f64>() / trials;
        let beyond = |trials: &Vec<&Trial>| trials.iter().map(|trial| of(trial) - value).sum::<f64>();
        let squares: f64 = data_sets.iter().map(|trials| beyond(trials).powi(2)).sum();
        Self { value, error: (sets / (sets - 1.0) * squares).sqrt() / trials }
    }
}
