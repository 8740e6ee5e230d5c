"""How far the usual recipes for a buffer stray from its distance along the embedded border.

    benches/peers/run.sh --accuracy

Each recipe projects the border, buffers it with GEOS, and turns the result back into longitude and
latitude; the example `verify`, which measures with Karney's geodesics, then says how far the edges, as
drawn, lie from their distance, in metres. The last row is the engine at its default tolerance of 1 m,
through the same check. Holes are counted beside those that are real: the engine's.
"""

import json
import pathlib
import re
import subprocess
import tempfile

import pyproj
import shapely

BORDER = pathlib.Path("src/dataset/border.geojson")
DISTANCES = [5_000, 14_000, 28_000]
LAMBERT = "+proj=lcc +lat_1=36.2 +lat_2=37.1 +lat_0=36.6 +lon_0=39.1 +ellps=WGS84"
RECIPES = [
    ("Web Mercator, GEOS's 8 segments a quadrant", "EPSG:3857", 8),
    ("UTM 37N, 8 segments", "EPSG:32637", 8),
    ("a conformal plane made for this border, 8 segments", LAMBERT, 8),
    ("the same, 93 segments", LAMBERT, 93),
]


def example(name, *arguments):
    command = ["cargo", "run", "--quiet", "--release", "--example", name, "--", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def worst(path):
    """The least and the greatest of the errors that `verify` finds."""
    # What is claimed does not matter: exit code 1 says that it is not kept.
    found = example("verify", "--border", str(BORDER), "--points", "1", str(path))
    if found.returncode not in (0, 1):
        raise SystemExit(found.stderr)
    numbers = re.findall(r"judged, (-?[\d.]+) to ([+-][\d.]+) m", found.stdout)
    return min(float(low) for low, _ in numbers), max(float(high) for _, high in numbers)


def written(zone, distance, path):
    properties = {"distance_m": distance, "tolerance_m": 0.4 * distance}
    feature = {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(zone)}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))


def holes(zone):
    return sum(len(part.interiors) for part in getattr(zone, "geoms", [zone]))


line = shapely.LineString(json.loads(BORDER.read_text())["geometry"]["coordinates"])
print(f"GEOS {shapely.geos_version_string}, PROJ {pyproj.proj_version_str}; metres, and holes")
print("| recipe | 5 km | 14 km | 28 km |")
print("|---|---|---|---|")
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "zone.geojson"
    for name, plane, segments in RECIPES:
        there = pyproj.Transformer.from_crs("EPSG:4326", plane, always_xy=True)
        projected = shapely.transform(line, there.transform, interleaved=False)
        cells = []
        for distance in DISTANCES:
            zone = projected.buffer(distance, quad_segs=segments)
            back = lambda x, y: there.transform(x, y, direction="INVERSE")
            zone = shapely.orient_polygons(shapely.transform(zone, back, interleaved=False))
            written(zone, distance, path)
            low, high = worst(path)
            cells.append(f"{low:+.1f} to {high:+.1f}; {holes(zone)}")
        print(f"| {name} | {' | '.join(cells)} |")
    cells = []
    for distance in DISTANCES:
        made = example("buffer", "--distance", f"{distance}m", "--force", "-o", str(path), str(BORDER))
        if made.returncode:
            raise SystemExit(made.stderr)
        low, high = worst(path)
        zone = shapely.from_geojson(path.read_text())
        cells.append(f"{low:+.2f} to {high:+.2f}; {sum(holes(part) for part in zone.geoms)}")
    print(f"| this crate, 1 m | {' | '.join(cells)} |")
