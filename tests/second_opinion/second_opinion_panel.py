"""Published files to the panel of all censuses on an edition's areas, for second_opinion.py (docs/methods.md)."""
import calendar
import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pandas as pd

from second_opinion_share import posts_of

PCN_CODE = re.compile(r"^U\d{5}$")
ROLE = "Social Prescribing Link Worker"  # the series without mental-health training
SMALLEST_BASE = 10  # weighted answers under which a share is not shown


# ---- published files ---------------------------------------------------------------------------------------

def csv_files(path, name, raw=None):
    """Every CSV in a folder or zip (also a zip in a zip), as (name, bytes)."""
    if raw is None and path.is_dir():
        for child in sorted(path.iterdir()):
            yield from csv_files(child, child.name)
    elif name.lower().endswith(".csv"):
        yield name, path.read_bytes() if raw is None else raw
    elif name.lower().endswith(".zip"):
        with zipfile.ZipFile(path if raw is None else io.BytesIO(raw)) as archive:
            for member in archive.namelist():
                yield from csv_files(path, member, archive.read(member))


def table(raw):
    """A CSV as text columns: UTF-8 where it is that, else Windows-1252."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


def date_of(text):
    """An extract date, in any of the spellings of the publication."""
    for pattern in ("%Y-%m-%d", "%d%b%Y", "%d-%b-%y"):
        try:
            return dt.datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    raise ValueError(f"not a date: {text}")


def list_sizes(rows):
    """Patients by practice, from totals, five-year ages or single years (which come as one file a sex)."""
    rows = rows.rename(columns={"ORG_TYPE": "TYPE", "ORG_CODE": "CODE", "AGE_GROUP_5": "AGE"})
    rows = rows[rows.AGE.eq("ALL") & (rows.TYPE.eq("GP") if "TYPE" in rows else True)]
    if rows.SEX.eq("ALL").any():
        rows = rows[rows.SEX.eq("ALL")]
    return rows.NUMBER_OF_PATIENTS.astype(float).groupby(rows.CODE).sum()


def practice_map(rows):
    """PCN, ICB, sub-ICB and region by practice."""
    names = {"STP_CODE": "ICB_CODE", "CCG_CODE": "SUB_ICB_LOCATION_CODE"}
    rows = rows.rename(columns=names).set_index("PRACTICE_CODE")
    keep = {"PCN_CODE": "pcn", "ICB_CODE": "icb"}
    keep |= {"SUB_ICB_LOCATION_CODE": "sub-icb", "COMM_REGION_CODE": "region"}
    return rows[list(keep)].rename(columns=keep)


def read_survey(rows, practice, lacked, base):
    """Weighted answers by practice; values below zero are reasons and not numbers."""
    answers = rows.set_index(practice)[[lacked, base]].astype(float).set_axis(["lacked", "base"], axis=1)
    return answers[(answers.lacked >= 0) & (answers.base > 0)]


def read_sources(folder):
    """All tables that are needed, each recognised by its header."""
    src = {"workforce": {}, "lists": {}, "maps": {}, "imd": {}, "survey": {}}
    for name, raw in csv_files(Path(folder), Path(folder).name):
        rows = table(raw)
        columns = set(rows.columns)
        if {"CENSUS_YEAR", "DETAILED_STAFF_ROLE"} <= columns:
            src["workforce"][f"{int(rows.CENSUS_YEAR[0])}-{int(rows.CENSUS_MONTH[0]):02}"] = rows
        elif {"NUMBER_OF_PATIENTS", "SEX"} <= columns:
            date, sizes = date_of(rows.EXTRACT_DATE[0]), list_sizes(rows)
            halves = date in src["lists"] and not rows.SEX.eq("ALL").any()
            src["lists"][date] = src["lists"][date].add(sizes, fill_value=0) if halves else sizes
        elif {"PRACTICE_CODE", "PCN_CODE", "PRACTICE_POSTCODE"} <= columns:
            src["maps"][date_of(rows.EXTRACT_DATE[0])] = practice_map(rows)
        elif {"Indicator ID", "Area Code", "Value"} <= columns:
            rows = rows[rows["Area Code"].str.match(r"^[A-Z]\d{5}$") & rows.Value.ne("")]
            year = int(re.search(r"IMD (\d{4})", rows["Indicator Name"].iloc[0]).group(1))
            src["imd"][year] = rows.set_index("Area Code").Value.astype(float)
        elif {"PRACTICE_CODE", "IMD_SCORE"} <= columns:
            rows = rows[pd.to_numeric(rows.IMD_SCORE, errors="coerce").notna()]
            src["imd"][int(rows.IMD_YEAR.iloc[0])] = rows.set_index("PRACTICE_CODE").IMD_SCORE.astype(float)
        elif "Q32_3" in columns:
            src["survey"][year_in(name)] = read_survey(rows, "Practice_Code", "Q32_3", "Q32_123base")
        elif "healthsupport_3.count" in columns:
            answers = read_survey(rows, "ad_practicecode", "healthsupport_3.count", "healthsupport.baseevalw")
            src["survey"][year_in(name)] = answers
    return src


def year_in(name):
    """The survey's year, which only its published name gives."""
    return int(re.search(r"(?<!\d)20\d\d(?!\d)", name).group())


# ---- the panel ---------------------------------------------------------------------------------------------

def dated_nearest(tables, census):
    """The date, of those of some tables, nearest to the last day of the census month; a tie goes to the earlier."""
    year, month = map(int, census.split("-"))
    end = dt.date(year, month, calendar.monthrange(year, month)[1])
    return min(tables, key=lambda date: (abs((date - end).days), date))


def nearest(tables, census):
    """The table of that date."""
    return tables[dated_nearest(tables, census)]


def practices_at(src, census):
    """Practices of the census's map that are in a PCN, with their patients."""
    rows = nearest(src["maps"], census)
    rows = rows[rows.pcn.str.match(PCN_CODE)]
    return rows.assign(patients=nearest(src["lists"], census).reindex(rows.index))


def most_patients(rows, place):
    """For each PCN, the place that holds most of its patients; a tie goes to the first code."""
    held = rows.fillna({"patients": 0}).groupby(["pcn", place], as_index=False).patients.sum()
    held = held.sort_values(["pcn", "patients", place], ascending=[True, False, True])
    return held.drop_duplicates("pcn").set_index("pcn")[place]


def first_known(*choices):
    """For each row of the first series, the first value that is there."""
    known = choices[0].astype(object)
    for choice in choices[1:]:
        known = known.where(known.notna(), choice.reindex(known.index))
    return known


def published_section(src, census):
    """One census as published: a row for each active PCN with FTE (none: no return), patients and place."""
    practices = practices_at(src, census)
    filed = src["workforce"][census]
    filed = filed[filed.PCN_CODE.str.match(PCN_CODE)]
    in_role = filed.FTE.astype(float).where(filed.DETAILED_STAFF_ROLE.eq(ROLE), 0.0)
    fte = in_role.groupby(filed.PCN_CODE).sum()
    patients = practices.groupby("pcn").patients.sum()
    section = pd.DataFrame(index=fte.index.union(patients.index))
    section["fte"] = fte
    contracted = filed.Data_source.eq("NWRS contracted services")
    section["posts"] = posts_of(in_role, contracted).groupby(filed.PCN_CODE).sum()
    section["patients"] = patients[patients > 0]
    first = filed.drop_duplicates("PCN_CODE").set_index("PCN_CODE")
    for place, column in [("icb", "ICB_CODE"), ("sub-icb", "SUB_ICB_CODE"), ("region", "COMM_REGION_CODE")]:
        section[place] = first_known(first[column].reindex(section.index), most_patients(practices, place))
    return section


def carry_back(src, section, census, latest, edition):
    """Puts a census's PCNs where they are at the edition; one that is gone follows its practices."""
    then, now = practices_at(src, census), nearest(src["maps"], edition)
    gone = then[~then.pcn.isin(latest.index)]
    for place in ("icb", "sub-icb"):
        home = first_known(now.pcn.map(latest[place]), now[place])
        moved = gone.assign(**{place: home.reindex(gone.index)}).dropna(subset=[place])
        followed = most_patients(moved, place)
        published = section[place].where(section[place].isin(latest[place]))
        section[place] = first_known(latest[place].reindex(section.index), followed, published)
    region = latest.dropna(subset=["icb"]).drop_duplicates("icb").set_index("icb").region
    section["region"] = section.icb.map(region)
    return section


def need_values(practices, survey, imd):
    """Need by PCN of a map, one column for each indicator there is."""
    need = pd.DataFrame(index=pd.Index(sorted(practices.pcn.unique())))
    if survey is not None:
        sums = practices[["pcn"]].join(survey, how="inner").groupby("pcn").sum()
        sums = sums[sums.base >= SMALLEST_BASE]
        need["support-gap"] = sums.lacked / sums.base
    if imd is not None:
        scored = practices.assign(score=imd.reindex(practices.index))
        scored = scored[scored.score.notna() & (scored.patients > 0)]
        total = (scored.score * scored.patients).groupby(scored.pcn).sum()
        need["deprivation"] = total / scored.patients.groupby(scored.pcn).sum()
    return need


def answers_at(src, census, pcns, survey, edition):
    """The survey's answers of some PCNs: by the edition's map where that has the PCN, else by the census's own."""
    if survey is None:
        return None
    sums = {}
    for at in (census, edition):
        practices = practices_at(src, at)[["pcn"]]
        known = practices.join(survey, how="inner").groupby("pcn").sum()
        sums |= {pcn: pd.Series({"lacked": 0.0, "base": 0.0}) for pcn in practices.pcn.unique()}
        sums |= dict(known.iterrows())
    return pd.DataFrame.from_dict(sums, orient="index").reindex(pcns)


def chosen(src, edition, survey, imd):
    """The survey's and the index's year: as asked, else the latest that was out by the edition."""
    if survey is None:  # the results of a year appear in its July
        survey = max((year for year in src["survey"] if f"{year}-07" <= edition), default=None)
    if imd is None:
        imd = max((year for year in src["imd"] if year <= 2019 or edition >= "2025-11"), default=None)
    for kind, year in (("survey", survey), ("imd", imd)):
        if year is not None and year not in src[kind]:
            raise LookupError(f"no {kind} of {year} in the data")
    return survey, imd


def edition_panel(src, edition, survey, imd):
    """Every census up to the edition, on the edition's areas and with the edition's need (census -> rows)."""
    if edition not in src["workforce"]:
        raise LookupError(f"no workforce file for {edition} in the data")
    survey, imd = src["survey"].get(survey), src["imd"].get(imd)
    latest = published_section(src, edition)
    need_now = need_values(practices_at(src, edition), survey, imd)
    panel = {}
    for census in sorted(c for c in src["workforce"] if c <= edition):
        section = carry_back(src, published_section(src, census), census, latest, edition)
        need_then = need_values(practices_at(src, census), survey, imd)
        known = need_now.reindex(section.index)
        own = need_then.reindex(section.index)[~section.index.isin(need_now.index)]
        panel[census] = section.join(known.combine_first(own)[list(need_now.columns)])
    return panel
