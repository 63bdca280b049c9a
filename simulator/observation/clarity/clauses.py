"""Where sentences end in speech that was typed out without a single mark.

Somebody who speaks does stop between sentences; the text just does not show it. A new main clause
begins where a subject stands right before its verb ("u krijgt …", "dat bedrag is …") or right after
it at the beginning ("dan bel ik u"), with *en*, *maar*, *want*, *dus* or nothing before it. After
*dat*, *als*, *die* and the like it is part of the sentence that is going on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulator.observation.clarity.readability import Token

LEAST_WORDS = 14
"""Words of a turn without marks from which clauses are looked for."""

_LEAST_CLAUSE = 3
"""Words that a clause has at least."""

_MARK = re.compile(r"[.!?…,;:()\n]")

_SUBJECTS = frozenset("ik u je jij we wij ze zij hij het dat dit er men".split())
_JOINS = frozenset("en maar want dus".split())
_OPENS = frozenset("dan daarna daarom toen nu eerst daarvoor daardoor vervolgens verder".split())
_GOES_ON = frozenset(
    "dat als omdat of wat die wie hoe waar wanneer toen zodat terwijl voordat nadat totdat"
    " doordat indien waarom waarvoor waarmee waarop waarin waardoor zoals dan dit welke"
    " hoeveel zolang zodra aangezien al met voor van aan op bij om naar uit over tegen door".split()
)
"""After these a subject belongs to the sentence that is going on."""

_VERBS = frozenset(
    "is ben bent zijn was waren heb hebt heeft hebben had hadden word wordt worden werd"
    " werden kan kunt kunnen kon konden mag mogen mocht moet moeten moest moesten zal zult"
    " zullen zou zouden wil wilt willen wilde wou ga gaat gaan ging kom komt komen kwam krijg"
    " krijgt krijgen kreeg betaal betaalt betalen stuur stuurt sturen bel belt bellen hoef"
    " hoeft hoeven zie ziet zien zag staat staan stond weet weten wist doe doet doen deed"
    " vraag vraagt vragen zeg zegt zeggen zei begrijp begrijpt snap snapt hoor hoort horen"
    " denk denkt denken blijf blijft blijven vind vindt vinden geef geeft geven gaf maak"
    " maakt maken neem neemt nemen kijk kijkt kijken houd houdt hou houden leg legt leggen"
    " reken rekent rekenen zet zetten zoek zoekt zoeken schrijf schrijft regel regelt regelen"
    " heet lukt klopt duurt betekent ontvang ontvangt ontvangen loopt valt spreek spreekt"
    " spreken lees leest lezen pas past passen".split()
)


def clause_starts(text: str, words: Sequence[Token]) -> list[int]:
    """The numbers of the words with which a new main clause begins; the first word is none.

    Empty when the text has marks to go by, or is short.
    """
    if len(words) < LEAST_WORDS or _MARK.search(text):
        return []
    lower = [word.text.lower() for word in words]
    starts: list[int] = []
    last = 0
    for at in range(_LEAST_CLAUSE, len(lower) - 1):
        if not _begins(lower, at):
            continue
        start = at - 1 if lower[at - 1] in _JOINS else at
        if start - last >= _LEAST_CLAUSE:
            starts.append(start)
            last = start
    return starts


def _begins(lower: Sequence[str], at: int) -> bool:
    word, after, before = lower[at], lower[at + 1], lower[at - 1]
    if word in _OPENS:
        return after not in _GOES_ON | _SUBJECTS and bool(_SUBJECTS & {*lower[at + 2 : at + 3]})
    if word not in _SUBJECTS or after not in _VERBS:
        return False
    if before in _GOES_ON or (before in _VERBS and lower[at - 2] != "te"):
        # "heb ik gezien" has its subject after the verb: nothing begins there.
        return False
    return not (before in _JOINS and at >= 2 and lower[at - 2] in _GOES_ON)
