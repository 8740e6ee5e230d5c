"""Runs geojson-validator over files and fails on every finding but two, which are meant."""

import json
import sys

import geojson_validator

ACCEPTED = {
    # More than 6 decimals. A tolerance of 1 m down to 1 mm is worth 7 to 9.
    "excessive_coordinate_precision",
    # More than 999 vertices. The border has 11,035.
    "excessive_vertices",
}

geojson_validator.configure_logging(enabled=False)
bad = False
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        collection = json.load(file)
    structure = geojson_validator.validate_structure(collection, check_crs=True)
    found = geojson_validator.validate_geometries(collection)
    problems = {name: at for name, at in found["problematic"].items() if name not in ACCEPTED}
    faults = [
        findings
        for findings in (structure, found["invalid"], problems, found["skipped_validation"])
        if findings
    ]
    bad |= bool(faults)
    print(f"{path}: {found['count_geometry_types']}, {faults or 'ok'}")
if len(sys.argv) < 2:
    sys.exit("no file to check")
sys.exit(bad)
