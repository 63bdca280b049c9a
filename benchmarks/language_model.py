"""What a language model costs beside the bare library, and what never goes wrong with one.

    python -m benchmarks.language_model

Everything runs on loopback: a real llama.cpp server with the model of the tests, and a scripted one
for what a good server never does. What is measured is Gehoord, not how well a model speaks.
"""

from __future__ import annotations

import io
import random
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stderr
from itertools import pairwise
from pathlib import Path

from simulator.citizen.actor import Phrase
from simulator.citizen.direction import locked_facts
from simulator.citizen.llm_actor import LLMActor
from simulator.conversation.conversation import Conversation
from simulator.llm import Client
from simulator.observation import warm_up
from simulator.scenarios import find_scenario
from simulator.scenarios.model import Scenario
from simulator.scenarios.tell_tale import betrayed_facts
from simulator.sessions.practice import Practice
from simulator.sessions.store import SessionStore
from simulator.settings import ModelServer, settings
from simulator.workbench.players import Player, player_names, rules_of
from tests.servers.real import KEY, MODEL, real_server
from tests.servers.scripted import FAULTS, GOOD, Exchange, ScriptedServer, scripted_server

REPEATS = 40
AT_ONCE = 20
ROUNDS = 4
TURNS = 1000
PATIENCE = 8.0
SHORT_PATIENCE = 1.5
"""For servers that stall: what matters is that the deadline holds, not how long it is."""

SAID = [
    "Dat is de vierde naam al, dat hoort niet zo.",
    "Wat is er allemaal gebeurd?",
    "Dus u doet uw verhaal voor de zevende keer. Klopt dat?",
    "Ik begrijp dat dit vervelend voor u is, maar zo zijn de regels.",
]


def main() -> None:
    """Prints all of it."""
    warm_up()
    with tempfile.TemporaryDirectory() as folder, real_server(Path(folder)) as url:
        _overhead(ModelServer(url, MODEL, KEY, patience=PATIENCE))
    _many_at_once()
    _faults()
    _secrets()


# -- overhead ------------------------------------------------------------------------------------


def _overhead(server: ModelServer) -> None:
    """From asking to a whole first sentence: the bare library, and a turn of a conversation.

    The turn also reads what was said, moves the citizen, makes the prompt and passes the guard.
    """
    from openai import OpenAI

    scenario = find_scenario("weer-een-ander")
    client = Client(server)
    library = OpenAI(base_url=server.url, api_key=server.key)
    bare, ours = [], []
    for repeat in range(REPEATS + 3):
        conversation = Conversation.open(
            scenario, {}, lambda event: None, seed=repeat, actor=LLMActor(client)
        )
        first: list[float] = []
        conversation.listener = lambda heard, first=first: (  # type: ignore[misc]
            first.append(time.perf_counter()) if isinstance(heard, Phrase) else None
        )
        began = time.perf_counter()
        conversation.say(SAID[0])
        took = first[0] - began
        again = _last_request(conversation, server, repeat)
        began = time.perf_counter()
        stream = library.chat.completions.create(
            model=server.model, messages=again, stream=True, max_tokens=160, seed=repeat
        )
        for chunk in stream:
            if chunk.choices and "." in (chunk.choices[0].delta.content or ""):
                break
        alone = time.perf_counter() - began
        stream.close()
        if repeat >= 3:  # both are warm by then
            ours.append(1000 * took)
            bare.append(1000 * alone)
    print(
        f"first sentence, {REPEATS} turns: bare library {statistics.median(bare):.1f} ms,"
        f" Gehoord {statistics.median(ours):.1f} ms,"
        f" more {statistics.median(ours) - statistics.median(bare):.1f} ms (at most 30)"
    )


def _last_request(conversation: Conversation, server: ModelServer, seed: int) -> list:  # type: ignore[type-arg]
    """The messages of the turn that was just said, for asking the same of the bare library."""
    from simulator.citizen.actor import Scene, ScriptedActor
    from simulator.citizen.direction import direct
    from simulator.citizen.move import Move, Step
    from simulator.conversation.fold import utterances

    path = [e for e in conversation.path if e.kind != "citizen_said" or e is conversation.path[1]]
    scene = Scene(conversation.scenario, conversation.state, utterances(path), seed)
    move = Move((Step("reaction", "x", (GOOD,)),), conversation.state.phase)
    written = list(ScriptedActor().speak(move, scene))
    return [dict(message) for message in direct(move, written, scene).messages]


# -- many at once --------------------------------------------------------------------------------


def _many_at_once() -> None:
    scenario = find_scenario("weer-een-ander")
    with scripted_server(_slowly) as server:
        client = Client(ModelServer(server.url, "m", patience=PATIENCE))
        sizes, lost = [], 0
        for _round in range(ROUNDS):
            with ThreadPoolExecutor(AT_ONCE) as pool:
                ends = pool.map(lambda seed: _play(scenario, client, seed), range(AT_ONCE))
                lost += sum(not whole for whole in ends)
            server.asked.clear()
            sizes.append(_resident())
        print(
            f"{AT_ONCE} conversations at once, {ROUNDS} rounds: {lost} incomplete, memory after"
            f" each round {', '.join(f'{size:.0f}' for size in sizes)} MB;"
            f" threads {threading.active_count()}"
        )


def _play(scenario: Scenario, client: Client, seed: int) -> bool:
    """Plays a conversation to its end; whether every turn got its answer."""
    conversation = Conversation.open(
        scenario, {}, lambda event: None, seed=seed, actor=LLMActor(client)
    )
    trainee = Player(rules_of("good", scenario), random.Random(seed))
    while not conversation.ended:
        trainee.take_turn(conversation)
    kinds = [e.kind for e in conversation.path if e.kind in ("trainee_said", "citizen_said")]
    unanswered = sum(one == two == "trainee_said" for one, two in pairwise(kinds))
    return not unanswered and kinds[-1] == "citizen_said"


def _slowly(exchange: Exchange) -> None:
    exchange.begin()
    for word in GOOD.split(" "):
        exchange.chunk({"content": word + " "})
        time.sleep(0.01)
    exchange.chunk({}, "stop")


def _resident() -> float:
    """Megabytes in memory now; elsewhere than on Linux the most there ever were."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


# -- faults --------------------------------------------------------------------------------------


def _faults() -> None:
    """Whole sessions on disk with every server that fails; killed off and gone on with."""
    scenario = find_scenario("weer-een-ander")
    lost, tracebacks, late, slowest = 0, 0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder, _quiet() as errors:
        store = SessionStore(Path(folder))
        for reply in [*FAULTS.values(), None]:
            with _fault(reply) as url, _configured(url):
                practice = Practice.start(scenario, store, seed=1, actor="llm")
                for said in SAID:
                    began = time.perf_counter()
                    try:
                        practice.conversation.say(said)
                    except Exception:  # that is what is counted here
                        tracebacks += 1
                    took = time.perf_counter() - began
                    slowest = max(slowest, took)
                    late += took > SHORT_PATIENCE + 0.5
                practice.close()
                again = Practice.resume(practice.journal.id, store)
                kept = [e.data["text"] for e in again.conversation.path if e.kind == "trainee_said"]
                lost += kept != SAID
                again.close()
        tracebacks += errors.getvalue().count("Traceback")
    print(
        f"{len(FAULTS) + 1} faults of {len(SAID)} turns: {lost} sessions lost, {tracebacks}"
        f" tracebacks, {late} turns later than the deadline of {SHORT_PATIENCE} s"
        f" (slowest {slowest:.2f} s)"
    )


@contextmanager
def _quiet() -> Iterator[io.StringIO]:
    errors = io.StringIO()
    with redirect_stderr(errors):
        yield errors


@contextmanager
def _fault(reply: Callable[[Exchange], None] | None) -> Iterator[str]:
    """The address of a server that fails so; None for one that is not there."""
    with scripted_server(reply or FAULTS["500"]) as server:
        url = server.url
        if reply is not None:
            yield url
    if reply is None:
        yield url


@contextmanager
def _configured(url: str) -> Iterator[None]:
    import os

    names = {
        "GEHOORD_LLM_URL": url,
        "GEHOORD_LLM_MODEL": "m",
        "GEHOORD_LLM_PATIENCE": str(SHORT_PATIENCE),
    }
    os.environ.update(names)
    settings.cache_clear()
    try:
        yield
    finally:
        for name in names:
            del os.environ[name]
        settings.cache_clear()


# -- secrets -------------------------------------------------------------------------------------


def _secrets() -> None:
    """Every request of a thousand simulated turns, held against what was locked at that moment."""
    requests, betrayed, turns = 0, 0, 0
    with scripted_server(lambda exchange: exchange.say(GOOD)) as server:
        client = Client(ModelServer(server.url, "m"))
        seed = 0
        while turns < TURNS:
            for name in ("weer-een-ander", "bril-vergeten"):
                scenario = find_scenario(name)
                for player in player_names(scenario):
                    played, asked, told = _watch(scenario, player, client, server, seed)
                    turns, requests, betrayed = turns + played, requests + asked, betrayed + told
            seed += 1
    print(f"{turns} simulated turns, {requests} requests recorded: {betrayed} with a locked fact")


def _watch(
    scenario: Scenario, player: str, client: Client, server: ScriptedServer, seed: int
) -> tuple[int, int, int]:
    """Turns, requests, and requests in which a locked fact stands that the trainee did not name."""
    server.asked.clear()
    conversation = Conversation.open(
        scenario, {}, lambda event: None, seed=seed, actor=LLMActor(client)
    )
    trainee = Player(rules_of(player, scenario), random.Random(seed))
    checked = betrayed = 0
    while not conversation.ended and conversation.state.turn < 40:
        trainee.take_turn(conversation)
        locked = locked_facts(scenario, conversation.state)
        said = _said(conversation)
        for body in server.asked[checked:]:
            texts: Sequence[str] = [message["content"] for message in body["messages"]]
            found = set().union(*(betrayed_facts(text, scenario) for text in texts))
            betrayed += bool((found & locked) - betrayed_facts(said, scenario))
        checked = len(server.asked)
    return conversation.state.turn, checked, betrayed


def _said(conversation: Conversation) -> str:
    return " ".join(e.data["text"] for e in conversation.path if e.kind == "trainee_said")


if __name__ == "__main__":
    main()
