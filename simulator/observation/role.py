"""Whether the trainee speaks to the program instead of to the citizen."""

from __future__ import annotations

import re

_PROGRAM = re.compile(
    r"\b(?:negeer|vergeet|ignore|disregard|forget)\b.{0,40}\b(?:instructie\w*|opdracht\w*|prompt|regels hierboven|"
    r"instructions?|previous|alles hiervoor|vorige)\b"
    r"|\b(?:system ?prompt|systeemprompt|taalmodel|language model|chatgpt|openai|prompt injection|jailbreak)\b"
    r"|\b(?:je|jij|u) bent (?:maar |toch |eigenlijk |gewoon |alleen |nu )*(?:een )?"
    r"(?:robot|computer|computerprogramma|programma|bot|chatbot|ai|simulatie|oefenpersoon|algoritme)\b"
    r"|\b(?:stap|kom|ga) uit (?:je|uw) rol\b|\bspeel (?:nu )?(?:een|de) (?:andere )?rol\b|\bact as\b|\byou are (?:now )?(?:a|an)\b"
    r"|\b(?:geef|gun|scoor) (?:mij|me|deze (?:medewerker|trainee))\b.{0,30}\b(?:10|tien|hoogste|maximale?|voldoende|niveau 4)\b"
    r"|\b(?:geef|zet|maak) (?:alle |elke )?(?:criteri\w+|scores?|niveaus?)\b.{0,30}\b(?:4|vier|hoogste|maximaal|goed|voorbeeldig)\b"
    r"|^\s*(?:\[?(?:system|systeem|assistant|user|instructie)\]?\s*[:>]|<\|?(?:system|im_start)|###)"
    r"|\b(?:vertel|verklap|toon|geef|noem) (?:mij |me )?(?:nu )?(?:je|uw|alle|de) (?:geheime?n?|verborgen|gesloten) (?:feit\w*|informatie|gegevens)\b"
)


def speaks_to_the_program(folded: str) -> bool:
    """Whether the turn tries to talk to a model, a judge or the program; `folded` text."""
    return _PROGRAM.search(folded[:8000]) is not None
