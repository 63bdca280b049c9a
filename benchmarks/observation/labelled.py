"""Labelled turns: JSON lines, one file per hand that wrote and labelled them.

Each line: {channel, verified, citizen, trainee, behaviours, disputed?, crossed?, …}. A label in
`disputed` was given by only one of two people and counts neither way. A trap has `expect` and
`forbid` instead of `behaviours`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from simulator.behaviours import behaviours
from simulator.observation.reading import TurnContext

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "data" / "labelled"
"""Where the project's own labelled turns are."""


class LabelError(ValueError):
    """A line of a file holds no labelled turn."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One turn with the behaviours that people saw in it."""

    hand: str
    """Who wrote it: the name of the file."""
    trainee: str
    context: TurnContext
    behaviours: frozenset[str]
    disputed: frozenset[str] = frozenset()
    """Neither right nor wrong to see."""

    def saying(self, trainee: str) -> Labelled:
        """The same turn in other words."""
        return replace(self, trainee=trainee)


def read(path: Path) -> list[Labelled]:
    """The labelled turns of a file.

    Raises:
        LabelError: a line is none; the message says which.
    """
    turns = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if line.strip():
            try:
                turns.append(labelled(path.stem, json.loads(line)))
            except (KeyError, TypeError, ValueError) as error:
                raise LabelError(f"{path}:{number}: {error!r}") from error
    return turns


def read_all(paths: Iterable[Path]) -> list[Labelled]:
    """The labelled turns of several files, in order of name."""
    return [turn for path in sorted(paths) for turn in read(path)]


def ours() -> list[Labelled]:
    """All turns that were labelled in this project."""
    return read_all(FOLDER.glob("*.jsonl"))


def fingerprint(folder: Path = FOLDER) -> str:
    """Tells one state of a folder of labelled lines from another."""
    digest = sha256()
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def labelled(hand: str, row: dict[str, Any]) -> Labelled:
    """One line.

    Raises:
        KeyError, ValueError: something is missing, or a behaviour is unknown.
    """
    if "expect" in row:
        # A trap says what must and what may not be seen, and nothing of the rest.
        given = frozenset(row["expect"])
        disputed = frozenset(behaviours()) - given - frozenset(row["forbid"])
    else:
        given, disputed = frozenset(row["behaviours"]), frozenset(row.get("disputed", ()))
    unknown = (given | disputed) - set(behaviours())
    if unknown:
        raise ValueError(f"unknown behaviours: {sorted(unknown)}")
    return Labelled(
        hand=hand,
        trainee=row.get("trainee") or row["say"],
        context=TurnContext(
            channel=row.get("channel") or "call",
            verified=bool(row.get("verified")),
            citizen=row.get("citizen"),
            crossed=row.get("crossed"),
        ),
        behaviours=given,
        disputed=disputed - given,
    )
