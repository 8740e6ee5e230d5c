"""Reads what clippy says of all targets, as JSON, with dead code always warned of, and fails when the
programs, benchmarks and tests share an item that none of them uses.

    cargo clippy --all-targets --message-format=json -- --force-warn dead_code | python3 .ci/unused.py

Each of them is a crate of its own, so the compiler cannot tell: it warns of all that one leaves out.
"""

import json
import os
import sys
from collections import defaultdict

# Which kinds of targets compile a folder.
SHARED = {"examples/shared/": {"example", "bench", "test"}, "benches/shared/": {"bench"}}

targets = defaultdict(set)
unused = defaultdict(set)
for line in sys.stdin:
    said = json.loads(line)
    if "target" not in said or "lib" in said["target"]["kind"]:
        continue
    (kind,), target = said["target"]["kind"], said["target"]["name"]
    if not said["target"]["src_path"].startswith(os.getcwd()):
        continue
    targets[kind].add((kind, target))
    message = said.get("message")
    if not message or (message["code"] or {}).get("code") != "dead_code":
        continue
    if "never" not in message["message"]:  # never used, read or constructed; else code of a derive
        continue
    for span in message["spans"]:
        file = os.path.normpath(span["file_name"])
        if span["is_primary"]:
            place = f"{file}:{span['line_start']}: {span['text'][0]['text'].strip()}"
            unused[place].add((kind, target))

faults = []
for folder, kinds in SHARED.items():
    users = set().union(*(targets[kind] for kind in kinds))
    print(f"{folder}: {len(users)} targets")
    if len(users) < 2:
        sys.exit("too few targets: did clippy run?")
    faults += [
        place for place, by in sorted(unused.items()) if place.startswith(folder) and by >= users
    ]
if faults:
    sys.exit("used by none:\n" + "\n".join(faults))
