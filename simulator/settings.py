"""The one place that reads configuration: environment, settings file, defaults, in that order.

The file is `config.toml` in the person's configuration folder, or what `GEHOORD_CONFIG` names.

| file | environment | |
|---|---|---|
| `scenarios`, `rubrics` | `GEHOORD_SCENARIOS`, `GEHOORD_RUBRICS` | folders, looked in before ours |
| `sessions` | `GEHOORD_SESSIONS` | folder |
| `language` | `GEHOORD_LANG` | `nl` or `en` |
| `pace` | `GEHOORD_PACE` | words per second, 0 = at once |
| `name` | `GEHOORD_NAME` | the trainee's own, to leave out of what is shared |
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from simulator.language import _
from simulator.text import plain_line

Language = Literal["nl", "en"]

DEFAULT_PACE = 3.0
"""Words per second of an ordinary conversation."""

MAX_PACE = 100.0

MAX_NAME = 80
"""Characters of somebody's name."""

_CONFIG = "GEHOORD_CONFIG"
_PACKAGE = Path(__file__).parent
_VARIABLES = {
    "scenarios": "GEHOORD_SCENARIOS",
    "rubrics": "GEHOORD_RUBRICS",
    "sessions": "GEHOORD_SESSIONS",
    "language": "GEHOORD_LANG",
    "pace": "GEHOORD_PACE",
    "name": "GEHOORD_NAME",
}


class SettingsError(ValueError):
    """A setting cannot be used; the message says which and why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured."""

    scenario_folders: tuple[Path, ...]
    """Where scenarios are looked for; the first folder that has one wins."""
    rubric_folders: tuple[Path, ...]
    sessions_folder: Path
    """Where sessions are kept; made when the first one starts."""
    language: Language
    """Of the interface."""
    pace: float
    """How fast the citizen speaks, in words per second; 0 shows every line at once."""
    name: str = ""
    """What the trainee is called, to be left out of what is shared; what they call themselves in a
    conversation is found without it."""


@cache
def settings() -> Settings:
    """The settings of this run, read once.

    Raises:
        SettingsError: a value is wrong.
    """
    return read_settings(os.environ)


def read_settings(environment: Mapping[str, str], package: Path = _PACKAGE) -> Settings:
    """The settings that hold under this environment for a package that is installed here.

    Raises:
        SettingsError: a value is wrong.
    """
    given = _given(environment)
    checkout = package.parent if _is_checkout(package.parent) else None
    built_in = checkout or package / "data"
    sessions = given.get("sessions")
    return Settings(
        scenario_folders=(*_folders(given.get("scenarios", ())), built_in / "scenarios"),
        rubric_folders=(*_folders(given.get("rubrics", ())), built_in / "rubrics"),
        sessions_folder=_sessions(sessions[0]) if sessions else _own_sessions(checkout),
        language=_language(given["language"][0]) if "language" in given else "nl",
        pace=_pace(given["pace"][0]) if "pace" in given else DEFAULT_PACE,
        name=_name(given["name"][0]) if "name" in given else "",
    )


@dataclass(frozen=True, slots=True)
class _Value:
    """One value as it was given."""

    raw: Any
    where: str
    """Names the place for whoever has to mend it."""
    base: Path
    """What a relative path starts from."""


def _given(environment: Mapping[str, str]) -> dict[str, list[_Value]]:
    """What was given for each setting, the environment's value before the file's."""
    given: dict[str, list[_Value]] = {}
    for key, variable in _VARIABLES.items():
        raw = environment.get(variable, "").strip()
        if raw:
            parts = raw.split(os.pathsep) if key in ("scenarios", "rubrics") else raw
            given[key] = [_Value(parts, variable, Path.cwd())]
    file = _config_file(environment)
    if file is not None:
        for key, raw in _read_toml(file).items():
            if key not in _VARIABLES:
                raise SettingsError(
                    _("In {file} staat een onbekende instelling '{key}'; ik ken {known}.").format(
                        file=file, key=plain_line(key)[:40], known=", ".join(_VARIABLES)
                    )
                )
            where = _("'{key}' in {file}").format(key=key, file=file)
            given.setdefault(key, []).append(_Value(raw, where, file.parent))
    return given


def _config_file(environment: Mapping[str, str]) -> Path | None:
    """The settings file, when there is one."""
    named = environment.get(_CONFIG, "").strip()
    if not named:
        from platformdirs import user_config_path

        file = user_config_path("gehoord", appauthor=False) / "config.toml"
        return file if file.is_file() else None
    file = Path(named).expanduser()
    if not file.is_file():
        raise SettingsError(
            _("Het bestand {file} uit {variable} is er niet.").format(file=file, variable=_CONFIG)
        )
    return file


def _read_toml(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(
            _("Het bestand {file} is niet te lezen: {why}.").format(
                file=file, why=plain_line(str(error))[:200]
            )
        ) from error


def _folders(values: Sequence[_Value]) -> list[Path]:
    folders: list[Path] = []
    for value in values:
        names = [value.raw] if isinstance(value.raw, str) else value.raw
        if not isinstance(names, list):
            raise _wrong(value, _("een lijst met mappen"))
        for name in names:
            if not isinstance(name, str):
                raise _wrong(value, _("een lijst met mappen"))
            if not name.strip():
                continue
            folder = _path(name, value)
            if not folder.is_dir():
                raise SettingsError(
                    _("De map {folder} uit {where} is er niet.").format(
                        folder=folder, where=value.where
                    )
                )
            folders.append(folder)
    return folders


def _sessions(value: _Value) -> Path:
    if not isinstance(value.raw, str) or not value.raw.strip():
        raise _wrong(value, _("een map"))
    folder = _path(value.raw, value)
    if folder.exists() and not folder.is_dir():
        raise _wrong(value, _("een map"))
    return folder


def _path(name: str, value: _Value) -> Path:
    try:
        return value.base / Path(name.strip()).expanduser()
    except RuntimeError as error:  # the home of somebody who does not exist
        raise _wrong(value, _("een map")) from error


def _own_sessions(checkout: Path | None) -> Path:
    if checkout is not None:
        return checkout / "sessions"
    from platformdirs import user_data_path

    return user_data_path("gehoord", appauthor=False) / "sessions"


def _language(value: _Value) -> Language:
    language = value.raw.strip().lower() if isinstance(value.raw, str) else ""
    if language not in get_args(Language):
        raise _wrong(value, _("nl of en"))
    return cast(Language, language)


def _pace(value: _Value) -> float:
    raw = value.raw.replace(",", ".") if isinstance(value.raw, str) else value.raw
    try:
        pace = -1.0 if isinstance(raw, bool) else float(raw)
    except (TypeError, ValueError, OverflowError):
        pace = -1.0
    if not 0 <= pace <= MAX_PACE:
        raise _wrong(value, _("een getal van 0 tot en met {most:g}").format(most=MAX_PACE))
    return pace


def _name(value: _Value) -> str:
    name = plain_line(value.raw) if isinstance(value.raw, str) else ""
    if not isinstance(value.raw, str) or len(name) > MAX_NAME:
        raise _wrong(value, _("een naam van ten hoogste {most} tekens").format(most=MAX_NAME))
    return name


def _wrong(value: _Value, expected: str) -> SettingsError:
    return SettingsError(
        _("De waarde '{given}' van {where} kan niet: het moet {expected} zijn.").format(
            given=plain_line(str(value.raw))[:60], where=value.where, expected=expected
        )
    )


def _is_checkout(folder: Path) -> bool:
    """Whether the package stands in a checkout of this project and not among installed packages."""
    try:
        project = (folder / "pyproject.toml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return re.search(r"""^name\s*=\s*["']gehoord["']""", project, re.MULTILINE) is not None
