"""Renders the map of a folder that safe_zones wrote, with rsvg-convert and with headless Chromium,
and counts pixels: each band alone, and all bands as they lie on one another, have the areas that
the GeoJSON says, to 2 %, and the whole picture shows each colour. The scale is that of the map's own
scale bar, so this measures the bar too.

    python3 .ci/picture.py FOLDER...
"""

import copy
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
ZOOM = 3
TOLERANCE = 0.02
ET.register_namespace("", SVG[1:-1])


def rsvg(svg, png, width, height):
    subprocess.run(["rsvg-convert", "--background-color=white", "-o", png, svg], check=True)


def chromium(svg, png, width, height):
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--user-data-dir={profile}", f"--window-size={width},{height}"]
        command += [f"--screenshot={png}", f"file://{svg}"]
        subprocess.run(command, check=True, timeout=120, stderr=subprocess.DEVNULL)


def colours(svg, render):
    """How many pixels have which colour."""
    width, height = (ZOOM * float(svg.get(side)) for side in ("width", "height"))
    svg.set("width", str(width))
    svg.set("height", str(height))
    # No pixel is a mixture of two colours.
    svg.set("shape-rendering", "crispEdges")
    with tempfile.TemporaryDirectory() as folder:
        drawn, png = Path(folder, "map.svg"), Path(folder, "map.png")
        ET.ElementTree(svg).write(drawn, encoding="utf-8")
        render(str(drawn), str(png), int(width), int(height) + 1)
        counts = Image.open(png).convert("RGB").getcolors(1 << 24)
    return {"#%02x%02x%02x" % colour: count for count, colour in counts}


def only(svg, kept):
    """The picture with these bands and nothing else."""
    svg = copy.deepcopy(svg)
    for child in list(svg):
        if child.get("id") != "bands":
            svg.remove(child)
    group = svg.find(f"{SVG}g")
    for index, band in enumerate(list(group)):
        if index not in kept:
            group.remove(band)
    return svg


def km2_per_pixel(svg):
    """By the scale bar: its line's first part, and the words at its end."""
    scale = svg.find(f"{SVG}g[@id='scale']")
    bar = scale.find(f"{SVG}path[@class='bar']").get("d")
    from_x, to_x = re.match(r"M([\d.]+),[\d.]+ ([\d.]+),", bar).groups()
    number, unit = scale.findall(f"{SVG}text")[-1].text.split()
    km = float(number) * {"km": 1, "m": 0.001}[unit]
    return (km / (float(to_x) - float(from_x)) / ZOOM) ** 2


def check(what, km2, expected):
    share = km2 / expected - 1
    print(f"  {what}: {km2:.6g} km², {100 * share:+.2f} %")
    if abs(share) > TOLERANCE:
        sys.exit(f"{what}: {expected} km² are drawn as {km2}")


def picture(folder):
    svg = ET.parse(folder / "safe_zones.svg").getroot()
    zones = json.loads((folder / "zones.geojson").read_text(encoding="utf-8"))
    zones = [zone["properties"] for zone in zones["features"]]
    bands = svg.find(f"{SVG}g[@id='bands']")
    drawn = [(band.get("data-plan"), band.get("data-band"), band.get("fill")) for band in bands]
    assert drawn == [(zone["proposal"], zone["band"], zone["fill"]) for zone in zones], drawn
    pixel = km2_per_pixel(svg)
    for render in (rsvg, chromium):
        print(f"{folder.name}, {render.__name__}")
        for index, zone in enumerate(zones):
            counts = colours(only(svg, {index}), render)
            name = f"{zone['proposal']} {zone['band']}"
            check(name, counts.get(zone["fill"], 0) * pixel, zone["area_km2"])
        together = colours(only(svg, set(range(len(zones)))), render)
        visible = covered(folder, zones)
        for fill, km2 in visible.items():
            check(f"{fill} with all on one another", together.get(fill, 0) * pixel, km2)
        whole = colours(copy.deepcopy(svg), render)
        for zone in zones:
            # Names, hatching and the border cover part of it.
            seen, there = (counts.get(zone["fill"], 0) for counts in (whole, together))
            assert 0.4 * there < seen, f"{zone['fill']}: {seen} of {there} pixels are seen"


def covered(folder, zones):
    """What is seen of each colour where all of one plan lies on the only band of the other."""
    plans = Counter(zone["proposal"] for zone in zones)
    if len(plans) != 2:
        return {}
    pieces = json.loads((folder / "comparison.geojson").read_text(encoding="utf-8"))["features"]
    pieces = {piece["properties"]["held_by"]: piece["properties"]["area_km2"] for piece in pieces}
    single = [plan for plan in pieces if plans[plan] == 1]
    if len(pieces) != 2 or not single:
        return {}
    return {zone["fill"]: pieces.get(zone["proposal"], zone["area_km2"]) for zone in zones}


for argument in sys.argv[1:]:
    picture(Path(argument))
if len(sys.argv) < 2:
    sys.exit("no folder to check")
