"""What the screens look like; an intended change is accepted with `pytest --snapshot-update`.

Everything in the pictures is fixed: the events come from here, with their own date, so neither the
observer nor the feedback, the clock nor the scenarios that come with Gehoord can change them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from simulator.assessment import Feedback
from simulator.assessment.assessment import Assessment, Evidence, Result
from simulator.assessment.feedback import Exercise
from simulator.assessment.improvements import Improvement
from simulator.assessment.strengths import Strength
from simulator.assessment.turning_point import TurningPoint
from simulator.behaviours import BehaviourId
from simulator.conversation.events import Event, EventKind
from simulator.observation.reading import Observation, Reading
from simulator.observation.reading_json import reading_to_json
from simulator.scenarios import load_scenario
from simulator.screens.app import GehoordApp, Start
from simulator.sessions import SessionStore
from simulator.sessions.journal import Journal
from simulator.settings import settings

# Another Textual draws a line here and there in another way, and that is no fault of ours.
DRAWN_WITH = "8.2.8"
pytestmark = pytest.mark.skipif(
    version("textual") != DRAWN_WITH, reason=f"the pictures were made with Textual {DRAWN_WITH}"
)

Compare = Callable[..., bool]
SMALL, WIDE = (80, 24), (120, 40)

OPENING = "Ja, met Bos. Waar blijft mijn antwoord? Ik wacht al sinds maart en ik hoor niets."
TURNS = (
    ("Dat had u zelf eerder moeten melden.", "blaming", "Krijg nou wat. Bel ik daarvoor?"),
    (
        "Dat zei ik verkeerd. U wacht al sinds maart, en dat is te lang. Hoe is dat voor u?",
        "validate_grievance",
        "Mijn kelder staat blank. Elke dag dweil ik, en niemand die belt.",
    ),
)
MOODS = ({"anger": 70, "trust": 20}, {"anger": 84, "trust": 9}, {"anger": 62, "trust": 38})

CRITERIA = {
    "C1": ("Contact en opening", "De ander weet niet goed wie hij spreekt."),
    "C3": ("Luisteren en doorvragen", "Vraagt iets, maar laat aanknopingspunten liggen."),
    "C4": (
        "Erkennen van gevoel en onrecht",
        "Benoemt wat de ander meemaakte, met diens eigen woorden, en laat daar even ruimte voor.",
    ),
    "C5": ("De-escaleren en begrenzen", ""),
}


def mood(values: Mapping[str, int]) -> dict[str, float]:
    return {"stress": 50.0, "grip": 40.0, "control": 40.0, "shame": 10.0, **values}


def band(value: float) -> str:
    return "high" if value >= 65 else "mid" if value >= 35 else "low"


def assessed() -> Assessment:
    said = [TURNS[0][0], TURNS[1][0]]
    return Assessment(
        "loket-1",
        "basis",
        "rules",
        (
            Result("C1", True, 1, False, (Evidence(0, "Ja, met Bos.", None),)),
            Result("C3", True, 2, True, (Evidence(3, "Hoe is dat voor u?", None),)),
            Result("C4", True, 3, False, (Evidence(3, said[1][22:63], None),)),
            Result("C5", False, None),
        ),
        0,
    )


def advised() -> Feedback:
    return Feedback(
        effect="Het gesprek met Joke Bos begon boos en werd rustiger: ze vertelde wat er speelt.",
        strengths=(
            Strength(
                "C4",
                3,
                "U wacht al sinds maart, en dat is te lang",
                "Je erkende wat haar is overkomen.",
            ),
        ),
        turning_point=TurningPoint(
            1, TURNS[0][0], "worse", "Je legde de schuld bij haar. Daarna werd ze bozer."
        ),
        improvements=(
            Improvement(
                "C1",
                1,
                TURNS[0][0],
                "Zeg in je eerste zin wie je bent, en vraag waar het om gaat.",
                "Goedemorgen, u spreekt met Sara van de gemeente. Vertelt u eens.",
            ),
        ),
        exercise=Exercise(1, "Speel opnieuw vanaf jouw beurt 1 en probeer dit ene ding."),
        question="Welk moment zou jij anders doen?",
    )


class Story:
    """A session, written event by event."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._seq = 0

    def add(self, kind: EventKind, **data: Any) -> None:
        at = f"2026-11-23T10:{self._seq:02}:00+01:00"
        parent = self._seq - 1 if self._seq else None
        self._journal.append(Event(self._seq, parent, at, kind, data))
        self._seq += 1

    def turn(self, nth: int) -> None:
        text, behaviour, reply = TURNS[nth]
        seen = Observation(BehaviourId(behaviour), text, 0, len(text), 0.9)
        before, after = mood(MOODS[nth]), mood(MOODS[nth + 1])
        self.add("trainee_said", text=text)
        self.add("read", **reading_to_json(Reading((seen,))))
        self.add(
            "moved",
            before=before,
            mood=after,
            bands={name: band(value) for name, value in after.items()},
            phase="boos",
            turn=nth + 1,
            told=[],
            identity=[],
            verified=False,
            crossed=None,
            too_hard=False,
            move={},
        )
        stage = "haar stem wordt hard" if nth == 0 else None
        self.add("citizen_said", text=reply, stage=stage, lines=[])


@pytest.fixture
def session(small_library: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], str]:
    """Keeps the session, with its feedback or still going on, and gives its id."""
    only_this = dataclasses.replace(settings(), scenario_folders=(small_library,))
    monkeypatch.setattr("simulator.scenarios.loader.settings", lambda: only_this)
    rubric = {
        "criteria": [
            {"id": id, "title": title, "levels": dict.fromkeys("1234", {"text": text})}
            for id, (title, text) in CRITERIA.items()
        ]
    }

    def keep(finished: bool) -> str:
        scenario = load_scenario(small_library / "loket.yaml")
        with SessionStore(settings().sessions_folder).create() as journal:
            story = Story(journal)
            document = scenario.document()
            story.add("opened", scenario=document, rubric=rubric, seed=1, mode="free")
            story.add("citizen_said", text=OPENING, stage=None, lines=[])
            for nth in range(len(TURNS)):
                story.turn(nth)
            if finished:
                story.add("ended", ending=None, tone=None, by="trainee")
                story.add("assessed", **assessed().to_json())
                story.add("advised", **advised().to_json())
            return journal.id

    return keep


def pressing(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """What is pressed before the picture is taken, once everything has been read."""

    async def run(pilot: Pilot[None]) -> None:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        for writing in pilot.app.screen.query(TextArea):
            writing.cursor_blink = False
        await pilot.pause()

    return run


Session = Callable[[bool], str]


def test_library(snap_compare: Compare, session: Session, small_library: Path) -> None:
    session(False)
    (small_library / "stuk.yaml").write_text("title: [oeps\n", encoding="utf-8")
    assert snap_compare(GehoordApp(), terminal_size=SMALL, run_before=pressing("down"))


def test_briefing(snap_compare: Compare, session: Session) -> None:
    assert snap_compare(GehoordApp(Start("loket")), terminal_size=SMALL, run_before=pressing())


def test_conversation(snap_compare: Compare, session: Session) -> None:
    app = GehoordApp(Start(session=session(False)))
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing())


def test_wide_conversation(snap_compare: Compare, session: Session) -> None:
    app = GehoordApp(Start(session=session(False)))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing())


def test_pause(snap_compare: Compare, session: Session) -> None:
    app = GehoordApp(Start(session=session(False)))
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing("escape"))


def test_feedback(snap_compare: Compare, session: Session) -> None:
    app = GehoordApp(Start(session=session(True)))
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing())


def test_criteria(snap_compare: Compare, session: Session) -> None:
    app = GehoordApp(Start(session=session(True)))
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing("c"))


def test_help(snap_compare: Compare) -> None:
    assert snap_compare(GehoordApp(), terminal_size=SMALL, run_before=pressing("f1"))


def test_what_was_heard(snap_compare: Compare, session: Session) -> None:
    app = GehoordApp(Start(session=session(False)))
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing("f7", "space"))
