"""From a bare machine with Python to a running Gehoord: `.venv` in the checkout, made once.

Only the standard library, since nothing else is there yet. What is installed is remembered in a
stamp (a hash of `pyproject.toml`), so that every later start costs one small file.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
WINDOWS = os.name == "nt"

_CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy", ("-m", "mypy")),
    (
        "import-linter",
        ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    ),
    ("pytest", ("-m", "pytest", "-n", "2")),
)


class NotReady(Exception):
    """The environment cannot be made; the message is a Dutch sentence that says why."""


def open_application(arguments: Sequence[str]) -> int:
    """Runs `gehoord` with these arguments in the checkout's own environment, made when needed."""
    try:
        python = environment(CHECKOUT)
    except NotReady as error:
        return _complain(error)
    # -P: modules in the folder where someone happens to stand must not hide ours.
    return _become(python, ["-P", "-m", "simulator", *arguments])


def run_tests(arguments: Sequence[str]) -> int:
    """Runs every check and the tests, or with arguments only pytest; 0 when all is well."""
    try:
        python = environment(CHECKOUT, "dev")
    except NotReady as error:
        return _complain(error)
    if arguments:
        return _run(python, ("-m", "pytest", *arguments), CHECKOUT)
    failed = [name for name, command in _CHECKS if _check(name, python, command) != 0]
    if failed:
        _tell(f"Niet in orde: {', '.join(failed)}")
    return 1 if failed else 0


def environment(checkout: Path, extra: str | None = None) -> Path:
    """The Python of the checkout's `.venv`, with everything that `pyproject.toml` asks installed.

    Raises:
        NotReady: it could not be made.
    """
    try:
        return _environment(checkout, extra)
    except OSError as error:
        raise NotReady(
            f"In de map {checkout} kan ik niet lezen of schrijven ({error.strerror or error}). "
            "Zet Gehoord in een map waar je zelf mag schrijven."
        ) from error


def _environment(checkout: Path, extra: str | None) -> Path:
    folder = checkout / ".venv"
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    stamp = folder / "gehoord.json"
    # The path too: an environment points at its checkout, and a checkout can be moved.
    asked = (checkout / "pyproject.toml").read_bytes() + os.fsencode(checkout)
    wanted = hashlib.sha256(asked).hexdigest()
    installed, extras = _read_stamp(stamp)
    usable = python.exists()
    if usable and installed == wanted and (extra is None or extra in extras):
        return python
    extras = sorted({*extras, *((extra,) if extra else ())})
    if not usable:
        _create(folder)
    _install(python, checkout, extras, folder / "gehoord.log")
    stamp.write_text(json.dumps({"asked": wanted, "extras": extras}), encoding="utf-8")
    return python


def _read_stamp(stamp: Path) -> tuple[str, list[str]]:
    try:
        content = json.loads(stamp.read_text(encoding="utf-8"))
        return str(content["asked"]), [str(extra) for extra in content["extras"]]
    except (OSError, ValueError, KeyError, TypeError):
        return "", []


def _create(folder: Path) -> None:
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise NotReady(
            "Deze Python kan geen eigen omgeving maken: het onderdeel venv ontbreekt. "
            f"Op Debian en Ubuntu: sudo apt install python{version}-venv. "
            "Probeer het daarna opnieuw."
        )
    _tell(f"Gehoord wordt eenmalig klaargezet in {folder}. Dat duurt ongeveer een minuut.")
    import venv  # noqa: PLC0415 - only the first run needs it

    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=not WINDOWS).create(folder)
    except subprocess.CalledProcessError as error:
        raise NotReady(
            f"De omgeving in {folder} kon niet gemaakt worden. Werkt `python -m ensurepip` hier?"
        ) from error


def _install(python: Path, checkout: Path, extras: Sequence[str], log: Path) -> None:
    target = str(checkout) + (f"[{','.join(extras)}]" if extras else "")
    _tell("Onderdelen worden opgehaald en geïnstalleerd …")
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "-e", target]
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False
        )
    if done.returncode != 0:
        raise NotReady(
            "Het ophalen van de onderdelen is niet gelukt. De eerste keer is een netwerk nodig; "
            "daarna werkt Gehoord zonder. Gebruikt je organisatie een proxy, stel die dan in voor "
            f"pip. Wat er misging, staat in {log}."
        )
    _tell("Klaar.")


def _become(python: Path, arguments: Sequence[str]) -> int:
    if WINDOWS:  # There, exec returns to the prompt while the new program still runs.
        return _run(python, arguments)
    os.execv(python, [str(python), *arguments])


def _run(python: Path, arguments: Sequence[str], folder: Path | None = None) -> int:
    with subprocess.Popen([str(python), *arguments], cwd=folder) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # The child got it too, and decides what it means.
                continue


def _check(name: str, python: Path, command: Sequence[str]) -> int:
    _tell(f"== {name}")
    return _run(python, command, CHECKOUT)


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _complain(error: NotReady) -> int:
    _tell(str(error))
    return 1
