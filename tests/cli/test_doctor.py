"""`gehoord doctor` says what works, what does not, and stops asking where nothing can go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.settings import settings
from tests.servers.scripted import (
    FAULTS,
    GOOD,
    Exchange,
    Reply,
    ScriptedServer,
    saying,
    scripted_server,
)

Output = pytest.CaptureFixture[str]
ALWAYS = ["python", "terminal", "settings", "sessions", "scenarios"]


def configure(
    monkeypatch: pytest.MonkeyPatch, url: str, model: str = "m", whose: str = "LLM"
) -> None:
    monkeypatch.setenv(f"GEHOORD_{whose}_URL", url)
    monkeypatch.setenv(f"GEHOORD_{whose}_MODEL", model)
    settings.cache_clear()


def shaped(exchange: Exchange) -> None:
    """Speaks well, and keeps to a shape."""
    exchange.say('{"kleur": "geel"}' if "response_format" in exchange.body else GOOD)


def without_schema(answer: Reply) -> Reply:
    """Answers so where a shape is asked for; does what it is told in words."""

    def reply(exchange: Exchange) -> None:
        if "response_format" in exchange.body:
            answer(exchange)
        else:
            exchange.say(GOOD if exchange.body.get("stream") else '{"kleur": "geel"}')

    return reply


def examined(capsys: Output, code: int = 0) -> dict[str, tuple[str, str]]:
    """What the doctor found: how it is and in which words."""
    assert main(["doctor", "--json"]) == code
    found = json.loads(capsys.readouterr().out)
    return {each["what"]: (each["outcome"], each["sentence"]) for each in found}


def gone() -> str:
    """The address of a server that has stopped."""
    with scripted_server(shaped) as server:
        return server.url


def test_without_a_server_all_is_well_and_nothing_is_sent(capsys: Output) -> None:
    assert main(["doctor"]) == 0
    shown = capsys.readouterr().out.splitlines()
    [model] = [line for line in shown if "taalmodel" in line]
    assert model.startswith("✓ taalmodel: ")
    assert "niets verstuurd" in model
    assert not any(line.startswith("✗") for line in shown)


def test_every_finding_is_one_line_with_its_name_and_sign(capsys: Output) -> None:
    main(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    names = [line.split(" ", 1)[1].split(":")[0] for line in lines]
    assert names == [
        *("Python", "terminal", "instellingen", "sessies", "scenario's", "taalmodel", "stem")
    ]
    assert all(line[:2] in ("✓ ", "! ", "✗ ") for line in lines)


def test_as_json_every_finding_has_the_same_shape(capsys: Output) -> None:
    assert main(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["what"] for each in found] == [*ALWAYS, "model", "voice"]
    for each in found:
        assert list(each) == ["what", "outcome", "sentence"]
        assert each["outcome"] in ("good", "doubtful", "wrong")
        assert each["sentence"]


def test_of_a_good_server_everything_works(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    with scripted_server(shaped) as server:
        configure(monkeypatch, server.url)
        found = examined(capsys)
        assert len(server.asked) == 2
    for what in ("model", "server", "speech", "schema"):
        assert found[what][0] == "good"
    assert server.url.split("/")[2] in found["model"][1]
    assert "judge" not in found


def test_what_is_sent_holds_nothing_of_anybody(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("GEHOORD_NAME", "Samira")
    with scripted_server(shaped) as server:
        configure(monkeypatch, server.url)
        examined(capsys)
        sent = json.dumps(server.asked)
    assert "Samira" not in sent
    assert str(settings().sessions_folder) not in sent


def test_of_a_server_that_is_gone_it_says_so_and_tries_no_further(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    configure(monkeypatch, gone())
    found = examined(capsys, code=1)
    assert found["server"] == ("wrong", "De server met het taalmodel is niet te bereiken.")
    assert list(found) == [*ALWAYS, "model", "server", "voice"]
    assert main(["doctor"]) == 1
    heard = capsys.readouterr()
    assert "✗ server: De server met het taalmodel is niet te bereiken.\n" in heard.out
    assert "Traceback" not in heard.out + heard.err


def test_after_a_refused_key_nothing_more_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("GEHOORD_LLM_KEY", "sk-geheim")
    with scripted_server(FAULTS["401"]) as server:
        configure(monkeypatch, server.url)
        found = examined(capsys, code=1)
        assert len(server.asked) == 1
    assert found["speech"] == ("wrong", "De server met het taalmodel weigert de sleutel.")
    assert "schema" not in found
    assert "geheim" not in str(found)


def test_a_model_that_the_server_does_not_name_is_doubtful(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    with scripted_server(shaped) as server:
        configure(monkeypatch, server.url, "zaal-7b")
        outcome, sentence = examined(capsys)["server"]
    assert outcome == "doubtful"
    assert "'zaal-7b' niet, wel: m." in sentence


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(FAULTS["400"], id="refused"),
        pytest.param(FAULTS["500"], id="broken"),
        pytest.param(saying("geen idee"), id="ignored"),
        pytest.param(saying('{"kleur": "paars"}'), id="of another shape"),
    ],
)
def test_a_server_that_keeps_to_no_schema_is_doubtful(
    answer: Reply, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    with scripted_server(without_schema(answer)) as server:
        configure(monkeypatch, server.url)
        found = examined(capsys)
    assert found["speech"][0] == "good"
    assert found["schema"][0] == "doubtful"
    assert found["schema"][1].endswith(".")


def test_a_model_that_can_only_talk_is_doubtful(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    with scripted_server(saying(GOOD)) as server:
        configure(monkeypatch, server.url)
        found = examined(capsys)
    assert found["schema"][0] == "doubtful"
    assert "lukken niet" in found["schema"][1]


def test_a_server_that_sends_everything_at_once_is_doubtful(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def at_once(exchange: Exchange) -> None:
        if not exchange.body.get("stream"):
            return shaped(exchange)
        exchange.begin()
        exchange.chunk({"content": GOOD})
        return exchange.chunk({}, "stop")

    with scripted_server(at_once) as server:
        configure(monkeypatch, server.url)
        outcome, sentence = examined(capsys)["speech"]
    assert outcome == "doubtful"
    assert "in één keer" in sentence


def test_another_judge_is_examined_too(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    with scripted_server(shaped) as voice, scripted_server(shaped) as judge:
        configure(monkeypatch, voice.url)
        configure(monkeypatch, judge.url, whose="JUDGE")
        found = examined(capsys)
        assert _asked(voice, judge) == (2, 2)
    assert found["judge"][0] == "good"
    assert judge.url.split("/")[2] in found["judge"][1]


def _asked(*servers: ScriptedServer) -> tuple[int, ...]:
    return tuple(len(server.asked) for server in servers)


def test_a_judge_that_is_gone_is_wrong(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    with scripted_server(shaped) as voice:
        configure(monkeypatch, voice.url)
        configure(monkeypatch, gone(), whose="JUDGE")
        found = examined(capsys, code=1)
    assert found["server"][0] == "wrong"
    assert found["schema"][0] == "good"


def test_a_sessions_folder_that_cannot_be_written_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: Output, tmp_path: Path
) -> None:
    file = tmp_path / "bestand"
    file.touch()
    monkeypatch.setenv("GEHOORD_SESSIONS", str(file / "sessies"))
    settings.cache_clear()
    found = examined(capsys, code=1)
    assert found["sessions"][0] == "wrong"
    assert str(file) in found["sessions"][1]
    assert found["sessions"][1].endswith(".")
    assert found["model"][0] == "good"


def test_trying_the_sessions_folder_leaves_nothing_in_it(capsys: Output) -> None:
    assert examined(capsys)["sessions"][0] == "good"
    assert list(settings().sessions_folder.iterdir()) == []


def test_a_scenario_that_cannot_be_read_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: Output, tmp_path: Path
) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "kapot.yaml").write_text("format: 1\n", encoding="utf-8")
    monkeypatch.setenv("GEHOORD_SCENARIOS", str(folder))
    settings.cache_clear()
    outcome, sentence = examined(capsys, code=1)["scenarios"]
    assert outcome == "wrong"
    assert "kapot.yaml" in sentence
    assert "\n" not in sentence


def test_a_wrong_setting_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("GEHOORD_LLM_MODEL", "m")
    settings.cache_clear()
    assert main(["doctor"]) == 1
    heard = capsys.readouterr()
    assert heard.err == ("Bij GEHOORD_LLM_MODEL hoort ook 'llm_url': het adres van de server.\n")


def test_a_password_in_an_address_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    configure(monkeypatch, "http://samira:geheim@localhost/v1")
    assert main(["doctor"]) != 0
    told = capsys.readouterr()
    assert "zonder wachtwoord" in told.err
    assert "geheim" not in told.err + told.out
