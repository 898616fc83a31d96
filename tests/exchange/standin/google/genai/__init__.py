"""A stand-in for the SDK google-genai, as far as exported code uses it: it takes what the real classes take,
sends what the real client sends, and hands back objects of the same shape. The real one is not on every
machine that runs the tests."""
import base64
import json
import re
import urllib.error
import urllib.request

from . import errors, types


def camel(name):
    return re.sub(r"_(.)", lambda found: found.group(1).upper(), name)


def wire(value):
    if isinstance(value, types.Made):
        return {camel(key): wire(one) for key, one in value.given.items()}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return [wire(one) for one in value] if isinstance(value, list) else value


def merge(target, extra):
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            merge(target[key], value)
        else:
            target[key] = value


class Box:
    """What came: a member that is missing is None, as in the SDK."""

    def __init__(self, members):
        self._members = members

    def __getattr__(self, name):
        value = self._members.get(camel(name))
        if name == "data" and isinstance(value, str):
            return base64.b64decode(value)
        if name == "args":
            return value
        if isinstance(value, list):
            return [Box(one) for one in value]
        return Box(value) if isinstance(value, dict) else value


class Models:
    def __init__(self, client):
        self._client = client

    def _ask(self, method, model, contents, config):
        settings = dict(config.given)
        extra = settings.pop("http_options", None)
        body = {"contents": wire(contents)}
        for own in ("safety_settings", "system_instruction"):
            if own in settings:
                body[camel(own)] = wire(settings.pop(own))
        if settings:
            body["generationConfig"] = {camel(key): wire(one) for key, one in settings.items()}
        if extra:
            merge(body, extra.given["extra_body"])
        name = model if model.startswith(("models/", "tunedModels/")) else "models/" + urllib.request.quote(model, safe="")
        call = urllib.request.Request(
            f"{self._client.base}/{self._client.version}/{name}:{method}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "x-goog-api-key": self._client.key, **self._client.headers})
        try:
            return urllib.request.urlopen(call)
        except urllib.error.HTTPError as error:
            raise errors.APIError(error.code, error.read().decode()) from None

    def generate_content(self, *, model, contents, config):
        return Box(json.load(self._ask("generateContent", model, contents, config)))

    def generate_content_stream(self, *, model, contents, config):
        for line in self._ask("streamGenerateContent?alt=sse", model, contents, config):
            if line.startswith(b"data:"):
                yield Box(json.loads(line[5:]))


class Client:
    def __init__(self, *, vertexai, api_key, http_options=None):
        assert vertexai is False
        options = http_options.given if http_options else {}
        self.base = options.get("base_url", "https://generativelanguage.googleapis.com")
        self.version = options.get("api_version", "v1beta")
        self.headers = options.get("headers", {})
        self.key = api_key
        self.models = Models(self)
