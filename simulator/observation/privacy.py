"""Where personal data was replaced in a turn."""

from __future__ import annotations

import re

from simulator.observation.reading import PrivacyFinding
from simulator.text import PLACEHOLDERS

_PLACEHOLDER = re.compile(rf"\[({'|'.join(map(re.escape, PLACEHOLDERS))})\]")


def find_placeholders(text: str) -> tuple[PrivacyFinding, ...]:
    """The placeholders in a masked text, in order; `kind` is one of `PLACEHOLDERS`."""
    return tuple(
        PrivacyFinding(kind=match[1], start=match.start(), end=match.end())
        for match in _PLACEHOLDER.finditer(text)
    )
