#!/usr/bin/env python3
"""What a user would pick instead, for `cargo bench --bench reading`.

    peers.py make-workbook TABLE.csv WORKBOOK.xlsx
    peers.py JOB PEER FILE        JOB is flat, csv or workbook

Each job reads a file into a wide table with a row a cell (area, industry, occupation) and, for every
measure, its number and its mark, and prints seconds (without the start of Python and its imports), the
largest resident size of the process in MiB, and the number of rows. Ends with 3 when the peer is not
installed (`pip install -r benches/peers.txt`).
"""

import csv
import importlib
import json
import resource
import sys
import time
import zipfile
from xml.sax.saxutils import escape

MEASURES = """TOT_EMP EMP_PRSE JOBS_1000 LOC_QUOTIENT PCT_TOTAL PCT_RPT H_MEAN A_MEAN MEAN_PRSE H_PCT10
H_PCT25 H_MEDIAN H_PCT75 H_PCT90 A_PCT10 A_PCT25 A_MEDIAN A_PCT75 A_PCT90""".split()


def flat_duckdb(path, duckdb):
    columns = ", ".join(
        f"max(CASE WHEN type = {t} THEN value END) AS v{t}, max(CASE WHEN type = {t} THEN note END) AS f{t}"
        for t in range(1, 18)
    )
    db = duckdb.connect()
    db.execute(f"""
        CREATE TABLE panel AS SELECT key, {columns} FROM (
            SELECT series[1:23] AS key, series[24:25]::UTINYINT AS type, try_cast(value AS DOUBLE) AS value, note
            FROM read_csv('{path}', delim='\t', header=true, quote='', columns={{'series': 'VARCHAR',
                'year': 'SMALLINT', 'period': 'VARCHAR', 'value': 'VARCHAR', 'note': 'UTINYINT'}})
        ) GROUP BY key""")
    return db.execute("SELECT count(*) FROM panel").fetchone()[0]


def flat_polars(path, pl):
    import numpy as np

    long = (
        pl.scan_csv(path, separator="\t", quote_char=None, infer_schema=False,
                    with_column_names=lambda _: ["series", "year", "period", "value", "note"])
        .select(
            pl.col("series").str.slice(0, 23).alias("key"),
            pl.col("series").str.slice(23, 2).cast(pl.UInt8).alias("type"),
            pl.col("value").str.strip_chars_start().cast(pl.Float64, strict=False),
            pl.col("note").cast(pl.UInt8, strict=False),
        )
        .collect()
    )
    # The lines of a cell follow each other, so that each value's place is known: much faster than pivot.
    starts = (long["key"] != long["key"].shift(1)).fill_null(True)
    cell, number = starts.cast(pl.Int64).cum_sum().to_numpy() - 1, long["type"].to_numpy() - 1
    values, notes = np.full((17, cell[-1] + 1), np.nan), np.zeros((17, cell[-1] + 1), np.uint8)
    values[number, cell] = long["value"].to_numpy()
    notes[number, cell] = long["note"].fill_null(0).to_numpy()
    columns = {f"v{t}": values[t] for t in range(17)} | {f"f{t}": notes[t] for t in range(17)}
    return len(pl.DataFrame({"key": long["key"].filter(starts)} | columns))


def flat_pandas(path, pd):
    long = pd.read_csv(path, sep="\t", dtype=str, names=["series", "year", "period", "value", "note"],
                       header=0, quoting=csv.QUOTE_NONE, usecols=["series", "value", "note"])
    long["key"], long["type"] = long["series"].str.slice(0, 23), long["series"].str.slice(23, 25)
    long["value"] = pd.to_numeric(long["value"].str.strip(), errors="coerce")
    return len(long.pivot(index="key", columns="type", values=["value", "note"]))


def csv_duckdb(path, duckdb):
    columns = ", ".join(f"try_cast({m} AS DOUBLE) AS {m}, CASE WHEN try_cast({m} AS DOUBLE) IS NULL THEN {m} END AS {m}_mark"
                        for m in MEASURES)
    db = duckdb.connect()
    db.execute(f"""CREATE TABLE panel AS SELECT AREA, AREA_TITLE, AREA_TYPE, NAICS, OWN_CODE, OCC_CODE, OCC_TITLE,
                   O_GROUP, {columns} FROM read_csv('{path}', all_varchar=true, header=true)""")
    return db.execute("SELECT count(*) FROM panel").fetchone()[0]


def marked(pl, frame):
    numbers = [pl.col(m).cast(pl.Float64, strict=False) for m in MEASURES]
    marks = [pl.when(pl.col(m).cast(pl.Float64, strict=False).is_null()).then(pl.col(m)).alias(f"{m}_mark")
             for m in MEASURES]
    keys = ["AREA", "AREA_TITLE", "AREA_TYPE", "NAICS", "OWN_CODE", "OCC_CODE", "OCC_TITLE", "O_GROUP"]
    return frame.select(*keys, *numbers, *marks)


def csv_polars(path, pl):
    return len(marked(pl, pl.scan_csv(path, infer_schema=False)).collect())


def csv_pandas(path, pd):
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    for m in MEASURES:
        number = pd.to_numeric(frame[m], errors="coerce")
        frame[f"{m}_mark"] = frame[m].where(number.isna())
        frame[m] = number
    return len(frame)


def workbook_fastexcel(path, fastexcel):
    sheet = fastexcel.read_excel(path).load_sheet(0, dtypes="string")
    frame = sheet.to_polars()
    import polars as pl
    return len(marked(pl, frame.lazy()).collect())


def workbook_openpyxl(path, openpyxl):
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    heads = next(rows)
    places = [heads.index(m) for m in MEASURES]
    panel = []
    for row in rows:
        cells = [row[place] for place in places]
        panel.append((row[0], row[4], row[8], [(c, None) if isinstance(c, (int, float)) else (None, c) for c in cells]))
    return len(panel)


def make_workbook(table, workbook):
    """A workbook as Excel writes it: shared strings, numbers in the columns of figures."""
    strings = {}

    def cell(place, text):
        if not text:
            return ""
        try:
            if place < 11:
                raise ValueError
            return f'<c r="{letters(place)}{{row}}"><v>{float(text):.17g}</v></c>'
        except ValueError:
            at = strings.setdefault(text, len(strings))
            return f'<c r="{letters(place)}{{row}}" t="s"><v>{at}</v></c>'

    def letters(place):
        return chr(65 + place) if place < 26 else "A" + chr(65 + place - 26)

    name = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{name}/spreadsheetml/2006/main"><sheetData>'.encode())
            with open(table, encoding="utf-8", newline="") as file:
                for number, row in enumerate(csv.reader(file), 1):
                    cells = "".join(cell(place, text) for place, text in enumerate(row)).replace("{row}", str(number))
                    sheet.write(f'<row r="{number}" spans="1:32">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        parts = {
            "xl/sharedStrings.xml": f'<sst xmlns="{name}/spreadsheetml/2006/main" uniqueCount="{len(strings)}">{texts}</sst>',
            "xl/workbook.xml": f'<workbook xmlns="{name}/spreadsheetml/2006/main" xmlns:r="{name}/officeDocument/2006/relationships"><sheets><sheet name="All May 2025 data" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{name}/package/2006/relationships"><Relationship Id="rId1" Type="{name}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{name}/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "_rels/.rels": f'<Relationships xmlns="{name}/package/2006/relationships"><Relationship Id="rId1" Type="{name}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml": f'<Types xmlns="{name}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        }
        for part, text in parts.items():
            archive.writestr(part, '<?xml version="1.0" encoding="UTF-8"?>' + text)


def main():
    job, peer, path = sys.argv[1:4]
    if job == "make-workbook":
        make_workbook(peer, path)
        return
    try:
        module = importlib.import_module(peer)
        if peer == "fastexcel":
            importlib.import_module("polars")
    except ImportError:
        sys.exit(3)
    begun = time.perf_counter()
    rows = globals()[f"{job}_{peer}"](path, module)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": seconds, "peak_mib": peak, "rows": rows}))


if __name__ == "__main__":
    main()
