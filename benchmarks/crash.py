"""A hundred conversations killed at a random moment: is anything lost, and can all go on?

    python -m benchmarks.crash

Another program talks with a citizen. Each time its journal has told it that an event is safe, it
says so here. At a random event it is killed, wherever it is by then, and the session is resumed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import IO, cast

from simulator.conversation.conversation import Conversation
from simulator.conversation.events import Event
from simulator.rubrics import find_rubric
from simulator.scenarios import load_scenario, scenario_files
from simulator.sessions import SessionError, SessionStore

KILLS = 100
MOST_EVENTS = 80
LONGEST_TURN = 0.01
"""Seconds: the kill falls anywhere within a turn."""
SEED = 20261125

SENTENCES = (
    "Goedemiddag, u spreekt met Sam van het serviceteam. Wat kan ik voor u doen?",
    "Wat is er precies gebeurd?",
    "U heeft dit al vaak moeten vertellen, en dat maakt u boos. Dat snap ik goed.",
    "Mag ik uw geboortedatum en postcode, zodat ik zeker weet met wie ik spreek?",
    "Ik zoek het uit en bel u morgen vóór tien uur zelf terug.",
    "Even kijken of ik het goed begrijp. U wacht al weken op antwoord. Klopt dat?",
    "Dat zijn nu eenmaal de regels.",
    "Hm. " + "Daar moet ik over nadenken. " * 40,
)


def talk(folder: Path, seed: int) -> None:
    """Talks until killed; tells the session's id, then each event that is safe."""
    scenario = load_scenario(scenario_files()[seed % len(scenario_files())])
    rubric = find_rubric(scenario.rubric)
    chance = Random(seed)
    with SessionStore(folder).create() as journal:
        print(journal.id, flush=True)

        def keep(event: Event) -> None:
            journal.append(event)
            print(event.seq, flush=True)

        conversation = Conversation.open(scenario, rubric.document(), keep, seed=seed)
        while True:
            if conversation.ended:
                conversation.rewind(1)
            conversation.say(chance.choice(SENTENCES))


def killed(folder: Path, seed: int) -> tuple[str, int]:
    """The id of a session that was killed, and how many of its events were said to be safe."""
    command = [sys.executable, "-m", "benchmarks.crash", str(folder), str(seed)]
    talking = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    said = cast("IO[str]", talking.stdout)
    session_id = said.readline().strip()
    chance = Random(seed)
    safe = [said.readline() for _ in range(chance.randrange(1, MOST_EVENTS))]
    time.sleep(chance.uniform(0, LONGEST_TURN))
    talking.kill()
    safe += said.readlines()
    talking.wait()
    return session_id, sum(line.endswith("\n") for line in safe)


def resumed(store: SessionStore, session_id: str, safe: int) -> Counter[str]:
    """What came of going on with the session."""
    with store.open(session_id) as journal:
        before = len(journal.events)
        within_a_turn = journal.events[-1].kind in ("trainee_said", "read", "moved")
        conversation = Conversation.resume(journal.events, journal.append)
        if conversation.ended:
            conversation.rewind(1)
        conversation.say("Daar ben ik weer. Waar waren we gebleven?")
    after = store.events(session_id)
    return Counter(
        resumed=int(len(after) > before),
        events=safe,
        lost=max(0, safe - before),
        within_a_turn=int(within_a_turn),
        torn=int(journal.path.with_suffix(".torn").exists()),
    )


def main() -> None:
    """Prints the table."""
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        store = SessionStore(Path(place))
        for seed in range(SEED, SEED + KILLS):
            session_id, safe = killed(store.folder, seed)
            try:
                total += resumed(store, session_id, safe)
            except SessionError as error:
                print(f"{session_id}: {error}")
        listed = len(store.list())
    print(f"| {KILLS} conversations killed at a random moment | |\n|---|---|")
    print(f"| resumed, with a turn more | {total['resumed']} |")
    print(f"| listed | {listed} |")
    print(f"| events that were said to be safe | {total['events']} |")
    print(f"| … and lost | {total['lost']} |")
    print(f"| killed between a trainee's turn and the answer | {total['within_a_turn']} |")
    print(f"| with a torn last line | {total['torn']} |")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        talk(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        main()
