"""Prints the shell commands of a Markdown file as a script: first its ```sh blocks, then the
cargo commands inside its sentences, which work on what the blocks made."""

import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()
fence = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```[^\n]*$", re.MULTILINE | re.DOTALL)

blocks = [body for language, body in fence.findall(text) if language in ("sh", "bash", "shell")]
inline = re.findall(r"`(cargo\s[^`]+)`", fence.sub("", text))
if not blocks:
    sys.exit(f"{sys.argv[1]} has no sh block")
print("".join(blocks), end="")
for command in inline:
    print(" ".join(command.split()))  # a command may be broken over two lines
