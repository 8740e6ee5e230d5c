"""GEOS's buffer of a line in a plane, by way of shapely.

    geos.py "PLANE SEGMENTS [SIDE]" METRES ROUNDS LINE ZONE

Planes are those of planes.py, segments those of a quarter of a circle; a side, left or right, is
asked for with `single_sided`. Projecting does not count.
"""

import sys
import time

import pyproj
import shapely

import planes

setting, metres, rounds, line, zone = sys.argv[1:]
plane, segments, *side = setting.split()
options = {"quad_segs": int(segments), "single_sided": bool(side)}
distance = -float(metres) if side == ["right"] else float(metres)
with open(line) as file:
    places = [tuple(map(float, place.split())) for place in file]
line = planes.projected(shapely.LineString(places), plane)
times = []
for _ in range(int(rounds)):
    started = time.perf_counter()
    made = line.buffer(distance, **options)
    times.append(1e3 * (time.perf_counter() - started))
with open(zone, "w") as file:
    file.write(shapely.to_wkt(planes.unprojected(made, plane), rounding_precision=-1))
print(f"GEOS {shapely.geos_version_string} by shapely {shapely.__version__}, PROJ {pyproj.proj_version_str}")
print(*times)
