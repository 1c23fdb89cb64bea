"""What other readers make of an edition's files: formats.py FOLDER...

openpyxl and LibreOffice open the workbooks, polars and pandas read the Parquet files as the CSV files, and analysis.json
is as its schema has it.
"""

import csv
import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile

import jsonschema
import openpyxl
import pandas
import polars

SCHEMA = pathlib.Path(__file__).parents[2] / "docs" / "analysis.schema.json"


def workbooks(folder):
    """Every workbook opens; each sheet behind the cover has one table whose header has no empty cell."""
    for path in sorted(folder.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"], path
        assert book.properties.title, path
        for sheet in book.worksheets[1:]:
            assert len(sheet.tables) == 1, (path, sheet.title)
            (table,) = sheet.tables.values()
            rows = sheet[table.ref]
            assert all(cell.value for cell in rows[0]), (path, sheet.title)
            assert not sheet.merged_cells.ranges, (path, sheet.title)
            assert sheet.freeze_panes, (path, sheet.title)
            values = [cell.value for row in rows[1:] for cell in row]
            assert all(value is not None for value in values), (path, sheet.title)
            formulas = [cell for row in rows for cell in row if cell.data_type == "f"]
            assert not formulas, (path, sheet.title, formulas)
        yield path


def converted(paths):
    """LibreOffice reads workbooks without repair and gives their first sheets."""
    if not shutil.which("soffice"):
        print("skipped: LibreOffice is not there")
        return
    with tempfile.TemporaryDirectory() as out:
        command = ["soffice", "--headless", "--convert-to", "csv", "--outdir", out, *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for path in paths:
            text = (pathlib.Path(out) / f"{path.stem}.csv").read_text()
            assert text.startswith("Social prescribing link workers in") or text.startswith('"Social'), path


def same(cell, value):
    """Whether a cell of CSV says what a reader of Parquet found."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return cell == ""
    return cell == value if isinstance(value, str) else float(cell) == float(value)


def open_data(folder):
    """Each Parquet file says what its CSV file says, to both readers."""
    tables = sorted((folder / "data").glob("*.parquet"))
    assert len(tables) >= 7, folder
    for path in tables:
        with open(path.with_suffix(".csv"), newline="") as file:
            header, *rows = csv.reader(file)
        frame = polars.read_parquet(path)
        assert frame.columns == header and frame.height == len(rows), path
        for row, found in zip(rows, frame.iter_rows(), strict=True):
            assert all(map(same, row, found)), (path, row, found)
        other = pandas.read_parquet(path)
        assert list(other.columns) == header and len(other) == len(rows), path
        for column, name in enumerate(header):
            for row, value in zip(rows, other[name], strict=True):
                assert same(row[column], None if value is None or value is pandas.NA else value), (path, name, row)


def main(folders):
    schema = json.loads(SCHEMA.read_text())
    for folder in map(pathlib.Path, folders):
        jsonschema.validate(json.loads((folder / "data" / "analysis.json").read_text()), schema)
        books = list(workbooks(folder))
        converted(books[:2] + books[-1:])
        open_data(folder)
        print(f"{folder}: {len(books)} workbooks, open data and analysis.json as they should be")


main(sys.argv[1:])
