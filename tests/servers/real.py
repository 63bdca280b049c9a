"""A real OpenAI-compatible server on loopback: llama.cpp with the word chain.

It runs in a process of its own, so that it can be killed, and stops when its input is closed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEY = "sk-test"
MODEL = "word-chain"


@contextmanager
def real_server(folder: Path) -> Iterator[str]:
    """Runs the server; gives its address, up to and including `/v1`."""
    from tests.servers import word_chain

    model = folder / "word-chain.gguf"
    word_chain.write(model)
    process = subprocess.Popen(
        [sys.executable, __file__, str(model)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())["url"] + "/v1"
    finally:
        process.kill()
        process.communicate()


def _serve(model: str) -> None:
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = model
    parameters.model_alias = {MODEL}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = 4 * 24576
    parameters.n_parallel = 4
    parameters.n_gpu_layers = 0
    parameters.n_threads_http = 4
    parameters.cpuparams.n_threads = 1
    parameters.warmup = False
    parameters.ui = False
    parameters.offline = True
    parameters.fit_params = False
    parameters.verbosity = 0
    parameters.api_keys = [KEY]
    server = xllamacpp.Server(parameters)
    print(json.dumps({"url": server.listening_address}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    _serve(sys.argv[1])
