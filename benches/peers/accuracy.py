"""How far buffers of the embedded border stray, by this crate and by other tools, as tables.

    benches/peers/run.sh --accuracy [TOOL]...

Each tool is a program in tools/ that is called as `PROGRAM SETTING METRES ROUNDS LINE ZONE`. It buffers
the line in LINE, writes the result to ZONE in longitude and latitude, as WKT or GeoJSON, and prints
its version and, on a line of their own, the milliseconds of each call: of the processor where calls
take many seconds (S2, Boost, Turf), or other work on the machine would count. Reading and writing do
not count; each program says what else does not. judge.py judges all alike. A call that fails, or takes
more than LIMIT seconds of the processor or MEMORY bytes, is a cell that says so.

The exit code is 1 when this crate's outline strays by more than its tolerance, 1 m, or has a false
hole or part, and when a tool that was named gave nothing.
"""

import argparse
import json
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

import shapely

import judge

DISTANCES = [5_000, 14_000, 28_000]
ROUNDS = 3
LIMIT = 120
MEMORY = 6_000_000_000
TOLERANCE = 1.0  # metres

TOOLS = pathlib.Path(__file__).parent / "tools"
PYTHON = {name: [sys.executable, TOOLS / f"{name}.py"] for name in ["engine", "geo", "geos", "postgis"]}

# The name of a tool, what is asked of it in words, and its setting.
BOTH_SIDES = [
    ("geos", "GEOS in a conformal plane made for this border, 8 segments a quadrant", "tuned 8"),
    ("geos", "the same, 93 segments", "tuned 93"),
    ("geos", "GEOS in UTM 37N, 8 segments", "utm 8"),
    ("geos", "GEOS in Web Mercator, 8 segments", "mercator 8"),
    ("geo", "`geo` `Buffer` in the plane made for this border, default", "default"),
    ("geo", "the same, arcs of 0.01 π", "finest"),
    ("s2", "S2, default", "default"),
    ("s2", "S2, finest", "finest"),
    ("boost", "Boost.Geometry geographic, default", "default"),
    ("boost", "the same, 360 points a circle", "fine"),
    ("boost", "the same, its simplification of the line removed", "whole"),
    ("postgis", "PostGIS `geography`, default", "quad_segs=8"),
    ("postgis", "the same, 93 segments", "quad_segs=93"),
    ("turf", "Turf, default", "8"),
]
ONE_SIDE = [
    ("geos", "GEOS `single_sided`, 93 segments", "tuned 93 {side}"),
    ("s2", "S2 `polyline_side`, finest", "{side}"),
    ("postgis", "PostGIS `side=`, 93 segments", "quad_segs=93 side={side}"),
]


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


class Failure(Exception):
    """Why there is no zone, in words."""


class Tools:
    def __init__(self, folder, programs):
        self.folder = folder
        self.programs = {**PYTHON, **programs}
        self.versions = {}
        self.failed = set()
        border = shapely.from_geojson(pathlib.Path(judge.BORDER).read_text())
        [self.border] = getattr(border, "geoms", [border])
        places = "".join(f"{lon} {lat}\n" for lon, lat in self.border.coords)
        (folder / "line").write_text(places)

    def call(self, tool, setting, distance):
        """The zone and the least time in milliseconds, or none and why."""
        try:
            return self.made(tool, setting, distance)
        except Failure as failure:
            self.failed.add(tool)
            return None, str(failure)

    def made(self, tool, setting, distance):
        zone = self.folder / "zone"
        arguments = [setting, str(distance), str(ROUNDS), self.folder / "line", zone]
        zone.unlink(missing_ok=True)
        if not shutil.which(self.programs[tool][0]):
            raise Failure("not installed")
        process = subprocess.run(
            [*self.programs[tool], *arguments], capture_output=True, text=True, preexec_fn=limited
        )
        if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            raise Failure(f"not finished in {LIMIT} s")
        if process.returncode:
            said = process.stderr.splitlines() or [f"exit code {process.returncode}"]
            raise Failure(said[-1].strip())
        *version, times = process.stdout.strip().splitlines()
        self.versions[tool] = " ".join(version)
        text = zone.read_text()
        made = shapely.from_geojson(text) if text.startswith("{") else shapely.from_wkt(text)
        if made.is_empty:
            raise Failure("empty")
        return made, min(map(float, times.split()))

    def errors(self, zone, distance):
        return judge.errors(zone, distance, self.folder / "outline.geojson")


def both_sides(tools, chosen):
    """Prints the table; whether this crate keeps its tolerance."""
    print("| tool, setting | 5 km: ms; error, m | 14 km | 28 km |\n|---|---|---|---|")
    ours = {distance: tools.made("engine", "", distance) for distance in DISTANCES}
    for tool, words, setting in BOTH_SIDES:
        if tool not in chosen:
            continue
        cells = []
        for distance in DISTANCES:
            zone, time = tools.call(tool, setting, distance)
            if zone is None:
                cells.append(time)
                continue
            # Just after, so that both had the same machine.
            _, our_time = tools.made("engine", "", distance)
            ours[distance] = (ours[distance][0], min(our_time, ours[distance][1]))
            low, high = tools.errors(zone, distance)
            cell = [f"{time:.0f} ({time / our_time:.0f}×)", f"{low:+.1f} to {high:+.1f}"]
            cells.append("; ".join(cell + judge.false_shapes(zone)))
        print(f"| {words} | {' | '.join(cells)} |", flush=True)
    cells, kept = [], True
    for distance, (zone, time) in ours.items():
        low, high = tools.errors(zone, distance)
        false = judge.false_shapes(zone)
        kept &= max(-low, high) <= TOLERANCE and not false
        cells.append("; ".join([f"{time:.0f}", f"{low:+.2f} to {high:+.2f}", *false]))
    print(f"| this crate, 1 m | {' | '.join(cells)} |\n", flush=True)
    return kept


def one_side(tools, chosen):
    distance = DISTANCES[-1]
    print("| one side, 28 km: km² | right: across the border; missing; false | left |\n|---|---|---|")
    ours = {side: tools.made("engine", side, distance)[0] for side in ["right", "left"]}
    for tool, words, setting in [*ONE_SIDE, ("engine", "this crate, 1 m", "{side}")]:
        if tool not in chosen | {"engine"}:
            continue
        cells = []
        for side, whole in ours.items():
            zone, reason = tools.call(tool, setting.format(side=side), distance)
            if zone is None:
                cells.append(reason)
                continue
            areas = [judge.astray(zone, side, tools.border), judge.missing(zone, whole)]
            cells.append("; ".join([f"{area:.0f}" for area in areas] + judge.false_shapes(zone)))
        print(f"| {words} | {' | '.join(cells)} |", flush=True)


parser = argparse.ArgumentParser()
parser.add_argument("--program", nargs=2, action="append", default=[], metavar=("TOOL", "COMMAND"))
parser.add_argument("tools", nargs="*", metavar="TOOL")
arguments = parser.parse_args()
known = dict.fromkeys(tool for tool, *_ in BOTH_SIDES)
chosen = set(arguments.tools) or set(known)
if unknown := chosen.difference(known):
    parser.error(f"no tool {', '.join(sorted(unknown))}; there are {', '.join(known)}")
with tempfile.TemporaryDirectory() as folder:
    programs = {tool: command.split() for tool, command in arguments.program}
    tools = Tools(pathlib.Path(folder), programs)
    kept = both_sides(tools, chosen)
    one_side(tools, chosen)
    print("", *tools.versions.values(), sep="\n")
if not kept:
    raise SystemExit(f"FAILED: this crate strays by more than {TOLERANCE} m, or has a false shape")
if failed := tools.failed.intersection(arguments.tools):
    raise SystemExit(f"FAILED: nothing, or not all, of {', '.join(sorted(failed))}")
