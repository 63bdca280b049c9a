"""Finding and loading scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.language import _
from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.documents import Document
    from simulator.scenarios.model import Scenario

SUFFIXES = (".yaml", ".yml")


class UnknownScenario(LookupError):
    """There is no scenario of this name; the message says so in Dutch."""


def scenario_files() -> list[Path]:
    """Every scenario file in the scenario folders; of two with one name the first counts."""
    found: dict[str, Path] = {}
    for folder in settings().scenario_folders:
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.suffix in SUFFIXES and path.is_file():
                    found.setdefault(path.stem, path)
    return [found[stem] for stem in sorted(found)]


def scenario_path(id_or_path: str) -> Path:
    """The file of a scenario, by its id (the file's name without suffix) or by its path.

    Raises:
        UnknownScenario: neither exists.
    """
    path = Path(id_or_path)
    if path.suffix in SUFFIXES:
        if path.is_file():
            return path
        message = _("Het bestand {path} is er niet.").format(path=path)
        raise UnknownScenario(message)
    files = {file.stem: file for file in scenario_files()}
    if id_or_path in files:
        return files[id_or_path]
    from simulator.validation import did_you_mean

    message = _("Ik ken geen scenario '{name}'.").format(name=id_or_path[:60])
    raise UnknownScenario(message + did_you_mean(id_or_path, files))


def find_scenario(id_or_path: str) -> Scenario:
    """The scenario of this id, or in this file.

    Raises:
        UnknownScenario: neither exists.
        DocumentError: the file holds mistakes.
    """
    return load_scenario(scenario_path(id_or_path))


def load_scenario(path: Path) -> Scenario:
    """The scenario in a file.

    Raises:
        DocumentError: with every mistake at its place.
    """
    from simulator.documents import read_document

    return scenario_from(read_document(path))


def scenario_from(document: Document) -> Scenario:
    """The scenario in a document.

    Raises:
        DocumentError: with every mistake at its place.
    """
    from simulator.documents import DocumentError
    from simulator.scenarios.model import Scenario
    from simulator.scenarios.references import reference_problems
    from simulator.validation import fit

    scenario = fit(document, Scenario)
    problems = reference_problems(document, scenario)
    if problems:
        raise DocumentError(problems)
    return scenario
