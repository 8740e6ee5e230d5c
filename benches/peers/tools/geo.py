"""The buffer of the Rust crate `geo` in the plane made for the border.

    geo.py SETTING METRES ROUNDS LINE ZONE

SETTING: default or finest; benches/engine/peers.rs has them, and benches/engine.rs the clock. The line
is the embedded border, whatever LINE holds. Projecting does not count.
"""

import json
import subprocess
import sys

import shapely

import planes

setting, metres, rounds, _, zone = sys.argv[1:]
bench = ["cargo", "bench", "--quiet", "--bench", "engine", "--"]
case = ["--case", f"geo {setting} {metres}", "--rounds", rounds]
answer = json.loads(subprocess.run([*bench, *case], check=True, capture_output=True).stdout)
made = shapely.MultiPolygon([(outer, holes) for outer, *holes in answer["zone"]])
with open(zone, "w") as file:
    file.write(shapely.to_wkt(planes.unprojected(made, "tuned"), rounding_precision=-1))
package = subprocess.run(["cargo", "pkgid", "geo"], check=True, capture_output=True, text=True)
print("geo", package.stdout.strip().split("@")[-1])
print(answer["ms"])
