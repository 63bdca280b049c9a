"""`gehoord doctor`: what works on this machine, and what to do about what does not."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_json
from simulator.cli.complaints import FAILED, sentence
from simulator.cli.output import show, show_json
from simulator.language import _

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.llm.probe import Finding
    from simulator.settings import ModelServer

SMALL = (80, 24)
"""Columns and rows that the application wants."""

SIGNS = {"good": "✓", "doubtful": "!", "wrong": "✗"}


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    add_json(parser)


def run(options: Namespace) -> int:
    """Shows every finding as soon as it is there; 1 when something is wrong."""
    findings = []
    for finding in _findings():
        findings.append(finding)
        if not options.json:
            show(f"{SIGNS[finding.outcome]} {_name(finding.what)}: {finding.sentence}")
    if options.json:
        show_json([asdict(finding) for finding in findings])
    return FAILED if any(finding.outcome == "wrong" for finding in findings) else 0


def _name(what: str) -> str:
    names = {
        "python": _("Python"),
        "terminal": _("terminal"),
        "settings": _("instellingen"),
        "sessions": _("sessies"),
        "scenarios": _("scenario's"),
        "model": _("taalmodel"),
        "server": _("server"),
        "speech": _("spreken"),
        "schema": _("vaste vorm"),
        "judge": _("beoordelaar"),
        "voice": _("stem"),
    }
    return names[what]


def _findings() -> Iterator[Finding]:
    from simulator.llm.probe import Finding
    from simulator.settings import settings

    yield Finding("python", "good", f"{sys.version.split()[0]}, {sys.platform}")
    yield _terminal()
    yield _settings_file()
    yield _sessions(settings().sessions_folder)
    yield _scenarios()
    llm, judge = settings().llm, settings().judge
    if llm is None:
        yield Finding(
            "model",
            "good",
            _("Niet ingesteld. Alles werkt zonder; er wordt niets verstuurd.")
            + _(" Met llm_url en llm_model in de instellingen kan het erbij."),
        )
    else:
        yield from _server("model", llm)
    if judge is not None and judge != llm:
        yield from _server("judge", judge)
    yield _voice()


def _terminal() -> Finding:
    from simulator.llm.probe import Finding

    if not sys.stdout.isatty():
        return Finding("terminal", "doubtful", _("Hier is geen terminal; gebruik play --plain."))
    columns, rows = shutil.get_terminal_size()
    size = _("{columns} bij {rows}").format(columns=columns, rows=rows)
    if columns < SMALL[0] or rows < SMALL[1]:
        wish = _("; 80 bij 24 of groter leest prettiger")
        return Finding("terminal", "doubtful", size + wish)
    colour = _(", zonder kleur") if os.environ.get("NO_COLOR") else ""
    return Finding("terminal", "good", size + colour)


def _settings_file() -> Finding:
    from platformdirs import user_config_path

    from simulator.llm.probe import Finding

    named = os.environ.get("GEHOORD_CONFIG", "").strip()
    path = Path(named) if named else user_config_path("gehoord", appauthor=False) / "config.toml"
    there = "" if path.is_file() else _(" (is er niet; dat mag)")
    return Finding("settings", "good", f"{path}{there}")


def _sessions(folder: Path) -> Finding:
    from simulator.llm.probe import Finding

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return Finding("sessions", "wrong", sentence(error))
    return Finding("sessions", "good", _("Bewaren lukt in {folder}.").format(folder=folder))


def _scenarios() -> Finding:
    from simulator.documents import DocumentError
    from simulator.llm.probe import Finding
    from simulator.scenarios import load_scenario, scenario_files

    broken, count = [], 0
    for path in scenario_files():
        try:
            load_scenario(path)
            count += 1
        except DocumentError as error:
            broken.append(str(error).splitlines()[0])
    if broken:
        return Finding("scenarios", "wrong", broken[0])
    text = _("{n} te lezen.").format(n=count)
    return Finding("scenarios", "good" if count else "wrong", text)


def _server(what: str, server: ModelServer) -> Iterator[Finding]:
    from urllib.parse import urlsplit

    from simulator.llm import client_for
    from simulator.llm.probe import Finding, probe

    parts = urlsplit(server.url)
    text = _("{model} op {host}").format(model=server.model, host=parts.netloc)
    near = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme == "http" and not near:
        text += _("; de verbinding is niet versleuteld, gebruik liever https")
        yield Finding(what, "doubtful", text)
    else:
        yield Finding(what, "good", text)
    yield from probe(client_for(server))


def _voice() -> Finding:
    from importlib.util import find_spec

    from simulator.llm.probe import Finding

    library = find_spec("pyttsx3") is not None
    speaks = any(shutil.which(name) for name in ("espeak-ng", "espeak", "say"))
    if library and (speaks or sys.platform in ("win32", "darwin")):
        return Finding("voice", "good", _("Er is een stem op deze computer."))
    return Finding(
        "voice",
        "doubtful",
        _("Er is geen stem op deze computer; Gehoord spreekt nog niet hardop, dus dat mag."),
    )
