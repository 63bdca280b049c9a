"""The client against servers that work, and that fail in every way that is known."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from simulator.llm import Client, LLMError, Received, Request, Sent, cost
from simulator.llm.thinking import WithoutThinking
from simulator.settings import ModelServer
from tests.servers.scripted import (
    FAULTS,
    GOOD,
    Exchange,
    Reply,
    ScriptedServer,
    saying,
    scripted_server,
)

Asking = Callable[[str], Request]

UNHEARD = {"role leak", "markdown", "out of role", "english"}
"""What only the guard can see: as replies these are sound."""


class Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid")

    why: str = Field(max_length=80)
    level: Literal[1, 2, 3, 4]


def client(server: ScriptedServer | ModelServer, model: str = "m") -> Client:
    """One that knows nothing of the server yet."""
    return Client(server if isinstance(server, ModelServer) else ModelServer(server.url, model))


def heard(client: Client, request: Request, seconds: float = 5.0) -> str:
    with client.stream(request, until=time.monotonic() + seconds) as reply:
        return "".join(reply).strip()


# -- a real server -------------------------------------------------------------------------------


def test_a_real_server_streams_word_by_word(real: ModelServer, asking: Asking) -> None:
    with client(real).stream(asking("Goedemorgen"), until=time.monotonic() + 20) as reply:
        pieces = list(reply)
    assert len(pieces) > 2
    assert "".join(pieces).strip().endswith(".")


def test_a_real_server_keeps_to_a_shape(real: ModelServer, asking: Asking) -> None:
    asked = client(real)
    for _ in range(5):
        verdict = asked.ask(asking("Hoe goed?"), Verdict, seconds=20)
        assert verdict.level in (1, 2, 3, 4)
    assert asked.takes_schema


def test_a_real_server_goes_on_after_somebody_left(real: ModelServer, asking: Asking) -> None:
    asked = client(real)
    with asked.stream(asking("Vertel eens"), until=time.monotonic() + 20) as reply:
        next(iter(reply))
    assert heard(asked, asking("Goedemorgen"), 20)
    assert asked.usage.requests == 2


def test_a_real_server_refuses_a_wrong_key(real: ModelServer, asking: Asking) -> None:
    wrong = ModelServer(real.url, real.model, "sk-wrong")
    with pytest.raises(LLMError) as refused:
        heard(client(wrong), asking("Goedemorgen"), 20)
    assert refused.value.reason == "key"


def test_a_real_server_counts_tokens_and_names_its_models(
    real: ModelServer, asking: Asking
) -> None:
    asked = client(real)
    heard(asked, asking("Goedemorgen"), 20)
    assert asked.usage.tokens_in > 0
    assert asked.usage.tokens_out > 0
    assert not asked.usage.estimated
    assert cost(asked.usage.tokens_in, 0, 1_000_000, 0) == asked.usage.tokens_in
    assert asked.models(seconds=20) == [real.model]


# -- servers that fail ---------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in UNHEARD])
def test_whatever_a_server_does_it_becomes_one_sentence_in_time(fault: str, asking: Asking) -> None:
    with scripted_server(FAULTS[fault]) as server:
        began = time.monotonic()
        with pytest.raises(LLMError) as failed:
            heard(client(server), asking("Goedemorgen"), 0.6)
    assert time.monotonic() - began < 8
    assert str(failed.value).endswith(".")
    assert "Traceback" not in str(failed.value)


def test_a_server_that_is_not_there(asking: Asking) -> None:
    with scripted_server(saying(GOOD)) as server:
        gone = client(server)
    with pytest.raises(LLMError) as failed:
        heard(gone, asking("Goedemorgen"), 0.6)
    assert failed.value.reason in ("unreachable", "too_slow")


def test_a_server_that_is_busy_for_a_moment_is_asked_again(asking: Asking) -> None:
    replies = iter([FAULTS["500"], FAULTS["500"], saying(GOOD)])
    with scripted_server(lambda exchange: next(replies)(exchange)) as server:
        assert heard(client(server), asking("Goedemorgen")) == GOOD
        assert len(server.asked) == 3


def test_nobody_waits_for_a_server_that_asks_for_a_minute(asking: Asking) -> None:
    with scripted_server(FAULTS["429 retry after"]) as server:
        began = time.monotonic()
        with pytest.raises(LLMError) as failed:
            heard(client(server), asking("Goedemorgen"), 20)
        assert time.monotonic() - began < 12
        assert failed.value.reason == "busy"
        assert len(server.asked) == 1


def test_what_a_server_does_not_take_is_left_out_and_remembered(asking: Asking) -> None:
    def modern(exchange: Exchange) -> None:
        if "max_tokens" in exchange.body or "temperature" in exchange.body:
            FAULTS["400"](exchange)
        else:
            exchange.say(GOOD)

    with scripted_server(modern) as server:
        asked = client(server)
        assert heard(asked, asking("een")) == GOOD
        assert heard(asked, asking("twee")) == GOOD
        assert len(server.asked) == 3
        assert server.asked[-1]["max_completion_tokens"] == 60


def test_what_was_said_before_a_stream_is_cut_is_heard(asking: Asking) -> None:
    def cut(exchange: Exchange) -> None:
        exchange.say("Dat hoor ik niet vaak.", finish=None)

    with scripted_server(cut) as server:
        pieces: list[str] = []
        with pytest.raises(LLMError) as failed:
            with client(server).stream(asking("?"), until=time.monotonic() + 5) as reply:
                pieces.extend(reply)
    assert "".join(pieces).strip() == "Dat hoor ik niet vaak."
    assert failed.value.reason == "cut_off"


def test_leaving_closes_the_connection(asking: Asking) -> None:
    with scripted_server(FAULTS["slow drip"]) as server:
        with client(server).stream(asking("?"), until=time.monotonic() + 20) as reply:
            next(iter(reply))
        assert server.left.wait(5)


def test_who_leaves_from_another_thread_is_let_go_at_once(asking: Asking) -> None:
    from threading import Timer

    with scripted_server(FAULTS["stall"]) as server:
        reply = client(server).stream(asking("?"), until=time.monotonic() + 20)
        Timer(0.1, reply.leave).start()
        began = time.monotonic()
        with pytest.raises(LLMError) as failed:
            list(reply)
        assert time.monotonic() - began < 8
    assert failed.value.reason == "left"


# -- shapes --------------------------------------------------------------------------------------

ANSWER = '{"why": "hij vroeg door", "level": 3}'


@pytest.mark.parametrize(
    "text",
    [
        ANSWER,
        f"```json\n{ANSWER}\n```",
        f"Hier is het: {ANSWER} Succes!",
        f"<think>hm</think>{ANSWER}",
    ],
)
def test_a_shape_is_found_in_what_was_said(text: str, asking: Asking) -> None:
    with scripted_server(saying(text)) as server:
        assert client(server).ask(asking("?"), Verdict, seconds=5).level == 3


def no_schema(status: Reply) -> Reply:
    def reply(exchange: Exchange) -> None:
        if "response_format" in exchange.body:
            status(exchange)
        else:
            exchange.say(ANSWER)

    return reply


@pytest.mark.parametrize("status", [FAULTS["400"], FAULTS["500"], saying("gewoon een zin")])
def test_a_server_without_schemas_is_told_in_words(status: Reply, asking: Asking) -> None:
    with scripted_server(no_schema(status)) as server:
        assert client(server).ask(asking("?"), Verdict, seconds=10).level == 3
        assert "schema" in server.asked[-1]["messages"][-1]["content"]


def test_a_server_that_refuses_schemas_is_not_asked_for_one_again(asking: Asking) -> None:
    with scripted_server(no_schema(FAULTS["400"])) as server:
        asked = client(server)
        asked.ask(asking("?"), Verdict, seconds=5)
        before = len(server.asked)
        asked.ask(asking("?"), Verdict, seconds=5)
        assert len(server.asked) == before + 1


@pytest.mark.parametrize(
    "text", ["{}", '{"why": "x", "level": 9}', "geen idee", "{" * 5000, "[1, 2]", '{"level": 3']
)
def test_what_is_not_of_the_shape_is_no_answer(text: str, asking: Asking) -> None:
    with scripted_server(saying(text)) as server:
        with pytest.raises(LLMError) as failed:
            client(server).ask(asking("?"), Verdict, seconds=5)
    assert failed.value.reason == "unreadable"


# -- what leaves the machine ---------------------------------------------------------------------


def test_personal_data_is_masked_whoever_made_the_request() -> None:
    said = "Mijn BSN is 111222333 en ik mail vanaf jan@voorbeeld.nl, geboren 18 maart 1982."
    request = Request(
        [{"role": "user", "content": said}], "citizen", 20, fictional=["18 maart 1982"]
    )
    with scripted_server(saying(GOOD)) as server:
        heard(client(server), request)
    sent = server.asked[0]["messages"][0]["content"]
    assert "111222333" not in sent
    assert "jan@voorbeeld.nl" not in sent
    assert "18 maart 1982" in sent


def test_what_is_sent_is_told_before_it_leaves(asking: Asking) -> None:
    told: list[Any] = []
    seen: list[int] = []

    def reply(exchange: Exchange) -> None:
        seen.append(len(told))
        exchange.say(GOOD)

    with scripted_server(reply) as server:
        asked = client(server)
        with asked.stream(
            asking("Goedemorgen"), until=time.monotonic() + 5, sink=told.append
        ) as pieces:
            list(pieces)
    assert seen == [1]
    assert [type(each) for each in told] == [Sent, Received]
    assert told[0].messages[0]["content"] == "Goedemorgen"
    assert told[1].reply.strip() == GOOD
    assert told[0].id == told[1].id


def test_what_cannot_be_kept_is_not_sent(asking: Asking) -> None:
    def full(what: Sent | Received) -> None:
        raise OSError("de schijf is vol")

    with scripted_server(saying(GOOD)) as server:
        with pytest.raises(LLMError):
            with client(server).stream(
                asking("?"), until=time.monotonic() + 5, sink=full
            ) as pieces:
                list(pieces)
        assert server.asked == []


def test_the_library_for_servers_is_not_loaded_before_something_is_asked() -> None:
    code = (
        "import sys, simulator.llm, simulator.citizen.llm_actor, simulator.sessions.practice;"
        "assert 'openai' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_thinking_is_taken_out_wherever_the_pieces_end(cut: int) -> None:
    text = "Nou. <think>wat zal ik zeggen?</think> Zegt u het maar < dan."
    without = WithoutThinking()
    said = without.feed(text[:cut]) + without.feed(text[cut:]) + without.rest()
    assert said == "Nou.  Zegt u het maar < dan."


# -- servers with manners of their own -----------------------------------------------------------

IN_A_CONVERSATION = Request(
    [
        {"role": "system", "content": "Je bent Joke."},
        {"role": "user", "content": "Goedemorgen."},
        {"role": "assistant", "content": "Ja, met Bos."},
        {"role": "user", "content": "Zegt u het maar."},
        {"role": "system", "content": "REGIE: wees kort."},
    ],
    "citizen",
    most_tokens=60,
)


def strict(failing: Reply) -> Reply:
    """A server that takes one system message, and user and assistant in turn after it."""

    def reply(exchange: Exchange) -> None:
        roles = [message["role"] for message in exchange.body["messages"]]
        turns = roles[1:] if roles[0] == "system" else roles
        if turns == ["user", "assistant"] * (len(turns) // 2) + ["user"]:
            exchange.say(GOOD)
        else:
            failing(exchange)

    return reply


@pytest.mark.parametrize("fault", ["400", "500"])
def test_a_server_that_wants_one_system_message_gets_one(fault: str) -> None:
    with scripted_server(strict(FAULTS[fault])) as server:
        asked = client(server)
        assert heard(asked, IN_A_CONVERSATION) == GOOD
        last = server.asked[-1]["messages"]
        assert [message["role"] for message in last] == ["system", "user", "assistant", "user"]
        assert "REGIE: wees kort." in last[-1]["content"]
        before = len(server.asked)
        assert heard(asked, IN_A_CONVERSATION) == GOOD
        assert len(server.asked) == before + 1


@pytest.mark.parametrize(
    "body", ['{"data": null}', "{}", '{"data": [{"id": null}]}', "<html></html>", "[]"]
)
def test_a_list_of_models_may_be_anything(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Exchange, "do_GET", lambda self: self.whole(200, body))
    with scripted_server(saying(GOOD)) as server:
        try:
            assert client(server).models() == []
        except LLMError as error:
            assert error.reason == "unreadable"


def test_all_threads_share_one_loop() -> None:
    code = (
        "import asyncio\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from simulator.llm.background import in_background\n"
        "async def loop(): return id(asyncio.get_running_loop())\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    found = set(pool.map(lambda _: in_background(loop()).result(), range(16)))\n"
        "assert len(found) == 1\n"
    )
    for _ in range(3):
        subprocess.run([sys.executable, "-c", code], check=True)


def test_a_reply_that_never_ends_a_sentence_is_still_over_in_time(asking: Asking) -> None:
    from simulator.citizen.spoken import sentences_of

    with scripted_server(saying("A. " * 1500)) as server:
        began = time.monotonic()
        with client(server).stream(asking("?"), until=began + 2) as reply:
            try:
                list(sentences_of(reply))
            except LLMError as error:
                assert error.reason in ("too_slow", "too_long")
        assert time.monotonic() - began < 10


def test_no_answer_may_be_longer_than_the_settings_say(asking: Asking) -> None:
    with scripted_server(saying(GOOD)) as server:
        asked = Client(ModelServer(server.url, "m", most_tokens=50))
        heard(asked, asking("?"))
    assert server.asked[0]["max_tokens"] == 50
