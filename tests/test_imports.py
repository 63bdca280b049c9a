"""What is imported before it is needed, in a fresh Python."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "pydantic", "yaml", "tinydb", "openai", "asyncio"}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("simulator", HEAVY),
        ("simulator.cli", HEAVY),
        ("simulator.bootstrap", HEAVY | {"venv", "asyncio"}),
        ("simulator.screens.app", {"openai", "pyttsx3", "numpy", "jinja2"}),
        ("simulator.conversation.conversation", {"textual", "rich", "openai"}),
    ],
)
def test_a_room_brings_in_nothing_heavy_before_it_is_needed(
    module: str, unwanted: set[str]
) -> None:
    code = f"import sys, {module}; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & unwanted == set()
