"""A real server, and a way to ask it something."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from simulator.llm import Request
from simulator.settings import ModelServer
from tests.servers.real import KEY, MODEL, real_server


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelServer]:
    """llama.cpp with a model of one megabyte."""
    pytest.importorskip("xllamacpp")
    with real_server(tmp_path_factory.mktemp("model")) as url:
        yield ModelServer(url, MODEL, KEY)


@pytest.fixture
def asking() -> Callable[[str], Request]:
    """A request with one question in it."""

    def ask(text: str) -> Request:
        return Request([{"role": "user", "content": text}], "citizen", most_tokens=60, seed=1)

    return ask
