"""`gehoord validate`: what is wrong with scenarios and rubrics, at the place where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser
from simulator.cli.complaints import FAILED, say
from simulator.cli.output import show
from simulator.language import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    parser.add_argument("paths", nargs="*", metavar="PAD", help=_("bestand of map met YAML"))


def run(options: Namespace) -> int:
    """Shows every problem as `file:line:column: severity code message`."""
    from simulator.workbench.validate import problems_in

    files = _files(options.paths)
    errors = 0
    for path in files:
        for problem in problems_in(path):
            show(str(problem))
            errors += problem.severity == "error"
    if errors:
        say(ngettext("{n} fout.", "{n} fouten.", errors).format(n=errors))
        return FAILED
    count = len(files)
    say(
        ngettext(
            "{n} bestand bekeken, geen fouten.", "{n} bestanden bekeken, geen fouten.", count
        ).format(n=count)
    )
    return 0


def _files(given: Sequence[str]) -> list[Path]:
    from simulator.authored import SUFFIXES
    from simulator.rubrics.loader import rubric_files
    from simulator.scenarios import scenario_files

    if not given:
        return [*scenario_files(), *rubric_files()]
    files: list[Path] = []
    for path in map(Path, given):
        if path.is_dir():
            files += sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES)
        else:
            files.append(path)
    return files
