"""Finding and loading rubrics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.language import _
from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.rubrics.model import Rubric

SUFFIXES = (".yaml", ".yml")


class UnknownRubric(LookupError):
    """There is no rubric of this name; the message says so in Dutch."""


def rubric_files() -> list[Path]:
    """Every rubric file in the rubric folders; of two with one name the first counts."""
    found: dict[str, Path] = {}
    for folder in settings().rubric_folders:
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.suffix in SUFFIXES and path.is_file():
                    found.setdefault(path.stem, path)
    return [found[stem] for stem in sorted(found)]


def rubric_path(id_or_path: str) -> Path:
    """The file of a rubric, by its id (the file's name without suffix) or by its path.

    Raises:
        UnknownRubric: neither exists.
    """
    path = Path(id_or_path)
    if path.suffix in SUFFIXES:
        if path.is_file():
            return path
        message = _("Het bestand {path} is er niet.").format(path=path)
        raise UnknownRubric(message)
    files = {file.stem: file for file in rubric_files()}
    if id_or_path in files:
        return files[id_or_path]
    from simulator.validation import did_you_mean

    message = _("Ik ken geen rubric '{name}'.").format(name=id_or_path[:60])
    raise UnknownRubric(message + did_you_mean(id_or_path, files))


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
