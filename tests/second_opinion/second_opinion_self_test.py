"""The formulas of second_opinion.py against reference software: tests/fixtures/expected."""
import math
from unittest import mock

import pandas as pd
from scipy import stats

from second_opinion_contrast import concentration_index, fifths, gap_and_ratio
from second_opinion_course import funnel, funnel_limits, matched, paired_change, xmr_limits, xmr_signals
from second_opinion_estimate import month_number
from second_opinion_share import drawn_shares, mean_deviation
from second_opinion_slopes import census_fits, pool, slopes_by_group, trend_fits

FORCED = mock.patch("second_opinion_estimate.FEWEST_CLUSTERS", 2)  # the golden rows cluster by the table's twelve ICBs


def fixture_rates(path):
    """A fixture's PCNs with a return: rate, need share, and what the formulas take."""
    rows = pd.read_csv(path)
    rows = rows[rows.fte.notna()]
    rows = rows.assign(patients=rows.list_size, x=rows.need_num / rows.need_den)
    return rows.assign(rate=1e4 * rows.fte / rows.patients)


def own_panel(folder):
    """Panel model of pcn_panel.csv, on the 0-to-1 scale, and the paired changes."""
    rows = fixture_rates(folder / "pcn_panel.csv")
    months = rows.quarter.map(month_number)
    fit_rows = pd.DataFrame({"pcn": rows.pcn, "t": (months - months.min()) / 3, "y": rows.rate, "x": rows.x})
    slopes, change = census_fits(fit_rows, "pcn")
    trend, within = trend_fits(fit_rows, "pcn")
    for quarter, (b, error) in zip(sorted(rows.quarter.unique()), slopes):
        yield "panel", quarter, {"slope": b, "se_CR1_pcn": error}
    yield "panel", "diff_last_first", {"est": change[0], "se_CR1_pcn": change[1]}
    yield "panel", "linear_interaction", {"need_t": trend[0], "se_CR1_pcn": trend[1]}
    yield "panel", "fe_linear_interaction", {"need_t": within[0], "se_CR1_pcn": within[1]}
    quarters = {q: rows[rows.quarter == q].set_index("pcn") for q in rows.quarter.unique()}
    for icb in [*sorted(rows.icb.unique()), "ALL"]:
        ends = [quarters[q][(icb == "ALL") | (quarters[q].icb == icb)] for q in ("2022-10", "2023-07")]
        pairs = matched(*ends)
        before, after, error, _ = paired_change(pairs, False)
        found = {"n_pairs": len(pairs), "change_per_10k": after - before, "se_per_10k": error}
        yield "ratio_change", icb, found


def own_funnels(folder):
    """Funnels of the two tables of PCNs."""
    for name in ("pcn24", "pcn300"):
        rows = fixture_rates(folder / f"{name}.csv")
        fit = funnel(rows.fte, rows.list_size)
        yield "funnel_od", name, {"phi_winsorised": fit["dispersion"], "tau2": fit["between"]}
        for size in (20000, 50000, 100000):
            at = funnel_limits(fit, size)
            yield "funnel_od", f"{name}:L{size}", {"lower95": at["lower"], "upper95": at["upper"],
                                                   "lower998": at["lower_998"], "upper998": at["upper_998"]}


def own_slopes(folder):
    """Pooled slopes of pcn300.csv, tau in [0, 2]."""
    rows = fixture_rates(folder / "pcn300.csv")
    measures, pooled, overall = pool(slopes_by_group(rows.rate, rows.x, rows.icb), 2.0)
    yield "tau_grid", "all", {"tau_mean": pooled["Q01"]["between_sd"], "mu_mean": overall["value"]}
    for icb, found in measures.items():
        yield "tau_grid", icb, {"post_mean": found["value"], "q025": found["lower"], "q975": found["upper"],
                                "prob_below_0": pooled[icb]["below_zero"]}


def own_charts(folder):
    """XmR limits and signals of series.csv."""
    words = {"Common Cause": None, "Above UCL": "above-limit", "Below LCL": "below-limit",
             "2 in 3 Above CL": "near-upper", "2 in 3 Below CL": "near-lower",
             "7 Points Above CL": "run-above", "7 Points Below CL": "run-below",
             "7 Point Trend (Increasing)": "rising", "7 Point Trend (Decreasing)": "falling"}
    flags = pd.read_csv(folder / "expected/expected_xmr_flags.csv")
    for series, rows in pd.read_csv(folder / "series.csv").groupby("series", sort=False):
        values = rows.sort_values("t").value.to_numpy()
        for case, screened in (("screened", True), ("excel", False)):
            limits = xmr_limits([values], screened)
            named = {"mean": limits["mean"], "lpl": limits["lower"], "upl": limits["upper"]}
            yield "xmr", f"{series}_{case}", named
        signals = xmr_signals(values, xmr_limits([values], True))
        wanted = [words[word] for word in flags[flags.series == series].sort_values("t").special_cause]
        agree = [got == want for got, want in zip(signals, wanted, strict=True)]
        yield "flags", series, {f"t{t}": same for t, same in enumerate(agree, 1)}


def half_width(found, freedom, scale=float):
    """The standard error of which a 95% interval was made."""
    return (scale(found["upper"]) - scale(found["lower"])) / 2 / stats.t.ppf(0.975, freedom)


def own_clustered(folder):
    """England's contrasts on pcn300.csv clustered by ICB, shares drawn towards ICBs', and mean deviations."""
    rows = fixture_rates(folder / "pcn300.csv").set_index("pcn")
    for name, need in (("support", rows.x), ("imd", rows.imd_score)):
        known = rows.assign(x=need, fifth=fifths(need))
        with FORCED:
            gap, ratio = gap_and_ratio(known, england=True)
            index = concentration_index(known, england=True)
        ends = known[known.fifth.isin([1, 5])].icb.nunique() - 1
        yield "pcn300", f"end_fifths:{name}", {
            "gap_value": gap["value"], "gap_lower_cr1": gap["lower"], "gap_upper_cr1": gap["upper"],
            "gap_se_cr1": half_width(gap, ends), "ratio_lnse_cr1": half_width(ratio, ends, math.log)}
        yield "pcn300", f"concentration:{name}", {
            "c_value": index["value"], "c_se_cr1": half_width(index, known.icb.nunique() - 1)}
    answers = rows[["need_num", "need_den"]].set_axis(["lacked", "base"], axis=1)
    drawn, between = drawn_shares(answers, rows.icb)
    yield "pcn300", "shrunk", {"tau2": between}
    for pcn, share in drawn.items():
        yield "pcn300", f"shrunk:{pcn}", {"share": share}
    for posts, share in ((40, 0.031), (66, 0.05), (12, 0.3), (5, 0.9)):
        yield "pcn300", f"binomial_mad:N={posts},p={share}", {"mean_absolute_deviation": mean_deviation(posts, share)}


def self_test(folder):
    """Prints how many fixture rows are reproduced; true where all are."""
    expected = pd.read_csv(folder / "expected/expected.csv").set_index(["file", "case", "stat"]).value
    grid = pd.read_csv(folder / "expected/expected_tau_grid.csv")
    grid = {("tau_grid", *key): value for key, value in grid.set_index(["icb", "stat"]).value.items()}
    clustered = pd.read_csv(folder / "expected/expected_clustered.csv").set_index(["file", "case", "stat"]).value
    wanted = {**expected.astype(float).dropna().to_dict(), **grid, **clustered.to_dict()}
    counts = {}
    for own in (own_panel, own_funnels, own_slopes, own_charts, own_clustered):
        for file, case, stats_of in own(folder):
            for stat, value in stats_of.items():
                want = True if file == "flags" else wanted.get((file, case, stat))
                if want is None:  # the reference has no number: limits of a constant series
                    continue
                close = 1e-8 if file == "tau_grid" else 1e-9
                good = math.isclose(value, want, rel_tol=close, abs_tol=1e-12)
                done, of = counts.get(file, (0, 0))
                counts[file] = (done + good, of + 1)
                if not good:
                    print(f"{file} {case} {stat}: fixture {want}, second opinion {value}")
    for file, (done, of) in counts.items():
        print(f"self-test {file}: {done} of {of} rows agree")
    return all(done == of for done, of in counts.values())
