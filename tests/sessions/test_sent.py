"""What was sent to a language model can be read back by its owner, and goes with the session."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.cli import main
from simulator.llm import Received, Sent
from simulator.scenarios import find_scenario, load_scenario
from simulator.sessions import JournalError, SessionStore, UnknownSession
from simulator.sessions.practice import Practice
from simulator.sessions.sent import SentLog, read_sent
from simulator.settings import settings
from tests.servers.scripted import FAULTS, GOOD, ScriptedServer, saying, scripted_server

Output = pytest.CaptureFixture[str]

SCENARIO = load_scenario(Path(__file__).parents[1] / "data" / "loket.yaml")
HEARD = "Dat had niet mogen gebeuren, u wacht al veel te lang op antwoord."
PRIVATE = "Mijn nummer is 111222333. Wat is er gebeurd?"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    """A server that always answers well, and that is configured."""
    with scripted_server(saying(GOOD)) as running:
        configure(monkeypatch, running)
        yield running


def configure(monkeypatch: pytest.MonkeyPatch, server: ScriptedServer) -> None:
    monkeypatch.setenv("GEHOORD_LLM_URL", server.url)
    monkeypatch.setenv("GEHOORD_LLM_MODEL", "m")
    settings.cache_clear()


def here() -> SessionStore:
    return SessionStore(settings().sessions_folder)


def practise(*turns: str, actor: str = "llm") -> str:
    """Keeps a conversation and gives its id."""
    practice = Practice.start(SCENARIO, here(), seed=1, actor=actor)
    for turn in turns:
        practice.conversation.say(turn)
    practice.close()
    return practice.journal.id


def log_of(session: str) -> Path:
    return settings().sessions_folder / f"{session}.sent"


def a_request(id: str, text: str = "Goedemorgen") -> Sent:
    at = "2026-11-25T13:00:00.000+01:00"
    messages = [{"role": "user", "content": text}]
    return Sent(id, at, "citizen", "http://x/v1", "m", "citizen 1", messages)


def a_reply(id: str, text: str = GOOD) -> Received:
    return Received(id, text, None, 0.5, 7, 5)


# -- a conversation ------------------------------------------------------------------------------


def test_what_was_sent_is_read_back_with_what_came_of_it(server: ScriptedServer) -> None:
    [exchange] = here().sent(practise(HEARD))
    assert exchange["messages"] == server.asked[0]["messages"]
    assert exchange["reply"].strip() == GOOD
    assert exchange["reason"] is None
    assert (exchange["server"], exchange["model"]) == (server.url, "m")
    assert exchange["purpose"] == "citizen"
    assert "citizen 1" in exchange["prompt"]


def test_every_request_is_kept_in_the_order_in_which_it_was_sent(server: ScriptedServer) -> None:
    session = practise(HEARD, "Wat is er gebeurd?")
    kept = [exchange["messages"] for exchange in here().sent(session)]
    assert len(kept) >= 2
    assert kept == [asked["messages"] for asked in server.asked]


def test_what_is_kept_is_what_left_the_machine_without_personal_data(
    server: ScriptedServer,
) -> None:
    session = practise(PRIVATE)
    assert "111222333" not in json.dumps(server.asked)
    assert "111222333" not in log_of(session).read_text(encoding="utf-8")
    assert "[BSN]" in log_of(session).read_text(encoding="utf-8")


def test_a_request_that_failed_is_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted_server(FAULTS["401"]) as refusing:
        configure(monkeypatch, refusing)
        [exchange] = here().sent(practise(HEARD))
    assert HEARD in json.dumps(exchange["messages"], ensure_ascii=False)
    assert (exchange["reply"], exchange["reason"]) == ("", "key")


def test_what_cannot_be_kept_is_not_sent_and_the_conversation_goes_on(
    server: ScriptedServer,
) -> None:
    practice = Practice.start(SCENARIO, here(), seed=1, actor="llm")
    log_of(practice.journal.id).mkdir()
    reply = practice.conversation.say(HEARD)[-1]
    practice.close()
    assert reply.kind == "citizen_said"
    assert reply.data["words"] == "written"
    assert server.asked == []
    with pytest.raises(JournalError, match="verstuurd"):
        here().sent(practice.journal.id)


def test_without_a_model_nothing_is_sent_or_kept(server: ScriptedServer) -> None:
    session = practise(HEARD, actor="scripted")
    assert server.asked == []
    assert here().sent(session) == []
    assert not log_of(session).exists()


def test_going_on_with_a_session_adds_to_what_was_sent(server: ScriptedServer) -> None:
    session = practise(HEARD)
    practice = Practice.resume(session, here())
    practice.conversation.say("Wat is er gebeurd?")
    practice.close()
    kept = [exchange["messages"] for exchange in here().sent(session)]
    assert len(kept) >= 2
    assert kept == [asked["messages"] for asked in server.asked]


def test_what_was_sent_is_erased_with_its_session(server: ScriptedServer) -> None:
    session, other = practise(HEARD), practise(HEARD)
    assert log_of(session).exists()
    here().erase(session)
    assert not log_of(session).exists()
    assert len(here().sent(other)) == 1
    with pytest.raises(UnknownSession):
        here().sent(session)


def test_the_log_is_not_taken_for_a_session(server: ScriptedServer) -> None:
    session = practise(HEARD)
    assert [summary.id for summary in here().list()] == [session]
    assert here().rebuild() == 1


@pytest.mark.parametrize("id", ["20260101-000000-abcdef", "", "../geheim", "x/y"])
def test_an_unknown_session_is_refused(id: str, tmp_path: Path) -> None:
    (tmp_path / "geheim.sent").write_text("{}", encoding="utf-8")
    with pytest.raises(UnknownSession):
        here().sent(id)


@pytest.mark.skipif(os.name != "posix", reason="only POSIX knows these rights")
def test_only_the_owner_can_read_what_was_sent(server: ScriptedServer) -> None:
    assert stat.S_IMODE(log_of(practise(HEARD)).stat().st_mode) == 0o600


# -- the file ------------------------------------------------------------------------------------


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.jsonl"


def test_there_is_no_file_before_something_is_sent(journal: Path) -> None:
    log = SentLog(journal)
    assert not log.path.exists()
    assert read_sent(journal) == []
    log.append(a_request("a"))
    assert [exchange["id"] for exchange in read_sent(journal)] == ["a"]


def test_a_request_without_a_reply_is_there(journal: Path) -> None:
    log = SentLog(journal)
    log.append(a_request("a"))
    log.append(a_request("b"))
    log.append(a_reply("b"))
    first, second = read_sent(journal)
    assert "reply" not in first
    assert second["reply"] == GOOD


def test_a_reply_to_nothing_is_left_out(journal: Path) -> None:
    log = SentLog(journal)
    log.append(a_reply("a"))
    log.append(a_request("b"))
    assert [exchange["id"] for exchange in read_sent(journal)] == ["b"]


@pytest.mark.parametrize("cut", [1, 2, 20, 100])
def test_a_torn_line_is_left_out(journal: Path, cut: int) -> None:
    log = SentLog(journal)
    for id in ("a", "b"):
        log.append(a_request(id))
    log.path.write_bytes(log.path.read_bytes()[: -cut - 1])
    assert [exchange["id"] for exchange in read_sent(journal)] == ["a"]


def test_a_letter_that_was_cut_in_two_is_left_out_with_its_line(journal: Path) -> None:
    log = SentLog(journal)
    log.append(a_request("a"))
    log.append(a_reply("a", "één"))
    whole = log.path.read_bytes()
    log.path.write_bytes(whole[: whole.rindex("é".encode()) + 1])
    [exchange] = read_sent(journal)
    assert "reply" not in exchange


@pytest.mark.parametrize("line", ["", "null", "3", "[]", '"id"', "{}", '{"id": []}', "{" * 5000])
def test_a_line_that_is_no_exchange_is_left_out(journal: Path, line: str) -> None:
    log = SentLog(journal)
    log.append(a_request("a"))
    with log.path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    log.append(a_request("b"))
    assert [exchange["id"] for exchange in read_sent(journal)] == ["a", "b"]


def test_what_is_sent_after_a_torn_line_is_not_lost(journal: Path) -> None:
    log = SentLog(journal)
    log.append(a_request("a"))
    log.append(a_reply("a"))
    log.path.write_bytes(log.path.read_bytes()[:-20])
    SentLog(journal).append(a_request("b"))
    assert [exchange["id"] for exchange in read_sent(journal)] == ["a", "b"]


def test_conversations_at_once_do_not_mix_their_lines(journal: Path) -> None:
    log = SentLog(journal)
    ids = [str(n) for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda id: log.append(a_request(id, "a" * 20_000)), ids))
    assert sorted(exchange["id"] for exchange in read_sent(journal)) == sorted(ids)


SPLITTING = "\x85\u2028\u2029"
"""What some take for the end of a line."""


TEXT = st.text(st.characters(codec="utf-8", exclude_characters=SPLITTING))


@given(TEXT, TEXT)
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, reply: str
) -> None:
    journal = tmp_path_factory.mktemp("sent") / "gesprek.jsonl"
    log = SentLog(journal)
    log.append(a_request("a", text))
    log.append(a_reply("a", reply))
    [exchange] = read_sent(journal)
    assert (exchange["messages"][0]["content"], exchange["reply"]) == (text, reply)


@pytest.mark.parametrize("splitting", SPLITTING)
def test_what_some_take_for_a_new_line_loses_nothing(journal: Path, splitting: str) -> None:
    log = SentLog(journal)
    log.append(a_request("a", f"Goede{splitting}morgen"))
    log.append(a_reply("a", f"Nou{splitting}dan."))
    [exchange] = read_sent(journal)
    assert exchange["messages"][0]["content"] == f"Goede{splitting}morgen"
    assert exchange["reply"] == f"Nou{splitting}dan."


# -- on the command line -------------------------------------------------------------------------


def test_the_command_shows_everything_that_left_the_machine(
    server: ScriptedServer, capsys: Output
) -> None:
    session = practise(HEARD)
    assert main(["sessions", "--sent", session]) == 0
    shown = capsys.readouterr().out
    assert server.url in shown
    assert "model m" in shown
    for message in server.asked[0]["messages"]:
        for line in message["content"].splitlines():
            assert f"  {message['role']}: {line}\n" in shown
    assert f"antwoord: {GOOD}" in shown


def test_the_command_gives_it_as_json(server: ScriptedServer, capsys: Output) -> None:
    session = practise(HEARD)
    assert main(["sessions", "--sent", session, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == list(here().sent(session))


def test_the_command_says_why_there_was_no_reply(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    with scripted_server(FAULTS["401"]) as refusing:
        configure(monkeypatch, refusing)
        session = practise(HEARD)
    assert main(["sessions", "--sent", session]) == 0
    assert "antwoord: key" in capsys.readouterr().out


def test_of_a_session_without_a_model_it_says_that_nothing_was_sent(capsys: Output) -> None:
    session = practise(HEARD, actor="scripted")
    assert main(["sessions", "--sent", session]) == 0
    assert capsys.readouterr().out == "In dit gesprek is niets naar een taalmodel verstuurd.\n"
    assert main(["sessions", "--sent", session, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_command_does_not_know_every_session(capsys: Output) -> None:
    assert main(["sessions", "--sent", "nergens"]) == 2
    heard = capsys.readouterr()
    assert heard.out == ""
    assert heard.err.startswith("Ik ken geen sessie 'nergens'.")


def test_a_reply_cannot_command_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    with scripted_server(saying("\x1b]0;gekaapt\x07 \x1b[2J \x9b31m Nou.")) as hostile:
        configure(monkeypatch, hostile)
        session = practise(HEARD)
    assert main(["sessions", "--sent", session]) == 0
    shown = capsys.readouterr().out
    assert "Nou." in shown
    assert not any(sign in shown for sign in "\x1b\x07\x9b")


def test_a_session_goes_on_with_its_own_model_or_in_the_written_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = SessionStore(tmp_path / "kept")
    with scripted_server(saying(GOOD)) as server:
        for name, value in (("URL", server.url), ("MODEL", "een")):
            monkeypatch.setenv(f"GEHOORD_LLM_{name}", value)
        settings.cache_clear()
        practice = Practice.start(find_scenario("weer-een-ander"), store, seed=1, actor="llm")
        practice.close()
        models = []
        for model in ("een", "ander"):
            monkeypatch.setenv("GEHOORD_LLM_MODEL", model)
            settings.cache_clear()
            again = Practice.resume(practice.journal.id, store)
            models.append(again.conversation.model)
            again.close()
    assert models == ["een", None]
