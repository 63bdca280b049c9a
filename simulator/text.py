"""What enters is made harmless here: what cannot be seen goes, personal data gets a placeholder.

Every text passes once, at the door: `mask(clean(text), keep)`. Both take linear time and leave
their own result as it is, so a text may safely come back in (a transcript, a pasted answer).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

PLACEHOLDERS = ("BSN", "IBAN", "telefoon", "e-mail", "adres", "geboortedatum")
"""The kinds of personal data that `mask` replaces; a placeholder is the kind between brackets."""

MAX_MARKS = 30
"""Combining marks that one letter may carry (Unicode's Stream-Safe Text Format, UAX #15)."""

# C0 but for the line feed, DEL, C1, surrogates, interlinear annotation, and Unicode's
# Default_Ignorable_Code_Point: zero width, bidi, fillers, tags, variation selectors.
_UNSEEN = (
    r"\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_PICTURE = (
    r"[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299"
    r"\U0001f000-\U0001faff][\ufe0e\ufe0f]?"
)
# Within an emoji the joiner and the selectors decide what is seen, so a whole emoji stays.
_EMOJI_OR_UNSEEN = re.compile(
    rf"({_PICTURE}(?:\u200d{_PICTURE})*|[#*0-9]\ufe0f(?=\u20e3))|[{_UNSEEN}]+"
)
_HAS_UNSEEN = re.compile(rf"[{_UNSEEN}]")
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")
_MAY_HOLD = re.compile(r"[@0-9]")
_LONG_RUN = re.compile(rf"[^\x00-\u02ff]{{{MAX_MARKS + 1}}}")


def clean(text: str) -> str:
    """The text in NFC, with line feeds only and without characters that cannot be seen.

    Control, escape, bidi, zero-width and tag characters, soft hyphens, byte order marks and lone
    surrogates go. A tab becomes a space. White space goes at both ends and stays elsewhere.
    """
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        text = _LINE_END.sub("\n", text)
    if _HAS_UNSEEN.search(text):
        text = _EMOJI_OR_UNSEEN.sub(r"\1", text.replace("\t", " "))
    if not text.isascii():
        # Twice: a few marks fall apart into more marks.
        text = _fewer_marks(unicodedata.normalize("NFC", _fewer_marks(text)))
    return text.strip()


def plain_line(text: str) -> str:
    """The cleaned text on one line, every stretch of white space one space."""
    return " ".join(clean(text).split())


def _fewer_marks(text: str) -> str:
    """At most `MAX_MARKS` marks on a letter: ordering an endless pile takes quadratic time."""
    if not _LONG_RUN.search(text):
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def mask(text: str, keep: Collection[str] = ()) -> str:
    """The cleaned text with personal data replaced by `[BSN]`, `[telefoon]`, `[e-mail]`, ….

    Masked are: a BSN (nine digits that pass the eleven test, in any grouping; eight digits only
    after the word BSN), an IBAN, a Dutch or international telephone number (no service number),
    an e-mail address, a postcode with its house number (and the street before them), and a full
    date next to a word for birth.

    Args:
        text: cleaned text.
        keep: the fictional values of a scenario. They stay, however they are written:
            `18-03-1982` is `18 maart 1982`; of an address the postcode decides.
    """
    if not _MAY_HOLD.search(text):
        return text
    from simulator.personal_data import FINDERS, forms_of  # a dozen patterns, not at start-up

    kept = forms_of(frozenset(keep))
    spans: list[tuple[int, int, str]] = []
    unseen = text
    for kind, find in FINDERS.items():
        for start, end, forms in list(find(unseen)):
            shown = not forms or bool(forms & kept)
            spans.append((start, end, text[start:end] if shown else f"[{kind}]"))
            unseen = unseen[:start] + "\0" * (end - start) + unseen[end:]
    return _replaced(text, sorted(spans))


def _replaced(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """The text with each span, in order of place, replaced by its own text."""
    parts: list[str] = []
    at = 0
    for start, end, instead in spans:
        parts += (text[at:start], instead)
        at = end
    return "".join(parts) + text[at:]
