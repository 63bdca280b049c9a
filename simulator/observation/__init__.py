"""What the trainee did in a turn: behaviours with quotes, topics, plain language, privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.observation.reading import Reading, TurnContext


def observe(text: str, context: TurnContext) -> Reading:
    """What is read in a turn: see `simulator.observation.observer`."""
    # The patterns are large: whoever only needs the types should not wait for them.
    from simulator.observation.observer import observe as read

    return read(text, context)


def warm_up() -> None:
    """Does now what the first turn would otherwise wait for."""
    from simulator.observation.observer import warm_up as warm

    warm()


__all__ = ["observe", "warm_up"]
