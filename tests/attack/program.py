"""The program under attack: runs it, looks at what it left, and counts."""

import base64
import dataclasses
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.parse

# No real key: nobody's, and of no service's shape, so that only the knowledge of it can hide it.
KEY = "Kq7-attack-Zm4vTz9pLw2Rk8+/Xd"


def key_forms():
    """Every spelling in which the key must not be found. Base64 depends on where in a text it stands."""
    plain = KEY.encode()
    forms = {plain, plain[::-1], plain.hex().encode(), plain.hex().upper().encode(),
             urllib.parse.quote(KEY, safe="").encode(), "".join(f"%{b:02x}" for b in plain).encode(),
             "".join(f"%{b:02X}" for b in plain).encode(),
             "".join(f"\\u{b:04x}" for b in plain).encode(), "".join(f"\\x{b:02x}" for b in plain).encode(),
             "".join(f"&#{b};" for b in plain).encode(), KEY.encode("utf-16-le"), KEY.encode("utf-16-be")}
    for before in range(3):
        # Without the characters at both ends, which depend on the neighbours too.
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            forms.add(encode(b"x" * before + plain)[(0, 2, 3)[before]:].rstrip(b"=")[:-1])
    return forms


KEY_FORMS = key_forms()


def keys_in(data):
    return sum(form in data for form in KEY_FORMS)


def peak_megabytes(process):
    try:
        with open(f"/proc/{process}/status", "rb") as status:
            return next((int(line.split()[1]) / 1024 for line in status if line.startswith(b"VmHWM")), 0)
    except OSError:
        return 0


@dataclasses.dataclass
class Ended:
    code: int
    out: bytes
    err: bytes
    seconds: float
    cpu: float
    megabytes: float

    @property
    def crashed(self):
        # A sanitizer ends the program with a report instead of a signal. An interrupt may come when it is done and leaving.
        return self.code not in (-signal.SIGINT, *range(256)) or b"Sanitizer" in self.err or b"runtime error:" in self.err

    def objects(self):
        """What --json printed; a line that was cut off by a kill is none."""
        found = []
        for line in self.out.split(b"\n"):
            try:
                found.append(json.loads(line))
            except ValueError:
                pass
        return found


@dataclasses.dataclass
class Table:
    """One row of the result, or several."""
    name: str
    tried: int = 0
    survived: int = 0
    lost: int = 0
    false: int = 0
    keys: int = 0
    crashes: int = 0
    notes: list = dataclasses.field(default_factory=list)

    def note(self, text):
        if len(self.notes) < 12:
            self.notes.append(text)

    def check(self, what, lost=0, false="", crashed=False, keys=0):
        """Counts one attempt at breaking the program."""
        self.tried += 1
        self.lost += lost
        self.false += bool(false)
        self.crashes += crashed
        self.keys += keys
        if not (lost or false or crashed or keys):
            self.survived += 1
            return
        said = [f"{lost} lost"] * bool(lost) + [false] * bool(false) + ["crashed"] * crashed + [f"{keys} keys"] * bool(keys)
        self.note(f"{what}: {', '.join(said)}")

    @property
    def passed(self):
        return self.tried > 0 and self.survived == self.tried


class Attack:
    """What a round works with. Its folder is empty at first, and gone afterwards."""

    def __init__(self, program, shim, long, seed=1, share=1.0):
        self.program = program
        self.shim = shim
        self.long = long
        self.share = share
        self.random = random.Random(seed)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="attack-"))
        (self.folder / "config").mkdir()
        # Sanitizers need several times the memory: no number of it is a fault then.
        self.sanitized = b"__asan_init" in pathlib.Path(program).read_bytes()

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def budget(self, short, long):
        """Asked again and again: is there time for one more?"""
        end = time.monotonic() + (long * self.share if self.long else short)
        return lambda: time.monotonic() < end

    def path(self, name):
        return str(self.folder / name)

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def request(self, text="a red coat", name="request.json", **more):
        return self.write(name, json.dumps({"contents": [{"role": "user", "parts": [{"text": text}]}], **more}))

    def environment(self, more=None):
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
        kept.update(XDG_CONFIG_HOME=self.path("config"), XDG_RUNTIME_DIR=self.path("config"), HOME=self.path("config"),
                    LC_ALL="C.UTF-8", TZ="UTC", ATTACK_KEY=KEY, **(more or {}))
        return kept

    def disk(self, at, what, count=""):
        """The environment in which the disk fails at that write."""
        return {"LD_PRELOAD": self.shim, "SAFELIGHT_DISK_AT": str(at), "SAFELIGHT_DISK_DO": what,
                "SAFELIGHT_DISK_COUNT": count,
                "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}

    def start(self, *arguments, env=None, **more):
        return subprocess.Popen([self.program, *map(str, arguments)], env=self.environment(env),
                                stdin=subprocess.DEVNULL, cwd=self.folder, **more)

    def run(self, *arguments, env=None, timeout=120, kill_after=None, interrupt_after=None):
        # Into files: a pipe that nobody empties would stop the program.
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            began = time.monotonic()
            process = self.start(*arguments, env=env, stdout=out, stderr=err)
            if interrupt_after is not None:
                threading.Timer(interrupt_after, process.send_signal, (signal.SIGINT,)).start()
            return self.end(process, out, err, began, timeout if kill_after is None else kill_after, kill_after is None)

    @staticmethod
    def end(process, out, err, began, seconds, hung):
        """Waits, and kills what still runs then; `hung`: which is then a fault."""
        peak = 0
        while True:
            # What wait4() tells as the most may be this process's own, from before the program began.
            peak = max(peak, peak_megabytes(process.pid))
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - began > seconds:
                process.kill()
                _, status, used = os.wait4(process.pid, 0)
                break
            time.sleep(0.002 if time.monotonic() - began < 0.3 else 0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said = err.read() + (b"\n(it hung and was killed)" if hung and process.returncode == -9 else b"")
        return Ended(process.returncode, out.read(), said, time.monotonic() - began, used.ru_utime + used.ru_stime, peak)

    def attempts(self, session):
        """The attempts of a session as the report tells them, or the sentence why there are none."""
        ended = self.run("report", session, "-o", "-", "--format", "json")
        if ended.code != 0:
            return ended.err.decode(errors="replace").strip() or "refused without a sentence"
        return json.loads(ended.out)["attempts"]

    def keys_left(self):
        """Keys in all the files that are there, the sessions' unpacked texts among them."""
        return sum(keys_in(path.read_bytes()) for path in self.folder.rglob("*") if path.is_file())
