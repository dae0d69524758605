#!/usr/bin/env python3
"""Counts the instructions and allocations that the budgets name, by callgrind.

    python3 tests/benches/instructions.py

valgrind hides the processor's SHA instructions, so what hashing costs is measured apart and taken off. Counts do not depend on
the machine's speed. Exits with 1 when a budget is broken.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BUILD = ["cargo", "bench", "-p", "ice-tests", "--bench", "instructions", "--no-run", "--message-format", "json"]
ALLOCATING = re.compile(r"^(__libc_)?(malloc|calloc|realloc|memalign|posix_memalign|aligned_alloc)(@.*)?$")


def build():
    messages = subprocess.run(BUILD, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    artifacts = [json.loads(line) for line in messages if '"compiler-artifact"' in line]
    return next(it["executable"] for it in artifacts if it["target"]["name"] == "instructions" and it["executable"])


def count(program, measurement, function):
    """The instructions of one call of `function`, what it calls included, and the allocations among them.

    The difference of two runs: the first call of a process pays for what is done once.
    """
    one, two = (run(program, measurement, function, calls) for calls in (1, 2))
    return two[0] - one[0], two[1] - one[1]


def run(program, measurement, function, calls):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        subprocess.run(
            ["valgrind", "--tool=callgrind", f"--toggle-collect=*{function}*", f"--callgrind-out-file={out}",
             "--compress-strings=no", program, measurement, str(calls)],
            check=True, capture_output=True,
        )  # fmt: skip
        lines = out.read_text(encoding="utf-8", errors="replace").splitlines()
    instructions = next(int(line.split()[1]) for line in lines if line.startswith(("summary:", "totals:")))
    allocations, called = 0, ""
    for line in lines:
        if line.startswith("cfn="):
            called = line[4:]
        elif line.startswith("calls=") and ALLOCATING.search(called):
            allocations += int(line[6:].split()[0])
    return instructions, allocations


def main():
    program = build()
    hash_1, _ = count(program, "hmac-sha1-hash", "measured_hmac_sha1")
    hash_3, _ = count(program, "acs3-hashes", "measured_acs3_hashes")
    rows = []

    def budget(name, counted, beyond, limit, allocation_limit=None):
        instructions, allocations = counted[0] - beyond, counted[1]
        is_kept = instructions <= limit and (allocation_limit is None or allocations <= allocation_limit)
        # callgrind counts the calls of the whole process, so a part of a call has no number of its own.
        of_allocations = f", {allocations:5} of {allocation_limit} allocations" if allocation_limit is not None else ""
        rows.append(is_kept)
        print(f"{'ok  ' if is_kept else 'OVER'} {name:48} {instructions:8} of {limit:8} instructions{of_allocations}")

    budget("canonical query + HMAC-SHA1, beyond the hash", count(program, "hmac-sha1-request", "request::rpc_params"), hash_1, 6000)
    budget("the same as a finished request", count(program, "hmac-sha1-request", "measured_request"), hash_1, 13000, 6)
    budget("finished ACS3 request, beyond its hashes", count(program, "acs3-request", "measured_request"), hash_3, 14000, 12)
    for size in ("small", "large"):
        bare, bare_allocations = count(program, f"{size}-from-slice", f"measured_{size}_from_slice")
        reply = count(program, f"{size}-reply", f"measured_{size}_reply")
        budget(f"{size} reply, beside `from_slice` of its body", reply, 0, bare, bare_allocations + 2)
    sys.exit(0 if all(rows) else 1)


if __name__ == "__main__":
    main()
