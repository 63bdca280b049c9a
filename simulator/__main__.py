"""Starts Gehoord: `python simulator` in a checkout, `python -m simulator` where it is installed.

This file must be readable by any Python, however old, to be able to say that it is too old.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Gehoord heeft Python 3.11 of nieuwer nodig; dit is Python %d.%d. "
        "Installeer een nieuwere Python en probeer het daarmee opnieuw." % sys.version_info[:2]
    )

if __package__:
    from simulator.cli import main

    sys.exit(main())

# Run as a folder: the first place to look for modules is this folder, where our own `text` or
# `voice` would hide modules of others. The folder around it is the right place.
sys.path[0] = __file__.rpartition("simulator")[0] or "."

from simulator.bootstrap import open_application  # noqa: E402 - the path must be right first

sys.exit(open_application(sys.argv[1:]))
