"""QGIS lays one file over another in a different coordinate system.

/usr/bin/python3 .ci/qgis_lays_over.py IN_WGS84.geojson IN_ANOTHER.geojson KM_OF_BORDER

Feature by feature: the symmetric difference of both, in square metres on the ellipsoid for each
kilometre of border, is below 1. Edges are straight in each file's own system, so they get points
before QGIS transforms the vertices: then it compares lines, not chords of different curves.
"""

import math
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)

LIMIT = 1.0  # square metres a kilometre
SPACING = 25.0  # metres between points


def geometries(layer, transform):
    """The features' geometries with points at most SPACING apart, in the second file's system."""
    degrees = layer.crs().isGeographic()
    spacing = SPACING / 111_320.0 if degrees else SPACING
    found = []
    for feature in layer.getFeatures():
        geometry = feature.geometry().densifyByDistance(spacing)
        if geometry.transform(transform) != 0:
            sys.exit(f"{layer.source()}: cannot be transformed")
        found.append(geometry)
    return found


def main(first, second, kilometres):
    layers = [QgsVectorLayer(path, path, "ogr") for path in (first, second)]
    for layer in layers:
        if not layer.isValid() or not layer.featureCount():
            sys.exit(f"{layer.source()}: QGIS reads nothing")
        print(f"{os.path.basename(layer.source())}: {layer.crs().authid()}, "
              f"{layer.featureCount()} features")
    plane = layers[1].crs()
    context = QgsProject.instance().transformContext()
    shapes = [
        geometries(layer, QgsCoordinateTransform(layer.crs(), plane, context)) for layer in layers
    ]
    if len(shapes[0]) != len(shapes[1]):
        sys.exit("not the same number of features")
    measure = QgsDistanceArea()
    measure.setSourceCrs(plane, context)
    measure.setEllipsoid("EPSG:7030")
    worst = 0.0
    for index, (one, other) in enumerate(zip(*shapes)):
        for shape in (one, other):
            if not shape.isGeosValid():
                sys.exit(f"feature {index} is not valid: {shape.lastError()}")
        difference = one.symDifference(other)
        if difference.isNull():
            sys.exit(f"feature {index}: {one.lastError()}")
        area = measure.measureArea(difference) if not difference.isEmpty() else 0.0
        worst = max(worst, area / kilometres)
        print(f"feature {index}: {measure.measureArea(one) / 1e6:.3f} km2, "
              f"difference {area:.3f} m2, {area / kilometres:.4f} m2 a kilometre")
    # Before QGIS ends.
    del layer, layers
    return 0 if worst < LIMIT else f"{worst} m2 a kilometre, the limit is {LIMIT}"


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    status = main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
    application.exitQgis()
    sys.exit(status)
