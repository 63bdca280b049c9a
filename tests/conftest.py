"""What holds for every test: nobody's own settings or sessions, Dutch, and no network."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def someone_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings as on a machine where Gehoord never ran; what is kept goes to a temporary folder."""
    from simulator.language import use
    from simulator.settings import settings

    for name in [name for name in os.environ if name.startswith("GEHOORD_")]:
        monkeypatch.delenv(name)
    config = tmp_path / "config.toml"
    config.touch()
    monkeypatch.setenv("GEHOORD_CONFIG", str(config))
    monkeypatch.setenv("GEHOORD_SESSIONS", str(tmp_path / "sessions"))
    monkeypatch.setenv("GEHOORD_LANG", "nl")
    settings.cache_clear()
    use("nl")
    yield
    if "simulator.llm" in sys.modules:
        sys.modules["simulator.llm"].close_clients()
    settings.cache_clear()
    use("nl")


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere else is a mistake in a test or in Gehoord."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host and not str(host).startswith(LOOPBACK):
            pytest.fail(f"connection to {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
