"""Outlines of countries and first-order divisions for the map, from those of the gazetteer.

Not needed to run or to test Dateline: the file it writes is in git. To rebuild it:

    python data/basemap/divisions.py

Format, see also ``discs_divisions.js``: gzipped JSON, ``{"bits", "country": [], "admin1": []}``,
rows ``[code, country, name, rings, other names]``. A country's code is ISO 3166-1 alpha-2, that of
a division its GeoNames id; rings are flat lists ``[x, y, dx, dy, …]`` in units of the Web Mercator
square, 2**bits wide. Rings across the antimeridian are cut there, as in the source.
"""

import gzip
import json
import lzma
from pathlib import Path
from typing import Any

import numpy as np
import shapely

ROOT = Path(__file__).resolve().parents[2]
GAZETTEER = ROOT / "data" / "gazetteer"
FILE = ROOT / "dashboard" / "render" / "assets" / "divisions.json.gz"
BITS = 16
TOLERANCE = {"country": 1.2, "admin1": 1.2}  # units, of 600 m at the equator
SMALLEST = {"country": 2, "admin1": 3}  # units a ring has to be wide or high
PER_DEGREE = 1000
NORTH = 85.0511


def rows(name: str) -> list[list[str]]:
    """Rows of one of the gazetteer's shipped tables."""
    with lzma.open(GAZETTEER / f"{name}.tsv.xz", "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def ring(packed: str, level: str) -> list[int]:
    """A ring of the gazetteer as differences of whole units; empty if it is too small."""
    steps = np.array([step.split(" ") for step in packed.split(",")], float)
    degrees = np.cumsum(steps, axis=0) / PER_DEGREE
    latitude = np.radians(np.clip(degrees[:, 1], -NORTH, NORTH))
    x = (degrees[:, 0] + 180) / 360
    y = 0.5 - np.arcsinh(np.tan(latitude)) / (2 * np.pi)
    units = np.column_stack([x, y]) * 2**BITS
    if len(units) < 3 or max(np.ptp(units, axis=0)) < SMALLEST[level]:
        return []
    line = shapely.simplify(shapely.LineString(units), TOLERANCE[level], preserve_topology=False)
    whole = np.rint(shapely.get_coordinates(line)).astype(int)
    whole = whole[np.r_[True, np.any(np.diff(whole, axis=0) != 0, axis=1)]]
    if len(whole) < 3:
        return []
    return [int(one) for one in np.vstack([whole[:1], np.diff(whole, axis=0)]).ravel()]


def latin(names: str) -> str:
    """Those of some names, "one|two", that are in Latin script."""
    return "|".join(
        name
        for name in names.split("|")
        if all(ord(letter) < 0x250 or letter in "’ʼ" for letter in name)
    )


def main() -> None:
    """Write the file."""
    countries = {row[0]: row[3] for row in rows("countries")}
    divisions = {row[0]: (row[2], row[1]) for row in rows("divisions")}
    others = {row[0]: latin(row[10]) for row in rows("divisions") if row[0] in divisions}
    found: dict[str, list[Any]] = {"country": [], "admin1": []}
    for code, packed in rows("outlines"):
        level = "admin1" if code.isdigit() else "country"
        if level == "admin1" and code not in divisions:
            continue
        country, name = divisions[code] if level == "admin1" else (code, countries.get(code, code))
        parts = [part for polygon in packed.split(";") for part in polygon.split("/") if part]
        rings = [made for part in parts if (made := ring(part, level))]
        if not rings and parts:  # an island state is small, but it is there
            rings = [ring_of_any_size(max(parts, key=len))]
        found[level].append([code, country, name, rings, others.get(code, "")])
    text = json.dumps({"bits": BITS, **found}, ensure_ascii=False, separators=(",", ":"))
    FILE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{FILE.name}: {len(text):,} -> {FILE.stat().st_size:,} bytes,",
          f"{len(found['country'])} countries, {len(found['admin1'])} divisions")  # fmt: skip


def ring_of_any_size(packed: str) -> list[int]:
    """A small square where the ring is."""
    steps = np.array([step.split(" ") for step in packed.split(",")], float)
    middle = (np.cumsum(steps, axis=0) / PER_DEGREE).mean(axis=0)
    x = (middle[0] + 180) / 360 * 2**BITS
    y = (0.5 - np.arcsinh(np.tan(np.radians(middle[1]))) / (2 * np.pi)) * 2**BITS
    return [round(x) - 1, round(y) - 1, 2, 0, 0, 2, -2, 0]


if __name__ == "__main__":
    main()
