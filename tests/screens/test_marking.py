"""Somebody says on the screen that a turn was read wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from simulator.screens.app import Start
from simulator.sessions import SessionStore
from tests.screens.conftest import LOKET

if TYPE_CHECKING:
    from tests.screens.conftest import Opened, User

BLAMES = "Dat had u eerder moeten melden. Mijn fiets is blauw."


async def search(user: User, words: str) -> None:
    """Types on the line above the behaviours, as quickly as pasting would."""
    user.app.screen.query_one(Input).value = words
    await user.settle()


SIZES = [(80, 24), (60, 20), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_window_shows_the_last_turn_and_what_was_heard_with_the_words(
    talking: Opened, size: tuple[int, int]
) -> None:
    async with talking(size=size) as user:
        await user.say("Wat is er gebeurd?")
        await user.say(BLAMES)
        assert "F7 gehoord" in user.lines[-1]
        await user.press("f7")
        assert "Wat ik hoorde in jouw beurt 2 (van 2)" in user.page
        assert "Gehoord: schuld bij de burger leggen" in user.sees
        assert "“Dat had u eerder moeten melden.”" in user.sees
        assert "esc" in user.sees
        await user.press("left")
        assert "beurt 1" in user.page
        assert "Gehoord: open vraag" in user.sees
        await user.press("left", "right", "right")
        assert "beurt 2" in user.page
        await user.press("escape")
        assert user.screen == "ConversationScreen"
        assert "marked" not in user.kinds


@pytest.mark.parametrize("size", SIZES)
async def test_by_keyboard_alone_a_turn_is_corrected_and_the_conversation_goes_on(
    talking: Opened, size: tuple[int, int]
) -> None:
    async with talking(size=size) as user:
        await user.say(BLAMES)
        await user.press("f7", "space")
        assert "✗ Klopt niet: schuld bij de burger leggen" in user.sees
        await user.press("plus", *"excu", "enter")
        assert "Met welke woorden? excuses namens de organisatie" in user.page
        assert "[Mijn fiets is blauw.]" in user.page
        await user.press("left", "enter")
        assert "+ Deed ik ook: excuses namens de organisatie" in user.sees
        await user.press("enter")
        assert user.screen == "ConversationScreen"
        assert "zelf verbeterd" in user.sees
        assert "poging 2" in user.sees
        assert user.kinds[-6:] == [
            *("marked", "rewound", "trainee_said", "read", "moved", "citizen_said")
        ]
        [marked] = [event.data for event in user.events if event.kind == "marked"]
        assert marked["wrong"] == ["blaming"]
        assert [m["quote"] for m in marked["missing"]] == ["Mijn fiets is"]
        await user.say("Wat is er gebeurd?")
        assert "beurt 3" in user.lines[0]


async def test_a_choice_can_be_taken_back_before_it_is_kept(talking: Opened) -> None:
    async with talking() as user:
        await user.say(BLAMES)
        await user.press("f7", "enter", "enter")
        assert "Klopt niet: schuld" not in user.sees
        assert "Verder vanaf deze beurt" not in user.sees
        await user.press("plus", "enter", "enter")
        assert "+ Deed ik ook: begroeten en voorstellen" in user.sees
        await user.press("up", "up", "enter")
        assert "Deed ik ook: begroeten" not in user.sees
        await user.press("escape")
        assert "marked" not in user.kinds


async def test_what_was_begun_at_one_turn_waits_while_another_is_looked_at(
    talking: Opened,
) -> None:
    async with talking() as user:
        await user.say(BLAMES)
        await user.say("Wat is er gebeurd?")
        await user.press("f7", "left", "space", "right", "left")
        assert "✗ Klopt niet: schuld bij de burger leggen" in user.sees


async def test_the_list_of_behaviours_becomes_shorter_and_only_offers_what_is_not_there(
    talking: Opened,
) -> None:
    async with talking() as user:
        await user.say(BLAMES)
        await user.press("f7", "plus")
        await search(user, "burger leggen")
        assert "Niets gevonden." in user.sees
        await user.press("enter")
        assert user.screen == "WhichBehaviour"
        await search(user, "OPEN v")
        assert "open vraag" in user.sees
        assert "gevoel benoemen" not in user.sees
        await user.press("escape", "escape")
        assert user.screen == "ConversationScreen"


async def test_the_words_are_a_sentence_or_less_or_more_of_it(talking: Opened) -> None:
    async with talking() as user:
        await user.say("Een twee drie. Vier [b]vijf[/b] zes. Zeven.")
        await user.press("f7", "plus")
        await search(user, "open v")
        await user.press("enter", "up", "up")
        assert "[Een twee drie.]" in user.sees
        await user.press("down")
        assert "[Vier [b]vijf[/b] zes.]" in user.sees
        await user.press("left", "space", "right", "right", "right")
        assert "Vier [[b]vijf[/b]] zes." in user.sees
        await user.press("space", "right", "right", "right", "right")
        assert "Vier [[b]vijf[/b] zes. Zeven.]" in user.sees
        await user.press("enter")
        assert "“[b]vijf[/b] zes. Zeven.”" in user.sees


async def test_before_the_first_word_nothing_was_heard(talking: Opened) -> None:
    async with talking() as user:
        assert "F7" not in user.lines[-1]
        await user.press("f7")
        assert "Je hebt nog niets gezegd." in user.sees


async def test_a_turn_in_which_nothing_was_heard_says_so(talking: Opened) -> None:
    async with talking() as user:
        await user.say("hgjkh")
        await user.press("f7")
        assert "Hierin heb ik niets gehoord." in user.sees
        await user.press("enter", "enter", "enter", "enter")
        assert "zelf verbeterd" in user.sees


async def test_after_the_end_a_mark_is_kept_and_the_turn_can_be_done_again_that_way(
    talking: Opened,
) -> None:
    async with talking() as user:
        await user.say(BLAMES)
        await user.press("ctrl+x", "enter")
        assert "k klopt niet" in user.lines[-1]
        await user.press("k", "space", "end")
        assert "Bewaar dit" in user.sees
        await user.press("enter")
        assert "Je verbetering van beurt 1 is bewaard." in user.sees
        assert user.kinds[-1] == "marked"
        await user.press("enter")
        assert user.screen == "ConversationScreen"
        assert "zelf verbeterd" in user.sees
        assert "poging 2" in user.sees
        await user.press("ctrl+x", "enter")
        assert "Zelf verbeterd: beurt 1." in user.page


async def test_looking_back_at_the_whole_conversation_a_mark_is_seen_at_its_turn(
    talking: Opened,
) -> None:
    async with talking() as user:
        await user.say(BLAMES)
        await user.press("ctrl+x", "enter", "g")
        assert "schuld bij de burger leggen" in user.page
        await user.press("k", "space", "end", "enter", "down", "enter")
        assert user.screen == "ConversationPage"
        assert "Jij, beurt 1 · zelf verbeterd" in user.page
        assert "schuld bij de burger leggen" not in user.page
        assert user.kinds[-1] == "marked"
        await user.press("k", "plus", "enter", "enter", "enter", "enter")
        assert user.screen == "ConversationScreen"
        assert user.kinds[-6] == "marked"
        assert "poging 2" in user.sees


async def test_a_conversation_that_the_citizen_ended_can_be_corrected_before_feedback(
    talking: Opened,
) -> None:
    async with talking() as user:
        for _ in range(9):
            await user.say("Hoe is dat voor u?")
        assert "F7 gehoord" in user.lines[-1]
        await user.press("f7", "space", "end", "enter", "enter")
        assert "zelf verbeterd" in user.sees
        assert "poging 2" in user.sees


async def test_a_full_disk_is_told_and_nothing_is_lost(
    talking: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulator.sessions.errors import JournalError

    async with talking() as user:
        await user.say(BLAMES)
        conversation = user.app.screen._conversation  # type: ignore[attr-defined]
        keep = conversation._sink

        def full(event: object) -> None:
            raise JournalError("De schijf is vol.")

        conversation._sink = full
        await user.press("f7", "space", "end", "enter")
        assert "De schijf is vol." in user.sees
        conversation._sink = keep
        await user.press("f7", "space", "end", "enter")
        assert "poging 2" in user.sees
        conversation._sink = full
        await user.press("ctrl+x", "escape")
        assert user.kinds.count("marked") == 1


async def test_a_session_that_is_gone_on_with_shows_which_turn_was_corrected(
    talking: Opened, opened: Opened
) -> None:
    from simulator.screens.app import Start
    from simulator.settings import settings

    async with talking() as user:
        await user.say(BLAMES)
        await user.press("f7", "space", "end", "enter")
    [session] = SessionStore(settings().sessions_folder).list()
    async with opened(Start(session=session.id)) as user:
        assert "zelf verbeterd" in user.sees
        assert "poging 2" in user.sees


async def test_a_trainer_marks_as_a_trainer(opened: Opened) -> None:
    async with opened(Start(str(LOKET), seed=1, marker="trainer")) as user:
        await user.press("enter")
        await user.say(BLAMES)
        await user.press("f7", "space", "end", "enter")
        marked = [event.data for event in user.events if event.kind == "marked"]
        assert [mark["by"] for mark in marked] == ["trainer"]
