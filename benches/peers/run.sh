#!/usr/bin/env bash
# How many times faster the engine is than GEOS, on the same line in one run.
#
#   benches/peers/run.sh [--rounds N] [--at-least RATIO]
#   benches/peers/run.sh --points [--rounds N] [--at-least RATIO]
#   benches/peers/run.sh --accuracy
#
# With --points, how many times faster the locator is than shapely's prepared polygons instead (see
# points.py).
# With --accuracy, how far usual recipes stray from the distance instead (see accuracy.py).
#
# Needs Linux, Rust, python3 with venv, and the network: shapely, which brings GEOS, and pyproj
# are installed into a temporary environment, which is removed at the end. Prints a table; the
# exit code is 1 when GEOS does not take RATIO times as long for the three distances together,
# or shapely for the points.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir \
    numpy==2.2.6 pyproj==3.7.2 shapely==2.2.0
if [ "${1:-}" = --accuracy ]; then
    cargo build --quiet --release --examples
    "$work/venv/bin/python" benches/peers/accuracy.py
    exit
fi
if [ "${1:-}" = --points ]; then
    cargo bench --quiet --bench locator --no-run
    "$work/venv/bin/python" benches/peers/points.py "${@:2}"
    exit
fi
cargo bench --quiet --bench engine --no-run
"$work/venv/bin/python" benches/peers/geos.py "$@"
