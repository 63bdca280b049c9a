"""Finding and loading rubrics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.authored import UnknownName, files_in, path_of
from simulator.language import _
from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.rubrics.model import Rubric


class UnknownRubric(UnknownName):
    """There is no rubric of this name; the message says so in Dutch."""


def rubric_files() -> list[Path]:
    """Every rubric file in the rubric folders; of two with one name the first counts."""
    return files_in(settings().rubric_folders)


def rubric_path(id_or_path: str) -> Path:
    """The file of a rubric, by its id (the file's name without suffix) or by its path.

    Raises:
        UnknownRubric: neither exists.
    """
    sentence = _("Ik ken geen rubric '{name}'.")
    return path_of(id_or_path, rubric_files(), UnknownRubric, sentence)


def find_rubric(id_or_path: str) -> Rubric:
    """The rubric of this id, or in this file.

    Raises:
        UnknownRubric: neither exists.
        DocumentError: the file holds mistakes.
    """
    return load_rubric(rubric_path(id_or_path))


def load_rubric(path: Path) -> Rubric:
    """The rubric in a file.

    Raises:
        DocumentError: with every mistake at its place.
    """
    from simulator.documents import read_document
    from simulator.rubrics.model import Rubric
    from simulator.validation import fit

    return fit(read_document(path), Rubric)
