"""Rates over time and beside each other, for second_opinion.py: changes, the funnel and XmR (docs/methods.md)."""
import math

import numpy as np
from scipy import stats

from second_opinion_estimate import by_icb, completeness, icbs_of, interval, judged, month_number, usable

HARD_BREAKS = ["2023-04", "2024-04"]  # role split, registration source
FEWEST_PAIRS = 3  # PCNs with a return at both ends of a change over four quarters
COMPLETE = 0.95  # of England's patients, for XmR
LOCKED = 13  # changes, for limits that are not on trial
QUARTER, YEAR = 3, 12  # months


# ---- censuses ("Which censuses are quarters") --------------------------------------------------------------

def across_break(before, after):
    """Whether a hard break lies between two censuses; one on the break's month is on the new side."""
    return any(before < point <= after for point in HARD_BREAKS)


def quarters_of(censuses, edition):
    """The censuses since the last break of which changes and models are made.

    Whole steps of three months before the edition, where any is there; else March, June, September and December.
    """
    since = sorted(census for census in censuses if not across_break(census, edition))
    steps = [c for c in since if (month_number(edition) - month_number(c)) % QUARTER == 0]
    return steps if len(steps) > 1 else [c for c in since if int(c[5:]) % QUARTER == 0]


def steps_of(quarters):
    """Each two quarters that follow each other."""
    return [(a, b) for a, b in zip(quarters, quarters[1:]) if month_number(b) - month_number(a) == QUARTER]


def year_before(edition):
    """The census of twelve months before."""
    return f"{int(edition[:4]) - 1}{edition[4:]}"


def settled_from(panel):
    """The first census from which on England's returns are complete enough; none where the last is not."""
    first = None
    for census in sorted(panel, reverse=True):
        if completeness(panel[census]) < COMPLETE:
            break
        first = census
    return first


# ---- change on matched PCNs ("Change over four quarters") --------------------------------------------------

def matched(before, after):
    """PCNs with a return and patients at both censuses, in the ICB of the later."""
    start, end = (usable(section)[["fte", "patients"]] for section in (before, after))
    return start.add_suffix("_0").join(end.add_suffix("_1"), how="inner").join(after.icb)


def paired_change(pairs, england):
    """Both rates, and the linearised paired standard error of their difference, with its degrees of freedom.

    A cluster's residuals are added up: each PCN is one, or for England each ICB.
    """
    patients = [pairs.patients_0.sum(), pairs.patients_1.sum()]
    rates = [pairs.fte_0.sum() / patients[0], pairs.fte_1.sum() / patients[1]]
    before = (pairs.fte_0 - rates[0] * pairs.patients_0) / patients[0]
    after = (pairs.fte_1 - rates[1] * pairs.patients_1) / patients[1]
    cluster = icbs_of(pairs) if by_icb(pairs, england) else np.arange(len(pairs))
    sums = (after - before).groupby(cluster).sum()
    n = len(sums)
    error = math.sqrt(n / (n - 1) * (sums**2).sum()) if n > 1 else math.nan
    return 1e4 * rates[0], 1e4 * rates[1], 1e4 * error, n - 1


def change_of(pairs, england):
    """The change on some pairs, with its rates; none of fewer than three."""
    if len(pairs) < FEWEST_PAIRS:
        return None
    before, after, *error = paired_change(pairs, england)
    return {"pcns": len(pairs), "rate_from": before, "rate_to": after,
            "estimate": judged(interval(after - before, *error))}


# ---- funnel ("Funnel") -------------------------------------------------------------------------------------

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


# ---- XmR on the change between quarters ("Usual movement (XmR)") -------------------------------------------

def xmr_limits(stretches, screened):
    """Mean and limits from the moving range; screening drops once those of 3.267 times their mean or more.

    No moving range crosses a quarter that is missing: each stretch is without a gap.
    """
    values = np.concatenate(stretches)
    moves = np.abs(np.concatenate([np.diff(stretch) for stretch in stretches]))
    kept = moves[moves < 3.267 * moves.mean()] if screened else moves
    move = kept.mean() if len(kept) else 0.0
    mean = values.mean()
    outer, inner = 2.66 * move, 2.66 * 2 / 3 * move  # not the published, rounded 1.7733
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


def xmr_signals_of(stretches, limits):
    """The signals of all points; no run crosses a quarter that is missing."""
    return [signal for stretch in stretches for signal in xmr_signals(stretch, limits)]


def xmr(steps):
    """The chart of one area; none without two changes that follow each other.

    steps: for the later census of each step of a quarter, the area's PCNs at both, put together where they are one.
    """
    changes, stretches, last = {}, [], None
    for after, ends in steps.items():
        pairs = matched(*ends)
        if not len(pairs):
            continue
        start, end, *_ = paired_change(pairs, False)
        changes[after] = {"value": end - start, "n": len(pairs)}
        if last is None or month_number(after) - month_number(last) != QUARTER:
            stretches.append([])
        stretches[-1].append(end - start)
        last = after
    stretches = [np.array(stretch) for stretch in stretches]
    if max(map(len, stretches), default=0) < 2:
        return None
    limits = xmr_limits(stretches, True)
    return {"changes": changes, "limits": limits, "limits_unscreened": xmr_limits(stretches, False),
            "signals": xmr_signals_of(stretches, limits), "trial": len(changes) < LOCKED}
