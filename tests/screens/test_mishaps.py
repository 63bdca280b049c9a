"""When something is in the way: a sentence, nothing lost, and on we go."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.screens.app import GehoordApp, Start, run
from simulator.sessions import SessionStore
from simulator.sessions.journal import Journal
from simulator.settings import settings

if TYPE_CHECKING:
    from tests.screens.conftest import Opened

Disk = Callable[[int | None], None]


@pytest.fixture
def room_for(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Sets how many events the disk still takes; None is as many as you like."""
    left: list[int | None] = [None]
    write = Journal._write

    def on_disk(journal: Journal, line: bytes) -> None:
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        if left[0] is not None:
            left[0] -= 1
        write(journal, line)

    monkeypatch.setattr(Journal, "_write", on_disk)
    return lambda events: left.__setitem__(0, events)


def a_session() -> Path:
    """The file of the latest session."""
    store = SessionStore(settings().sessions_folder)
    return store.folder / f"{store.list()[0].id}.jsonl"


async def test_a_full_disk_keeps_what_was_typed_and_one_can_go_on_afterwards(
    talking: Opened, room_for: Disk
) -> None:
    async with talking() as user:
        room_for(0)
        await user.say("Wat is er gebeurd?")
        assert "de schijf is vol" in user.page
        assert user.written == "Wat is er gebeurd?"
        await user.press("escape")
        assert user.screen == "ConversationScreen"
        room_for(None)
        await user.press("enter")
        assert user.written == ""
        assert "schijf" not in user.page
        assert user.kinds[-4:] == ["trainee_said", "read", "moved", "citizen_said"]


async def test_a_reply_that_the_disk_cut_off_comes_when_there_is_room_again(
    talking: Opened, room_for: Disk
) -> None:
    async with talking() as user:
        room_for(2)
        await user.say("Wat is er gebeurd?")
        assert "Met ↵ probeer ik het nog eens." in user.page
        assert "Wat is er gebeurd?" in user.sees
        assert user.written == ""
        room_for(None)
        await user.press("enter")
        assert user.kinds[-4:] == ["trainee_said", "read", "moved", "citizen_said"]
        assert user.events[-1].data["text"] in user.page


async def test_no_room_to_begin_leaves_the_trainee_at_the_briefing(
    opened: Opened, room_for: Disk
) -> None:
    async with opened(Start("loket")) as user:
        room_for(0)
        await user.press("enter")
        assert user.screen == "BriefingScreen"
        assert "de schijf is vol" in user.told


async def test_feedback_can_be_asked_for_once_more_when_there_is_room_again(
    talking: Opened, room_for: Disk
) -> None:
    async with talking() as user:
        await user.say("Dat had u zelf moeten regelen.")
        room_for(1)
        await user.press("ctrl+x", "enter")
        assert "de schijf is vol" in user.page
        assert "o nog eens proberen" in user.sees
        room_for(None)
        await user.press("o")
        assert "Welk moment zou jij anders doen?" in user.page


async def test_a_scenario_that_is_no_yaml_stands_in_the_library_with_the_reason(
    opened: Opened, small_library: Path
) -> None:
    (small_library / "a-stuk.yaml").write_text("title: [oeps\n", encoding="utf-8")
    async with opened() as user:
        assert "Onbruikbaar a-stuk" in user.sees
        await user.press("end")
        assert "De opmaak klopt hier niet." in user.sees
        await user.press("enter")
        assert user.screen == "LibraryScreen"


async def test_a_scenario_with_a_mistake_further_on_is_told_when_it_is_opened(
    opened: Opened, small_library: Path
) -> None:
    text = (small_library / "loket.yaml").read_text(encoding="utf-8")
    (small_library / "fout.yaml").write_text(
        text.replace("id: loket", "id: fout").replace("phase: verhaal", "phase: verhall"),
        encoding="utf-8",
    )
    async with opened(Start(str(small_library / "fout.yaml"))) as user:
        assert user.screen == "LibraryScreen"
        assert "verhall" in user.told


async def test_titles_and_briefings_are_shown_as_they_were_written(
    opened: Opened, small_library: Path
) -> None:
    text = (small_library / "loket.yaml").read_text(encoding="utf-8")
    title = "[red]x[/] [@click=app.quit]"
    text = text.replace("De verdwenen brief", f"'{title}'")
    (small_library / "loket.yaml").write_text(
        text.replace("Je werkt bij de gemeente.", "'[/] [bold]de gemeente'"), encoding="utf-8"
    )
    async with opened() as user:
        await user.press("slash", "r", "e", "d", "enter")
        assert title in user.sees
        await user.press("enter")
        assert title in user.sees
        assert "[/] [bold]de gemeente" in user.sees
        await user.press("enter", "escape", "down", "enter")
        await user.press("g")
        assert user.screen == "SessionsScreen"
        assert title in user.sees


async def test_a_damaged_session_is_told_in_a_sentence(talking: Opened) -> None:
    async with talking() as user:
        await user.say("Wat is er gebeurd?")
        await user.press("ctrl+x", "down", "enter")
        file = a_session()
        lines = file.read_bytes().splitlines(keepends=True)
        file.write_bytes(b"".join([*lines[:2], b"{half\n", *lines[3:]]))
        await user.press("g")
        assert "beschadigd" in user.sees
        await user.press("enter")
        assert user.screen == "SessionsScreen"
        assert "regel 3 beschadigd" in user.told


async def test_a_session_that_somebody_wrote_by_hand_does_not_open_and_does_not_crash(
    talking: Opened,
) -> None:
    async with talking() as user:
        await user.say("Wat is er gebeurd?")
        await user.press("ctrl+x", "down", "enter")
        file = a_session()
        events = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        for event in events:
            event["data"].pop("mood", None)
        file.write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
        await user.press("g", "enter")
        assert user.screen == "SessionsScreen"
        assert "Van dit gesprek klopt iets niet" in user.told


async def test_a_session_that_is_open_elsewhere_is_told_in_a_sentence(talking: Opened) -> None:
    async with talking() as user:
        await user.say("Wat is er gebeurd?")
        await user.press("ctrl+x", "down", "enter")
        store = SessionStore(settings().sessions_folder)
        with store.open(store.list()[0].id):
            await user.press("home", "enter")
            assert user.screen == "LibraryScreen"
            assert "al open in een ander venster" in user.told
        await user.press("enter")
        assert user.screen == "ConversationScreen"


async def test_a_scenario_that_changed_meanwhile_goes_on_as_it_was(
    talking: Opened, small_library: Path
) -> None:
    async with talking() as user:
        await user.say("Wat is er gebeurd?")
        await user.press("ctrl+x", "down", "enter", "home", "enter")
        assert "intussen gewijzigd" not in user.page
        await user.press("ctrl+x", "down", "enter")
        file = small_library / "loket.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Joke Bos", "Jan Bos"), encoding="utf-8")
        await user.press("home", "enter")
        assert "intussen gewijzigd" in user.page
        await user.say("Hoe is dat voor u?")
        assert "Joke Bos" in user.sees


async def test_an_unknown_session_is_told_in_the_library(opened: Opened) -> None:
    async with opened(Start(session="20260101-000000-abcd")) as user:
        assert user.screen == "LibraryScreen"
        assert "Ik ken geen sessie" in user.told


async def test_a_session_is_erased_only_after_asking(talking: Opened) -> None:
    async with talking() as user:
        await user.say("Wat is er gebeurd?")
        await user.press("ctrl+x", "down", "enter")
        file = a_session()
        await user.press("g", "delete", "enter")
        assert file.exists()
        await user.press("delete", "down", "enter")
        assert not file.exists()
        assert "Je hebt nog geen gesprek gevoerd." in user.sees


def test_what_should_not_happen_is_handed_to_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(app: GehoordApp) -> None:
        app._exception = KeyError("mood")
        app._fatal_error()

    monkeypatch.setattr(GehoordApp, "run", broken)
    with pytest.raises(KeyError):
        run()
    assert capsys.readouterr().err == ""
