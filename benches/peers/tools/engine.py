"""This crate's zone, as the examples write it at 1 m.

    engine.py "[SIDE]" METRES ROUNDS LINE ZONE

Without a side the example `buffer` draws it, with one `safe_zones`, from a plan. The time is that of
`cargo bench --bench engine -- --json`, index included: both sides only. The line is the embedded
border, whatever LINE holds.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

BORDER = "src/dataset/border.geojson"

setting, metres, rounds, _, zone = sys.argv[1:]


def run(*command):
    return subprocess.run(["cargo", *command], check=True, capture_output=True, text=True).stdout


def example(name, *arguments):
    run("run", "--quiet", "--release", "--example", name, "--", "--quiet", *arguments)


def one_sided(folder):
    plan = {
        "id": "side",
        "title": "One side",
        "proponent": "benches/peers",
        "date": "2019-08-08",
        "source": "benches/peers",
        "colour": "#0072b2",
        "side": setting,
        "bands": [{"inner": "0km", "outer": f"{metres}m", "depth": "exact", "regime": "none"}],
    }
    (folder / "plan.json").write_text(json.dumps(plan))
    plan = ["--proposal", str(folder / "plan.json"), "--border", BORDER]
    example("safe_zones", *plan, "-o", str(folder / "drawn"))
    return folder / "drawn" / "zones.geojson"


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    if setting:
        file = one_sided(folder)
    else:
        file = folder / "zone.geojson"
        example("buffer", "--distance", f"{metres}m", "-o", str(file), BORDER)
    [feature] = json.loads(file.read_text())["features"]
pathlib.Path(zone).write_text(json.dumps(feature["geometry"]))
print("safe-zone", run("pkgid").strip().split("#")[-1].split("@")[-1])
figures = json.loads(run("bench", "--quiet", "--bench", "engine", "--", "--json", "--rounds", rounds))
print(figures["least_ms"][figures["distances_m"].index(float(metres))])
