"""The language of the interface: Dutch as written in the code, others from a catalogue.

    from simulator.language import _

    _("Beurt {n}").format(n=3)

Every call looks up again, so a switch of language works at once. A catalogue is
`locale/<language>/LC_MESSAGES/gehoord.mo`; where it or a message is missing, Dutch remains.
"""

from __future__ import annotations

TYPE_CHECKING = False  # every start pays for this import, so not even `typing` is loaded
if TYPE_CHECKING:
    from gettext import NullTranslations
    from pathlib import Path

_catalogue: NullTranslations | None = None


def use(language: str, catalogues: Path | None = None) -> None:
    """Speaks this language (`nl`, `en`, …) from now on, by default from our own catalogues."""
    global _catalogue
    _catalogue = None if language == "nl" else _load(language, catalogues)


def _(message: str) -> str:
    """The Dutch message in the language in use."""
    # A catalogue keeps its own header under the empty message.
    return _catalogue.gettext(message) if _catalogue and message else message


def N_(message: str) -> str:
    """Marks a message in a table, that `_` looks up where it is used, for who extracts them all."""
    return message


def ngettext(one: str, more: str, n: int) -> str:
    """The Dutch message for `n` things in the language in use."""
    if _catalogue:
        return _catalogue.ngettext(one, more, n)
    return one if n == 1 else more


def _load(language: str, catalogues: Path | None) -> NullTranslations | None:
    from gettext import translation
    from importlib.resources import files

    folder = catalogues or files("simulator") / "locale"
    try:
        return translation("gehoord", str(folder), [language])
    except OSError:
        return None
