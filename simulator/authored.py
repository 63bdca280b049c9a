"""Finding the files that trainers wrote: by name in the folders of a kind, or by path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.language import _
from simulator.text import plain_line

SUFFIXES = (".yaml", ".yml")


class UnknownName(LookupError):
    """There is no file of this name; the message says so in Dutch."""


def files_in(folders: Iterable[Path]) -> list[Path]:
    """Every YAML file in the folders, by name; of two with one name the first counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.suffix.lower() in SUFFIXES and path.is_file():
                    found.setdefault(path.stem, path)
    return [found[stem] for stem in sorted(found)]


def path_of(id_or_path: str, files: Sequence[Path], unknown: type[UnknownName], what: str) -> Path:
    """The file of this id (its name without suffix) or at this path.

    Args:
        id_or_path: What was asked for.
        files: Where an id is looked up.
        unknown: The error to raise.
        what: The sentence of that error, with a place for `{name}`.

    Raises:
        UnknownName: neither exists; of the kind that was given.
    """
    path = Path(id_or_path)
    if path.suffix.lower() in SUFFIXES:
        if path.is_file():
            return path
        raise unknown(_("Het bestand {path} is er niet.").format(path=plain_line(str(path))))
    by_name = {file.stem: file for file in files}
    if id_or_path in by_name:
        return by_name[id_or_path]
    from simulator.validation import did_you_mean

    message = what.format(name=plain_line(id_or_path)[:60])
    raise unknown(message + did_you_mean(id_or_path, by_name))
