"""Need slopes of many ICBs and of many censuses, for second_opinion.py (docs/methods.md)."""
import math

import numpy as np
import pandas as pd
from scipy import optimize, stats

from second_opinion_contrast import FEWEST_IN_LINE, need_slope
from second_opinion_estimate import (by_icb, clustered, completeness, icbs_of, interval, judged, month_number,
                                     usable)

PER_TEN_POINTS = {"support-gap": 10.0, "deprivation": 0.1}  # from a share of 1, and from a score
LARGEST_TAU = 0.2  # FTE per 10,000 per ten points: 2 on the scale of a share
FEWEST_IN_SLOPE = 3  # PCNs of an ICB in the pooled slopes
COMPLETE_ENOUGH = 0.8  # of an area's patients, for a rate or a slope


# ---- pooled slopes ("Slopes of many ICBs") -----------------------------------------------------------------

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


# ---- slopes of censuses -------------------------------------------------------------------------------------

def slopes_by_census(panel, indicators):
    """England's slope at each census, by indicator; none where returns cover too few patients."""
    found = {}
    for census, section in panel.items():
        found[census] = dict.fromkeys(indicators)
        if completeness(section) >= COMPLETE_ENOUGH:
            for indicator in indicators:
                rows = usable(section).dropna(subset=[indicator])
                rows = rows.assign(x=rows[indicator])
                found[census][indicator] = need_slope(rows, PER_TEN_POINTS[indicator], england=True)
    return found


def stacked(sections, indicator):
    """PCNs of some censuses below each other: pcn, icb, t in quarters, y, x for ten points."""
    parts = []
    for census, section in sections.items():
        rows = usable(section).dropna(subset=[indicator])
        parts.append(pd.DataFrame({"pcn": rows.index, "icb": icbs_of(rows), "t": month_number(census) / 3,
                                   "y": rows.rate.to_numpy(),
                                   "x": rows[indicator].to_numpy() * PER_TEN_POINTS[indicator]}))
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(t=rows.t - rows.t.min()).sort_values(["pcn", "t"])


def census_fits(rows, cluster):
    """One model with a level and a slope at each census: slopes, and last less first, as (value, standard error)."""
    times = sorted(rows.t.unique())
    y, x, t = (rows[c].to_numpy() for c in "yxt")
    dummies = (t[:, None] == np.array(times)).astype(float)
    Q = len(times)
    b, cov = clustered(np.hstack([dummies, dummies * x[:, None]]), y, rows[cluster])
    slopes = [(b[Q + i], math.sqrt(cov[Q + i, Q + i])) for i in range(Q)]
    contrast = np.zeros(2 * Q)
    contrast[-1], contrast[Q] = 1, -1
    return slopes, (contrast @ b, math.sqrt(contrast @ cov @ contrast))


def trend_fits(rows, cluster):
    """How much the slope changes a quarter, and the same where each PCN has a level of its own."""
    times = sorted(rows.t.unique())
    y, x, t, pcn = (rows[c].to_numpy() for c in ("y", "x", "t", "pcn"))
    dummies = (t[:, None] == np.array(times)).astype(float)
    b, cov = clustered(np.column_stack([dummies, x, x * t]), y, rows[cluster])
    trend = (b[-1], math.sqrt(cov[-1, -1]))
    X = np.column_stack([dummies[:, 1:], x * t])
    X = X - pd.DataFrame(X).groupby(pcn).transform("mean").to_numpy()
    within_y = y - pd.Series(y).groupby(pcn).transform("mean").to_numpy()
    b, cov = clustered(X, within_y, rows[cluster], absorbed=len(set(pcn)))
    return trend, (b[-1], math.sqrt(cov[-1, -1]))


def slope_change(filed, ends, indicator, england):
    """The change of the slope between two censuses by one model; none where returns cover too few patients.

    filed: the area's PCNs at both censuses as they filed; ends: the same with those put together that are one.
    """
    rows = stacked(ends, indicator)
    sizes = rows.groupby("t").size()
    covered = all(len(section) and completeness(section) >= COMPLETE_ENOUGH for section in filed)
    if not covered or len(sizes) < 2 or sizes.min() < FEWEST_IN_LINE:
        return None
    cluster = "icb" if by_icb(rows, england) else "pcn"
    _, change = census_fits(rows, cluster)
    return judged(interval(*change, rows[cluster].nunique() - 1)) | {"n": int(sizes.iloc[-1])}


def panel_model(panel, followed, quarters, indicator):
    """The model over the quarters whose returns cover enough patients; none below two of them.

    Clustered by ICB where these are enough, and by PCN as the sensitivity.
    """
    counts = {c: len(usable(followed[c]).dropna(subset=[indicator])) for c in quarters}
    used = [c for c in quarters if counts[c] >= FEWEST_IN_LINE and completeness(panel[c]) >= COMPLETE_ENOUGH]
    if len(used) < 2:
        return None
    rows = stacked({census: followed[census] for census in used}, indicator)

    def over_time(cluster):
        freedom = rows[cluster].nunique() - 1
        slopes, change = census_fits(rows, cluster)
        fits = zip(("change", "trend", "trend_within_pcns"), (change, *trend_fits(rows, cluster)))
        found = {name: judged(interval(*fit, freedom)) for name, fit in fits}
        slopes = {c: judged(interval(*fit, freedom)) | {"n": counts[c]} for c, fit in zip(used, slopes)}
        return slopes, found

    slopes, found = over_time("icb" if by_icb(rows, england=True) else "pcn")
    return {"from": used[0], "to": used[-1], "pcns": rows.pcn.nunique(), "slopes": slopes, **found,
            "by_pcn": over_time("pcn")[1]}
