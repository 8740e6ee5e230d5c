"""Reads the output of `cargo metadata` and fails when a dependency cannot be had under permissive
licences alone."""

import json
import re
import sys
from collections import Counter

PERMISSIVE = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause",
    "BSL-1.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense",
    "Zlib", "bzip2-1.0.6",
}  # fmt: skip


def permissive(expression):
    """Whether an SPDX expression leaves a choice of permissive licences only."""
    # Before SPDX expressions, cargo had a slash for OR.
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))

    def either():
        result = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            result = both() or result  # both() first: it has to read on in any case
        return result

    def both():
        result = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            result = one() and result
        return result

    def one():
        token = tokens.pop(0)
        if token == "(":
            result = either()
            tokens.pop(0)
            return result
        if tokens and tokens[0] == "WITH":
            token = " ".join([token, tokens.pop(0), tokens.pop(0)])
        return token in PERMISSIVE

    result = either()
    if tokens:
        raise ValueError(f"cannot read the licence {expression!r}")
    return result


for text, expected in [
    ("MIT/Apache-2.0", True),
    ("MIT OR LGPL-2.1-or-later", True),
    ("MIT AND LGPL-2.1-or-later", False),
    ("(MIT OR GPL-3.0) AND Unicode-3.0", True),
    ("Apache-2.0 WITH LLVM-exception OR GPL-2.0", True),
]:
    assert permissive(text) == expected, text

metadata = json.load(open(sys.argv[1], encoding="utf-8"))
used = {node["id"] for node in metadata["resolve"]["nodes"]} - {metadata["resolve"]["root"]}
# The crate itself, on which the package beside it depends, has no source.
packages = [p for p in metadata["packages"] if p["id"] in used and p["source"]]
assert packages, "no dependencies found"
refused = [
    f"{package['name']} {package['version']}: {package['license'] or 'no licence named'}"
    for package in packages
    if not (package["license"] and permissive(package["license"]))
]
for licence, count in Counter(package["license"] for package in packages).most_common():
    print(f"{count:4}  {licence}")
if refused:
    sys.exit("not permissive:\n" + "\n".join(refused))
