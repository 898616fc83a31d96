"""A service on loopback, good or hostile: one function a behaviour, in bytes."""

import base64
import gzip
import json
import socket
import struct
import threading
import time
import urllib.parse
import zlib

from program import KEY


class Service:
    """Hands each request that arrived whole to behave(connection, number)."""

    def __init__(self, behave):
        self.behave = behave
        self.requests = 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.listener.close()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            with connection:
                while self.receive(connection):
                    self.requests += 1
                    if self.behave(connection, self.requests) is not True:
                        return
        except OSError:
            pass  # the program has gone

    @staticmethod
    def receive(connection):
        received = b""
        while b"\r\n\r\n" not in received:
            piece = connection.recv(65536)
            if not piece:
                return False
            received += piece
        head, _, body = received.partition(b"\r\n\r\n")
        length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
        while len(body) < length:
            piece = connection.recv(65536)
            if not piece:
                return False
            body += piece
        return True


def answer_text(number):
    return f"answer {number} " + "whole and unaltered " * 40


def body(text, finish="STOP", **more):
    return json.dumps({"candidates": [{"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": finish, **more}]}).encode()


def head(length=None, status="200 OK", kind="application/json", more=b""):
    lines = [f"HTTP/1.1 {status}".encode(), b"Content-Type: " + kind.encode()]
    if length is not None:
        lines.append(b"Content-Length: %d" % length)
    return b"\r\n".join(lines) + b"\r\n" + more + b"\r\n"


def good(connection, number):
    content = body(answer_text(number))
    connection.sendall(head(len(content)) + content)
    return True


def slow(seconds):
    def behave(connection, number):
        time.sleep(seconds)
        return good(connection, number)
    return behave


def whole(content, **more):
    """Behaviour: this body with its length."""
    return lambda connection, number: connection.sendall(head(len(content), **more) + content) or True


def raw(*pieces, pause=0.0, reset=False):
    """Behaviour: these bytes, then the connection closes."""
    def behave(connection, number):
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        if reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return behave


def endless(start, again, pause=0.0):
    """Behaviour without an end, which somebody stops."""
    def behave(connection, number):
        connection.sendall(start)
        while True:
            connection.sendall(again)
            time.sleep(pause)
    behave.ends = False
    return behave


def chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data)


def event(data):
    return b"data: " + data + b"\r\n\r\n"


STREAM = head(kind="text/event-stream", more=b"Transfer-Encoding: chunked\r\n")
PLAIN = head(kind="application/json", more=b"Transfer-Encoding: chunked\r\n")
ANSWER = body("fine")
ERROR = json.dumps({"error": {"code": 503, "message": "busy", "status": "UNAVAILABLE"}}).encode()


def bomb(megabytes):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()


# Name, what it does, and whether an answer is delivered: everything else must not be called so.
HOSTILE = [
    ("good, so that the others are not bad for another reason", whole(ANSWER), True),
    ("closes at once", raw(), False),
    ("resets at once", raw(reset=True), False),
    ("no HTTP", raw(b"\x16\x03\x01\0 what is this\r\n\r\n"), False),
    ("another protocol", raw(b"SSH-2.0-OpenSSH_9.2\r\n"), False),
    ("half a head", raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), False),
    ("an endless head", endless(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"a" * 8000 + b"\r\n"), False),
    ("an endless line in the head", endless(b"HTTP/1.1 200 OK\r\nX: ", b"a" * 65536), False),
    ("silence", endless(b"", b"", 0.05), False),
    ("a head, then silence", endless(head(1000), b"", 0.05), False),
    ("less than its length", raw(head(5000) + ANSWER[:-5]), False),
    ("less than its length, and yet whole", raw(head(5000) + ANSWER), None),
    ("more than its length", raw(head(20) + ANSWER), False),
    ("a length below zero", raw(head(more=b"Content-Length: -5\r\n") + ANSWER), None),
    ("a length beyond all numbers", raw(head(more=b"Content-Length: 99999999999999999999\r\n") + ANSWER), None),
    ("two lengths", raw(head(more=b"Content-Length: 4\r\nContent-Length: 40\r\n") + ANSWER), None),
    ("no last chunk", raw(PLAIN + chunk(ANSWER[:-20])), False),
    ("a chunk with a wrong size", raw(PLAIN + b"ffffffffffffffff\r\n" + ANSWER), False),
    ("a chunk without a size", raw(PLAIN + b"xyz\r\n" + ANSWER + b"\r\n0\r\n\r\n"), False),
    ("reset within the body", raw(head(len(ANSWER)) + ANSWER[:30], reset=True), False),
    ("an endless body", endless(PLAIN, chunk(b" " * 65536)), False),
    ("endless events", endless(STREAM, chunk(event(body("more ", "")))), False),
    ("one endless event", endless(STREAM + chunk(b"data: "), chunk(b"x" * 65536)), False),
    ("endless comments", endless(STREAM, chunk(b": still there\r\n" * 1000)), False),
    ("a drop now and then", endless(STREAM, chunk(b":\n"), 0.05), False),
    ("a bomb", raw(head(more=b"Content-Encoding: gzip\r\n") + bomb(400)), False),
    ("a bomb within a bomb", raw(head(more=b"Content-Encoding: gzip\r\n") + gzip.compress(bomb(400))), False),
    ("gzip that is none", raw(head(len(ANSWER), more=b"Content-Encoding: gzip\r\n") + ANSWER), None),
    ("gzip that is cut off", raw(head(more=b"Content-Encoding: gzip\r\n") + gzip.compress(ANSWER)[:-9]), None),
    ("an unknown encoding", raw(head(len(ANSWER), more=b"Content-Encoding: rot13\r\n") + zlib.compress(ANSWER)), False),
    ("redirects in a circle", raw(b"HTTP/1.1 307 Go\r\nLocation: /v1beta/again\r\nContent-Length: 0\r\n\r\n"), False),
    ("redirects elsewhere", raw(b"HTTP/1.1 302 Go\r\nLocation: http://localhost:1/\r\nContent-Length: 0\r\n\r\n"), False),
    ("redirects to a file", raw(b"HTTP/1.1 302 Go\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"), False),
    ("asks for a password", whole(b"", status="401 No", more=b"WWW-Authenticate: Basic realm=\"x\"\r\n"), False),
    ("is a proxy that asks for a password", whole(b"", status="407 No", more=b"Proxy-Authenticate: Basic realm=\"x\"\r\n"), False),
    ("wants another protocol", raw(b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n"), False),
    ("continues for ever", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.001), False),
    ("a status that is none", raw(b"HTTP/1.1 99999 What\r\nContent-Length: 2\r\n\r\n{}"), False),
    ("nothing, and says it is fine", raw(b"HTTP/1.1 204 Fine\r\n\r\n"), False),
    ("an empty body", whole(b""), False),
    ("a web page", whole(b"<html><h1>hello</h1></html>", kind="text/html"), False),
    ("an error with 200", whole(ERROR), False),
    ("retry in a million years", whole(ERROR, status="503 Busy", more=b"Retry-After: 99999999999999\r\n"), False),
    ("retry on a day that is none", whole(ERROR, status="429 Busy", more=b"Retry-After: Fri, 99 Foo 2026 99:99:99 GMT\r\n"), False),
    ("deep nesting", whole(b'{"candidates":' + b"[" * 200000 + b"]" * 200000 + b"}"), False),
    ("numbers beyond all numbers", whole(b'{"candidates":[{"index":1e999,"finishReason":"SAFETY"}],"usageMetadata":{"totalTokenCount":99999999999999999999}}'), False),
    ("bad UTF-8", whole(b'{"candidates":[{"content":{"parts":[{"text":"\xff\xfe\xc0\x80"}]}}]}'), None),
    ("a zero byte in the text", whole(body("a\0b")), True),
    ("a lone surrogate", whole(b'{"candidates":[{"content":{"parts":[{"text":"\\ud800"}]},"finishReason":"STOP"}]}'), None),
    ("an image that is none", whole(json.dumps({"candidates": [{"content": {"parts": [{"inlineData": {"mimeType": "image/png", "data": "AAAA"}}]}, "finishReason": "STOP"}]}).encode()), None),
]


def echoes():
    """Answers that hold the key, by how it is spelled."""
    plain = KEY.encode()
    escaped = "".join(f"\\u{b:04x}" for b in plain)
    half = len(KEY) // 2
    def text(spelled):
        return (b'{"candidates":[{"content":{"parts":[{"text":"your key is ' + spelled + b' indeed"}]},"finishReason":"STOP"}]}')
    def streamed(*pieces):
        return STREAM + b"".join(chunk(event(body(piece, "STOP" if piece is pieces[-1] else ""))) for piece in pieces) + chunk(b"")
    image = base64.b64encode(b"\x89PNG\r\n\x1a\n" + plain + b"more").decode()
    parts = [{"text": KEY[:half]}, {"text": KEY[half:]}]
    return [
        ("plain", whole(text(plain))),
        ("escaped", whole(text(escaped.encode()))),
        ("percent-encoded", whole(text(urllib.parse.quote(KEY, safe="").encode()))),
        ("percent-encoded letter by letter", whole(text("".join(f"%{b:02x}" for b in plain).encode()))),
        ("base64", whole(text(base64.b64encode(plain)))),
        ("base64, one further", whole(text(base64.b64encode(b"x" + plain)))),
        ("base64, two further", whole(text(base64.b64encode(b"xx" + plain)))),
        ("hexadecimal", whole(text(plain.hex().encode()))),
        ("backwards", whole(text(plain[::-1]))),
        ("as character references", whole(text("".join(f"&#{b};" for b in plain).encode()))),
        ("in two parts", whole(json.dumps({"candidates": [{"content": {"parts": parts}, "finishReason": "STOP"}]}).encode())),
        ("in two events", raw(streamed("a " + KEY[:half], KEY[half:] + " b"))),
        ("in four events", raw(streamed(*(KEY[at:at + 8] for at in range(0, len(KEY), 8))))),
        ("in two chunks", raw(PLAIN + chunk(text(plain)[:60]) + chunk(text(plain)[60:]) + chunk(b""))),
        ("as a reason", whole(body("x", KEY))),
        ("as a member's name", whole(json.dumps({KEY: 1, "candidates": [{"finishReason": "STOP"}]}).encode())),
        ("as the model's name", whole(json.dumps({"modelVersion": KEY, "candidates": [{"finishReason": "STOP"}]}).encode())),
        ("in an image", whole(json.dumps({"candidates": [{"content": {"parts": [{"inlineData": {"mimeType": "image/png", "data": image}}]}, "finishReason": "STOP"}]}).encode())),
        ("as an image's type", whole(json.dumps({"candidates": [{"content": {"parts": [{"inlineData": {"mimeType": KEY, "data": "AAAA"}}]}, "finishReason": "STOP"}]}).encode())),
        ("in an error", whole(json.dumps({"error": {"code": 400, "message": f"bad key {KEY}", "status": KEY}}).encode(), status="400 Bad")),
        ("in an escaped error", whole(b'{"error":{"code":400,"message":"' + escaped.encode() + b'"}}', status="400 Bad")),
        ("in a web page", whole(b"<html><title>" + plain + b"</title>" + plain + b"</html>", kind="text/html", status="502 Bad")),
        ("in a header", whole(ANSWER, more=b"X-Echo: " + plain + b"\r\n")),
        ("in a header's name", whole(ANSWER, more=b"X-" + plain.replace(b"/", b"").replace(b"+", b"") + b": 1\r\n")),
        ("in the status line", whole(ANSWER, status="400 " + KEY)),
        ("in where it redirects to", whole(b"", status="302 Go", more=b"Location: /x?key=" + urllib.parse.quote(KEY, safe="").encode() + b"\r\n")),
        ("in what is no JSON", whole(b"{ broken " + plain)),
        ("in a tail behind the stream", raw(STREAM + chunk(event(body("x"))) + chunk(b'{"error":{"message":"' + plain + b'"}}') + chunk(b""))),
        ("compressed", whole(gzip.compress(text(plain)), more=b"Content-Encoding: gzip\r\n")),
    ]
