//! The superpopulation of `examples/coverage` is as `docs/coverage.md` says.

mod superpopulation;

use briefings::demo::chance::{Chance, mean};
use briefings::demo::planted_slope;
use superpopulation::{
    ALIKE, LEVEL, LEVELS, Line, NEED_SPREAD, Pcn, SLOPE, Simulated, Superpopulation, draw, pcns,
};

const FROM: Superpopulation =
    Superpopulation { without: 0.07, deviation: 0.03, levels: LEVELS, alike: ALIKE };

fn rate(filed: &Simulated) -> Option<f64> {
    Some(1e4 * filed.fte? / filed.patients)
}

/// Total of filed over total of expected rates of some PCNs, over many censuses, less one.
fn beyond_expected(pcns: &[&Pcn], without: f64) -> f64 {
    let mut chance = Chance::new(1, 99);
    let (mut filed, mut expected) = (0.0, 0.0);
    for simulated in (0..4_000).flat_map(|_| pcns.iter()).map(|pcn| pcn.file(without, &mut chance)) {
        if let Some(rate) = rate(&simulated) {
            filed += rate;
            expected += simulated.expected;
        }
    }
    filed / expected - 1.0
}

#[test]
fn what_is_filed_is_what_is_expected_on_average() {
    let all = pcns(1, FROM);
    let mut order: Vec<&Pcn> = all.iter().collect();
    for key in [|pcn: &Pcn| pcn.need, |pcn: &Pcn| pcn.patients, |pcn: &Pcn| pcn.expected] {
        order.sort_by(|a, b| key(a).total_cmp(&key(b)));
        for end in [&order[..126], &order[all.len() - 126..]] {
            // A rate has a standard deviation of about 0.65 of its mean: 4.5 standard errors over 500,000 rates.
            let beyond = beyond_expected(end, FROM.without);
            assert!(beyond.abs() < 4.5 * 0.65 / 500_000_f64.sqrt(), "{beyond}");
        }
    }
    let beyond = beyond_expected(&order, 0.2);
    assert!(beyond.abs() < 4.5 * 0.8 / 5_000_000_f64.sqrt(), "{beyond}");
}

#[test]
fn equal_seeds_draw_equal_censuses_and_others_share_nothing() {
    assert_eq!(draw(3, FROM), draw(3, FROM));
    let none = |seed| draw(seed, FROM).iter().map(|filed| filed.fte == Some(0.0)).collect::<Vec<_>>();
    let both = none(3).iter().zip(none(4)).filter(|(one, other)| **one && *other).count();
    assert!(2 * both < none(3).iter().filter(|none| **none).count(), "{both} PCNs have none in both");
    let slope = |seed| {
        let [one, two] = [0, 1].map(|place| pcns(seed, FROM).swap_remove(place));
        (one.expected - two.expected) / (one.need - two.need)
    };
    assert!((slope(3) - slope(3)).abs() < 1e-9 && (slope(3) - slope(4)).abs() > 1e-6);
}

#[test]
fn slopes_of_icbs_are_around_the_planted_one() {
    assert_eq!(SLOPE, planted_slope(2026, 3));
    let mut chance = Chance::new(1, 51);
    let slopes: Vec<f64> = (0..40_000).map(|_| Line::draw(FROM, &mut chance).slope / 10.0).collect();
    let centre = mean(slopes.iter().copied());
    let deviation = mean(slopes.iter().map(|slope| (slope - centre) * (slope - centre))).sqrt();
    assert!((centre - SLOPE).abs() < 4.5 * 0.03 / 200.0, "{centre}");
    assert!((deviation - 0.03).abs() < 4.5 * 0.03 / 283.0, "{deviation}");
}

#[test]
fn levels_of_icbs_are_around_their_mean() {
    assert!((LEVELS - 0.55 * 0.1_f64.sqrt()).abs() < 1e-15);
    for levels in [LEVELS, 0.3, 0.6] {
        let from = Superpopulation { levels, ..FROM };
        let mut chance = Chance::new(1, 51);
        let beyond = mean((0..400_000).map(|_| Line::draw(from, &mut chance).level)) / from.mean_level();
        // Their standard deviation is a little more than that of their logarithm.
        assert!((beyond - 1.0).abs() < 4.5 * 1.1 * levels / 400_000_f64.sqrt(), "{levels}: {beyond}");
    }
}

/// The share of the variance of needs that lies between ICBs, on average over censuses, and the deviation of needs.
fn likeness(alike: f64) -> [f64; 2] {
    let censuses: Vec<[f64; 2]> = (1..=100).map(|seed| moments(seed, alike)).collect();
    let [between, all] = [0, 1].map(|which| mean(censuses.iter().map(|census| census[which])));
    [between / all, all.sqrt()]
}

/// The mean product of the needs of two PCNs of one ICB, and the variance of needs, both around the set's mean.
fn moments(seed: u64, alike: f64) -> [f64; 2] {
    let all = pcns(seed, Superpopulation { alike, ..FROM });
    let apart = |pcn: &Pcn| pcn.need - 0.22;
    let icbs = (0..42).map(|icb| {
        let here: Vec<f64> = all.iter().filter(|pcn| pcn.cluster == icb).map(apart).collect();
        let (sum, squares) = (here.iter().sum::<f64>(), here.iter().map(|x| x * x).sum::<f64>());
        (sum * sum - squares) / (here.len() * (here.len() - 1)) as f64
    });
    [mean(icbs), mean(all.iter().map(|pcn| apart(pcn) * apart(pcn)))]
}

#[test]
fn needs_are_as_alike_within_icbs_as_asked_for_and_as_far_spread() {
    for alike in [ALIKE, 0.33, 0.6] {
        let [between, deviation] = likeness(alike);
        assert!((between - alike).abs() < 0.03, "{alike}: {between}");
        assert!((deviation - NEED_SPREAD).abs() < 0.003, "{alike}: {deviation}");
    }
}

#[test]
fn pcns_differ_and_some_have_none() {
    let filed: Vec<Simulated> =
        draw(1, FROM).into_iter().filter(|simulated| simulated.fte.is_some()).collect();
    let share = |which: &dyn Fn(&Simulated) -> bool| {
        mean(filed.iter().map(|simulated| f64::from(u8::from(which(simulated)))))
    };
    assert!((0.97..0.99).contains(&(mean([filed.len() as f64 / 1260.0].into_iter()))));
    assert!((0.05..0.10).contains(&share(&|simulated| simulated.fte == Some(0.0))));
    let far = share(&|simulated| rate(simulated) > Some(2.5 * simulated.expected));
    let level = mean(filed.iter().filter_map(rate).collect::<Vec<_>>().into_iter());
    assert!((0.005..0.05).contains(&far), "skewed to the right: {far}");
    assert!((level - LEVEL).abs() < 0.05, "{level}");
}
