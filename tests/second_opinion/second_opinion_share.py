"""Fair shares and what chance alone would leave, for second_opinion.py (docs/methods.md, "Fair shares")."""
import numpy as np
import pandas as pd
from scipy import stats

SMALLEST_BASE = 10
FEWEST_IN_SHARE = 3
RARE = 0.025
ROUNDING = 1e-9  # FTE over the size of a post is rounded in binary; a whole number of posts is one


def drawn_shares(answers, icb):
    """Shares drawn towards those of ICBs, and the variance between PCNs of an ICB; answers: lacked, base."""
    rows = answers.assign(icb=icb).dropna()
    rows = rows[rows.base >= SMALLEST_BASE]
    raw = rows.lacked / rows.base
    sums = rows.groupby("icb")[["lacked", "base"]].transform("sum")
    centre = sums.lacked / sums.base
    overall = rows.lacked.sum() / rows.base.sum()
    one_answer = overall * (1 - overall)
    room = (rows.base * (1 - rows.base / sums.base)).sum()
    beyond = (rows.base * (raw - centre) ** 2).sum() - (len(rows) - rows.icb.nunique()) * one_answer
    between = max(0.0, beyond / room) if room > 0 else 0.0
    # The weight d / (d + v / tau2), written so that it also holds where tau2 is none.
    weight = rows.base * between / (rows.base * between + one_answer)
    return centre + (raw - centre) * weight, between


def posts_of(filed, contracted):
    """How many posts some rows of a role are: one each, of contracted services as many as the FTE rounds to."""
    rounded = np.maximum(1, np.floor(filed + 0.5))
    return pd.Series(np.where(filed > 0, np.where(contracted, rounded, 1), 0), index=filed.index)


def fair_shares(rows, weight):
    """FTE shared out by a weight: the target of each PCN; none where there is nothing to share."""
    if len(rows) < FEWEST_IN_SHARE or rows.fte.sum() <= 0 or weight.sum() <= 0:
        return None
    return rows.fte.sum() * weight / weight.sum()


def away(rows, targets):
    """FTE away from fair shares."""
    return (rows.fte - targets).abs().sum() / 2


def dealt(posts, shares):
    """How likely each PCN is to have 0, 1, … posts when they are dealt by shares: a row for each number."""
    return stats.binom.pmf(np.arange(posts + 1)[:, None], posts, np.asarray(shares)[None, :])


def mean_deviation(posts, share):
    """The mean distance of a binomial number from its mean, summed over all that it may be."""
    numbers = np.arange(posts + 1)
    return np.abs(numbers - posts * share) @ stats.binom.pmf(numbers, posts, share)


def share_figures(rows, drawn, powers):
    """An area's fair shares and what chance would leave.

    rows: PCNs with a return, patients and a value; drawn: what list size is multiplied by, to each of the powers.
    """
    nothing = {"fair_share": {}, "fair_share_chance": None, "fair_share_sensitivity": {}}
    rows = rows[drawn.reindex(rows.index).notna()]
    drawn = drawn.reindex(rows.index)
    targets = fair_shares(rows, rows.patients * drawn)
    if targets is None:
        return nothing
    by_list = fair_shares(rows, rows.patients)
    posts = int(rows.posts.sum())
    size = rows.fte.sum() / posts
    shares = (targets / targets.sum()).to_numpy()
    chances, numbers = dealt(posts, shares), np.arange(posts + 1)
    up_to = lambda limits: (chances * (numbers[:, None] <= np.asarray(limits) + ROUNDING)).sum(0)
    far_below = (targets - rows.fte).to_numpy() >= size / 2 * (1 - ROUNDING)
    rare = up_to(rows.fte / size) < RARE
    pcns = pd.DataFrame({"fte": rows.fte, "target": targets, "target_by_list_size": by_list,
                         "gap": rows.fte - targets, "beyond_chance": far_below & rare})
    deviations = (chances * np.abs(numbers[:, None] - posts * shares)).sum()
    moved = {power: away(rows, fair_shares(rows, rows.patients * drawn**power)) for power in powers}
    return {
        "fair_share": pcns.astype(object).to_dict("index"),
        "fair_share_chance": {"posts": posts, "away": deviations / (2 * posts), "half_a_post": size / 2,
                              "below": int(far_below.sum()),
                              "below_by_chance": up_to(posts * shares - 0.5).sum()},
        "fair_share_sensitivity": {f"{float(power)}": {"fte": fte, "share": fte / rows.fte.sum()}
                                   for power, fte in moved.items()}}


def share_measures(rows, drawn):
    """The share of FTE away from fair shares, and that FTE."""
    rows = rows[drawn.reindex(rows.index).notna()]
    targets = fair_shares(rows, rows.patients * drawn.reindex(rows.index))
    if targets is None:
        return {"hoover-need": None, "fair-share-moved": None}
    moved = away(rows, targets)
    return {"hoover-need": {"value": moved / rows.fte.sum()}, "fair-share-moved": {"value": moved}}
