"""How soon Gehoord is there: first paint beside an empty Textual application, and `--help`.

    python -m benchmarks.startup [RUNS]

First paint is measured on a pseudo-terminal of 80×24: from starting the process until the word that
the main screen must show has arrived. Runs alternate, so that a machine that slows down slows both.
"""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable

EMPTY_APPLICATION = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("Waar wil je")
Empty().run()
"""
MARK = b"Waar wil je"
WAIT = 30.0


def first_paint(arguments: list[str]) -> float:
    """Seconds until the mark is on the terminal."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        # Without compiled modules one measures the compiler, on both sides.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.execv(sys.executable, [sys.executable, *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    try:
        while MARK not in seen:
            if time.perf_counter() - started > WAIT:
                raise TimeoutError(seen[-500:])
            seen = (seen + os.read(terminal, 65536))[-100_000:]
        return time.perf_counter() - started
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def whole_run(arguments: list[str]) -> float:
    """Seconds of a whole process."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def pair(
    title: str, measure: Callable[[list[str]], float], ours: list[str], other: list[str], runs: int
) -> None:
    """Measures both in turn and prints medians and the median of the ratios."""
    measure(ours), measure(other)
    rows = [(measure(ours), measure(other)) for _ in range(runs)]
    mine, theirs = (statistics.median(column) * 1000 for column in zip(*rows, strict=True))
    ratio = statistics.median(a / b for a, b in rows)
    print(f"{title:<44} {mine:7.0f} ms {theirs:7.0f} ms   {ratio:.2f}×")


def main() -> None:
    """Prints both comparisons."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    print(f"{'median of ' + str(runs) + ' runs':<44} {'gehoord':>10} {'other':>10}   ratio")
    run = "import sys; from simulator.cli import main; sys.exit(main())"
    pair(
        "first paint, beside an empty Textual app",
        first_paint,
        ["-c", run],
        ["-c", EMPTY_APPLICATION],
        runs,
    )
    pair(
        "gehoord --help, beside python -c pass",
        whole_run,
        ["-c", run, "--help"],
        ["-c", "pass"],
        runs,
    )


if __name__ == "__main__":
    main()
