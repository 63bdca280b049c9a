"""Why a model gave no usable answer: a word to count by, and a sentence for people."""

from __future__ import annotations

from typing import Literal

from simulator.language import N_, _

Reason = Literal[
    "unreachable",
    "key",
    "not_found",
    "busy",
    "not_accepted",
    "broken",
    "too_slow",
    "cut_off",
    "unreadable",
    "empty",
    "declined",
    "too_long",
    "left",
]

_SENTENCES: dict[Reason, str] = {
    "unreachable": N_("De server met het taalmodel is niet te bereiken."),
    "key": N_("De server met het taalmodel weigert de sleutel."),
    "not_found": N_("De server kent dit model of dit adres niet."),
    "busy": N_("De server met het taalmodel heeft het te druk."),
    "not_accepted": N_("De server neemt de vraag zo niet aan."),
    "broken": N_("Bij de server met het taalmodel gaat iets mis."),
    "too_slow": N_("De server met het taalmodel doet er te lang over."),
    "cut_off": N_("De verbinding met het taalmodel viel weg."),
    "unreadable": N_("De server geeft een antwoord dat niet te lezen is."),
    "empty": N_("De server geeft een leeg antwoord."),
    "declined": N_("Het taalmodel wil hier geen antwoord op geven."),
    "too_long": N_("Het taalmodel houdt niet op met praten."),
    "left": N_("Je ging weg voordat het antwoord er was."),
}


class LLMError(Exception):
    """No usable answer came; the message is a Dutch sentence."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        """`detail` is what the server said, for whoever looks after it; never shown in practice."""
        super().__init__(_(_SENTENCES[reason]))
        self.reason: Reason = reason
        self.detail = detail


class NoServer(Exception):
    """A language model was asked for, and no server is configured."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Er is geen taalmodel ingesteld. Zet llm_url en llm_model in je instellingen "
                "(gehoord doctor zegt waar), of oefen zonder: dat kan altijd."
            )
        )
