"""What is wrong with a zone along the embedded border, in longitude and latitude.

- Its outline: how far it lies from its distance, in metres, as the example `verify` finds by brute
  force with Karney's geodesics, at every vertex and 9 points inside every edge, as drawn.
- Holes and further parts: at 5, 14 and 28 km this border's zones have none, as the engine's show and
  `verify --everywhere` confirms, so each is false.
- On one side: what lies across the border, which is prolonged beyond both ends.

Areas are those of the conformal plane made for the border: right to 0.04 %.
"""

import json
import re
import subprocess

import shapely
import shapely.ops

from tools import planes

BORDER = "src/dataset/border.geojson"
VERIFY = ["cargo", "run", "--quiet", "--release", "--example", "verify", "--", "--border", BORDER]
FAR = 300_000.0  # metres: beyond every zone


def parts(zone):
    """Its polygons, the largest first."""
    return sorted(getattr(zone, "geoms", [zone]), key=lambda part: part.area, reverse=True)


def holes(zone):
    return [shapely.Polygon(hole) for part in parts(zone) for hole in part.interiors]


def errors(zone, distance, file):
    """The least and the greatest error of the outline, metres."""
    outline = shapely.orient_polygons(shapely.Polygon(parts(zone)[0].exterior))
    # What is claimed does not matter: exit code 1 says that it is not kept.
    claim = {"distance_m": distance, "tolerance_m": 0.4 * distance}
    feature = {"type": "Feature", "properties": claim, "geometry": shapely.geometry.mapping(outline)}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    found = subprocess.run([*VERIFY, "--points", "1", str(file)], capture_output=True, text=True)
    if found.returncode not in (0, 1):
        raise SystemExit(found.stderr)
    numbers = re.findall(r"judged, (-?[\d.]+) to ([+-][\d.]+) m", found.stdout)
    return min(float(low) for low, _ in numbers), max(float(high) for _, high in numbers)


def false_shapes(zone):
    """Holes and parts that should not be there, in words; empty without any."""
    found = {"hole": holes(zone), "part": parts(zone)[1:]}
    return [
        f"{len(shapes)} false {name}{'s' * (len(shapes) > 1)}, {area(shapes)}"
        for name, shapes in found.items()
        if shapes
    ]


def area(shapes):
    square_metres = sum(flat(shape).area for shape in shapes)
    return f"{square_metres / 1e6:.1f} km²" if square_metres > 1e5 else f"{square_metres:.0f} m²"


def missing(zone, whole):
    """The area of `whole` that is not in a zone, km²."""
    return flat(whole).difference(flat(zone)).area / 1e6


def flat(zone):
    return shapely.make_valid(planes.projected(zone, "tuned"))


def astray(zone, side, border):
    """The area across the border of a zone on one side, km²."""
    line = planes.projected(border, "tuned")
    around = line.envelope.buffer(0.3 * FAR, join_style="mitre")
    ends = [beyond(line.coords[1], line.coords[0]), beyond(line.coords[-2], line.coords[-1])]
    halves = shapely.ops.split(around, shapely.LineString([ends[0], *line.coords, ends[1]]))
    south, north = sorted(halves.geoms, key=lambda half: half.centroid.y)  # right and left
    return flat(zone).intersection(north if side == "right" else south).area / 1e6


def beyond(start, end):
    """Far away in the direction of an edge."""
    start, end = shapely.Point(start), shapely.Point(end)
    share = FAR / start.distance(end)
    return (end.x + share * (end.x - start.x), end.y + share * (end.y - start.y))
