"""One page that explains the application."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from simulator.language import _
from simulator.screens.plain import HelpLine, Plain, keys


class HelpScreen(Screen[None]):
    """What Gehoord does, which keys there are, and who sees what."""

    CSS_PATH = "help.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.pop_screen", _("terug"), id="help.back"),
    ]

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll(id="help-page"):
            yield Plain(_page())
        yield HelpLine(keys(("↑↓ PgUp PgDn", _("lezen")), ("esc", _("terug"))))


def _page() -> Content:
    sections = [
        (
            _("Wat is dit?"),
            _(
                "Je oefent een gesprek met een burger, alleen en zo vaak je wilt. De burger is "
                "een oefenpersoon en reageert op wat je zegt. Na afloop lees je eerst wat je goed "
                "deed, in je eigen woorden, en dan één of twee dingen om te proberen. Je kunt "
                "elke beurt opnieuw doen."
            ),
        ),
        (
            _("Wie ziet dit?"),
            _(
                "Alleen jij. Gesprekken staan op deze computer. Gebruik geen echte namen of "
                "zaken. Nummers, adressen en e-mail die je typt worden vervangen voordat er iets "
                "bewaard wordt. Er is geen cijfer en geen ranglijst."
            ),
        ),
        (
            _("En met een AI-oefenpersoon?"),
            _(
                "Alleen als er een taalmodel is ingesteld en jij ervoor kiest (a, vóór het "
                "gesprek), gaat wat je zegt naar dat model, zonder je naam en gegevens. Wat er "
                "verstuurd is, kun je nalezen: gehoord sessions --sent. Antwoordt het model niet "
                "of niet goed, dan hoor je de geschreven zin."
            ),
        ),
        (
            _("Toetsen in het gesprek"),
            _(
                "↵ zeg het · ctrl+n nieuwe regel · elke toets laat de woorden meteen zien\n"
                "F2 wat er op je scherm staat · F3 een beurt overdoen · F4 iets doen\n"
                "F5 hint · F6 stemming aan of uit · PgUp en PgDn terugkijken\n"
                "F7 wat ik hoorde in jouw beurt, en verbeteren wat niet klopt\n"
                "esc pauze · ctrl+x stoppen"
            ),
        ),
        (
            _("Toetsen overal"),
            _(
                "F1 deze hulp · F10 licht of donker · esc terug\n"
                "↑ ↓ PgUp PgDn Home End door een bladzijde of lijst\n"
                "ctrl+q sluit alles; je gesprek blijft bewaard"
            ),
        ),
        (
            _("Verschrikt of geraakt door een gesprek?"),
            _(
                "Pauzeer of stop wanneer je wilt. Praat erover met een collega, je leidinggevende "
                "of het bedrijfsmaatschappelijk werk."
            ),
        ),
    ]
    parts: list[str | tuple[str, str]] = []
    for title, text in sections:
        parts += [(title, "bold $primary"), "\n" + text + "\n\n"]
    return Content.assemble(*parts)
