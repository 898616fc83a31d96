"""A program that sends and one that answers, for a long time: memory, descriptors and threads stay where they are."""

import os
import subprocess
import time

from kills import fresh, sending
from program import Attack, Table, keys_in


def measured(process):
    folder = f"/proc/{process}"
    with open(f"{folder}/status") as status:
        rows = dict(line.split(":", 1) for line in status if ":" in line)
    try:
        descriptors = len(os.listdir(f"{folder}/fd"))
    except PermissionError:
        descriptors = 0  # a release build shows them to root alone
    return int(rows["VmRSS"].split()[0]) / 1024, descriptors, int(rows["Threads"])


def soak(attack: Attack):
    table = Table("soak")
    simulator = attack.start("simulate", "--seed", 5, stdout=subprocess.PIPE)
    class Simulated:
        url = simulator.stdout.readline().decode().split()[-1]

    session = fresh(attack, 1)
    prompts = ["a red coat", "x\n#simulate: SAFETY", "x\n#simulate: error=500", "x\n#simulate: drop-after=1", "x\n#simulate: chunks=50", "x\n#simulate: html"]
    requests = [attack.request(text, f"r{number}.json") for number, text in enumerate(prompts)]
    with open(attack.path("sent.jsonl"), "wb") as out, open(attack.path("said.txt"), "wb") as err:
        arguments = sending(attack, Simulated, session, 1_000_000, "--concurrency", 6, "--stream")[:-1] + requests
        sender = attack.start(*arguments, stdout=out, stderr=err)
        rows = {"sender": [], "simulator": []}
        more = attack.budget(15, 1200)
        while more() and sender.poll() is None:
            time.sleep(0.5)
            for name, process in (("sender", sender), ("simulator", simulator)):
                rows[name].append(measured(process.pid))
        ended_early = sender.poll() is not None
        sender.send_signal(2)
        began = time.monotonic()
        try:
            sender.wait(20)
        except subprocess.TimeoutExpired:
            sender.kill()
        stopped = time.monotonic() - began
    simulator.send_signal(15)
    clean = simulator.wait(10)
    sent = open(attack.path("sent.jsonl"), "rb").read().count(b"\n")
    table.check("the sender runs to the end", false=f"it ended early: {open(attack.path('said.txt')).read()[-300:]}" if ended_early else "")
    table.check("stops when interrupted", false=f"{stopped:.1f} s" if stopped > 15 else "")
    table.check("the simulator ends cleanly", false=f"exit {clean}" if clean else "")
    for name, measures in rows.items():
        third = max(1, len(measures) // 3)
        first, last = measures[third:2 * third], measures[-third:]
        for at, (what, room) in enumerate((("MB", 25), ("descriptors", 12), ("threads", 6))):
            before, after = max(row[at] for row in first), max(row[at] for row in last)
            table.note(f"{name}: {before:.0f} {what}, at the end {after:.0f}")
            table.check(f"{name}, {what}", false=f"{before:.0f} became {after:.0f}" if after > before * 1.25 + room else "")
    attempts = attack.run("history", session, "--json", timeout=300)
    kept = attempts.out.count(b"\n")
    table.check("all are kept", lost=max(0, sent - kept), keys=attack.keys_left())
    table.note(f"{sent} attempts printed, {kept} kept")
    return [table]
