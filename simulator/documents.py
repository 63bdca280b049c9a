"""Reading what a trainer wrote: YAML 1.2 as plain data, with the place of every part.

The values are built from parser events in one loop, so neither depth nor aliases can exhaust the
machine, and `no`, `off` and `12:30` stay the words that were written.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from simulator.language import _
from simulator.refusals import reason
from simulator.text import clean

MAX_BYTES = 1_000_000
MAX_NODES = 50_000
MAX_DEPTH = 40
MAX_ALIASES = 500

Path_ = tuple[str | int, ...]
Mark = tuple[int, int]
"""Line and column, both counted from 1."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
# A leading zero means a code (a postcode, a number on a letter), not a quantity.
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})?\.[0-9]+(?:[eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something about a file that its author should know."""

    file: str
    line: int
    column: int
    severity: Literal["error", "warning"]
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code} {self.message}"


class DocumentError(Exception):
    """A file cannot be used; `problems` says why, in order of place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Document:
    """The plain data of a file and where its parts stand."""

    file: str
    data: Any
    values: dict[Path_, Mark] = field(repr=False)
    keys: dict[Path_, Mark] = field(repr=False)

    def where(self, path: Path_, *, key: bool = False) -> Mark:
        """The place of the part at `path`, or of the nearest part around it that was written."""
        if key and path in self.keys:
            return self.keys[path]
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, (1, 1))

    def problem(self, path: Path_, code: str, message: str, *, key: bool = False) -> Problem:
        """An error at the part at `path`."""
        line, column = self.where(path, key=key)
        return Problem(self.file, line, column, "error", code, message)


def read_document(path: Path, until: Collection[str] = ()) -> Document:
    """Reads a YAML file (UTF-8, with or without BOM).

    Args:
        path: The file.
        until: Reading stops at the first of these keys of the document itself.

    Raises:
        DocumentError: the file cannot be read, is no YAML, or is beyond the limits.
    """
    name = str(path)
    if path.exists() and not path.is_file():
        message = _("Dit is geen gewoon bestand.")
        raise DocumentError([Problem(name, 1, 1, "error", "file", message)])
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = _("Dit bestand kan ik niet lezen ({reason}).").format(reason=reason(error))
        raise DocumentError([Problem(name, 1, 1, "error", "file", message)]) from error
    if len(raw) > MAX_BYTES:
        message = _("Dit bestand is te groot: ten hoogste {n} kB.").format(n=MAX_BYTES // 1000)
        raise DocumentError([Problem(name, 1, 1, "error", "limit", message)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        message = _("Dit is geen UTF-8. Sla het bestand op als UTF-8.")
        raise DocumentError([Problem(name, line, column, "error", "encoding", message)]) from error
    return parse_document(text, name, until)


def parse_document(text: str, file: str = "<tekst>", until: Collection[str] = ()) -> Document:
    """Parses YAML text, up to the first of the keys in `until` when there are any.

    Raises:
        DocumentError: the text is no YAML, or is beyond the limits.
    """
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if builder.at_key in until:
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = _syntax_message(error.problem or "")
        raise DocumentError([Problem(file, line, column, "error", "yaml", message)]) from error
    except yaml.YAMLError as error:
        message = _("Dit kan ik niet lezen: er staat een teken in dat in YAML niet mag.")
        raise DocumentError([Problem(file, 1, 1, "error", "yaml", message)]) from error
    return Document(file, builder.root, builder.values, builder.keys)


def _syntax_message(problem: str) -> str:
    if "\\t" in problem or "cannot start any token" in problem:
        return _("Hier staat een teken waarmee in YAML niets mag beginnen (een tab, @ of `?).")
    if "mapping values are not allowed" in problem:
        return _("Hier staat een dubbele punt te veel. Zet de tekst tussen aanhalingstekens.")
    if "could not find expected ':'" in problem:
        return _("Na deze sleutel ontbreekt een dubbele punt.")
    if "did not find expected" in problem or "expected <block end>" in problem:
        return _("De opmaak klopt hier niet. Let op inspringing, komma's, haakjes en quotes.")
    if "undefined alias" in problem:
        return _("Deze verwijzing (*naam) heeft geen anker (&naam).")
    return _("Dit is geen geldige YAML ({detail}).").format(detail=problem or "?")


@dataclass(slots=True)
class _Frame:
    path: Path_
    value: dict[str, Any] | list[Any]
    anchor: str | None
    started_at: int
    key: str | None = None


class _Builder:
    """Builds plain data from parser events and counts what it costs."""

    def __init__(self, file: str) -> None:
        self.root: Any = None
        self.values: dict[Path_, Mark] = {}
        self.keys: dict[Path_, Mark] = {}
        self._file = file
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0
        self._aliases = 0
        self._documents = 0

    @property
    def at_key(self) -> str | None:
        """The key of the document itself whose value comes next."""
        return self._stack[0].key if len(self._stack) == 1 else None

    def take(self, event: Any) -> None:
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, mark)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._start(event, mark)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            frame = self._stack.pop()
            if frame.anchor:
                self._anchors[frame.anchor] = (frame.value, self._nodes - frame.started_at)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event, mark)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(
                    mark, "yaml", _("Eén bestand bevat één document; hier begint er nog een.")
                )

    def _scalar(self, event: Any, mark: Mark) -> None:
        self._count(1, mark)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._key(frame, event, mark)
            return
        value = self._resolve(event, mark)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._put(value, mark)

    def _key(self, frame: _Frame, event: Any, mark: Mark) -> None:
        key = clean(event.value)
        if key in frame.value:
            self._refuse(
                mark, "duplicate", _("De sleutel '{key}' staat er twee keer.").format(key=key)
            )
        frame.key = key
        self.keys[(*frame.path, key)] = mark

    def _start(self, event: Any, mark: Mark) -> None:
        self._count(1, mark)
        self._check_tag(event, mark)
        if len(self._stack) >= MAX_DEPTH:
            self._refuse(
                mark, "limit", _("Dit is te diep genest (meer dan {n}).").format(n=MAX_DEPTH)
            )
        if self._stack and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None:
            self._refuse(mark, "yaml", _("Een sleutel moet gewone tekst zijn."))
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._put(value, mark)
        self._stack.append(_Frame(path, value, event.anchor, self._nodes))

    def _alias(self, event: Any, mark: Mark) -> None:
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            self._refuse(
                mark, "limit", _("Te veel verwijzingen (meer dan {n}).").format(n=MAX_ALIASES)
            )
        if event.anchor not in self._anchors:
            # Also an anchor that is still being written: that would refer to itself.
            self._refuse(mark, "yaml", _("Deze verwijzing (*naam) heeft geen anker (&naam)."))
        value, nodes = self._anchors[event.anchor]
        self._count(nodes, mark)
        self._put(value, mark)

    def _put(self, value: Any, mark: Mark) -> Path_:
        if not self._stack:
            self.root = value
            self.values[()] = mark
            return ()
        frame = self._stack[-1]
        path: Path_
        if isinstance(frame.value, dict):
            if frame.key is None:
                self._refuse(mark, "yaml", _("Een sleutel moet gewone tekst zijn."))
            path = (*frame.path, str(frame.key))
            frame.value[str(frame.key)] = value
            frame.key = None
        else:
            path = (*frame.path, len(frame.value))
            frame.value.append(value)
        self.values[path] = mark
        return path

    def _resolve(self, event: Any, mark: Mark) -> Any:
        text = event.value
        plain = event.implicit[0]
        if event.tag is not None and event.tag != "!":
            self._check_tag(event, mark)
        if not plain or event.style:
            return clean(text)
        if text in _NULL:
            return None
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        return clean(text)

    def _check_tag(self, event: Any, mark: Mark) -> None:
        standard = ("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
        if event.tag is not None and event.tag not in standard:
            self._refuse(
                mark, "yaml", _("Labels zoals {tag} mogen niet.").format(tag=clean(event.tag))
            )

    def _count(self, nodes: int, mark: Mark) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            message = _("Dit bestand bevat te veel onderdelen (meer dan {n}).").format(n=MAX_NODES)
            self._refuse(mark, "limit", message)

    def _refuse(self, mark: Mark, code: str, message: str) -> None:
        raise DocumentError([Problem(self._file, *mark, "error", code, message)])
