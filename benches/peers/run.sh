#!/usr/bin/env bash
# This crate beside other tools, on the same line in one run.
#
#   benches/peers/run.sh [--rounds N] [--at-least RATIO]
#   benches/peers/run.sh --points [--rounds N] [--at-least RATIO]
#   benches/peers/run.sh --accuracy [geos|geo|s2|boost|postgis|turf]...
#
# The first: how many times faster the engine is than GEOS; the exit code is 1 when GEOS does not take
# RATIO times as long for the three distances together. The second: how many times faster the locator is
# than shapely's prepared polygons (see points.py), with the same exit code. The third: how far buffers
# by this crate and by other tools, all of them unless some are named, stray from their distance, and
# what they take (see accuracy.py); the exit code is 1 when this crate does not keep its tolerance.
#
# Needs Linux, Rust, python3 with venv, and the network. Python packages go into a temporary
# environment, Turf and what is compiled into a temporary folder. Debian packages are installed only
# by root: libs2-dev (S2), postgresql-15-postgis-3 (PostGIS), npm (Turf), g++. A tool that cannot be
# had is a row of the table that says so.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
tools=benches/peers/tools
export PYTHONDONTWRITEBYTECODE=1 # nothing beside the sources

python() { "$work/venv/bin/python" "$@"; }
pip() { "$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir "$@"; }

debian() {
    if [[ $EUID -ne 0 ]]; then
        echo "$1 is not installed: apt-get install $1" >&2
        return 1
    fi
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "$1" >/dev/null
}

compile() { # name, options
    command -v g++ >/dev/null || debian g++ || return
    g++ -std=c++17 -O2 -o "$work/$1" "$tools/$1.cpp" "${@:2}"
}

s2() {
    [[ -e /usr/include/s2/s2buffer_operation.h ]] || debian libs2-dev || return
    compile s2 -DVERSION="\"$(dpkg-query -f '${Version}' -W libs2-dev)\"" -ls2
}

boost() {
    pip --no-deps cmeel-boost==1.90.0 || return
    compile boost -isystem "$work"/venv/lib/python3*/site-packages/cmeel.prefix/include
}

postgis() {
    compgen -G '/usr/share/postgresql/*/extension/postgis.control' >/dev/null ||
        debian postgresql-15-postgis-3
}

turf() {
    command -v npm >/dev/null || debian npm || return
    npm install --silent --no-audit --no-fund --prefix "$work/npm" @turf/turf@7.4.0
}

python3 -m venv "$work/venv"
pip numpy==2.2.6 pyproj==3.7.2 shapely==2.2.0
if [[ ${1-} == --points ]]; then
    cargo bench --quiet --bench locator --no-run
    python benches/peers/points.py "${@:2}"
    exit
fi
cargo bench --quiet --bench engine --no-run
if [[ ${1-} != --accuracy ]]; then
    python benches/peers/geos.py "$@"
    exit
fi
shift
[[ $# -gt 0 ]] || set -- geos geo s2 boost postgis turf
cargo build --quiet --release --examples
for tool in s2 boost postgis turf; do
    # What could not be had is missing from the table, where it says so.
    [[ " $* " != *" $tool "* ]] || "$tool" || true
done
export NODE_PATH=$work/npm/node_modules
python benches/peers/accuracy.py --program s2 "$work/s2" --program boost "$work/boost" \
    --program turf "node $tools/turf.cjs" "$@"
