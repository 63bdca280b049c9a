"""A server that speaks the protocol and does what it is told to: answer well, or fail in one way.

It stands in for the servers of the world where they misbehave; how they behave well is shown by
the real one beside it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Exchange"], None]

GOOD = "Dat hoor ik niet vaak. Nou, zegt u het maar."


class Exchange(BaseHTTPRequestHandler):
    """One request and how it is answered."""

    server: ScriptedServer
    protocol_version = "HTTP/1.1"
    body: dict[str, Any]

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        """The list of models."""
        self.whole(200, json.dumps({"object": "list", "data": [{"id": "m", "object": "model"}]}))

    def do_POST(self) -> None:  # noqa: N802 - the library's name
        """Whatever this server was told to do."""
        length = int(self.headers.get("Content-Length", 0))
        self.body = json.loads(self.rfile.read(length))
        self.server.asked.append(self.body)
        try:
            self.server.reply(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.left.set()

    def whole(self, status: int, text: str, kind: str = "application/json", **headers: str) -> None:
        """Answers at once."""
        data = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def begin(self, kind: str = "text/event-stream") -> None:
        """Begins to stream; the connection ends the reply."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def raw(self, data: bytes) -> None:
        """Sends some bytes of a stream."""
        self.wfile.write(data)
        self.wfile.flush()

    def chunk(self, delta: dict[str, Any] | None, finish: str | None = None) -> None:
        """Sends one piece of a streamed reply."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        document = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [choice],
        }
        self.raw(b"data: " + json.dumps(document).encode() + b"\n\n")

    def say(self, text: str, finish: str | None = "stop") -> None:
        """Streams a text word by word, or gives it at once when that was asked."""
        if not self.body.get("stream"):
            message = {"role": "assistant", "content": text}
            choice = {"index": 0, "message": message, "finish_reason": finish or "stop"}
            self.whole(
                200,
                json.dumps(
                    {
                        "id": "1",
                        "object": "chat.completion",
                        "created": 1,
                        "model": "m",
                        "choices": [choice],
                        "usage": {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12},
                    }
                ),
            )
            return
        self.begin()
        for word in text.split(" "):
            self.chunk({"content": word + " "})
        if finish:
            self.chunk({}, finish)
            self.raw(b"data: [DONE]\n\n")

    def wait(self) -> None:
        """Does nothing until the server stops or the other side has gone."""
        while not self.server.stopping.wait(0.02):
            self.raw(b": \n\n")

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing on the terminal."""


class ScriptedServer(ThreadingHTTPServer):
    """Answers every question as `reply` says, and remembers what was asked."""

    daemon_threads = True
    # Many come at once where many conversations are tried.
    request_queue_size = 128

    def __init__(self, reply: Reply) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.reply = reply
        self.asked: list[dict[str, Any]] = []
        self.stopping = threading.Event()
        self.left = threading.Event()
        """Set when somebody closed the connection before the reply was whole."""

    @property
    def url(self) -> str:
        """Up to and including `/v1`."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Somebody who leaves is no error here."""
        self.left.set()


@contextmanager
def scripted_server(reply: Reply) -> Iterator[ScriptedServer]:
    """Runs a server that answers so."""
    server = ScriptedServer(reply)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def saying(text: str) -> Reply:
    """A server that always says this."""
    return lambda exchange: exchange.say(text)


def _status(code: int, **headers: str) -> Reply:
    error = json.dumps({"error": {"message": "nee", "type": "x", "code": "x"}})
    return lambda exchange: exchange.whole(code, error, **headers)


def _stall(exchange: Exchange) -> None:
    exchange.begin()
    exchange.chunk({"role": "assistant", "content": ""})
    exchange.wait()


def _drip(exchange: Exchange) -> None:
    exchange.begin()
    while not exchange.server.stopping.wait(0.05):
        exchange.chunk({"content": "a"})


def _cut(exchange: Exchange) -> None:
    exchange.begin()
    exchange.chunk({"content": "Dat hoor ik"})


def _malformed(exchange: Exchange) -> None:
    exchange.begin()
    exchange.raw(b"data: {dit is geen json\n\n")


def _not_events(exchange: Exchange) -> None:
    exchange.begin()
    exchange.raw(b"zomaar wat tekst\n\nen nog wat\n\n")


def _null(exchange: Exchange) -> None:
    exchange.begin()
    exchange.chunk({"content": None})
    exchange.chunk(None, "stop")


def _no_choices(exchange: Exchange) -> None:
    exchange.begin()
    exchange.raw(b'data: {"id":"1","object":"chat.completion.chunk","choices":null}\n\n')


def _error_inside(exchange: Exchange) -> None:
    exchange.begin()
    exchange.chunk({"content": "Dat "})
    exchange.raw(b'data: {"error": {"message": "kapot", "code": 500}}\n\n')


def _refusal(exchange: Exchange) -> None:
    exchange.begin()
    exchange.chunk({"refusal": "I cannot help with that."})
    exchange.chunk({}, "stop")


def _reasoning(exchange: Exchange) -> None:
    exchange.begin()
    for word in "De gebruiker is boos, dus ik moet".split():
        exchange.chunk({"reasoning_content": word, "reasoning": word})
    exchange.chunk({}, "stop")


def _tool_call(exchange: Exchange) -> None:
    exchange.begin()
    call = {"index": 0, "id": "1", "function": {"name": "zoek", "arguments": "{}"}}
    exchange.chunk({"tool_calls": [{**call, "type": "function"}]})
    exchange.chunk({}, "tool_calls")


def _wrong_charset(exchange: Exchange) -> None:
    exchange.begin("text/event-stream; charset=iso-8859-1")
    text = '{"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":'
    text += '{"content":"Eén brief, die ik niet kén."},"finish_reason":"stop"}]}'
    exchange.raw(b"data: " + text.encode("latin-1") + b"\n\n")


def _megabyte(exchange: Exchange) -> None:
    exchange.begin()
    for _ in range(1000):
        exchange.chunk({"content": "brief " * 170})
    exchange.chunk({}, "stop")


FAULTS: dict[str, Reply] = {
    "401": _status(401),
    "403": _status(403),
    "404 model": _status(404),
    "429 retry after": _status(429, Retry_After="60"),
    "500": _status(500),
    "400": _status(400),
    "slow drip": _drip,
    "stall": _stall,
    "cut stream": _cut,
    "malformed": _malformed,
    "not events": _not_events,
    "null content": _null,
    "no choices": _no_choices,
    "error inside": _error_inside,
    "empty": saying(""),
    "refusal": _refusal,
    "reasoning only": _reasoning,
    "tool call": _tool_call,
    "html": lambda exchange: exchange.whole(200, "<html>Log in</html>", "text/html"),
    "wrong charset": _wrong_charset,
    "megabyte": _megabyte,
    "role leak": saying("Waar kan ik u vandaag mee helpen? Ik zoek het voor u op."),
    "markdown": saying("**Denise:** Ik ben *boos*.\n- punt een\n- punt twee"),
    "out of role": saying("Als AI-taalmodel kan ik daar geen antwoord op geven."),
    "english": saying("I am very angry about this letter and you are not listening."),
    "thinking aloud": saying("<think>wat zal ik zeggen"),
}
"""Every way in which a server is known to fail, by name."""
