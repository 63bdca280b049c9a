"""One sentence about what a conversation did to the citizen."""

from __future__ import annotations

from simulator.assessment.course import Course, Turn
from simulator.assessment.words import band_word, citizen_name, moved, sentence
from simulator.behaviours import MoodName
from simulator.language import N_, _
from simulator.observation.signals import sentences

CLEAR = 5.0
"""Points between the first and the last mood that are worth calling a difference."""


def effect_in_a_sentence(course: Course) -> str:
    """What the conversation did to the citizen, from mood when played, from words when not."""
    played = [turn for turn in course.spoken if turn.mood]
    if played:
        return _from_mood(course, played[0], played[-1])
    return _from_words(course)


def _from_mood(course: Course, first: Turn, last: Turn) -> str:
    name = citizen_name(course.scenario)
    anger = last.mood["anger"] - first.before["anger"]
    trust = last.mood["trust"] - first.before["trust"]
    if abs(anger) < CLEAR and abs(trust) < CLEAR:
        return sentence(
            _(
                "{name} ging weg zoals het gesprek begon: boosheid {anger}, vertrouwen {trust}."
            ).format(
                name=name,
                anger=band_word(last.bands["anger"]),
                trust=band_word(last.bands["trust"]),
            )
        )
    sizes: tuple[tuple[MoodName, float, bool], ...] = (
        ("anger", anger, anger < 0),
        ("trust", trust, trust > 0),
    )
    clauses = [
        _clause(which, first, last, better) for which, size, better in sizes if abs(size) >= CLEAR
    ]
    both = _(", en ").join(clauses)
    return _("Dit deed het gesprek met {name}: {changes}.").format(name=name, changes=both)


def _clause(which: MoodName, first: Turn, last: Turn, better: bool) -> str:
    """Which way it went; that it stayed in the same band is said as well."""
    before, after = first.bands_before.get(which), last.bands.get(which)
    clause = moved(which, before, after, better=better)
    if after is None or before != after:
        return clause
    return _("{clause} en bleef {band}").format(clause=clause, band=band_word(after))


def _from_words(course: Course) -> str:
    last = next((turn for turn in reversed(course.heard) if turn.text), None)
    if last is None:
        return _("De burger heeft nog niets gezegd, dus het effect is nog niet te horen.")
    for signal, text in _ENDS.items():
        quotes = [sign.quote for sign in last.signs if sign.signal == signal]
        if quotes:
            return _(text).format(quote=quotes[0])
    return _("Het laatste wat de burger zei, was: “{quote}”").format(quote=sentences(last.text)[-1])


_ENDS = {
    "threat": N_("Aan het eind zat het nog hoog bij de burger: “{quote}”"),
    "anger": N_("Aan het eind was de burger nog boos: “{quote}”"),
    "confusion": N_("Aan het eind was het de burger nog niet duidelijk: “{quote}”"),
    "relief": N_("Aan het eind klonk de burger opgelucht: “{quote}”"),
    "distress": N_("Aan het eind zat de burger er nog mee: “{quote}”"),
    "question": N_("Aan het eind had de burger nog een vraag: “{quote}”"),
}
