"""Judges polygons in GeoJSON files by GEOS: each MultiPolygon, each polygon of it, as read.

Needs shapely 2. A path may be a folder, of which all files *.geojson and *.geojsonl are read, the
latter with one feature a line. Prints the number of polygons, and every one that is not valid with
the reason and the place that GEOS gives; exit code 1 when there is any, or no polygon at all.
"""

import json
import sys
from pathlib import Path

import shapely
from shapely.geometry import shape


def files(arguments):
    for path in map(Path, arguments):
        if path.is_dir():
            yield from sorted(path.rglob("*.geojson*"))
        else:
            yield path


def features(path):
    text = path.read_text(encoding="utf-8")
    texts = text.splitlines() if path.suffix == ".geojsonl" else [text]
    for document in map(json.loads, texts):
        yield from document.get("features", [document])


def main():
    polygons = vertices = invalid = read = 0
    for path in files(sys.argv[1:]):
        read += 1
        for feature in features(path):
            geometry = shape(feature["geometry"])
            parts = shapely.get_parts(geometry)
            parts = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
            if len(parts) == 0:
                continue
            polygons += len(parts)
            vertices += shapely.get_num_coordinates(geometry)
            for it in [geometry, *parts]:
                if not shapely.is_valid(it):
                    invalid += 1
                    name = (feature.get("properties") or {}).get("label", feature.get("id", ""))
                    print(f"{path} {name}: {shapely.is_valid_reason(it)}")
    print(f"{read} files, {polygons} polygons, {vertices} vertices, {invalid} not valid")
    return invalid > 0 or polygons == 0


if __name__ == "__main__":
    sys.exit(main())
