"""`gehoord rubrics`: what conversations can be assessed by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.arguments import Parser, add_json
from simulator.cli.complaints import say
from simulator.cli.output import show_json, show_table
from simulator.language import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    add_json(parser)


def run(options: Namespace) -> int:
    """Shows the rubrics with their criteria."""
    from simulator.rubrics.loader import rubric_files

    rows = [_shape(path) for path in rubric_files()]
    if options.json:
        show_json(rows)
        return 0
    for row in rows:
        if row["problem"] is not None:
            say(_("{id} kan niet gebruikt worden: {problem}").format(**row))
            continue
        count = len(row["criteria"])
        criteria = ngettext("{n} criterium", "{n} criteria", count).format(n=count)
        show_table([[row["id"], criteria, row["title"] or ""]])
        show_table([["", each["id"], each["title"]] for each in row["criteria"]])
    return 0


def _shape(path: Path) -> dict[str, Any]:
    from simulator.documents import DocumentError
    from simulator.rubrics.loader import load_rubric

    try:
        rubric = load_rubric(path)
    except DocumentError as error:
        return {
            "id": path.stem,
            "path": str(path),
            "title": None,
            "version": None,
            "criteria": [],
            "problem": str(error.problems[0]),
        }
    return {
        "id": rubric.id,
        "path": str(path),
        "title": rubric.title,
        "version": rubric.version,
        "criteria": [
            {"id": criterion.id, "title": criterion.title, "norm": criterion.norm}
            for criterion in rubric.criteria
        ],
        "problem": None,
    }
