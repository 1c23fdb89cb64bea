"""PCNs followed by their practices through mergers, splits and new codes, for second_opinion.py.

Two PCNs of consecutive maps are one where the practices that they share held half or more of the patients of
either; a code that goes on is one PCN unless it left for another and was taken by another. One practice that moves
between two PCNs that both go on links nothing. What hangs together between two breaks is one unit.
"""
import pandas as pd
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from second_opinion_panel import PCN_CODE, dated_nearest

FIGURES = ["fte", "patients"]


def in_pcns(rows):
    """The PCN of each practice that is in one."""
    return rows.pcn[rows.pcn.str.match(PCN_CODE)]


def linked(old, new, patients):
    """Pairs of PCNs, one of each map, that are one; old, new: PCN by practice."""
    held = lambda pcns: patients.reindex(pcns.index).fillna(0).groupby(pcns).sum()
    was, now = held(old), held(new)
    both = pd.concat([old, new], axis=1, keys=["a", "b"], join="inner")
    both["patients"] = patients.reindex(both.index).fillna(0)
    pairs = both.groupby(["a", "b"]).patients.agg(["sum", "size"]).reset_index()
    half = (2 * pairs["sum"] >= pairs.a.map(was)) | (2 * pairs["sum"] >= pairs.b.map(now))
    lone_move = (pairs.a != pairs.b) & (pairs["size"] == 1) & pairs.a.isin(now.index) & pairs.b.isin(was.index)
    pairs = pairs[half & (pairs["sum"] > 0) & ~lone_move]
    found = set(zip(pairs.a, pairs.b))
    moved = [(a, b) for a, b in found if a != b]
    reused = {a for a, _ in moved} & {b for _, b in moved}
    return found | {(code, code) for code in set(was.index) & set(now.index) - reused}


def units_of(src, part):
    """The unit of each (map date, PCN) of some censuses, by number, and the map date of each census."""
    dates = {census: dated_nearest(src["maps"], census) for census in part}
    steps = [(a, b) for a, b in zip(part, part[1:]) if dates[a] != dates[b]]
    order = [dates[part[0]]] + [dates[b] for _, b in steps]
    pcns = {date: in_pcns(src["maps"][date]) for date in order}
    nodes = [(date, code) for date in order for code in sorted(pcns[date].unique())]
    number = {node: i for i, node in enumerate(nodes)}
    edges = []
    for a, b in steps:
        lists = src["lists"][dated_nearest(src["lists"], a)]
        for x, y in linked(pcns[dates[a]], pcns[dates[b]], lists):
            edges.append((number[dates[a], x], number[dates[b], y]))
    for code in {code for _, code in nodes}:  # a code that a map lacks and a later one has again
        there = [i for i, date in enumerate(order) if (date, code) in number]
        edges += [(number[order[i], code], number[order[j], code]) for i, j in zip(there, there[1:]) if j > i + 1]
    ends = list(zip(*edges)) or [(), ()]
    graph = coo_matrix(([1] * len(edges), ends), shape=(len(nodes), len(nodes)))
    label = connected_components(graph, directed=False)[1]
    return {node: label[i] for node, i in number.items()}, dates, order


def unit(units, order, date, code):
    """The unit of a code at a map, by the nearest map that has it; none where none has."""
    here = order.index(date)
    for other in sorted(range(len(order)), key=lambda i: (abs(i - here), i)):
        if (order[other], code) in units:
            return units[order[other], code]
    return None


def put_together(rows):
    """FTE and patients of a unit's rows as one; none where it is not known what the whole had."""
    if len(rows) == 1:
        return rows.iloc[0][FIGURES]
    listed = rows.patients.notna()
    silent = rows.fte.isna().all()
    whole = rows.fte[listed].notna().all() and not (rows.fte[~listed] > 0).any()
    if not silent and not whole:
        return None
    return rows[FIGURES].sum(min_count=1)


def need_together(rows, answers):
    """Need of a unit's rows as one: answers added up, scores weighted by patients."""
    need = {}
    if "support-gap" in rows:
        known = answers.reindex(rows.index[rows["support-gap"].notna()]).sum()
        need["support-gap"] = known.lacked / known.base if known.base else None
    if "deprivation" in rows:
        known = rows.dropna(subset=["deprivation", "patients"])
        total = known.patients.sum()
        need["deprivation"] = (known.deprivation * known.patients).sum() / total if total else None
    return need


def followed_part(src, panel, part, answers):
    """The censuses of one part of the series with units put together."""
    units, dates, order = units_of(src, part)
    codes = pd.Series([code for _, code in units]).groupby(list(units.values())).nunique()
    changed = set(codes[codes > 1].index)
    of = {}
    for census in part:
        found = {code: unit(units, order, dates[census], code) for code in panel[census].index}
        of[census] = pd.Series({code: u for code, u in found.items() if u in changed}, dtype=float)
    heads = {}
    for census in part:
        for number, group in panel[census].join(of[census].rename("unit"), how="inner").groupby("unit"):
            listed = group.drop(columns="unit").dropna(subset=["patients"])
            if len(listed):
                head = listed.sort_values("patients", ascending=False, kind="stable").iloc[0].copy()
                rows = group.drop(columns="unit")
                if len(rows) > 1:
                    for name, value in need_together(rows, answers[census]).items():
                        head[name] = value
                heads[number] = head
    followed = {}
    for census in part:
        rows = panel[census]
        put = {}
        for number, group in rows.join(of[census].rename("unit"), how="inner").groupby("unit"):
            sums = put_together(group)
            if sums is not None and number in heads:
                head = heads[number].copy()
                head[FIGURES] = sums
                put[head.name] = head
        kept = rows[~rows.index.isin(of[census].index)]
        whole = pd.concat([kept, pd.DataFrame.from_dict(put, orient="index")]) if put else kept
        followed[census] = whole.astype({c: float for c in whole if c not in ("icb", "sub-icb", "region")}).sort_index()
    return followed


def followed_panel(src, panel, breaks, answers):
    """The panel with PCNs put together that are one over time, part by part between the breaks."""
    parts = {}
    for census in sorted(panel):
        parts.setdefault(sum(point <= census for point in breaks), []).append(census)
    followed = {}
    for part in parts.values():
        followed |= followed_part(src, panel, part, answers)
    return followed
