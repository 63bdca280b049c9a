"""Makes the list of common Dutch words again, from wordfreq's frequencies.

    pip install wordfreq
    python -m benchmarks.common_words

It writes `common_words.txt` in `simulator/observation/clarity/`, the same bytes every time for one
version of wordfreq. Wordfreq itself (58 MB of data, 50 MB of memory) is needed here only.
"""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from simulator.observation.clarity.word_forms import SHORTEST

LEAST = 3.2
"""Zipf frequency: the base 10 logarithm of how often a word is used in a billion words."""

TARGET = Path(__file__).parent.parent / "simulator" / "observation" / "clarity" / "common_words.txt"

_WORD = re.compile(r"[a-zà-öø-ÿ]+(?:[-'][a-zà-öø-ÿ]+)*")

_NOTICE = """\
# Common Dutch words: those with a Zipf frequency of {least} or more (1.6 in a million words).
#
# Made by `python -m benchmarks.common_words` from the Dutch data of wordfreq {version}
# (Robyn Speer, https://github.com/rspeer/wordfreq), which draws on Wikipedia, OPUS OpenSubtitles,
# the SUBTLEX word lists (Marc Brysbaert and others), news, books, the web, Twitter and Reddit.
# Changed: only words of {shortest} letters and more, only that they are common, not how common.
#
# This file, unlike the program around it, is licensed under Creative Commons
# Attribution-ShareAlike 4.0 (CC BY-SA 4.0), https://creativecommons.org/licenses/by-sa/4.0/
"""


def common(frequencies: Mapping[str, float]) -> list[str]:
    """The words that are used often enough, in alphabetical order.

    Args:
        frequencies: of each word, its share of all words (0 to 1).
    """
    return sorted(
        word
        for word, share in frequencies.items()
        if len(word) >= SHORTEST
        and share > 0
        and round(math.log10(share) + 9, 2) >= LEAST
        and _WORD.fullmatch(word)
    )


def main() -> None:
    """Writes the list."""
    # Named in no signature, so that the types hold where wordfreq is not installed.
    frequencies: Mapping[str, float] = importlib.import_module("wordfreq").get_frequency_dict("nl")
    words = common(frequencies)
    notice = _NOTICE.format(least=LEAST, version=version("wordfreq"), shortest=SHORTEST)
    TARGET.write_text(notice + "\n".join(words) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(words)} words, {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
