"""Opening a session on the screen: a new one, or one to go on with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.scenarios.model import Scenario
    from simulator.sessions.practice import Practice

GROUP = "practice"


def start_conversation(
    screen: Screen[Any],
    scenario: Scenario,
    mode: str,
    seed: int | None = None,
    actor: str = "scripted",
) -> None:
    """Begins a session and opens it in place of `screen`."""

    def begin() -> Practice:
        from simulator.sessions.practice import Practice
        from simulator.sessions.store import SessionStore

        store = SessionStore(settings().sessions_folder)
        return Practice.start(scenario, store, seed=seed, mode=mode, actor=actor)

    _open(screen, begin, replace=True)


def resume_session(screen: Screen[Any], session_id: str) -> None:
    """Goes on with a session on top of `screen`; of one that has ended the feedback is opened."""

    def begin() -> Practice:
        from simulator.sessions.practice import Practice
        from simulator.sessions.store import SessionStore

        return Practice.resume(session_id, SessionStore(settings().sessions_folder))

    _open(screen, begin, replace=False)


def _open(screen: Screen[Any], begin: Callable[[], Practice], *, replace: bool) -> None:
    async def go() -> None:
        from simulator.screens.conversation import ConversationScreen

        practice = await asyncio.to_thread(_begun, begin)
        if isinstance(practice, str):
            screen.notify(practice, severity="warning", timeout=12)
            return
        practice.conversation.marker = getattr(screen.app, "marker", "trainee")
        if replace:
            screen.app.switch_screen(ConversationScreen(practice))
        else:
            screen.app.push_screen(ConversationScreen(practice))

    # A second enter must not begin a second session, nor find the first one open.
    if not any(worker.group == GROUP and not worker.is_finished for worker in screen.workers):
        screen.run_worker(go(), group=GROUP)


def _begun(begin: Callable[[], Practice]) -> Practice | str:
    """The session, or a sentence that says why there is none."""
    from simulator.conversation.conversation import CannotSay
    from simulator.documents import DocumentError
    from simulator.llm import NoServer
    from simulator.rubrics import UnknownRubric
    from simulator.sessions.errors import SessionError

    try:
        return begin()
    except (SessionError, CannotSay, UnknownRubric, NoServer) as error:
        return str(error)
    except DocumentError as error:
        return str(error.problems[0])
