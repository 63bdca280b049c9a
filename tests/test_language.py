"""Dutch by itself, another language from its catalogue, and switching at any moment."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import language
from simulator.language import _, ngettext, use


def write_catalogue(folder: Path, messages: dict[str, str]) -> None:
    """Writes an English catalogue in the format of GNU gettext."""
    rows = sorted(
        {
            "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; "
            "plural=n != 1;\n",
            **messages,
        }.items()
    )
    table, data = b"", b""
    start = 28 + 16 * len(rows)
    for side in (0, 1):
        for row in rows:
            word = row[side].encode()
            table += struct.pack("<II", len(word), start + len(data))
            data += word + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    path = folder / "en" / "LC_MESSAGES" / "gehoord.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(head + table + data)


@pytest.fixture(autouse=True)
def _dutch_again() -> Iterator[None]:
    yield
    use("nl")


@pytest.fixture
def english(tmp_path: Path) -> Path:
    write_catalogue(
        tmp_path, {"Beurt {n}": "Turn {n}", "{n} beurt\0{n} beurten": "{n} turn\0{n} turns"}
    )
    return tmp_path


def test_dutch_needs_no_catalogue() -> None:
    use("nl")
    assert _("Beurt {n}").format(n=3) == "Beurt 3"
    assert [ngettext("{n} beurt", "{n} beurten", n) for n in (0, 1, 2)] == [
        "{n} beurten",
        "{n} beurt",
        "{n} beurten",
    ]


def test_a_catalogue_speaks_its_language(english: Path) -> None:
    use("en", english)
    assert _("Beurt {n}").format(n=3) == "Turn 3"
    assert ngettext("{n} beurt", "{n} beurten", 2).format(n=2) == "2 turns"


def test_switching_works_at_once_for_who_imported_before(english: Path) -> None:
    use("en", english)
    use("nl")
    assert _("Beurt {n}") == "Beurt {n}"


def test_a_missing_catalogue_or_message_leaves_dutch(english: Path, tmp_path: Path) -> None:
    use("en", english)
    assert _("Niet vertaald") == "Niet vertaald"
    use("en", tmp_path / "nowhere")
    assert _("Beurt {n}") == "Beurt {n}"


def test_an_empty_message_stays_empty(english: Path) -> None:
    use("en", english)
    assert _("") == ""


def test_importing_it_loads_nothing_else() -> None:
    code = (
        "import sys; before = set(sys.modules); import simulator.language; "
        "print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(language.__file__).parents[1],
    )
    assert {name.partition(".")[0] for name in run.stdout.split()} <= {"__future__", "simulator"}
