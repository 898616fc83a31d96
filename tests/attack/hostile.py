"""Hostile servers, a key that comes back, and what is told to a terminal or written into a report."""

import concurrent.futures
import json
import re
import shutil
import sqlite3
import subprocess
import zlib

from kills import fresh, sending
from program import KEY, Attack, Table, keys_in
from service import HOSTILE, Service, body, echoes, whole

def servers(attack: Attack):
    table = Table("hostile servers")
    most = Table("hostile servers: memory and time")
    cases = [(name, behave, good, stream) for name, behave, good in HOSTILE for stream in ((False, True) if attack.long else (is_streamed(name),))]
    def attempt(case):
        name, behave, _, stream = case
        service = Service(behave)
        session = attack.path(f"{HOSTILE.index(case[:3])}{stream}.safelight")
        ended = attack.run("send", "--json", "--url", service.url, "--key-env", "ATTACK_KEY", "--session", session, "--timeout", 2,
                           *(("--stream",) if stream else ()), request, timeout=300,
                           interrupt_after=None if getattr(behave, "ends", True) else interrupt)
        service.close()
        return ended, attack.attempts(session)
    request = attack.request()
    interrupt = 3  # seconds
    # Mostly they wait, so several at once; those without an end take all they get, so one after the other.
    ending = [case for case in cases if getattr(case[1], "ends", True)]
    endless = [case for case in cases if case not in ending]
    slowest = (0, "")
    with concurrent.futures.ThreadPoolExecutor(4 if attack.sanitized else 8) as pool:
        results = list(zip(ending, pool.map(attempt, ending)))
        more = attack.budget(8, 600)
        results += [(case, attempt(case)) for case in endless if more()]
        for case, (ended, attempts) in results:
            name, _, good, stream = case
            said = b'"outcome":"delivered"' in ended.out.replace(b": ", b":")
            false = ""
            if b"(it hung" in ended.err:
                false = "hung"
            elif good is not None and said != good:
                false = "called delivered" if said else "not called delivered"
            elif ended.code == 0 and good is False:
                false = "exit 0"
            table.check(f"{name}{', as a stream' if stream else ''}", lost=isinstance(attempts, str) or len(attempts) != 1, false=false,
                        crashed=ended.crashed and not false, keys=keys_in(ended.out) + keys_in(ended.err))
            if case in endless:
                slowest = max(slowest, (ended.seconds - interrupt, name))
            over = ended.megabytes > (4000 if attack.sanitized else 450) or ended.cpu > (150 if attack.sanitized else 30)
            most.check(name, false=f"{ended.megabytes:.0f} MB, {ended.cpu:.1f} s of the processor" if over else "")
            most.peak = max(getattr(most, "peak", (0, "", 0)), (ended.megabytes, name, ended.cpu))
    most.note("the last to end after an interrupt: %.1f s (%s)" % slowest)
    table.check("no key is left in any file", keys=attack.keys_left())
    most.note("the most: %.0f MB (%s, %.1f s of the processor)" % most.peak)
    return [table, most]


def is_streamed(name):
    return any(word in name for word in ("event", "comment", "tail", "now and then"))


def unpacked(session):
    """Every value of a session, and what it is when its compression is taken away."""
    database = sqlite3.connect(f"file:{session}?mode=ro", uri=True)
    database.text_factory = bytes
    names = [row[0].decode() for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        for row in database.execute(f'SELECT * FROM "{name}"'):
            for value in row:
                if not isinstance(value, bytes):
                    continue
                yield value
                for start in (0, 4):  # Qt writes the size before it
                    try:
                        yield zlib.decompress(value[start:])
                    except zlib.error:
                        pass
    database.close()


def keys(attack: Attack):
    """A service that repeats the key: it is in nothing that is printed, kept or reported."""
    table = Table("keys that come back")
    for name, behave in echoes():
        for stream in (False, True) if attack.long else (False,):
            service = Service(behave)
            session = fresh(attack, 1)
            shutil.rmtree(attack.path("out"), ignore_errors=True)
            more = ("--output-dir", attack.path("out")) + (("--stream",) if stream or is_streamed(name) else ())
            shown = [attack.run(*sending(attack, service, session, 1, *more, "--timeout", 5))]
            # And as text, for a person.
            shown.append(attack.run("send", "--url", service.url, "--key-env", "ATTACK_KEY", "--timeout", 5,
                                    *(("--stream",) if "--stream" in more else ()), attack.request()))
            service.close()
            for kind in ("html", "markdown", "json", "csv") if attack.long else ("json",):
                shown.append(attack.run("report", session, "-o", "-", "--format", kind))
            shown.append(attack.run("history", "--json", session))
            found = sum(keys_in(ended.out) + keys_in(ended.err) for ended in shown)
            where = []
            if found:
                where.append("printed")
            kept = attack.keys_left() + sum(keys_in(value) for value in unpacked(session))
            if kept:
                where.append("kept")
            # Spelled in pieces that are side by side once the answer is joined.
            joined = b"".join(re.findall(rb'"text": ?"((?:[^"\\]|\\.)*)"', shown[0].out))
            table.check(f"{name}{' as a stream' if stream else ''} ({', '.join(where)})", crashed=any(one.crashed for one in shown),
                        keys=found + kept + keys_in(joined))
    return [table]


# What moves the cursor, hides text, sets a title, or turns the direction of what follows: C0 but for line ends and tabs,
# DEL, C1, and the overrides and embeddings of bidirectional text. Its marks belong to ordinary Hebrew and Arabic.
STEERING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
NASTY = ("\x1b]0;title\x07\x1b[31mred\x1b[2J\x9b31m\x9d0;t\x9c \u202eevil\u202c \u2066x\u2069 \u200f\x7f\x08\x08 \r overwritten "
         "<script>alert(1)</script><img src=x onerror=alert(2)> [a](javascript:alert(3)) ![b](http://evil.example/x.png) "
         "\\| a\\|b ` `` ``` <!-- --> </pre></title> $& https://evil.example/ ")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", " \uff1d1", "\u3000=1", "\ufeff=1")


def steers(ended):
    said = (ended.out + b"\n" + ended.err).decode("utf-8", errors="replace")
    found = STEERING.search(said)
    return f"{ord(found.group()):#x} in {said[max(0, found.start() - 30):found.end() + 10]!r}" if found else ""


def injection(attack: Attack):
    terminal = Table("terminal escapes")
    markup = Table("markup in reports")
    wrapped = {"text": body(NASTY), "reason": body("x", NASTY),
               "message": json.dumps({"candidates": [{"finishReason": "SAFETY", "finishMessage": NASTY}]}).encode(),
               "rating": body("x", safetyRatings=[{"category": NASTY, "probability": NASTY, "blocked": True}]),
               "model": json.dumps({"modelVersion": NASTY, "responseId": NASTY, "candidates": [{"finishReason": "STOP"}]}).encode(),
               "block": json.dumps({"promptFeedback": {"blockReason": NASTY, "blockReasonMessage": NASTY}}).encode(),
               "error": json.dumps({"error": {"code": 400, "message": NASTY, "status": NASTY, "details": [
                   {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": NASTY, "domain": NASTY}]}}).encode(),
               "member": json.dumps({NASTY: {NASTY: NASTY}, "candidates": [{"finishReason": "STOP", NASTY: NASTY}]}).encode(),
               "image type": json.dumps({"candidates": [{"content": {"parts": [{"inlineData": {"mimeType": NASTY, "data": "AAAA"}}]}}]}).encode(),
               "function": json.dumps({"candidates": [{"content": {"parts": [{"functionCall": {"name": NASTY, "args": {NASTY: 1}}}]}}]}).encode(),
               "no JSON": NASTY.encode(), "web page": f"<html><title>{NASTY}</title>{NASTY}</html>".encode(),
               "broken": b'{"candidates": [ ' + NASTY.encode(), "log line": b"INFO " + NASTY.encode() + b' {"error":{"message":"x","code":400}}'}
    odd_name = "a\x1b[31m\u202eb\x9bc\r.json"
    for place, content in wrapped.items():
        for name in ("plain.json", odd_name) if attack.long else (odd_name,):
            terminal.check(f"inspect, {place}", false=steers(ended := attack.run("inspect", attack.write(name, content))), crashed=ended.crashed)
        service = Service(whole(content, status="200 OK" if place != "error" else "400 " + "Bad"))
        session = fresh(attack, 0)
        ended = attack.run("send", "--url", service.url, "--session", session, "--retries", 1, "--model", "m", attack.request(NASTY))
        service.close()
        terminal.check(f"send, {place}", false=steers(ended), crashed=ended.crashed)
        terminal.check(f"history, {place}", false=steers(ended := attack.run("history", session)), crashed=ended.crashed)
        reports(attack, markup, place, session)
    for arguments in (("inspect", attack.path("no" + odd_name)), ("report", attack.path("no" + odd_name), "-o", attack.path(odd_name + ".html")),
                      ("history", attack.path("no" + odd_name)), ("send", attack.path("no" + odd_name)), ("send", "--backend", NASTY.replace("\0", ""), attack.request()),
                      ("code", attack.path("no" + odd_name), "--to", "curl"), ("history", session, "--filter", "cost>" + NASTY), ("inspect", "--" + NASTY),
                      ("send", "--url", "http://" + NASTY, attack.request()), ("backends", NASTY.replace("\0", "")),
                      ("send", "--session", attack.path("no\x1b[31m/such"), attack.request()), ("send", "--image", attack.path("\x9b.png"), attack.request())):
        ended = attack.run(*arguments)
        terminal.check(f"{arguments[0]} with odd arguments", false=steers(ended), crashed=ended.crashed)
    formulas(attack, markup)
    return [terminal, markup]


def reports(attack, table, place, session):
    html = attack.run("report", session, "-o", "-", "--format", "html")
    found = re.search(rb"<script|<img src=x|<!--|javascript:alert\(3\)[\"']|src=[\"']http", html.out)
    table.check(f"HTML, {place}", false=f"live {found.group()}" if found else "", crashed=html.crashed)
    markdown = attack.run("report", session, "-o", "-", "--format", "markdown")
    rendered = markdown.out
    if shutil.which("cmark-gfm"):
        command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough"]
        rendered = subprocess.run(command, input=markdown.out, capture_output=True).stdout
        found = re.search(rb"<script|<img src=\"?x|<img src=\"http|href=\"(javascript|https?://evil)|<!-- -->", rendered)
        table.check(f"Markdown, {place}", false=f"live {found.group()}" if found else "", crashed=markdown.crashed)


def formulas(attack, table):
    for text in FORMULAS:
        session = fresh(attack, 2)
        service = Service(whole(body(text, text)))
        attack.run("send", "--url", service.url, "--session", session, attack.request(text))
        service.close()
        csv = attack.run("report", session, "-o", "-", "--format", "csv")
        rows = csv.out.decode().split("\n", 1)[-1]
        found = re.search("(?:^|\r\n|,)\"?[\\s\u200b\ufeff\u3000]*[=+@\uff1d\uff0b\uff20]", rows)
        table.check(f"CSV, {text!r}", false=f"live {found.group()!r}" if found else "", crashed=csv.crashed)
