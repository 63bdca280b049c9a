"""Practising: a conversation that is kept while it goes on, and what is made of it afterwards."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.conversation.conversation import Conversation
from simulator.language import _
from simulator.sessions.errors import JournalError, UnknownSession
from simulator.sessions.journal import Journal
from simulator.sessions.store import SessionStore

if TYPE_CHECKING:
    from simulator.assessment.assessment import Assessment
    from simulator.assessment.feedback import Feedback
    from simulator.scenarios.model import Scenario


@dataclass(frozen=True, slots=True)
class Practice:
    """One session in progress."""

    store: SessionStore
    journal: Journal
    conversation: Conversation

    @classmethod
    def start(
        cls, scenario: Scenario, store: SessionStore, *, seed: int | None = None, mode: str = "free"
    ) -> Practice:
        """Begins a new session: the citizen's first words are kept when this returns.

        Raises:
            SessionError: the folder or disk refuses.
            UnknownRubric, DocumentError: the scenario's rubric cannot be used.
        """
        from simulator.rubrics import find_rubric

        rubric = find_rubric(scenario.rubric)
        journal = store.create()
        try:
            conversation = Conversation.open(
                scenario,
                rubric.document(),
                journal.append,
                seed=secrets.randbelow(2**31) if seed is None else seed,
                mode=mode,
            )
        except BaseException:
            journal.close()
            raise
        return cls(store, journal, conversation)

    @classmethod
    def resume(cls, session_id: str, store: SessionStore) -> Practice:
        """Goes on with a session where it was.

        Raises:
            SessionError: there is no such session, it is open elsewhere, or it is damaged.
            CannotSay: its beginning cannot be read.
        """
        journal = store.open(session_id)
        try:
            conversation = Conversation.resume(journal.events, journal.append)
        except BaseException:
            journal.close()
            raise
        return cls(store, journal, conversation)

    def finish(self) -> tuple[Assessment, Feedback]:
        """Assesses the attempt that has ended and keeps the outcome; a kept outcome is kept.

        Raises:
            SessionError: the disk refuses.
        """
        from simulator.assessment import Assessment, Feedback, advise, assess
        from simulator.rubrics.model import Rubric

        path = self.conversation.path
        kept = {event.kind: event.data for event in path}
        if "assessed" in kept and "advised" in kept:
            return Assessment.from_json(kept["assessed"]), Feedback.from_json(kept["advised"])
        opened = kept["opened"]
        rubric = Rubric.model_validate(opened["rubric"])
        assessment = assess(path, rubric, self.journal.id)
        feedback = advise(assessment, path, rubric, opened["scenario"])
        self.conversation.record("assessed", assessment.to_json())
        self.conversation.record("advised", feedback.to_json())
        return assessment, feedback

    def scenario_changed(self) -> bool:
        """Whether the scenario of this name is another one by now; the session keeps its own."""
        from simulator.documents import DocumentError
        from simulator.scenarios import UnknownScenario, find_scenario

        own = self.conversation.scenario
        try:
            return find_scenario(own.id) != own
        except UnknownScenario:
            # Played from a path, or of another name than its file: there is nothing to compare.
            return False
        except DocumentError:
            return True

    def close(self) -> None:
        """Lets go of the session and brings the index up to date.

        Raises:
            JournalError: its file was moved or removed in the meantime.
        """
        self.journal.close()
        try:
            self.store.note(self.journal.id)
        except UnknownSession:
            message = _("Het bestand van dit gesprek is intussen verplaatst of gewist ({path}).")
            raise JournalError(message.format(path=self.journal.path)) from None
