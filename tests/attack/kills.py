"""Kills at random and at each write, full and broken disks, a session taken away, several programs at once."""

import ctypes
import json
import os
import re
import shutil
import sqlite3
import subprocess
import threading
import time

from program import Attack, Table, keys_in
from service import Service, answer_text, good, slow


def texts_of(shown):
    return {"".join(candidate["text"] for candidate in one["candidates"]) for one in shown}


def kept_texts(attempts):
    texts = set()
    for attempt in attempts:
        raw = (attempt["answer"] or {}).get("raw") or ""
        if raw:
            texts.add(json.loads(raw)["candidates"][0]["content"]["parts"][0]["text"])
    return texts


class Judge:
    """Compares what was sent and printed with what a session has afterwards."""

    def __init__(self, attack, table):
        self.attack = attack
        self.table = table
        self.sent = self.printed = self.kept = 0

    def sum_up(self):
        self.table.note(f"{self.sent} requests arrived at the service, {self.printed} answers were printed, {self.kept} were kept")

    def after(self, what, ended, session, sent, silent=True):
        """`silent`: nobody could say that something was not kept, as it was killed."""
        keys = keys_in(ended.out) + keys_in(ended.err) + self.attack.keys_left()
        crashed = ended.crashed and ended.code != -9
        if not os.path.exists(session):
            # Killed before there was one. Nothing may have been sent then.
            self.table.check(what, lost=sent, crashed=crashed, keys=keys)
            return
        attempts = self.attack.attempts(session)
        if isinstance(attempts, str):
            self.table.check(what, lost=sent, false=f"refused: {attempts}", crashed=crashed, keys=keys)
            return
        printed = texts_of(ended.objects())
        kept = kept_texts(attempts)
        made = {answer_text(number) for number in range(1, sent + 1)}
        self.sent += sent
        self.printed += len(printed)
        self.kept += len(kept)
        altered = len(kept - made)
        told = not silent and ended.code != 0 and ended.err.strip()
        lost = 0 if told else max(0, sent - len(attempts)) + len(printed - kept)
        false = f"{altered} altered answers" if altered else ""
        if not silent and lost:
            false = f"exit {ended.code} and nothing said"
        self.table.check(what, lost=lost, false=false, crashed=crashed, keys=keys)


def sending(attack, service, session, repeat, *more):
    return ["send", "--json", "--url", service.url, "--key-env", "ATTACK_KEY", "--session", session, "--repeat", repeat, *more,
            attack.request()]


def fresh(attack, number):
    folder = attack.folder / "sessions"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return str(folder / f"s{number}.safelight")


def kills(attack: Attack):
    table = Table("killed at random")
    judge = Judge(attack, table)
    usual = Service(slow(0.003))
    usual_time = attack.run(*sending(attack, usual, fresh(attack, 0), 12, "--concurrency", 3)).seconds
    more = attack.budget(6, 240)
    while more():
        service = Service(slow(0.003))
        session = fresh(attack, table.tried + 1)
        seconds = attack.random.uniform(0, usual_time * 1.1)
        ended = attack.run(*sending(attack, service, session, 12, "--concurrency", 3), kill_after=seconds)
        service.close()
        judge.after(f"killed after {seconds:.3f} s", ended, session, service.requests)
    judge.sum_up()
    return [table]


def writes_of(attack, repeat):
    count = attack.path("writes.txt")
    service = Service(good)
    attack.run(*sending(attack, service, fresh(attack, 0), repeat), env=attack.disk(0, "", count))
    service.close()
    return int(open(count).read())


def aimed(attack: Attack):
    repeat = 3
    writes = writes_of(attack, repeat)
    tables = []
    for what, name in (("kill", "killed in a write"), ("full", "disk full from a write on"), ("broken", "disk broken from a write on")):
        table = Table(name)
        judge = Judge(attack, table)
        more = attack.budget(4, 400)
        # Spread at first, so that a short round has seen each part of it.
        order = sorted(range(1, writes + 1), key=lambda at: int(f"{at:010b}"[::-1], 2))
        for at in order:
            if not more():
                break
            service = Service(good)
            session = fresh(attack, at)
            ended = attack.run(*sending(attack, service, session, repeat), env=attack.disk(at, what))
            service.close()
            judge.after(f"write {at} of {writes}", ended, session, service.requests, silent=what == "kill")
        judge.sum_up()
        table.note(f"{writes} writes, syncs and truncations, {table.tried} of them tried")
        tables.append(table)
    return tables


def small_disk(kilobytes, place):
    """A file system of that size, seen by this process and its children alone; none without the right to mount."""
    new_mounts = 0x20000
    os.makedirs(place, exist_ok=True)
    if os.geteuid() != 0 or ctypes.CDLL(None).unshare(new_mounts) != 0:
        return False
    private = subprocess.run(["mount", "--make-rprivate", "/"], capture_output=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "attack", place], capture_output=True)
    return private.returncode == 0 and mounted.returncode == 0


def full_disk(attack: Attack):
    table = Table("small file system")
    judge = Judge(attack, table)
    place = attack.path("small")
    more = attack.budget(5, 60)
    for kilobytes in (300, 420, 512, 700, 1000, 1600, 2400):
        if not more() or not small_disk(kilobytes, place):
            break
        try:
            service = Service(good)
            session = os.path.join(place, "s.safelight")
            ended = attack.run(*sending(attack, service, session, 40, "--image", picture(attack)))
            service.close()
            # To look at it, SQLite needs room beside it.
            copy = attack.path(f"copy{kilobytes}.safelight")
            for end in ("", "-wal"):
                if os.path.exists(session + end):
                    shutil.copy(session + end, copy + end)
            judge.after(f"{kilobytes} kB", ended, copy, service.requests, silent=False)
        finally:
            subprocess.run(["umount", place], capture_output=True)
    judge.sum_up()
    if table.tried == 0:
        table.note("skipped: nothing can be mounted here")
        table.tried = table.survived = 1
    return [table]


def picture(attack):
    """A GIF with a long comment: each attempt has its bytes only once, but its request is long."""
    comment = b"".join(b"\xff" + bytes(attack.random.randrange(256) for _ in range(255)) for _ in range(120))
    return attack.write("p.gif", b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xfe" + comment + b"\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;")


def taken(attack: Attack):
    table = Table("session taken away")
    def replace(session):
        os.rename(session, session + ".old")
        with open(session, "wb") as file:
            file.write(b"somebody else's file")
    ways = {"deleted": os.remove, "renamed": lambda session: os.rename(session, session + ".moved"), "replaced": replace,
            "its folder renamed": lambda session: os.rename(os.path.dirname(session), os.path.dirname(session) + "-moved")}
    more = attack.budget(6, 60)
    while True:
        for name, way in ways.items():
            shutil.rmtree(attack.folder / "sessions-moved", ignore_errors=True)
            session = fresh(attack, table.tried)
            seen = threading.Event()
            def behave(connection, number):
                if number == 3:
                    way(session)
                    seen.set()
                return good(connection, number)
            service = Service(behave)
            ended = attack.run(*sending(attack, service, session, 6))
            service.close()
            false = ""
            if ended.code == 0 or os.path.basename(session).encode() not in ended.err:
                false = f"exit {ended.code}, nothing said"
            if name == "replaced" and open(session, "rb").read() != b"somebody else's file":
                false = "another's file was changed"
            # For each that is sent and not kept, a sentence.
            said = ended.err.count(b"kept: ")
            if not false and said < service.requests - 2:
                false = f"{service.requests - 2} were not kept, {said} times it was said"
            table.check(name, false=false, crashed=ended.crashed, keys=keys_in(ended.err) + attack.keys_left())
        if not (attack.long and more()):
            return [table]


def together(attack: Attack):
    table = Table("two writers and a reader")
    more = attack.budget(4, 120)
    while more():
        session = fresh(attack, table.tried)
        attack.run(*sending(attack, first := Service(good), session, 1))
        service = Service(slow(0.002))
        repeat = 30 if attack.long else 12
        # Two programs at once: each in a thread that waits for it.
        ended = []
        def write():
            ended.append(attack.run(*sending(attack, service, session, repeat, "--concurrency", 2)))
        writers = [threading.Thread(target=write) for _ in range(2)]
        for writer in writers:
            writer.start()
        seen = 0
        false = ""
        while any(writer.is_alive() for writer in writers):
            read = attack.run("history", "--json", session)
            shown = len(read.objects())
            if read.code != 0 or shown < seen:
                false = f"the reader saw {shown} after {seen}: {read.err.decode(errors='replace')[:200]}"
            seen = max(seen, shown)
        first.close()
        service.close()
        attempts = attack.attempts(session)
        if isinstance(attempts, str):
            table.check("read at the end", lost=2 * repeat + 1, false=attempts)
            continue
        table.check(f"round {table.tried + 1}", lost=max(0, 2 * repeat + 1 - len(attempts)), false=false,
                    crashed=any(one.crashed for one in ended), keys=attack.keys_left())
    return [table]


def flips(attack: Attack):
    """A bit, a byte or a page altered: the same is read as before, or something is said."""
    session = fresh(attack, 0)
    service = Service(good)
    attack.run(*sending(attack, service, session, 6, "--image", picture(attack)))
    service.close()
    whole = open(session, "rb").read()
    tables = {}
    expected = {}
    for name, arguments in (("report", ("report", "-o", "-", "--format", "json")), ("history", ("history", "--json"))):
        expected[name] = clean(attack.run(*arguments, session).out)
        tables[name] = Table(f"altered bytes, {name}")
    places = altered_places(attack, session, whole)
    more = attack.budget(6, 500)
    for place, kind in places:
        if not more():
            break
        bad = bytearray(whole)
        if kind == "page":
            bad[place - place % 4096:place - place % 4096 + 4096] = bytes(4096)
        elif kind == "byte":
            bad[place] = attack.random.randrange(256)
        else:
            bad[place] ^= 1 << attack.random.randrange(8)
        with open(session, "wb") as file:
            file.write(bad)
        for name, arguments in (("report", ("report", "-o", "-", "--format", "json")), ("history", ("history", "--json"))):
            ended = attack.run(*arguments, session)
            silent = ended.code == 0 and not ended.err.strip() and clean(ended.out) != expected[name]
            tables[name].check(f"{kind} at {place} (page {place // 4096 + 1})", false="read as whole, and is not" if silent else "",
                               crashed=ended.crashed)
    return list(tables.values())


def clean(out):
    return re.sub(rb'"created": ?"[^"]*"', b"", out)


def altered_places(attack, session, whole):
    """All over the file, and in the attempts' own rows above all."""
    database = sqlite3.connect(f"file:{session}?mode=ro&immutable=1", uri=True)
    marks = [row[0].encode() for row in database.execute("SELECT model FROM attempts UNION SELECT reason FROM attempts WHERE reason <> ''")]
    database.close()
    rows = [place + attack.random.randrange(-40, 40) for mark in marks for place in occurrences(whole, mark)]
    spread = [attack.random.randrange(len(whole)) for _ in range(2000)]
    places = []
    for at in range(2000):
        places.append((spread[at], ("bit", "byte", "page")[at % 3]))
        if at < len(rows):
            places.append((rows[at], "bit"))
    return places


def occurrences(data, part):
    at = data.find(part)
    while at >= 0:
        yield at
        at = data.find(part, at + 1)
