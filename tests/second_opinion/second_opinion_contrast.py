"""More need against less at one census, for second_opinion.py: fifths, gap, ratio, slopes, concentration index.

England is clustered by ICB; with fewer than 20 of them, and elsewhere, HC3 or Welch (docs/methods.md, "Intervals").
"""
import math

import numpy as np
import pandas as pd

from second_opinion_estimate import (by_icb, clustered, icbs_of, interval, judged, line, mean_rate,
                                     ratio_interval, usable, within)

FIFTHS = ["most-need", "second", "middle", "fourth", "least-need"]
FEWEST_IN_FIFTH = 3
FEWEST_IN_LINE = 10
FEWEST_IN_RATE = 3
SPAN = 0.40  # of England's patients in order of need, for the slope index
QUARTER_OF_VALUE = 0.25
NAMED = 3


# ---- order of need -----------------------------------------------------------------------------------------

def fifths(x):
    """The fifth of each PCN, 1 for most need: five groups of England's PCNs by number (phe_quantile)."""
    n = len(x)
    ahead = n - np.searchsorted(np.sort(x), x, side="right")  # PCNs with more need
    return pd.Series(6 + (5 * (ahead - n)) // n, index=x.index)


def ranks(x, patients):
    """Fractional ranks, least to most need: the patients with less need and half of those with as much."""
    less, same = x[None, :] < x[:, None], x[None, :] == x[:, None]
    return (less @ patients + same @ patients / 2) / patients.sum()


def ordered(latest, indicator):
    """PCNs with a return, patients and a value, with need as x, England's fifth and England's rank."""
    known = latest[latest.patients.notna()].dropna(subset=[indicator])
    rows = usable(known.assign(x=known[indicator], fifth=fifths(known[indicator])))
    return rows.assign(rank=ranks(rows.x.to_numpy(), rows.patients.to_numpy()))


# ---- measures ----------------------------------------------------------------------------------------------

def fifth_rates(rows, england):
    """Each fifth's PCNs and rate, with an interval from three PCNs on; a rate is never below zero."""
    found = {}
    for number, name in enumerate(FIFTHS, 1):
        part = rows[rows.fifth == number]
        known = interval(*mean_rate(part, england)) if len(part) else {"value": None, "lower": None}
        if len(part) < FEWEST_IN_FIFTH or known["lower"] is None:
            known |= {"lower": None, "upper": None}
        else:
            known["lower"] = max(0.0, known["lower"])
        found[name] = {"pcns": len(part), "fte": part.fte.sum(), "patients": part.patients.sum(),
                       "rate": known["value"], "lower": known["lower"], "upper": known["upper"]}
    return found


def gap_and_ratio(rows, england):
    """The most-need less the least-need fifth, and one over the other: two dummies, patients as weights."""
    ends = [rows[rows.fifth == number] for number in (1, 5)]
    if min(map(len, ends)) < FEWEST_IN_FIFTH:
        return None, None
    both = pd.concat(ends)
    welch = not by_icb(both, england)
    if welch:  # the fifths apart, each with its ratio estimator
        rates, errors, freedoms = (np.array(part) for part in zip(*(mean_rate(end, False) for end in ends)))
        cov = np.diag(errors**2)
    else:
        X = np.column_stack([both.fifth == 1, both.fifth == 5]).astype(float)
        rates, cov = clustered(X, both.rate.to_numpy(), icbs_of(both), both.patients)
        freedoms = None

    def along(gradient):
        parts = gradient**2 * np.diag(cov)
        variance = gradient @ cov @ gradient
        if not welch:
            return math.sqrt(variance), len(set(icbs_of(both))) - 1
        return math.sqrt(variance), variance**2 / (parts**2 / freedoms).sum() if variance > 0 else 0

    gap = judged(interval(rates[0] - rates[1], *along(np.array([1.0, -1.0]))))
    if rates[1] <= 0:
        return gap, None
    if rates[0] <= 0:  # the logarithm of zero has no interval
        ratio = interval(0.0, math.nan, 0)
    else:
        ratio = ratio_interval(rates[0] / rates[1], *along(1 / rates * [1, -1]))
    return gap, ratio | {"verdict": gap["verdict"]}  # one comparison has one verdict


def slope_index(rows, england):
    """The rise of provision from the least to the most need of England's patients."""
    span = rows["rank"].max() - rows["rank"].min()
    if len(rows) < FEWEST_IN_LINE or rows.fte.sum() == 0 or span < SPAN:
        return None
    b, cov, freedom = line(rows, rows["rank"], rows.patients, england)
    return judged(interval(b[1], math.sqrt(cov[1, 1]), freedom))


def concentration_index(rows, england):
    """One less twice the area under the curve of FTE over patients; its error by the delta method on the line."""
    if len(rows) < FEWEST_IN_LINE or rows.fte.sum() == 0:
        return None
    steps = rows.groupby("x")[["patients", "fte"]].sum().cumsum()
    curve = np.vstack([[0.0, 0.0], (steps / steps.iloc[-1]).to_numpy()])
    value = 1 - 2 * np.trapezoid(curve[:, 1], curve[:, 0])
    own = ranks(rows.x.to_numpy(), rows.patients.to_numpy())
    (a, b), cov, freedom = line(rows, own, rows.patients, england)
    variance = np.average((own - 0.5) ** 2, weights=rows.patients)
    gradient = 2 * variance * np.array([-b, a]) / (a + b / 2) ** 2
    return within(interval(value, math.sqrt(gradient @ cov @ gradient), freedom), -1, 1)


def need_slope(rows, ten_points, england):
    """Unweighted least squares: the rate for ten more points of need."""
    if len(rows) < FEWEST_IN_LINE or rows.fte.sum() == 0:
        return None
    b, cov, freedom = line(rows, rows.x * ten_points, np.ones(len(rows)), england)
    return judged(interval(b[1], math.sqrt(cov[1, 1]), freedom))


def contrasts(rows, ten_points, england):
    """The measures of some rows by id; none where a measure must not be shown."""
    gap, ratio = gap_and_ratio(rows, england)
    index, slope = concentration_index(rows, england), slope_index(rows, england)
    if index:
        index |= {"verdict": slope and slope["verdict"]}  # that of the line over all of England's patients
    found = {"gap": gap, "ratio": ratio, "sii": slope, "concentration-index": index,
             "need-slope": need_slope(rows, ten_points, england)}
    at_an_end = int(rows.fifth.isin((1, 5)).sum())
    sizes = {"gap": at_an_end, "ratio": at_an_end}
    return {name: measure and measure | {"n": sizes.get(name, len(rows))} for name, measure in found.items()}


def rate_between_pcns(rows, england):
    """The rate of an area with its interval for variation between PCNs; none under three PCNs."""
    return interval(*mean_rate(rows, england)) if len(rows) >= FEWEST_IN_RATE else None


def against_england(rows, england_rate, shown):
    """An area's rate less England's; without an interval under three PCNs."""
    if not shown:
        return None
    rate, error, freedom = mean_rate(rows, False)
    error = error if len(rows) >= FEWEST_IN_RATE else math.nan
    return judged(interval(rate - england_rate, error, freedom))


# ---- one ICB left out --------------------------------------------------------------------------------------

def without_icbs(rows, measures_of):
    """For each measure, the ICBs that alone change its verdict or a quarter of its value: those that change it first.

    A ratio moves on the scale of logarithms, on which one is no difference.
    """
    whole = measures_of(rows)
    moved = {name: [] for name in whole}
    for icb in sorted(rows.icb.dropna().unique()):
        for name, left in measures_of(rows[rows.icb != icb]).items():
            if whole[name] is None or left is None:
                continue
            scale = math.log if name == "ratio" else float
            was, now = scale(whole[name]["value"]), scale(left["value"])
            far = abs(now - was) >= QUARTER_OF_VALUE * abs(was)
            turns = left["verdict"] != whole[name]["verdict"]
            if far or turns:
                moved[name].append((not turns, -abs(now - was), icb, left))
    for name, found in moved.items():
        if whole[name] is not None:
            nearest = sorted(found, key=lambda one: one[:3])[:NAMED]
            whole[name]["without_icb"] = {
                str(place): {"code": icb, "value": left["value"], "verdict": left["verdict"]}
                for place, (*_, icb, left) in enumerate(nearest, 1)}
    return whole
