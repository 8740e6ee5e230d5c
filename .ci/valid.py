"""Judges polygons in GeoJSON files by GEOS, as it reads the text: OGC simple features.

Needs shapely 2. A path may be a folder, of which all files *.geojson are read. Prints the number of
polygons, and every feature that is not valid with the reason and the place that GEOS gives; exit code
1 when there is any, or no polygon at all. A valid MultiPolygon has valid polygons.
"""

import sys
from pathlib import Path

import shapely

AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def files(arguments):
    for path in map(Path, arguments):
        yield from sorted(path.rglob("*.geojson")) if path.is_dir() else [path]


def features(path):
    whole = shapely.from_geojson(path.read_text(encoding="utf-8"))
    if whole.geom_type == "GeometryCollection":
        return shapely.get_parts(whole)
    return [whole]


def main():
    read = polygons = vertices = invalid = 0
    for path in files(sys.argv[1:]):
        read += 1
        for index, feature in enumerate(features(path)):
            if shapely.get_type_id(feature) not in AREAS:
                continue
            polygons += shapely.get_num_geometries(feature)
            vertices += shapely.get_num_coordinates(feature)
            if not shapely.is_valid(feature):
                invalid += 1
                print(f"{path}, feature {index}: {shapely.is_valid_reason(feature)}")
    print(f"{read} files, {polygons} polygons, {vertices} vertices, {invalid} not valid")
    return 1 if invalid or not polygons else 0


if __name__ == "__main__":
    sys.exit(main())
