"""What is said afterwards when someone may have been in danger: calm, and never a level.

Whether the trainee consoled well enough is nobody's to judge; only whether the sign was heard.
"""

from __future__ import annotations

from simulator.assessment.course import Course, Turn
from simulator.assessment.following import ANSWER_WITHIN
from simulator.assessment.quotes import shortened
from simulator.assessment.words import citizen_name, sentence
from simulator.language import _
from simulator.observation.acute import acute_risks, speaks_of_self
from simulator.observation.reading import AcuteKind, AcuteRisk


def acute_notes(course: Course) -> list[str]:
    """At most one note about what the citizen said, and one about the trainee's own distress."""
    notes = []
    shown = [turn for turn in course.heard if _quote(turn)]
    if shown:
        # What still needs talking over goes before what was taken up.
        first = next((turn for turn in shown if _may_answer(turn, course) == ("", True)), shown[0])
        notes.append(_about_citizen(first, course))
    own = (risk for turn in course.spoken for risk in (turn.reading.acute if turn.reading else ()))
    notes += [note for note in (own_referral(risk) for risk in own) if note][:1]
    return notes


def own_referral(risk: AcuteRisk) -> str | None:
    """Where the trainee can go whose own words sound like distress; None when they do not."""
    if risk.kind == "threat" or not speaks_of_self(risk):
        return None
    return _(
        "Je zei: “{quote}” Ging dat over jezelf? Dan hoef je daar niet alleen mee te blijven. "
        "Praat met iemand die je vertrouwt of met je huisarts. {numbers}"
    ).format(quote=shortened(risk.quote), numbers=_numbers(risk.kind))


def _about_citizen(turn: Turn, course: Course) -> str:
    answer, could = _may_answer(turn, course)
    said = _("{name} zei: “{quote}”").format(
        name=sentence(citizen_name(course.scenario)), quote=shortened(_quote(turn))
    )
    if answer:
        heard = _("Je nam dat serieus met: “{quote}” Praat hier gerust nog over na.").format(
            quote=shortened(answer)
        )
    elif could:
        heard = _(
            "Dat kan een teken zijn dat er meer aan de hand is. Je mag dan rechtstreeks vragen wat "
            "iemand bedoelt, erbij blijven en er iemand bij halen. "
            "Praat over dit moment met een collega of je leidinggevende."
        )
    else:
        heard = _("Daar stopte het gesprek. Praat over dit moment met een collega.")
    kinds = [risk.kind for risk in acute_risks(turn.text)]
    return " ".join([said, heard, _numbers(kinds[0] if kinds else "threat")])


def _quote(turn: Turn) -> str:
    return next((sign.quote for sign in turn.signs if sign.signal == "acute_risk"), "")


def _may_answer(turn: Turn, course: Course) -> tuple[str, bool]:
    """How the trainee took it seriously, if so; and whether there was a turn left to do so."""
    after = [later for later in course.spoken if later.number > turn.number][:ANSWER_WITHIN]
    answers = [
        sign.quote for later in after for sign in later.signs if sign.signal == "risk_answered"
    ]
    return (answers[0] if answers else ""), bool(after)


def _numbers(kind: AcuteKind) -> str:
    if kind == "suicide":
        return _(
            "Denkt iemand aan zelfdoding: 113 of 0800-0113, dag en nacht, gratis. "
            "Bij direct gevaar: 112."
        )
    if kind == "violence":
        return _("Advies bij geweld thuis: Veilig Thuis, 0800-2000. Bij direct gevaar: 112.")
    if kind == "need":
        return _("Voor eten of een slaapplek vandaag: het wijkteam of de crisisopvang.")
    return _("Bij direct gevaar: 112.")
