#!/usr/bin/env python3
"""Attacks the built program, and says what it survived.

  attack.py PROGRAM SHIM [--long [--share F]] [--seed N] [ROUND...]

Without rounds: all. Short, two minutes in all; with --long about an hour and a half, or the given share of it.
Ends with 1 when anything was lost, false, leaked or broken.
"""

import argparse
import os
import sys
import time

import growth
import hostile
import kills
import soak
from program import Attack

ROUNDS = {"kills": kills.kills, "aimed": kills.aimed, "disk": kills.full_disk, "taken": kills.taken, "together": kills.together,
          "flips": kills.flips, "servers": hostile.servers, "keys": hostile.keys, "injection": hostile.injection,
          "growth": growth.growth, "soak": soak.soak}


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("program")
    reader.add_argument("shim")
    reader.add_argument("--long", action="store_true", default=os.environ.get("SAFELIGHT_LONG") == "1")
    reader.add_argument("--share", type=float, default=1.0)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("rounds", nargs="*", metavar="ROUND", help=", ".join(ROUNDS))
    options = reader.parse_intermixed_args()
    tables = []
    for name in options.rounds or ROUNDS:
        attack = Attack(os.path.abspath(options.program), os.path.abspath(options.shim), options.long, options.seed, options.share)
        began = time.monotonic()
        try:
            tables += ROUNDS[name](attack)
        finally:
            attack.close()
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(f"{'round':50} {'tried':>6} {'survived':>8} {'lost':>5} {'false':>5} {'keys':>5} {'crashed':>7}")
    for table in tables:
        print(f"{table.name:50} {table.tried:6} {table.survived:8} {table.lost:5} {table.false:5} {table.keys:5} {table.crashes:7}")
        for note in table.notes:
            print("    " + note)
    return 0 if all(table.passed for table in tables) else 1


if __name__ == "__main__":
    sys.exit(main())
