"""The `gehoord` command: its arguments, and what they do in a terminal without the application."""

from simulator.cli.program import main

__all__ = ["main"]
