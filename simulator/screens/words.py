"""Dutch words for the ids that screens show."""

from __future__ import annotations

from simulator.language import _


def theme(theme_id: str) -> str:
    """The name of a theme, short enough for a list."""
    names = {
        "trust": _("Vertrouwen"),
        "participation": _("Inspraak"),
        "processes": _("Processen"),
        "inclusion": _("Meedoen"),
        "means": _("Mens en AI"),
        "cooperation": _("Samenwerken"),
        "improvement": _("Verbeteren"),
        "crisis": _("Crisis"),
        "training": _("Leren"),
        "compliance": _("Regels"),
    }
    return names.get(theme_id, theme_id)


def own_turn(label: str, corrected: bool) -> str:
    """How an own turn is announced; a person may have said what was in it."""
    return label + _(" · zelf verbeterd") if corrected else label


def channel(channel_id: str) -> str:
    """The name of a channel."""
    names = {"click": _("chat"), "call": _("telefoon"), "face": _("balie")}
    return names.get(channel_id, channel_id)


def channel_sign(channel_id: str) -> str:
    """A sign that goes with the name of a channel."""
    return {"click": "✉", "call": "☎", "face": "⌂"}.get(channel_id, "·")


def difficulty(level: int) -> str:
    """One to three dots."""
    level = max(1, min(3, level))
    return "●" * level + "○" * (3 - level)


def mood(name: str) -> str:
    """The name of a mood value."""
    names = {
        "anger": _("boos"),
        "trust": _("vertrouwen"),
        "stress": _("spanning"),
        "grip": _("grip"),
        "control": _("regie"),
        "shame": _("schaamte"),
    }
    return names.get(name, name)


def band(name: str) -> str:
    """The name of a band."""
    return {"low": _("laag"), "mid": _("midden"), "high": _("hoog")}.get(name, name)


def band_of(value: float) -> str:
    """The name of the band that a value of 0 to 100 lies in."""
    return band("high" if value >= 65 else "mid" if value >= 35 else "low")


def level(number: int | None) -> str:
    """The name of a level."""
    names = {
        1: _("nog niet zichtbaar"),
        2: _("in ontwikkeling"),
        3: _("vakkundig"),
        4: _("voorbeeldig"),
    }
    return _("niet van toepassing") if number is None else names[number]
