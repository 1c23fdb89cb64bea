#!/usr/bin/env python3
"""An independent check of data/analysis.json: pooled slopes, change, panel model, funnel and XmR.

Reads the published files itself, follows PCNs by their practices, computes the figures from METHODS.md and DESIGN.md and compares them
with what `briefings build` wrote. It shares no code with the program.

usage:  second_opinion.py DATA_DIR EDITION ANALYSIS_JSON [--need INDICATOR] [--survey YEAR] [--imd YEAR]
                                                         [--list]
        second_opinion.py DATA_DIR EDITION --print      its own figures, as JSON
        second_opinion.py --self-test FIXTURES_DIR      its formulas against tests/fixtures
needs:  numpy, pandas, scipy. Exit 0 where all agree, 1 where any differs, 2 on usage.
"""
import argparse
import json
import math
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import optimize, stats

from second_opinion_lineage import followed_panel
from second_opinion_panel import answers_at, chosen, edition_panel, read_sources

PER_TEN_POINTS = {"support-gap": 10.0, "deprivation": 0.1}  # from a share of 1, and from a score
LARGEST_TAU = 0.2  # FTE per 10,000 per ten points: 2 on the scale of a share
HARD_BREAKS = ["2023-04", "2024-04"]  # role split, registration source
FEWEST_PAIRS = 3  # PCNs with a return at both ends of a change over four quarters
FEWEST_IN_SLOPE = 3  # PCNs of an ICB in the pooled slopes
FEWEST_IN_PANEL = 10  # PCNs of a census in the panel model
COMPLETE = 0.95  # of England's patients, for XmR
LOCKED = 13  # changes, for limits that are not on trial
MISSING = object()


# ---- shared ------------------------------------------------------------------------------------------------

def month_number(census):
    """Months since year 0, so that censuses subtract."""
    year, month = map(int, census.split("-"))
    return 12 * year + month


def usable(section):
    """PCNs with a return and patients, with their rate per 10,000."""
    rows = section[section.fte.notna() & section.patients.notna()]
    return rows.assign(rate=1e4 * rows.fte / rows.patients)


def across_break(before, after):
    """Whether a hard break lies between two censuses; one on the break's month is on the new side."""
    return any(before < point <= after for point in HARD_BREAKS)


# ---- pooled slopes (METHODS 1 f) ---------------------------------------------------------------------------

def slopes_by_group(y, x, group):
    """Unweighted least-squares slope of each group, and v = pooled residual variance / Sxx."""
    found = {}
    residual, freedom = 0.0, 0
    for code in sorted(group.unique()):
        yy, xx = y[group == code].to_numpy(), x[group == code].to_numpy()
        if len(xx) < FEWEST_IN_SLOPE or xx.max() == xx.min():
            continue
        dx, dy = xx - xx.mean(), yy - yy.mean()
        slope = (dx @ dy) / (dx @ dx)
        residual += ((dy - slope * dx) ** 2).sum()
        freedom += len(xx) - 2
        found[code] = {"slope": slope, "sxx": dx @ dx, "n": len(xx)}
    slopes = pd.DataFrame.from_dict(found, orient="index")
    if len(slopes):
        slopes["v"] = residual / freedom / slopes.sxx
    return slopes


def mixture_quantile(p, weight, mean, sd):
    """Quantile of a mixture of normals."""
    low, high = (mean - 12 * sd).min(), (mean + 12 * sd).max()
    excess = lambda z: weight @ stats.norm.cdf(z, mean, sd) - p
    return optimize.brentq(excess, low, high, xtol=1e-14, rtol=1e-13)


def summary(weight, mean, sd):
    """Posterior mean and limits of one quantity, given tau by tau."""
    at = {"lower": 0.025, "upper": 0.975, "lower_998": 0.001, "upper_998": 0.999}
    return {"value": weight @ mean} | {key: mixture_quantile(p, weight, mean, sd) for key, p in at.items()}


def pool(slopes, largest):
    """Normal hierarchical model with flat priors on tau in [0, largest] and on mu.

    Everything is normal given tau; the integral over tau is Gauss-Legendre of order 24 on 60 panels.
    Returns each ICB's measure and its part in the comparison, by code, and the measure of mu.
    """
    b, v = slopes.slope.to_numpy(), slopes.v.to_numpy()
    node, weight = np.polynomial.legendre.leggauss(24)
    edges = np.linspace(0, largest, 61)
    half = np.diff(edges) / 2
    tau = (edges[:-1, None] + half[:, None] * (node + 1)).ravel()
    spread = v + tau[:, None] ** 2  # one row for each tau, one column for each ICB
    precision = (1 / spread).sum(1)
    mu = (b / spread).sum(1) / precision
    misfit = ((b - mu[:, None]) ** 2 / spread).sum(1)
    log_density = -0.5 * (np.log(precision) + np.log(spread).sum(1) + misfit)
    weight = (half[:, None] * weight).ravel() * np.exp(log_density - log_density.max())
    weight /= weight.sum()
    pull = v / spread  # how far each slope is drawn to mu
    mean = (1 - pull) * b + pull * mu[:, None]
    own = (1 - pull) * v  # variance given mu and tau
    sd = np.sqrt(own + pull**2 / precision[:, None])
    below = np.zeros((len(b), len(b)))  # below[i, j] = P(theta_j < theta_i)
    for i in range(len(b)):
        gap_sd = np.sqrt(own + own[:, [i]] + (pull - pull[:, [i]]) ** 2 / precision[:, None])
        below[i] = weight @ stats.norm.cdf((mean[:, [i]] - mean) / gap_sd)
    measures, pooled = {}, {}
    for i, code in enumerate(slopes.index):
        others = np.delete(below[i], i)
        measures[code] = summary(weight, mean[:, i], sd[:, i]) | {"n": int(slopes.n.iloc[i])}
        pooled[code] = {
            "below_zero": weight @ stats.norm.cdf(-mean[:, i] / sd[:, i]), "rank": 1 + others.sum(),
            "rank_low": 1 + int((others > 0.975).sum()), "rank_high": 1 + int((others >= 0.025).sum()),
            "between_sd": weight @ tau}
    overall = summary(weight, mu, 1 / np.sqrt(precision)) | {"n": int(slopes.n.sum())}
    return measures, pooled, overall


# ---- change on matched PCNs (METHODS 1 g) ------------------------------------------------------------------

def matched(before, after):
    """PCNs with a return and patients at both censuses."""
    start, end = (usable(section)[["fte", "patients"]] for section in (before, after))
    return start.add_suffix("_0").join(end.add_suffix("_1"), how="inner")


def paired_change(pairs):
    """Change of the rate with its linearised paired standard error (x 10,000)."""
    n = len(pairs)
    patients = [pairs.patients_0.sum(), pairs.patients_1.sum()]
    rates = [pairs.fte_0.sum() / patients[0], pairs.fte_1.sum() / patients[1]]
    before = (pairs.fte_0 - rates[0] * pairs.patients_0) / patients[0]
    after = (pairs.fte_1 - rates[1] * pairs.patients_1) / patients[1]
    error = math.sqrt(n / (n - 1) * ((after - before) ** 2).sum()) if n > 1 else math.nan
    return 1e4 * rates[0], 1e4 * rates[1], 1e4 * error


def change_over_year(panel, edition, rows_of):
    """The change over four quarters as analysis.json has it; none where it must not be shown."""
    start = f"{int(edition[:4]) - 1}{edition[4:]}"
    if start not in panel or across_break(start, edition):
        return None
    pairs = matched(rows_of(panel[start]), rows_of(panel[edition]))
    if len(pairs) < FEWEST_PAIRS:
        return None
    before, after, error = paired_change(pairs)
    return {"from": start, "to": edition, "pcns": len(pairs), "rate_from": before, "rate_to": after,
            "estimate": interval(after - before, error, len(pairs) - 1)}


def interval(value, error, freedom):
    """An estimate with its 95% t interval; without one where nothing varies, as no PCN moved."""
    if error < 1e-12:
        return {"value": value, "lower": None, "upper": None}
    t = stats.t.ppf(0.975, freedom)
    return {"value": value, "lower": value - t * error, "upper": value + t * error}


# ---- panel model (METHODS 1 f) -----------------------------------------------------------------------------

def clustered(X, y, cluster, absorbed=0):
    """Least squares with CR1 by cluster: (G/(G-1)) ((N-1)/(N-K)), K counting absorbed effects."""
    bread = np.linalg.inv(X.T @ X)
    b = bread @ (X.T @ y)
    scores = pd.DataFrame(X * (y - X @ b)[:, None]).groupby(np.asarray(cluster)).sum().to_numpy()
    G, N, K = len(scores), len(y), X.shape[1] + absorbed
    return b, bread @ (scores.T @ scores) @ bread * G / (G - 1) * (N - 1) / (N - K)


def panel_fits(rows):
    """Slopes by census, last less first, and both trends, as (value, standard error). rows: pcn, t, y, x."""
    rows = rows.sort_values(["pcn", "t"])
    times = sorted(rows.t.unique())
    y, x, t, pcn = (rows[c].to_numpy() for c in ("y", "x", "t", "pcn"))
    dummies = (t[:, None] == np.array(times)).astype(float)
    Q = len(times)
    b, cov = clustered(np.hstack([dummies, dummies * x[:, None]]), y, pcn)
    slopes = [(b[Q + i], math.sqrt(cov[Q + i, Q + i])) for i in range(Q)]
    contrast = np.zeros(2 * Q)
    contrast[-1], contrast[Q] = 1, -1
    change = (contrast @ b, math.sqrt(contrast @ cov @ contrast))
    b, cov = clustered(np.column_stack([dummies, x, x * t]), y, pcn)
    trend = (b[-1], math.sqrt(cov[-1, -1]))
    X = np.column_stack([dummies[:, 1:], x * t])
    X = X - pd.DataFrame(X).groupby(pcn).transform("mean").to_numpy()
    within_y = y - pd.Series(y).groupby(pcn).transform("mean").to_numpy()
    b, cov = clustered(X, within_y, pcn, absorbed=len(set(pcn)))
    return slopes, change, trend, (b[-1], math.sqrt(cov[-1, -1]))


def panel_model(panel, edition, indicator):
    """The model over every census since the last hard break; none below two censuses."""
    since = max((point for point in HARD_BREAKS if point <= edition), default="")
    parts = {}
    for census in sorted(c for c in panel if c >= since):
        rows = usable(panel[census]).dropna(subset=[indicator])
        if len(rows) >= FEWEST_IN_PANEL:
            parts[census] = pd.DataFrame({"pcn": rows.index, "y": rows.rate.to_numpy(),
                                          "x": rows[indicator].to_numpy() * PER_TEN_POINTS[indicator]})
    if len(parts) < 2:
        return None
    first = month_number(min(parts))
    rows = pd.concat([part.assign(t=(month_number(census) - first) / 3) for census, part in parts.items()])
    slopes, change, trend, within = panel_fits(rows)
    freedom = rows.pcn.nunique() - 1
    by_census = {}
    for census, fit in zip(parts, slopes):
        by_census[census] = interval(*fit, freedom) | {"n": len(parts[census])}
    return {"from": min(parts), "to": max(parts), "pcns": rows.pcn.nunique(), "slopes": by_census,
            "change": interval(*change, freedom), "trend": interval(*trend, freedom),
            "trend_within_pcns": interval(*within, freedom)}


# ---- funnel (METHODS 1 h) ----------------------------------------------------------------------------------

def funnel(fte, patients):
    """Overall rate, dispersion and between-place variance on the square-root scale."""
    overall = fte.sum() / patients.sum()
    expected = patients * overall
    s = 1 / (2 * np.sqrt(expected))
    z = (np.sqrt(fte / expected) - 1) / s
    z = np.clip(z, *np.quantile(z, [0.1, 0.9]))
    n, phi, w = len(z), (z**2).mean(), s**-2.0
    between = max(0.0, (n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    return {"overall": 1e4 * overall, "dispersion": phi, "between": between}


def funnel_limits(fit, patients):
    """Limits at a list size: 95% and 99.8%."""
    limits = {}
    for tail, level in (("", 0.975), ("_998", 0.999)):
        reach = stats.norm.ppf(level) * math.sqrt(1 / (4 * patients * fit["overall"] / 1e4) + fit["between"])
        limits["lower" + tail] = fit["overall"] * max(0.0, 1 - reach) ** 2
        limits["upper" + tail] = fit["overall"] * (1 + reach) ** 2
    return limits


# ---- XmR on the change between quarters (METHODS 1 g) ------------------------------------------------------

def xmr_limits(values, screened):
    """Mean and limits from the moving range; screening drops once those of 3.267 times their mean or more."""
    moves = np.abs(np.diff(values))
    kept = moves[moves < 3.267 * moves.mean()] if screened else moves
    move = kept.mean() if len(kept) else 0.0
    mean = values.mean()
    outer, inner = 2.66 * move, 2.66 * 2 / 3 * move  # METHODS rounds the inner factor to 1.7733
    return {"mean": mean, "lower": mean - outer, "upper": mean + outer,
            "inner_lower": mean - inner, "inner_upper": mean + inner}


def part_of(length, holds, count):
    """Marks every point of each run of that length for which holds(slice) is true."""
    marked = np.zeros(count, bool)
    for start in range(count - length + 1):
        run = slice(start, start + length)
        if holds(run):
            marked[run] = True
    return marked


def xmr_signals(values, limits):
    """For each point the first rule that it meets, or none; nothing where the limits are the mean."""
    count = len(values)
    if limits["upper"] == limits["lower"]:
        return [None] * count
    high, low = values > limits["mean"], values < limits["mean"]
    outside_high, outside_low = values > limits["upper"], values < limits["lower"]
    near_high = (values > limits["inner_upper"]) & ~outside_high  # as NHSRplotthedots: between the two lines
    near_low = (values < limits["inner_lower"]) & ~outside_low
    two_high = lambda run: high[run].all() and near_high[run].sum() > 1
    two_low = lambda run: low[run].all() and near_low[run].sum() > 1
    rules = [
        ("above-limit", outside_high),
        ("below-limit", outside_low),
        ("rising", part_of(7, lambda run: (np.diff(values[run]) > 0).all(), count)),
        ("falling", part_of(7, lambda run: (np.diff(values[run]) < 0).all(), count)),
        ("near-upper", near_high & part_of(3, two_high, count)),
        ("near-lower", near_low & part_of(3, two_low, count)),
        ("run-above", part_of(7, lambda run: high[run].all(), count)),
        ("run-below", part_of(7, lambda run: low[run].all(), count)),
    ]
    return [next((name for name, marks in rules if marks[i]), None) for i in range(count)]


def complete_censuses(panel):
    """Censuses from the first on at which, and after which, England's completeness is high enough."""
    good = []
    for census in sorted(panel, reverse=True):
        if usable(panel[census]).patients.sum() / panel[census].patients.sum() < COMPLETE:
            break
        good.insert(0, census)
    return good


def xmr(panel, good, rows_of):
    """The chart of one area over the complete censuses since the last hard break; none below two changes."""
    changes = {}
    good = [census for census in good if not across_break(census, good[-1])]
    for before, after in zip(good, good[1:]):
        if month_number(after) - month_number(before) != 3:
            continue
        pairs = matched(rows_of(panel[before]), rows_of(panel[after]))
        if len(pairs):
            start, end, _ = paired_change(pairs)
            changes[after] = {"value": end - start, "n": len(pairs)}
    if len(changes) < 2:
        return None
    values = np.array([change["value"] for change in changes.values()])
    limits = xmr_limits(values, True)
    return {"changes": changes, "limits": limits, "limits_unscreened": xmr_limits(values, False),
            "signals": xmr_signals(values, limits), "trial": len(changes) < LOCKED}


# ---- all figures, and the comparison -----------------------------------------------------------------------

def area_figures(panel, edition, good, kind, code):
    """What every kind of area has; panel: with PCNs followed."""
    rows_of = (lambda rows: rows) if kind == "england" else (lambda rows: rows[rows[kind] == code])
    change = change_over_year(panel, edition, rows_of)
    return {"measures": {}, "change": change, "xmr": xmr(panel, good, rows_of)}


def add_funnel(icbs, use):
    """Each ICB's place in the funnel; the funnel itself."""
    places = use.groupby("icb")[["fte", "patients"]].sum()
    fit = funnel(places.fte, places.patients)
    for code, area in icbs.items():
        area["funnel"] = None
        if code in places.index:
            limits = funnel_limits(fit, places.patients[code])
            rate = 1e4 * places.fte[code] / places.patients[code]
            within = limits["lower_998"] <= rate <= limits["upper_998"]
            area["funnel"] = limits | {"unusual": not within}
    return fit


def add_slopes(icbs, england, use, indicator):
    """The pooled slopes by one indicator."""
    rows = use.dropna(subset=[indicator, "icb"])
    slopes = slopes_by_group(rows.rate, rows[indicator] * PER_TEN_POINTS[indicator], rows.icb)
    measures, pooled, overall = pool(slopes, LARGEST_TAU) if len(slopes) > 1 else ({}, {}, None)
    england["measures"][f"need-slope-pooled {indicator}"] = overall
    for code, area in icbs.items():
        area["measures"][f"need-slope-pooled {indicator}"] = measures.get(code)
        area.setdefault("pooled", {})[indicator] = pooled.get(code)


def figures(panel, followed, edition, indicators):
    """Every figure, in the shape that `reshaped` gives analysis.json; followed: the panel with PCNs followed."""
    latest, good = panel[edition], complete_censuses(panel)
    keys = [("england", "ENG")]
    for kind in ("icb", "sub-icb", "region"):
        keys += [(kind, code) for code in sorted(latest[kind].dropna().unique())]
    areas = {key: area_figures(followed, edition, good, *key) for key in keys}
    england = areas["england", "ENG"]
    icbs = {code: area for (kind, code), area in areas.items() if kind == "icb"}
    fit = add_funnel(icbs, usable(latest))
    for indicator in indicators:
        add_slopes(icbs, england, usable(latest), indicator)
    england["panel_model"] = {indicator: panel_model(followed, edition, indicator) for indicator in indicators}
    return {"funnel": fit, "areas": areas}


def reshaped(area):
    """An area of analysis.json with its lists keyed, as in `figures`."""
    area = dict(area)
    measures = area.get("measures", [])
    area["measures"] = {f"{m['id']} {m['indicator']}": None if m["value"] is None else m for m in measures}
    if area.get("xmr"):
        area["xmr"] = area["xmr"] | {"changes": {c["census"]: c for c in area["xmr"].get("changes", [])}}
    if area.get("panel_model"):
        area["panel_model"] = {
            indicator: model and model | {"slopes": {s["census"]: s for s in model.get("slopes", [])}}
            for indicator, model in area["panel_model"].items()}
    return area


def leaves(tree):
    """How many figures a tree holds; a figure that is not there counts as one."""
    return sum(leaves(child) for child in tree.values()) if isinstance(tree, dict) else 1


def agree(path, want, got):
    """Whether two figures agree: posterior integrals to 1e-5, other numbers to 1e-6, all else exactly."""
    if path.endswith("unusual"):
        return bool(got) == want
    if isinstance(want, bool) or isinstance(got, bool):
        return want is got
    if isinstance(want, float) and isinstance(got, (int, float)):
        return math.isclose(got, want, rel_tol=1e-5 if "pooled" in path else 1e-6, abs_tol=1e-9)
    return want == got


def differences(path, want, got, whole=False):
    """Yields (figures that differ, words). whole: each key must be there, also where we have no figure."""
    if got is MISSING:
        yield leaves(want), f"{path}: key missing in analysis.json ({leaves(want)} figures)"
    elif isinstance(want, dict) and got is None and not any(want.values()):
        return  # nothing to show on either side
    elif isinstance(want, dict) and not isinstance(got, dict):
        yield leaves(want), f"{path}: program {got}, second opinion has {leaves(want)} figures"
    elif isinstance(want, dict):
        for key, value in want.items():
            absent = MISSING if whole or value is not None else None
            yield from differences(f"{path} {key}", value, got.get(key, absent))
        if path.endswith(("slopes", "changes")):
            for key in sorted(set(got) - set(want)):
                yield 0, f"{path} {key}: only in analysis.json"
    elif not agree(path, want, got):
        yield 1, f"{path}: program {got}, second opinion {want}"


def compare(want, analysis):
    """Figures compared, figures that differ, and all differences in words."""
    got = {(area.get("kind", "icb"), area["code"]): area for area in analysis["areas"]}
    got["england", "ENG"] = analysis["england"]
    kinds = {kind for kind, _ in got} | {"icb"}  # sub-ICBs and regions only where the program has them
    total = leaves(want["funnel"])
    found = list(differences("funnel", want["funnel"], analysis.get("funnel", MISSING)))
    for (kind, code), figs in want["areas"].items():
        if kind in kinds:
            area = reshaped(got[kind, code]) if (kind, code) in got else MISSING
            total += leaves(figs)
            found += differences(f"{kind} {code}", figs, area, whole=True)
    extra = [key for key in got if key not in want["areas"]]
    found += [(0, f"{kind} {code}: only in analysis.json") for kind, code in extra]
    return total, sum(count for count, _ in found), [line for _, line in found]


def arguments():
    """The command line."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("data", nargs="?", metavar="DATA_DIR")
    parser.add_argument("edition", nargs="?", metavar="EDITION")
    parser.add_argument("analysis", nargs="?", metavar="ANALYSIS_JSON")
    parser.add_argument("--need", choices=list(PER_TEN_POINTS), help="this one only (default: all there)")
    parser.add_argument("--survey", type=int, metavar="YEAR", help="default: the latest out by the edition")
    parser.add_argument("--imd", type=int, metavar="YEAR", help="default: 2025 from November 2025, else 2019")
    parser.add_argument("--list", action="store_true", help="every difference, not the first twenty")
    parser.add_argument("--print", dest="show", action="store_true", help="print our own figures as JSON")
    parser.add_argument("--self-test", type=Path, metavar="FIXTURES_DIR", help="check the formulas and stop")
    options = parser.parse_args()
    ready = options.self_test or (options.edition and (options.analysis or options.show))
    if not ready or (options.edition and not re.fullmatch(r"\d{4}-\d{2}", options.edition)):
        parser.error("DATA_DIR, EDITION (like 2022-03) and ANALYSIS_JSON or --print are needed")
    return options


def main():
    """Does what the command line asks for; the exit code."""
    options = arguments()
    if options.self_test:
        from second_opinion_self_test import self_test
        return 0 if self_test(options.self_test) else 1
    try:
        src = read_sources(options.data)
        survey, imd = chosen(src, options.edition, options.survey, options.imd)
        panel = edition_panel(src, options.edition, survey, imd)
        asked = src["survey"].get(survey)
        answers = {c: answers_at(src, c, panel[c].index, asked, options.edition) for c in panel}
        followed = followed_panel(src, panel, HARD_BREAKS, answers)
        analysis = None if options.show else json.loads(Path(options.analysis).read_text(encoding="utf-8"))
        made_as = [analysis[key] for key in ("edition", "geography", "role")] if analysis else None
        if made_as not in (None, [options.edition, "edition", "link-worker"]):
            raise ValueError(f"{options.analysis} is of {made_as}, not of {options.edition} and the defaults")
    except (LookupError, OSError, ValueError) as problem:
        print(f"second_opinion: {problem}", file=sys.stderr)
        return 2
    indicators = [name for name in PER_TEN_POINTS if name in panel[options.edition]]
    indicators = [name for name in indicators if options.need in (None, name)]
    print(f"{len(panel)} censuses; survey {survey}, IMD {imd}; {indicators}", file=sys.stderr)
    want = figures(panel, followed, options.edition, indicators)
    if options.show:
        areas = [{"kind": kind, "code": code} | figs for (kind, code), figs in want["areas"].items()]
        json.dump({"funnel": want["funnel"], "areas": areas}, sys.stdout, indent=1)
        print()
        return 0
    total, bad, words = compare(want, analysis)
    for line in words if options.list else words[:20]:
        print(line)
    print(f"{total - bad} of {total} figures agree")
    return 1 if words else 0


if __name__ == "__main__":
    sys.exit(main())
