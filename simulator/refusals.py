"""Why the disk refuses, in words that go into a sentence."""

from __future__ import annotations

import errno

from simulator.language import _


def reason(error: OSError) -> str:
    """Why, in Dutch where it can be expected; otherwise as the system says it."""
    reasons = {
        errno.ENOENT: _("er is geen bestand of map van die naam"),
        errno.EACCES: _("daar heb je geen toestemming voor"),
        errno.EPERM: _("daar heb je geen toestemming voor"),
        errno.EROFS: _("daar heb je geen toestemming voor"),
        errno.EISDIR: _("dat is een map, geen bestand"),
        errno.ENOTDIR: _("dat is een bestand, geen map"),
        errno.ENOSPC: _("de schijf is vol"),
        errno.EFBIG: _("de schijf is vol"),
        getattr(errno, "EDQUOT", errno.ENOSPC): _("de schijf is vol"),
        errno.ENAMETOOLONG: _("die naam is te lang"),
        errno.ELOOP: _("die verwijzing loopt in een kring"),
    }
    return reasons.get(error.errno or 0, error.strerror or type(error).__name__)
