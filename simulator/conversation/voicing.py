"""Whose words the citizen spoke where a language model might: counted from the events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.conversation.events import Event
from simulator.language import _


@dataclass(frozen=True, slots=True)
class Voicing:
    """How often a model spoke, and why it sometimes did not."""

    model: str
    spoken: int
    """Replies in the model's words."""
    fallen_back: int
    """Replies for which a model was asked and the written line was said."""
    why: Mapping[str, int]
    """Why, as `Objection` or `Reason` name it."""

    @property
    def share(self) -> float:
        """The part of the replies asked of a model that fell back, 0 to 1."""
        asked = self.spoken + self.fallen_back
        return self.fallen_back / asked if asked else 0.0

    def in_a_sentence(self) -> str:
        """What somebody who practised may want to know of it."""
        asked = self.spoken + self.fallen_back
        sentence = _("U praatte met een AI-oefenpersoon ({model}).").format(model=self.model)
        if not self.fallen_back:
            return sentence
        written = _("Van de {asked} antwoorden kwamen er {n} uit de geschreven tekst.")
        return sentence + " " + written.format(asked=asked, n=self.fallen_back)


def voicing(events: Iterable[Event]) -> Voicing | None:
    """Who spoke in these events; None when no model was ever asked."""
    model, spoken, why = "", 0, Counter[str]()
    for event in events:
        if event.kind == "citizen_said" and "words" in event.data:
            model = str(event.data.get("model") or model)
            if event.data["words"] == "model":
                spoken += 1
            elif event.data.get("why"):
                why[str(event.data["why"])] += 1
    return Voicing(model, spoken, why.total(), why) if model else None
