"""The one place that reads configuration: environment, settings file, defaults, in that order.

The file is `config.toml` in the person's configuration folder, or what `GEHOORD_CONFIG` names.

| file | environment | |
|---|---|---|
| `scenarios`, `rubrics` | `GEHOORD_SCENARIOS`, `GEHOORD_RUBRICS` | folders, looked in before ours |
| `sessions` | `GEHOORD_SESSIONS` | folder |
| `language` | `GEHOORD_LANG` | `nl` or `en` |
| `pace` | `GEHOORD_PACE` | words per second, 0 = at once |
| `name` | `GEHOORD_NAME` | the trainee's own, to leave out of what is shared |
| `llm_url`, `llm_model`, `llm_key` | `GEHOORD_LLM_URL`, … | a server with a language model |
| `llm_patience` | `GEHOORD_LLM_PATIENCE` | seconds to its first words |
| `llm_timeout`, `llm_most_tokens` | `GEHOORD_LLM_TIMEOUT`, … | seconds and tokens of one answer |
| `llm_price_in`, `llm_price_out` | `GEHOORD_LLM_PRICE_IN`, … | euros for a million tokens |
| `judge_url`, `judge_model`, `judge_key` | `GEHOORD_JUDGE_URL`, … | when another one judges |

Without `llm_url` nothing is ever sent anywhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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

DEFAULT_PATIENCE = 8.0
"""Seconds that a trainee waits for a citizen's first words before the written line is said."""

DEFAULT_TIMEOUT = 60.0
"""Seconds for a whole answer; a judge takes longer than a citizen."""

DEFAULT_MOST_TOKENS = 1000

MAX_PATIENCE = 120.0
MAX_TIMEOUT = 600.0
TOKENS = (50, 20_000)
"""The fewest and the most tokens that one answer may be given."""

MAX_PRICE = 10_000.0
MAX_ADDRESS = 500
"""Characters of an address, a model's name or a key."""

_CONFIG = "GEHOORD_CONFIG"
_PACKAGE = Path(__file__).parent
_VARIABLES = {
    "scenarios": "GEHOORD_SCENARIOS",
    "rubrics": "GEHOORD_RUBRICS",
    "sessions": "GEHOORD_SESSIONS",
    "language": "GEHOORD_LANG",
    "pace": "GEHOORD_PACE",
    "name": "GEHOORD_NAME",
    "llm_url": "GEHOORD_LLM_URL",
    "llm_model": "GEHOORD_LLM_MODEL",
    "llm_key": "GEHOORD_LLM_KEY",
    "llm_patience": "GEHOORD_LLM_PATIENCE",
    "llm_timeout": "GEHOORD_LLM_TIMEOUT",
    "llm_most_tokens": "GEHOORD_LLM_MOST_TOKENS",
    "llm_price_in": "GEHOORD_LLM_PRICE_IN",
    "llm_price_out": "GEHOORD_LLM_PRICE_OUT",
    "judge_url": "GEHOORD_JUDGE_URL",
    "judge_model": "GEHOORD_JUDGE_MODEL",
    "judge_key": "GEHOORD_JUDGE_KEY",
}


class SettingsError(ValueError):
    """A setting cannot be used; the message says which and why, in one sentence."""


@dataclass(frozen=True, slots=True)
class ModelServer:
    """An OpenAI-compatible server and the model to use there."""

    url: str
    """Up to and including `/v1`, as servers print it."""
    model: str
    key: str = field(default="", repr=False)
    """Empty for a server that asks for none."""
    patience: float = DEFAULT_PATIENCE
    """Seconds to the first words of a citizen."""
    timeout: float = DEFAULT_TIMEOUT
    """Seconds in which one answer must be whole."""
    most_tokens: int = DEFAULT_MOST_TOKENS
    """Tokens that one answer may take."""
    price_in: float = 0.0
    """Euros for a million tokens sent; 0 when it costs nothing or nobody told."""
    price_out: float = 0.0
    """Euros for a million tokens received."""


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
    llm: ModelServer | None = None
    """Who words the citizen and proposes sentences, when somebody configured it."""
    judge: ModelServer | None = None
    """Who judges beside the rules; the same server and model unless told otherwise."""


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
    llm = _server(given, "llm")
    return Settings(
        scenario_folders=(*_folders(given.get("scenarios", ())), built_in / "scenarios"),
        rubric_folders=(*_folders(given.get("rubrics", ())), built_in / "rubrics"),
        sessions_folder=_sessions(sessions[0]) if sessions else _own_sessions(checkout),
        language=_language(given["language"][0]) if "language" in given else "nl",
        pace=_pace(given["pace"][0]) if "pace" in given else DEFAULT_PACE,
        name=_name(given["name"][0]) if "name" in given else "",
        llm=llm,
        judge=_server(given, "judge", llm),
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


def _server(
    given: Mapping[str, Sequence[_Value]], whose: str, otherwise: ModelServer | None = None
) -> ModelServer | None:
    """The server of which the settings begin with `whose`; what is not said is as `otherwise`."""
    values = {key: rows[0] for key, rows in given.items() if key.startswith(whose + "_")}
    if not any(key in values for key in (f"{whose}_url", f"{whose}_model")):
        return otherwise
    if f"{whose}_url" not in values and otherwise is None:
        value = values[f"{whose}_model"]
        raise SettingsError(
            _("Bij {where} hoort ook '{key}': het adres van de server.").format(
                where=value.where, key=f"{whose}_url"
            )
        )
    base = otherwise or ModelServer("", "")
    if f"{whose}_url" in values:
        base = replace(base, url=_url(values[f"{whose}_url"]), key="")
    if f"{whose}_model" in values:
        base = replace(base, model=_word(values[f"{whose}_model"]))
    if not base.model:
        value = values[f"{whose}_url"]
        raise SettingsError(
            _("Bij {where} hoort ook '{key}': de naam van het model.").format(
                where=value.where, key=f"{whose}_model"
            )
        )
    if f"{whose}_key" in values:
        base = replace(base, key=_word(values[f"{whose}_key"]))
    if f"{whose}_patience" in values:
        base = replace(base, patience=_number(values[f"{whose}_patience"], 0.5, MAX_PATIENCE))
    if f"{whose}_timeout" in values:
        base = replace(base, timeout=_number(values[f"{whose}_timeout"], 1, MAX_TIMEOUT))
    if f"{whose}_most_tokens" in values:
        most = int(_number(values[f"{whose}_most_tokens"], *TOKENS))
        base = replace(base, most_tokens=most)
    if f"{whose}_price_in" in values:
        base = replace(base, price_in=_number(values[f"{whose}_price_in"], 0, MAX_PRICE))
    if f"{whose}_price_out" in values:
        base = replace(base, price_out=_number(values[f"{whose}_price_out"], 0, MAX_PRICE))
    return base


def _url(value: _Value) -> str:
    from urllib.parse import urlsplit

    url = _word(value)
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if "@" in url:
        # Addresses are shown; a password has its own setting.
        raise _wrong(replace(value, raw="…"), _("een adres zonder wachtwoord erin"))
    if not fits:
        raise _wrong(value, _("een adres dat met http:// of https:// begint"))
    return url.rstrip("/")


def _word(value: _Value) -> str:
    word = value.raw.strip() if isinstance(value.raw, str) else ""
    if (
        not word
        or len(word) > MAX_ADDRESS
        or not word.isprintable()
        or " " in word
        or ("key" in value.where.casefold() and not word.isascii())
    ):
        # A key is never repeated: messages end up in screenshots.
        shown = replace(value, raw="…") if "key" in value.where.casefold() else value
        raise _wrong(shown, _("één woord zonder spaties"))
    return word


def _language(value: _Value) -> Language:
    language = value.raw.strip().lower() if isinstance(value.raw, str) else ""
    if language not in get_args(Language):
        raise _wrong(value, _("nl of en"))
    return cast(Language, language)


def _pace(value: _Value) -> float:
    return _number(value, 0, MAX_PACE)


def _number(value: _Value, least: float, most: float) -> float:
    raw = value.raw.replace(",", ".") if isinstance(value.raw, str) else value.raw
    try:
        number = -1.0 if isinstance(raw, bool) else float(raw)
    except (TypeError, ValueError, OverflowError):
        number = -1.0
    if not least <= number <= most:
        raise _wrong(
            value, _("een getal van {least:g} tot en met {most:g}").format(least=least, most=most)
        )
    return number


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
