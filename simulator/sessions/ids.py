"""The names of sessions: sortable by time, never a path."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")


def new_id(now: datetime) -> str:
    """A fresh id such as `20261125-133005-1f4c09ab`: the time in UTC, then chance.

    The last eight characters are the milliseconds (three) and twenty random bits (five), so ids
    sort by the time they were made.
    """
    utc = now.astimezone(UTC)
    return f"{utc:%Y%m%d-%H%M%S}-{utc.microsecond // 1000:03x}{os.urandom(3).hex()[:5]}"


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id."""
    return _ID.fullmatch(text) is not None


def made_at(session_id: str) -> str:
    """When the id was made, as ISO 8601; empty when its digits are no date."""
    try:
        return datetime.strptime(session_id[:15] + "+0000", "%Y%m%d-%H%M%S%z").isoformat()
    except ValueError:
        return ""
