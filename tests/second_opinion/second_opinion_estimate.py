"""Estimates with their intervals and verdicts, least squares and rows with a rate, for second_opinion.py."""
import math

import numpy as np
import pandas as pd
from scipy import stats

FEWEST_CLUSTERS = 20  # ICBs; with fewer, errors are of single PCNs
LEVELS = {"": 0.975, "_998": 0.999}
WIDEST = 100  # times the ratio
NO_ERROR = 1e-12  # where nothing varies, as no PCN moved
ENDS = ("lower", "upper", "lower_998", "upper_998")


def usable(section):
    """PCNs with a return and patients, with their rate per 10,000."""
    rows = section[section.fte.notna() & section.patients.notna()]
    return rows.assign(rate=1e4 * rows.fte / rows.patients)


def completeness(section):
    """The share of patients that is in PCNs with a return."""
    return usable(section).patients.sum() / section.patients.sum()


def month_number(census):
    """Months since year 0, so that censuses subtract."""
    year, month = map(int, census.split("-"))
    return 12 * year + month


def icbs_of(rows):
    """The ICB of each row; PCNs without one make a cluster of their own."""
    return rows.icb.fillna("").to_numpy()


# ---- intervals and verdicts (docs/methods.md, "Verdicts") --------------------------------------------------

def interval(value, error, freedom):
    """An estimate with its 95% and 99.8% t intervals; without them where nothing varies or no error is known."""
    found = {"value": value} | dict.fromkeys(ENDS)
    if error > NO_ERROR:
        for tail, level in LEVELS.items():
            half = stats.t.ppf(level, freedom) * error
            found |= {"lower" + tail: value - half, "upper" + tail: value + half}
    return found


def ratio_interval(value, log_error, freedom):
    """A ratio with intervals on the log scale; one over a hundred times the ratio is too wide to tell."""
    found = interval(math.log(value), log_error, freedom)
    return within({key: end if end is None else math.exp(end) for key, end in found.items()}, 0, WIDEST * value)


def within(found, least, greatest):
    """The estimate without an interval that leaves a range; the wider never stands without the narrower."""
    found = dict(found)
    for tail in LEVELS:
        lower, upper = found["lower" + tail], found["upper" + tail]
        if lower is not None and (lower < least or upper > greatest):
            wider = ENDS if tail == "" else ENDS[2:]
            found |= dict.fromkeys(wider)
            if tail == "":
                return found | {"too_wide": True}
    return found | {"too_wide": False}


def verdict(found, null=0.0):
    """Clear by 99.8%, some evidence by 95%, else chance; too few PCNs where there is no interval."""
    if found["lower"] is None:
        return "too few PCNs to tell"
    inner = found["lower"] <= null <= found["upper"]
    outer = found["lower_998"] is None or found["lower_998"] <= null <= found["upper_998"]
    return "could be chance" if inner else "some evidence" if outer else "clear"


def judged(found):
    """A difference with its verdict."""
    return found | {"verdict": verdict(found)}


# ---- least squares -----------------------------------------------------------------------------------------

def clustered(X, y, cluster, weights=None, absorbed=0):
    """Weighted least squares with CR1 by cluster: (G/(G-1)) ((N-1)/(N-K)), K counting absorbed effects."""
    if weights is not None:
        root = np.sqrt(np.asarray(weights))
        X, y = X * root[:, None], y * root
    bread = np.linalg.inv(X.T @ X)
    b = bread @ (X.T @ y)
    scores = pd.DataFrame(X * (y - X @ b)[:, None]).groupby(np.asarray(cluster)).sum().to_numpy()
    G, N, K = len(scores), len(y), X.shape[1] + absorbed
    return b, bread @ (scores.T @ scores) @ bread * G / (G - 1) * (N - 1) / (N - K)


def hc3(X, y, weights):
    """Weighted least squares, each residual divided by one minus its point's leverage."""
    root = np.sqrt(np.asarray(weights))
    X, y = X * root[:, None], y * root
    bread = np.linalg.inv(X.T @ X)
    b = bread @ (X.T @ y)
    leverage = np.einsum("ij,jk,ik->i", X, bread, X)
    scores = X * ((y - X @ b) / (1 - leverage))[:, None]
    return b, bread @ (scores.T @ scores) @ bread


def by_icb(rows, england):
    """Whether errors of these rows are clustered by ICB."""
    return england and len(set(icbs_of(rows))) >= FEWEST_CLUSTERS


def line(rows, x, weights, england):
    """The line of the rate on x: intercept and slope, covariance, degrees of freedom."""
    X, y = np.column_stack([np.ones(len(rows)), x]), rows.rate.to_numpy()
    if by_icb(rows, england):
        return *clustered(X, y, icbs_of(rows), weights), len(set(icbs_of(rows))) - 1
    return *hc3(X, y, weights), len(rows) - 2


def mean_rate(rows, england):
    """The rate of rows together, its standard error and degrees of freedom: patients weigh the PCNs' rates.

    CR1 with each PCN a cluster of its own is the ratio estimator of survey sampling.
    """
    cluster = icbs_of(rows) if by_icb(rows, england) else np.arange(len(rows))
    if len(rows) < 2:
        return rows.rate.mean(), math.nan, 0
    b, cov = clustered(np.ones((len(rows), 1)), rows.rate.to_numpy(), cluster, rows.patients)
    return b[0], math.sqrt(cov[0, 0]), len(set(cluster)) - 1
