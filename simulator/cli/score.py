"""`gehoord score`: the levels of a conversation, also one that was not played here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.arguments import Parser, add_json
from simulator.cli.complaints import FAILED, complain, say
from simulator.cli.output import show, show_json
from simulator.language import _

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.assessment import Assessment, Feedback


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    parser.add_argument("files", nargs="+", metavar="BESTAND", help=_("een gesprek per bestand"))
    parser.add_argument(
        "--rubric", default="basis", metavar="ID", help=_("waarlangs; anders basis")
    )
    parser.add_argument(
        "--judge",
        choices=("rules", "llm"),
        default="rules",
        help=_("wie beoordeelt: de regels, of ook een taalmodel"),
    )
    add_json(parser)


def run(options: Namespace) -> int:
    """Assesses every file that can be read, and says which could not."""
    from simulator.assessment import advise, assess
    from simulator.assessment.llm_judge import assess_with_model
    from simulator.cli.feedback import feedback_lines, level_lines
    from simulator.conversation.transcript import (
        TranscriptError,
        load_transcript,
        transcript_events,
    )
    from simulator.llm import client_for
    from simulator.rubrics import find_rubric
    from simulator.settings import settings

    rubric = find_rubric(options.rubric)
    client = client_for(settings().judge) if options.judge == "llm" else None
    shapes = []
    code = 0
    for file in options.files:
        try:
            transcript = load_transcript(Path(file))
        except TranscriptError as error:
            complain(error)
            code = FAILED
            continue
        events = transcript_events(transcript)
        if client is None:
            assessment = assess(events, rubric, transcript.id)
        else:
            assessment = assess_with_model(events, rubric, transcript.id, client)
            _tell_second_opinion(assessment)
        feedback = advise(assessment, events, rubric, transcript.scenario)
        shapes.append(_shape(assessment, feedback))
        if not options.json:
            show(f"{transcript.id} ({rubric.id})")
            for line in (*level_lines(assessment, rubric), *feedback_lines(feedback), ""):
                show(line)
    if options.json and shapes:
        show_json(shapes if len(options.files) > 1 else shapes[0])
    return code


def _tell_second_opinion(assessment: Assessment) -> None:
    """Says, beside the answer, how much of it a model looked at."""
    second = assessment.second
    if second is not None:
        say(
            _("Taalmodel {model} beoordeelde {scored} van de {asked} criteria.").format(
                model=second.model, scored=second.scored, asked=second.asked
            )
        )


def _shape(assessment: Assessment, feedback: Feedback) -> dict[str, Any]:
    shape = assessment.to_json()
    unread = shape.pop("unread_turns")
    said = feedback.to_json()
    return {
        **shape,
        "strengths": said["strengths"],
        "improvements": said["improvements"],
        "unread_turns": unread,
    }
