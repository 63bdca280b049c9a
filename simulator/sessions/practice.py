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
from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.assessment.assessment import Assessment
    from simulator.assessment.feedback import Feedback
    from simulator.citizen.actor import Actor
    from simulator.scenarios.model import Scenario


@dataclass(frozen=True, slots=True)
class Practice:
    """One session in progress."""

    store: SessionStore
    journal: Journal
    conversation: Conversation

    @classmethod
    def start(
        cls,
        scenario: Scenario,
        store: SessionStore,
        *,
        seed: int | None = None,
        mode: str = "free",
        actor: str = "scripted",
    ) -> Practice:
        """Begins a new session: the citizen's first words are kept when this returns.

        Args:
            scenario: what is practised.
            store: where it is kept.
            seed: makes it repeatable.
            mode: `free` or `real`.
            actor: who words the citizen, `scripted` or `llm`.

        Raises:
            SessionError: the folder or disk refuses.
            UnknownRubric, DocumentError: the scenario's rubric cannot be used.
            NoServer: a language model was asked for and none is configured.
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
                actor=_llm_actor(journal) if actor == "llm" else None,
            )
        except BaseException:
            journal.close()
            raise
        return cls(store, journal, conversation)

    @classmethod
    def resume(cls, session_id: str, store: SessionStore) -> Practice:
        """Goes on with a session where it was; in the written words if its model is not there now.

        Raises:
            SessionError: there is no such session, it is open elsewhere, or it is damaged.
            CannotSay: its beginning cannot be read.
        """
        journal = store.open(session_id)
        try:
            first = journal.events[0].data if journal.events else {}
            server = settings().llm
            # Whoever chose to talk with one model did not choose another.
            voiced = (
                first.get("actor") == "llm"
                and server is not None
                and server.model == first.get("model")
            )
            conversation = Conversation.resume(
                journal.events,
                journal.append,
                actor=_llm_actor(journal) if voiced else None,
            )
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
        # Kept first: whoever leaves while a model thinks loses nothing but its sentences.
        self.conversation.record("assessed", assessment.to_json())
        server = settings().llm
        if server is not None and opened.get("actor") == "llm":
            from simulator.assessment.llm_writer import with_own_sentences
            from simulator.llm import client_for
            from simulator.sessions.sent import SentLog

            sink = SentLog(self.journal.path).append
            feedback = with_own_sentences(
                feedback, assessment, path, rubric, client_for(server), sink
            )
        if not self.journal.closed:
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


def _llm_actor(journal: Journal) -> Actor:
    """A citizen voiced by the configured model; what it sends is kept beside the journal."""
    from simulator.citizen.llm_actor import LLMActor
    from simulator.llm import client_for
    from simulator.sessions.sent import SentLog

    return LLMActor(client_for(settings().llm), SentLog(journal.path).append)
