"""A model server on a real loopback socket that speaks the OpenAI protocol and can misbehave.

    with ModelServer(Reply("Hello [CHILD_K7M].")) as server:
        ...  # config.address = server.address
        assert b"Amina" not in b"".join(server.received)

`server.behaviour` may be set at any time: a `Reply`, or a callable that is given the request's
JSON and returns a `Reply` or a plain string. `received` holds the raw bytes of every request,
start line, headers and body. Run by hand: `python -m tests.model_server --port 8999`.
"""

import argparse
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

MODEL = "fake-model"


@dataclass(frozen=True)
class Reply:
    """How the server answers one request.

    `fault` is "" for a good answer, or: "error" (with `status`, `message`), "silent" (no first
    token until the client leaves), "stall" (silent after half), "cut" (drops the connection
    after half), "unfinished" (ends after half without a finish reason), "garbage", "html",
    "empty", "redirect" (to `location`), "huge" (never ends), "hang_up" (closes at once),
    "trickle" (a comment line now and then, never a token).
    """

    text: str = "This is an answer."
    delay: float = 0.0
    fault: str = ""
    status: int = 200
    message: str = "something went wrong"
    location: str = ""
    finish: str = "stop"


Behaviour = Reply | Callable[[dict[str, Any]], Reply | str]


def fault(name: str, **more: Any) -> Reply:
    return Reply(fault=name, **more)


def error(status: int, message: str = "something went wrong") -> Reply:
    return Reply(fault="error", status=status, message=message)


def mangled(text: str) -> Reply:
    """The text with its placeholders spoilt the way real models spoil them."""
    forms = iter(("[{0} {1}]", "{0}_{1}", "[{0}-{1}]", r"\[{0}\_{1}\]", "［{0}_{1}］") * 400)
    return Reply(re.sub(r"\[([A-Z]+)_(\w{3})\]", lambda m: next(forms).format(*m.groups()), text))


def echo(request: dict[str, Any]) -> str:
    """The last user message, word for word."""
    return str([m["content"] for m in request["messages"] if m["role"] == "user"][-1])


@dataclass
class Seen:
    """What the server noticed, for tests to wait on and look at."""

    received: list[bytes] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    client_left: threading.Event = field(default_factory=threading.Event)
    answering: int = 0


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512
    behaviour: Behaviour
    seen: Seen
    key: str
    models: tuple[str, ...]
    stopping: threading.Event
    lock: threading.Lock

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves in mid-answer is part of the game."""


class ModelServer:
    """Context manager. `key`: when set, any other bearer key is answered 401."""

    def __init__(
        self,
        behaviour: Behaviour | str = echo,
        *,
        key: str = "",
        models: tuple[str, ...] = (MODEL,),
        port: int = 0,
    ) -> None:
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.behaviour = Reply(behaviour) if isinstance(behaviour, str) else behaviour
        self._server.seen, self._server.key, self._server.models = Seen(), key, models
        self._server.stopping, self._server.lock = threading.Event(), threading.Lock()
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def received(self) -> list[bytes]:
        return self._server.seen.received

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The JSON of every chat request."""
        return self._server.seen.requests

    @property
    def client_left(self) -> threading.Event:
        """Set once a client has closed its connection before the end of an answer."""
        return self._server.seen.client_left

    @property
    def behaviour(self) -> Behaviour:
        return self._server.behaviour

    @behaviour.setter
    def behaviour(self, behaviour: Behaviour | str) -> None:
        self._server.behaviour = Reply(behaviour) if isinstance(behaviour, str) else behaviour

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        self._server.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self._record(b"")
        if not self._key_fits():
            return
        if self.path.rstrip("/") == "/v1/models":
            data = [{"id": name, "object": "model"} for name in self.server.models]
            self._json(200, {"object": "list", "data": data})
        else:
            self._json(404, {"error": {"message": "no such page"}})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self._record(body)
        if not self._key_fits():
            return
        if not self.path.endswith("/chat/completions"):
            self._json(404, {"error": {"message": "no such page"}})
            return
        request = json.loads(body)
        self.server.seen.requests.append(request)
        if request.get("model") not in self.server.models:
            self._json(404, {"error": {"message": "The model does not exist"}})
            return
        behaviour = self.server.behaviour
        reply = behaviour(request) if callable(behaviour) else behaviour
        try:
            self._answer(Reply(reply) if isinstance(reply, str) else reply, request)
        except OSError:
            self.server.seen.client_left.set()
            self.close_connection = True

    def _record(self, body: bytes) -> None:
        head = f"{self.requestline}\r\n{self.headers}".encode("latin-1", "replace")
        with self.server.lock:
            self.server.seen.received.append(head + body)

    def _key_fits(self) -> bool:
        wanted = self.server.key
        if wanted and self.headers.get("authorization") != f"Bearer {wanted}":
            self._json(401, {"error": {"message": "Incorrect API key provided"}})
            return False
        return True

    def _answer(self, reply: Reply, request: dict[str, Any]) -> None:
        if reply.fault in _WHOLE:
            _WHOLE[reply.fault](self, reply)
        elif request.get("stream"):
            self._stream(reply)
        else:
            self._json(200, _completion(reply))

    def _stream(self, reply: Reply) -> None:
        self._head(200, "text/event-stream")
        if reply.fault in ("silent", "trickle"):
            self._wait(b": still here\n\n" if reply.fault == "trickle" else b"")
            return
        pieces = list(_pieces(reply.text))
        halved = reply.fault in ("stall", "cut", "unfinished")
        for piece in pieces[: max(1, len(pieces) // 2)] if halved else pieces:
            self._chunk(_event({"content": piece}, None))
            if reply.delay:
                time.sleep(reply.delay)
        if reply.fault == "stall":
            self._wait(b"")
        elif reply.fault == "cut":
            self.close_connection = True  # no last chunk: the connection just drops
        else:
            if not halved:
                self._chunk(_event({}, reply.finish))
            self._chunk(b"data: [DONE]\n\n")
            self._chunk(b"")

    def _wait(self, comment: bytes) -> None:
        """Say nothing more until the client leaves or the server stops."""
        self.connection.settimeout(0.1)
        while not self.server.stopping.is_set():
            if comment:
                self._chunk(comment)
            try:
                if self.connection.recv(1) == b"":
                    raise ConnectionResetError("the client left")
            except TimeoutError:
                continue
        self.close_connection = True

    def _head(self, status: int, kind: str, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.flush()

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _bytes(self, status: int, kind: str, data: bytes) -> None:
        self._head(status, kind, len(data))
        self.wfile.write(data)

    def _json(self, status: int, data: dict[str, Any]) -> None:
        self._bytes(status, "application/json", json.dumps(data).encode())

    def _error(self, reply: Reply) -> None:
        self._json(reply.status, {"error": {"message": reply.message, "code": None}})

    def _garbage(self, reply: Reply) -> None:
        self._bytes(200, "text/event-stream", b"data: {\xff\xfe\x00 not json\n\n" * 3)

    def _html(self, reply: Reply) -> None:
        page = f"<html><body><h1>Sign in</h1>{reply.text}</body></html>".encode()
        self._bytes(200, "text/html", page)

    def _empty(self, reply: Reply) -> None:
        self._head(200, "text/event-stream")
        self._chunk(_event({"content": ""}, None) + _event({}, "stop") + b"data: [DONE]\n\n")
        self._chunk(b"")

    def _redirect(self, reply: Reply) -> None:
        self.send_response(307)
        self.send_header("Location", reply.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _huge(self, reply: Reply) -> None:
        self._head(200, "text/event-stream")
        piece = _event({"content": "word " * 2_000}, None)
        while not self.server.stopping.is_set():
            self._chunk(piece)

    def _hang_up(self, reply: Reply) -> None:
        self.close_connection = True


_WHOLE: dict[str, Callable[[_Handler, Reply], None]] = {
    "error": _Handler._error,
    "garbage": _Handler._garbage,
    "html": _Handler._html,
    "empty": _Handler._empty,
    "redirect": _Handler._redirect,
    "huge": _Handler._huge,
    "hang_up": _Handler._hang_up,
}


def _pieces(text: str) -> Iterator[str]:
    """Tokens as servers send them: short runs that split words and placeholders anywhere."""
    yield from re.findall(r"\s?\S{1,4}|\s+", text)


def _event(delta: dict[str, str], finish: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": MODEL + "-2026"}
    return b"data: " + json.dumps(chunk | {"choices": [choice]}).encode() + b"\n\n"


def _completion(reply: Reply) -> dict[str, Any]:
    message = {"role": "assistant", "content": reply.text}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish}
    return {"id": "c1", "object": "chat.completion", "created": 1, "model": MODEL + "-2026",
            "choices": [choice]}  # fmt: skip


def _canned(request: dict[str, Any]) -> Reply:
    words = len(echo(request).split())
    return Reply(f"You sent {words} words: {echo(request)}", delay=0.02)


def main() -> None:
    parser = argparse.ArgumentParser(description="A fake model server for trying Daylight by hand.")
    parser.add_argument("--port", type=int, default=8999)
    wanted = parser.parse_args()
    with ModelServer(_canned, port=wanted.port) as server:
        print(f"Model {MODEL!r} at {server.address}; Ctrl-C stops it.", flush=True)
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
