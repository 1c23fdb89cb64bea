#!/usr/bin/env python3
"""An independent check of data/analysis.json: contrasts, fair shares, slopes, changes, panel model, funnel and XmR.

Reads the published files itself, follows PCNs by their practices, computes the figures by docs/methods.md
and compares them with what `briefings build` wrote. It shares no code with the program.

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

import pandas as pd

from second_opinion_contrast import against_england, contrasts, fifth_rates, ordered, rate_between_pcns, without_icbs
from second_opinion_course import (HARD_BREAKS, across_break, change_of, funnel, funnel_limits, matched, quarters_of,
                                   settled_from, steps_of, xmr, year_before)
from second_opinion_estimate import completeness, usable
from second_opinion_lineage import followed_panel, followed_part
from second_opinion_panel import answers_at, chosen, edition_panel, read_sources
from second_opinion_share import drawn_shares, share_figures, share_measures
from second_opinion_slopes import (COMPLETE_ENOUGH, LARGEST_TAU, PER_TEN_POINTS, panel_model, pool, slope_change,
                                   slopes_by_census, slopes_by_group)

MISSING = object()
LISTS = ("slopes", "changes", "fair_share", "fair_share_sensitivity", "without_icb", "need_slopes")
SHARE_POWERS = {"support-gap": (0, 1, 2), "deprivation": (0,)}  # a score is on no ratio scale


# ---- what is read ------------------------------------------------------------------------------------------

class Edition:
    """An edition's data: the panel as filed, and PCNs followed where censuses are compared."""

    def __init__(self, data, edition, survey, imd):
        src = read_sources(data)
        self.edition = edition
        self.survey, self.imd = chosen(src, edition, survey, imd)
        self.panel = edition_panel(src, edition, self.survey, self.imd)
        self.latest = self.panel[edition]
        self.indicators = [name for name in PER_TEN_POINTS if name in self.latest]
        asked = src["survey"].get(self.survey)
        answers = {c: answers_at(src, c, self.panel[c].index, asked, edition) for c in self.panel}
        self.answers = answers[edition]
        self.quarters = quarters_of(self.panel, edition)
        self.followed = followed_panel(src, self.panel, HARD_BREAKS, answers)
        ends = lambda a, b: list(followed_part(src, self.panel, [a, b], answers).values())
        first = settled_from(self.panel)
        self.steps = {b: ends(a, b) for a, b in steps_of(self.quarters) if first and a >= first}
        start = year_before(edition)
        comparable = start in self.panel and not across_break(start, edition)
        self.year = ends(start, edition) if comparable else None
        self.ordered = {name: ordered(self.latest, name) for name in self.indicators}
        self.drawn = {"deprivation": pd.Series(1.0, self.latest.index)}
        if self.answers is not None:
            self.drawn["support-gap"], _ = drawn_shares(self.answers, self.latest.icb)


# ---- all figures -------------------------------------------------------------------------------------------

def change_figures(data, rows_of, england):
    """The change over four quarters as an area has it, and as a measure."""
    if data.year is None:
        return None, None
    before, after = data.year
    pairs = matched(rows_of(before, after), rows_of(after, after))
    change = change_of(pairs, england)
    if change is None:
        return None, None
    measure = change["estimate"] | {"n": change["pcns"]}
    if england:
        estimate = lambda rows: {"change-4q": (change_of(rows, True) or {"estimate": None})["estimate"]}
        measure |= {"without_icb": without_icbs(pairs, estimate)["change-4q"]["without_icb"]}
    return {"from": year_before(data.edition), "to": data.edition} | change, measure


def slope_over_year(data, of, indicator, england):
    """The change of an area's slope over four quarters."""
    if data.year is None:
        return None
    dates = (year_before(data.edition), data.edition)
    filed = [of(data.panel[date]) for date in dates]
    ends = {date: of(section) for date, section in zip(dates, data.year)}
    return slope_change(filed, ends, indicator, england)


def area_figures(data, kind, code, need):
    """What every kind of area has."""
    england = kind == "england"
    of = lambda rows: rows if england else rows[rows[kind] == code]
    # A change is of the PCNs that are in the area at the later census.
    there = lambda rows, later: rows[rows.index.isin(of(later).index)]
    change, measure = change_figures(data, there, england)
    rows = usable(of(data.latest))
    measures = {"change-4q None": measure}
    for name in data.indicators:
        ten = PER_TEN_POINTS[name]
        known = of(data.ordered[name])
        own = lambda part: contrasts(part, ten, england)
        found = without_icbs(known, own) if england else own(known)
        found |= share_measures(known, data.drawn[name])
        found["need-slope-change-4q"] = slope_over_year(data, of, name, england)
        measures |= {f"{id_} {name}": one for id_, one in found.items()}
    shares = {}
    if need in data.indicators:
        shares = share_figures(of(data.ordered[need]), data.drawn[need], SHARE_POWERS[need])
    steps = {after: [there(end, ends[1]) for end in ends] for after, ends in data.steps.items()}
    return {"measures": measures, "rate_between_pcns": rate_between_pcns(rows, england),
            "fifths": {name: fifth_rates(of(data.ordered[name]), england) for name in data.indicators},
            "change": change, "xmr": xmr(steps), **shares}


def add_places(areas, data):
    """Each ICB's place in the funnel, and each area beside England, where its rate may be shown; the funnel itself."""
    latest, whole = data.latest, usable(data.latest)
    england_rate = 1e4 * whole.fte.sum() / whole.patients.sum()
    fte, patients = {}, {}
    for (kind, code), area in areas.items():
        if kind == "england":
            continue
        section = latest[latest[kind] == code]
        rows = usable(section)
        shown = len(rows) > 0 and completeness(section) >= COMPLETE_ENOUGH
        area["against_england"] = against_england(rows, england_rate, shown)
        if kind == "icb" and shown:
            fte[code], patients[code] = rows.fte.sum(), rows.patients.sum()
    for kind in {kind for kind, _ in areas}:
        beside = [area.get("against_england") for key, area in areas.items() if key[0] == kind]
        beside = [found for found in beside if found]
        for found in beside:
            found["comparisons"] = len(beside)
    fit = funnel(pd.Series(fte), pd.Series(patients))
    for (kind, code), area in areas.items():
        if kind == "icb":
            area["funnel"] = None
        if kind == "icb" and code in fte:
            limits = funnel_limits(fit, patients[code])
            inside = limits["lower_998"] <= 1e4 * fte[code] / patients[code] <= limits["upper_998"]
            area["funnel"] = limits | {"unusual": not inside}
    return fit


def add_slopes(areas, data, indicator):
    """The pooled slopes by one indicator."""
    rows = data.ordered[indicator].dropna(subset=["icb"])
    slopes = slopes_by_group(rows.rate, rows.x * PER_TEN_POINTS[indicator], rows.icb)
    measures, pooled, overall = pool(slopes, LARGEST_TAU) if len(slopes) > 1 else ({}, {}, None)
    areas["england", "ENG"]["measures"][f"need-slope-pooled {indicator}"] = overall
    for (kind, code), area in areas.items():
        if kind == "icb":
            area["measures"][f"need-slope-pooled {indicator}"] = measures.get(code)
            area.setdefault("pooled", {})[indicator] = pooled.get(code)


def figures(data, need):
    """Every figure, in the shape that `reshaped` gives analysis.json; need: that of the fair shares."""
    keys = [("england", "ENG")]
    for kind in ("icb", "sub-icb", "region"):
        keys += [(kind, code) for code in sorted(data.latest[kind].dropna().unique())]
    areas = {key: area_figures(data, *key, need) for key in keys}
    england = areas["england", "ENG"]
    fit = add_places(areas, data)
    for indicator in data.indicators:
        add_slopes(areas, data, indicator)
    england["panel_model"] = {name: panel_model(data.panel, data.followed, data.quarters, name)
                              for name in data.indicators}
    england["need_slopes"] = slopes_by_census(data.panel, data.indicators)
    return {"funnel": fit, "areas": areas}


# ---- the comparison ----------------------------------------------------------------------------------------

def keyed(rows, key, *values):
    """A list of analysis.json by a key, with some of its values or all."""
    pick = lambda row: {value: row.get(value) for value in values} if values else row
    return {str(row[key]): pick(row) for row in rows}


def reshaped_measure(measure):
    """A measure of analysis.json with what it leaves out where there is nothing to say."""
    if measure["value"] is None:
        return None
    named = enumerate(measure.get("without_icb", []), 1)
    return {"too_wide": False} | measure | {"without_icb": {str(place): icb for place, icb in named}}


def reshaped(area):
    """An area of analysis.json with its lists keyed, as in `figures`."""
    area = dict(area)
    area["measures"] = {f"{m['id']} {m['indicator']}": reshaped_measure(m) for m in area.get("measures", [])}
    area["fifths"] = {name: keyed(rows, "fifth") for name, rows in area.get("fifths", {}).items()}
    area["fair_share"] = keyed(area.get("fair_share", []), "pcn")
    area["fair_share_sensitivity"] = keyed(area.get("fair_share_sensitivity", []), "exponent")
    area["need_slopes"] = {point["census"]: point.get("need_slope", {}) for point in area.get("trend", [])}
    if area.get("xmr"):
        area["xmr"] = area["xmr"] | {"changes": keyed(area["xmr"].get("changes", []), "census")}
    if area.get("panel_model"):
        area["panel_model"] = {
            indicator: model and model | {"slopes": keyed(model.get("slopes", []), "census")}
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
        if path.endswith(LISTS):
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
        data = Edition(options.data, options.edition, options.survey, options.imd)
        analysis = None if options.show else json.loads(Path(options.analysis).read_text(encoding="utf-8"))
        made_as = [analysis[key] for key in ("edition", "geography", "role")] if analysis else None
        if made_as not in (None, [options.edition, "edition", "link-worker"]):
            raise ValueError(f"{options.analysis} is of {made_as}, not of {options.edition} and the defaults")
    except (LookupError, OSError, ValueError) as problem:
        print(f"second_opinion: {problem}", file=sys.stderr)
        return 2
    data.indicators = [name for name in data.indicators if options.need in (None, name)]
    need = analysis["need"] if analysis else data.indicators[0]
    print(f"{len(data.panel)} censuses; survey {data.survey}, IMD {data.imd}; {data.indicators}", file=sys.stderr)
    want = figures(data, need)
    if options.show:
        areas = [{"kind": kind, "code": code} | figs for (kind, code), figs in want["areas"].items()]
        json.dump({"funnel": want["funnel"], "areas": areas}, sys.stdout, indent=1, default=lambda one: one.item())
        print()
        return 0
    total, bad, words = compare(want, analysis)
    for line in words if options.list else words[:20]:
        print(line)
    print(f"{total - bad} of {total} figures agree")
    return 1 if words else 0


if __name__ == "__main__":
    sys.exit(main())
