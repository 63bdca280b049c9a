"""Finding and loading scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.authored import UnknownName, files_in, path_of
from simulator.language import _
from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.documents import Document
    from simulator.scenarios.model import Scenario


class UnknownScenario(UnknownName):
    """There is no scenario of this name; the message says so in Dutch."""


def scenario_files() -> list[Path]:
    """Every scenario file in the scenario folders; of two with one name the first counts."""
    return files_in(settings().scenario_folders)


def scenario_path(id_or_path: str) -> Path:
    """The file of a scenario, by its id (the file's name without suffix) or by its path.

    Raises:
        UnknownScenario: neither exists.
    """
    sentence = _("Ik ken geen scenario '{name}'.")
    return path_of(id_or_path, scenario_files(), UnknownScenario, sentence)


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
