"""Bands of a million points by shapely's prepared polygons and by the locator, in turn.

The points are those of benches/locator/setting.rs: uniform over 35.5 to 42.6 east and 35.4 to 37.6
north, by SplitMix64 (Steele, Lea, Flood 2014). shapely gets the zones within 5, 14 and 28 km that the
engine computes at 1 m, prepared, and the coordinates as arrays; preparing does not count. It asks the
deepest zone about every point, and the next one about those inside. The locator is
`cargo bench --bench locator -- --json`, one thread, which has the bands of the points too.
Milliseconds; the ratio is of the shortest times: shapely / locator.
"""

import argparse
import json
import subprocess
import time

import numpy
import shapely

LOCATOR = ["cargo", "bench", "--quiet", "--bench", "locator", "--", "--json", "--rounds", "3"]
POINTS, SEED = 1_000_000, 2019


def locator():
    return json.loads(subprocess.run(LOCATOR, check=True, capture_output=True).stdout)


def between(low, high, bits):
    return low + (high - low) * ((bits >> numpy.uint64(11)) / 2**53)


def points():
    step, first, second = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
    z = numpy.arange(1, 2 * POINTS + 1, dtype=numpy.uint64) * numpy.uint64(step)
    z += numpy.uint64(SEED)
    z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(first)
    z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(second)
    z ^= z >> numpy.uint64(31)
    return between(35.5, 42.6, z[0::2]), between(35.4, 37.6, z[1::2])


def bands(zones, lon, lat):
    """How many limits each point is beyond."""
    beyond = numpy.full(len(lon), len(zones), dtype=numpy.uint8)
    asked = numpy.arange(len(lon))
    for index, zone in reversed(list(enumerate(zones))):
        asked = asked[shapely.contains_xy(zone, lon[asked], lat[asked])]
        beyond[asked] = index
    return beyond


parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--at-least", type=float, default=0.0, metavar="RATIO")
arguments = parser.parse_args()

zones = [shapely.from_geojson(zone) for zone in locator()["zones"]]
shapely.prepare(zones)
lon, lat = points()

ours, theirs = [], []
for _ in range(arguments.rounds):
    figures = locator()
    ours.append(figures["min_ms"])
    started = time.perf_counter()
    found = bands(zones, lon, lat)
    theirs.append(1e3 * (time.perf_counter() - started))
expected = numpy.frombuffer(figures["bands"].encode(), dtype=numpy.uint8) - ord("0")
different = int((found != expected).sum())

ratio = min(theirs) / min(ours)
print(f"shapely {shapely.__version__}, GEOS {shapely.geos_version_string}; {POINTS} points")
for name, times in (("locator", ours), ("shapely", theirs)):
    rate = POINTS / min(times) / 1e3
    print(f"{name:<10}{min(times):>9.1f} ms{rate:>9.1f} M points/s")
print(f"ratio {ratio:.1f}; {different} points in another band than the locator's")
if different > POINTS / 10_000:
    raise SystemExit("FAILED: these are not the same points or zones")
if ratio < arguments.at_least:
    raise SystemExit(f"FAILED: {ratio:.1f} times faster than shapely; asked: {arguments.at_least:g}")
