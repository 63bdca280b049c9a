"""What the library shows of each scenario, read without building the whole model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.language import _
from simulator.scenarios.loader import scenario_files

_BODY = frozenset(
    {"citizen", "mood", "effects", "facts", "topics", "phases", "opening", "reactions"}
)
"""Keys at which the part that the library shows is over, in the usual order of a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the library."""

    id: str
    path: Path
    title: str
    theme: str
    organisation: str
    channel: str
    difficulty: int
    minutes: int
    situation: str
    """What the trainee knows beforehand."""
    goals: tuple[str, ...]
    warning: str | None = None
    problem: str | None = None
    """Why the file cannot be used, in one sentence."""


def catalogue() -> list[Entry]:
    """The scenarios that can be practised, easiest first, and those whose file is broken."""
    entries = [_entry(path) for path in scenario_files()]
    return sorted(
        entries, key=lambda entry: (entry.problem is not None, entry.difficulty, entry.id)
    )


def _entry(path: Path) -> Entry:
    from simulator.documents import DocumentError, read_document

    try:
        data = read_document(path, until=_BODY).data
        if isinstance(data, dict) and not {"title", "briefing"} <= data.keys():
            data = read_document(path).data
    except DocumentError as error:
        return _broken(path, str(error.problems[0]))
    if not isinstance(data, dict):
        return _broken(path, _("{file}: dit is geen scenario.").format(file=path.name))
    briefing = data.get("briefing")
    situation = briefing.get("situation") if isinstance(briefing, dict) else None
    return Entry(
        id=path.stem,
        path=path,
        title=_text(data.get("title"), path.stem),
        theme=_text(data.get("theme"), ""),
        organisation=_text(data.get("organisation"), ""),
        channel=_text(data.get("channel"), ""),
        difficulty=_number(data.get("difficulty"), 2),
        minutes=_number(data.get("minutes"), 10),
        situation=_text(situation, ""),
        goals=tuple(goal for goal in _items(data.get("goals")) if isinstance(goal, str)),
        warning=_text(data.get("warning"), "") or None,
    )


def _broken(path: Path, problem: str) -> Entry:
    return Entry(path.stem, path, path.stem, "", "", "", 3, 0, "", (), problem=problem)


def _text(value: Any, otherwise: str) -> str:
    return value if isinstance(value, str) else otherwise


def _number(value: Any, otherwise: int) -> int:
    return value if type(value) is int else otherwise


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
