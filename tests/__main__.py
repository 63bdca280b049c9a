"""Runs all checks and tests: `python tests`. With arguments only pytest: `python tests -k mood`.

This file must be readable by any Python, however old, to be able to say that it is too old.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Gehoord heeft Python 3.11 of nieuwer nodig; dit is Python %d.%d. "
        "Installeer een nieuwere Python en probeer het daarmee opnieuw." % sys.version_info[:2]
    )

# Run as a folder: the first place to look for modules is this folder; the checkout is what we want.
sys.path[0] = __file__.rpartition("tests")[0] or "."

from simulator.bootstrap import run_tests  # noqa: E402 - the path must be right first

sys.exit(run_tests(sys.argv[1:]))
