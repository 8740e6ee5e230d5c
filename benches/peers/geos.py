"""Buffers of the embedded border by GEOS and by the engine, in turn, in milliseconds.

GEOS works in the conformal plane of benches/engine/plane.rs, with round caps and 93 segments a
quadrant (28 km * (1 - cos(pi / 372)) is 1 m), once a round and distance; projecting the line does
not count. The engine is `cargo bench --bench engine -- --json`, which gives the median of three
calls; its tolerance is 1 m. "all three" is one call of the engine for all distances against one of
GEOS for each. Ratios: GEOS / engine.
"""

import argparse
import json
import statistics
import subprocess
import time

import shapely

from tools import planes

ENGINE = ["cargo", "bench", "--quiet", "--bench", "engine", "--", "--json", "--rounds", "3"]
SEGMENTS = 93


def engine():
    return json.loads(subprocess.run(ENGINE, check=True, capture_output=True).stdout)


def geos(line, distance):
    started = time.perf_counter()
    zone = line.buffer(distance, quad_segs=SEGMENTS)
    return 1e3 * (time.perf_counter() - started), zone


parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--at-least", type=float, default=0.0, metavar="RATIO")
arguments = parser.parse_args()

first = engine()
distances = first["distances_m"]
line = planes.projected(shapely.LineString(first["line"]), "tuned")
zones = [geos(line, distance)[1] for distance in distances]

ours, theirs = [], []
for _ in range(arguments.rounds):
    figures = engine()
    ours.append([*figures["ms"], figures["together_ms"]])
    times = [geos(line, distance)[0] for distance in distances]
    theirs.append([*times, sum(times)])

print(f"GEOS {shapely.geos_version_string}; a line of {len(first['line'])} vertices")
print(f"{'':<12}{'engine ms':>18}{'GEOS ms':>18}{'ratio':>18}{'vertices':>20}")
print(f"{'distance':<12}" + f"{'min':>9}{'median':>9}" * 3 + f"{'engine':>10}{'GEOS':>10}")
names = [*(f"{distance / 1e3:g} km" for distance in distances), "all three"]
counts = [*zip(first["vertices"], (shapely.get_num_coordinates(zone) for zone in zones))]
counts.append([sum(column) for column in zip(*counts)])
for index, (name, count) in enumerate(zip(names, counts)):
    our, their = ([row[index] for row in rows] for rows in (ours, theirs))
    ratio = statistics.median(their) / statistics.median(our)
    cells = [min(our), statistics.median(our), min(their), statistics.median(their)]
    cells += [min(their) / min(our), ratio]
    cells = "".join(f"{cell:>9.1f}" for cell in cells)
    print(f"{name:<12}{cells}{count[0]:>10}{count[1]:>10}")
if ratio < arguments.at_least:  # of all three
    raise SystemExit(f"FAILED: {ratio:.1f} times faster than GEOS; asked: {arguments.at_least:g}")
