"""Inputs of one, two and four sizes: time and memory grow with them, and not faster."""

import json
import os
import shutil
import sqlite3

from kills import fresh, sending
from program import Attack, Table
from service import Service, good


def candidates(count):
    return b'{"candidates":[' + b",".join([b'{"finishReason":"STOP","index":1}'] * count) + b"]}"


def parts(count):
    return b'{"candidates":[{"content":{"parts":[' + b",".join([b'{"text":"a word "}'] * count) + b']},"finishReason":"STOP"}]}'


def ratings(count):
    return (b'{"candidates":[{"finishReason":"SAFETY","safetyRatings":['
            + b",".join([b'{"category":"HARM_CATEGORY_%d","probability":"LOW","blocked":true}' % n for n in range(count)]) + b"]}]}")


def members(count):
    return b'{"candidates":[{"finishReason":"STOP"}],' + b",".join(b'"m%d":%d' % (n, n) for n in range(count)) + b"}"


def nested(count):
    return b'{"candidates":[{"finishReason":"STOP"}],"x":' + b'{"a":[' * count + b"]}" * count + b"}"


def unknown(count):
    return b'{"candidates":[' + b",".join(b'{"finishReason":"NEW_%d"}' % n for n in range(count)) + b"]}"


def support(count):
    return json.dumps({"candidates": [{"finishReason": "SAFETY", "finishMessage": "Support codes: " + ", ".join(str(10 ** 7 + n) for n in range(count))}]}).encode()


def details(count):
    one = {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"quotaId": "q", "quotaValue": "1"}]}
    return json.dumps({"error": {"code": 429, "message": "m", "status": "RESOURCE_EXHAUSTED", "details": [one] * count}}).encode()


def events(count):
    return b'data: {"candidates":[{"content":{"parts":[{"text":"a word "}]}}]}\r\n\r\n' * count


def empty_events(count):
    return b"data: {}\n\n" * count


def one_event(count):
    return b'data: {"candidates":[{"content":{"parts":[{"text":"' + b"word " * count + b'"}]},"finishReason":"STOP"}]}\n\n'


def lines_of_event(count):
    return b'data: {"candidates":[\n' + b'data: {"finishReason":"STOP"},\n' * count + b"data: {}]}\n\n"


def comments(count):
    return b": still there\n\n" * count + b'data: {"candidates":[{"finishReason":"STOP"}]}\n\n'


def escapes(count):
    return b'{"candidates":[{"content":{"parts":[{"text":"' + b"\\u00e9\\n" * count + b'"}]},"finishReason":"STOP"}]}'


def log_lines(count):
    return b'2026-11-29 INFO answered {"candidates":[{"finishReason":"STOP"}]}\n' * count


def prose(count):
    return b"INFO { nothing ( to see [ here ' and \" there\n" * count


def openings(count):
    return b"GenerateContentResponse(candidates=[" * count


def quotes(count):
    return b"\"{'" * count


def backslashes(count):
    return b'{"text": "' + b"\\" * (2 * count) + b'" {'


def fences(count):
    return b"```json\n{\n" * count


def html(count):
    return b"<html>" + b"<div><p>x" * count


def request_parts(count):
    return json.dumps({"contents": [{"role": "user", "parts": [{"text": "a word"}] * count}]}).encode()


def request_turns(count):
    return json.dumps({"contents": [{"role": "user" if n % 2 == 0 else "model", "parts": [{"text": "a"}]} for n in range(count)] + [{"role": "user", "parts": [{"text": "b"}]}]}).encode()


# Name, what makes it, the first size.
INSPECTED = [(make.__name__.replace("_", " "), make, count) for make, count in (
    (candidates, 100_000), (parts, 100_000), (ratings, 40_000), (members, 100_000), (nested, 20_000), (unknown, 50_000),
    (support, 40_000), (details, 20_000), (events, 40_000), (empty_events, 200_000), (one_event, 1_000_000), (lines_of_event, 50_000),
    (comments, 200_000), (escapes, 400_000), (log_lines, 20_000), (prose, 20_000), (openings, 10_000), (quotes, 100_000),
    (backslashes, 1_000_000), (fences, 50_000), (html, 200_000))]


class Growth:
    def __init__(self, attack):
        self.attack = attack
        self.table = Table("growth of time and memory")
        base = attack.run("inspect", attack.write("small.json", candidates(1)))
        self.base_cpu, self.base_memory = base.cpu, base.megabytes

    def measure(self, name, run, constant=False):
        """run(size) for 1, 2 and 4; `constant`: what is asked for is the same each time."""
        ended = [run(size) for size in ((1, 2, 4) if self.attack.long else (1, 4))]
        seconds = [max(0.02, one.cpu - self.base_cpu) for one in ended]
        memory = [max(4, one.megabytes - self.base_memory) for one in ended]
        time_ratio, memory_ratio = seconds[-1] / seconds[0], memory[-1] / memory[0]
        text = f"{name}: {' '.join(f'{one:.2f}' for one in seconds)} s (×{time_ratio:.1f}), {memory[0]:.0f} {memory[-1]:.0f} MB (×{memory_ratio:.1f})"
        print("    " + text, flush=True)
        most = 6 if constant else 9  # 4 is in time with the size, 16 is each with each; the rest is for a shared machine
        false = ""
        if time_ratio > most and seconds[-1] > 0.5:
            false = text
        # AddressSanitizer keeps what was freed.
        if memory_ratio > most and memory[-1] > 64 and not self.attack.sanitized:
            false = text
        if any(b"hung" in one.err for one in ended):
            false = f"{name}: hung"
        self.table.check(name, false=false, crashed=any(one.crashed for one in ended))


def many_attempts(attack, count):
    """A session with one attempt sent, and copies of it up to that number."""
    session = fresh(attack, count)
    service = Service(good)
    attack.run(*sending(attack, service, session, 1))
    service.close()
    database = sqlite3.connect(session)
    for table, key in (("attempts", "id"), ("exchanges", "attempt"), ("segments", "attempt")):
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        values = ", ".join("n.value" if name in (key, "number") else "t." + name for name in names)
        database.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} t,"
                         f" (WITH RECURSIVE n(value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM n WHERE value < {count}) SELECT value FROM n) n"
                         f" WHERE t.{key} = 1")
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return session


def growth(attack: Attack):
    # A sanitizer makes everything slower, and a short round has a minute for all.
    part = 1 if attack.long else 8
    growth = Growth(attack)
    more = attack.budget(10, 900)
    path = attack.path("grown")
    for name, make, count in INSPECTED:
        if not more():
            growth.table.note(f"no time left for {name} and what follows")
            break
        for json_too in (True, False) if attack.long else (True,):
            def run(size):
                with open(path, "wb") as file:
                    file.write(make(count // part * size))
                return attack.run("inspect", *(("--json",) if json_too else ()), path, timeout=300)
            growth.measure(f"inspect, {name}" + ("" if json_too else ", as text"), run)
    for name, make in (("parts", request_parts), ("turns", request_turns)):
        def run(size):
            with open(path, "wb") as file:
                file.write(make(40_000 // part * size))
            return attack.run("code", path, "--to", "python", timeout=300)
        if more():
            growth.measure(f"code, {name}", run)
    if more():
        filters(attack, growth, part)
    if attack.long:
        sessions(attack, growth, part)
    return [growth.table]


def filters(attack, growth, part):
    session = many_attempts(attack, 10)
    shapes = {"parentheses": lambda n: "(" * n + "a" + ")" * n, "words": lambda n: "a " * n, "alternatives": lambda n: " or ".join(["model:a"] * n),
              "denials": lambda n: "-" * n + "a", "quotes": lambda n: '"' * n}
    for name, shape in shapes.items():
        # One argument of a command is at most 128 KiB.
        growth.measure(f"filter, {name}", lambda size: attack.run("history", session, "--filter", shape(2500 * size), timeout=300))


def sessions(attack, growth, part):
    made = {}
    for size in (1, 2, 4):
        made[size] = attack.path(f"many{size}.safelight")
        shutil.copy(many_attempts(attack, 15_000 * size + 1), made[size])
    growth.measure("report of two attempts among 15, 30, 60 thousand", constant=True, run=lambda size: attack.run(
        "report", made[size], "-o", "-", "--format", "json", "--attempts", "1,2", timeout=300))
    growth.measure("report of all, CSV", lambda size: attack.run("report", made[size], "-o", "-", "--format", "csv", timeout=300))
    growth.measure("history of all", lambda size: attack.run("history", made[size], "--json", timeout=300))
    growth.measure("history, a filter", lambda size: attack.run("history", made[size], "--filter", "red or cost>1", timeout=300))
