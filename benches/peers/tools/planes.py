"""Planes for peers that know no ellipsoid: longitude and latitude in degrees, x and y in metres.

"tuned" is the conformal plane of benches/engine/plane.rs: within 30 km of the border a metre on the
ground is 0.99996 to 1.0002 metres in it.
"""

import pyproj
import shapely

PLANES = {
    "tuned": "+proj=lcc +lat_1=36.2 +lat_2=37.1 +lat_0=36.6 +lon_0=39.1 +ellps=WGS84",
    "mercator": "EPSG:3857",
    "utm": "EPSG:32637",
}


def projected(geometry, plane):
    return moved(geometry, plane, "FORWARD")


def unprojected(geometry, plane):
    return moved(geometry, plane, "INVERSE")


def moved(geometry, plane, direction):
    transformer = pyproj.Transformer.from_crs("EPSG:4326", PLANES[plane], always_xy=True)

    def places(x, y):
        return transformer.transform(x, y, direction=direction)

    return shapely.transform(geometry, places, interleaved=False)
