#!/usr/bin/env python3
"""Compares the crate's public items with the list beside this file.

Usage: public_items.py RUSTDOC.json [--write]

The items are read from rustdoc's JSON: every item that a user can name, with the fields, variants and
methods of types and the traits that they implement; no signatures. A difference is an error: an item lost
breaks users, an item won is kept for good. --write accepts the difference.
"""

import json
import sys
from pathlib import Path

LIST = Path(__file__).with_name("public_items.txt")


def items(doc):
    """The public items, each as its path and kind."""
    index = doc["index"]

    def of(parent, path):
        (kind, inner), = parent["inner"].items()
        if kind == "use":
            target = index.get(str(inner["id"]))
            if target is not None:
                yield from of(target, path[:-1] + [inner["name"]])
            return
        yield f"{'::'.join(path)} ({kind})"
        children = list(inner.get("items", [])) if isinstance(inner, dict) else []
        if kind == "enum":
            children += inner["variants"]
        if kind == "struct" and "plain" in inner["kind"]:
            children += inner["kind"]["plain"]["fields"]
        if kind == "variant" and "struct" in inner["kind"]:
            children += inner["kind"]["struct"]["fields"]
        for child in children:
            child = index.get(str(child))
            if child is not None and (child["visibility"] in ("public", "default")):
                yield from of(child, path + [child["name"] or child["inner"]["use"]["name"]])
        for block in inner.get("impls", []) if isinstance(inner, dict) else []:
            yield from implemented(index.get(str(block)), path)

    def implemented(block, path):
        if block is None or block["inner"]["impl"]["is_synthetic"]:
            return
        block = block["inner"]["impl"]
        if block["blanket_impl"] is not None:
            return
        if block["trait"] is not None:
            yield f"{'::'.join(path)}: {block['trait']['path'].split('::')[-1]}"
            return
        for child in block["items"]:
            child = index.get(str(child))
            if child is not None and child["visibility"] == "public":
                yield from of(child, path + [child["name"]])

    root = index[str(doc["root"])]
    return sorted(set(of(root, [root["name"]])))


def main():
    found = items(json.loads(Path(sys.argv[1]).read_text()))
    if sys.argv[2:] == ["--write"]:
        LIST.write_text("".join(f"{item}\n" for item in found))
        return
    known = LIST.read_text().splitlines()
    lost = [f"lost: {item}" for item in known if item not in found]
    won = [f"won: {item}" for item in found if item not in known]
    print(*lost, *won, f"{len(found)} public items", sep="\n")
    if lost or won:
        sys.exit("the public items have changed: say so in CHANGELOG.md, then run with --write")


main()
