"""Takes the lines out of the TopoJSON files of npm's world-atlas, as GeoJSON.

    world_atlas.py FOLDER OUT

FOLDER holds countries-10m.json and land-10m.json (Natural Earth, public domain). Writes
OUT/borders.geojson, the arcs of the former that two countries share, and OUT/coasts.geojson, all
arcs of the latter: one MultiLineString each, longitude and latitude in degrees. What runs along the
map's edge, where the layer is cut, is left out.
"""

import collections
import json
import sys
from pathlib import Path


def arcs(topology):
    """All arcs in degrees, out of steps on a grid (TopoJSON 1.0, 2.1.2 and 2.1.3)."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        yield line


def uses(geometry):
    """The indices of the arcs of a geometry; a negative one is of a reversed arc."""
    for member in geometry.get("geometries", []):
        yield from uses(member)
    pending = list(geometry.get("arcs", []))
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending.extend(item)
        else:
            yield item if item >= 0 else ~item


def along_the_edge(a, b):
    """Whether both ends lie on the same edge of the map."""
    return abs(a[0]) > 179.9999 and a[0] == b[0] or abs(a[1]) > 89.9999 and a[1] == b[1]


def parts(line):
    """A line without its stretches along the map's edge, and with its longitude's sign there."""
    part = [line[0]]
    for before, after in zip(line, line[1:]):
        if along_the_edge(before, after):
            yield part
            part = []
        elif abs(after[0] - before[0]) > 180 and abs(after[0]) > 179.9999:
            yield [*part, (-after[0], after[1])]
            part = []
        elif abs(after[0] - before[0]) > 180:
            yield part
            part = [(-before[0], before[1])]
        part.append(after)
    yield part


def write(path, lines):
    lines = [[[round(x, 9), round(y, 9)] for x, y in part] for line in lines for part in parts(line)]
    lines = [line for line in lines if any(point != line[0] for point in line)]
    path.write_text(json.dumps({"type": "MultiLineString", "coordinates": lines}))
    print(f"{path.name}: {len(lines)} lines, {sum(map(len, lines))} vertices")


def main():
    source, out = map(Path, sys.argv[1:])
    countries = json.loads((source / "countries-10m.json").read_text())
    # Twice in one country, too: there the layer is cut.
    users = collections.defaultdict(set)
    for index, country in enumerate(countries["objects"]["countries"]["geometries"]):
        for arc in uses(country):
            users[arc].add(index)
    borders = [line for i, line in enumerate(arcs(countries)) if len(users[i]) > 1]
    land = json.loads((source / "land-10m.json").read_text())
    used = set(uses(land["objects"]["land"]))
    coasts = [line for i, line in enumerate(arcs(land)) if i in used]
    write(out / "borders.geojson", borders)
    write(out / "coasts.geojson", coasts)


if __name__ == "__main__":
    main()
