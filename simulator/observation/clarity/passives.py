"""Sentences that do not say who does it: "wordt … toegekend", "is besloten", "dient te worden".

A form of *worden* with a past participle in the same clause is a passive. A form of *zijn* with one
may also tell what someone did ("bent u verhuisd", "is gebeurd") or how something is ("is bekend");
those participles are listed, and strong ones count only where the form leaves no doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from simulator.observation.clarity.readability import Token, sentence_ends, tokens
from simulator.observation.reading import Passage

_WORDEN = frozenset("word wordt worden werd werden".split())
_ZIJN = frozenset("is zijn was waren".split())

_HAVE = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden"})

_AHEAD = 12
"""Words between the auxiliary and its participle."""

_BACK = 4
"""Words between a participle and its auxiliary at the end: "ingeleverd had moeten worden"."""

_BETWEEN = frozenset(
    "te zou zouden moet moeten moest moesten kan kunnen kon konden mag mogen mocht zal zullen hoeft"
    " hoeven had hebben is zijn gaat gaan dient dienen wordt worden werd werden was waren".split()
)
"""What stands between a participle and the auxiliary after it."""

_STOPS = frozenset(
    "dat omdat want maar als indien zodat terwijl voordat nadat totdat wanneer waarna waardoor of"
    " die waarin waarop waarmee dus wie wat hoe heb hebt heeft hebben".split()
)
"""Words with which another clause begins."""

_PARTICLE = (
    r"(?:aan|achter|af|bij|binnen|bloot|door|dwars|goed|in|klaar|kwijt|langs|los|mee|na|neer|om"
    r"|onder|op|open|over|plaats|rond|samen|schoon|stil|stop|tegemoet|tegen|terecht|terug|tewerk"
    r"|toe|uit|vast|vol|voor|vooruit|voort|vrij|weer|weg|klaar|dicht|bekend|kenbaar)"
)
_WEAK = re.compile(
    rf"(?:{_PARTICLE}?ge|{_PARTICLE}?(?:be|ver|ont|her|her-)\w)\w{{2,}}"
    # A finite form ends in -t, a participle does so only after a voiceless letter: "u betaalt".
    r"(?:(?<!d)d|(?<=[kfschpx])t)(?<!(?<![eikw])end)"
    r"|(?:onder|over|weer|voor|mis|door)(?:zocht|legd|tuigd|handeld|speld|bruikt)"
)
_STRONG = re.compile(
    rf"{_PARTICLE}?ge(?:geven|nomen|schreven|holpen|vonden|zonden|houden|sloten|trokken|roepen"
    r"|bracht|dwongen|broken|bleken|keken|kozen|laten|lezen|sneden|sproken|stoken|stolen|stuurd"
    r"|vangen|vraagd|worpen|wezen|wogen|wonnen|zien|zegd|zet|daan|dragen|boden|bonden|heven"
    r"|troffen|zocht|scholden|vochten|vorderd|schoven|schonken|schoten|bouwd)"
    rf"|{_PARTICLE}?(?:be(?:sloten|grepen|schreven|wezen|sproken|oordeeld|keken|vonden|rekend)"
    r"|ver(?:zonden|wezen|broken|schoven|strekt|boden|kozen|kregen|worpen|leend)|ont(?:vangen|heven"
    r"|nomen|slagen|trokken|houden)|over(?:wogen|genomen|gedragen)|onder(?:nomen|zocht|schreven"
    r"|broken)|her(?:zien|nomen|schreven|overwogen)|toe(?:gekend)|voor(?:geschreven)"
    r"|kwijt(?:gescholden)|goed(?:gekeurd))"
)
_NO_PARTICIPLE = frozenset(
    "gemiddeld gezondheid"
    " geld beeld gebied bericht besluit bewind verband verkeerd gezicht gewicht geduld gebeurt"
    " bed bedrijvigheid verschilt bent bestand verstand verlof verdriet verdient betekent"
    " bepaald best beest geest gerucht gerecht bereid bekend geschikt verder gemeend bedankt"
    " beroemd bezit verbod gebrek gehandicapt ontzettend herfst beslist weerd eerd goed"
    " gewoond bevalt vereist gerust behoeft beleid ontvangst benauwd geeft gelooft gemoed"
    " gezind gebit geluid gevecht geslacht verslaafd beseft verzoekt bezoekt herkomst bewust"
    " onbewust berucht".split()
)
_TELLS_HOW = frozenset(
    "gegaan gekomen gebleven geweest geworden gebeurd gelukt gestopt begonnen verhuisd"
    " vertrokken overleden gestorven gevallen gestegen gedaald gegroeid veranderd verdwenen"
    " verschenen vervallen verlopen ontstaan geslaagd gezakt gestart gelopen gereden geland"
    " ontsnapt ontwaakt teruggegaan teruggekomen aangekomen binnengekomen uitgekomen opgegaan"
    " misgegaan misgelopen weggegaan doorgegaan afgegaan afgelopen meegevallen tegengevallen"
    " opgevallen opgehouden langsgekomen langsgeweest achtergebleven opgelopen uitgevallen"
    " ingegaan overgegaan verbeterd verslechterd bekend bereid getrouwd gescheiden geboren"
    " verplicht gewend geïnteresseerd benieuwd bedoeld gericht gevestigd geschikt gerechtigd"
    " gerust gespannen gemotiveerd gefrustreerd gesteld geschrokken vergeten verloren"
    " verbaasd verdrietig gewenst gehecht gebaseerd gehaast gedupeerd verantwoord gehandicapt"
    " bevoegd bezorgd vermoeid verslaafd verward verstandig gekleed gelegen geleden gesloten"
    " geopend belast bevriend beperkt gevormd gezond vereist beschikbaar gewond geschokt"
    " teleurgesteld opgelucht overtuigd ontroerd verheugd opgegroeid geïrriteerd ontevreden"
    " verzekerd verzekeringsplichtig gegrond ongegrond".split()
)
"""With *zijn*: what someone did or how something is, not what was done to it."""


def find_passives(text: str) -> tuple[Passage, ...]:
    """The passives of a turn, from auxiliary to participle, in the order of speaking."""
    return passives_among(text, tokens(text), sentence_ends(text))


def passives_among(text: str, words: Sequence[Token], ends: Sequence[int]) -> tuple[Passage, ...]:
    """The same for a turn of which the words and sentences are there already."""
    lower = [word.text.lower() for word in words]
    found = []
    free = 0
    for at, word in enumerate(lower):
        if at < free or (word not in _WORDEN and word not in _ZIJN):
            continue
        number = bisect_left(ends, words[at].end)
        first, last = at, at
        while first > free and bisect_left(ends, words[first - 1].end) == number:
            first -= 1
        while last + 1 < len(words) and bisect_left(ends, words[last + 1].end) == number:
            last += 1
        if word == "zijn" and _HAVE & {*lower[max(0, at - _AHEAD) : at]}:
            # "heeft zijn brief gemist": whose it is.
            continue
        if word in _ZIJN:
            last = _before_a_comma(text, words, at, last)
        place = _before(lower, at, first) or _after(lower, at, last)
        if place and place[0] >= free:
            start, end = words[place[0]].start, words[place[1]].end
            found.append(Passage(text[start:end], start, end))
            free = place[1] + 1
    return tuple(found)


def _before_a_comma(text: str, words: Sequence[Token], at: int, last: int) -> int:
    """The last word up to `last` with no comma between it and the word at `at`."""
    for place in range(at, last):
        if "," in text[words[place].end : words[place + 1].start]:
            return place
    return last


def _after(lower: Sequence[str], at: int, last: int) -> tuple[int, int] | None:
    """From the auxiliary to the participle that follows it."""
    for place in range(at + 1, min(last, at + _AHEAD) + 1):
        word = lower[place]
        if (word in _STOPS and place > at + 1) or (word in _ZIJN and lower[at] in _ZIJN):
            return None
        if _is_done_to(word, lower[at]):
            if lower[place + 1 : place + 2] == ["geweest"]:
                return None
            return at, place
    if lower[at] == "worden" and at >= 2 and lower[at - 1] == "te":
        for place in range(at - 2, max(-1, at - _AHEAD), -1):
            if lower[place] in ("dient", "dienen", "diende", "dienden"):
                return place, at
    return None


def _before(lower: Sequence[str], at: int, first: int) -> tuple[int, int] | None:
    """From a participle to the auxiliary that closes its clause."""
    for place in range(at - 1, max(first, at - _BACK) - 1, -1):
        word = lower[place]
        if _is_done_to(word, lower[at]):
            return place, at
        if word not in _BETWEEN:
            return None
    return None


def _is_done_to(word: str, auxiliary: str) -> bool:
    """Whether a word is a participle that makes a passive with this auxiliary."""
    if word in _NO_PARTICIPLE or (auxiliary in _ZIJN and word in _TELLS_HOW):
        return False
    return bool(_WEAK.fullmatch(word) or _STRONG.fullmatch(word))
